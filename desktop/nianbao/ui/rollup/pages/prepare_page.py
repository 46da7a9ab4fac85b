"""准备: which folder, which year, who must hand in, until when; each answer is kept at once."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.report.errors import UserError
from nianbao.rollup.decisions import home_of
from nianbao.rollup.gather import leads_away
from nianbao.rollup.roster import Roster, read_roster
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.county import County, looked_at
from nianbao.ui.rollup.roster_dialog import RosterDialog
from nianbao.ui.rollup.view import View, button, heading, sheet_in_scroll
from nianbao.ui.system import preferences
from nianbao.ui.widgets.choose_file import choose_folder, file_to_open
from nianbao.ui.widgets.day_field import DayField
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.messages import tell_error
from nianbao.ui.widgets.progress import work_beside
from nianbao.ui.widgets.unit_field import UnitField
from nianbao.ui.widgets.year_box import year_box

ROSTERS = "名单 (*.xlsx *.xls *.et *.csv *.txt);;所有文件 (*)"
NAMED_TWICE = 3


class PreparePage(View):
    """The answers that everything else begins with."""

    def __init__(self, county: County, parent: QWidget | None = None) -> None:
        super().__init__(county, parent)
        self.folder = plain_text.label(wraps=True)
        self.year = year_box(2008)
        self.year_words = muted("")
        self.confirm = button("确认年度", self._confirm_year)
        self.roster_words = muted("")
        self.has_deadline = QCheckBox("有截止日期")
        self.deadline = DayField(_usual_day(_last_year()), "截止日期")
        self.own_unit = UnitField("", "清河县人民政府")
        self.last_year_words = muted("")
        self.leave_out = QCheckBox("有错误的报告先不计入汇总")
        self.go_on = QPushButton("看收报情况")
        sheet_in_scroll(self, self._build())
        county.decided.connect(self.follow)
        self.refresh()

    # Building

    def _build(self) -> QWidget:
        inner = QFrame()
        column = QVBoxLayout(inner)
        column.setContentsMargins(*[3 * theme.GAP] * 4)
        column.setSpacing(2 * theme.GAP)
        column.addWidget(heading("汇总各单位的年度报告"))
        column.addWidget(
            muted(
                "把各单位交来的报告放在一个文件夹里，Word、网页、Excel、压缩包都可以，"
                "文件名随意，可以分放在子文件夹里。程序只读不改这些文件。"
            )
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * theme.GAP)
        self._grid.setVerticalSpacing(2 * theme.GAP)
        self._grid.setColumnStretch(1, 1)
        column.addLayout(self._grid)
        self.choose = button("选择文件夹…", self.choose_folder)
        self.again = button("", self._open_last)
        self.again.setObjectName("link")
        self._row("文件夹", self.folder, _row(self.choose, self.again))
        self._row("报告年度", _row(self.year, self.confirm), self.year_words)
        self._row("应报单位名单", self.roster_words, self._build_roster())
        self._row("截止日期", _row(self.has_deadline, self.deadline))
        self._row("本单位", self.own_unit, muted("汇总出的数写进这个单位自己的报告。"))
        self._row("上年的报告", self.last_year_words, self._build_last_year())
        self._row("有错误的报告", self.leave_out)
        self.go_on.setDefault(True)
        self.go_on.setAutoDefault(False)
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self._connect()
        return inner

    def _row(self, label: str, *parts: QWidget | QLayout) -> None:
        number = self._grid.rowCount()
        name = plain_text.label(label)
        name.setFont(theme.font(10, bold=True))
        name.setMinimumHeight(_height_of(parts[0]))  # beside the words in the field
        self._grid.addWidget(name, number, 0, Qt.AlignmentFlag.AlignTop)
        stack = QVBoxLayout()
        stack.setSpacing(theme.GAP // 2)
        for part in parts:
            if isinstance(part, QWidget):
                stack.addWidget(part)
            else:
                stack.addLayout(part)
        self._grid.addLayout(stack, number, 1)

    def _build_roster(self) -> QLayout:
        self.roster_file = button("从文件读入…", self._read_roster, name="从文件读入名单")
        self.roster_paste = button("粘贴或修改…", self._edit_roster, name="粘贴或修改名单")
        self.roster_last = button("用上年的单位", self._use_last_units, name="用上年的单位作名单")
        return _row(self.roster_file, self.roster_paste, self.roster_last)

    def _build_last_year(self) -> QLayout:
        self.last_choose = button(
            "选择上年的文件夹…", self._choose_last_year, name="选择上年报告的文件夹"
        )
        self.last_clear = button("不作比较", self._forget_last_year, name="不与上年比较")
        return _row(self.last_choose, self.last_clear)

    def _connect(self) -> None:
        self.has_deadline.setAccessibleName("有截止日期")
        self.leave_out.setAccessibleName("有错误的报告先不计入汇总")
        self.own_unit.setAccessibleName("本单位名称")
        self.has_deadline.clicked.connect(self._set_deadline)
        self.deadline.day_changed.connect(self._set_deadline)
        self.own_unit.editingFinished.connect(self._set_own_unit)
        self.leave_out.clicked.connect(lambda on: self._decide(leave_out_failing=bool(on)))
        self.go_on.clicked.connect(lambda: self.asked.emit("收报情况"))

    # What is shown

    def refresh(self) -> None:
        """Show what was decided, and what the folder proposes."""
        county = self.county
        folder, decisions, collection = county.folder, county.decisions, county.collection
        self.folder.setText(str(folder) if folder is not None else "还没有选择")
        last = preferences.text("rollup_folder")
        self.again.setVisible(folder is None and bool(last) and Path(last).is_dir())
        self.again.setText(f"继续上次的：{Path(last).name}" if last else "")
        for part in self._needs_folder():
            part.setEnabled(folder is not None)
        if not self.year.hasFocus():
            year = decisions.year or (collection.year if collection is not None else 0)
            self.year.setValue(year or _last_year())
        self.year_words.setText(self._year_words())
        self.confirm.setText("改用这一年" if decisions.year else "确认年度")
        self.roster_words.setText(self._roster_words())
        last_units = collection.last_year if collection is not None else None
        self.roster_last.setEnabled(last_units is not None and bool(last_units.units))
        self.has_deadline.setChecked(decisions.deadline is not None)
        self.deadline.setEnabled(decisions.deadline is not None)
        if not self.deadline.hasFocus():
            self.deadline.show_day(decisions.deadline or _usual_day(self.year.value()))
        if not self.own_unit.hasFocus():
            self.own_unit.show_name(decisions.own_unit)
        away = folder is not None and leads_away(home_of(folder), Path(decisions.last_year))
        self.last_year_words.setText(
            f"{decisions.last_year}（在另一台服务器上，没有读）"
            if away
            else decisions.last_year or "没有选择；选了以后，每个数旁边有上年的数。"
        )
        self.last_clear.setEnabled(bool(decisions.last_year) and folder is not None)
        self.leave_out.setChecked(decisions.leave_out_failing)

    def _needs_folder(self) -> tuple[QWidget, ...]:
        return (
            self.year, self.confirm, self.roster_file, self.roster_paste, self.roster_last,
            self.has_deadline, self.deadline, self.own_unit, self.last_choose, self.last_clear,
            self.leave_out, self.go_on,
        )  # fmt: skip

    def _year_words(self) -> str:
        collection = self.county.collection
        if self.county.folder is None:
            return ""
        if collection is None:
            return "正在读文件夹里的报告…"
        if not collection.years:
            return "文件夹里还没有写明年度的报告。"
        said = "，".join(f"{count} 份是 {year} 年" for year, count in collection.years.items())
        if collection.year_proposed:
            return f"按文件夹里的报告推断：{said}。对的话请确认。"
        return f"已确认。文件夹里：{said}。"

    def _roster_words(self) -> str:
        units = self.county.decisions.roster
        if not units:
            return "还没有名单，现在按交来的报告列单位；有了名单才知道谁没报。"
        shown = "、".join(units[:3])
        return f"{len(units)} 个单位：{shown}{'…' if len(units) > 3 else ''}"  # noqa: PLR2004

    # What is asked for

    def choose_folder(self) -> None:
        """Ask for the folder."""
        begin = self.county.folder or Path(preferences.folder())
        chosen = choose_folder(self, "选择放报告的文件夹", begin)
        if chosen is not None:
            self.open(chosen)

    def _open_last(self) -> None:
        self.open(Path(preferences.text("rollup_folder")))

    def open(self, folder: Path) -> None:
        """Begin with a folder; say why where that fails. A share that hangs can be given up."""
        folder = folder.absolute()
        words = f"正在打开文件夹“{folder.name}”…"
        try:
            decisions = work_beside(self, words, lambda: looked_at(folder))
        except UserError as error:
            tell_error(self, error)
            return
        if decisions is None:
            return
        self.county.open(folder, decisions)
        preferences.remember("rollup_folder", str(folder))
        self.take_keyboard()

    def _decide(self, words: str = "", **fields: object) -> bool:
        try:
            return self.county.decide(lambda now: now.prepared(**fields), words)
        except UserError as error:
            tell_error(self, error)
            self.refresh()
            return False

    def _confirm_year(self) -> None:
        year = self.year.value()
        self._decide(f"已确认汇总 {year} 年度", year=year)

    def _set_deadline(self) -> None:
        wanted = self.deadline.day if self.has_deadline.isChecked() else None
        if wanted != self.county.decisions.deadline:
            self._decide(deadline=wanted)

    def _set_own_unit(self) -> None:
        if self.county.folder is not None and self.own_unit.name != self.county.decisions.own_unit:
            self._decide(own_unit=self.own_unit.name)

    def _read_roster(self) -> None:
        path = file_to_open(self, "读入应报单位名单", ROSTERS)
        if path is None:
            return
        try:
            self._use_roster(read_roster(path))
        except UserError as error:
            tell_error(self, error)

    def _edit_roster(self) -> None:
        dialog = RosterDialog(self.county.decisions.roster, self)
        if dialog.exec() and dialog.roster is not None:
            self._use_roster(dialog.roster)

    def _use_roster(self, roster: Roster) -> None:
        twice = "、".join(roster.repeated[:NAMED_TWICE])
        more = f"；重复的只算一次：{twice}{'等' if len(roster.repeated) > NAMED_TWICE else ''}"
        words = f"名单有 {len(roster.units)} 个单位{more if twice else ''}"
        self._decide(words, roster=roster.units)

    def _use_last_units(self) -> None:
        collection = self.county.collection
        last = collection.last_year if collection is not None else None
        if last is not None:
            self._use_roster(Roster(tuple(unit.name for unit in last.units)))

    def _choose_last_year(self) -> None:
        if self.county.folder is None:
            return
        folder = choose_folder(self, "选择上年报告的文件夹", self.county.folder.parent)
        if folder is None:
            return
        if folder.resolve() == self.county.folder.resolve():
            tell_error(self, UserError("这就是今年的文件夹。", "请选择放上年报告的文件夹。"))
            return
        home = home_of(self.county.folder)
        if leads_away(home, folder):
            advice = "请把它复制到今年文件夹旁边，或者把共享文件夹映射成盘符再选。"
            tell_error(self, UserError("上年的文件夹在另一台服务器上，不能直接用。", advice))
            return
        shown = folder.relative_to(home) if folder.is_relative_to(home) else folder
        self._decide(last_year=str(shown))

    def _forget_last_year(self) -> None:
        self._decide(last_year="")

    def take_keyboard(self) -> None:
        """Lead to what is to be done first."""
        (self.choose if self.county.folder is None else self.go_on).setFocus()


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.GAP)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return row


def _height_of(part: QWidget | QLayout) -> int:
    """Return how high a field or a row of fields is, as it is dressed; words alone need no room."""
    fields = [part] if isinstance(part, QWidget) else []
    if isinstance(part, QLayout):
        items = (part.itemAt(number) for number in range(part.count()))
        fields = [field for item in items if item is not None and (field := item.widget())]
    for field in fields:
        field.ensurePolished()
    return max(0 if isinstance(field, QLabel) else field.sizeHint().height() for field in fields)


def _usual_day(year: int) -> date:
    """What is proposed as the last day: the one that the regulations set for departments."""
    return date(year + 1, 1, 31)


def _last_year() -> int:
    return date.today().year - 1  # noqa: DTZ011 - the clerk's calendar
