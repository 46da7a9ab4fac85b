"""From a table's trees to its merged grid: which text or input stands where, over how many cells.

The layout is what grid, .docx, HTML, .xlsx and the readers share. Positions are zero-based; spans
count grid rows and columns.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from nianbao.formats.schema import AxisItem, Block, TableDef, ValueType
from nianbao.formats.tree import FormError, Node, build, path_labels

Role = Literal["band", "corner", "note", "column", "row", "input"]


@dataclass(frozen=True)
class CellDef:
    """A cell that takes a value."""

    key: str
    table: str
    block: str
    row: AxisItem
    column: AxisItem
    unit: str
    value_type: ValueType
    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]

    @property
    def is_total(self) -> bool:
        """Whether the form prints this cell as a total of others."""
        return self.row.is_total or self.column.is_total

    @property
    def name(self) -> str:
        """What messages call this cell: row and column in a few words.

        Where rows have no label, the column's own would not be enough: 表四 has three 结果维持.
        """
        if not self.row.name:
            return "／".join(self.column_labels)
        return f"{self.row.name}／{self.column.name}"


@dataclass(frozen=True)
class LayoutCell:
    """One merged cell of the printed table."""

    row: int
    col: int
    row_span: int
    col_span: int
    role: Role
    text: str = ""
    breaks: str = ""
    """The text with printed line breaks, where they differ from ``text``."""
    key: str | None = None
    """The cell key, for inputs."""

    @property
    def printed(self) -> str:
        """The text as printed, line breaks included."""
        return self.breaks or self.text


@dataclass(frozen=True)
class Layout:
    """A table's merged grid, cells in reading order."""

    table: str
    n_rows: int
    n_columns: int
    header_rows: int
    """Rows of the head that repeats on every page; 0 where a table has several heads."""
    label_columns: int
    """Grid columns of row labels that stay in sight; 0 where a table has several heads."""
    cells: tuple[LayoutCell, ...]

    def rows(self) -> tuple[tuple[LayoutCell, ...], ...]:
        """Return the cells that begin in each grid row."""
        return tuple(
            tuple(cell for cell in self.cells if cell.row == row) for row in range(self.n_rows)
        )

    def at(self, row: int, col: int) -> LayoutCell:
        """Return the cell that covers a grid position."""
        for cell in self.cells:
            if (
                cell.row <= row < cell.row + cell.row_span
                and cell.col <= col < cell.col + cell.col_span
            ):
                return cell
        raise IndexError((row, col))


def build_layout(table: TableDef) -> tuple[Layout, tuple[CellDef, ...]]:
    """Return the grid and the inputs of a table; raise FormError at an overlap, a gap or a bad key."""
    cells: list[LayoutCell] = []
    inputs: list[CellDef] = []
    row = 0
    for block in table.blocks:
        maker = _BlockLayout(table, block, row)
        cells.extend(maker.cells())
        inputs.extend(maker.inputs())
        row += maker.n_rows
    single = len(table.blocks) == 1
    first = table.blocks[0]
    layout = Layout(
        table=table.id,
        n_rows=row,
        n_columns=table.grid_columns,
        header_rows=_depth(build(first.columns, table.id)) if single else 0,
        label_columns=sum(first.label_spans) if single else 0,
        cells=tuple(sorted(cells, key=lambda cell: (cell.row, cell.col))),
    )
    _check_cover(layout)
    _check_widths(table)
    return layout, tuple(inputs)


def _depth(nodes: tuple[Node, ...]) -> int:
    return max(node.height for node in nodes)


class _BlockLayout:
    """Places one block; columns left to right, rows below the head."""

    def __init__(self, table: TableDef, block: Block, top: int) -> None:
        where = f"{table.id}.{block.id}" if block.id else table.id
        self.table = table
        self.block = block
        self.columns = build(block.columns, f"{where} columns")
        self.rows = build(block.rows, f"{where} rows")
        self.top = top
        self.head_top = top + (1 if block.title else 0)
        self.head_rows = _depth(self.columns)
        self.body_top = self.head_top + self.head_rows
        self.labels_width = sum(block.label_spans)
        self.row_leaves = [leaf for node in self.rows for leaf in node.leaves()]
        self.column_leaves = [leaf for node in self.columns for leaf in node.leaves()]
        self.n_rows = self.body_top - top + len(self.row_leaves)

    def cells(self) -> Iterator[LayoutCell]:
        if self.block.title:
            yield LayoutCell(self.top, 0, 1, self.table.grid_columns, "band", self.block.title)
        if self.labels_width:
            role: Role = "note" if self.block.corner_role == "note" else "corner"
            yield LayoutCell(
                self.head_top, 0, self.head_rows, self.labels_width, role, self.block.corner or ""
            )
            yield from self._row_labels()
        yield from self._heads(self.columns, self.labels_width)
        yield from self._inputs()

    def inputs(self) -> Iterator[CellDef]:
        for row in self.row_leaves:
            for column in self.column_leaves:
                yield CellDef(
                    key=self._key(row.item, column.item),
                    table=self.table.id,
                    block=self.block.id,
                    row=row.item,
                    column=column.item,
                    unit=self.block.unit if column.item.unit is None else column.item.unit,
                    value_type=column.item.value_type or self.block.value_type,
                    row_labels=path_labels(self.block.rows, row.item),
                    column_labels=path_labels(self.block.columns, column.item),
                )

    def _key(self, row: AxisItem, column: AxisItem) -> str:
        parts = [self.table.id]
        if self.block.prefix:
            parts.append(self.block.id)
        if self.labels_width:
            parts.append(row.id)
        return ".".join([*parts, column.id])

    def _heads(self, nodes: tuple[Node, ...], left: int) -> Iterator[LayoutCell]:
        for node in nodes:
            width = sum(leaf.item.span for leaf in node.leaves())
            height = 1 if node.children else self.head_rows - node.depth
            yield _label(node, self.head_top + node.depth, left, (height, width), "column")
            yield from self._heads(node.children, left)
            left += width

    def _row_labels(self) -> Iterator[LayoutCell]:
        lefts = [sum(self.block.label_spans[:n]) for n in range(len(self.block.label_spans))]
        top = self.body_top
        pending = list(self.rows)
        while pending:
            node = pending.pop(0)
            if node.depth >= len(lefts):
                raise FormError(f"{self.table.id}: row {node.item.id!r} is deeper than label_spans")
            left = lefts[node.depth]
            height = sum(1 for _ in node.leaves())
            width = (
                self.block.label_spans[node.depth] if node.children else self.labels_width - left
            )
            yield _label(node, top, left, (height, width), "row")
            if not node.children:
                top += 1
            pending = [*node.children, *pending]

    def _inputs(self) -> Iterator[LayoutCell]:
        for number, row in enumerate(self.row_leaves):
            left = self.labels_width
            for column in self.column_leaves:
                yield LayoutCell(
                    self.body_top + number,
                    left,
                    1,
                    column.item.span,
                    "input",
                    key=self._key(row.item, column.item),
                )
                left += column.item.span


def _label(node: Node, row: int, col: int, span: tuple[int, int], role: Role) -> LayoutCell:
    cell = LayoutCell(row, col, span[0], span[1], role, node.item.label)
    return replace(cell, breaks=node.item.breaks) if node.item.breaks else cell


def _check_cover(layout: Layout) -> None:
    covered: dict[tuple[int, int], LayoutCell] = {}
    for cell in layout.cells:
        name = cell.key or cell.text
        for row in range(cell.row, cell.row + cell.row_span):
            for col in range(cell.col, cell.col + cell.col_span):
                if col >= layout.n_columns:
                    raise FormError(f"{layout.table}: {name!r} reaches beyond the grid")
                if (row, col) in covered:
                    other = covered[row, col]
                    raise FormError(
                        f"{layout.table}: {name!r} overlaps {other.key or other.text!r}"
                    )
                covered[row, col] = cell
    for row in range(layout.n_rows):
        for col in range(layout.n_columns):
            if (row, col) not in covered:
                beside = covered.get((row, col - 1))
                after = (beside.key or beside.text) if beside else "its beginning"
                raise FormError(f"{layout.table}: gap in row {row} after {after!r}")


def _check_widths(table: TableDef) -> None:
    for key in ("widths", "wide_widths"):
        if len(getattr(table, key)) != table.grid_columns:
            raise FormError(f"{table.id}: {key} must name {table.grid_columns} columns")
