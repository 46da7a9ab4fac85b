"""Enter presses the button that has the keyboard, as clerks expect; outside dialogs Qt leaves it alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


def press(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button of a window that has the keyboard; return whether there was one."""
    button = window.focusWidget()
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    if not enter or not isinstance(button, QAbstractButton) or not button.hasFocus():
        return False
    button.click()
    return True
