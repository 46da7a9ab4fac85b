"""``nianbao check``: 0 without errors, 1 with errors; a file that cannot be read is a UserError."""

from collections.abc import Sequence

from nianbao.checks.engine import check_report
from nianbao.checks.findings import Finding, Severity, count
from nianbao.cli.console import say, say_json
from nianbao.cli.sources import read_named
from nianbao.formats.registry import load_form

_MARKS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}


def check(name: str, last_years: Sequence[str], *, as_json: bool) -> int:
    """Check a report, print its findings and return the exit code."""
    report = read_named(name).report
    previous = [read_named(one).report for one in last_years]
    result = check_report(report, previous)
    findings = result.findings
    errors = count(findings, Severity.ERROR)
    warnings = count(findings, Severity.WARNING)
    if as_json:
        say_json(result.to_json())
    else:
        for finding in findings:
            say(_line(finding, report.form))
        for one in result.set_aside:
            say(f"已说明  {one.finding.message}（{one.finding.rule}）理由：{one.decision.reason}")
        say(_summary(errors, warnings))
    return 1 if errors else 0


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
