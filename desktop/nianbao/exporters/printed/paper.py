"""The printed report as a value: paragraphs with their styles and tables with their texts.

Made once from a form and a report (``describe.py``) and set by each exporter in its own way, so
that .docx, PDF, HTML and .xlsx cannot differ in what they say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.exporters.printed.page_setup import Setup, StyleName, load_setup
from nianbao.formats.layout import Layout, LayoutCell
from nianbao.formats.registry import Form


@dataclass(frozen=True)
class OfficeLayout:
    """An office's own layout: its .docx, and our page setting as that changes it."""

    template: bytes
    setup: Setup


def setup_of(office: OfficeLayout | None) -> Setup:
    """Return the page setting in force: the office's own, or ours."""
    return office.setup if office else load_setup()


@dataclass(frozen=True)
class PaperOptions:
    """What a clerk may choose for an export."""

    wide_tables: bool = False
    """Tables as wide as on the blank that offices circulate, wider than the text."""
    office: OfficeLayout | None = None
    """The office's own; None for ours."""

    @property
    def setup(self) -> Setup:
        """The page setting in force."""
        return setup_of(self.office)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph; line breaks in ``text`` are printed."""

    style: StyleName
    text: str
    section: str = ""
    level: int = 0
    """Of the marker that the text begins with: 一、 1, （一） 2, 1. 3, （1） 4; 0 without."""
    lead: int = 0
    """Characters at the beginning that are a heading run into its text."""
    starts_page: bool = False
    keep_next: bool | None = None
    """Whether it stays on one page with the next block; None for as its style says."""
    before: int = 0
    """Twips of blank above it, besides its style's."""
    after: int = 0
    block_em: float = 0
    """Width at the right edge in which the paragraph is centred; 0 for the whole line."""


@dataclass(frozen=True)
class PaperCell:
    """One merged cell of a table with what is printed in it."""

    place: LayoutCell
    style: StyleName
    text: str
    value: Decimal | None = None
    note: str = ""
    """The words printed beside the number."""
    upright: bool = False
    """Whether the text stands one character per line."""
    size: int | None = None
    """Half points, where a long number is set smaller than its style."""
    margin: int | None = None
    """Twips between the borders at left and right and the text, where not as usual."""

    @property
    def right(self) -> int:
        """The grid column after the cell."""
        return self.place.col + self.place.col_span

    @property
    def bottom(self) -> int:
        """The grid row after the cell."""
        return self.place.row + self.place.row_span


@dataclass(frozen=True)
class PaperTable:
    """One statutory table."""

    id: str
    section: str
    title: str
    summary: str
    """What the table shows, for those who cannot see it."""
    layout: Layout
    widths: tuple[int, ...]
    """Twips of each grid column."""
    cells: tuple[PaperCell, ...]
    """In reading order, as in the layout."""
    dense: bool
    head_rows: int
    """Rows at the top that are marked as the table's head."""
    kept: tuple[bool, ...]
    """For each row, whether it stays on one page with the next."""
    row_height: int
    notes: tuple[str, ...] = ()
    """What is too long for its cell and stands under the table instead."""

    def grid(self) -> tuple[tuple[PaperCell, ...], ...]:
        """Return for each grid row the cells that cover it, from left to right."""
        rows: list[list[PaperCell]] = [[] for _ in range(self.layout.n_rows)]
        for cell in self.cells:
            for row in range(cell.place.row, cell.bottom):
                rows[row].append(cell)
        return tuple(tuple(sorted(row, key=lambda cell: cell.place.col)) for row in rows)

    def width_of(self, cell: PaperCell) -> int:
        """Return a cell's width in twips."""
        return sum(self.widths[cell.place.col : cell.right])


@dataclass(frozen=True)
class Paper:
    """A whole report, ready to be set."""

    form: Form
    year: int
    unit: str
    title: str
    """The whole title in one line, for document properties."""
    blocks: tuple[Paragraph | PaperTable, ...] = field(default=())
    office: OfficeLayout | None = None
    """The office's own layout, which those formats follow that can."""

    @property
    def setup(self) -> Setup:
        """The page setting that it was made for."""
        return setup_of(self.office)

    def paragraphs(self) -> Iterator[Paragraph]:
        """Yield the paragraphs in order."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[PaperTable]:
        """Yield the tables in order."""
        return (block for block in self.blocks if isinstance(block, PaperTable))
