"""The mouse wheel as the window system sends it: to the window, at a place."""

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NOTCH = 120


def turn(widget: QWidget, notches: int = -1) -> None:
    """Turn the wheel with the mouse over the middle of a widget."""
    top = widget.window()
    point = QPointF(widget.mapTo(top, widget.rect().center()))
    handle = top.windowHandle()
    assert handle is not None
    QTest.wheelEvent(handle, point, QPoint(0, notches * NOTCH))
    QApplication.processEvents()
