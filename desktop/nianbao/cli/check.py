"""``nianbao check``: 0 without errors, 1 with errors, 2 where a file cannot be read.

Of several files or a folder each is checked by itself; what is given as last year's is compared with
the reports of the same unit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nianbao.checks.audit import rule_states
from nianbao.checks.engine import CheckResult, check_and_count, check_report
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.settings import LocalRules, load_rules
from nianbao.cli.console import say, say_json
from nianbao.cli.many import Source, Style, each, is_many, say_line, sources_of
from nianbao.cli.sources import read_named
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.earlier import with_earlier
from nianbao.report.errors import UserError
from nianbao.rollup.names import Names

_MARKS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}


@dataclass(frozen=True)
class Ways:
    """How to check: what to compare with, by which local rules, and what to write."""

    last_years: Sequence[str] = ()
    rules: Path | None = None
    record: Path | None = None
    style: Style = "words"


def check(names: Sequence[str], ways: Ways) -> int:
    """Check reports, print their findings and return the exit code."""
    rules = load_rules(ways.rules) if ways.rules is not None else None
    if not is_many(names):
        given = [read_named(one).report for one in ways.last_years]
        result, body = _checked(names[0], lambda _unit: given, ways, rules)
        if ways.style == "json":
            say_json(body)
        elif ways.style == "jsonl":
            say_line({"source": names[0], **body})
        return 1 if count(result.findings, Severity.ERROR) else 0
    if ways.record is not None:
        raise UserError("审核情况表一次只能写一份报告的。", "请去掉 --record，或者只写一个文件。")
    return _check_many(names, ways, rules)


def _check_many(names: Sequence[str], ways: Ways, rules: LocalRules | None) -> int:
    """2 where one cannot be read, else 1 where one has errors, else 0."""
    earlier = _of_units(ways.last_years)
    failing = 0

    def work(source: Source) -> dict[str, Any]:
        nonlocal failing
        if ways.style == "words":
            say(source.name)
        result, body = _checked(source.name, earlier, ways, rules)
        failing += bool(count(result.findings, Severity.ERROR))
        return body

    outcome = each(sources_of(names), work, ways.style)
    return 2 if outcome.unreadable else int(failing > 0)


Earlier = Callable[[str], Sequence[Report]]
"""From a unit's name to the earlier reports to compare with."""


def _of_units(names: Sequence[str]) -> Earlier:
    """Many units' earlier reports: each is compared with reports of its own unit alone."""
    reports = [read_named(one.name).report for one in sources_of(names)] if names else []
    units = Names(one.unit for one in reports if one.unit)

    def of(unit: str) -> list[Report]:
        name = units.is_sure(unit)
        return [one for one in reports if name and units.is_sure(one.unit) == name]

    return of


def _checked(
    name: str, earlier: Earlier, ways: Ways, rules: LocalRules | None
) -> tuple[CheckResult, dict[str, Any]]:
    report = read_named(name).report
    previous = _compared(report, earlier(report.unit))
    counts = ways.style != "words" or ways.record is not None
    run = check_and_count if counts else check_report
    result = run(report, previous, rules)
    if ways.record is not None:
        _write_record(report, result, ways.record, previous)
    if ways.style == "words":
        _say_all(result, report.form)
        return result, {}
    states = rule_states(report, result, previous, rules)
    return result, {**result.to_json(), "rules": [one.to_json() for one in states]}


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
