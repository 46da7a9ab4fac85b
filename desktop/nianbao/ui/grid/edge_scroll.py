"""A selection dragged beyond the edge of a table goes on as long as the mouse is held there."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

INTERVAL = 50
"""Milliseconds between two steps."""


class EdgeScroll:
    """Scrolls a view while the point that is dragged to lies outside of it."""

    def __init__(self, view: QAbstractScrollArea, drag_to: Callable[[QPoint], None]) -> None:
        self._view = view
        self._drag_to = drag_to
        self._point = QPoint()
        self._timer = QTimer(view, interval=INTERVAL)
        self._timer.timeout.connect(self._step)

    def follow(self, point: QPoint) -> None:
        """The mouse is dragged to a point of the viewport, or outside of it."""
        self._point = point
        if self._view.viewport().rect().contains(point):
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """The button is let go."""
        self._timer.stop()

    def _step(self) -> None:
        box, point = self._view.viewport().rect(), self._point
        _push(self._view.horizontalScrollBar(), point.x(), box.left(), box.right())
        _push(self._view.verticalScrollBar(), point.y(), box.top(), box.bottom())
        self._drag_to(point)


def _push(bar: QScrollBar, at: int, first: int, last: int) -> None:
    """Move a scroll bar by a step, further the further outside the mouse is."""
    outside = min(at - first, 0) + max(at - last, 0)
    if outside:
        step = max(bar.singleStep(), abs(outside) // 2)
        bar.setValue(bar.value() + (step if outside > 0 else -step))
