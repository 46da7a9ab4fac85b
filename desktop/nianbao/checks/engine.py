"""Runs every check over a report.

The whole report is checked at each edit: the tables take a fraction of a millisecond, a text is
read again only when it changes, and a run without memory is always right.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext, make_context
from nianbao.checks.decisions import SetAside, apart
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.settings import LocalRules
from nianbao.checks.tables.arithmetic import check_identities
from nianbao.checks.tables.cells import check_blanks, check_numbers
from nianbao.checks.tables.evidence import with_evidence
from nianbao.formats.registry import Form
from nianbao.report.book import Report

Check = Callable[[CheckContext], Iterator[Finding]]

TABLES: tuple[Check, ...] = (check_identities, check_numbers, check_blanks)


def all_checks() -> tuple[Check, ...]:
    """Return every check, those on the tables first."""
    from nianbao.checks.rules import READING

    return (*TABLES, *READING)


@dataclass(frozen=True)
class CheckResult:
    """What stands, and what a clerk has set aside with a reason."""

    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return what ``nianbao check --json`` prints of one report."""
        return {
            "findings": [finding.to_json() for finding in self.findings],
            "errors": count(self.findings, Severity.ERROR),
            "warnings": count(self.findings, Severity.WARNING),
            "set_aside": [
                {
                    **one.finding.to_json(),
                    "reason": one.decision.reason,
                    "decided_on": None
                    if one.decision.decided_on is None
                    else one.decision.decided_on.isoformat(),
                }
                for one in self.set_aside
            ],
        }


def check_report(
    report: Report, previous: Sequence[Report] = (), rules: LocalRules | None = None
) -> CheckResult:
    """Return all findings, errors first, each severity in the order of the report."""
    return _check(make_context(report, previous, rules), all_checks())


def _check(context: CheckContext, checks: Sequence[Check]) -> CheckResult:
    found = [
        finding
        for check in checks
        for finding in check(context)
        # Another report's form may have a row or section of the same id that means something else.
        if catalogue()[finding.rule].is_about_family_of(context.form)
    ]
    ordered = in_order(context.form, with_evidence(context, found))
    return CheckResult(*apart(ordered, context.report, context.values))


def count_compared(context: CheckContext) -> Counter[str]:
    """Run every check for the record: how many places each rule compared, by rule id."""
    tally: Counter[str] = Counter()
    counting = replace(context, tally=tally)
    for check in all_checks():
        for _finding in check(counting):
            pass
    return tally


def in_order(form: Form, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with the errors first, each severity in the order of the report."""
    places = {section.id: number for number, section in enumerate(form.sections)}
    return tuple(
        sorted(findings, key=lambda one: (one.severity.rank, places.get(one.section, len(places))))
    )


def run_checks(
    report: Report, previous: Sequence[Report] = (), rules: LocalRules | None = None
) -> tuple[Finding, ...]:
    """Return the findings that stand, errors first, each severity in the order of the report."""
    return check_report(report, previous, rules).findings


def run_table_checks(
    report: Report, totals: Mapping[str, Decimal] | None = None
) -> tuple[Finding, ...]:
    """Return what the tables alone say: at each edit, and first when a report is opened.

    ``totals`` are the values of the cells that are computed, where the caller has them already.
    """
    return _check(make_context(report, totals=totals), TABLES).findings
