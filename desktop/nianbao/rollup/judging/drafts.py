"""What is being found out about each file, from one step of the judging to the next."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from nianbao.rollup.files.kept import Kept
from nianbao.rollup.model import SUMMABLE, FileRow, FileState


@dataclass(slots=True)
class Draft:
    """One file; the steps fill it in."""

    kept: Kept
    path: Path
    row: int = -1
    state: FileState = FileState.TAKEN
    reason: str = ""
    written: str = ""
    unit: str = ""
    """The unit that it certainly comes from."""
    proposals: tuple[str, ...] = field(default=())
    contradicts: bool = False
    """Whether its name and its words name two units of the list."""
    undecided: bool = False
    summed: bool = False
    late: bool = False
    inner: str = ""

    @property
    def is_summable(self) -> bool:
        """Whether it is a report of this collection, so far."""
        return self.state in SUMMABLE

    def set(self, state: FileState, reason: str, *, undecided: bool = False) -> None:
        """Say in which state it ends, and why."""
        self.state, self.reason, self.undecided = state, reason, undecided

    @property
    def name(self) -> str:
        """The file's own name, without folders."""
        return self.kept.place.rpartition("/")[2]

    @property
    def modified(self) -> datetime:
        """When the file was last written, in local time."""
        return local_time(self.kept.modified)

    def finished(self) -> FileRow:
        """Return the file as a value."""
        kept = self.kept
        return FileRow(
            path=self.path,
            inner=self.inner,
            place=kept.place,
            size=kept.size,
            modified=self.modified,
            state=self.state,
            reason=self.reason,
            unit=kept.unit or self.written,
            roster_name=self.unit,
            year=kept.year,
            form=kept.form,
            errors=kept.errors,
            warnings=kept.warnings,
            blanks=kept.blanks,
            unread=kept.unread,
            late=self.late,
            summed=self.summed,
            undecided=self.undecided,
            digest=kept.digest,
            row=self.row,
        )


def local_time(nanoseconds: int) -> datetime:
    """Return a file's time stamp as the clock on the wall says it."""
    try:
        return datetime.fromtimestamp(nanoseconds / 1e9).astimezone().replace(tzinfo=None)
    except (OverflowError, OSError, ValueError):
        return datetime(1970, 1, 1)  # noqa: DTZ001 - a stamp that no clock ever showed
