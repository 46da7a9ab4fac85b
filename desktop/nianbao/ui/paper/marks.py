"""What each piece of a painted page is, for those who hear a PDF instead of seeing it.

Qt draws without a word about what it draws. So the painter lays a mark before each piece, a square
far off the sheet; ``bracketed`` finds the marks in the finished content and puts tags there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from nianbao.exporters.printed.paper import PaperCell, PaperTable, Paragraph

_SQUARE = QRectF(-7200, -7200, 1, 1)
_DRAWN = b"-7200 -7200 1 1 re\nS\n"
"""The square as Qt writes it into a PDF."""


class Aside(Enum):
    """What is drawn but not read out, by what a PDF calls it; the end of a page is none of it."""

    LINES = b"/Artifact <</Type /Layout>> BDC\n"
    REPEATED_HEAD = b"/Artifact <</Type /Pagination>> BDC\n"
    PAGE_NUMBER = b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n"
    END = b""


@dataclass(frozen=True)
class Words:
    """Lines of a paragraph."""

    paragraph: Paragraph
    begins: bool
    """Whether it is the paragraph's beginning."""


@dataclass(frozen=True)
class CellWords:
    """What stands in a cell."""

    table: PaperTable
    cell: PaperCell


Piece = Words | CellWords | Aside


def lay_square(painter: QPainter) -> None:
    """Draw a mark."""
    painter.drawRect(_SQUARE)


def unmarked(_painter: QPainter, _piece: Piece) -> None:
    """Lay no mark: on paper and on the screen there is nothing to tag."""


class Marks:
    """Lays the marks and remembers what each of them stands for."""

    def __init__(self) -> None:
        self.pages: list[list[Piece]] = []
        self._page: list[Piece] = []
        self._cells: set[tuple[str, int, int]] = set()

    def lay(self, painter: QPainter, piece: Piece) -> None:
        """Mark where a piece begins; lines of one paragraph are one piece."""
        if isinstance(piece, Words) and not piece.begins and self._goes_on():
            return
        lay_square(painter)
        self._page.append(self._once(piece))
        if piece is Aside.END:
            self.pages.append(self._page)
            self._page = []

    def _goes_on(self) -> bool:
        return bool(self._page) and isinstance(self._page[-1], Words)

    def _once(self, piece: Piece) -> Piece:
        """A head that is drawn on each page of its table is read out on the first."""
        if not isinstance(piece, CellWords):
            return piece
        cell = (piece.table.id, piece.cell.place.row, piece.cell.place.col)
        if cell in self._cells:
            return Aside.REPEATED_HEAD
        self._cells.add(cell)
        return piece


def bracketed(content: bytes, openings: Sequence[bytes]) -> bytes:
    """Return a page's content with an opening tag for each mark; an empty one opens nothing."""
    before, *pieces = content.split(_DRAWN)
    tagged = (
        opening + piece + b"EMC\n" if opening else piece
        for opening, piece in zip(openings, pieces, strict=True)
    )
    return before + b"".join(tagged)
