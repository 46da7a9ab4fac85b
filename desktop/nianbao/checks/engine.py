"""Runs every check over a report.

The whole report is checked at each edit: the tables take a fraction of a millisecond, a text is
read again only when it changes, and a run without memory is always right.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext, Lack, make_context
from nianbao.checks.decisions import SetAside, apart
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.settings import LocalRules
from nianbao.checks.tables.arithmetic import check_identities
from nianbao.checks.tables.cells import check_blanks, check_numbers
from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.report.totals import Totals

Check = Callable[[CheckContext], Iterator[Finding]]

TABLES: tuple[Check, ...] = (check_identities, check_numbers, check_blanks)


@dataclass(frozen=True)
class CheckResult:
    """What stands, and what a clerk has set aside with a reason."""

    findings: tuple[Finding, ...] = ()
    """Errors first, each severity in the order of the report."""
    set_aside: tuple[SetAside, ...] = ()
    tables: tuple[Finding, ...] = ()
    """All that the tables alone say, set aside or not; it holds until a cell changes."""
    reading: tuple[Finding, ...] = ()
    """All that the texts and the earlier years say, set aside or not."""
    compared: Mapping[str, int] | None = None
    """How many places each rule compared, where the run was asked to count them."""
    waiting: Mapping[tuple[str, Lack], int] | None = None
    """There, too: how many places lacked what they should be compared with."""
    rules: LocalRules | None = None
    """The local rules that were checked by; the shipped ones where there are none."""

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


def check_and_count(
    report: Report, previous: Sequence[Report] = (), rules: LocalRules | None = None
) -> CheckResult:
    """Check everything and count what each rule compared, in one run, for the record."""
    from nianbao.checks.rules import READING

    context = replace(make_context(report, previous, rules), tally=Counter(), waiting=Counter())
    result = _result(context, _run(TABLES, context), _run(READING, context))
    return replace(result, compared=context.tally, waiting=context.waiting)


def check_report(
    report: Report,
    previous: Sequence[Report] = (),
    rules: LocalRules | None = None,
    tables: tuple[Finding, ...] | None = None,
    totals: Totals | None = None,
) -> CheckResult:
    """Check everything; ``tables`` is what ``check_tables`` said of the same cells, if it has.

    ``totals`` are the sums of the report, where the caller has them already.
    """
    return check_context(make_context(report, previous, rules, totals), tables)


def check_context(context: CheckContext, tables: tuple[Finding, ...] | None = None) -> CheckResult:
    """Check everything, for a caller that needs the values of the context too."""
    from nianbao.checks.rules import READING

    said = _run(TABLES, context) if tables is None else tables
    return _result(context, said, _run(READING, context))


def check_tables(
    report: Report, totals: Totals | None = None, reading: tuple[Finding, ...] = ()
) -> CheckResult:
    """Check the tables alone: at each edit, and first when a report is opened.

    ``totals`` are the sums of the report, where the caller has them already; ``reading`` is what
    the last whole check found in texts and earlier years, which stands until the next one.
    """
    context = make_context(report, totals=totals)
    return _result(context, _run(TABLES, context), reading)


def count_places(context: CheckContext) -> tuple[Counter[str], Counter[tuple[str, Lack]]]:
    """Run every check of a result that was not counted: places compared, and those that wait."""
    from nianbao.checks.rules import READING

    tally: Counter[str] = Counter()
    waiting: Counter[tuple[str, Lack]] = Counter()
    _run((*TABLES, *READING), replace(context, tally=tally, waiting=waiting))
    return tally, waiting


def run_checks(
    report: Report, previous: Sequence[Report] = (), rules: LocalRules | None = None
) -> tuple[Finding, ...]:
    """Return the findings that stand, errors first, each severity in the order of the report."""
    return check_report(report, previous, rules).findings


def _run(checks: Sequence[Check], context: CheckContext) -> tuple[Finding, ...]:
    return tuple(
        finding
        for check in checks
        for finding in check(context)
        # Another report's form may have a row or section of the same id that means something else.
        if catalogue()[finding.rule].is_about_family_of(context.form)
    )


def _result(
    context: CheckContext, tables: tuple[Finding, ...], reading: tuple[Finding, ...]
) -> CheckResult:
    said = (*tables, *reading)
    if not said:
        return CheckResult(rules=context.rules)
    from nianbao.checks.tables.evidence import with_evidence  # not before something is found

    found = _in_order(context.form, with_evidence(context, said))
    standing, settled = apart(found, context.report, context.values)
    return CheckResult(standing, settled, tables, reading, rules=context.rules)


def _in_order(form: Form, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return findings with the errors first, each severity in the order of the report."""
    places = {section.id: number for number, section in enumerate(form.sections)}
    return tuple(
        sorted(findings, key=lambda one: (one.severity.rank, places.get(one.section, len(places))))
    )
