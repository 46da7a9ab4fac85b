"""Questions and messages with Chinese buttons, whatever Qt's own translation lacks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from nianbao.report.errors import UserError


def tell_error(parent: QWidget, error: UserError) -> None:
    """Show what is wrong and what to do."""
    box = _box(QMessageBox.Icon.Warning, error.message, error.advice, parent)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def ask(
    parent: QWidget, question: str, details: str, choices: dict[str, str], default: str = ""
) -> str:
    """Ask with named buttons; return the id chosen. The last one is what Esc means.

    Enter means ``default``, the first one unless told: somebody may just be typing.
    """
    box = _box(QMessageBox.Icon.Question, question, details, parent)
    roles = [QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.DestructiveRole]
    buttons: dict[str, QPushButton] = {}
    for number, (name, label) in enumerate(choices.items()):
        last = number == len(choices) - 1
        role = QMessageBox.ButtonRole.RejectRole if last else roles[min(number, 1)]
        buttons[name] = box.addButton(label, role)
    box.setDefaultButton(buttons[default or next(iter(buttons))])
    box.setEscapeButton(buttons[list(choices)[-1]])
    box.exec()
    clicked = box.clickedButton()
    return next((name for name, button in buttons.items() if button is clicked), list(choices)[-1])


def _box(kind: QMessageBox.Icon, words: str, details: str, parent: QWidget) -> QMessageBox:
    """Return a box without buttons yet; what it says may name files and people: plain words."""
    box = QMessageBox(kind, "公开年报", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(details)
    for one in box.findChildren(QLabel):  # the details' label is not laid out yet
        one.setTextFormat(Qt.TextFormat.PlainText)
    return box
