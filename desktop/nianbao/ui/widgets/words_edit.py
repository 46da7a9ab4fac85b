"""A field for several lines whose hint makes room for what is being composed."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QPlainTextEdit


class WordsEdit(QPlainTextEdit):
    """QPlainTextEdit prints its placeholder over the pinyin of an input method; this one does not."""

    _hint = ""

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Take the hint away while letters are being composed, and put it back afterwards."""
        super().inputMethodEvent(event)
        if event.preeditString():
            self._hint = self._hint or self.placeholderText()
            self.setPlaceholderText("")
        elif self._hint:
            self.setPlaceholderText(self._hint)
            self._hint = ""
