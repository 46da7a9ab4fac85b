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


Step = tuple["Change", ...]
"""What one step changed: a cell, or as many as were pasted or filled."""


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
        self._steps: list[Step] = []
        """Those since the whole report was checked: any may have brought what is found next."""
        self._seen: set[Identity] = set()
        self._causes: dict[Identity, Step] = {}

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
            self._steps.append(tuple(changes))

    def of(self, key: str) -> tuple[Change, ...]:
        """Return the changes of a cell, the oldest first."""
        return tuple(self._changes.get(key, ()))

    def note_findings(self, findings: "tuple[Finding, ...]", *, whole: bool) -> None:
        """Take note of what is found now; what is new came with an edit since the last check.

        The tables are checked at each edit, so that theirs is the last one. The ``whole`` report
        is checked at a rest: by then several may have been made.
        """
        now = {identity(one): one for one in findings}
        steps = self._steps if whole else self._steps[-1:]
        for one in now.keys() - self._seen:
            causes = [step for step in steps if _touches(step, now[one])]
            if len(causes) == 1:
                self._causes[one] = causes[0]
        for one in self._causes.keys() - now.keys():
            del self._causes[one]
        self._seen = set(now)
        if whole:
            self._steps.clear()

    def cause(self, finding: "Finding") -> Step:
        """Return what the step changed after which a finding appeared, while all of it stands.

        Nothing where a single blank was filled: to leave it blank again would mend nothing.
        """
        step = self._causes.get(identity(finding), ())
        filled_one = len(step) == 1 and step[0].old is None
        stands = all(self._report.cell(one.key) == one.new for one in step)
        return step if stands and not filled_one else ()


def _touches(step: Step, finding: "Finding") -> bool:
    """Whether a step changed what a finding is about; one about texts alone names no cells."""
    return not finding.cells or any(one.key in finding.cells for one in step)


def identity(finding: "Finding") -> Identity:
    """Return what stays the same of a finding while its words change."""
    return finding.rule, finding.section, finding.subject
