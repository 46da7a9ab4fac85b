"""Runs every check over a report.

The whole report is checked at each edit: the tables take a fraction of a millisecond, a text is
read again only when it changes, and a run without memory is always right.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from nianbao.checks.arithmetic import check_identities
from nianbao.checks.cells import check_blanks, check_numbers
from nianbao.checks.context import CheckContext, make_context
from nianbao.checks.decisions import SetAside, apart
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.plausible import check_direct_suits, check_form_of_year, check_level
from nianbao.checks.privacy import check_privacy, check_review_done, check_secrecy
from nianbao.checks.repetition import check_repetition
from nianbao.checks.settings import LocalRules
from nianbao.checks.text_claims import check_claims, check_lists, check_percentages
from nianbao.checks.text_form import (
    check_fee,
    check_headings_in_text,
    check_leftovers,
    check_legal_base,
    check_length,
    check_overview,
    check_parts_named,
    check_problems,
)
from nianbao.checks.text_numbers import check_balance_in_text, check_text_numbers
from nianbao.checks.text_years import check_years_in_text
from nianbao.checks.years import check_carry, check_in_force, check_jumps, check_last_reports
from nianbao.report.book import Report

Check = Callable[[CheckContext], Iterator[Finding]]

TABLES: tuple[Check, ...] = (check_identities, check_numbers, check_blanks)
YEARS: tuple[Check, ...] = (
    check_last_reports,
    check_carry,
    check_in_force,
    check_jumps,
    check_repetition,
)
TEXTS: tuple[Check, ...] = (
    check_text_numbers,
    check_claims,
    check_balance_in_text,
    check_lists,
    check_percentages,
    check_years_in_text,
    check_parts_named,
    check_legal_base,
    check_leftovers,
    check_headings_in_text,
    check_overview,
    check_length,
    check_problems,
    check_fee,
)
REST: tuple[Check, ...] = (
    check_level,
    check_form_of_year,
    check_direct_suits,
    check_privacy,
    check_secrecy,
    check_review_done,
)
CHECKS: tuple[Check, ...] = (*TABLES, *YEARS, *TEXTS, *REST)


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
                {**one.finding.to_json(), "reason": one.decision.reason} for one in self.set_aside
            ],
        }


def check_report(
    report: Report, previous: Sequence[Report] = (), rules: LocalRules | None = None
) -> CheckResult:
    """Return all findings, errors first, each severity in the order of the report."""
    context = make_context(report, previous, rules)
    found = [finding for check in CHECKS for finding in check(context)]
    places = {section.id: number for number, section in enumerate(context.form.sections)}
    found.sort(key=lambda one: (one.severity.rank, places.get(one.section, len(places))))
    return CheckResult(*apart(found, report, context.values))


def run_checks(report: Report, previous: Sequence[Report] = ()) -> tuple[Finding, ...]:
    """Return the findings that stand, errors first, each severity in the order of the report."""
    return check_report(report, previous).findings
