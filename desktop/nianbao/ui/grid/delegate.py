"""Paints cells and edits them; the editor keeps the first character of an input method."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from nianbao.report.numbers import format_number
from nianbao.ui import theme
from nianbao.ui.grid.body import Place
from nianbao.ui.grid.cell_marks import Mark
from nianbao.ui.grid.labels import draw_label
from nianbao.ui.grid.metrics import Metrics
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.numerals import Numerals

Index = QModelIndex | QPersistentModelIndex
_SMALL = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
_LEAVING = {
    Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
    Qt.Key.Key_Up, Qt.Key.Key_Down,
}  # fmt: skip
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_ARROWS_ASIDE = {Qt.Key.Key_Left, Qt.Key.Key_Right}


class GridDelegate(QStyledItemDelegate):
    """Draws one table's cells."""

    left_with = Signal(int, bool)
    """The key that ended an edit whose text was accepted, and whether Shift was held."""

    def __init__(
        self,
        model: GridModel,
        metrics: Metrics,
        selected: Callable[[], Sequence[str]],
        parent: QTableView,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self._selected = selected
        self._everywhere = False
        """Whether Ctrl+Enter ends the edit: the text goes into every selected cell."""
        self._metrics = metrics
        self._numerals = Numerals(metrics.value_font)
        self.current: Place | None = None
        self.labels_here: frozenset[Place] = frozenset()
        self.shows_last_year = False
        self.typed = False
        """Whether the editor was opened by typing, so that arrows leave it."""
        self._accepted = True

    @property
    def metrics(self) -> Metrics:
        """All sizes of the table."""
        return self._metrics

    @metrics.setter
    def metrics(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._numerals = Numerals(metrics.value_font)

    def go_to(self, place: Place | None) -> None:
        """Frame another cell as the active one, and highlight what names it."""
        self.current = place
        self.labels_here = frozenset() if place is None else self._model.body.labels_of(place)

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell with its marks."""
        place = (index.row(), index.column())
        box: QRect = option.rect
        key = self._model.body.keys.get(place)
        if key is None:
            cell = self._model.body.cells.get(place)
            if cell is not None:
                here = place in self.labels_here
                draw_label(painter, cell, box, self.metrics.label_font, here=here, seen=box)
            return
        # Asking the option for its state would load the enums of QStyle before the first paint.
        selected = self._view.selectionModel().isSelected(index)
        self._fill(painter, box, key, selected=selected)
        self._write(painter, box, key)
        self._mark(painter, box, key)
        if place == self.current:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _fill(self, painter: QPainter, box: QRect, key: str, *, selected: bool) -> None:
        mark = self._model.marks.of(key)
        if mark is Mark.SUSPECT:
            role = "error_soft"
        elif selected or self._model.marks.is_linked(key):
            role = "accent_soft"
        else:
            role = "total_fill" if self._model.is_total(key) else "sheet"
        painter.fillRect(box, theme.color(role))
        painter.setPen(theme.color("grid"))
        painter.drawLine(box.topRight(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())

    def _write(self, painter: QPainter, box: QRect, key: str) -> None:
        computed = self._model.is_computed(key)
        painter.setPen(theme.color("accent" if computed else "text"))
        self._numerals.draw(painter, box, self._model.text(key))
        if self.shows_last_year:
            self._write_last_year(painter, box, self._model.session.last_year(key))

    def _write_last_year(self, painter: QPainter, box: QRect, value: Decimal | None) -> None:
        if value is None:
            return
        painter.setFont(theme.font(7 * self.metrics.zoom))
        painter.setPen(theme.color("muted"))
        painter.drawText(box.adjusted(3, 0, 0, 0), _SMALL, format_number(value))

    def _mark(self, painter: QPainter, box: QRect, key: str) -> None:
        """Errors have a frame and a corner, so that no one needs the colour."""
        mark = self._model.marks.of(key)
        if mark is Mark.WARNING:
            painter.setPen(QPen(theme.color("warning"), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(box.adjusted(1, 1, -3, -3))
            _corner(painter, box, "warning", left=True, size=7)
        elif mark is not Mark.NONE:
            suspect = mark is Mark.SUSPECT
            _frame(painter, box, "error", 3.0 if suspect else 1.5)
            _corner(painter, box, "error", left=True, size=9 if suspect else 7)
        elif self._model.differing_total(key) is not None:
            _corner(painter, box, "warning", left=True, size=7)
        if self._model.note(key):
            _corner(painter, box, "accent", left=False, size=7)

    # Editing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the one-line editor of a cell."""
        editor = QLineEdit(parent, alignment=Qt.AlignmentFlag.AlignCenter, frame=False)
        editor.setFont(self.metrics.value_font)
        editor.setAccessibleName(str(index.data(11) or ""))
        self._accepted = True
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with the entered value; typing replaces it, F2 edits it."""
        assert isinstance(editor, QLineEdit)  # noqa: S101 - createEditor made it
        if not editor.isModified():
            editor.setText(str(index.data(2)))

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Let the editor cover its cell, within the frame."""
        editor.setGeometry(option.rect.adjusted(2, 2, -3, -3))

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Hand over what was typed, if anything was."""
        assert isinstance(editor, QLineEdit)  # noqa: S101 - createEditor made it
        if not editor.isModified() and not self._everywhere:
            return
        key = self._model.body.keys[index.row(), index.column()]
        session, text = self._model.session, editor.text()
        if self._everywhere:
            self._accepted = session.enter_everywhere(self._selected() or [key], text)
        else:
            self._accepted = session.enter(key, text, keep_note=self.typed)
        editor.setModified(False)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Leave the editor with Enter, Tab and arrows, and go on from there."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in _LEAVING or (self.typed and key in _ARROWS_ASIDE):
                assert isinstance(editor, QWidget)  # noqa: S101 - Qt filters the editor
                self._leave(editor, event)
                return True
        return super().eventFilter(editor, event)

    def _leave(self, editor: QWidget, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._everywhere = control and event.key() in _ENTER
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        stays, self._everywhere = self._everywhere, False
        if self._accepted and not stays:
            self.left_with.emit(int(event.key()), shift)


def _frame(painter: QPainter, box: QRect, role: str, width: float) -> None:
    """Frame a cell with four filled strips: a stroked path takes five times as long."""
    color = theme.color(role)
    x, y, across, down = box.x(), box.y(), box.width() - 1, box.height() - 1
    painter.fillRect(QRectF(x, y, across, width), color)
    painter.fillRect(QRectF(x, y + down - width, across, width), color)
    painter.fillRect(QRectF(x, y, width, down), color)
    painter.fillRect(QRectF(x + across - width, y, width, down), color)


def _corner(painter: QPainter, box: QRect, role: str, *, left: bool, size: int) -> None:
    """Fill a small triangle in an upper corner."""
    corner = QPoint(box.left() if left else box.right(), box.top())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(role))
    painter.drawPolygon(_triangle(size if left else -size).translated(corner))
    painter.setBrush(Qt.BrushStyle.NoBrush)


@lru_cache(maxsize=8)
def _triangle(inward: int) -> QPolygonF:
    return QPolygonF([QPointF(0, 0), QPointF(inward, 0), QPointF(0, abs(inward))])
