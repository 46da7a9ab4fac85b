"""Looks after one open report: nothing is lost, nobody is overwritten.

Joins the session to the recovery journal, the kept versions, the mark beside the open file and
the stamp that tells whether somebody else has changed the file.
"""

import time
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from nianbao import user_folders
from nianbao.report.storage.atomic import remove_left_overs
from nianbao.report.storage.journal import Journal
from nianbao.report.storage.watch import UNKNOWN, OpenMark, Stamp, stamp
from nianbao.ui.session.session import Session


class Keeper(QObject):
    """What stands behind “never lost” for one session."""

    kept = Signal(str)
    """Words for the status bar: when the last edit was kept, or that it could not be."""

    def __init__(
        self, session: Session, mark: OpenMark | None = None, seen: Stamp = UNKNOWN
    ) -> None:
        super().__init__(session)
        self._session = session
        self._mark = mark or OpenMark(None)
        self.seen = seen
        """What the session's file held when the report was last read or saved here."""
        self._told: tuple[Stamp | None] | None = None
        self._told_kept: tuple[str, int] | None = None
        """How the journal is, and the minute, when the status bar was last told."""
        path = session.path
        self.journal = Journal(
            user_folders.recovery(),
            session.report,
            path,
            unsaved=session.is_dirty,
            seen=None if seen == UNKNOWN else seen.digest,
        )
        self._stop_hearing = session.report.listen(self._record)
        session.replaced.connect(self._follow_replacement)
        if path is not None:
            remove_left_overs(path)

    def _record(self, keys: frozenset[str]) -> None:
        self.journal.record(keys)
        self._tell()

    def _follow_replacement(self) -> None:
        self._stop_hearing()
        self._stop_hearing = self._session.report.listen(self._record)
        self.journal.replace(self._session.report)
        self._tell()

    def _tell(self) -> None:
        words = "已自动保护"
        if self.journal.was_remade:
            words = "自动保护的文件夹被移走过，已经重新建立，继续保护"
        if self.journal.failed:
            words = "自动保护暂停：磁盘写不进去"
        told = (words, int(time.time() // 60))
        if told != self._told_kept:
            self._told_kept = told
            self.kept.emit(words if self.journal.failed else f"{words} {_clock()}")

    # The file

    def hold(self, mark: OpenMark) -> None:
        """Keep the mark of the file that is ours now, and let go of the one before."""
        self._mark.release()
        self._mark = mark

    def hand_over_mark(self) -> OpenMark:
        """Give the mark to the session that takes this one's place on the same file."""
        mark, self._mark = self._mark, OpenMark(None)
        return mark

    def saved(self, path: Path, seen: Stamp, did: str = "已保存") -> None:
        """Note that the report and its file are the same: it was saved, or read anew."""
        self.seen = seen
        self.journal.saved(path, seen.digest)
        self._told_kept = None
        self.kept.emit(f"{did} {_clock()}")

    def changed_outside(self) -> bool:
        """Whether somebody else has changed the file since it was read or saved here."""
        path = self._session.path
        return path is not None and self.seen.changed(path)

    def told_outside(self) -> bool:
        """Whether the clerk was told already of the file as it is now."""
        return self._told == (self._as_it_is(),)

    def note_told(self) -> None:
        """The clerk has been told of the file as it is now; each change is told once."""
        self._told = (self._as_it_is(),)

    def _as_it_is(self) -> Stamp | None:
        path = self._session.path
        return None if path is None else stamp(path)

    def close(self) -> None:
        """The report leaves the window: saved, or given up by the clerk."""
        self._stop_hearing()
        self.journal.close()
        self._mark.release()


def _clock() -> str:
    return datetime.now().astimezone().strftime("%H:%M")
