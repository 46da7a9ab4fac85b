"""An open report: navigation at the left, the page in the middle, findings at the right.

A page's module is loaded when the page is first shown: the report must be ready to type into
before the texts' guide or the review are.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nianbao.checks import outline
from nianbao.checks.findings import Finding
from nianbao.checks.remedies import Remedy
from nianbao.ui.findings.panel import FindingsPanel
from nianbao.ui.grid.cell_marks import CellMarks
from nianbao.ui.session.session import Session
from nianbao.ui.shell.navigation import Navigation
from nianbao.ui.shell.panes import Panes

if TYPE_CHECKING:
    from nianbao.ui.pages.compare_page import ComparePage
    from nianbao.ui.pages.facts_page import FactsPage
    from nianbao.ui.pages.review_page import ReviewPage
    from nianbao.ui.pages.table_page import TablePage
    from nianbao.ui.pages.text_page import TextPage
    from nianbao.ui.text.find_bar import FindBar

    Page = FactsPage | TablePage | TextPage | ComparePage | ReviewPage


class Workspace(QWidget):
    """Everything about one report; pages are built when they are first shown."""

    place_changed = Signal(str)
    table_built = Signal(object)
    """A table's page that is shown for the first time, for the window to connect."""
    asked = Signal(str)
    """The id of a command that a button on a page or in the panel stands for."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.marks = CellMarks(session, self)
        self.navigation = Navigation(session)
        self.stack = QStackedWidget()
        self.findings = FindingsPanel(session)
        self._pages: dict[str, Page] = {}
        self._tables: dict[str, TablePage] = {}
        self._last_year = False
        self.place = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        middle = QWidget()
        self._middle = QVBoxLayout(middle)
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.stack, 1)
        self.panes = Panes(self.navigation, middle, self.findings)
        row.addWidget(self.panes)
        self.navigation.chosen.connect(self._show)
        self.navigation.clicked.connect(lambda _index: self._go_in())
        self.navigation.activated.connect(lambda _index: self._go_in())
        self.findings.chosen.connect(self._go_to_finding)
        self.findings.asked.connect(self.asked)
        self.findings.pointed.connect(self.marks.link)
        self.findings.mended.connect(self.mend)

    @cached_property
    def find_bar(self) -> "FindBar":
        """The bar below the page; made when something is first looked for."""
        from nianbao.ui.text.find_bar import FindBar

        bar = FindBar(self.session)
        bar.hide()
        bar.found.connect(self.go_to_text)
        self._middle.addWidget(bar)
        return bar

    @property
    def page(self) -> "Page | None":
        """The page in the middle."""
        return self._pages.get(outline.section_of_place(self.place))

    @property
    def table(self) -> "TablePage | None":
        """The table in the middle; None where the page is another one."""
        return self._tables.get(outline.section_of_place(self.place))

    @property
    def finding(self) -> Finding | None:
        """The finding that is chosen in the panel."""
        return self.findings.current

    def show_place(self, place: str) -> None:
        """Go to a place by its id."""
        self.navigation.show_place(place)

    def show_number(self, number: int) -> None:
        """Go to the n-th place of the upper level, counted from 1, ready to type."""
        place = self.navigation.place_at(number - 1)
        if place is not None:
            self.show_place(place)
            self.take_keyboard()

    def go_to_cell(self, key: str) -> None:
        """Show a cell and give it the keyboard."""
        self.show_place(self.session.form.section_of(key))
        if self.page is not None:
            self.page.go_to(key)

    def show_cells(self, keys: Sequence[str]) -> None:
        """Show the cells of one change and select them, those of the first one's table."""
        self.show_place(self.session.form.section_of(keys[0]))
        if self.page is not None:
            self.page.select_cells(keys)

    def show_text(self, key: str) -> None:
        """Show a text, with the cursor where it is; a lead stands under its section's own name."""
        place = key.removesuffix(".lead")
        if self.place != place:
            self.show_place(place)

    def go_to_text(self, key: str, start: int, end: int) -> None:
        """Show a text and select words in it; a lead stands under its section's own name."""
        self.show_place(outline.place_of_text(key))
        if self.page is not None:
            self.page.go_to(key, start, end)

    def show_finding(self, finding: Finding) -> None:
        """Choose a finding's card, and go to what it is about."""
        self.findings.choose(finding)

    def mend(self, remedy: Remedy) -> None:
        """Take a step that a card offers, as one that can be undone."""
        if remedy.command:
            self.asked.emit(remedy.command)
        elif remedy.place:
            self.show_place(remedy.place)
            self.take_keyboard()
        elif remedy.clears:
            self.session.edit.set_facts(remedy.label, **{remedy.clears: None})
            self.session.recheck()
        else:
            self.session.edit.fill(remedy.label, remedy.cells, remedy.texts)
            self.session.recheck()

    def mend_finding(self) -> bool:
        """Take the first step that the chosen card offers; return whether there is one."""
        return self.findings.mend()

    def make_room(self, *, wanted: bool) -> None:
        """Leave out the findings where something else stands in their place."""
        self.findings.setVisible(not wanted)
        self.panes.updateGeometry()  # a splitter tells those around it only at the next event
        above: QWidget | None = self
        while above is not None:  # what comes in their place is measured now, not a moment later
            layout = above.layout()
            if layout is not None:
                layout.activate()
            above = above.parentWidget()

    def step_finding(self, by: int) -> None:
        """Go to the next or the previous finding."""
        self.findings.step(by, outline.section_of_place(self.place))

    def step_pane(self, by: int) -> None:
        """Give the keyboard to the next of the panes: the places, the page, the findings."""
        holder = QApplication.focusWidget()
        panes = (self.navigation, self.stack, self.findings)
        here = next((n for n, one in enumerate(panes) if holder and one.isAncestorOf(holder)), -1)
        if holder is self.navigation:
            here = 0
        where = (here + by) % len(panes) if here >= 0 else 1
        if where != 1 and self.panes.is_folded(where):
            self.panes.fold(where, folded=False)
        if panes[where] is self.navigation:
            self.navigation.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif panes[where] is self.findings:
            self.findings.take_keyboard()
        else:
            self.take_keyboard()

    def _go_in(self) -> None:
        """Give the keyboard to the place that was clicked, or chosen with Enter."""
        if self.page is not None and "." in self.place:
            self.page.go_to(self.place)
        else:
            self.take_keyboard()

    def take_keyboard(self) -> None:
        """Give the keyboard to the page that is shown, so that a clerk can type at once."""
        if self.page is not None:
            self.page.take_keyboard()

    def fold_pane(self, pane: int) -> None:
        """Fold an outer pane away, or open it again; the keyboard does not stay in a folded one."""
        folded = not self.panes.is_folded(pane)
        self.panes.fold(pane, folded=folded)
        if folded:
            self.take_keyboard()

    def find_words(self) -> None:
        """Open the bar to find and replace, with what is selected."""
        self.find_bar.begin(self.page.selected_words() if self.page is not None else "")

    def use_settings(self) -> None:
        """Follow a change of the settings."""
        for page in self._pages.values():
            page.use_settings()

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's values in all tables."""
        self._last_year = shown
        for page in self._pages.values():
            page.show_last_year(shown=shown)

    def _show(self, place: str) -> None:
        self.place = place
        section = outline.section_of_place(place)
        page = self._pages.get(section)
        if page is None:
            page = self._pages[section] = self._build(section)
            self.stack.addWidget(page)
            page.asked.connect(self.asked)
            page.show_last_year(shown=self._last_year)
            if section in self._tables:
                self._tables[section].grid.cell_clicked.connect(self.findings.point_out)
                self.table_built.emit(page)
        self.stack.setCurrentWidget(page)
        self.panes.settle()
        looks_around = self.navigation.hasFocus()
        if place != section or section in {outline.COMPARE, outline.REVIEW}:
            page.go_to(place)
        if looks_around:
            self.navigation.setFocus()  # arrows go on to the next place; Enter goes in
        self.place_changed.emit(place)

    def _build(self, section: str) -> "Page":
        if section == outline.FACTS:
            from nianbao.ui.pages.facts_page import FactsPage

            return FactsPage(self.session)
        if section == outline.REVIEW:
            return self._build_review()
        if section == outline.COMPARE:
            return self._build_comparison()
        table = self.session.form.section(section).table
        if table is not None:
            from nianbao.ui.pages.table_page import TablePage

            self._tables[section] = made = TablePage(self.session, self.marks, table)
            return made
        from nianbao.ui.pages.text_page import TextPage

        return TextPage(self.session, section)

    def _build_review(self) -> "ReviewPage":
        from nianbao.ui.pages.review_page import ReviewPage

        page = ReviewPage(self.session)
        page.place_asked.connect(self.show_place)
        page.cell_asked.connect(self.go_to_cell)
        return page

    def _build_comparison(self) -> "ComparePage":
        from nianbao.ui.pages.compare_page import ComparePage

        page = ComparePage(self.session)
        page.cell_asked.connect(self.go_to_cell)
        return page

    def _go_to_finding(self, finding: Finding | None) -> None:
        self.marks.link(finding)
        if finding is None:
            return
        if finding.spans:
            span = finding.spans[0]
            self.go_to_text(span.key, span.start, span.end)
        elif finding.cells:
            self.go_to_cell(self._first_cell(finding))
        else:
            self.show_place(outline.place_of_finding(finding, self.session.form))

    def _first_cell(self, finding: Finding) -> str:
        """The suspect, else the first cell that can be wrong."""
        if finding.suspect is not None:
            return finding.suspect
        entered = [key for key in finding.cells if self.session.report.cell(key) is not None]
        blank = self.session.value(finding.cells[0]) is None
        return finding.cells[0] if blank or not entered else entered[0]
