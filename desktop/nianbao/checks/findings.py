"""A finding: a frozen value with a stable rule id, its places and its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from nianbao.report.numbers import format_number


class Severity(StrEnum):
    """How much a finding weighs: error (not in order), warning (look at it), hint."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


class TextSpan(NamedTuple):
    """Words in a text: characters ``start`` to ``end`` of the text under ``key``."""

    key: str
    start: int
    end: int


class FailedIdentity(NamedTuple):
    """One identity that does not hold; ``difference`` is left minus right."""

    rule: str
    cells: tuple[str, ...]
    left: Decimal
    right: Decimal

    @property
    def difference(self) -> Decimal:
        """Left side minus right side."""
        return self.left - self.right


class Suspect(NamedTuple):
    """A cell that is probably wrong, with the value that would mend everything."""

    cell: str
    value: Decimal
    sure: bool = True
    """Whether nothing else explains the failure as well; else other evidence only points here."""


@dataclass(frozen=True)
class Finding:
    """What a check found, in a clerk's words."""

    rule: str
    severity: Severity
    section: str
    message: str
    """One sentence: what does not hold, with both sides and the difference."""
    cells: tuple[str, ...] = ()
    """Every cell of the identity, in the order of the form."""
    hint: str = ""
    """The probable cause, and what to do."""
    left: Decimal | None = None
    right: Decimal | None = None
    spans: tuple[TextSpan, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    """The cells that together explain the failure, or each of which may, the likeliest first."""
    identities: tuple[FailedIdentity, ...] = ()
    """All identities that this finding explains, its own first."""
    one_way: bool = True
    """Whether the left side can only be meant to be the right one: no other reading has another number."""
    subject: str = ""
    """What the finding is about, stable between runs, to remember a clerk's decision by."""

    @property
    def suspect(self) -> str | None:
        """The cell to look at first, where one is suspected."""
        return self.suspects[0].cell if self.suspects else None

    @property
    def difference(self) -> Decimal | None:
        """Left minus right; None for findings that compare nothing."""
        if self.left is None or self.right is None:
            return None
        return self.left - self.right

    def to_json(self) -> dict[str, Any]:
        """Return the finding as ``nianbao check --json`` prints it."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "cells": list(self.cells),
            "section": self.section,
            "message": self.message,
            "hint": self.hint,
            "left": _text(self.left),
            "right": _text(self.right),
            "difference": _text(self.difference),
            "suspects": [
                {"cell": one.cell, "value": _text(one.value), "sure": one.sure}
                for one in self.suspects
            ],
            "also": [
                {
                    "rule": one.rule,
                    "cells": list(one.cells),
                    "left": _text(one.left),
                    "right": _text(one.right),
                    "difference": _text(one.difference),
                }
                for one in self.identities[1:]
            ],
        }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format_number(value)


def count(findings: Sequence[Finding], severity: Severity) -> int:
    """Return how many findings have a severity."""
    return sum(1 for finding in findings if finding.severity is severity)


def more_or_less(difference: Decimal) -> str:
    """Say by how much something is too large or too small, as a clerk would: 多 3, 少 18."""
    return f"{'多' if difference > 0 else '少'} {format_number(abs(difference))}"
