"""Decides what is shown as words and what as markup: only what the program itself wrote is markup.

Qt takes a text that looks like HTML for HTML, in labels, message boxes and tips, and then fetches the
pictures it names; a file on a foreign server would be given the user's login. Names of units, files
and people, notes and texts come from others. So every label is made here, and every tip that is more
than fixed words goes through here. ``widgets.messages``, ``widgets.progress`` and ``look.own_pages``
make the other three that Qt would guess about; tests/ui/test_plain_text.py holds it all.
"""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_PLAIN, _MARKUP = 0, 1
"""Of ``Qt.TextFormat``; ``Qt`` itself is imported where a first window does not come by, for that
makes all of its 130 enums and takes a sixth of the time to the first window."""


def label(words: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """Return a label that shows its words as they are, now and whatever is set later."""
    made = QLabel(parent, wordWrap=wraps)
    made.setProperty("textFormat", _PLAIN)
    made.setText(words)
    return made


class ShortenedLabel(QLabel):
    """A line of words that ends in … where there is no room, and is read whole in its tip."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setProperty("textFormat", _PLAIN)
        self.setText(words)
        self.setToolTip(tip(words))

    @property
    def shown(self) -> str:
        """The words as they are seen now."""
        from PySide6.QtCore import Qt

        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what there is room for."""
        from PySide6.QtCore import Qt

        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        at = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(self.rect(), at, self.shown)


def markup_label(markup: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label for the program's own markup; words of others in it must be escaped."""
    made = QLabel(wordWrap=wraps)
    made.setProperty("textFormat", _MARKUP)
    made.setText(markup)
    return made


def tip(words: str) -> str:
    """Return what Qt must be given as a tip, so that exactly ``words`` are read in it."""
    if "<" not in words and "&lt;" not in words:
        return words  # without asking Qt, as for the files on the start page
    from PySide6.QtGui import Qt

    if not Qt.mightBeRichText(words):
        return words
    from html import escape  # brings a table of 2,231 names, and hardly a tip needs it

    return f"<p>{escape(words)}</p>".replace("\n", "<br>")
