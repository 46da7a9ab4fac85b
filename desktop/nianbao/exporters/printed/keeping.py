"""Which rows of a table stay on one page with the next row."""

import math
from collections.abc import Iterator

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Setup
from nianbao.exporters.printed.paper import PaperCell, PaperTable
from nianbao.formats.layout import Layout, LayoutCell

_KEPT_AT_END = 3


def kept_rows(table: PaperTable, setup: Setup) -> tuple[bool, ...]:
    """Return for each row whether it stays with the next.

    A short table stays whole. In a long one the head does, each smallest group, the last rows, and
    as many rows as a label needs that stands one character per line.
    """
    last = table.layout.n_rows - 1
    if not table.dense:
        return tuple(row < last for row in range(table.layout.n_rows))
    kept = set(range(table.layout.header_rows)) | set(range(last - _KEPT_AT_END + 1, last))
    for cell in table.cells:
        if _is_innermost_group(table.layout, cell.place):
            kept |= set(range(cell.place.row, cell.bottom - 1))
        if cell.upright:
            kept |= set(_rows_of_upright(cell, table, setup))
    return tuple(row in kept for row in range(table.layout.n_rows))


def _is_innermost_group(layout: Layout, group: LayoutCell) -> bool:
    return _is_group(group) and not any(
        _is_group(cell) and group.row <= cell.row < group.row + group.row_span
        for cell in layout.cells
        if cell.col > group.col
    )


def _is_group(cell: LayoutCell) -> bool:
    return cell.role == "row" and cell.row_span > 1


def _rows_of_upright(cell: PaperCell, table: PaperTable, setup: Setup) -> Iterator[int]:
    """The rows beside the label's text: on a page with fewer of them LibreOffice cuts its end off."""
    size = cell.size or setup.styles[cell.style].size
    height = len(cell.text) * size * TWIPS_IN_HALF_POINT + 2 * setup.table.vertical_margin
    needed = min(math.ceil(height / table.row_height), cell.place.row_span)
    yield from range(cell.place.row, cell.place.row + needed - 1)
