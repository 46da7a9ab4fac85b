"""Cells and lines of a document as classified tokens, row by row.

A table's row is strict: its cells belong together. A line of text is loose: the cells of one row
may stand on one line, on several, or be torn apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import IntEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from nianbao.importers.document import Aside, Document, Grid, Place, new_tuple
from nianbao.importers.tables.lines import Style, split_lines
from nianbao.importers.vocabulary.labels import Match, Vocabulary
from nianbao.importers.vocabulary.values import is_blank, is_page_number, is_value
from nianbao.importers.vocabulary.words import half_width

_OTHER_BLANKS = frozenset("\t\u3000")
"""Which are as wide as several."""
_STRANGER = "夹在一行数字中间，不是表里的数"


class Kind(IntEnum):
    """What a cell's text is."""

    BLANK = 0
    VALUE = 1
    LABEL = 2
    WORDS = 3
    PAGE = 4


CELLS = bytes([Kind.BLANK, Kind.VALUE])
"""What stands behind a row's label."""


class Token(NamedTuple):
    """A classified cell."""

    kind: Kind
    text: str
    place: Place
    col: int = -1
    col_span: int = 1
    row_span: int = 1
    match: Match | None = None
    start: int = -1
    """Where it begins in a line without marks between its cells."""

    @property
    def end(self) -> int:
        """Where it ends in such a line."""
        return self.start + len(self.text)


class Row(NamedTuple):
    """A table's row or a line."""

    tokens: tuple[Token, ...]
    kinds: bytes
    """The kinds of the tokens in their order: what a row holds is looked for many times."""
    block: int
    number: int
    style: Style
    broken: bool = False
    """Whether it is written otherwise than the table's other rows: a cell came in or was lost."""

    def of(self, kind: Kind) -> list[Token]:
        """Return the tokens of one kind."""
        if kind not in self.kinds:
            return []
        return [token for one, token in zip(self.kinds, self.tokens, strict=True) if one == kind]


class Source:
    """A document's rows and lines, each made once and when asked for.

    ``labels`` are those of the report that the document is.
    """

    def __init__(self, document: Document, labels: Vocabulary) -> None:
        self.document = document
        self.labels = labels

    @cached_property
    def grids(self) -> list[Row]:
        """The rows of all tables."""
        return grid_rows(self.document, self.labels)

    @cached_property
    def lines(self) -> list[Row]:
        """The lines of all paragraphs."""
        return line_rows(self.document, self.labels)


@lru_cache(maxsize=20_000)
def classify(text: str, labels: Vocabulary) -> tuple[Kind, Match | None]:
    """Return what a cell's text is, and what it may mean as a label."""
    if is_blank(text):
        return Kind.BLANK, None
    if is_value(text):
        return Kind.VALUE, None
    if is_page_number(text):
        return Kind.PAGE, None
    match = labels.find(text)
    return (Kind.LABEL, match) if match else (Kind.WORDS, None)


def grid_rows(document: Document, labels: Vocabulary) -> list[Row]:
    """Return the rows of all tables."""
    rows: list[Row] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            rows.extend(_rows_of(block, number, labels))
    return rows


def _rows_of(grid: Grid, block: int, labels: Vocabulary) -> Iterator[Row]:
    for number, cells in enumerate(grid.rows):
        places = places_of(block, number, len(cells))
        tokens = []
        kinds = []
        for place, (text, col, col_span, row_span) in zip(places, cells, strict=True):
            kind, match = classify(text, labels)
            kinds.append(kind)
            fields = (kind, text, place, col, col_span, row_span, match, -1)
            tokens.append(new_tuple(Token, fields))
        yield Row(tuple(tokens), bytes(kinds), block, number, Style.GRID)


@lru_cache(maxsize=4096)
def places_of(block: int, row: int, count: int) -> tuple[Place, ...]:
    """Return the places of a row's cells: those of one report are those of the next."""
    return tuple(Place(block, row, cell) for cell in range(count))


def line_rows(document: Document, labels: Vocabulary) -> list[Row]:
    """Return the lines of all paragraphs with their classified cells."""
    rows = []
    for number, style, cells in split_lines(document, labels):
        starts = _starts(document, number, cells) if style == Style.BARE else [-1] * len(cells)
        tokens = []
        for index, (text, start) in enumerate(zip(cells, starts, strict=True)):
            kind, match = classify(text, labels)
            place = Place(number, -1, index)
            tokens.append(Token(kind, text, place, match=match, start=start))
        rows.append(Row(tuple(tokens), kinds_of(tokens), number, -1, style))
    return rows


def _starts(document: Document, block: int, cells: Sequence[str]) -> Iterator[int]:
    """Yield where each cell begins in its line; -1 where its blanks are not those of its page."""
    line, at = document.text_at(Place(block)), 0
    kept = not _OTHER_BLANKS & {*line.strip()}
    line = half_width(line)
    for cell in cells:
        start = line.find(cell, at) if kept else -1
        yield start
        at = start + len(cell) if start >= 0 else len(line)


def kinds_of(tokens: Iterable[Token]) -> bytes:
    """Return what a row of tokens is asked for by its kinds."""
    return bytes([token.kind for token in tokens])


def strangers(tokens: Sequence[Token], values: Iterable[Decimal]) -> list[Aside]:
    """Return what stands among a row's values and is none of them: a page's number.

    Where there are no more tokens than values, some of them are stuck together.
    """
    counted = Counter(values)
    if len(tokens) <= counted.total():
        return []
    found: list[Aside] = []
    for token in tokens:
        value = Decimal(token.text) if token.text.isdecimal() else None
        if value is not None and counted[value]:
            counted[value] -= 1
        else:
            found.append(Aside(token.place, token.text, _STRANGER))
    return found
