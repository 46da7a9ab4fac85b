"""What the fonts and grounds of an old workbook make of its words: struck, raised, pale, too small."""

import re
from typing import TYPE_CHECKING

from nianbao.importers.readers.seen.colours import BLACK, WHITE, Colour, is_lost
from nianbao.importers.readers.seen.digits import NOTE, PICTURES, SMALLER
from nianbao.importers.visible import Mark, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlrd.book import Book
    from xlrd.formatting import XF, Font

_SMALL = {1: Mark.RAISED, 2: Mark.LOWERED}
_DIGIT = re.compile(r"\d")
_UNSEEN = 40
"""Twentieths of a point, up to which nobody can read a digit."""
_SOLID = 1


def ground(book: "Book", looks: "XF") -> Colour:
    """Return the colour that a cell's words stand on; a word of its own where it is a pattern."""
    fill = looks.background
    if not fill.fill_pattern:
        return WHITE
    found = book.colour_map.get(fill.pattern_colour_index) if fill.fill_pattern == _SOLID else ""
    return WHITE if found is None else found


def _piece(book: "Book", font_index: int, text: str, paper: Colour) -> str:
    """Return a text in one font with its mark."""
    font = _font(book, font_index)
    if font is None:
        return text
    mark = _mark(book, font, text, paper)
    if (font.name or "").lower().startswith(PICTURES):
        text = _DIGIT.sub("\ufffd", text)
    return text if mark is None else marked(text, mark)


def pieces(book: "Book", starts: "Sequence[tuple[int, int]]", text: str, paper: Colour) -> str:
    """Return a text with its marks; ``starts`` tells where which font begins.

    A few digits smaller than those before them are doubtful.
    """
    ends = [*(start for start, _ in starts[1:]), len(text)]
    found: list[str] = []
    before, height = "", 0
    for (start, font_index), end in zip(starts, ends, strict=True):
        words = text[start:end]
        font = _font(book, font_index)
        own = font.height if font is not None else 0
        small = 0 < own < SMALLER * height and before[-1:].isdigit() and NOTE.fullmatch(words)
        whole = _piece(book, font_index, words, paper)
        found.append(marked(words, Mark.SMALLER) if small and whole == words else whole)
        before, height = words or before, own if words else height
    return "".join(found)


def _font(book: "Book", font_index: int) -> "Font | None":
    """Return a font; a small book names fonts that it does not have."""
    known = 0 <= font_index < len(book.font_list)
    return book.font_list[font_index] if known else None


def _mark(book: "Book", font: "Font", text: str, paper: Colour) -> Mark | None:
    if font.struck_out:
        return Mark.STRUCK
    if font.escapement in _SMALL:
        return _SMALL[font.escapement]
    if 0 < font.height <= _UNSEEN:
        return Mark.HIDDEN
    ink = book.colour_map.get(font.colour_index) or BLACK
    return Mark.HIDDEN if _DIGIT.search(text) and is_lost(ink, paper) else None
