"""Which cells of a table are heads, and what they head."""

from typing import Literal

from nianbao.exporters.printed.paper import PaperCell, PaperTable

Scope = Literal["row", "rowgroup", "col", "colgroup", ""]


def scope_of(table: PaperTable, cell: PaperCell) -> Scope:
    """Return what a head heads, by HTML's names; empty for what is no head."""
    place = cell.place
    if place.role == "band":
        return "rowgroup"
    if place.role == "row":
        return "rowgroup" if place.row_span > 1 else "row"
    if place.role in {"column", "corner"}:
        return "colgroup" if place.col_span > 1 and _has_heads_below(table, cell) else "col"
    return ""


def _has_heads_below(table: PaperTable, cell: PaperCell) -> bool:
    return any(
        other.place.role == "column"
        and other.place.row == cell.bottom
        and cell.place.col <= other.place.col < cell.right
        for other in table.cells
    )
