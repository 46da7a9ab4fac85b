"""What became of each cell since the report was opened, and which edit a finding came with."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nianbao.report.book import Report

if TYPE_CHECKING:
    from nianbao.checks.findings import Finding

Identity = tuple[str, str, str]


@dataclass(frozen=True)
class Change:
    """One value that took another one's place."""

    key: str
    old: Decimal | None
    new: Decimal | None
    at: datetime


class History(QObject):
    """Remembers while the report is open; nothing of it is saved."""

    def __init__(self, report: Report, parent: QObject) -> None:
        super().__init__(parent)
        self.take(report)

    def take(self, report: Report) -> None:
        """Begin with another report."""
        self._report = report
        self._values = dict(report.cells)
        self._changes: dict[str, list[Change]] = {}
        self._last: tuple[Change, ...] = ()
        self._seen: set[Identity] = set()
        self._causes: dict[Identity, tuple[Change, ...]] = {}

    def note(self, keys: frozenset[str]) -> None:
        """Take note of cells that have just changed, in one step."""
        now = datetime.now().astimezone()
        changes = []
        for key in keys:
            old, new = self._values.get(key), self._report.cell(key)
            if old != new:
                changes.append(Change(key, old, new, now))
                self._changes.setdefault(key, []).append(changes[-1])
                self._values[key] = new
        if changes:
            self._last = tuple(changes)

    def of(self, key: str) -> tuple[Change, ...]:
        """Return the changes of a cell, the oldest first."""
        return tuple(self._changes.get(key, ()))

    def note_findings(self, findings: "tuple[Finding, ...]") -> None:
        """Take note of what is found now: what is new came with the last edit."""
        now = {identity(one) for one in findings}
        for one in now - self._seen:
            if self._last:
                self._causes[one] = self._last
        for one in self._causes.keys() - now:
            del self._causes[one]
        self._seen = now

    def cause(self, finding: "Finding") -> Change | None:
        """Return the edit of one cell after which a finding appeared, while it still stands."""
        changes = self._causes.get(identity(finding), ())
        if len(changes) != 1 or self._report.cell(changes[0].key) != changes[0].new:
            return None
        return changes[0]


def identity(finding: "Finding") -> Identity:
    """Return what stays the same of a finding while its words change."""
    return finding.rule, finding.section, finding.subject
