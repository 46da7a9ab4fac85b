"""A lock on an open file that the system itself lets go of when the process dies, however it dies.

A number of a process in a file says nothing after a kill: another process may have it by then.
"""

import contextlib
import errno
import os
import stat
import sys
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt

    _PLACE = 1 << 30
    """Windows forbids others to read a locked byte, so one far behind the content is taken."""
    _HELD = (0, errno.EACCES, errno.EDEADLK)
    """What the C library calls a byte that another process has; Wine's leaves the number out."""

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _PLACE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _HELD:
                raise BlockingIOError from error
            raise
        os.lseek(descriptor, 0, os.SEEK_SET)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


class HeldLock:
    """A lock file that is ours until ``release``, or until the process ends."""

    def __init__(self, path: Path, stream: IO[bytes]) -> None:
        self.path = path
        self._stream = stream

    def write(self, content: bytes) -> None:
        """Say in the file who holds it."""
        self._stream.seek(0)
        self._stream.truncate()
        self._stream.write(content)
        self._stream.flush()

    def leave(self) -> None:
        """Let go of a file that turned out to be none of ours; it stays as it was."""
        self._stream.close()

    def release(self) -> None:
        """Let go and remove the file."""
        if self._stream.closed:
            return
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()
        self._stream.close()
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self.path.unlink()


def take(path: Path) -> HeldLock | None:
    """Lock ``path``, made where it is missing; None while another window has it.

    Raises OSError where no such file can be made, or where the name leads to a file of somebody's: what
    holds a lock is written into and removed.
    """
    stream = _opened(path)
    try:
        _take(stream.fileno())
    except BlockingIOError:
        stream.close()
        return None
    except PermissionError:
        stream.close()
        return None
    except OSError:
        stream.close()
        raise
    if _was_replaced(path, stream):
        stream.close()
        return take(path)
    return HeldLock(path, stream)


def _opened(path: Path) -> IO[bytes]:
    mode = "r+b" if path.exists() else "x+b"
    if path.is_symlink():
        raise OSError(errno.ELOOP, "a link", str(path))
    stream: IO[bytes] = open(path, mode, buffering=0, opener=_without_links)  # noqa: SIM115 - held on
    status = os.fstat(stream.fileno())
    if not stat.S_ISREG(status.st_mode) or status.st_nlink > 1:
        stream.close()
        raise OSError(errno.EINVAL, "not a file of its own", str(path))
    return stream


def _without_links(path: str, flags: int) -> int:
    more = ("O_NOFOLLOW", "O_NONBLOCK")  # a link made meanwhile; a pipe
    return os.open(path, flags | sum(getattr(os, name, 0) for name in more), 0o666)


def _was_replaced(path: Path, stream: IO[bytes]) -> bool:
    """Whether the holder before us removed the file between our opening and locking it."""
    if sys.platform == "win32":
        return False
    try:
        return not os.path.samestat(path.stat(), os.fstat(stream.fileno()))
    except FileNotFoundError:
        return True
