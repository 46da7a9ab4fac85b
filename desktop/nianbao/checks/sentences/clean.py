"""A text as the reader of prose wants it, with the way back to the clerk's own characters.

Full-width forms become half-width, blanks and invisible marks vanish, and a line that was only
wrapped is joined. Every character remembers where it stood.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HALF_WIDTH = {0xFF00 + code: chr(0x20 + code) for code in range(1, 0x5F)}
_SAME = {
    ord("﹣"): "-",
    ord("−"): "-",
    ord("–"): "-",
    ord("—"): "-",
    ord("～"): "~",
    ord("\r"): "\n",
}
_TABLE = {**_HALF_WIDTH, **_SAME}

_DROPPED = re.compile(
    "[ \t\v\f\u00a0\u3000\u00ad\u180e\u2000-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\x00-\x08\x0e-\x1f\x7f-\x9f]+"
)
_NEWLINES = re.compile("\n+")
_NUMBERED = re.compile(
    r"[(]?[0-9一二三四五六七八九十]{1,3}[)、.]|第[一二三四五六七八九十]+[章条]|[①-⑳]"
)
_WRAPPED_AT = 18
"""A line shorter than this ended because its writer ended it."""


@dataclass(frozen=True)
class Cleaned:
    """The text for reading; ``places[i]`` is where its character ``i`` stood."""

    text: str
    places: Sequence[int]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the clerk's text that a span of the cleaned text came from."""
        return self.places[start], self.places[end - 1] + 1


def clean(text: str) -> Cleaned:
    """Return ``text`` ready for reading."""
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    same_width = text.translate(_TABLE)
    for match in _DROPPED.finditer(same_width):
        _take(same_width, position, match.start(), pieces, places)
        if _between_digits(same_width, match):
            pieces.append(" ")
            places.append(match.start())
        position = match.end()
    _take(same_width, position, len(same_width), pieces, places)
    return _join_wrapped("".join(pieces), places)


def _take(text: str, start: int, end: int, pieces: list[str], places: list[int]) -> None:
    pieces.append(text[start:end])
    places.extend(range(start, end))


def _between_digits(text: str, match: re.Match[str]) -> bool:
    """Two numbers with a blank between them are not one number; an invisible mark joins nothing."""
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    has_blank = any(mark in " \t\u00a0\u3000" for mark in match[0])
    return has_blank and before.isdigit() and after.isdigit()


def _join_wrapped(text: str, places: list[int]) -> Cleaned:
    """Drop the line ends inside sentences; a clerk who pastes from a PDF brings them along."""
    drop: list[tuple[int, int]] = []
    line_start = 0
    for match in _NEWLINES.finditer(text):
        line = text[line_start : match.start()]
        if len(line) >= _WRAPPED_AT and _goes_on(line, text, match):
            drop.append(match.span())
        line_start = match.end()
    if not drop:
        return Cleaned(text, places)
    kept_text: list[str] = []
    kept_places: list[int] = []
    position = 0
    for start, end in [*drop, (len(text), len(text))]:
        kept_text.append(text[position:start])
        kept_places.extend(places[position:start])
        position = end
    return Cleaned("".join(kept_text), kept_places)


def _goes_on(line: str, text: str, newline: re.Match[str]) -> bool:
    if len(newline[0]) > 1 or line[-1] in "。!?;:":
        return False
    after = newline.end()
    if line[-1].isdigit() and text[after : after + 1].isdigit():
        return False
    return not _NUMBERED.match(text, after)
