"""Buttons: in a dialog one is the primary one and stays it; Enter presses the one with the keyboard.

Qt lets the fill of the primary button follow the keyboard, and Enter press it from elsewhere: then
the same blue means one thing in this dialog and another in that.
"""

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QDialog, QPushButton, QWidget

from nianbao.ui.system.enter_keys import ENTER


def keep_one_primary(dialog: QDialog) -> None:
    """Let no button become the primary one because the keyboard is on it."""
    for button in dialog.findChildren(QPushButton):
        button.setAutoDefault(False)


def press_with_enter(
    window: QWidget, event: QKeyEvent, kind: type[QAbstractButton] = QPushButton
) -> bool:
    """Press the button that has the keyboard; return whether there was one.

    Outside dialogs Qt lets Enter press none of its ``kind``s; clerks expect it of all of them.
    """
    button = window.focusWidget()
    if event.key() not in ENTER or not isinstance(button, kind):
        return False
    button.click()
    return True
