"""Notices that files of a folder came, went or changed: by the system's word, and by looking again.

Shares often say nothing, so the folder is looked through every few seconds as well, in another
thread: a share that hangs must not hold the window.
"""

import contextlib
import os
import time
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from nianbao.report.errors import UserError
from nianbao.ui.system.jobs import Job

PAUSE = 2_000
"""Milliseconds between two looks at a folder that answers quickly."""
SHARE_OF_TIME = 20
"""A folder that answers slowly is looked at for a twentieth of the time."""
REST = 250
"""Milliseconds after the system's word: a file is written in several pieces."""
MOST_WATCHED = 4_000
"""Files that the system is asked to watch one by one; more are found by looking."""

Snapshot = Mapping[str, tuple[int, int]]


class FolderWatch(QObject):
    """Watches one folder."""

    changed = Signal(object)
    """frozenset of the names, from the folder on, of what came, went or changed."""
    vanished = Signal()
    """The folder cannot be looked at any more: a stick was pulled out, a share is gone."""
    returned = Signal()

    def __init__(
        self,
        folder: Path,
        owner: QObject,
        *,
        own: tuple[str, ...] = (),
        also: Path | None = None,
    ) -> None:
        """``own`` are endings of the program's own files, which tell nothing; ``also`` is watched too."""
        super().__init__(owner)
        self.folder = folder
        self._own, self._also = own, also
        self._seen: Snapshot | None = None
        self._is_gone = False
        self._job: Job[tuple[Snapshot, float]] | None = None
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(self._soon)
        self._system.fileChanged.connect(self._soon)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        if also is not None:
            self._system.addPath(str(also.parent))
        self.look()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        if self._job is not None:
            self._job.stop()
            self._job = None
        watched = [*self._system.files(), *self._system.directories()]
        if watched:
            self._system.removePaths(watched)

    def _soon(self, _path: str) -> None:
        if self._job is None:
            self._timer.start(REST)

    def look(self) -> None:
        """Look the folder through, in another thread."""
        if self._job is not None:
            return
        folder, own, also = self.folder, self._own, self._also

        def work(_job: Job[tuple[Snapshot, float]]) -> tuple[Snapshot, float]:
            begun = time.monotonic()
            return look_through(folder, own, also), time.monotonic() - begun

        self._job = job = Job(work)
        job.voice.done.connect(self._compare)
        job.voice.failed.connect(self._miss)
        job.start()

    def _compare(self, job: object, found: tuple[Snapshot, float]) -> None:
        if job is not self._job:
            return
        self._job = None
        now, took = found
        if self._is_gone:
            self._is_gone = False
            self.returned.emit()
        before, self._seen = self._seen, now
        if before is not None:
            moved = {name for name in {*before, *now} if before.get(name) != now.get(name)}
            if moved:
                self.changed.emit(frozenset(moved))
        if before is None or before.keys() != now.keys():
            self._ask_system(now)
        self._timer.start(max(PAUSE, int(took * 1000 * SHARE_OF_TIME)))

    def _miss(self, job: object, problem: BaseException) -> None:
        if job is not self._job:
            return
        self._job = None
        if not isinstance(problem, UserError):
            raise problem
        if not self._is_gone:
            self._is_gone = True
            self.vanished.emit()
        self._timer.start(PAUSE)

    def _ask_system(self, now: Snapshot) -> None:
        """Have the system tell of the folders and of the first files."""
        names = [os.path.normpath(name) for name in list(now)[:MOST_WATCHED]]
        wanted = {str(self.folder), *(str(self.folder / name) for name in names)}
        wanted |= {str((self.folder / name).parent) for name in names}
        if self._also is not None:
            wanted.add(str(self._also.parent))
        watched = {*self._system.files(), *self._system.directories()}
        new, old = wanted - watched, watched - wanted
        if old:
            self._system.removePaths(sorted(old))
        if new:
            self._system.addPaths(sorted(new))


def look_through(folder: Path, own: tuple[str, ...] = (), also: Path | None = None) -> Snapshot:
    """Return time and size of every file below a folder; UserError where it cannot be looked at.

    Hidden files and the locks of open documents are left out.
    """
    if not os.access(folder, os.R_OK):
        raise UserError(f"文件夹“{folder.name}”现在打不开。", "请检查U盘或共享文件夹是否还连着。")
    found: dict[str, tuple[int, int]] = {}
    for root, _folders, names in os.walk(folder):
        for name in names:
            if name.startswith((".", "~$")) or name.endswith(own):
                continue
            _note(found, os.path.join(root, name), os.path.relpath(root, folder))  # noqa: PTH118
    if also is not None:
        _note(found, str(also), os.pardir)
    return found


def _note(found: dict[str, tuple[int, int]], path: str, below: str) -> None:
    """Add a file that is there; strings, because thousands of Path objects are slow."""
    with contextlib.suppress(OSError):
        status = os.stat(path)  # noqa: PTH116
        name = os.path.join(below, os.path.basename(path))  # noqa: PTH118, PTH119
        found[name] = (status.st_mtime_ns, status.st_size)
