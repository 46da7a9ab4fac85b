"""What is being typed but not entered yet: an open cell, a composition, a field that has the keyboard.

Saving, exporting or closing would otherwise pass it by.
"""

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit

if TYPE_CHECKING:
    from nianbao.ui.shell.main_window import MainWindow


def finish(window: "MainWindow") -> None:
    """Enter it, as going elsewhere would; the keyboard stays where it is."""
    QGuiApplication.inputMethod().commit()
    page = window.table_page()
    if page is not None:
        page.grid.finish_editing()
        return
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QAbstractSpinBox) and field.window() is window:
        field.clearFocus()
        field.setFocus()
