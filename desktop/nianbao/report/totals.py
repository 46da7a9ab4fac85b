"""The values in force: what was entered, and the computed total where a total cell is blank.

Totals are never stored: a typed total stays as typed and is compared with the computed one.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nianbao.formats.equations import Equation
from nianbao.formats.registry import Form
from nianbao.report.book import Report


class Totals(NamedTuple):
    """What the sums of a form give: ``filled`` holds the totals of those cells that are blank."""

    computed: dict[str, Decimal]
    filled: dict[str, Decimal]


def add_up(form: Form, cells: Mapping[str, Decimal | None]) -> Totals:
    """Return the totals that can be computed: those all of whose terms are known.

    A row total is computed before a column total, so that the grand total follows from either.
    """
    values = dict(cells)
    blank = blank_keys(form, values)
    totals = Totals({}, {})
    for equation in form.sums:
        if blank and not blank.isdisjoint(equation.left):
            continue
        (target,) = equation.right
        total = totals.computed.setdefault(target, equation.add_left(values))
        if target in blank:
            totals.filled[target] = values[target] = total
            blank.discard(target)
    return totals


def blank_keys(form: Form, values: Mapping[str, Decimal | None]) -> set[str]:
    """Return the cells of the form that are blank or absent."""
    value_of = values.get
    return {key for key in form.cells if value_of(key) is None}


def filled_totals(
    form: Form,
    report: Report,
    totals: Totals | None = None,
    blank: AbstractSet[str] | None = None,
) -> dict[str, Decimal]:
    """Return the values of the cells whose value in force is computed, not entered.

    ``totals`` are those of ``add_up``, and ``blank`` the report's blank cells, where the caller has
    them already.
    """
    if not report.auto_totals:
        return {}
    if totals is not None:
        return totals.filled
    return _filled(form, report.cells, blank_keys(form, report.cells) if blank is None else blank)


def _filled(
    form: Form, cells: Mapping[str, Decimal | None], blank: AbstractSet[str]
) -> dict[str, Decimal]:
    """What ``add_up`` fills in, without the sums that nobody left blank."""
    filled: dict[str, Decimal] = {}
    if not blank:
        return filled
    values = dict(cells)
    for equation in filling(form.sums, frozenset(blank)):
        (target,) = equation.right
        filled[target] = values[target] = equation.add_left(values)
    return filled


@lru_cache(maxsize=64)
def filling(sums: Sequence[Equation], blank: frozenset[str]) -> tuple[Equation, ...]:
    """Return the sums, in their order, that fill totals where just these cells are blank.

    Most reports leave the same cells blank: all totals. That is found out once, not for each.
    """
    open_keys, found = set(blank), []
    for equation in sums:
        (target,) = equation.right
        if target in open_keys and open_keys.isdisjoint(equation.left):
            found.append(equation)
            open_keys.discard(target)
    return tuple(found)


def left_computed(
    form: Form, report: Report, values: Mapping[str, Decimal | None]
) -> dict[str, Decimal | None]:
    """Return values to enter, without the totals that the program adds up to the same number.

    A total that was pasted with its parts stays computed and follows them; another one is kept.
    """
    totals = {key for key, value in values.items() if value is not None and _is_total(form, key)}
    if not report.auto_totals or not totals:
        return dict(values)
    blank = dict.fromkeys(totals)
    computed = add_up(form, {**report.cells, **values, **blank}).computed
    return {
        key: None if key in totals and computed.get(key) == value else value
        for key, value in values.items()
    }


def _is_total(form: Form, key: str) -> bool:
    return key in form.cells and form.cells[key].is_total


def values_in_force(
    form: Form, report: Report, filled: Mapping[str, Decimal] | None = None
) -> dict[str, Decimal | None]:
    """Return the cells the report has, blank totals filled where the report asks for it.

    A cell that the report lacks altogether stays absent, unless it is computed. ``filled`` are
    the ``filled_totals``, where the caller has them already.
    """
    return {**report.cells, **(filled_totals(form, report) if filled is None else filled)}
