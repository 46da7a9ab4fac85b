"""On Linux Qt gives fields of text the keys of Emacs; here they are commands, or nothing, as on Windows.

Ctrl+D deleted a character, Ctrl+K the rest of the line, where a clerk meant 向下填充 or 快速查找, and
Ctrl+E never reached 导出.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)
EMACS_KEYS = frozenset({Qt.Key.Key_D, Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_U})
_PRESSES = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class PlainKeys(QObject):
    """Holds these keys back from each field that has the keyboard; no other widget pays for it."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusChanged.connect(lambda _old, now: self.hold_back_from(now))
        self.hold_back_from(app.focusWidget())

    def hold_back_from(self, field: QWidget | None) -> None:
        """Look at a field's keys before it does; a second time changes nothing."""
        if isinstance(field, FIELDS):
            field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Pass these keys by: the command takes them, or the widget that the field stands in."""
        if event.type() not in _PRESSES or not isinstance(event, QKeyEvent):
            return False
        plain = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if not plain or event.key() not in EMACS_KEYS:
            return False
        event.ignore()
        return True


def use_plain_keys(app: QApplication) -> None:
    """Begin where this system's Qt has such keys at all: elsewhere none deletes the rest of a line."""
    if QKeySequence.keyBindings(QKeySequence.StandardKey.DeleteEndOfLine):
        PlainKeys(app)
