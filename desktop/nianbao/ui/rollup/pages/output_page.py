"""输出: the leader's workbook, the letters, the lists, and the county's own report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.exporters.names import name_of, suggested_name
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically
from nianbao.report.storage.files import save_report
from nianbao.rollup.findings import RollupFinding
from nianbao.rollup.gather import last_year_report
from nianbao.rollup.model import Collection, UnitRow
from nianbao.rollup.outputs.letters import LetterFacts, letter, needs_letter, write_letters
from nianbao.rollup.outputs.notices import missing_docx, missing_list, notice_docx
from nianbao.rollup.outputs.own_report import own_report
from nianbao.rollup.outputs.workbook import write_workbook
from nianbao.rollup.sums import Sum
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.county import County
from nianbao.ui.rollup.lines import Line
from nianbao.ui.rollup.view import View, button, heading, sheet_in_scroll
from nianbao.ui.session.desk import Desk
from nianbao.ui.system import preferences
from nianbao.ui.widgets.choose_file import choose_folder, file_to_save
from nianbao.ui.widgets.day_field import DayField
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.messages import ask, tell_error
from nianbao.ui.widgets.progress import work_beside
from nianbao.ui.widgets.words_edit import WordsEdit

Result = TypeVar("Result")
WORD = "Word 文档 (*.docx)"
EXCEL = "Excel 工作簿 (*.xlsx)"
REPORT = "公开年报的报告 (*.nianbao)"
LETTERS = "退回修改意见"
CONTACT = "rollup_contact"


@dataclass(frozen=True)
class _Ready:
    """What outputs are made of."""

    collection: Collection
    total: Sum
    findings: tuple[RollupFinding, ...]


class OutputPage(View):
    """Everything that goes out, each with one button."""

    def __init__(self, county: County, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(county, parent)
        self._desk = desk
        self.contact = QLineEdit(preferences.text(CONTACT))
        self.has_answer_day = QCheckBox("要求改好的日期")
        self.answer_by = DayField(_today() + timedelta(days=7), "改好的日期")
        self.with_warnings = QCheckBox("提醒也写进去")
        self.missing = WordsEdit()
        self.workbook = button("生成工作簿…", self.write_workbook)
        self.letters = button("全部生成…", self.write_letters, name="生成全部退回修改意见")
        self.copy = button("复制名单", self._copy_missing, name="复制催报名单")
        self.save_missing = button("存为 Word…", self.write_missing, name="催报名单存为 Word")
        self.notice = button("生成通报草稿…", self.write_notice)
        self.own = button("生成本级报告…", self.write_own_report)
        self._words = {name: muted("") for name in ("workbook", "letters", "missing", "own")}
        self.done = QFrame()
        self._written: Path | None = None
        self._scroll = sheet_in_scroll(self, self._build())

    # Building

    def _build(self) -> QWidget:
        inner = QFrame()
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[3 * theme.GAP] * 4)
        column.setSpacing(3 * theme.GAP)
        column.addWidget(self._build_done())
        column.addLayout(
            _part(
                "本级报告", "汇总的数填进本单位的报告，上年的数放在旁边，接着写文字就行。",
                self._words["own"], self.own,
            )
        )  # fmt: skip
        column.addLayout(
            _part(
                "汇总工作簿", "给领导看的 Excel：收报情况、各单位数据、带公式的汇总表、问题清单、图。",
                self._words["workbook"], self.workbook,
            )
        )  # fmt: skip
        letters = _part(
            "退回修改意见", "每个要改的单位一份 Word，写明哪里不对、怎样改、什么时候改好。",
            self._words["letters"], self.letters,
        )  # fmt: skip
        letters.insertLayout(letters.count() - 1, self._build_letter_facts())
        column.addLayout(letters)
        missing = _part(
            "催报和通报", "没报和迟报的单位，可以复制到消息里；通报是草稿，改好再发。",
            self._words["missing"], self.copy, self.save_missing, self.notice,
        )  # fmt: skip
        missing.addWidget(self.missing)
        column.addLayout(missing)
        return inner

    def _build_done(self) -> QFrame:
        self.done.setObjectName("card")
        self.done_words = plain_text.label(wraps=True)
        self.open_file = button("打开文件", self._open_written)
        self.open_folder = button("打开文件夹", self._open_written_folder)
        row = QHBoxLayout(self.done)
        row.addWidget(self.done_words, 1)
        row.addWidget(self.open_file)
        row.addWidget(self.open_folder)
        self.done.hide()
        return self.done

    def _build_letter_facts(self) -> QGridLayout:
        self.has_answer_day.setAccessibleName("要求改好的日期")
        self.has_answer_day.toggled.connect(self.answer_by.setEnabled)
        self.has_answer_day.setChecked(True)
        self.with_warnings.setAccessibleName("提醒也写进去")
        self.contact.setAccessibleName("联系人和电话")
        self.contact.setPlaceholderText("联系人和电话，写在每份意见的末尾")
        self.contact.setAcceptDrops(False)
        self.contact.editingFinished.connect(
            lambda: preferences.remember(CONTACT, self.contact.text().strip())
        )
        self.missing.setReadOnly(True)
        self.missing.setAccessibleName("催报名单")
        self.missing.setTabChangesFocus(True)
        self.missing.setFixedHeight(120)
        grid = QGridLayout()
        grid.setSpacing(theme.GAP)
        grid.addWidget(self.has_answer_day, 0, 0)
        grid.addWidget(self.answer_by, 0, 1)
        grid.addWidget(self.with_warnings, 0, 2)
        grid.addWidget(self.contact, 1, 0, 1, 3)
        grid.setColumnStretch(3, 1)
        return grid

    # What is shown

    def refresh(self) -> None:
        """Say what each output would hold."""
        collection, total = self.county.collection, self.county.total
        for one in (self.workbook, self.own, self.notice):
            one.setEnabled(total is not None)
        back = self._going_back(collection)
        self.letters.setEnabled(bool(back))
        has_missing = collection is not None and collection.has_roster
        for part in (self.copy, self.save_missing, self.missing):
            part.setEnabled(has_missing)
        self._words["workbook"].setText(self._sum_words())
        self._words["own"].setText(self._own_words())
        self._words["letters"].setText(
            f"{len(back)} 个单位：{'、'.join(unit.name for unit in back[:6])}"
            f"{'…' if len(back) > 6 else ''}"  # noqa: PLR2004
            if back
            else "没有需要退回的单位。"
        )
        self._words["missing"].setText(
            f"没报 {collection.counts().missing} 个，迟报 {collection.counts().late} 个。"
            if collection is not None and has_missing
            else "有了应报单位名单，才知道谁没报。"
        )
        shown = missing_list(collection, _today()) if collection is not None and has_missing else ""
        self.missing.setPlainText(shown)
        self.missing.setVisible(bool(shown))

    def _sum_words(self) -> str:
        total, collection = self.county.total, self.county.collection
        if total is None or collection is None:
            return "还没有可以汇总的报告。"
        counts = collection.counts()
        return f"{collection.year} 年度，{len(total.units)} 个单位计入汇总，待处理 {counts.undecided} 份。"

    def _own_words(self) -> str:
        unit = self.county.decisions.own_unit
        return f"本单位：{unit}" if unit else "请先在“准备”里填写本单位的名称。"

    def _going_back(self, collection: Collection | None) -> list[UnitRow]:
        units = collection.units if collection is not None else ()
        return [unit for unit in units if needs_letter(unit)]

    # What is written

    def _ready(self) -> _Ready | None:
        county = self.county
        if county.collection is None or county.total is None:
            return None
        return _Ready(county.collection, county.total, county.all_findings())

    def _stands_open(self, collection: Collection) -> bool:
        """Ask before something goes out that waits for answers."""
        waiting = len(collection.questions)
        if not waiting:
            return True
        choices = {"go": "照现在的生成", "cancel": "先去处理"}
        details = "还没有回答的文件没有计入汇总。"
        if ask(self, f"还有 {waiting} 项待处理。", details, choices) == "go":
            return True
        self.asked.emit("待处理")
        return False

    def write_workbook(self) -> None:
        """Write the leader's workbook."""
        ready = self._ready()
        if ready is None or not self._stands_open(ready.collection):
            return
        path = self._ask_where(
            "汇总工作簿", EXCEL, self._named("政府信息公开工作年度报告汇总", ".xlsx")
        )
        if path is None:
            return
        self._write(
            path,
            lambda: write_workbook(path, ready.collection, ready.total, ready.findings, _today()),
        )

    def write_letters(self) -> None:
        """Write the letters of all units that have to mend something."""
        ready = self.county.collection
        if ready is None:
            return
        chosen = choose_folder(self, "退回修改意见存到哪个文件夹", ready.folder.parent)
        if chosen is None:
            return
        folder, facts = chosen / f"{LETTERS}{_today():%Y-%m-%d}", self.facts()

        def work() -> tuple[Path, ...]:
            folder.mkdir(exist_ok=True)
            return write_letters(ready, folder, facts)

        written = self._work("正在写退回修改意见…", work)
        if written is not None:
            self._tell_done(folder, f"已写好 {len(written)} 份退回修改意见。")

    def letter_for(self, line: Line) -> None:
        """Write one unit's letter."""
        collection, unit = self.county.collection, line.unit
        if collection is None or unit is None:
            return
        name = name_of(unit.name, LETTERS, collection.year, ".docx")
        path = self._ask_where("退回修改意见", WORD, name)
        if path is None:
            return
        facts = self.facts()
        self.asked.emit("输出")
        self._write(path, lambda: write_atomically(path, letter(collection, unit, facts)))

    def facts(self) -> LetterFacts:
        """Return what stands in every letter."""
        return LetterFacts(
            sender=self.county.decisions.own_unit,
            day=_today(),
            answer_by=self.answer_by.day if self.has_answer_day.isChecked() else None,
            contact=self.contact.text().strip(),
            with_warnings=self.with_warnings.isChecked(),
        )

    def write_missing(self) -> None:
        """Write the list of missing units."""
        collection = self.county.collection
        path = self._ask_where("催报名单", WORD, self._named("催报名单", ".docx"))
        if path is not None and collection is not None:
            self._write(path, lambda: write_atomically(path, missing_docx(collection, _today())))

    def write_notice(self) -> None:
        """Write the draft of a notice about the whole collection."""
        ready = self._ready()
        path = self._ask_where("通报草稿", WORD, self._named("报送情况通报（草稿）", ".docx"))
        if path is None or ready is None:
            return
        self._write(
            path,
            lambda: write_atomically(
                path, notice_docx(ready.collection, ready.total, ready.findings, _today())
            ),
        )

    def write_own_report(self) -> None:
        """Write the own unit's report with the summed tables, and open it."""
        ready, unit = self._ready(), self.county.decisions.own_unit
        if ready is None:
            return
        if not unit:
            self.asked.emit("准备")
            self.said.emit("请先填写本单位的名称")
            return
        if not self._stands_open(ready.collection):
            return
        report = own_report(ready.total, unit, last_year_report(ready.collection, unit))
        path = self._ask_where("本级报告", REPORT, suggested_name(report, ".nianbao"))
        if path is not None and self._write(path, lambda: save_report(report, path)):
            self._desk.open_beside(path)

    def _named(self, what: str, ending: str) -> str:
        collection = self.county.collection
        year = f"{collection.year}年" if collection is not None else ""
        return f"{self.county.decisions.own_unit}{year}{what}{ending}"

    def _ask_where(self, title: str, kind: str, name: str) -> Path | None:
        folder = self.county.folder
        home = folder.parent if folder is not None else Path(preferences.folder())
        path = file_to_save(self, title, kind, home / name)
        ending = Path(name).suffix
        if path is None or path.suffix.lower() == ending:
            return path
        return path.with_name(path.name + ending)

    def _write(self, path: Path, write: Callable[[], object]) -> bool:
        done = self._work(f"正在写“{path.name}”…", lambda: (write(), True)[1])
        if done:
            self._tell_done(path, f"已保存“{path.name}”。")
        return bool(done)

    def _work(self, words: str, work: Callable[[], Result]) -> Result | None:
        try:
            return work_beside(self, words, work)
        except UserError as error:
            tell_error(self, error)
        except OSError:
            tell_error(
                self, UserError("没有写成，文件没有保存。", "请检查位置能不能写，磁盘满不满。")
            )
        return None

    def _tell_done(self, path: Path, words: str) -> None:
        self._written = path
        self.open_file.setVisible(path.is_file())
        self.done_words.setText(f"{words}\n{path.parent if path.is_file() else path}")
        self.done.show()
        self._scroll.verticalScrollBar().setValue(0)
        self.said.emit(words)

    def _open_written(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _open_written_folder(self) -> None:
        if self._written is not None:
            folder = self._written.parent if self._written.is_file() else self._written
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _copy_missing(self) -> None:
        QGuiApplication.clipboard().setText(self.missing.toPlainText())
        self.said.emit("已复制，可以粘贴到消息里")

    def take_keyboard(self) -> None:
        """Lead to the first output."""
        (self.own if self.own.isEnabled() else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """The outputs."""
        return (self.own,)


def _part(title: str, about: str, words: QWidget, *buttons: QPushButton) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme.GAP)
    column.addWidget(heading(title, 11))
    column.addWidget(muted(about))
    column.addWidget(words)
    words.setObjectName("")
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    for one in buttons:
        row.addWidget(one)
    row.addStretch(1)
    column.addLayout(row)
    return column


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the clerk's calendar
