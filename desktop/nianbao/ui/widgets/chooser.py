"""A box whose choice acts at once: its list is looked through first, with the mouse or with keys."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox

from nianbao.ui.widgets.steady import steady

MOST_WIDTH = 240
"""Names may be long; the list shows them whole."""
_PASSED_ON = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_PLAIN = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


class Chooser(QComboBox):
    """Says what it is for in its first line, and goes back to it after each choice.

    Qt would choose with each press of an arrow or a letter while the list is closed: an answer that
    nobody gave.
    """

    def __init__(self, words: str, name: str, choices: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.addItems([words, *choices])
        self.setMaximumWidth(MOST_WIDTH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list with whatever would choose."""
        if event.key() not in _PASSED_ON and event.modifiers() in _PLAIN:
            self.showPopup()
        else:
            super().keyPressEvent(event)


def chooser(
    words: str, name: str, choices: Sequence[str], choose: Callable[[str], object]
) -> Chooser:
    """Return a box of choices, of which one acts; ``words`` say what it is for."""
    box = steady(Chooser(words, name, choices))

    def take(row: int) -> None:
        if row:
            box.setCurrentIndex(0)
            choose(choices[row - 1])

    box.activated.connect(take)
    return box
