"""A finding about a sum or about units that are alike, as a value; the rules' words are data.

They stand in ``resources/rollup/rules.toml``.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from nianbao import resources
from nianbao.checks.findings import Severity
from nianbao.report.numbers import format_number
from nianbao.rollup.decisions import Decisions


@dataclass(frozen=True)
class RollupFinding:
    """A finding about the sum or about units that are alike."""

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    section: str = ""
    cells: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    """The units that break the identity, the worst first, or those that are alike."""
    pairs: frozenset[tuple[str, str]] = frozenset()
    """Of units that are alike, which two are: what settles each pair settles the finding."""
    left: Decimal | None = None
    right: Decimal | None = None
    subject: str = ""
    """To settle it by: ``decisions.settle(subject, reason)``."""
    said: str = ""
    """What the clerk wrote about it; an error that must be mended stands all the same."""
    reason: str = ""
    """Why it was settled; empty while it stands."""

    def to_json(self) -> dict[str, Any]:
        """Return the finding as ``nianbao rollup --json`` prints it."""
        difference = None if self.left is None or self.right is None else self.left - self.right
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "cells": list(self.cells),
            "section": self.section,
            "units": list(self.units),
            "message": self.message,
            "hint": self.hint,
            "left": _text(self.left),
            "right": _text(self.right),
            "difference": _text(difference),
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format_number(value)


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Mapping[str, Any]]:
    """Return the rules about many reports, by id."""
    data = tomllib.loads(resources.text("rollup/rules.toml"))
    return {rule["id"]: rule for rule in data["rules"]}


def made(rule_id: str, message: str, subject: str) -> RollupFinding:
    """Return a finding with what the rule itself says."""
    rule = rules()[rule_id]
    return RollupFinding(
        rule_id, Severity(rule["severity"]), message, rule["advice"], subject=f"{rule_id}:{subject}"
    )


def about_units(section: str, units: Iterable[str]) -> str:
    """Return the subject of what is said of some units' texts."""
    return ":".join((section, *sorted(units)))


def settled(findings: Iterable[RollupFinding], decisions: Decisions) -> tuple[RollupFinding, ...]:
    """Return the findings with what the clerk wrote about them, and whether that settles them."""
    return tuple(_with_words(one, decisions) for one in findings)


def _with_words(finding: RollupFinding, decisions: Decisions) -> RollupFinding:
    said = decisions.settled.get(finding.subject, "") or _reason_of_pairs(finding, decisions)
    return replace(finding, said=said, reason=said if _may_settle(finding) else "")


def _may_settle(finding: RollupFinding) -> bool:
    return finding.severity is not Severity.ERROR or rules()[finding.rule].get("override", False)


def _reason_of_pairs(finding: RollupFinding, decisions: Decisions) -> str:
    """Units were settled two by two, or among others: once all pairs are, nothing new is left to say."""
    begins = f"{finding.rule}:{finding.section}:"
    left, reasons = set(finding.pairs), list[str]()
    for subject, reason in decisions.settled.items() if left else ():
        if subject.startswith(begins):
            units = {*subject.removeprefix(begins).split(":")}
            known = {pair for pair in left if units.issuperset(pair)}
            left -= known
            reasons += [reason] if known else []
    return "" if left else "；".join(dict.fromkeys(reasons))
