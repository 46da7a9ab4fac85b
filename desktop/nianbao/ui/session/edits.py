"""Undoable changes, by the report's permanent keys; never by rows and columns of a view."""

import time
from collections.abc import Callable

from PySide6.QtGui import QUndoCommand

from nianbao.report.book import Parts, Report
from nianbao.ui.session.undo_memory import Forgetful

TYPING_PAUSE = 1.5
"""Seconds after which further typing is an undo step of its own."""


class Edit(Forgetful):
    """Change numbers, notes, texts and facts of a report in one step."""

    def __init__(self, report: Report, label: str, parts: Parts) -> None:
        super().__init__(label)
        self.parts = parts
        self._report = report
        self._former: Parts | None = None
        self._held: int | None = None

    def redo(self) -> None:
        """Make the change; what stood there first is what an undo brings back."""
        former = self._report.change(**self.parts._asdict())
        if self._former is None:
            self._former = former

    def undo(self) -> None:
        """Bring back what stood there; a cell that was absent is absent again."""
        if self._former is not None:
            self._report.restore(self._former)

    def held_bytes(self) -> int:
        """Return about how much memory it holds."""
        if self._held is None:
            self._held = len(str(self.parts)) + len(str(self._former))
        return self._held

    def forget(self) -> None:
        """Hold no numbers and texts any more."""
        self.parts, self._former, self._held = Parts(), Parts(), 0
        super().forget()


class Typing(Edit):
    """Write one text; typing without a pause is one step."""

    def __init__(self, report: Report, key: str, text: str) -> None:
        super().__init__(report, "修改文字", Parts(texts={key: text}))
        self.key = key
        self.words = text
        self.time = time.monotonic()

    def id(self) -> int:
        """Let Qt offer typing to the step before it."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Join typing that goes on in the same text; a new line begins a new step."""
        if not isinstance(other, Typing) or other.key != self.key:
            return False
        new_line = other.words.count("\n") != self.words.count("\n")
        if new_line or other.time - self.time > TYPING_PAUSE:
            return False
        self.parts, self.words, self.time = other.parts, other.words, other.time
        self._held = None
        return True


class ReplaceReport(Forgetful):
    """Put another report in the place of this one: an import, a restored version."""

    def __init__(
        self, adopt: Callable[[Report], None], old: Report, new: Report, label: str
    ) -> None:
        super().__init__(label)
        self._adopt = adopt
        self._old: Report | None = old
        self._new: Report | None = new

    def redo(self) -> None:
        """Show the new report."""
        if self._new is not None:
            self._adopt(self._new)

    def undo(self) -> None:
        """Show the old report."""
        if self._old is not None:
            self._adopt(self._old)

    def held_bytes(self) -> int:
        """Return about how much memory the report holds that is not shown."""
        return 0 if self._old is None else len(str(self._old))

    def forget(self) -> None:
        """Hold no report any more."""
        self._old = self._new = None
        super().forget()
