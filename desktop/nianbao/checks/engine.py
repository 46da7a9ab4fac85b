"""Runs every check over a report.

The whole report is checked at each edit: that takes a fraction of a millisecond, and a run
without memory is always right.
"""

from collections.abc import Callable, Iterator, Sequence

from nianbao.checks.arithmetic import check_identities
from nianbao.checks.cells import check_blanks, check_numbers
from nianbao.checks.context import CheckContext, make_context
from nianbao.checks.findings import Finding
from nianbao.report.book import Report

Check = Callable[[CheckContext], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (check_identities, check_numbers, check_blanks)


def run_checks(report: Report, previous: Sequence[Report] = ()) -> tuple[Finding, ...]:
    """Return all findings, errors first, each severity in the order of the report."""
    context = make_context(report, previous)
    found = [finding for check in CHECKS for finding in check(context)]
    places = {section.id: number for number, section in enumerate(context.form.sections)}
    return tuple(
        sorted(found, key=lambda one: (one.severity.rank, places.get(one.section, len(places))))
    )
