"""The 审核情况表 as data: every rule with its basis, its result, both sides and the reason given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from nianbao.checks.catalogue import catalogue, rules_about
from nianbao.checks.context import CheckContext, Lack, make_context
from nianbao.checks.engine import CheckResult, count_places
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.rule_info import RuleInfo
from nianbao.checks.settings import LocalRules
from nianbao.checks.years.repetition import repetitions
from nianbao.report.book import Decision, Report
from nianbao.report.numbers import format_number

State = Literal[
    "holds", "broken", "set_aside", "not_in_text", "blank", "no_last_year", "not_applicable"
]
"""What can be said of a rule; the words for a clerk are in ``WORDS``."""
WORDS: Mapping[State, str] = {
    "broken": "不符合",
    "set_aside": "已说明",
    "not_in_text": "正文没有写到",
    "blank": "表未填",
    "no_last_year": "没有上年报告",
    "not_applicable": "不适用",
    "holds": "符合",
}
"""In the order of the record: what needs a look first."""
_WEIGHTS: Mapping[Severity, str] = {
    Severity.ERROR: "",
    Severity.WARNING: "（待核实）",
    Severity.HINT: "（提示）",
}
_NOTHING_COMPARED: Mapping[str, tuple[State, str]] = {
    "arithmetic": ("blank", ""),
    "years": ("not_applicable", "两年的报告没有可以比较的内容"),
    "level": ("not_applicable", "单位层级、年度或所填的数不涉及"),
    "texts": ("not_in_text", ""),
    "privacy": ("not_in_text", ""),
}
"""What a rule is called that found nothing to compare, by the file that its words stand in."""
_NO_TEXT = "还没有写正文"
_LACKS: Mapping[Lack, str] = {
    "blank": "另有 {} 处表还没有填，没有核对",
    "no_last_year": "另有 {} 处要有上年报告才能核对",
}
"""What is said beside a rule that holds as far as it could be looked at."""


@dataclass(frozen=True)
class RuleState:
    """What became of a rule in one run."""

    rule: str
    state: State
    compared: int
    """How many places it compared; 0 for a rule that is not said to hold."""
    waiting: Mapping[Lack, int] = field(default_factory=dict)
    """How many places it could not compare yet, by what they lack."""

    def to_json(self) -> dict[str, str | int]:
        """Return the state as ``nianbao check --json`` prints it."""
        return {"rule": self.rule, "state": self.state, "compared": self.compared}


@dataclass(frozen=True)
class AuditRow:
    """One line of the record."""

    rule: str
    title: str
    basis: str
    state: State
    result: str
    """The state in a clerk's words, with the number of places compared."""
    detail: str = ""
    """What was found."""
    sides: str = ""
    """The values on both sides."""
    reason: str = ""
    decided_on: date | None = None


def rule_states(
    report: Report,
    result: CheckResult,
    previous: Sequence[Report] = (),
    rules: LocalRules | None = None,
) -> tuple[RuleState, ...]:
    """Return the state of every rule about the report's form, help-only rules left out."""
    return _states(make_context(report, previous, rules), result)


def _states(context: CheckContext, result: CheckResult) -> tuple[RuleState, ...]:
    compared, waiting = result.compared, result.waiting
    if compared is None or waiting is None:
        compared, waiting = count_places(context)
    standing = {finding.rule for finding in result.findings}
    settled = {one.finding.rule for one in result.set_aside}
    found = []
    for rule in rules_about(context.form):
        if rule.record == "nothing":
            continue
        places = compared.get(rule.id, 0)
        lacking = {lack: n for lack in _LACKS if (n := waiting.get((rule.id, lack), 0))}
        if rule.id in standing:
            state: State = "broken"
        elif rule.id in settled:
            state = "set_aside"
        else:
            state = "holds" if places else _why_not(rule, context, lacking)
        found.append(RuleState(rule.id, state, places, lacking))
    return tuple(found)


def _why_not(rule: RuleInfo, context: CheckContext, lacking: Mapping[Lack, int]) -> State:
    """Why a rule compared nothing."""
    if lacking:
        return next(iter(lacking))
    if rule.group == "years" and context.last_year is None:
        return "no_last_year"
    if rule.record == "repetition":  # texts of two years, no table
        return "not_applicable"
    return _NOTHING_COMPARED[rule.group][0]


def audit_rows(
    report: Report, result: CheckResult, previous: Sequence[Report] = ()
) -> tuple[AuditRow, ...]:
    """Return the lines of the record: what needs a look first, then the rest of the catalogue.

    Each rule about the report's form has one line at least.
    """
    context = make_context(report, previous, result.rules)
    document = context.form.definition.document
    rows: list[AuditRow] = []
    for one in _states(context, result):
        rule = catalogue()[one.rule]
        rows.extend(list(_found(rule, document, result)) or [_quiet(rule, one, context)])
    return tuple(sorted(rows, key=_place))


def _place(row: AuditRow) -> tuple[int, int]:
    """What needs a look first, errors before hints; the rest in the order of the catalogue."""
    weights = [WORDS["broken"] + words for words in _WEIGHTS.values()]
    weight = weights.index(row.result) if row.state == "broken" else 0
    return list(WORDS).index(row.state), weight


def _quiet(rule: RuleInfo, one: RuleState, context: CheckContext) -> AuditRow:
    """The line of a rule that found nothing: it held in so many places, or compared none."""
    words, detail = WORDS[one.state], ""
    if one.state == "holds":
        words = f"{words}（核对 {one.compared} 处）"
        lacks = [_LACKS[lack].format(places) for lack, places in one.waiting.items()]
        detail = "；".join([*lacks, _repeated(context)] if rule.record == "repetition" else lacks)
    elif one.state == "not_applicable":
        detail = _NOTHING_COMPARED[rule.group][1]
    elif one.state == "not_in_text" and not _is_written(context.report):
        detail = _NO_TEXT
    basis = rule.basis_for(context.form.definition.document)
    return AuditRow(rule.id, _title(rule), basis, one.state, words, detail)


def _is_written(report: Report) -> bool:
    return any(text.strip() for text in (report.preamble, *report.texts.values()))


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
        state="broken" if decision is None else "set_aside",
        result=WORDS["set_aside"] if decision else WORDS["broken"] + _WEIGHTS[finding.severity],
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
