"""Which cells of the form a stated quantity can mean: each possible reading with its cells."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from nianbao import resources
from nianbao.checks.prose.meaning import Statement
from nianbao.formats.registry import Form, load_form

DATA = "prose/quantities.toml"
_TABLE_2, _TABLE_3, _TABLE_4 = "table_2", "table_3", "table_4"


@dataclass(frozen=True)
class Reading:
    """One way to understand a number: the sum of ``cells``."""

    name: str
    cells: tuple[str, ...]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class _Rows(_Data):
    name: str
    rows: tuple[str, ...]


class _Quantity(_Data):
    id: str
    name: str
    rule: str
    readings: tuple[_Rows, ...]
    with_carry: tuple[_Rows, ...] = ()


class _Applicants(_Data):
    received: tuple[_Rows, ...]
    closed: tuple[_Rows, ...]
    after_closing: frozenset[str]


class Quantities(_Data):
    """The whole of the data file."""

    about_applications: frozenset[str]
    columns: Mapping[str, str]
    quantities: tuple[_Quantity, ...]
    applicants: _Applicants
    blocks: Mapping[str, tuple[str, ...]]
    documents: Mapping[str, tuple[str, ...]]

    def by_id(self, quantity: str) -> _Quantity | None:
        """Return a quantity, None where there is none of that id."""
        return next((one for one in self.quantities if one.id == quantity), None)


@lru_cache(maxsize=1)
def quantities() -> Quantities:
    """Return the shipped data."""
    return Quantities.model_validate(tomllib.loads(resources.text(DATA)))


def rule_of(statement: Statement) -> str:
    """Return the rule that compares a statement with the tables."""
    known = quantities().by_id(statement.what)
    if known is not None:
        return known.rule
    if statement.what == "part":
        return "TX-APPLICANT"
    if statement.what == "document":
        return "TX-DOC"
    return "TX-REVIEW" if "review" in statement.detail else "TX-SUIT"


@lru_cache(maxsize=2048)
def readings_of(
    form_id: str, what: str, detail: tuple[str, ...], head: str, *, with_carry: bool
) -> tuple[Reading, ...]:
    """Return the readings of a quantity in a form; empty where the form counts no such thing."""
    form = load_form(form_id)
    if what == "part":
        return _part(form, detail, head)
    if what == "document":
        return _document(form, detail)
    if what == "cases":
        return _cases(form, detail, "total")
    if what == "ending":
        return _endings(form, detail)
    known = quantities().by_id(what)
    if known is None:
        return ()
    chosen = known.with_carry if with_carry and known.with_carry else known.readings
    return _of_rows(form, chosen, (quantities().columns["total"],))


def _of_rows(form: Form, chosen: Sequence[_Rows], columns: Sequence[str]) -> tuple[Reading, ...]:
    found = []
    for one in chosen:
        cells = [cells_of(form, row, columns) for row in one.rows]
        if all(cells):
            found.append(Reading(one.name, tuple(key for several in cells for key in several)))
    return tuple(found)


@lru_cache(maxsize=1024)
def _axis_leaves(form_id: str, item_id: str, *, columns: bool) -> tuple[str, ...]:
    """The rows or columns of 表三 that an id stands for: itself, or a group's leaves."""
    block = load_form(form_id).table(_TABLE_3).blocks[0]
    items = block.columns if columns else block.rows
    below = [item.id for item in items if item.parent == item_id and item.kind != "total"]
    if below:
        return tuple(leaf for one in below for leaf in _axis_leaves(form_id, one, columns=columns))
    return (item_id,) if any(item.id == item_id for item in items) else ()


def cells_of(form: Form, row: str, columns: Sequence[str]) -> tuple[str, ...]:
    """Return the cells of 表三 for a row or group of rows in some columns or groups of them."""
    rows = _axis_leaves(form.id, row, columns=False)
    wanted = [one for column in columns for one in _axis_leaves(form.id, column, columns=True)]
    return tuple(f"{_TABLE_3}.{one}.{column}" for one in rows for column in wanted)


def _part(form: Form, detail: tuple[str, ...], head: str) -> tuple[Reading, ...]:
    row, *columns = detail
    wanted = columns or [quantities().columns["total"]]
    if row:
        name = next((i.name for i in form.table(_TABLE_3).blocks[0].rows if i.id == row), row)
        return _of_rows(form, [_Rows(name=name, rows=(row,))], wanted)
    applicants = quantities().applicants
    if head in applicants.after_closing:
        return _of_rows(form, (*applicants.closed, *applicants.received), wanted)
    chosen = applicants.received if head else (*applicants.received, *applicants.closed)
    return _of_rows(form, chosen, wanted)


def _cases(form: Form, blocks: tuple[str, ...], ending: str) -> tuple[Reading, ...]:
    names = tuple(dict.fromkeys(one for block in blocks for one in quantities().blocks[block]))
    cells = tuple(f"{_TABLE_4}.{name}_{ending}" for name in names)
    if not cells or not all(key in form.cells for key in cells):
        return ()
    labels = dict.fromkeys(
        form.cells[key].column_labels[0 if len(names) > 1 else -2] for key in cells
    )
    return (Reading("、".join(labels) + form.cells[cells[0]].column.label, cells),)


def _endings(form: Form, detail: tuple[str, ...]) -> tuple[Reading, ...]:
    """维持2件 after several kinds of case: of all together, or of each one."""
    ending, *blocks = detail
    names = [one for block in blocks for one in quantities().blocks[block]]
    ways = [tuple(blocks), *((block,) for block in blocks), *((name,) for name in names)]
    return tuple(dict.fromkeys(reading for way in ways for reading in _cases(form, way, ending)))


def _document(form: Form, detail: tuple[str, ...]) -> tuple[Reading, ...]:
    row, verb = detail
    columns = quantities().documents.get(verb, ())
    return tuple(
        Reading(cell.column.label, (key,))
        for key, cell in form.cells.items()
        if cell.table == _TABLE_2 and cell.row.id == row and cell.column.id in columns
    )


def known_part(cells: Sequence[str], values: Mapping[str, Decimal | None]) -> tuple[Decimal, bool]:
    """Return the sum of the cells that are not blank, and whether that is all of them."""
    found = [value for key in cells if (value := values.get(key)) is not None]
    return sum(found, Decimal(0)), len(found) == len(cells)
