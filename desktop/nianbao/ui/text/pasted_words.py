"""Words from Word, WPS or a web page: paragraphs stay, formats and layout blanks go."""

import re

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextDocumentFragment

_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\u0085\v\f]")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffc\x00-\x08\x0e-\x1f\x7f]")
_BLANKS = " \t\u00a0\u3000"


def pasted_text(data: QMimeData) -> str:
    """Return the words on the clipboard; empty where there are none."""
    if data.hasText() and data.text().strip():
        return clean_paragraphs(data.text())
    if data.hasHtml():
        return clean_paragraphs(QTextDocumentFragment.fromHtml(data.html()).toPlainText())
    return ""


def clean_paragraphs(text: str) -> str:
    """Return paragraphs without indents, unseen characters and empty lines.

    The indent of two characters is printed by the program; typed blanks would be printed as well.
    A single line keeps the blanks at its end, because it may go into the middle of a sentence.
    """
    lines = _UNSEEN.sub("", _BREAKS.sub("\n", text)).replace("\u00a0", " ").split("\n")
    if len(lines) == 1:
        return lines[0].replace("\t", " ")
    kept = [line.replace("\t", " ").strip(_BLANKS) for line in lines]
    return "\n".join(line for line in kept if line)
