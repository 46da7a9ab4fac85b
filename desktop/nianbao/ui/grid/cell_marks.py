"""Which cells the findings mark, and how strongly; one for the whole window."""

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from nianbao.checks.findings import Finding, Severity
from nianbao.ui.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping


class Mark(IntEnum):
    """How a cell is marked, the weakest first."""

    NONE = 0
    READ = 1
    """Read from a source that is being looked at, and nothing speaks against it."""
    WARNING = 2
    ERROR = 3
    SUSPECT = 4
    INFERRED = 5
    """Not read from a source, but told by the sums of the form."""
    UNREAD = 6
    """In a source, but not read."""


class CellMarks(QObject):
    """Follows the session's findings; tells which cells look different now."""

    changed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._marks: Mapping[str, Mark] = {}
        self._linked: frozenset[str] = frozenset()
        session.findings_changed.connect(self._follow)
        self._follow()

    def of(self, key: str) -> Mark:
        """Return a cell's mark."""
        return self._marks.get(key, Mark.NONE)

    def is_linked(self, key: str) -> bool:
        """Whether the cell belongs to the chosen finding."""
        return key in self._linked

    def link(self, finding: Finding | None) -> None:
        """Join the cells of one finding, or of none."""
        self.link_cells(frozenset(finding.cells) if finding is not None else frozenset())

    def link_cells(self, keys: frozenset[str]) -> None:
        """Join cells, whatever they have in common."""
        changed = keys ^ self._linked
        self._linked = keys
        if changed:
            self.changed.emit(changed)

    def _follow(self) -> None:
        new = self._collect()
        keys = new.keys() | self._marks.keys()
        changed = frozenset(key for key in keys if new.get(key) != self._marks.get(key))
        self._marks = new
        if changed:
            self.changed.emit(changed)

    def _collect(self) -> dict[str, Mark]:
        marks: dict[str, Mark] = {}
        for finding in self._session.findings:
            for key in finding.cells:
                mark = self._mark(finding, key)
                if mark > marks.get(key, Mark.NONE):
                    marks[key] = mark
        return marks

    def _mark(self, finding: Finding, key: str) -> Mark:
        if finding.suspect == key:
            return Mark.SUSPECT
        if finding.severity is Severity.ERROR:
            return Mark.ERROR
        # A form that begins all blank must not begin all marked.
        blank = self._session.value(key) is None
        return Mark.NONE if blank or finding.severity is Severity.HINT else Mark.WARNING
