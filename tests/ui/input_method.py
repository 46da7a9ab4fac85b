"""Chinese words, as an input method commits them; QTest itself only knows ASCII keys."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget


def commit(widget: QWidget, words: str) -> None:
    """Compose and commit words at the cursor."""
    composing = QInputMethodEvent(words[:1], [])
    QApplication.sendEvent(widget, composing)
    committed = QInputMethodEvent()
    committed.setCommitString(words)
    QApplication.sendEvent(widget, committed)
