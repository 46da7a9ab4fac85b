"""In which unit a table's amounts stand, where heads, labels or a line above the table name one.

The form counts amounts in its own unit; offices write another into the head (本年收费金额（元）) or
above the table (单位：件、元), and leave the numbers bare.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from nianbao.importers.document import Document, Paragraph
from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.tables.tokens import Kind, Row
from nianbao.importers.vocabulary.words import squeeze

_UNIT = re.compile(
    r"(?:单位[:为]?|[(\[【,、/;:和及])(?:人民币)?(?P<unit>[十百千万亿]*[美港欧日]?元)(?=[)\]】,、/;。和及]|$)"
)
_LINE = re.compile(r"[(\[【]?(?:\w{2,4})?单位[:为]")
_MOST_HEADS = 10
_MOST_ABOVE = 3
"""Lines and rows above a table that may name its units."""


class SaidUnits:
    """The units that are named for the amounts of one table."""

    def __init__(self, document: Document, rows: Sequence[Row], first: int) -> None:
        self._document = document
        self._rows = rows
        self._first = first
        """The number of the table's first row that was found."""

    def of(self, hit: Hit) -> frozenset[str]:
        """Return the units that are named for a row's amounts."""
        return frozenset(
            match["unit"]
            for text in (*self._heads(hit), *self._lines_above())
            for match in _UNIT.finditer(squeeze(text))
        )

    def _heads(self, hit: Hit) -> Iterator[str]:
        """Yield the row's label and the heads between it and the numbers above."""
        yield hit.label.text
        above = reversed(self._rows[max(0, hit.row - _MOST_HEADS) : hit.row])
        yield from _words(takewhile(lambda row: not _has_value(row), above), hit)

    def _lines_above(self) -> Iterator[str]:
        """Yield what stands above the table, of lines that name units."""
        row = self._rows[self._first]
        above = [one for one in self._rows[: self._first] if one.block == row.block]
        within = (token.text for one in above for token in one.tokens)
        yield from filter(_names_units, within)
        yield from lines_above(self._document, row.block)


def lines_above(document: Document, table: int) -> Iterator[str]:
    """Yield the lines right above a block that name units."""
    blocks = document.blocks[max(0, table - 4 * _MOST_ABOVE) : table]
    written = [one for one in blocks if not _is_empty(one)]
    for block in written[-_MOST_ABOVE:]:
        if isinstance(block, Paragraph) and _names_units(block.text):
            yield block.text


def _words(rows: Iterable[Row], hit: Hit) -> Iterator[str]:
    block = hit.label.place.block
    for row in rows:
        if row.block != block and row.number >= 0:
            return  # another table
        yield from (token.text for token in row.tokens if token.kind is not Kind.BLANK)


def _has_value(row: Row) -> bool:
    return any(token.kind is Kind.VALUE for token in row.tokens)


def _is_empty(block: object) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()


def _names_units(text: str) -> bool:
    return "位" in text and _LINE.match(squeeze(text)) is not None
