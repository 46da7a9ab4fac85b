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
from nianbao.report.storage.versions import keep_version
from nianbao.report.storage.watch import Holder, OpenMark, Stamp, mark_open, stamp
from nianbao.ui.session.session import Session


class Keeper(QObject):
    """What stands behind “never lost” for one session."""

    kept = Signal(str)
    """Words for the status bar: when the last edit was kept, or that it could not be."""

    def __init__(self, session: Session, mark: OpenMark | None = None) -> None:
        super().__init__(session)
        self._session = session
        self._mark = mark or OpenMark(None)
        self._stamp: Stamp | None = None
        self._told: tuple[Stamp | None] | None = None
        self._told_kept: tuple[bool, int] | None = None
        """Whether the journal failed, and the minute, when the status bar was last told."""
        path = session.path
        self.journal = Journal(
            user_folders.recovery(), session.report, path, unsaved=session.is_dirty
        )
        self._stop_hearing = session.report.listen(self._record)
        session.replaced.connect(self._follow_replacement)
        if path is not None:
            remove_left_overs(path)
            self._remember(path)

    def _record(self, keys: frozenset[str]) -> None:
        self.journal.record(keys)
        self._tell()

    def _follow_replacement(self) -> None:
        self._stop_hearing()
        self._stop_hearing = self._session.report.listen(self._record)
        self.journal.replace(self._session.report)
        self._tell()

    def _tell(self) -> None:
        told = (self.journal.failed, int(time.time() // 60))
        if told != self._told_kept:
            self._told_kept = told
            words = "自动保护暂停：磁盘写不进去" if told[0] else f"已自动保护 {_clock()}"
            self.kept.emit(words)

    def _remember(self, path: Path) -> None:
        self._stamp = stamp(path)
        keep_version(user_folders.versions(), path)

    # The file

    def take_over(self, path: Path) -> Holder | None:
        """Mark another file as ours before saving to it; say who has it open, if somebody has."""
        mark = mark_open(path)
        if isinstance(mark, Holder):
            return mark
        self.hold(mark)
        return None

    def hold(self, mark: OpenMark) -> None:
        """Keep the mark of the file that is ours now, and let go of the one before."""
        self._mark.release()
        self._mark = mark

    def distrust(self) -> None:
        """Take the file for changed by somebody else, which was told: a save asks first."""
        self._stamp = Stamp(0, 0, "")
        self.told_outside()

    def saved(self, path: Path) -> None:
        """Note a finished save."""
        self.journal.saved(path)
        self._remember(path)
        self._told_kept = None
        self.kept.emit(f"已保存 {_clock()}")

    def changed_outside(self) -> bool:
        """Whether somebody else has changed the file since it was read or saved here."""
        path = self._session.path
        return path is not None and self._stamp is not None and self._stamp.changed(path)

    def told_outside(self) -> bool:
        """Whether this very change was told already."""
        path = self._session.path
        now = None if path is None else stamp(path)
        told, self._told = self._told == (now,), (now,)
        return told

    def keep_theirs(self) -> None:
        """Keep what somebody else wrote among the versions before it is overwritten."""
        if self._session.path is not None:
            keep_version(user_folders.versions(), self._session.path)

    def close(self) -> None:
        """The report leaves the window: saved, or given up by the clerk."""
        self._stop_hearing()
        self.journal.close()
        self._mark.release()


def _clock() -> str:
    return datetime.now().astimezone().strftime("%H:%M")
