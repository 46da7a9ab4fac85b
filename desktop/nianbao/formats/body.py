"""Which part of a layout is the grid's body, and where in it each cell key stands.

The head rows and the row labels of a table with one block stand in the header views; a table with
several heads (表二) is body altogether, its labels cells that cannot be edited.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from nianbao.formats.layout import Layout, LayoutCell

Place = tuple[int, int]
"""Row and column of the body, from zero."""


@dataclass(frozen=True)
class Body:
    """A layout seen from the grid's model."""

    layout: Layout

    @property
    def n_rows(self) -> int:
        """Rows below the head."""
        return self.layout.n_rows - self.layout.header_rows

    @property
    def n_columns(self) -> int:
        """Columns right of the labels."""
        return self.layout.n_columns - self.layout.label_columns

    @cached_property
    def cells(self) -> Mapping[Place, LayoutCell]:
        """The merged cells of the body by the place where they begin."""
        top, left = self.layout.header_rows, self.layout.label_columns
        return MappingProxyType(
            {
                (cell.row - top, cell.col - left): cell
                for cell in self.layout.cells
                if cell.row >= top and cell.col >= left
            }
        )

    @cached_property
    def keys(self) -> Mapping[Place, str]:
        """The inputs' keys by place."""
        return MappingProxyType(
            {place: cell.key for place, cell in self.cells.items() if cell.key is not None}
        )

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The inputs' places by key."""
        return MappingProxyType({key: place for place, key in self.keys.items()})

    @cached_property
    def _labels(self) -> Mapping[Place, LayoutCell]:
        """The printed cells; none where heads and names stand in the header views."""
        return {place: cell for place, cell in self.cells.items() if cell.key is None}

    @cached_property
    def rows(self) -> tuple[tuple[Place, ...], ...]:
        """The inputs' places of each row that has any, in reading order."""
        found: dict[int, list[Place]] = {}
        for place in sorted(self.keys):
            found.setdefault(place[0], []).append(place)
        return tuple(tuple(places) for places in found.values())

    def labels_of(self, place: Place) -> frozenset[Place]:
        """The printed cells within the body that name a place: its row's, and the head above it."""
        found: set[Place] = set()
        heads: list[Place] = []
        for start, cell in self._labels.items():
            rows, columns = _reach(start, cell)
            if cell.role == "row" and place[0] in rows:
                found.add(start)
            elif cell.role == "column" and place[1] in columns and start[0] < place[0]:
                heads.append(start)
        return frozenset(found | set(heads[-1:]))

    def named_by(self, label: Place) -> tuple[Place, Place] | None:
        """The corners of the block that a printed cell within the body names; None for a title."""
        cell = self.cells.get(label)
        if cell is None or cell.role not in {"row", "column"}:
            return None
        rows, columns = _reach(label, cell)
        if cell.role == "row":
            return (rows[0], 0), (rows[-1], self.n_columns - 1)
        below = [place[0] for place in self.keys if label in self.labels_of(place)]
        return ((min(below), columns[0]), (max(below), columns[-1])) if below else None

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield row, column, row span and column span of the merged cells."""
        for (row, col), cell in self.cells.items():
            if cell.row_span > 1 or cell.col_span > 1:
                yield row, col, cell.row_span, cell.col_span


def _reach(start: Place, cell: LayoutCell) -> tuple[range, range]:
    row, column = start
    return range(row, row + cell.row_span), range(column, column + cell.col_span)
