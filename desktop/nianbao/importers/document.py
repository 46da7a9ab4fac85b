"""What every reader makes of its source: paragraphs and tables in reading order.

The recogniser and the review window work on this alone. A ``Place`` leads from anything that was
read back to where it stands: block, row and cell of the document.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

new_tuple = tuple.__new__
"""Makes a named tuple of all its fields in half of the time that its class needs."""


class Place(NamedTuple):
    """Where something stands. ``row`` is -1 in a paragraph; ``cell`` counts what a row begins."""

    block: int
    row: int = -1
    cell: int = -1


class Cell(NamedTuple):
    """One cell of a table, merged cells once, where they begin."""

    text: str
    col: int = 0
    """The grid column in which the cell begins."""
    col_span: int = 1
    row_span: int = 1


class Paragraph(NamedTuple):
    """A paragraph, or a line of a text file."""

    text: str


class Grid(NamedTuple):
    """A table; each row holds the cells that begin in it."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Grid


class Aside(NamedTuple):
    """A piece of a source that is no part of what is read at its place, and why."""

    place: Place
    text: str
    reason: str


@dataclass(frozen=True)
class Document:
    """A source as a sequence of paragraphs and tables."""

    kind: str
    """docx, html, text, xlsx, pdf …: for messages and for tests."""
    blocks: tuple[Block, ...]
    title: str = ""
    """A title the file carries outside its text: the page's title, the sheet's name."""
    remarks: tuple[str, ...] = ()
    """What the reader has to say: tracked changes were accepted, pages were left out."""
    asides: tuple[Aside, ...] = ()
    """What is struck, hidden, raised behind a number: kept beside the blocks, never joined."""
    empty_lines: tuple[int, ...] = ()
    """The block behind each empty line of a text: among cells, one may be a blank cell's."""
    page_ends: tuple[int, ...] = ()
    """The block behind each end of a page of a text."""

    def grids(self) -> Iterator[tuple[int, Grid]]:
        """Yield the tables with their block numbers."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, Grid):
                yield number, block

    @cached_property
    def tables(self) -> tuple[int, ...]:
        """The block numbers of the tables."""
        return tuple(number for number, _ in self.grids())

    def text(self) -> str:
        """Return all words of the document, one paragraph or cell a line."""
        return self._text

    @cached_property
    def _text(self) -> str:
        return "\n".join(
            [
                block.text
                if isinstance(block, Paragraph)
                else "\n".join([cell.text for row in block.rows for cell in row])
                for block in self.blocks
            ]
        )

    def text_at(self, place: Place) -> str:
        """Return the words at a place."""
        block = self.blocks[place.block]
        if isinstance(block, Paragraph):
            return block.text
        return block.rows[place.row][place.cell].text if place.cell >= 0 else ""


def describe(document: Document, place: Place) -> str:
    """Return a place in the clerk's words: 第2个表格第5行."""
    if place.block >= len(document.blocks):
        return "末尾"
    if isinstance(document.blocks[place.block], Paragraph):
        return f"第{place.block + 1}{'行' if document.kind == 'text' else '段'}"
    number = bisect_right(document.tables, place.block)
    words = f"第{number}个表格"
    if place.row >= 0:
        words += f"第{place.row + 1}行"
    return words
