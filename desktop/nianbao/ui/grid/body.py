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
    def rows(self) -> tuple[tuple[Place, ...], ...]:
        """The inputs' places of each row that has any, in reading order."""
        found: dict[int, list[Place]] = {}
        for place in sorted(self.keys):
            found.setdefault(place[0], []).append(place)
        return tuple(tuple(places) for places in found.values())

    def spans(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield row, column, row span and column span of the merged cells."""
        for (row, col), cell in self.cells.items():
            if cell.row_span > 1 or cell.col_span > 1:
                yield row, col, cell.row_span, cell.col_span
