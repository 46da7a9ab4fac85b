"""Questions and messages with Chinese buttons, whatever Qt's own translation lacks."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPixmap, QShowEvent
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QWidget

from nianbao.checks.outline import State
from nianbao.report.errors import UserError
from nianbao.ui.widgets import state_shapes
from nianbao.ui.widgets.buttons import keep_one_primary, press_with_enter

SIGN = 28
"""Pixels of the mark beside what went wrong."""
LINE = 420
"""Pixels of a line that is not broken: Qt breaks the details to suit the question above them."""
BROKEN = 500
"""Pixels of a line that is: below this Qt takes a question for one line, and cuts what has no room."""


def tell_error(parent: QWidget, error: UserError, instead: str = "") -> bool:
    """Show what is wrong and what to do; return whether the clerk chose ``instead``, where it is offered."""
    box = _box(error.message, error.advice, parent)
    box.setIconPixmap(_sign(box))
    other = box.addButton(instead, QMessageBox.ButtonRole.AcceptRole) if instead else None
    role = QMessageBox.ButtonRole.RejectRole if instead else QMessageBox.ButtonRole.AcceptRole
    box.setEscapeButton(box.addButton("知道了", role))
    box.exec()
    return other is not None and box.clickedButton() is other


def ask(
    parent: QWidget, question: str, details: str, choices: dict[str, str], default: str = ""
) -> str:
    """Ask with named buttons; return the id chosen. The last one is what Esc means.

    Enter means ``default``, the first one unless told: somebody may just be typing.
    """
    box = _box(question, details, parent)
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


class _Box(QMessageBox):
    """A box whose Enter presses the button with the keyboard, as every dialog's does."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keyboard with Enter."""
        if not press_with_enter(self, event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Keep the primary button the primary one."""
        keep_one_primary(self)
        super().showEvent(event)


def _sign(box: QWidget) -> QPixmap:
    """Return the mark of a state, as cards and the plate have it, in place of Qt's stock picture."""
    scale = box.devicePixelRatioF()
    picture = QPixmap(round(SIGN * scale), round(SIGN * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    state_shapes.draw(painter, State.ERROR, QRectF(0, 0, SIGN, SIGN))
    painter.end()
    return picture


def _box(words: str, details: str, parent: QWidget) -> QMessageBox:
    """Return a box without buttons yet; what it says may name files and people: plain words."""
    box = _Box(QMessageBox.Icon.NoIcon, "公开年报", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(details)
    for one in box.findChildren(QLabel):  # the details' label is not laid out yet
        one.setTextFormat(Qt.TextFormat.PlainText)
        if one.text():  # the label of the sign has none, and would be as narrow as they are
            wide = max(map(one.fontMetrics().horizontalAdvance, one.text().split("\n")))
            one.setMinimumWidth(wide + 1 if wide < LINE else BROKEN)
    return box
