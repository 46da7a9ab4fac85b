"""Fields that the mouse wheel leaves alone unless the keyboard is in them.

A clerk who scrolls a page passes over fields; Qt would change a year, a filter or a zoom that way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

Field = TypeVar("Field", bound=QWidget)
TURNED_BY_WHEEL = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class _WheelGuard(QObject):
    """Lets the wheel through to a field with the keyboard, and else to the page behind it."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refuse the wheel, so that Qt gives it to what the field stands in."""
        kind = event.type()
        if kind not in (QEvent.Type.Wheel, QEvent.Type.Polish):
            return False
        if not isinstance(watched, TURNED_BY_WHEEL) or isinstance(watched, QScrollBar):
            return False
        if kind == QEvent.Type.Polish:
            _take_no_keyboard_by_wheel(watched)
            return False
        if watched.hasFocus():
            return False
        event.ignore()
        return True


def _take_no_keyboard_by_wheel(field: QWidget) -> None:
    """A field that took the keyboard from the wheel would be turned by the next notch."""
    if field.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def steady(field: Field) -> Field:
    """Return a field that the wheel changes only where the keyboard is in it."""
    _take_no_keyboard_by_wheel(field)
    field.installEventFilter(_WheelGuard(field))
    return field


@contextmanager
def steady_everywhere() -> Iterator[None]:
    """Hold every field still while a dialog of Qt's own is open, which makes its fields itself."""
    app = QApplication.instance()
    guard = _WheelGuard()
    if app is not None:
        app.installEventFilter(guard)
    try:
        yield
    finally:
        if app is not None:
            app.removeEventFilter(guard)
