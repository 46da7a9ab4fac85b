"""The table 收报情况 as a view: state shapes, F8, copying to Excel, Enter and double click to open."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nianbao.exporters.workbook.cells import SIGNS
from nianbao.importers.paste.blocks import as_html, as_text
from nianbao.ui.look import theme
from nianbao.ui.look.alignment import AT_LEFT, AT_RIGHT
from nianbao.ui.rollup import shapes
from nianbao.ui.rollup.lines import ROLES, Line
from nianbao.ui.rollup.units_model import STATE, UNIT, UnitsModel
from nianbao.ui.system.enter_keys import ENTER

Index = QModelIndex | QPersistentModelIndex
ROW = 28
DOT = 7
"""Width of the dot before a unit whose file was read anew."""
MANY = 8_000
"""Shortened words that are kept."""
_MIDDLE = Qt.TextElideMode.ElideMiddle
_SELECTED, _FOCUS = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus
_FORMULA = (*SIGNS, "\t", "\r")


class UnitsTable(QTableView):
    """Lines to look through; each opens its report."""

    opened = Signal(object)
    """A line whose report is wanted."""
    chosen = Signal(object)
    """The current line; None where there is none."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self, model: UnitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.units = model
        self._current = ""
        self.setModel(model)
        self.setItemDelegate(_LineDelegate(model, self))
        self.setAccessibleName("收报情况")
        self.setObjectName("units")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setSectionResizeMode(self.verticalHeader().ResizeMode.Fixed)
        self.verticalHeader().setAccessibleName("行号")
        head = self.horizontalHeader()
        head.setAccessibleName("表头")
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicatorClearable(True)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._sort)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        self.doubleClicked.connect(lambda index: self._open(model.line(index.row())))
        self.fit()

    def fit(self) -> None:
        """Give each column the width of its usual words."""
        em = self.fontMetrics().horizontalAdvance("国")
        for number, column in enumerate(self.units.columns):
            self.setColumnWidth(number, int(column.width * em * 0.72) + 2 * theme.GAP)

    # What stays when the lines come anew

    def _remember(self) -> None:
        line = self.line()
        self._current = line.key if line is not None else self._current
        self._scrolled = self.verticalScrollBar().value()
        self._heads = [column.title for column in self.units.columns]

    def _restore(self) -> None:
        if self._heads != [column.title for column in self.units.columns]:
            self.fit()
        row = self.units.row_of(self._current) if self._current else -1
        if row >= 0:
            self.setCurrentIndex(self.units.index(row, max(0, self.currentIndex().column())))
        elif self.units.shown:
            self.setCurrentIndex(self.units.index(0, 0))
        self.verticalScrollBar().setValue(self._scrolled)
        self.chosen.emit(self.line())

    def line(self) -> Line | None:
        """Return the current line."""
        index = self.currentIndex()
        return self.units.line(index.row()) if index.isValid() else None

    def go_to(self, key: str) -> bool:
        """Make a line the current one; return whether it is shown."""
        row = self.units.row_of(key)
        if row >= 0:
            self.setCurrentIndex(self.units.index(row, 0))
            self.scrollTo(self.currentIndex())
        return row >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which line is looked at."""
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.line())

    def step_failing(self, by: int) -> bool:
        """Go to the next line whose report goes back; round the end; return whether there is one."""
        shown, here = self.units.shown, self.currentIndex().row()
        for step in range(1, len(shown) + 1):
            row = (here + by * step) % len(shown)
            if shown[row].goes_back:
                self.setCurrentIndex(self.units.index(row, 0))
                return True
        return False

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.units.sort(column, order)

    # Opening and copying

    def _open(self, line: Line | None) -> None:
        if line is not None:
            self.opened.emit(line)

    def _ask_menu(self, point: QPoint) -> None:
        line = self.line()
        if line is not None:
            self.menu_wanted.emit(line, self.viewport().mapToGlobal(point))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; copying takes whole lines with their heads."""
        if event.key() in ENTER:
            self._open(self.line())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def copy(self, *, everything: bool = False) -> int:
        """Put lines on the clipboard, as Excel takes them; return how many."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        chosen = range(len(self.units.shown)) if everything else rows
        lines = [self.units.shown[row] for row in chosen]
        if not lines:
            return 0
        block = table_of(self.units, lines)
        data = QMimeData()
        data.setText(as_text(block))
        data.setHtml(as_html(block))
        QGuiApplication.clipboard().setMimeData(data)
        return len(lines)


def table_of(model: UnitsModel, lines: Sequence[Line]) -> list[list[str]]:
    """Return lines as rows of words below their heads; no word of others becomes a formula."""
    heads = [column.title for column in model.columns]
    return [heads, *([_plain(column.words(line)) for column in model.columns] for line in lines)]


def _plain(words: str) -> str:
    words = " ".join(words.split())
    return f"'{words}" if words.startswith(_FORMULA) else words


class _LineDelegate(QStyledItemDelegate):
    """Draws the state's shape, and the dot of a file that was read anew."""

    def __init__(self, model: UnitsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._short: dict[tuple[str, int], str] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell with a thin line below it."""
        row, column = index.row(), index.column()
        line = self._model.shown[row]
        box: QRect = option.rect
        if option.state & _SELECTED:
            painter.fillRect(box, theme.color("accent_soft"))
        left = box.left() + (2 * theme.GAP if column == UNIT else theme.GAP)
        role = "text"
        if column == STATE:
            role = ROLES[line.shape]
            shapes.draw(painter, line.shape, QRectF(left, box.center().y() - 7, 15, 15))
            left += 22
        elif line.file is None or line.unit is None or line.left_out:
            role = "muted"
        if column == UNIT and line.place in self._model.fresh:
            _dot(painter, box)
        words = self._model.texts(row)[column]
        if words:
            painter.setPen(theme.color(role))
            room = QRect(left, box.top(), box.right() - theme.GAP - left, box.height())
            side = AT_RIGHT if self._model.columns[column].is_number else AT_LEFT
            painter.drawText(room, side, self._cut(option, words, room.width()))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("rule"))
        if option.state & _FOCUS:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box.adjusted(0, 0, -1, -2))

    def _cut(self, option: QStyleOptionViewItem, words: str, width: int) -> str:
        """Shorten words that have no room; measuring is the dearest part of a cell, so it is kept."""
        key = (words, width)
        found = self._short.get(key)
        if found is None:
            if len(self._short) > MANY:
                self._short.clear()
            metrics = option.fontMetrics
            found = self._short[key] = metrics.elidedText(words, _MIDDLE, width)
        return found


def _dot(painter: QPainter, box: QRect) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(QRectF(box.left() + 4, box.center().y() - DOT / 2, DOT, DOT))
