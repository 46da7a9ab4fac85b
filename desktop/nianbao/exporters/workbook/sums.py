"""The sums of a form as formulas of a worksheet: the same equations that the checks use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.exporters.printed.paper import PaperTable
from nianbao.formats.registry import Form

GRID_TOP = 4
"""The worksheet's row in which a table's grid begins."""

Place = tuple[int, int]
"""Row and column of a worksheet, from 1."""


@dataclass(frozen=True)
class Sum:
    """A total cell's formula and what it amounts to; blank until every term is known."""

    formula: str
    result: Decimal | None


def sums(form: Form, table: PaperTable) -> dict[str, Sum]:
    """Return the formulas of the total cells whose value in the report is their sum."""
    places = {
        cell.place.key: (GRID_TOP + cell.place.row, 1 + cell.place.col)
        for cell in table.cells
        if cell.place.key is not None
    }
    values = {cell.place.key: cell.value for cell in table.cells if cell.place.key is not None}
    found: dict[str, Sum] = {}
    equations = [one for one in form.equations if one.kind == "sum" and one.table == table.id]
    for equation in sorted(equations, key=lambda one: one.crosses_total):
        (target,) = equation.right
        terms = [values[key] for key in equation.left]
        known = [term for term in terms if term is not None]
        result = sum(known, Decimal(0)) if len(known) == len(terms) else None
        if target not in found and values[target] == result:
            found[target] = Sum(formula([places[key] for key in equation.left]), result)
    return found


def formula(terms: Sequence[Place]) -> str:
    """Return a formula that stays blank until every term is filled: a blank is not 0."""
    ranges = ",".join(_ranges(terms))
    return f'=IF(COUNT({ranges})={len(terms)},SUM({ranges}),"")'


def _ranges(terms: Sequence[Place]) -> Iterator[str]:
    first = last = terms[0]
    for term in terms[1:]:
        down = term == (last[0] + 1, last[1]) and first[1] == last[1]
        right = term == (last[0], last[1] + 1) and first[0] == last[0]
        if not down and not right:
            yield _range(first, last)
            first = term
        last = term
    yield _range(first, last)


def _range(first: Place, last: Place) -> str:
    return _name(first) if first == last else f"{_name(first)}:{_name(last)}"


def _name(place: Place) -> str:
    return f"{chr(ord('A') + place[1] - 1)}{place[0]}"
