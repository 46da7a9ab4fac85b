"""Every rule on cases that are right or wrong by it; how well each does, and what it would miss switched off."""

import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unittest.mock import patch

from nianbao.checks import engine
from nianbao.checks.context import CheckContext
from nianbao.checks.engine import Check, check_report
from nianbao.checks.findings import Finding
from nianbao.report.book import Report
from tests.checks.rule_cases import CASES, GOVERNED, LONG, Maker, one
from tests.checks.town import quiet_town

PAIRS = Path(__file__).with_name("rule_pairs.toml")
_run = engine._run


@dataclass(frozen=True)
class RuleCase:
    """A report that is right or wrong by one rule, and what it is right or wrong in."""

    rule: str
    name: str
    make: Maker
    is_true: bool
    twin: Maker
    """The report that differs from it in this alone, and is right."""

    def found(self) -> frozenset[str]:
        """The rules that say of the report what they do not say of its twin."""
        usual = {(one.rule, one.message) for one in _findings(self.twin)}
        fresh = [one for one in _findings(self.make) if (one.rule, one.message) not in usual]
        return frozenset(rule for one in fresh for rule in _rules_of(one))


def _rules_of(finding: Finding) -> set[str]:
    return {finding.rule, *(one.rule for one in finding.identities)}


def _findings(make: Maker) -> tuple[Finding, ...]:
    report, previous = make()
    return check_report(report, previous).findings


@contextmanager
def switched_off(rule: str) -> Iterator[None]:
    """Let no check say anything by a rule."""

    def run(checks: Sequence[Check], context: CheckContext) -> tuple[Finding, ...]:
        return tuple(one for one in _run(checks, context) if one.rule != rule)

    with patch.object(engine, "_run", run):
        yield


@cache
def all_cases() -> tuple[RuleCase, ...]:
    """The three cases of every rule, and the pairs of the data file."""
    return (*_three_each(), *_pairs())


def _three_each() -> Iterator[RuleCase]:
    for rule, (wrong, right, near) in CASES.items():
        yield RuleCase(rule, "it breaks", wrong, is_true=False, twin=right)
        yield RuleCase(rule, "it is near", near, is_true=True, twin=right)


def _pairs() -> Iterator[RuleCase]:
    for entry in tomllib.loads(PAIRS.read_text(encoding="utf-8"))["rules"]:
        key = entry["key"]
        for name, is_true in (("right", True), ("wrong", False)):
            for text in entry[name]:
                yield RuleCase(entry["rule"], text, _saying(key, text), is_true, _saying(key, ""))


def _saying(key: str, text: str) -> Maker:
    """A quiet town in order, but for a text; its usual text where that is empty."""

    def make() -> tuple[Report, list[Report]]:
        report, previous = one(quiet_town({"table_2.admin_fee.fee_amount": 1}), **GOVERNED)()
        report.texts |= {"problems": LONG, "other": "本年度未收取信息处理费。"}
        if key == "preamble":
            report.preamble = text
        elif text:
            report.texts[key] = text
        return report, previous

    return make


@dataclass(frozen=True)
class RuleScore:
    """How well one rule tells right from wrong."""

    rule: str
    found: int
    missed: tuple[RuleCase, ...]
    doubted: tuple[RuleCase, ...]

    @property
    def recall(self) -> float:
        """The share of the wrong cases that the rule finds."""
        return self.found / max(1, self.found + len(self.missed))

    @property
    def precision(self) -> float:
        """The share of right ones in what the rule says."""
        return self.found / max(1, self.found + len(self.doubted))


@cache
def scores() -> tuple[RuleScore, ...]:
    """One score a rule, in the order of the catalogue's cases."""
    cases = [(case, case.rule in case.found()) for case in all_cases()]
    return tuple(
        RuleScore(
            rule,
            sum(says and not case.is_true for case, says in cases if case.rule == rule),
            tuple(case for case, says in cases
                  if case.rule == rule and not case.is_true and not says),
            tuple(case for case, says in cases if case.rule == rule and case.is_true and says),
        )
        for rule in dict.fromkeys(case.rule for case, _says in cases)
    )  # fmt: skip


def print_scores() -> None:
    """Print precision and recall of each rule, and what went wrong."""
    for score in scores():
        print(f"{score.rule:<34} precision {score.precision:.3f}   recall {score.recall:.3f}")
        for case in score.missed:
            print(f"  missed: {case.name}")
        for case in score.doubted:
            print(f"  false alarm: {case.name}")
