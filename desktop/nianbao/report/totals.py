"""The values in force: what was entered, and the computed total where a total cell is blank.

Totals are never stored: a typed total stays as typed and is compared with the computed one.
"""

from collections.abc import Mapping
from decimal import Decimal

from nianbao.formats.equations import Equation
from nianbao.formats.registry import Form
from nianbao.report.book import Report


def computed_totals(form: Form, report: Report) -> dict[str, Decimal]:
    """Return the totals that can be computed: those all of whose terms are known.

    A row total is computed before a column total, so that the grand total follows from either.
    """
    values = {key: report.cell(key) for key in form.cells}
    found: dict[str, Decimal] = {}
    for equation in _in_order(form):
        (target,) = equation.right
        total = _sum(equation.left, values)
        if total is None:
            continue
        if target not in found:
            found[target] = total
        if values[target] is None:
            values[target] = total
    return found


def _in_order(form: Form) -> list[Equation]:
    sums = [equation for equation in form.equations if equation.kind == "sum"]
    return sorted(sums, key=lambda equation: equation.crosses_total)


def _sum(keys: tuple[str, ...], values: Mapping[str, Decimal | None]) -> Decimal | None:
    total = Decimal(0)
    for key in keys:
        value = values[key]
        if value is None:
            return None
        total += value
    return total


def effective_cells(form: Form, report: Report) -> dict[str, Decimal | None]:
    """Return the cells the report has, blank totals filled where the report asks for it.

    A cell that the report lacks altogether stays absent, unless it is computed.
    """
    cells = {key: report.cells[key] for key in form.cells if key in report.cells}
    if report.auto_totals:
        for key, total in computed_totals(form, report).items():
            if cells.get(key) is None:
                cells[key] = total
    return cells


def computed_keys(form: Form, report: Report) -> frozenset[str]:
    """Return the keys whose value in force was computed, not entered."""
    if not report.auto_totals:
        return frozenset()
    return frozenset(key for key in computed_totals(form, report) if report.cell(key) is None)
