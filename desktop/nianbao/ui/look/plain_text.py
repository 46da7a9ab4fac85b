"""Decides what is shown as words and what as markup: only what the program itself wrote is markup.

Qt takes a text that looks like HTML for HTML, in labels, message boxes and tips, and then fetches the
pictures it names; a file on a foreign server would be given the user's login. Names of units, files
and people, notes and texts come from others. So every label is made here, and every tip and message
box that shows more than fixed words goes through here; tests/ui/test_plain_text.py holds it.
"""

from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QProgressDialog, QTextBrowser, QWidget


def label(words: str = "", parent: QWidget | None = None, *, wraps: bool = False) -> QLabel:
    """Return a label that shows its words as they are, now and whatever is set later."""
    made = QLabel(parent, textFormat=Qt.TextFormat.PlainText, wordWrap=wraps)
    made.setText(words)
    return made


def markup_label(markup: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label for the program's own markup; words of others in it must be escaped."""
    made = QLabel(textFormat=Qt.TextFormat.RichText, wordWrap=wraps)
    made.setText(markup)
    return made


def tip(words: str) -> str:
    """Return what Qt must be given as a tip, so that exactly ``words`` are read in it."""
    if not Qt.mightBeRichText(words):
        return words
    return f"<p>{escape(words)}</p>".replace("\n", "<br>")


def message_box(kind: QMessageBox.Icon, words: str, details: str, parent: QWidget) -> QMessageBox:
    """Return a message box under the program's name, without buttons yet, that shows its words."""
    box = QMessageBox(kind, "公开年报", "", parent=parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(details)
    for one in box.findChildren(
        QLabel
    ):  # the details' label asks for itself; it is not laid out yet
        one.setTextFormat(Qt.TextFormat.PlainText)
    return box


def progress_box(words: str, give_up: str, parent: QWidget) -> QProgressDialog:
    """Return a progress box that shows its words; names of files in them may be long.

    Qt's own label would lay out what it is given before it could be told that this is plain.
    """
    box = QProgressDialog("", give_up, 0, 0, parent)
    box.setLabel(label(words, wraps=True))
    return box


class OwnPages(QTextBrowser):
    """Shows the program's own markup, and loads nothing that it names."""

    def loadResource(self, _kind: int, _name: QUrl | str) -> QImage:
        """Give an empty picture for whatever a page names; for less Qt looks at the disk itself."""
        return QImage(1, 1, QImage.Format.Format_ARGB32)
