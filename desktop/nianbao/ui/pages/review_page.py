"""The page 审核与导出: how far each section is, what was set aside, 保密审查, and the way out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.checks.catalogue import catalogue
from nianbao.checks.findings import Severity, count
from nianbao.checks.outline import COMPARE, FACTS, state_of, unfinished_words
from nianbao.formats.levels import level_of
from nianbao.report import proofreading
from nianbao.report.book import Decision, Report
from nianbao.report.comparison.changes import ranked
from nianbao.ui.commands.keys import tip_of
from nianbao.ui.compare.year_table import YearTable
from nianbao.ui.look import plain_text, theme
from nianbao.ui.pages.page import ScrolledPage
from nianbao.ui.session.session import Session
from nianbao.ui.system.local_rules import local_rules
from nianbao.ui.system.office_calendar import calendar_of
from nianbao.ui.widgets import state_shapes
from nianbao.ui.widgets.calendar_list import CalendarList
from nianbao.ui.widgets.state_badge import StateMark

MOST_MOVED = 5
"""Changes that are shown once more before the report goes out."""


class ReviewPage(ScrolledPage):
    """The last look before the report goes out."""

    place_asked = Signal(str)
    cell_asked = Signal(str)
    """The key of a cell to go to."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._verdict = plain_text.label(wraps=True)
        self._verdict.setFont(theme.font(13, bold=True))
        self._unfinished = plain_text.label(wraps=True)
        self._deadline = plain_text.label(wraps=True)
        self._deadline.setObjectName("muted")
        self._rows: dict[str, tuple[StateMark, QLabel]] = {}
        self._aside = QVBoxLayout()
        self.moved = YearTable("变化最大的数字")
        self.moved.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.moved.chosen.connect(self.cell_asked)
        self._moved_head = _heading("")
        self._moved_more = _link("看两年的图", partial(self.place_asked.emit, COMPARE))
        self.reviewed = QCheckBox(
            "已按“先审查、后公开”完成保密审查，没有国家秘密、工作秘密和个人隐私(&S)"
        )
        self.reviewed.toggled.connect(self._set_reviewed)
        self.calendar = CalendarList()
        self.calendar.explain_asked.connect(lambda: self.asked.emit("calendar"))
        self.setWidget(self._build())
        for signal in (session.findings_changed, session.cells_changed, session.texts_changed):
            signal.connect(self._show)
        session.facts_changed.connect(self._show)
        self._show()

    def _build(self) -> QWidget:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*[3 * theme.GAP] * 4)
        column.setSpacing(2 * theme.GAP)
        head = QVBoxLayout()
        head.setSpacing(theme.GAP // 2)
        head.addWidget(self._verdict)
        head.addWidget(self._unfinished)
        head.addWidget(self._deadline)
        column.addLayout(head)
        column.addLayout(self._build_sections())
        column.addLayout(self._build_moved())
        column.addLayout(self._aside)
        column.addWidget(_heading("保密审查"))
        column.addWidget(self.reviewed)
        column.addLayout(self._build_buttons())
        column.addWidget(self.calendar)
        column.addStretch(1)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(*[theme.GAP] * 4)
        around.addWidget(sheet)
        return inner

    def _build_sections(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.GAP)
        grid.setVerticalSpacing(theme.GAP // 2)
        places = [(FACTS, "报告信息")]
        places += [(section.id, section.label) for section in self._session.form.sections]
        for row, (place, label) in enumerate(places):
            mark, words = StateMark(), plain_text.label()
            link = _link(label, partial(self.place_asked.emit, place))
            grid.addWidget(mark, row, 0)
            grid.addWidget(link, row, 1)
            grid.addWidget(words, row, 2)
            self._rows[place] = (mark, words)
        grid.setColumnStretch(3, 1)
        return grid

    def _build_moved(self) -> QVBoxLayout:
        """What changed most since the year before: the last chance to see a slip of the hand."""
        head = QHBoxLayout()
        head.addWidget(self._moved_head)
        head.addWidget(self._moved_more)
        head.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(theme.GAP // 2)
        column.addLayout(head)
        column.addWidget(self.moved)
        return column

    def _show_moved(self) -> None:
        session, last = self._session, self._session.last_report()
        changes = ranked(session.form, session.value, session.last_year, MOST_MOVED)
        if last is not None:
            self._moved_head.setText(f"和 {last.year} 年比，变化最大的数字")
            self.moved.show_changes(changes, (last.year, session.report.year))
            self.moved.setFixedHeight(self.moved.whole_height)
        for widget in (self._moved_head, self._moved_more, self.moved):
            widget.setVisible(last is not None and bool(changes))

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.export_all = QPushButton("导出全部…")
        self.export_all.setDefault(True)
        self.export_all.setToolTip(tip_of("export_all"))
        self.export_all.clicked.connect(lambda: self.asked.emit("export_all"))
        self.export = QPushButton("导出文档…")
        self.export.setToolTip(tip_of("export", "导出正式的 Word 文档等"))
        self.export.clicked.connect(lambda: self.asked.emit("export"))
        self.record = QPushButton("审核情况表…")
        self.record.setToolTip(
            tip_of("audit_record", "每项规则的依据、结果和说明，存成 Word 文档或网页，可以打印")
        )
        self.record.clicked.connect(lambda: self.asked.emit("audit_record"))
        row.addWidget(self.export_all)
        row.addWidget(self.export)
        row.addWidget(self.record)
        self.proofread = QPushButton("对照校对…")
        self.proofread.setToolTip(tip_of("proofread"))
        self.proofread.clicked.connect(lambda: self.asked.emit("proofread"))
        row.addWidget(self.proofread)
        self._compared = plain_text.label()
        self._compared.setObjectName("muted")
        row.addWidget(self._compared)
        row.addStretch(1)
        return row

    # What is shown

    def _show(self, _changed: object = None) -> None:
        if not self.isVisible() and self._verdict.text():
            return
        findings = self._session.findings
        unfinished = unfinished_words(self._session)
        errors, warnings = count(findings, Severity.ERROR), count(findings, Severity.WARNING)
        self._verdict.setText(_verdict(errors, warnings, finished=not unfinished))
        self._unfinished.setText(unfinished)
        self._unfinished.setVisible(bool(unfinished))
        self._deadline.setText(_deadline_words(self._session.report))
        self.calendar.show_calendar(calendar_of(self._session.report))
        for place, (mark, words) in self._rows.items():
            state, number = state_of(self._session, place)
            mark.set_state(state)
            words.setText(state_shapes.WORDS[state] + (f" {number} 处" if number else ""))
        self.reviewed.blockSignals(True)
        self.reviewed.setChecked(self._session.report.secrecy_reviewed)
        self.reviewed.blockSignals(False)
        compared = proofreading.words(self._session.form, self._session.report, self._session.value)
        self._compared.setText(compared)
        self._show_moved()
        self._show_decisions()

    def _show_decisions(self) -> None:
        while (item := self._aside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        decisions = self._session.report.decisions
        if decisions:
            self._aside.addWidget(_heading(f"情况说明（{len(decisions)} 条，随报告保存）"))
        for decision in decisions:
            self._aside.addWidget(self._decision_row(decision))

    def _decision_row(self, decision: Decision) -> QWidget:
        rule = catalogue().get(decision.rule)
        title = rule.title if rule is not None else decision.rule
        message = self._message_of(decision)
        words = plain_text.label(_decision_words(decision, title, message), wraps=True)
        words.setObjectName("" if message else "muted")
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        take_back = QPushButton("收回说明" if message else "删去说明")
        take_back.setAccessibleName(f"收回说明：{title}")
        take_back.clicked.connect(lambda: self._take_back(decision))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(words, 1)
        row.addWidget(take_back, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _message_of(self, decision: Decision) -> str:
        """What the decision keeps apart; empty where it has ended."""
        kept = (one.finding.message for one in self._session.set_aside if one.decision == decision)
        return next(kept, "")

    def _take_back(self, decision: Decision) -> None:
        kept = tuple(one for one in self._session.report.decisions if one != decision)
        self._session.edit.set_facts("收回情况说明", decisions=kept)

    def _set_reviewed(self, on: bool) -> None:
        self._session.edit.set_facts("保密审查", secrecy_reviewed=on)

    def take_keyboard(self) -> None:
        """Lead to the way out."""
        self.export_all.setFocus()

    def go_to(self, _key: str, _start: int = 0, _end: int = 0, /) -> None:
        """Show the newest state, and give the keyboard to the way out."""
        self._show()
        self.take_keyboard()


def _decision_words(decision: Decision, title: str, message: str) -> str:
    day = f"（{decision.decided_on:%Y-%m-%d}）" if decision.decided_on is not None else ""
    what = message or f"{title}：相关的文字或数字已经改动，这条说明不再起作用。"
    return f"{what}\n说明：{decision.reason}{day}"


def _deadline_words(report: Report) -> str:
    """Say by which day an organ of this level publishes its report.

    Article 49 of the 条例 is silent on townships.
    """
    level = level_of(report.level, report.unit)
    day = local_rules().deadlines.for_level(level, report.year)
    ground = "《条例》第四十九条" if level.deadline_is_law else "乡镇、街道一般按主管部门的通知"
    return (
        f"公布期限：{day.year}年{day.month}月{day.day}日前（{ground}；"
        "本地另有要求的，可以在本地规则里写明）。"
    )


def _heading(words: str) -> QLabel:
    label = plain_text.label(words)
    label.setFont(theme.font(11, bold=True))
    return label


def _link(label: str, act: Callable[[], None]) -> QPushButton:
    link = QPushButton(label)
    link.setFlat(True)
    link.setObjectName("link")
    link.setCursor(Qt.CursorShape.PointingHandCursor)
    link.clicked.connect(lambda _checked=False: act())
    return link


def _verdict(errors: int, warnings: int, *, finished: bool) -> str:
    if errors:
        return f"还有 {errors} 处错误没有改好，请先按右边的提示核对。也可以先导出，文件会照现在的样子。"
    if not finished:
        return "报告还没有写完。" + (
            f"没有错误，有 {warnings} 处提醒。" if warnings else "没有错误。"
        )
    if warnings:
        return f"没有错误，还有 {warnings} 处提醒，看过以后就可以导出了。"
    return "各表数据平衡，文字也没有问题，可以导出了。"
