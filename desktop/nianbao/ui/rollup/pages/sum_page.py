"""汇总表: the official grid of the sum; the current cell's addends stand beside it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from nianbao.report.numbers import format_number
from nianbao.rollup.model import Collection, FileState
from nianbao.rollup.sums import Sum
from nianbao.ui.grid.cell_marks import CellMarks
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.addends import AddendsModel, AddendsTable
from nianbao.ui.rollup.county import County
from nianbao.ui.rollup.sum_grid import SumGrid, SumModel
from nianbao.ui.rollup.view import View, heading
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.steady import steady

if TYPE_CHECKING:
    from nianbao.formats.registry import Form

NAMED = 6
"""Units that are named in a line; of more the number is told."""
SCROLL_BAR = 18


class SumPage(View):
    """The sums, down to what each unit adds."""

    unit_asked = Signal(str)

    def __init__(self, county: County, parent: QWidget | None = None) -> None:
        super().__init__(county, parent)
        self.tabs = steady(QTabBar())
        self.stack = QStackedWidget()
        self.title = heading("", 12)
        self.words = muted("")
        self.broken = plain_text.label(wraps=True)
        self.cell = heading("", 11)
        self.total = plain_text.label(wraps=True)
        self.blanks = muted("")
        self.model = AddendsModel(self)
        self.addends = AddendsTable(self.model)
        self.nothing = plain_text.label(wraps=True)
        self.grids: dict[str, SumGrid] = {}
        self._session: Session | None = None
        self._form: Form | None = None
        self._soon = Debounced(self._show_cell, self)
        self._build()

    def _build(self) -> None:
        self.tabs.setAccessibleName("各表")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.currentChanged.connect(self._turn)
        self.addends.unit_asked.connect(self.unit_asked)
        sheet = QFrame()
        sheet.setObjectName("sheet")
        left = QVBoxLayout(sheet)
        left.setContentsMargins(*[theme.GAP] * 4)
        left.addWidget(self.words)
        left.addWidget(self.broken)
        left.addWidget(self.stack, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setObjectName("muted")
        left.addWidget(self.nothing, 1)
        self.split = QSplitter()
        self._sheet, self._side = sheet, self._build_side()
        self.split.addWidget(self._sheet)
        self.split.addWidget(self._side)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([860, 330])
        self.split.setChildrenCollapsible(False)
        self.split.splitterMoved.connect(lambda *_where: self._fit())
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GAP] * 4)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self.split, 1)
        self.broken.setObjectName("error")
        self.broken.hide()

    def _build_side(self) -> QFrame:
        side = QFrame()
        side.setObjectName("sheet")
        side.setMinimumWidth(260)
        column = QVBoxLayout(side)
        column.setContentsMargins(*[2 * theme.GAP] * 4)
        column.setSpacing(theme.GAP)
        for one in (self.cell, self.total, self.blanks):
            column.addWidget(one)
        column.addWidget(self.addends, 1)
        column.addWidget(muted("回车或双击到这个单位。"))
        return side

    # What is shown

    def refresh(self) -> None:
        """Show the sums; table and cell stay where they were."""
        total, collection = self.county.total, self.county.collection
        for one in (self.tabs, self._side, self.stack, self.words):
            one.setVisible(total is not None)
        self.nothing.setVisible(total is None)
        if total is None or collection is None:
            self.nothing.setText("还没有可以汇总的报告。")
            self.title.setText("汇总表")
            self.broken.hide()
            return
        unit = collection.own_unit or collection.folder.name
        self.title.setText(f"{unit} {collection.year} 年度汇总 · {len(total.units)} 个单位")
        self.words.setText(_taken_words(collection))
        self._build_grids(total)
        self._show_broken()
        self._show_cell()

    def _build_grids(self, total: Sum) -> None:
        """Grids are built on the new sum; the current table and cell are found again."""
        before, table = self._current_key(), self.tabs.currentIndex()
        while (old := self.stack.widget(0)) is not None:
            self.stack.removeWidget(old)
            old.deleteLater()
        if self._session is not None:
            self._session.retire()
            self._session.deleteLater()
        collection = self.county.collection
        unit = collection.own_unit if collection is not None else ""
        self._form = total.form
        self._session = session = Session(total.report(unit), parent=self)
        marks = CellMarks(session, session)
        self.grids = {}
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for one in total.form.definition.tables:
            grid = SumGrid(SumModel(session, marks, one.id))
            grid.where_changed.connect(self._soon.soon)
            grid.entered.connect(self._enter_addends)
            self.grids[one.id] = grid
            self.stack.addWidget(_in_middle(grid))
            self.tabs.addTab(total.form.section(one.section).label)
        self.tabs.setCurrentIndex(max(0, table))
        self.tabs.blockSignals(False)
        self.stack.setCurrentIndex(max(0, table))
        if before in total.form.cells:
            self.grids[total.form.cells[before].table].go_to(before)
        self._fit()

    def _show_broken(self) -> None:
        found = [one for one in self.county.findings if one.cells]
        self.broken.setText("\n".join(f"▲ {one.message}" for one in found[:3]))
        self.broken.setVisible(bool(found))

    def _current_key(self) -> str:
        grid = self._grid()
        return grid.current_key if grid is not None else ""

    def _grid(self) -> SumGrid | None:
        grids = list(self.grids.values())
        here = self.tabs.currentIndex()
        return grids[here] if 0 <= here < len(grids) else None

    def _turn(self, number: int) -> None:
        self.stack.setCurrentIndex(number)
        self._fit()
        self._show_cell()

    def _show_cell(self) -> None:
        total, form = self.county.total, self._form
        key = self._current_key()
        known = total is not None and form is not None and key in form.cells
        for one in (self.total, self.blanks, self.addends):
            one.setVisible(known)
        if not known or total is None or form is None:
            self.cell.setText("请选一格")
            self.model.take(())
            return
        self.cell.setText(form.cells[key].name)
        self.total.setText(_total_words(total, key, form.cells[key].unit))
        blank = total.blank_units(key)
        self.blanks.setText(
            f"{len(blank)} 个单位空白：{_named(blank)}" if blank else "没有单位空白。"
        )
        self.model.take(total.addends(key), frozenset(self._breakers(key)))

    def _breakers(self, key: str) -> Sequence[str]:
        return [
            unit
            for finding in self.county.findings
            if key in finding.cells
            for unit in finding.units
        ]

    def _enter_addends(self) -> None:
        self._soon.now()
        if self.model.addends:
            self.addends.setCurrentIndex(self.model.index(0, 0))
            self.addends.setFocus()

    def show_cells(self, keys: Sequence[str]) -> None:
        """Show the cells of a finding, in the table that they stand in."""
        self.show_now()
        if self._form is None or not keys:
            return
        tables = list(self.grids)
        table = self._form.cells[keys[0]].table
        self.tabs.setCurrentIndex(tables.index(table))
        mine = [key for key in keys if self._form.cells[key].table == table]
        self.grids[table].select_keys(mine)
        self.grids[table].setFocus()

    # Sizes and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width that there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        grid = self._grid()
        if grid is not None:
            grid.set_zoom(1.0, self._sheet.width() - 2 * theme.GAP - SCROLL_BAR)

    def take_keyboard(self) -> None:
        """Begin in the table."""
        grid = self._grid()
        if grid is not None:
            grid.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """The tabs, the table, the addends."""
        grid = self._grid()
        return (self.tabs, grid, self.addends) if grid is not None else ()


def _in_middle(grid: QWidget) -> QWidget:
    """Return a table below what is said of it: a short one does not float in the sheet."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(grid, 1000)
    row.addStretch(1)
    column.addLayout(row, 1000)
    column.addStretch(1)
    return made


def _taken_words(collection: Collection) -> str:
    """Say of the reports with errors which are in the sum: it belongs on the sheet."""
    failing = [
        unit
        for unit in collection.units
        if unit.file is not None and unit.file.state is FileState.FAILING
    ]
    taken = [unit.name for unit in failing if unit.summed]
    out = [unit.name for unit in failing if not unit.summed]
    words = []
    if taken:
        words.append(f"{len(taken)} 个单位的报告有错误，已计入：{_named(taken)}。")
    if out:
        words.append(f"{len(out)} 个单位的报告有错误，没有计入：{_named(out)}。")
    return "\n".join(words) or "计入的报告都没有错误。"


def _total_words(total: Sum, key: str, unit: str) -> str:
    value, last = total.value(key), total.last_year(key)
    if value is None:
        return "各单位都空着。"
    words = f"合计 {format_number(value)} {unit}".rstrip()
    return f"{words}　上年 {format_number(last)}" if last is not None else words


def _named(names: Sequence[str]) -> str:
    shown = "、".join(names[:NAMED])
    return f"{shown} 等 {len(names)} 个" if len(names) > NAMED else shown
