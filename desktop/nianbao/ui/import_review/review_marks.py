"""How cells look in the review: read, inferred and unread ones each in their own way.

A cell that the clerk has corrected is no longer the source's: it looks as in any report.
"""

from PySide6.QtCore import QObject

from nianbao.importers.review import ImportResult
from nianbao.ui.grid.cell_marks import CellMarks, Mark
from nianbao.ui.session.session import Session

_STATES = {"read": Mark.READ, "inferred": Mark.INFERRED}


class ReviewMarks(CellMarks):
    """Marks of the findings, and of what became of the source."""

    def __init__(
        self, session: Session, result: ImportResult, parent: QObject | None = None
    ) -> None:
        self._as_read = dict(result.reading.report.cells)
        self._states = {key: _STATES[mark.state] for key, mark in result.marks.items()}
        self._states.update({key: Mark.UNREAD for piece in result.unread for key in piece.keys})
        super().__init__(session, parent)
        session.cells_changed.connect(self._follow)

    def is_corrected(self, key: str) -> bool:
        """Whether the clerk has entered something else than what was read."""
        return self._session.report.cell(key) != self._as_read.get(key)

    def _collect(self) -> dict[str, Mark]:
        marks = super()._collect()
        for key, state in self._states.items():
            if not self.is_corrected(key):
                marks[key] = max(marks.get(key, Mark.NONE), state)
        return marks
