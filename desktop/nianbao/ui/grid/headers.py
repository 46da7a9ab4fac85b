"""The head and the row labels of a grid: header views that paint the form's merged cells."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nianbao.formats.layout import Layout, LayoutCell
from nianbao.ui.grid.labels import draw_label
from nianbao.ui.grid.metrics import Metrics
from nianbao.ui.look import theme


class FormHeader(QHeaderView):
    """One frozen side of a table: merged labels of several levels, the current ones highlighted."""

    picked = Signal(int, int, bool)
    """First and last section that were clicked or dragged over, and whether to add them."""

    def __init__(
        self, orientation: Qt.Orientation, layout: Layout, metrics: Metrics, parent: QTableView
    ) -> None:
        super().__init__(orientation, parent)
        self._layout = layout
        self._metrics = metrics
        self._pressed: tuple[int, int] | None = None
        self._current = -1
        self._is_head = orientation == Qt.Orientation.Horizontal
        role = "column" if self._is_head else "row"
        self._cells = [cell for cell in layout.cells if cell.role == role]
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(4)
        self.setAccessibleName("表头" if self._is_head else "各行名称")

    def set_metrics(self, metrics: Metrics) -> None:
        """Take new sizes."""
        self._metrics = metrics
        sizes = metrics.column_widths if self._is_head else metrics.row_heights
        skip = self._layout.label_columns if self._is_head else self._layout.header_rows
        for section, size in enumerate(sizes[skip:]):
            self.resizeSection(section, size)
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """The levels of the head, or the columns of row labels."""
        if self._is_head:
            return QSize(0, self._metrics.head_height(self._layout))
        return QSize(self._metrics.label_width(self._layout), 0)

    def follow_current(self) -> None:
        """Repaint the labels that name the current cell, and those that named the one before."""
        before, self._current = self._current, self._current_section()
        if before == self._current:
            return
        for cell in self._cells:
            first, last = self._sections(cell)
            if (first <= before <= last) != (first <= self._current <= last):
                self.viewport().update(self._box(cell))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the merged labels that are exposed."""
        painter = QPainter(self.viewport())
        seen, exposed = self.viewport().rect(), event.region()
        painter.fillRect(event.rect(), theme.color("sheet"))
        current = self._current = self._current_section()
        for cell in self._cells:
            box = self._box(cell)
            if box.intersects(seen) and exposed.intersects(box):
                first, last = self._sections(cell)
                draw_label(
                    painter, cell, box, self._metrics.label_font,
                    here=first <= current <= last, seen=seen,
                )  # fmt: skip
        painter.setPen(theme.color("grid"))
        edge = seen.intersected(QRect(0, 0, *self._extent())).adjusted(0, 0, -1, -1)
        painter.drawLine(edge.topLeft(), edge.topRight())
        painter.drawLine(edge.topLeft(), edge.bottomLeft())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pick the rows or columns of the label under the mouse; Shift extends, Ctrl adds."""
        cell = self.label_at(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or cell is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._pressed is not None:
            self._pick_up_to(cell)
            return
        self._pressed = self._sections(cell)
        add = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self.picked.emit(*self._pressed, add)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging picks more rows or columns; the form's columns themselves are fixed."""
        cell = self.label_at(event.position().toPoint())
        if event.buttons() & Qt.MouseButton.LeftButton and cell is not None and self._pressed:
            self._pick_up_to(cell)

    def _pick_up_to(self, cell: LayoutCell) -> None:
        """Pick from the label that was pressed to another."""
        if self._pressed is not None:
            first, last = self._sections(cell)
            self.picked.emit(min(first, self._pressed[0]), max(last, self._pressed[1]), False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing remains to be done after the press."""

    def label_at(self, point: QPoint) -> LayoutCell | None:
        """Return the label under a point."""
        return next((cell for cell in self._cells if self._box(cell).contains(point)), None)

    def _extent(self) -> tuple[int, int]:
        """How far the labels reach in the viewport."""
        length = self.length() - self.offset()
        hint = self.sizeHint()
        return (length, hint.height()) if self._is_head else (hint.width(), length)

    def _current_section(self) -> int:
        view = self.parent()
        assert isinstance(view, QAbstractItemView)  # noqa: S101 - a header stands in its table
        index = view.currentIndex()
        if not index.isValid():
            return -1
        return index.column() if self._is_head else index.row()

    def _sections(self, cell: LayoutCell) -> tuple[int, int]:
        if self._is_head:
            first = cell.col - self._layout.label_columns
            return first, first + cell.col_span - 1
        first = cell.row - self._layout.header_rows
        return first, first + cell.row_span - 1

    def _box(self, cell: LayoutCell) -> QRect:
        first, last = self._sections(cell)
        start = self.sectionViewportPosition(first)
        length = sum(self.sectionSize(section) for section in range(first, last + 1))
        if self._is_head:
            heights = self._metrics.row_heights
            return QRect(
                start, sum(heights[: cell.row]),
                length, sum(heights[cell.row : cell.row + cell.row_span]),
            )  # fmt: skip
        widths = self._metrics.column_widths
        return QRect(
            sum(widths[: cell.col]), start,
            sum(widths[cell.col : cell.col + cell.col_span]), length,
        )  # fmt: skip


class Corner(QWidget):
    """The cell above the row labels; holds the form's printed note and selects all."""

    pressed = Signal()

    def __init__(self, cell: LayoutCell, metrics: Metrics, parent: QWidget) -> None:
        super().__init__(parent)
        self._cell = cell
        self.metrics = metrics
        self.setAccessibleName(cell.text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the note."""
        painter = QPainter(self)
        draw_label(
            painter, self._cell, self.rect(), self.metrics.label_font, here=False, seen=self.rect()
        )
        painter.setPen(theme.color("grid"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Select the whole table."""
        self.pressed.emit()
