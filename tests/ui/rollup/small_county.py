"""Seven units of a small county, and the report that fails in it."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.totals import values_in_force
from tests.rollup.county import unit_report

OK, FAILING, TWICE, TOWN, MISSING, MISNAMED, LATE = UNITS = (
    "清河县教育局",
    "清河县公安局",
    "清河县民政局",
    "清河县城关镇人民政府",
    "清河县司法局",
    "清河县财政局",
    "清河县审计局",
)
GRANTED = "table_3.granted.natural_person"
LATE_DAY = datetime(2025, 2, 3, 9, 0)  # noqa: DTZ001 - the clock on the wall

Wait = Callable[[], None]


def failing_report(unit: str = FAILING) -> Report:
    """A report in which one cell is three too many."""
    report = unit_report(unit)
    report.change(cells={GRANTED: (report.cell(GRANTED) or Decimal(0)) + 3})
    report.change(facts={"auto_totals": False}, cells=_totals(unit))
    return report


def _totals(unit: str) -> dict[str, Decimal | None]:
    whole = unit_report(unit)
    form = load_form(whole.form)
    values = values_in_force(form, whole)
    return {key: values[key] for key, cell in form.cells.items() if cell.is_total}
