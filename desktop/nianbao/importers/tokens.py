"""Cells and lines of a document as classified tokens, row by row.

A table's row is strict: its cells belong together. A line of text is loose: the cells of one row
may stand on one line, on several, or be torn apart.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cached_property
from typing import NamedTuple

from nianbao.importers.document import Document, Grid, Paragraph, Place
from nianbao.importers.labels import Match, vocabulary
from nianbao.importers.values import is_blank, is_page_number, is_value
from nianbao.importers.words import half_width


class Kind(IntEnum):
    """What a cell's text is."""

    BLANK = 0
    VALUE = 1
    LABEL = 2
    WORDS = 3
    PAGE = 4


class Style(IntEnum):
    """How surely the cells of a row can be told apart."""

    GRID = 0
    """A row of a real table."""
    PIPED = 1
    """A line with pipes or tabs: blank cells can be seen."""
    BARE = 2
    """A line without separators: blank cells leave no trace."""


class Token(NamedTuple):
    """A classified cell."""

    kind: Kind
    text: str
    place: Place
    col: int = -1
    col_span: int = 1
    row_span: int = 1
    match: Match | None = None


class Row(NamedTuple):
    """A table's row or a line."""

    tokens: tuple[Token, ...]
    block: int
    number: int
    style: Style


class Source:
    """A document's rows and lines, each made once and when asked for."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.grids: list[Row] = grid_rows(document)

    @cached_property
    def lines(self) -> list[Row]:
        """The lines of all paragraphs."""
        return line_rows(self.document)


_LONGEST_LINE = 400
_FEWEST_HEADS = 3
_COLUMNS = re.compile(r"\s{2,}")
_RULE = re.compile(r"[\s|:+-]*-{3,}[\s|:+-]*")
_NUMBER = r"(?:(?:[+-]|增|减)?\d[\d,.]*[万亿]?[件项个宗起元]?|/|-{1,2}|—{1,2})"
_ENDS_IN_NUMBERS = re.compile(rf"(?P<label>.*?[^\d\s.,])(?P<numbers>(?:\s+{_NUMBER})+)")
_ALL_NUMBERS = re.compile(rf"{_NUMBER}(?:\s+{_NUMBER})+")
_MOST_KNOWN = 20_000
_known: dict[str, tuple[Kind, Match | None]] = {}


def classify(text: str) -> tuple[Kind, Match | None]:
    """Return what a cell's text is, and what it may mean as a label."""
    try:
        return _known[text]
    except KeyError:
        if len(_known) > _MOST_KNOWN:
            _known.clear()
        found = _known[text] = _classify(text)
        return found


def _classify(text: str) -> tuple[Kind, Match | None]:
    if is_blank(text):
        return Kind.BLANK, None
    if is_value(text):
        return Kind.VALUE, None
    if is_page_number(text):
        return Kind.PAGE, None
    match = vocabulary().find(text)
    return (Kind.LABEL, match) if match else (Kind.WORDS, None)


def grid_rows(document: Document) -> list[Row]:
    """Return the rows of all tables."""
    rows: list[Row] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            rows.extend(_rows_of(block, number))
    return rows


def _rows_of(grid: Grid, block: int) -> Iterator[Row]:
    for number, cells in enumerate(grid.rows):
        tokens = []
        for index, (text, col, col_span, row_span) in enumerate(cells):
            kind, match = classify(text)
            place = Place(block, number, index)
            tokens.append(Token(kind, text, place, col, col_span, row_span, match))
        yield Row(tuple(tokens), block, number, Style.GRID)


def line_rows(document: Document) -> list[Row]:
    """Return the lines of all paragraphs, split where they hold several cells."""
    led = _pipes_lead(document)
    rows: list[Row] = []
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.text:
            style, cells = _split(half_width(block.text), led=led)
            tokens = tuple(
                Token(kind, text, Place(number, -1, index), match=match)
                for index, text in enumerate(cells)
                for kind, match in [classify(text)]
            )
            rows.append(Row(tokens, number, -1, style))
    return rows


def _pipes_lead(document: Document) -> bool:
    """Whether lines begin with a pipe, so that the first pipe opens a cell and closes none."""
    piped = [
        block.text.strip()
        for block in document.blocks
        if isinstance(block, Paragraph) and "|" in block.text
    ]
    wordy = [line for line in piped if line.strip("| ")]
    return 2 * sum(line.startswith("|") for line in wordy) > len(wordy)


def _split(line: str, *, led: bool) -> tuple[Style, list[str]]:
    if len(line) > _LONGEST_LINE:
        return Style.BARE, [line]
    if "|" in line:
        return Style.PIPED, _between_pipes(line.strip(), led=led)
    if "\t" in line.strip("\r\n "):
        return Style.PIPED, [cell.strip() for cell in line.split("\t")]
    return Style.BARE, _between_gaps(line.strip())


def _between_pipes(line: str, *, led: bool) -> list[str]:
    if _RULE.fullmatch(line):
        return []
    cells = [cell.strip() for cell in line.split("|")]
    if line.endswith("|"):
        cells.pop()
    if led and line.startswith("|") and cells:
        cells.pop(0)
    return cells


def _between_gaps(line: str) -> list[str]:
    if is_page_number(line):
        return [line]
    cells: list[str] = []
    for piece in _COLUMNS.split(line):
        match = _ENDS_IN_NUMBERS.fullmatch(piece)
        if _ALL_NUMBERS.fullmatch(piece):
            cells.extend(piece.split())
        elif match:
            cells.extend([*_labels_in(match["label"]), *match["numbers"].split()])
        else:
            cells.extend(_heads_in(piece))
    return cells


def _heads_in(text: str) -> list[str]:
    """Split a line of column labels with single blanks between: 结果维持 结果纠正 其他结果."""
    parts = text.split()
    known = sum(vocabulary().find(part) is not None for part in parts)
    return parts if known >= _FEWEST_HEADS and 2 * known > len(parts) else [text]


def _labels_in(text: str) -> list[str]:
    """Split a group's label from the row's own label where both stand before the numbers."""
    for gap in re.finditer(r"\s", text):
        pair = [text[: gap.start()], text[gap.end() :]]
        matches = [vocabulary().find(one) for one in pair]
        if all(match is not None and max(match.scores.values()) == 1 for match in matches):
            return pair
    return [text]
