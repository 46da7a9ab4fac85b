"""生成本级报告: the summed tables as the own unit's report, last year beside it, ready to write."""

from nianbao.report.book import Report
from nianbao.rollup.sums import Sum


def own_report(total: Sum, unit: str, last_year: Report | None = None) -> Report:
    """Return a report of ``unit`` with the summed tables; ``last_year`` is its own earlier report."""
    raise NotImplementedError
