"""Draws the shape of a state: ✓ ◇ ▲ ✕ ? ○ –, each in its colour and each to be told without it."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from nianbao.checks.outline import State
from nianbao.ui.look import theme
from nianbao.ui.rollup.lines import ROLES, Shape
from nianbao.ui.widgets import state_shapes

_AS_SECTIONS = {
    Shape.TICK: State.OK,
    Shape.DIAMOND: State.WARNING,
    Shape.TRIANGLE: State.ERROR,
    Shape.RING: State.EMPTY,
}
"""Shapes that mean the same in a report's own window."""
SIZE = 16


def draw(painter: QPainter, shape: Shape, box: QRectF) -> None:
    """Draw a shape into a square."""
    if shape in _AS_SECTIONS:
        state_shapes.draw(painter, _AS_SECTIONS[shape], box)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(ROLES[shape]), max(1.8, box.width() / 8)))
    if shape is Shape.CROSS:
        inner = box.adjusted(3, 3, -3, -3)
        painter.drawLine(inner.topLeft(), inner.bottomRight())
        painter.drawLine(inner.topRight(), inner.bottomLeft())
    elif shape is Shape.DASH:
        middle = box.center().y()
        painter.drawLine(QPointF(box.left() + 3, middle), QPointF(box.right() - 3, middle))
    else:
        painter.setFont(theme.font(10, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "?")
    painter.restore()


class ShapeMark(QWidget):
    """A shape of its own beside words."""

    def __init__(self, shape: Shape, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shape = shape
        self.setFixedSize(QSize(SIZE, SIZE))

    def show_shape(self, shape: Shape) -> None:
        """Show another one."""
        self.shape = shape
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        draw(QPainter(self), self.shape, QRectF(self.rect()))
