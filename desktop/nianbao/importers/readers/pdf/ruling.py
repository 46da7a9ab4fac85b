"""Rebuilds tables from ruled lines and placed characters, as a PDF has them.

Lines that touch make a table; where a line is missing between two places of its grid, they are
one merged cell. Characters fall into the cell that holds their middle. Sizes are in points, with
the origin at the bottom left.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from nianbao.importers.document import Cell, Grid
from nianbao.importers.visible import Mark, marked

_NEAR = 2.5
_MOST_LINES = 2000
_FEWEST_CELLS = 4
_WORD_GAP = 0.5
"""Of a line's height; a line spread over its width has gaps that are nearly as wide."""
_COLUMN_GAP = 1.6
_SMALL = 0.9
"""Of a line's height: a character that is smaller may be raised."""
_FAR_SMALLER = 0.7
_RAISED = 0.12
_NOTE_SIGNS = frozenset("*＊†‡§#()（）[]〔〕【】,，")
_HALF_WAY = 0.25
"""Of a character's height, from its middle up and down: an underline lies lower."""
_BAND = 10.0


class Char(NamedTuple):
    """A character and its box."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    mark: Mark | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


class Line(NamedTuple):
    """A ruled line: at ``at`` across, from ``start`` to ``end`` along."""

    upright: bool
    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A table's outline."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, char: Char) -> bool:
        """Whether a character's middle lies within."""
        x, y = char.middle
        return self.left <= x <= self.right and self.bottom <= y <= self.top


def find_tables(lines: Sequence[Line], chars: Sequence[Char]) -> list[tuple[Box, Grid]]:
    """Return the tables of a page, from the top down."""
    if len(lines) > _MOST_LINES:
        return []
    found = []
    for group in _connected(lines):
        table = _Table(group)
        if table.cells >= _FEWEST_CELLS:
            inside = [char for char in chars if table.box.holds(char)]
            if inside:
                found.append((table.box, table.grid(inside)))
    return sorted(found, key=lambda pair: -pair[0].top)


class TextLine(NamedTuple):
    """A line of text and where it stands."""

    text: str
    left: float
    right: float
    height: float
    """Of its middle above the page's lower edge."""
    size: float
    is_edge: bool = False
    """Whether it stands at the page's edge and is no part of the text."""


def text_lines(chars: Iterable[Char]) -> list[TextLine]:
    """Return the lines of text from the top down, with wide gaps as two blanks."""
    rows: list[list[Char]] = []
    seen, blanks = _parted(chars)
    for char in sorted(seen, key=lambda one: -one.middle[1]):
        if rows and _same_line(rows[-1][0], char):
            rows[-1].append(char)
        else:
            rows.append([char])
    return [
        _line(row, [blank.middle[0] for blank in blanks if _same_line(row[0], blank)])
        for row in rows
    ]


def _parted(chars: Iterable[Char]) -> tuple[list[Char], list[Char]]:
    """Return what is seen, and the typed blanks, which are narrower than any gap that shows one."""
    parted: tuple[list[Char], list[Char]] = ([], [])
    for char in chars:
        parted[char.text == " "].append(char)
    return parted


def _line(row: Sequence[Char], blanks: Sequence[float]) -> TextLine:
    left, right = min(one.left for one in row), max(one.right for one in row)
    size = max(one.top - one.bottom for one in row)
    return TextLine(_joined(row, blanks), left, right, row[0].middle[1], size)


def _same_line(first: Char, char: Char) -> bool:
    height = max(first.top - first.bottom, char.top - char.bottom, 1.0)
    return abs(first.middle[1] - char.middle[1]) < 0.6 * height


def _joined(row: Sequence[Char], blanks: Sequence[float]) -> str:
    ordered = sorted(row, key=lambda one: one.left)
    marks = _marks(ordered)
    pieces = [ordered[0].text]
    texts: list[tuple[Mark | None, list[str]]] = [(marks[0], pieces)]
    for number, (before, char) in enumerate(pairwise(ordered), 1):
        size = max(before.top - before.bottom, char.top - char.bottom, 4.0)
        gap = char.left - before.right
        if gap > _COLUMN_GAP * size:
            pieces.append("  ")
        elif gap > _WORD_GAP * size or any(before.left < at < char.right for at in blanks):
            pieces.append(" ")
        if marks[number] is not texts[-1][0]:
            pieces = []
            texts.append((marks[number], pieces))
        pieces.append(char.text)
    return "".join(
        "".join(words) if mark is None else marked("".join(words), mark) for mark, words in texts
    )


def _marks(row: Sequence[Char]) -> list[Mark | None]:
    """Return the marks of a line's characters: struck by a line, or smaller and raised."""
    marks = [char.mark for char in row]
    largest = max(row, key=lambda one: one.top - one.bottom)
    height = largest.top - largest.bottom
    if min(char.top - char.bottom for char in row) > _SMALL * height:
        return marks
    slack = _RAISED * height
    for number, char in enumerate(row):
        if marks[number] is not None or char.top - char.bottom > _SMALL * height:
            continue
        if not (char.text.isalnum() or char.text in _NOTE_SIGNS):
            continue  # a picture out of another font, which is smaller by itself
        if char.bottom > largest.bottom + slack and char.top > largest.top - slack:
            marks[number] = Mark.RAISED
        elif char.top < largest.top - slack and char.bottom < largest.bottom + slack / 2:
            marks[number] = Mark.LOWERED
        elif _is_far_smaller(row[:number], char):
            marks[number] = Mark.SMALLER
    return marks


def _is_far_smaller(before: Sequence[Char], char: Char) -> bool:
    """Whether a digit stands right behind a number written far larger, on the same line."""
    size = char.top - char.bottom
    for one in reversed(before):
        if not one.text.isdecimal() or not char.text.isdecimal():
            return False
        if size <= _FAR_SMALLER * (one.top - one.bottom):
            return True
    return False


def without_strikes(lines: Sequence[Line], chars: Sequence[Char]) -> tuple[list[Line], list[Char]]:
    """Return the lines that rule, and the characters with those marked that a line strikes out.

    A line strikes what it crosses at half its height where it reaches no further than that.
    """
    heights: dict[int, list[int]] = {}
    for number, char in enumerate(chars):
        heights.setdefault(int(char.middle[1] // _BAND), []).append(number)
    struck: set[int] = set()
    ruling: list[Line] = []
    for line in lines:
        crossed = [] if line.upright else _crossed(line, chars, heights)
        if crossed and _is_no_longer(line, [chars[one] for one in crossed]):
            struck.update(crossed)
        else:
            ruling.append(line)
    if not struck:
        return ruling, list(chars)
    return ruling, [
        char._replace(mark=Mark.STRUCK) if number in struck else char
        for number, char in enumerate(chars)
    ]


def _crossed(line: Line, chars: Sequence[Char], heights: dict[int, list[int]]) -> list[int]:
    band = int(line.at // _BAND)
    near = [one for at in (band - 1, band, band + 1) for one in heights.get(at, ())]
    return [one for one in near if _crosses(line, chars[one])]


def _crosses(line: Line, char: Char) -> bool:
    x, y = char.middle
    return line.start <= x <= line.end and abs(line.at - y) < _HALF_WAY * (char.top - char.bottom)


def _is_no_longer(line: Line, crossed: Sequence[Char]) -> bool:
    left, right = min(one.left for one in crossed), max(one.right for one in crossed)
    return line.start >= left - _NEAR and line.end <= right + _NEAR


def _connected(lines: Sequence[Line]) -> list[list[Line]]:
    """Group the lines that touch one another."""
    parents = list(range(len(lines)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    for i, one in enumerate(lines):
        for j in range(i):
            if _touch(one, lines[j]):
                parents[root(i)] = root(j)
    groups: dict[int, list[Line]] = {}
    for at, line in enumerate(lines):
        groups.setdefault(root(at), []).append(line)
    return list(groups.values())


def _touch(one: Line, other: Line) -> bool:
    if one.upright == other.upright:
        return (
            abs(one.at - other.at) <= _NEAR
            and one.start <= other.end + _NEAR
            and other.start <= one.end + _NEAR
        )
    return (
        other.start - _NEAR <= one.at <= other.end + _NEAR
        and one.start - _NEAR <= other.at <= one.end + _NEAR
    )


class _Table:
    """One table's lines as a grid with merged cells."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._upright = [line for line in lines if line.upright]
        self._level = [line for line in lines if not line.upright]
        self._xs = _edges(line.at for line in self._upright)
        self._ys = _edges(line.at for line in self._level)[::-1]
        self.cells = max(len(self._xs) - 1, 0) * max(len(self._ys) - 1, 0)
        xs, ys = self._xs or [0.0], self._ys or [0.0]
        self.box = Box(xs[0], ys[-1], xs[-1], ys[0])

    def grid(self, chars: Sequence[Char]) -> Grid:
        """Return the table with its characters in their cells."""
        areas = self._areas()
        texts: dict[tuple[int, int], list[Char]] = {}
        for char in chars:
            place = self._place(char)
            if place is not None:
                texts.setdefault(areas[place], []).append(char)
        spans: dict[tuple[int, int], tuple[int, int]] = {}
        for (row, column), start in areas.items():
            low, right = spans.get(start, start)
            spans[start] = (max(low, row), max(right, column))
        rows: list[list[Cell]] = [[] for _ in self._ys[1:]]
        for (row, column), (low, right) in sorted(spans.items()):
            text = "\n".join(line.text for line in text_lines(texts.get((row, column), ())))
            rows[row].append(Cell(text.strip(), column, right - column + 1, low - row + 1))
        return Grid(tuple(tuple(row) for row in rows))

    def _place(self, char: Char) -> tuple[int, int] | None:
        x, y = char.middle
        column = next((n for n, edge in enumerate(self._xs[1:]) if x <= edge), None)
        row = next((n for n, edge in enumerate(self._ys[1:]) if y >= edge), None)
        return None if row is None or column is None else (row, column)

    def _areas(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each place of the grid the place where its merged cell begins."""
        areas: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self._ys) - 1):
            for column in range(len(self._xs) - 1):
                start = (row, column)
                if column and not self._ruled(self._upright, self._xs[column], *self._high(row)):
                    start = areas[row, column - 1]
                elif row and not self._ruled(self._level, self._ys[row], *self._wide(column)):
                    start = areas[row - 1, column]
                areas[row, column] = start
        return areas

    def _high(self, row: int) -> tuple[float, float]:
        return self._ys[row + 1], self._ys[row]

    def _wide(self, column: int) -> tuple[float, float]:
        return self._xs[column], self._xs[column + 1]

    @staticmethod
    def _ruled(lines: Sequence[Line], at: float, start: float, end: float) -> bool:
        middle = (start + end) / 2
        return any(
            abs(line.at - at) <= _NEAR and line.start <= middle <= line.end for line in lines
        )


def _edges(places: Iterable[float]) -> list[float]:
    """Return the distinct places, those that nearly coincide once."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges
