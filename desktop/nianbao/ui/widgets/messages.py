"""Questions and messages with Chinese buttons, whatever Qt's own translation lacks."""

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from nianbao.report.errors import UserError
from nianbao.ui.look import plain_text


def tell_error(parent: QWidget, error: UserError) -> None:
    """Show what is wrong and what to do."""
    box = plain_text.message_box(QMessageBox.Icon.Warning, error.message, error.advice, parent)
    box.addButton("知道了", QMessageBox.ButtonRole.AcceptRole)
    box.exec()


def ask(
    parent: QWidget, question: str, details: str, choices: dict[str, str], default: str = ""
) -> str:
    """Ask with named buttons; return the id chosen. The last one is what Esc means.

    Enter means ``default``, the first one unless told: somebody may just be typing.
    """
    box = plain_text.message_box(QMessageBox.Icon.Question, question, details, parent)
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
