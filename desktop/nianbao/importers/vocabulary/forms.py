"""A form as the recogniser walks it: rows of cells in order, and the sum that binds a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from nianbao.formats.equations import Equation
from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form, load_form
from nianbao.importers.vocabulary.words import label_form


@dataclass(frozen=True)
class FormRow:
    """One row of cells, left to right."""

    table: str
    block: int
    order: int
    """Position among the rows of the table."""
    cells: tuple[CellDef, ...]
    sums: tuple[Equation, ...]
    """The sums that hold along the row."""
    span: int
    """How many columns of the printed table the row's own label takes."""
    stretched: bool
    """Whether values of its table take several columns of the printed table."""

    @cached_property
    def has_amounts(self) -> bool:
        """Whether one of its cells holds an amount, whose unit the source may name."""
        return any(cell.value_type == "amount" for cell in self.cells)

    @property
    def label(self) -> str:
        """The row's official label in its comparable form."""
        return label_form(self.cells[0].row.label)


@dataclass(frozen=True, eq=False)
class FormTable:
    """One table's rows. One for each form, so compared by identity."""

    id: str
    section: str
    rows: tuple[FormRow, ...]
    labelled: bool
    """Whether rows carry labels; 表四 has none."""


@dataclass(frozen=True)
class FormIndex:
    """All tables of a form."""

    form: Form
    tables: Mapping[str, FormTable]

    def row(self, table: str, order: int) -> FormRow:
        """Return a row by its place."""
        return self.tables[table].rows[order]


@lru_cache(maxsize=8)
def form_index(form_id: str) -> FormIndex:
    """Return the index of a shipped form."""
    form = load_form(form_id)
    return FormIndex(form, {table.id: table for table in _tables(form)})


def _tables(form: Form) -> Iterator[FormTable]:
    for table in form.definition.tables:
        blocks = {block.id: number for number, block in enumerate(table.blocks)}
        spans = _label_spans(form, table.id)
        stretched = any(one.key and one.col_span > 1 for one in form.layouts[table.id].cells)
        grouped: dict[tuple[str, str], list[CellDef]] = {}
        for cell in form.cells.values():
            if cell.table == table.id:
                grouped.setdefault((cell.block, cell.row.id), []).append(cell)
        rows = tuple(
            FormRow(
                table.id,
                blocks[block],
                order,
                tuple(cells),
                _sums(form, cells),
                spans.get(cells[0].key, 1),
                stretched,
            )
            for order, ((block, _), cells) in enumerate(grouped.items())
        )
        yield FormTable(table.id, table.section, rows, bool(table.blocks[0].label_spans))


def _label_spans(form: Form, table: str) -> dict[str, int]:
    """Return the span of the label right before each row's first cell."""
    spans: dict[str, int] = {}
    for row in form.layouts[table].rows():
        for label, cell in pairwise(row):
            if label.key is None and cell.key is not None:
                spans[cell.key] = label.col_span
    return spans


def _sums(form: Form, cells: list[CellDef]) -> tuple[Equation, ...]:
    keys = {cell.key for cell in cells}
    found = {
        equation.keys: equation
        for cell in cells
        for equation in form.equations_of[cell.key]
        if equation.kind == "sum" and set(equation.keys) <= keys
    }
    return tuple(found.values())
