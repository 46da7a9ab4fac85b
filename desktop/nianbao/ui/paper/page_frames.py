"""A thin frame around each page of the preview, in the place of the black shadow that Qt paints.

Over what the view has painted, not as items of its scene: Qt takes every item there for a page.
"""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsView

from nianbao.ui.look import theme

_BORDER = 25
"""Around each page Qt leaves this part of its longer side."""


class PageFrames(QObject):
    """Follows a preview's view, at every size and scroll position."""

    def __init__(self, view: QGraphicsView) -> None:
        super().__init__(view)
        self._view = view
        view.setBackgroundBrush(theme.color("window"))
        view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        view.viewport().installEventFilter(self)

    def eventFilter(self, seen: QObject, event: QEvent) -> bool:
        """Let the view paint its pages, then frame them."""
        if event.type() is not QEvent.Type.Paint or seen is not self._view.viewport():
            return False
        seen.removeEventFilter(self)
        QCoreApplication.sendEvent(seen, event)
        seen.installEventFilter(self)
        self._paint()
        return True

    def _paint(self) -> None:
        view = self._view
        painter = QPainter(view.viewport())
        for page in view.scene().items():
            room = page.sceneBoundingRect()
            border = max(room.width(), room.height()) / (_BORDER + 2)
            paper = room.adjusted(border, border, -border, -border)
            outer, inner = (
                view.viewportTransform().mapRect(one).toRect().toRectF() for one in (room, paper)
            )
            beside = QPainterPath()
            beside.addRect(outer)
            beside.addRect(inner)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillPath(beside, theme.color("window"))
            painter.setPen(QPen(theme.color("frame"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(inner)
        painter.end()
