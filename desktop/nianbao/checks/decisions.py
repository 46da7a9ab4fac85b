"""A clerk's decisions: a finding set aside with a reason, until the words or cells it is about change."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from nianbao import resources
from nianbao.checks.catalogue import catalogue
from nianbao.checks.findings import Finding, Severity
from nianbao.report.book import Decision, Report
from nianbao.report.errors import UserError
from nianbao.report.numbers import format_number

REASONS = "prose/reasons.toml"


@dataclass(frozen=True)
class SetAside:
    """A finding that a clerk has looked at and set aside."""

    finding: Finding
    decision: Decision


def can_be_set_aside(finding: Finding) -> bool:
    """Whether a reason may settle a finding; a strict error must be mended."""
    return catalogue()[finding.rule].override or finding.severity is not Severity.ERROR


def fingerprint(finding: Finding, report: Report, values: Mapping[str, Decimal | None]) -> str:
    """Return a short mark of the words and values that a finding is about."""
    parts = [finding.rule, finding.subject]
    for span in finding.spans:
        text = report.text(span.key)
        parts.append(_sentence(text, span.start, span.end))
    parts.extend(f"{key}={format_number(values.get(key))}" for key in finding.cells)
    parts.extend(format_number(side) for side in (finding.left, finding.right))
    import hashlib  # not before the first report is on the screen

    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a span: a decision about its words ends when they change."""
    first = max((text.rfind(mark, 0, start) for mark in "。！？\n"), default=-1) + 1
    ends = [place for mark in "。！？\n" if (place := text.find(mark, end)) >= 0]
    return text[first : min(ends, default=len(text))].strip()


def decide(
    finding: Finding,
    reason: str,
    report: Report,
    values: Mapping[str, Decimal | None],
    day: date | None = None,
) -> Decision:
    """Return the decision to keep in the report; UserError where the finding must be mended."""
    if not can_be_set_aside(finding):
        raise UserError("这一项是必须改正的错误，不能用说明代替。", finding.hint)
    if not reason.strip():
        raise UserError("请写明理由。")
    mark = fingerprint(finding, report, values)
    return Decision(
        rule=finding.rule, subject=finding.subject, fingerprint=mark, reason=reason.strip(),
        decided_on=day,
    )  # fmt: skip


def with_decision(
    report: Report, decision: Decision, in_force: Iterable[SetAside] = ()
) -> tuple[Decision, ...]:
    """Return the report's decisions with one added; an older one on the same subject gives way.

    Not one that is still ``in_force``: one quantity may be wrong in two sentences of a text, and each
    has its own reason.
    """
    kept = [one.decision for one in in_force]
    subject = (decision.rule, decision.subject)
    others = [one for one in report.decisions if (one.rule, one.subject) != subject or one in kept]
    return (*(one for one in others if one.fingerprint != decision.fingerprint), decision)


def apart(
    findings: Iterable[Finding], report: Report, values: Mapping[str, Decimal | None]
) -> tuple[tuple[Finding, ...], tuple[SetAside, ...]]:
    """Part findings into those that stand and those set aside by a decision still in force."""
    if not report.decisions:
        return tuple(findings), ()
    known = {(one.rule, one.subject, one.fingerprint): one for one in report.decisions}
    standing: list[Finding] = []
    aside: list[SetAside] = []
    for finding in findings:
        decision = None
        if can_be_set_aside(finding):
            mark = fingerprint(finding, report, values)
            decision = known.get((finding.rule, finding.subject, mark))
        if decision is None:
            standing.append(finding)
        else:
            aside.append(SetAside(finding, decision))
    return tuple(standing), tuple(aside)


@lru_cache(maxsize=1)
def _reasons() -> Mapping[str, Sequence[str]]:
    found: Mapping[str, Sequence[str]] = tomllib.loads(resources.text(REASONS))["reasons"]
    return found


def suggested_reasons(rule: str) -> tuple[str, ...]:
    """Return reasons that clerks often give for findings of a rule."""
    return tuple(_reasons().get(rule, ())) or tuple(_reasons()["any"])
