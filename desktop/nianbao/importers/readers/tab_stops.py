"""Tabs that stand for blanks: an editor or a viewer has written every eight blanks of a page as one.

A tab is the end of a cell as a rule. Where numbers of the same lines are parted by several blanks, too,
or blanks follow the tabs, nothing is: the page's blanks come back, the way that best brings
numbers under numbers.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

_STOP = 8
_WIDTHS = (1, 2, 3)
"""Columns that a Chinese character takes: as a letter, on a screen, in bytes."""
_WIDE = ord("\u2e80")
_NUMBER = re.compile(r"(?<!\S)[\d/,.—-]+(?!\S)")
_GAP = re.compile(r"(?:\S|\t)[ ]{2,}\d|\d[ ]{2,}\S|\S\S[ ]{2,}\S\S")
"""Not between single characters: 合    计 is one word."""
_FEWEST, _PART = 2, 5
"""Lines with such gaps: so many, and one of so many lines with tabs."""


def with_blanks(text: str) -> str:
    """Return a text whose tabs are blanks of its page with these blanks, any other as it is."""
    if "\t" not in text:
        return text
    tabbed = [line for line in map(str.strip, text.split("\n")) if "\t" in line]
    mixed = sum(_GAP.search(line) is not None for line in tabbed)
    if mixed < _FEWEST or _PART * mixed < len(tabbed):
        return text
    ways = [_spread(text, way) for way in _ways()]
    return min(ways, key=_unevenness)


def _ways() -> Iterator[Callable[[str], str]]:
    yield lambda line: line.replace("\t", " " * _STOP)
    for width in _WIDTHS:
        yield lambda line, width=width: _up_to_stops(line, width)  # type: ignore[misc]


def _spread(text: str, way: Callable[[str], str]) -> str:
    return "\n".join(way(line) if "\t" in line else line for line in text.split("\n"))


def _up_to_stops(line: str, width: int) -> str:
    """Return a line with blanks up to the next stop for each tab."""
    at = 0
    pieces: list[str] = []
    for piece in line.split("\t"):
        if pieces:
            blanks = _STOP - at % _STOP
            pieces.append(" " * blanks)
            at += blanks
        pieces.append(piece)
        at += sum(width if ord(letter) >= _WIDE else 1 for letter in piece)
    return "".join(pieces)


def _unevenness(text: str) -> int:
    """Return in how many places numbers begin, stand or end: the fewest where they stand in columns."""
    rows = [list(_NUMBER.finditer(line)) for line in text.split("\n")]
    spans = [match.span() for row in rows if len(row) > _FEWEST for match in row]
    edges: Sequence[Counter[int]] = [
        Counter(start for start, _ in spans),
        Counter(end for _, end in spans),
        Counter(start + end for start, end in spans),
    ]
    return min(map(len, edges))
