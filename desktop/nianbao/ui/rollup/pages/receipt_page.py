"""收报情况: numbers that filter, the table of the units, and beside it what one unit sent."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nianbao.formats.registry import load_form
from nianbao.rollup.gather import open_report
from nianbao.rollup.key_figures import key_figures
from nianbao.ui.commands.keys import words_of
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.county import County
from nianbao.ui.rollup.lines import FILTERS, Filter, Line
from nianbao.ui.rollup.unit_panel import UnitPanel
from nianbao.ui.rollup.units_model import KeyFigure, UnitsModel
from nianbao.ui.rollup.units_table import UnitsTable
from nianbao.ui.rollup.view import View, button
from nianbao.ui.session.desk import Desk
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.steady import steady

SEARCH_REST = 120
"""Milliseconds after a letter in which the table follows."""
IN_ORDER = "名单顺序"
MOST_NOTES = 3
"""Sentences about the whole folder that are shown above the table."""


class ReceiptPage(View):
    """Who has handed in what."""

    letter_asked = Signal(object)
    """The line whose unit gets its report back."""

    def __init__(self, county: County, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(county, parent)
        self._desk = desk
        self._filter: Filter = FILTERS[0]
        self.model = UnitsModel(parent=self)
        self.table = UnitsTable(self.model)
        self.panel = UnitPanel(county)
        self.search = QLineEdit()
        self.order = steady(QComboBox())
        self.chips: dict[str, QPushButton] = {}
        self.nothing = plain_text.label(wraps=True)
        self.notes = plain_text.label(wraps=True)
        self._search_soon = Debounced(self._search, self, SEARCH_REST)
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        self.split = QSplitter()
        self.split.addWidget(self._build_sheet())
        self.split.addWidget(self.panel)
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([900, 300])
        self.split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GAP] * 4)
        self.notes.setObjectName("doubt")
        self.notes.hide()
        column.addWidget(self.notes)
        column.addLayout(self._build_chips())
        column.addLayout(self._build_tools())
        column.addWidget(self.split, 1)

    def _build_sheet(self) -> QWidget:
        sheet = QWidget()
        sheet.setObjectName("sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(1, 1, 1, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setObjectName("muted")
        self.nothing.setMinimumHeight(160)
        column.addWidget(self.nothing)
        column.addWidget(self.table, 1)
        return sheet

    def _build_chips(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        group = QButtonGroup(self)
        for one in FILTERS:
            chip = QPushButton(one.words)
            chip.setObjectName("chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.clicked.connect(lambda _checked=False, chosen=one: self.use_filter(chosen))
            group.addButton(chip)
            row.addWidget(chip)
            self.chips[one.id] = chip
        self.chips[FILTERS[0].id].setChecked(True)
        row.addStretch(1)
        return row

    def _build_tools(self) -> QHBoxLayout:
        self.search.setPlaceholderText(f"查找单位或文件（{words_of('find')}）")
        self.search.setAccessibleName("查找单位或文件")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(300)
        self.search.setMinimumWidth(240)
        self.search.setAcceptDrops(False)
        self.order.setAccessibleName("排列的顺序")
        self.copy_all = button(
            "复制到 Excel", self._copy_all, tip="把列出的各行连同表头复制，到 Excel 里粘贴"
        )
        self.next_failing = button(
            "下一个要退回的", lambda: self.step_failing(1), tip=f"（{words_of('next_finding')}）"
        )
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.search)
        row.addWidget(plain_text.label("排列"))
        row.addWidget(self.order)
        row.addStretch(1)
        row.addWidget(self.next_failing)
        row.addWidget(self.copy_all)
        return row

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search_soon.soon)
        self.search.returnPressed.connect(self._enter_table)
        self.order.activated.connect(self._use_order)
        self.table.chosen.connect(self.panel.show_soon)
        self.table.opened.connect(self.open_line)
        self.table.menu_wanted.connect(self._show_menu)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._follow_order)
        self.panel.opened.connect(self.open_line)
        self.panel.folder_asked.connect(self.open_folder)
        self.panel.letter_asked.connect(self.letter_asked)

    # What is shown

    def refresh(self) -> None:
        """Show the collection; place, filter and order stay."""
        collection = self.county.collection
        notes = collection.notes if collection is not None else ()
        self.notes.setText("\n".join(notes[:MOST_NOTES]))
        self.notes.setVisible(bool(notes))
        if collection is None:
            self.nothing.setText(_nothing_words(self.county))
            self.nothing.show()
            self.table.hide()
            return
        if collection.form:
            figures = [
                KeyFigure(one.cell, one.label) for one in key_figures(load_form(collection.form))
            ]
            self.model.set_figures(figures)
        self.model.take(collection, frozenset(self.county.fresh))
        self._show_chips()
        self._show_orders()
        self._show_empty()

    def follow(self) -> None:
        """The list of views shows how many go back, so the lines are always taken."""
        self._is_stale = False
        self.refresh()

    def failing(self) -> int:
        """Return how many lines go back to their units."""
        return sum(line.goes_back for line in self.model.lines)

    def _show_chips(self) -> None:
        counts = self.model.counts()
        for one in FILTERS:
            chip = self.chips[one.id]
            chip.setText(f"{one.words} {counts[one.id]}")
            chip.setAccessibleName(f"只看{one.words}，{counts[one.id]} 项")
            chip.setVisible(one.always or counts[one.id] > 0 or one is self._filter)

    def _show_orders(self) -> None:
        names = [IN_ORDER, *(column.title for column in self.model.columns[1:])]
        if [self.order.itemText(number) for number in range(self.order.count())] != names:
            here = max(0, self.order.currentIndex())
            self.order.clear()
            self.order.addItems(names)
            self.order.setCurrentIndex(min(here, len(names) - 1))

    def _show_empty(self) -> None:
        empty = not self.model.shown
        self.nothing.setVisible(empty)
        self.table.setVisible(not empty)
        if empty:
            looked_for = self.model.lines and (self.search.text() or self._filter is not FILTERS[0])
            self.nothing.setText(
                "没有这样的单位或文件。" if looked_for else _nothing_words(self.county)
            )
            self.panel.show_line(None)

    # Filter, search, order

    def use_filter(self, chosen: Filter) -> None:
        """Show the lines behind a number."""
        self._filter = chosen
        self.chips[chosen.id].setChecked(True)
        self.model.use_filter(chosen)
        self._show_empty()

    def _search(self) -> None:
        self.model.search(self.search.text())
        self._show_empty()

    def _enter_table(self) -> None:
        self._search_soon.now()
        self.table.setFocus()

    def _use_order(self, number: int) -> None:
        head = self.table.horizontalHeader()
        column = -1 if number == 0 else number
        numbers = column > 0 and self.model.columns[column].is_number
        way = Qt.SortOrder.DescendingOrder if numbers else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(column, way)

    def _follow_order(self, column: int, _way: Qt.SortOrder) -> None:
        self.order.setCurrentIndex(max(0, column))

    def show_unit(self, name: str) -> None:
        """Make a unit the current line, whatever was filtered away."""
        if not self.table.go_to(name):
            self.search.clear()
            self._search_soon.now()
            self.use_filter(FILTERS[0])
            self.table.go_to(name)
        self.table.setFocus()

    def step_failing(self, by: int) -> bool:
        """Go to the next unit whose report goes back."""
        found = self.table.step_failing(by)
        if found:
            self.table.setFocus()
        return found

    # Opening

    def open_line(self, line: Line) -> None:
        """Open a report in a window of its own; what is no report of ours is reviewed like any import."""
        file = line.file
        if file is None:
            self.said.emit(f"“{line.name}”还没有报送，没有可以打开的文件")
            return
        if not file.path.exists():
            self.said.emit(f"“{file.name}”已经不在了，正在重新看文件夹")
            self.county.read()
        elif file.inner:
            self._desk.open_beside(file.path / file.inner, lambda: open_report(file))
        else:
            self._desk.open_beside(file.path)

    def open_folder(self, line: Line) -> None:
        """Show a line's file in the file manager."""
        if line.file is not None:
            folder = Path(line.file.path).parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _copy_all(self) -> None:
        self.said.emit(f"已复制 {self.table.copy(everything=True)} 行，可以到 Excel 里粘贴")

    def _show_menu(self, line: Line, point: QPoint) -> None:
        menu = QMenu(self)
        if line.file is not None:
            menu.addAction("打开报告", lambda: self.open_line(line))
            menu.addAction("打开所在的文件夹", lambda: self.open_folder(line))
        if line.unit is not None and line.goes_back:
            menu.addAction("退回修改意见…", lambda: self.letter_asked.emit(line))
        menu.addAction("复制选中的行", self.table.copy)
        menu.exec(point)
        menu.deleteLater()

    def take_keyboard(self) -> None:
        """Begin in the table."""
        (self.table if self.model.shown else self.search).setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """The numbers, the table, the unit."""
        return (self.chips[self._filter.id], self.table, self.panel.first())


def _nothing_words(county: County) -> str:
    if county.folder is None:
        return "请先在“准备”里选择放报告的文件夹。"
    if county.collection is None:
        return "正在读文件夹里的报告…" if county.is_reading else "还没有读出报告。"
    return f"文件夹“{county.folder.name}”里还没有年度报告。放进去以后，这里会自动列出来。"
