"""Earlier years' reports that travel with a report, to compare with: one for each year."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import replace

from nianbao.report.book import Report

MOST = 10
"""Reports kept beside one; a longer history is no help to a clerk."""


def kept_beside(report: Report) -> Report:
    """Return a copy without what belongs to its own year's work: its decisions, its ticks, its history."""
    return deepcopy(replace(report, previous=(), decisions=(), proofread={}))


def with_earlier(known: Iterable[Report], *added: Report) -> tuple[Report, ...]:
    """Return the reports known and added, with their own history; of each year the one given last.

    The newest year comes first.
    """
    by_year: dict[int, Report] = {}
    for report in known:
        by_year[report.year] = kept_beside(report)
    for report in added:
        for older in report.previous:
            by_year.setdefault(older.year, kept_beside(older))
        by_year[report.year] = kept_beside(report)
    return tuple(by_year[year] for year in sorted(by_year, reverse=True))[:MOST]


def last_report(report: Report) -> Report | None:
    """Return the newest report of an earlier year that is kept beside one."""
    earlier = [one for one in report.previous if one.year < report.year]
    return max(earlier, key=lambda one: one.year, default=None)


def year_before(report: Report) -> Report | None:
    """Return the report of the very year before, where it is kept beside one.

    Only its figures go on in this one; an older one's are of another year.
    """
    return next((one for one in report.previous if one.year == report.year - 1), None)


def without_year(known: Iterable[Report], year: int) -> tuple[Report, ...]:
    """Return the reports of other years."""
    return tuple(one for one in known if one.year != year)


def why_doubtful(report: Report, other: Report) -> str:
    """Say why ``other`` is perhaps not what to compare ``report`` with; empty where it is fine."""
    if other.year == report.year:
        return f"这份报告也是 {other.year} 年的，不是上年的报告。"
    if other.year > report.year:
        return f"这份报告是 {other.year} 年的，比正在填的 {report.year} 年还晚。"
    if not is_same_unit(report.unit, other.unit):
        return f"这份报告是“{other.unit}”的，正在填的是“{report.unit}”。"
    return ""


def is_same_unit(one: str, other: str) -> bool:
    """Whether two names can be one unit's; a missing name tells nothing."""
    mine, theirs = _plain_unit(one), _plain_unit(other)
    return not mine or not theirs or mine.endswith(theirs) or theirs.endswith(mine)


def _plain_unit(unit: str) -> str:
    """The name without what offices write or leave out."""
    name = "".join(unit.split()).removesuffix("办公室").removesuffix("办事处")
    return name.removesuffix("人民政府").removesuffix("政府")
