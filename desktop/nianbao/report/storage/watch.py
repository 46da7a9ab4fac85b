"""Notices that a report file is open elsewhere, or was changed on disk by someone else."""

import contextlib
import getpass
import json
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nianbao.report.errors import UserError
from nianbao.report.storage import oslock
from nianbao.report.storage.files import read_bytes

_LONGEST, _SHOWN = 4000, 60
"""Bytes of a mark, letters of a name in it."""


@dataclass(frozen=True)
class Holder:
    """Who has a report open; empty words where the mark does not say."""

    user: str = ""
    host: str = ""
    since: str = ""

    def sentence(self) -> str:
        """Say who and where, as far as it is known."""
        where = f"在电脑“{self.host}”上" if self.host and self.host != _host() else ""
        who = f"“{self.user}”" if self.user and where else "另一个窗口"
        since = f"从 {self.since} 起" if self.since else ""
        return f"这份报告已由{who}{where}{since}打开。"


class OpenMark:
    """A mark beside the report file while a window has it open; the system frees it on a kill."""

    def __init__(self, lock: oslock.HeldLock | None, *, is_copy: bool = False) -> None:
        self._lock = lock
        self.is_copy = is_copy
        """Whether the clerk chose to work on a copy, because somebody else has the file."""

    def release(self) -> None:
        """Take the mark away."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def mark_path(file: Path) -> Path:
    """Return where the mark of a report file stands."""
    return file.with_name(f"~${file.name}")


def mark_open(file: Path) -> OpenMark | Holder:
    """Mark a file as open here, or say who has it open.

    Where no mark can be made (a read-only folder) nothing can be saved either, and none is needed.
    """
    path = mark_path(file.resolve())  # one mark for all spellings of the path
    is_somebodys = _is_no_mark(path)
    try:
        lock = oslock.take(path)
    except OSError:
        return OpenMark(None)
    if lock is None:
        return _holder(path)
    if is_somebodys:
        lock.leave()
        return OpenMark(None)
    with contextlib.suppress(OSError):
        lock.write(json.dumps(_ourselves(), ensure_ascii=False).encode())
        _hide(path)
    return OpenMark(lock)


def _is_no_mark(path: Path) -> bool:
    """Whether somebody's own file has the name of a mark; it would be written over."""
    try:
        said = read_bytes(path, _LONGEST) if path.exists() else b""
    except UserError:
        return True
    return bool(said) and not said.startswith(b"{")


def _ourselves() -> dict[str, str]:
    user = ""
    with contextlib.suppress(Exception):  # getpass raises what the system's database raises
        user = getpass.getuser()
    since = datetime.now().astimezone().strftime("%m-%d %H:%M")
    return {"user": user, "host": _host(), "since": since, "pid": str(os.getpid())}


def _holder(path: Path) -> Holder:
    try:
        said: Any = json.loads(read_bytes(path, _LONGEST))
        return Holder(*(str(said[name])[:_SHOWN] for name in ("user", "host", "since")))
    except (UserError, OSError, ValueError, KeyError, TypeError, RecursionError):
        return Holder()


def _hide(path: Path) -> None:
    """Windows shows files whose name begins with ~$ unless they are marked as hidden."""
    if os.name == "nt":
        import ctypes

        windows = getattr(ctypes, "windll")  # noqa: B009 - only there on Windows
        windows.kernel32.SetFileAttributesW(str(path), 0x2)


@dataclass(frozen=True)
class Stamp:
    """What a file looked like on disk when it was last read or written here."""

    modified: int
    size: int
    digest: str

    def changed(self, file: Path) -> bool:
        """Whether somebody else has changed the file since; a missing file is a change.

        Time and size are looked at first; only where they differ is the content read.
        """
        try:
            status = file.stat()
            if (status.st_mtime_ns, status.st_size) == (self.modified, self.size):
                return False
            return digest_of(file.read_bytes()) != self.digest
        except OSError:
            return True


UNKNOWN = Stamp(0, -1, "?")
"""Nobody knows what the file held when the report was last read or saved: no file equals it."""


def stamp(file: Path) -> Stamp | None:
    """Remember how a file looks now; None where it cannot be read."""
    try:
        status = file.stat()
        return Stamp(status.st_mtime_ns, status.st_size, digest_of(file.read_bytes()))
    except OSError:
        return None


def digest_of(content: bytes) -> str:
    """Return what tells one content from every other."""
    import hashlib  # not before the first report is on the screen

    return hashlib.sha256(content).hexdigest()


def _host() -> str:
    """The computer's name; without the module ``socket``, which this program has no use for."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
