"""The source at the left, the form at the right; corrected here, then taken over."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nianbao.importers.document import Place
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.import_review.doubts import REMARK, Doubt, doubts, summary, unbalanced
from nianbao.ui.import_review.facts_strip import FactsStrip
from nianbao.ui.import_review.left_bar import BACK, LeftBar, LeftPiecesTaken
from nianbao.ui.import_review.left_pieces import name_of
from nianbao.ui.import_review.pages import ReviewPages
from nianbao.ui.import_review.review_marks import ReviewMarks
from nianbao.ui.import_review.source_page import LEFT_ROLE, first_key, keys_at, keys_near
from nianbao.ui.import_review.source_view import SourceView
from nianbao.ui.look import plain_text, theme
from nianbao.ui.pages import copy_and_paste
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.dialog_frame import Dialog, Role, muted
from nianbao.ui.widgets.messages import ask

HINT = "点任何一处，另一边转到对应的地方；不对的在右边改。"
NOT_TAKEN = "这一处没有读入：不属于报告的内容，或者是网页的页眉、页脚。"
NEAREST = "这一处本身没有数字或文字，右边转到了离它最近的内容。"
OTHER_WAYS = "其他用法"
LARGEST = 1800, 1160
DOUBTS_HEIGHT = 112


class Taken(Enum):
    """What becomes of what was read."""

    NOT = auto()
    NEW = auto()
    NEXT = auto()
    HERE = auto()
    LAST_YEAR = auto()


FRESH = (Taken.NEXT, Taken.NEW)
"""What can be done without a report that is open."""
BESIDE = (*FRESH, Taken.HERE, Taken.LAST_YEAR)
TIPS = {
    Taken.NEXT: "上年结转自动填好，文字留在旁边供参考",
    Taken.NEW: "就用读出的内容，接着改或者导出",
    Taken.HERE: "换掉正在填的内容，可以撤销",
    Taken.LAST_YEAR: "正在填的内容不变，只作为上年的报告",
}


def ways_for(read_year: int, open_year: int | None, this_year: int) -> tuple[Taken, ...]:
    """Return what can be done, the likeliest first, which gets the primary button.

    Beside an open report: its own year's source goes into it, the year before's beside it. Without
    one: the year that is reported on now is taken as it is, an older one begins the next.
    """
    if open_year is None:
        return FRESH if read_year < this_year - 1 else (Taken.NEW, Taken.NEXT)
    likely = {open_year: Taken.HERE, open_year - 1: Taken.LAST_YEAR}.get(read_year, Taken.NEW)
    return (likely, *(way for way in BESIDE if way is not likely))


class ImportReview(Dialog):
    """Looks at an ``ImportResult``; the report as corrected is ``session.report``.

    The first of ``ways`` has the primary button, the others stand in a menu.
    """

    def __init__(
        self,
        result: ImportResult,
        name: str,
        *,
        ways: Sequence[Taken],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(f"核对读入的内容：{name}", parent)
        self._result = result
        self._follows = False
        self._text = ""
        self.taken = Taken.NOT
        self.session = Session(deepcopy(result.reading.report), parent=self)
        self.session.recheck()
        self.marks = ReviewMarks(self.session, result, self)
        self.facts = FactsStrip(self.session, result)
        self.source = SourceView(result)
        self.pages = ReviewPages(self.session, self.marks)
        self.left = LeftPiecesTaken(self.session, result, self)
        self.bar = LeftBar(self.left, self.session, result)
        self.bar.say(HINT)
        self._of_reader = doubts(result)
        self._doubts: tuple[Doubt, ...] = ()
        self.doubts = QListWidget()
        self.doubts.setAccessibleName("需要核对的")
        self.doubts.setWordWrap(True)
        self.doubts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._ways: dict[Taken, QPushButton | QAction] = {}
        self._build()
        self._add_choices(ways)
        self._connect()
        self._show_doubts()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter belongs to the cells
        room = self.screen().availableGeometry()
        width, height = LARGEST
        self.resize(min(width, room.width() * 96 // 100), min(height, room.height() * 92 // 100))

    # Building

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with what lacks, else with the first doubt."""
        super().showEvent(event)
        self._show_keys(first_key(self._result))
        if not self.facts.has_year:
            self.facts.year.setFocus()
        elif not self.report.unit:
            self.facts.unit.setFocus()
        elif self._doubts:
            self.doubts.setCurrentRow(0)

    def _build(self) -> None:
        self.column.setContentsMargins(*[2 * theme.GAP] * 4)
        self.column.setSpacing(theme.GAP)
        self.column.addWidget(self.facts)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(_column(_legend(), self.source, self.bar))
        split.addWidget(_column(muted(summary(self._result)), self.pages, self.doubts))
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setSizes([2 * theme.GAP * 50, 3 * theme.GAP * 50])
        split.setChildrenCollapsible(False)
        self.doubts.setFixedHeight(DOUBTS_HEIGHT)
        self.column.addWidget(split, 1)

    def _add_choices(self, ways: Sequence[Taken]) -> None:
        self.add_buttons("", "")
        first, *others = ways
        # Looks like the primary button, but Enter does not press it: Enter belongs to the cells.
        primary = self.buttons.addButton("", Role.ActionRole)
        primary.setProperty("primary", True)
        primary.style().polish(primary)  # the box has dressed it already
        primary.setToolTip(TIPS[first])
        primary.clicked.connect(lambda _checked=False: self._take(first))
        self._ways[first] = primary
        if others:
            self._add_other_ways(others)
        self.buttons.addButton("取消", Role.RejectRole)
        self._name_choices()

    def _add_other_ways(self, ways: Sequence[Taken]) -> None:
        button = self.buttons.addButton(OTHER_WAYS, Role.ActionRole)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        for way in ways:
            action = menu.addAction("")
            action.setToolTip(TIPS[way])
            action.triggered.connect(lambda _checked=False, way=way: self._take(way))
            self._ways[way] = action
        button.setMenu(menu)

    def _name_choices(self) -> None:
        year = self.session.report.year
        known = self.facts.has_year
        names = {
            Taken.NEXT: f"据此新建 {year + 1} 年度报告" if known else "据此新建下一年的报告",
            Taken.NEW: f"采用为 {year} 年度报告" if known else "采用为一份报告",
            Taken.HERE: "采用到当前报告",
            Taken.LAST_YEAR: "只作为上年数据" if len(self._ways) > 1 else "核对好了，用作上年报告",
        }
        for way, choice in self._ways.items():
            choice.setText(names[way])

    def _connect(self) -> None:
        self.source.chosen.connect(self._follow_source)
        self.source.left_chosen.connect(self._follow_left)
        self.source.unread_chosen.connect(self._follow_unread)
        self.bar.asked.connect(self._take_back)
        self.left.changed.connect(self._mark_taken)
        self.doubts.currentRowChanged.connect(self._pass_doubt)
        for chosen in (self.doubts.itemClicked, self.doubts.itemActivated):
            chosen.connect(lambda _item: self._follow_doubt(self.doubts.currentRow()))
        self.pages.cell_entered.connect(self._follow_cell)
        self.pages.text_entered.connect(self._follow_text)
        self.facts.year.valueChanged.connect(lambda _year: self._name_choices())
        settled = Debounced(self._show_doubts, self)
        self.session.cells_changed.connect(settled.soon)
        self.session.findings_changed.connect(settled.soon)
        stack = self.session.undo_stack
        ways = {
            "undo": stack.undo,
            "redo": stack.redo,
            "copy": lambda: self._on_table(lambda page: copy_and_paste.copy(page, self.say)),
            "paste": lambda: self._on_table(lambda page: copy_and_paste.paste(page, self.say)),
        }
        for name, act in ways.items():
            QShortcut(QKeySequence(keys_of(name)), self).activated.connect(act)

    # What is left to look at

    def _show_doubts(self) -> None:
        """List what the reader doubted, and the sums that do not hold now."""
        self._doubts = (*self._of_reader, *unbalanced(self.session.findings))
        lines = [self._line(one) for one in self._doubts]
        if lines != [self.doubts.item(row).text() for row in range(self.doubts.count())]:
            row = self.doubts.currentRow()
            self.doubts.blockSignals(True)
            self.doubts.clear()
            self.doubts.addItems(lines)
            self.doubts.setCurrentRow(row if row < len(lines) else -1)
            self.doubts.blockSignals(False)
        self.doubts.setVisible(bool(lines))
        left = [one for one in self._doubts if one.keys and not self._is_settled(one)]
        self.pages.count_open([one.keys[0] for one in left])

    def _line(self, doubt: Doubt) -> str:
        return f"{'✓ 已改：' if self._is_settled(doubt) else doubt.sign + ' '}{doubt.words}"

    def _is_settled(self, doubt: Doubt) -> bool:
        """Whether the clerk has changed what a doubt is about; what lacks is to be filled whole."""
        changed = [self.marks.is_corrected(key) for key in doubt.keys]
        return bool(changed) and (all(changed) if doubt.sign == REMARK else any(changed))

    # From one side to the other

    def _follow_source(self, place: Place) -> None:
        keys = keys_at(self._result, place)
        near = keys or keys_near(self._result, place)
        self.bar.say(HINT if keys else NEAREST if near else NOT_TAKEN)
        self._show_keys(keys, near)

    def _follow_left(self, number: int) -> None:
        """Say why a piece was left out; show the text that it would go back to."""
        home = self.left.home(number)
        near = (home,) if home else keys_near(self._result, self._result.left_out[number].place)
        self._show_keys((), near)
        self.bar.show_piece(number)

    def _follow_unread(self, number: int) -> None:
        """Show why words of a line could not be read, and what they may belong to."""
        self.bar.say(HINT)
        row = next(row for row, one in enumerate(self._doubts) if one.unread == number)
        self.doubts.setCurrentRow(row)
        self._follow_doubt(row)

    def _take_back(self, number: int) -> None:
        key = self.left.take_back(number)
        self._show_keys((), (key,))
        self.bar.say(BACK.format(name_of(key, self.session.form)))

    def _mark_taken(self) -> None:
        for number in self.left.all():
            self.source.mark_taken(number, taken=self.left.is_taken(number))

    def _pass_doubt(self, row: int) -> None:
        """Show a doubt; the arrows that walk the list go on walking it, Enter goes to the cell."""
        walks = self.doubts.hasFocus()
        self._follow_doubt(row)
        if walks:
            self.doubts.setFocus()

    def _follow_doubt(self, row: int) -> None:
        if 0 <= row < len(self._doubts):
            doubt = self._doubts[row]
            self._show_keys(doubt.keys, self._near(doubt))
            place = self._place_of_doubt(doubt)
            if doubt.unread >= 0:
                self.source.show_unread(doubt.unread)
            elif place is not None:
                self.source.show_place(place)

    def _place_of_doubt(self, doubt: Doubt) -> Place | None:
        """Return a piece to show: rather the cell than the whole table it stands in."""
        if doubt.place is not None and doubt.place.row >= 0:
            return doubt.place
        return self._place_of(doubt.keys) or doubt.place

    def _near(self, doubt: Doubt) -> tuple[str, ...]:
        if doubt.keys or doubt.place is None:
            return doubt.keys
        return keys_near(self._result, doubt.place)

    def _place_of(self, keys: tuple[str, ...]) -> Place | None:
        marks = self._result.marks
        return next((marks[key].place for key in keys if key in marks), None)

    def _follow_cell(self, key: str) -> None:
        place = self._place_of((key,))
        if place is not None and not self._follows:
            self.source.show_place(place)

    def _follow_text(self, key: str) -> None:
        # A window that becomes active says once more where the keyboard is: that is no step.
        comes, self._text = key != self._text, key
        places = self._result.texts.get(key)
        if places and comes and not self._follows:
            self.source.show_place(places[0])

    def _show_keys(self, keys: tuple[str, ...], near: tuple[str, ...] = ()) -> None:
        """Show what was read from a piece, or what stands nearest to it; the source stays."""
        self.marks.link_cells(frozenset(key for key in keys if key in self.session.form.cells))
        shown = keys or near
        if shown:
            self._follows, self._text = True, shown[0]
            self.pages.go_to(shown[0], shown[-1])
            self._follows = False

    # What a clerk does

    def _on_table(self, act: Callable[[TablePage], None]) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, TablePage):
            act(page)

    def say(self, words: str) -> None:
        """Say what was done."""
        self.bar.say(words)

    @property
    def report(self) -> Report:
        """The report as read and corrected."""
        return self.session.report

    def _take(self, way: Taken) -> None:
        for table in self.pages.tables.values():
            table.grid.finish_editing()
        self.facts.finish()
        if not self.facts.has_year:
            self.facts.ask_for_year()
            return
        if not self.report.unit and way is not Taken.LAST_YEAR:
            self.facts.ask_for_unit()
            return
        self.taken = way
        self.accept()

    def reject(self) -> None:
        """Go without taking anything over; corrections are not thrown away without a question."""
        if self.session.is_dirty:
            choices = {"drop": "不要了", "stay": "继续核对"}
            details = "关闭以后，在这里改过的内容就没有了。"
            if ask(self, "读入的内容还没有采用。", details, choices, "stay") == "stay":
                return
        super().reject()


def _column(*widgets: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP // 2)
    for widget in widgets:
        column.addWidget(widget, 1 if isinstance(widget, SourceView | ReviewPages) else 0)
    return made


def _legend() -> QLabel:
    """What the marks of both sides mean."""
    chips = (
        ("已读出", "ok_soft"),
        ("≈ 推断", "warning_soft"),
        ("✗ 没读出", "error_soft"),
        ("○ 没有收入", LEFT_ROLE),
    )
    colour = theme.color("text").name()
    words = "　".join(
        f"<span style='background-color:{theme.color(fill).name()};color:{colour}'>"
        f"\u00a0{label}\u00a0</span>"
        for label, fill in chips
    )
    return plain_text.markup_label(f"资料原文　{words}")
