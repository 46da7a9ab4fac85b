"""A table set in lines: what stands in each cell and how high each row is, in twips."""

from dataclasses import dataclass

from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.printed.paper import PaperCell, PaperTable
from nianbao.exporters.printed.tables import margin_of
from nianbao.exporters.typeset.lines import Advance, Face, Line, Measure, Run, break_lines

_UPRIGHT_PITCH = 11
"""Twips per half point between upright characters: a tenth more than their size."""


@dataclass(frozen=True)
class SetCell:
    """A cell with its lines; an upright text has one line for each character."""

    cell: PaperCell
    lines: tuple[Line, ...]
    pitch: int
    left: int
    """From the table's left edge to the text's."""
    padding: int
    """Above and below the text."""
    above: int = 0
    below: int = 0
    """Blanks of an office's style, within the padding."""

    @property
    def needed(self) -> int:
        """The height of the text with the blank around it."""
        return len(self.lines) * self.pitch + 2 * self.padding + self.above + self.below


@dataclass(frozen=True)
class SetTable:
    """A table ready to be cut into pages."""

    table: PaperTable
    cells: tuple[SetCell, ...]
    edges: tuple[int, ...]
    """The grid columns' left edges and the right edge, from the table's left edge."""
    heights: tuple[int, ...]
    """Of each grid row."""

    def height_of(self, rows: range) -> int:
        """Return the height of some rows."""
        return sum(self.heights[row] for row in rows)


def set_table(table: PaperTable, setup: Setup, advance: Advance) -> SetTable:
    """Return the table with its texts broken into lines."""
    edges = [0]
    for width in table.widths:
        edges.append(edges[-1] + width)
    cells = tuple(_set_cell(table, cell, edges, setup, advance) for cell in table.cells)
    return SetTable(table, cells, tuple(edges), _heights(table, cells))


def _set_cell(
    table: PaperTable, cell: PaperCell, edges: list[int], setup: Setup, advance: Advance
) -> SetCell:
    style = setup.styles[cell.style]
    face = Face(style.font, cell.size or style.size, style.colour)
    margin = margin_of(cell, setup.table)
    width = table.width_of(cell) - 2 * margin
    align = "center" if cell.upright else style.align
    text, pitch = cell.text, setup.line_of(cell.style)
    if cell.upright:
        text, pitch = "\n".join(cell.text), face.size * _UPRIGHT_PITCH
    lines = break_lines([Run(text, face)], Measure(width, align), advance, setup.line_breaks)
    left = edges[cell.place.col] + margin
    blanks = setup.blank_before(cell.style), setup.blank_after(cell.style)
    return SetCell(cell, tuple(lines), pitch, left, setup.table.vertical_margin, *blanks)


def _heights(table: PaperTable, cells: tuple[SetCell, ...]) -> tuple[int, ...]:
    heights = [table.row_height] * table.layout.n_rows
    for one in sorted(cells, key=lambda one: one.cell.place.row_span):
        place = one.cell.place
        missing = one.needed - sum(heights[place.row : one.cell.bottom])
        if missing > 0:
            heights[one.cell.bottom - 1] += missing
    return tuple(heights)
