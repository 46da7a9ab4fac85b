"""Columns of a table that its ``col`` elements hide: Excel writes the cells, and shows none of them."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from nianbao.importers.document import Cell, Grid
from nianbao.importers.visible import Mark, marked

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_COLUMNS = 200
_OF_OFFICE = "mso-"


def hidden_columns(
    table: "_Element", marks: Mapping["_Element", Mark], *, copied: bool
) -> frozenset[int]:
    """Return the numbers of the columns that are hidden.

    A browser shows the cells of such a column, so that a page hides it only where Excel wrote it.
    """
    hidden: set[int] = set()
    at = 0
    for column in _columns(table):
        group = column.getparent()
        width = _width(column)
        is_hidden = column in marks or (group is not None and group in marks)
        if is_hidden and (copied or _OF_OFFICE in (column.get("style") or "")):
            hidden.update(range(at, at + width))
        at += width
    if hidden and any(marks.get(cell) is Mark.GONE for cell in table.iter("td", "th")):
        return frozenset()  # the cells say it themselves, and have made room
    return frozenset(hidden)


def _columns(table: "_Element") -> Iterator["_Element"]:
    for one in table.iterchildren("col", "colgroup"):
        inner = one.findall("col")
        yield from inner or (one,)


def _width(column: "_Element") -> int:
    written = (column.get("span") or "1").strip()
    short = written.isascii() and written.isdigit() and len(written) <= len(str(_MOST_COLUMNS))
    return max(1, min(int(written), _MOST_COLUMNS)) if short else 1


def without_columns(grid: Grid, hidden: frozenset[int]) -> tuple[Grid, list[str]]:
    """Return a table as it is seen, and the words of its hidden columns."""
    if not hidden:
        return grid, []
    unseen: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    for row in grid.rows:
        cells: list[Cell] = []
        for cell in row:
            own = range(cell.col, cell.col + cell.col_span)
            gone = sum(column in hidden for column in own)
            if gone == len(own):
                unseen.append(marked(_plain(cell.text), Mark.GONE))
                continue
            before = sum(column < cell.col for column in hidden)
            cells.append(cell._replace(col=cell.col - before, col_span=len(own) - gone))
        rows.append(tuple(cells))
    return Grid(tuple(rows)), [words for words in unseen if words]


def _plain(text: str) -> str:
    return "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff").strip()
