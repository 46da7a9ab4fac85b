"""What is being typed but not entered yet: an open cell, a composition, a field that has the keyboard.

Saving, exporting or closing would otherwise pass it by.
"""

from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

from nianbao.ui.session.desk import Page
from nianbao.ui.system.composing import input_methods


def finish(page: Page | None, window: QWidget) -> None:
    """Enter it, as going elsewhere would; the keyboard stays where it is."""
    input_methods.commit()
    if page is not None and page.finish_typing():
        return
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit | QAbstractSpinBox) and field.window() is window:
        field.clearFocus()
        field.setFocus()
