"""``nianbao check``: 0 without errors, 1 with errors; a file that cannot be read is a UserError."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from nianbao.checks.audit import rule_states
from nianbao.checks.engine import CheckResult, check_report
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.settings import load_rules
from nianbao.cli.console import say, say_json
from nianbao.cli.sources import read_named
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.earlier import with_earlier

_MARKS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}


@dataclass(frozen=True)
class Ways:
    """How to check: what to compare with, by which local rules, and what to write."""

    last_years: Sequence[str] = ()
    rules: Path | None = None
    record: Path | None = None
    as_json: bool = False


def check(name: str, ways: Ways) -> int:
    """Check a report, print its findings and return the exit code."""
    report = read_named(name).report
    given = [read_named(one).report for one in ways.last_years]
    previous = _compared(report, given)
    rules = load_rules(ways.rules) if ways.rules is not None else None
    result = check_report(report, previous, rules)
    if ways.record is not None:
        _write_record(report, result, ways.record, previous)
    if ways.as_json:
        states = rule_states(report, result, previous, rules)
        say_json({**result.to_json(), "rules": [one.to_json() for one in states]})
    else:
        _say_all(result, report.form)
    return 1 if count(result.findings, Severity.ERROR) else 0


def _compared(report: Report, given: Sequence[Report]) -> tuple[Report, ...]:
    """The reports kept with the file, those given now in the place of the same year's.

    Two reports given for one year are both compared: the clerk shall hear of the second.
    """
    kept = with_earlier(report.previous, *given)
    years = {one.year for one in given}
    return (*given, *(one for one in kept if one.year not in years))


def _write_record(
    report: Report, result: CheckResult, path: Path, previous: Sequence[Report]
) -> None:
    from nianbao.exporters.audit_record import write_audit_record

    write_audit_record(report, result, path, datetime.now().astimezone().date(), previous)


def _say_all(result: CheckResult, form_id: str) -> None:
    for finding in result.findings:
        say(_line(finding, form_id))
    for one in result.set_aside:
        say(f"已说明  {one.finding.message}（{one.finding.rule}）理由：{one.decision.reason}")
    say(_summary(*(count(result.findings, one) for one in (Severity.ERROR, Severity.WARNING))))


def _line(finding: Finding, form_id: str) -> str:
    section = load_form(form_id).section(finding.section).label if finding.section else ""
    hint = f"\n      {finding.hint}" if finding.hint else ""
    return f"{_MARKS[finding.severity]}  {section}  {finding.message}（{finding.rule}）{hint}"


def _summary(errors: int, warnings: int) -> str:
    if not errors and not warnings:
        return "没有发现问题，表内各项数据平衡。"
    if not errors:
        return f"没有错误，还有 {warnings} 处提醒。"
    return f"还有 {errors} 处错误，{warnings} 处提醒。"
