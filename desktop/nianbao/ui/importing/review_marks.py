"""How cells look in the review: inferred and unread ones stand out, like failed sums."""

from PySide6.QtCore import QObject

from nianbao.importers.review import ImportResult
from nianbao.ui.grid.cell_marks import CellMarks, Mark
from nianbao.ui.session import Session


class ReviewMarks(CellMarks):
    """Marks of the findings, and of what the reader was not sure about."""

    def __init__(
        self, session: Session, result: ImportResult, parent: QObject | None = None
    ) -> None:
        self._doubtful = {
            key: Mark.WARNING for key, mark in result.marks.items() if mark.state == "inferred"
        }
        self._doubtful.update({key: Mark.ERROR for piece in result.unread for key in piece.keys})
        super().__init__(session, parent)

    def link_cells(self, keys: frozenset[str]) -> None:
        """Join the cells that were read from one place."""
        changed = keys ^ self._linked
        self._linked = keys
        if changed:
            self.changed.emit(changed)

    def _collect(self) -> dict[str, Mark]:
        marks = super()._collect()
        for key, mark in self._doubtful.items():
            marks[key] = max(marks.get(key, Mark.NONE), mark)
        return marks
