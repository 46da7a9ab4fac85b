"""The 审核情况表 as data: every rule with its basis, its result, both sides and the reason given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nianbao.checks.catalogue import RuleInfo, rules_about
from nianbao.checks.context import CheckContext, make_context
from nianbao.checks.engine import CheckResult
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.years.repetition import repetitions
from nianbao.report.book import Decision, Report
from nianbao.report.numbers import format_number

Result = Literal["符合", "不符合", "待核实", "提示", "已说明", "未核对"]
_RESULTS: dict[Severity, Result] = {
    Severity.ERROR: "不符合",
    Severity.WARNING: "待核实",
    Severity.HINT: "提示",
}
_ORDER: tuple[Result, ...] = ("不符合", "待核实", "提示", "已说明", "未核对", "符合")


@dataclass(frozen=True)
class AuditRow:
    """One line of the record."""

    rule: str
    title: str
    basis: str
    result: Result
    detail: str = ""
    """What was found."""
    sides: str = ""
    """The values on both sides."""
    reason: str = ""
    decided_on: date | None = None


def audit_rows(
    report: Report, result: CheckResult, previous: Sequence[Report] = ()
) -> tuple[AuditRow, ...]:
    """Return the lines of the record: what needs a look first, then the rest of the catalogue.

    Each rule about the report's form has one line at least.
    """
    context = make_context(report, previous)
    document = context.form.definition.document
    rows: list[AuditRow] = []
    for rule in rules_about(context.form):
        if rule.record == "nothing":
            continue
        found = list(_found(rule, document, result))
        if not found:
            compared = context.last_year is not None or not rule.needs_last_year
            outcome: Result = "符合" if compared else "未核对"
            detail = "" if compared else "没有提供上年报告"
            if rule.record == "repetition" and compared:
                detail = _repeated(context)
            found = [AuditRow(rule.id, _title(rule), rule.basis_for(document), outcome, detail)]
        rows.extend(found)
    return tuple(sorted(rows, key=lambda row: _ORDER.index(row.result)))


def _repeated(context: CheckContext) -> str:
    """The share of repeated text of each section: “一、总体情况”12%."""
    return "，".join(
        f"“{context.form.section(one.section).label}”{one.percent}%"
        for one in repetitions(context).values()
    )


def _found(rule: RuleInfo, document: str, result: CheckResult) -> Iterator[AuditRow]:
    for finding in result.findings:
        if finding.rule == rule.id:
            yield _row(rule, document, finding, None)
    for one in result.set_aside:
        if one.finding.rule == rule.id:
            yield _row(rule, document, one.finding, one.decision)


def _row(rule: RuleInfo, document: str, finding: Finding, decision: Decision | None) -> AuditRow:
    return AuditRow(
        rule=rule.id,
        title=_title(rule),
        basis=rule.basis_for(document),
        result=_RESULTS[finding.severity] if decision is None else "已说明",
        detail=finding.message,
        sides=_sides(finding),
        reason=decision.reason if decision else "",
        decided_on=decision.decided_on if decision else None,
    )


def _title(rule: RuleInfo) -> str:
    return f"{rule.title}（本地规则）" if rule.local else rule.title


def _sides(finding: Finding) -> str:
    if finding.left is None or finding.right is None:
        return ""
    return f"{format_number(finding.left)}／{format_number(finding.right)}"
