"""Undoable changes, by the report's permanent keys; never by rows and columns of a view."""

import time
from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from PySide6.QtGui import QUndoCommand

from nianbao.report.book import Report

TYPING_PAUSE = 1.5
"""Seconds after which further typing is an undo step of its own."""


class Holder(Protocol):
    """Whoever holds the report that is open; which report that is, a command may change too."""

    report: Report

    def adopt(self, report: Report) -> None:
        """Show another report."""


class SetCells(QUndoCommand):
    """Enter numbers, and the notes that came with them, in one step."""

    def __init__(
        self,
        session: Holder,
        values: Mapping[str, Decimal | None],
        label: str,
        notes: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(label)
        report = session.report
        self._session = session
        self._values = dict(values)
        self._notes = dict(notes or {})
        self._had = {key: report.cells[key] for key in values if key in report.cells}
        self._old = {key: report.cell(key) for key in values}
        self._old_notes = {key: report.cell_notes.get(key, "") for key in self._notes}

    @property
    def keys(self) -> tuple[str, ...]:
        """The cells that it changes."""
        return tuple(dict.fromkeys([*self._values, *self._notes]))

    def redo(self) -> None:
        """Enter the new values."""
        self._apply(self._values, self._notes)

    def undo(self) -> None:
        """Put the old values back; a cell that was absent is absent again."""
        self._apply(self._old, self._old_notes)
        for key in self._values.keys() - self._had.keys():
            self._session.report.cells.pop(key, None)

    def _apply(self, values: Mapping[str, Decimal | None], notes: Mapping[str, str]) -> None:
        for key, note in notes.items():
            self._session.report.set_note(key, note)
        if values:
            self._session.report.set_cells(values)


class SetText(QUndoCommand):
    """Write a text; typing without a pause is one step."""

    def __init__(self, session: Holder, key: str, text: str, label: str = "修改文字") -> None:
        super().__init__(label)
        self._session = session
        self.key = key
        self.new = text
        self._old = session.report.text(key)
        self._typed = label == "修改文字"
        self.time = time.monotonic()

    def redo(self) -> None:
        """Write the new text."""
        self._session.report.set_text(self.key, self.new)

    def undo(self) -> None:
        """Write the old text."""
        self._session.report.set_text(self.key, self._old)

    def id(self) -> int:
        """Let Qt offer typing to the step before it."""
        return 1 if self._typed else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join typing that goes on in the same text; a new line begins a new step."""
        if not isinstance(other, SetText) or other.key != self.key:
            return False
        new_line = other.new.count("\n") != self.new.count("\n")
        if new_line or other.time - self.time > TYPING_PAUSE:
            return False
        self.new = other.new
        self.time = other.time
        return True


class SetFacts(QUndoCommand):
    """Change fields of the report itself: unit, year, level, preamble, totals, …"""

    def __init__(self, session: Holder, facts: Mapping[str, object], label: str) -> None:
        super().__init__(label)
        self._session = session
        self._new = dict(facts)
        self._old = {name: getattr(session.report, name) for name in facts}

    @property
    def names(self) -> frozenset[str]:
        """The facts that it changes."""
        return frozenset(self._new)

    def redo(self) -> None:
        """Set the new facts."""
        self._session.report.set_facts(**self._new)

    def undo(self) -> None:
        """Set the old facts."""
        self._session.report.set_facts(**self._old)


class ReplaceReport(QUndoCommand):
    """Put another report in the place of this one: an import, a restored version."""

    def __init__(self, session: Holder, report: Report, label: str) -> None:
        super().__init__(label)
        self._session = session
        self._new = report
        self._old = session.report

    def redo(self) -> None:
        """Show the new report."""
        self._session.adopt(self._new)

    def undo(self) -> None:
        """Show the old report."""
        self._session.adopt(self._old)
