"""生成本级报告: the summed tables as the own unit's report, last year beside it, ready to write."""

from nianbao.report.book import Report, blank_report
from nianbao.report.earlier import with_earlier
from nianbao.report.next_year import report_for_next_year
from nianbao.report.totals import add_up
from nianbao.rollup.sums import Sum


def own_report(total: Sum, unit: str, last_year: Report | None = None) -> Report:
    """Return a report of ``unit`` with the summed tables; ``last_year`` is its own earlier report.

    A total that follows from the summed cells is left to be computed, so that it goes on following
    them; one that does not is entered as the units' totals add up, and the check names it.
    """
    report = _begun(total, last_year)
    report.unit = unit
    values = dict(total.values())
    totals = {key for key, cell in total.form.cells.items() if cell.is_total}
    parts = {key: None if key in totals else value for key, value in values.items()}
    computed = add_up(total.form, parts).filled
    for key in totals:
        parts[key] = None if computed.get(key) == values[key] else values[key]
    report.cells = parts
    if last_year is None and total.before is not None:
        report.previous = with_earlier((), total.before.report(unit))
    return report


def _begun(total: Sum, last_year: Report | None) -> Report:
    if last_year is not None:
        begun = report_for_next_year(last_year, total.year)
        if begun.form == total.form.id:
            return begun
    report = blank_report(total.form.id, total.form.cells, total.year)
    if last_year is not None:
        report.previous = with_earlier((), last_year)
    return report
