"""Which cells of one year's report speak of the same thing as cells of the next year's.

Read by the comparison with last year (carry-over, jumps), by the conversion of an older form and
by the new report that starts from an old one. All of it is data in ``resources/crosswalks``.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from nianbao import resources
from nianbao.formats.registry import Form, load_form
from nianbao.formats.tree import FormError
from nianbao.models import Model, read

FOLDER = "crosswalks"
_NEXT_YEAR = f"{FOLDER}/next_year.toml"


class Link(NamedTuple):
    """The sum of the ``old`` cells says the same as the sum of the ``new`` cells."""

    old: tuple[str, ...]
    new: tuple[str, ...]

    @property
    def is_exact(self) -> bool:
        """Whether one cell stands for one cell, so that a value can be taken over."""
        return len(self.old) == len(self.new) == 1


class StartingPoint(NamedTuple):
    """A figure that begins at last year's: ``new`` = ``old`` + ``plus`` - ``minus``."""

    old: str
    new: str
    plus: str
    minus: str


@dataclass(frozen=True, kw_only=True)
class _Cells(Model):
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class _Rows(Model):
    table: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CrosswalkDef(Model):
    """What two forms share: one file of ``resources/crosswalks``."""

    old: str
    new: str
    same_keys: tuple[str, ...] = ()
    cells: tuple[_Cells, ...] = ()
    rows: tuple[_Rows, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Carried(Model):
    table: str
    old_row: str
    new_row: str


@dataclass(frozen=True, kw_only=True)
class _Point(Model):
    old: str
    new: str
    plus: str
    minus: str


@dataclass(frozen=True, kw_only=True)
class NextYearDef(Model):
    """What a new report takes from the one before."""

    carried: tuple[_Carried, ...]
    starting_points: tuple[_Point, ...]


def links(old: Form, new: Form) -> tuple[Link, ...]:
    """Return what is comparable between two forms, in the order of the newer one; empty if nothing."""
    if old.id == new.id:
        return tuple(Link((key,), (key,)) for key in new.cells)
    definition = _definitions().get((old.id, new.id))
    if definition is None:
        return ()
    found = [*_same(definition, old, new), *_named(definition, old, new)]
    place = {key: number for number, key in enumerate(new.cells)}
    return tuple(sorted(found, key=lambda link: place[link.new[0]]))


def carried(old: Form, new: Form) -> tuple[tuple[str, str], ...]:
    """Return (last year's cell, this year's cell) for every figure that is carried over.

    A form without the rows carries nothing over.
    """
    pairs: list[tuple[str, str]] = []
    for item in _next_year().carried:
        ours = _row_cells(new, item.table, item.new_row)
        theirs = _row_cells(old, item.table, item.old_row)
        pairs.extend((theirs[column], ours[column]) for column in ours if column in theirs)
    return tuple(pairs)


def starting_points(old: Form, new: Form) -> tuple[StartingPoint, ...]:
    """Return the figures of the newer report that begin at the older one's."""
    return tuple(
        StartingPoint(point.old, point.new, point.plus, point.minus)
        for point in _next_year().starting_points
        if point.old in old.cells and point.new in new.cells
    )


def _same(definition: CrosswalkDef, old: Form, new: Form) -> Iterator[Link]:
    for key, cell in new.cells.items():
        if cell.table in definition.same_keys and key in old.cells:
            yield Link((key,), (key,))


def _named(definition: CrosswalkDef, old: Form, new: Form) -> Iterator[Link]:
    for cells in definition.cells:
        yield _checked(Link(cells.old, cells.new), old, new)
    for rows in definition.rows:
        theirs = [_known_row(old, rows.table, row) for row in rows.old]
        ours = [_known_row(new, rows.table, row) for row in rows.new]
        for column in ours[0]:
            yield Link(_column(theirs, column), _column(ours, column))


def _column(rows: Iterable[Mapping[str, str]], column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in rows)


def _row_cells(form: Form, table: str, row: str) -> dict[str, str]:
    return {
        cell.column.id: key
        for key, cell in form.cells.items()
        if cell.table == table and cell.row.id == row
    }


def _known_row(form: Form, table: str, row: str) -> dict[str, str]:
    """The cells of a row that a crosswalk names of this very form."""
    found = _row_cells(form, table, row)
    if not found:
        raise FormError(f"{FOLDER}: {form.id} has no row {table}.{row}")
    return found


def _checked(link: Link, old: Form, new: Form) -> Link:
    unknown = [key for key in link.old if key not in old.cells]
    unknown += [key for key in link.new if key not in new.cells]
    if unknown:
        raise FormError(f"{FOLDER}: {old.id} to {new.id} names unknown cells {unknown}")
    return link


@lru_cache(maxsize=1)
def _definitions() -> Mapping[tuple[str, str], CrosswalkDef]:
    found: dict[tuple[str, str], CrosswalkDef] = {}
    for name in resources.names(FOLDER, ".toml"):
        if name == _NEXT_YEAR:
            continue
        definition = read(CrosswalkDef, tomllib.loads(resources.text(name)))
        found[load_form(definition.old).id, load_form(definition.new).id] = definition
    return found


@lru_cache(maxsize=1)
def _next_year() -> NextYearDef:
    return read(NextYearDef, tomllib.loads(resources.text(_NEXT_YEAR)))
