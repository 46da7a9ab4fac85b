"""The values in force: what was entered, and the computed total where a total cell is blank.

Totals are never stored: a typed total stays as typed and is compared with the computed one.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import cast

from nianbao.formats.registry import Form
from nianbao.report.book import Report

_ZERO = Decimal(0)


def computed_totals(form: Form, report: Report) -> dict[str, Decimal]:
    """Return the totals that can be computed: those all of whose terms are known.

    A row total is computed before a column total, so that the grand total follows from either.
    """
    values = dict(report.cells)
    blank = blank_keys(form, values)
    found: dict[str, Decimal] = {}
    for equation in form.sums:
        if not blank.isdisjoint(equation.left):
            continue
        (target,) = equation.right
        total = found.setdefault(target, sum_of(equation.left, values))
        if target in blank:
            values[target] = total
            blank.discard(target)
    return found


def blank_keys(form: Form, values: Mapping[str, Decimal | None]) -> set[str]:
    """Return the cells of the form that are blank or absent."""
    return form.cells.keys() - {key for key, value in values.items() if value is not None}


def sum_of(keys: Iterable[str], values: Mapping[str, Decimal | None]) -> Decimal:
    """Return the sum of cells none of which is blank."""
    # ``map`` and ``sum`` do it without a step in Python; the checks run at every key stroke.
    known = cast("Mapping[str, Decimal]", values)
    return sum(map(known.__getitem__, keys), _ZERO)


def effective_cells(form: Form, report: Report) -> dict[str, Decimal | None]:
    """Return the cells the report has, blank totals filled where the report asks for it.

    A cell that the report lacks altogether stays absent, unless it is computed.
    """
    return {**report.cells, **filled_totals(form, report)}


def filled_totals(form: Form, report: Report) -> dict[str, Decimal]:
    """Return the values of the cells whose value in force is computed, not entered."""
    if not report.auto_totals:
        return {}
    values = dict(report.cells)
    blank = blank_keys(form, values)
    found: dict[str, Decimal] = {}
    for equation in form.sums:
        (target,) = equation.right
        if target in blank and blank.isdisjoint(equation.left):
            found[target] = values[target] = sum_of(equation.left, values)
            blank.discard(target)
    return found


def computed_keys(form: Form, report: Report) -> frozenset[str]:
    """Return the keys whose value in force was computed, not entered."""
    return frozenset(filled_totals(form, report))
