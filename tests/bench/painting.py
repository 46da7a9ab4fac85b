"""Painting at once: off screen, Qt waits some milliseconds for further changes before it paints.

A measure that only processes events would end before the painting it means to measure.
"""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget


def paint_now(window: QWidget) -> None:
    """Deliver what is waiting, then paint all that has changed in a window."""
    QApplication.processEvents()
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
