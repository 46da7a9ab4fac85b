"""A form as the recogniser walks it: rows of cells in order, and the sum that binds a row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nianbao.formats.equations import Equation
from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form, load_form
from nianbao.importers.words import label_form


@dataclass(frozen=True)
class FormRow:
    """One row of cells, left to right."""

    table: str
    block: int
    order: int
    """Position among the rows of the table."""
    cells: tuple[CellDef, ...]
    total: Equation | None
    """The sum that holds along the row, if the form has one."""

    @property
    def label(self) -> str:
        """The row's official label in its comparable form."""
        return label_form(self.cells[0].row.label)


@dataclass(frozen=True)
class FormTable:
    """One table's rows."""

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
        grouped: dict[tuple[str, str], list[CellDef]] = {}
        for cell in form.cells.values():
            if cell.table == table.id:
                grouped.setdefault((cell.block, cell.row.id), []).append(cell)
        rows = tuple(
            FormRow(table.id, blocks[block], order, tuple(cells), _total(form, cells))
            for order, ((block, _), cells) in enumerate(grouped.items())
        )
        yield FormTable(table.id, table.section, rows, bool(table.blocks[0].label_spans))


def _total(form: Form, cells: list[CellDef]) -> Equation | None:
    keys = {cell.key for cell in cells}
    for equation in form.equations_of[cells[-1].key]:
        if equation.kind == "sum" and set(equation.keys) == keys:
            return equation
    return None
