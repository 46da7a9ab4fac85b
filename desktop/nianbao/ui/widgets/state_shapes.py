"""The four states of a section as shapes: ○ empty, ● being written, ▲ errors, ✓ in order."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from nianbao.checks.outline import State
from nianbao.ui.look import theme

WORDS = {
    State.EMPTY: "未填",
    State.PARTIAL: "填写中",
    State.ERROR: "有错误",
    State.WARNING: "有提醒",
    State.OK: "已完成",
}
ROLES = {
    State.EMPTY: "muted",
    State.PARTIAL: "accent",
    State.ERROR: "error",
    State.WARNING: "warning",
    State.OK: "ok",
}


def draw(painter: QPainter, state: State, box: QRectF) -> None:
    """Draw a state's mark into a square."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.color(ROLES[state])
    painter.setPen(QPen(colour, max(1.6, box.width() / 8)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is State.EMPTY:
        painter.drawEllipse(box.adjusted(2, 2, -2, -2))
    elif state is State.PARTIAL:
        painter.setBrush(colour)
        painter.drawEllipse(box.adjusted(2.5, 2.5, -2.5, -2.5))
    elif state is State.OK:
        painter.drawPath(_tick(box))
    else:
        _warning_sign(painter, state, box)
    painter.restore()


def _tick(box: QRectF) -> QPainterPath:
    path = QPainterPath(QPointF(box.left() + 2, box.center().y()))
    path.lineTo(box.left() + box.width() * 0.42, box.bottom() - 3)
    path.lineTo(box.right() - 1.5, box.top() + 3)
    return path


def _warning_sign(painter: QPainter, state: State, box: QRectF) -> None:
    """A filled triangle for errors, an outlined diamond for warnings; both with a stroke inside."""
    path = QPainterPath(QPointF(box.center().x(), box.top() + 1))
    if state is State.ERROR:
        path.lineTo(box.right() - 0.5, box.bottom() - 1.5)
        path.lineTo(box.left() + 0.5, box.bottom() - 1.5)
    else:
        path.lineTo(box.right() - 0.5, box.center().y())
        path.lineTo(box.center().x(), box.bottom() - 0.5)
        path.lineTo(box.left() + 0.5, box.center().y())
    path.closeSubpath()
    colour = theme.color(ROLES[state])
    if state is State.ERROR:
        painter.fillPath(path, colour)
        painter.setPen(QPen(theme.color("panel"), max(1.4, box.width() / 9)))
    else:
        painter.setPen(QPen(colour, 1.5))
        painter.drawPath(path)
    x = box.center().x()
    top = box.top() + box.height() * (0.42 if state is State.ERROR else 0.32)
    painter.drawLine(QPointF(x, top), QPointF(x, top + box.height() * 0.22))
    painter.drawPoint(QPointF(x, top + box.height() * 0.38))
