"""A statutory table on its sheet: official heading, the tools of the table, the grid."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui.commands.keys import tip_of
from nianbao.ui.compare.year_view import YearView
from nianbao.ui.grid.cell_marks import CellMarks
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.look import plain_text, theme
from nianbao.ui.pages.page import PageAnswers
from nianbao.ui.session import last_session
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced

SCROLL_BAR = 18
HEAD = 96
"""Height of what stands above and around the table."""
MOMENT = 200
"""Milliseconds after which the head has all of its buttons."""
_ANY = (1 << 24) - 1
"""As high as Qt lets a widget be."""


class TablePage(PageAnswers, QFrame):
    """One table to fill."""

    def __init__(
        self,
        session: Session,
        marks: CellMarks,
        table: str,
        parent: QWidget | None = None,
        *,
        tools: bool = True,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.table = table
        self.setObjectName("page")
        self.grid = TableGrid(GridModel(session, marks, table, self))
        self._sheet = QFrame()
        self._sheet.setObjectName("sheet")
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(2 * theme.GAP, theme.GAP, 2 * theme.GAP, 2 * theme.GAP)
        column.setSpacing(theme.GAP)
        column.addLayout(self._build_head(tools=tools))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.grid, 1000)
        middle.addStretch(1)
        column.addLayout(middle, 1)
        column.addWidget(self._build_years())
        self._has_tools = tools
        column.addStretch(0)
        self._column = column
        around = QVBoxLayout(self)
        around.setContentsMargins(*[theme.GAP] * 4)
        around.addWidget(self._sheet)
        session.facts_changed.connect(self._show_totals_switch)
        session.facts_changed.connect(self._arrange_years)
        self._zoom = 1.0
        self.use_settings()

    def use_settings(self) -> None:
        """Follow a change of the settings."""
        self.grid.enter_goes = last_session.enter_goes()

    def _build_head(self, *, tools: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        section = self.session.form.section(self.session.form.table(self.table).section)
        title = plain_text.ShortenedLabel(section.label)
        title.setFont(theme.font(13, bold=True))
        title.setMinimumWidth(80)
        row.addWidget(title, 1)
        if tools:
            self._build_tools(row)
        return row

    def _build_tools(self, row: QHBoxLayout) -> None:
        if self._totals_keys():
            self.auto = QCheckBox("自动合计")
            self.auto.setToolTip("合计由程序算出；关闭后自己填写，程序只核对。")
            self.auto.toggled.connect(self._switch_totals)
            row.addWidget(self.auto)
            self._fill_totals = self._button("填入合计", "fill_totals")
            row.addWidget(self._fill_totals)
            self._show_totals_switch(frozenset({"auto_totals"}))
        row.addWidget(self._button("其余填 0", "fill_zeros"))
        self._head = row
        Debounced(self._add_tools, self, MOMENT).soon()

    def _add_tools(self) -> None:
        """Add what only some tables have; what says so is not loaded before one can type."""
        from nianbao.formats.crosswalk import starting_points
        from nianbao.report.guide import load_guide

        form = self.session.form
        points = starting_points(form, form)
        before_last = self._head.count() - 1
        if any(form.cells[point.new].table == self.table for point in points):
            self._head.insertWidget(before_last, self._button("按上年推算", "in_force"))
        if form.table(self.table).section in load_guide().zero_sections(form):
            self._head.insertWidget(before_last, self._button("零申请…", "zero_applications"))

    def _button(self, text: str, action: str) -> QPushButton:
        """Return a button for an action of the window, which also says what it did."""
        button = QPushButton(text)
        button.setToolTip(tip_of(action))
        button.clicked.connect(lambda _checked=False: self.asked.emit(action))
        return button

    def _totals_keys(self) -> list[str]:
        cells = self.session.form.cells
        return [key for key, cell in cells.items() if cell.table == self.table and cell.is_total]

    @property
    def has_typed_totals(self) -> bool:
        """Whether there are totals that the clerk fills in: with 自动合计 they are there already."""
        return not self.session.report.auto_totals and bool(self._totals_keys())

    def _switch_totals(self, on: bool) -> None:
        self.session.edit.set_facts("打开自动合计" if on else "关闭自动合计", auto_totals=on)
        last_session.remember_auto_totals(on=on)

    def _show_totals_switch(self, facts: frozenset[str]) -> None:
        if "auto_totals" in facts and hasattr(self, "auto"):
            self.auto.blockSignals(True)
            self.auto.setChecked(self.session.report.auto_totals)
            self.auto.blockSignals(False)
            self._fill_totals.setVisible(self.has_typed_totals)

    def fill_totals(self) -> int:
        """Enter the computed totals into the blank total cells; return how many."""
        from nianbao.report.fill import totals_to_fill

        values = totals_to_fill(self.session.form, self.session.report, self.table)
        self.session.edit.fill(f"填入合计 {len(values)} 格", values, {})
        return len(values)

    def fill_zeros(self) -> int:
        """Enter 0 into the blank cells that can be 0; return how many."""
        from nianbao.report.fill import zeros_to_fill

        values = zeros_to_fill(self.session.form, self.session.report, self.table)
        return self.session.edit.set_cells(values, f"其余填 0，共 {len(values)} 格")

    def going_on(self) -> frozenset[str]:
        """Return the blank cells of this table that begin at a figure of last year's report."""
        from nianbao.report.fill import figures_going_on

        return figures_going_on(self.session.form, self.session.report, self.table)

    # The year before

    def _build_years(self) -> YearView:
        self._full_years = False
        self.years = YearView(self.session, self.table)
        self.years.asked.connect(self.asked)
        self.years.chosen.connect(self._go_to_figure)
        self.years.hide()
        return self.years

    @property
    def compares_years(self) -> bool:
        """Whether the year before has the place of the table."""
        return self._full_years

    def compare_years(self, *, shown: bool) -> None:
        """Show what became of each figure since the year before, in the place of the table."""
        self._full_years = shown
        self._arrange_years()
        if shown:
            self.years.take_keyboard()
        else:
            self.take_keyboard()

    def _arrange_years(self) -> None:
        """The comparison has the place of the table where asked for, else the room below it."""
        room = self._sheet.height() - self.grid.maximumHeight() - 10 * theme.GAP
        fits = self.years.has_last_year and room >= self.years.least_height
        below = self._has_tools and fits
        if self.grid.isHidden() is not self._full_years:
            self.grid.setVisible(not self._full_years)
        # Not by a least height of the table: that would make the window grow beyond the screen.
        self.years.setMaximumHeight(_ANY if self._full_years or not below else room)
        self.years.setVisible(self._full_years or below)
        self._column.setStretchFactor(self.years, 1000 if self._full_years or below else 0)

    def _go_to_figure(self, key: str) -> None:
        if self._full_years:
            self.compare_years(shown=False)
        self.go_to(key)

    def set_zoom(self, zoom: float) -> None:
        """Draw the table larger or smaller."""
        self._zoom = zoom
        room = self.width() - 6 * theme.GAP - SCROLL_BAR
        self.grid.set_zoom(zoom, room, self.height() - HEAD)
        self._arrange_years()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        self.set_zoom(self._zoom)

    def take_keyboard(self) -> None:
        """Let a clerk type into the table."""
        if self._full_years:
            self.years.take_keyboard()
            return
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def about(self) -> str:
        """The key of the current cell."""
        return self.grid.current_key

    def finish_typing(self) -> bool:
        """Enter what stands in an open cell."""
        self.grid.finish_editing()
        return True

    @property
    def shows_last_year(self) -> bool:
        """Whether each cell shows last year's value."""
        return self.grid.sheet.shows_last_year

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's value in each cell."""
        self.grid.show_last_year(shown=shown)

    def select_cells(self, keys: Sequence[str]) -> None:
        """Select those of the cells that this table has, and show them."""
        cells = self.session.form.cells
        self.grid.select_keys([key for key in keys if cells[key].table == self.table])
        self.grid.setFocus()

    def go_to(self, key: str, _start: int = 0, _end: int = 0, /) -> None:
        """Show a cell and give it the keyboard."""
        if self._full_years:
            self.compare_years(shown=False)
        self.grid.go_to(key)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
