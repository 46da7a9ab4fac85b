"""Whether the program's own files are still those that it was started from.

A Debian package may be upgraded or removed while a window is open. What is loaded stays; whatever
would be loaded from then on is another version's, or gone. Nothing of it may come into this process:
a mixture of two versions could fail anywhere, or, worse, go on. So the import is refused, and the
clerk told to save and start again. On Windows the installer waits until the program has ended.
"""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType

MARK = "BUILD"
"""A file in the program's folder that names its build; the first that an upgrade replaces."""

MESSAGE_OF_COMMAND = "公开年报刚刚升级（或者重装、卸载）过，这一步没有做完。"
ADVICE_OF_COMMAND = "请重新运行这条命令。"
MESSAGE = "公开年报刚刚升级（或者重装、卸载）过，这个窗口里还是原来的程序。"
ADVICE = "报告还在。请先保存报告，关闭所有公开年报窗口，再重新打开。"


class ReplacedError(Exception):
    """Something was to be loaded that is not of the version that is running."""


class _Build:
    """The build that this process was started from, and whether it still lies there."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark
        self._stamp = _stamp(mark)
        self._words = _words(mark)

    def is_gone(self) -> bool:
        """Whether another build, or none, has taken its place; the same once more is no change."""
        stamp = _stamp(self._mark)
        if stamp == self._stamp:
            return False
        if _words(self._mark) != self._words:
            return True
        self._stamp = stamp
        return False


_builds: list[_Build] = []


class _Guard:
    """Stands before the finder of files: what it would find is refused once it is another's."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Find nothing; a module that is not there at all is left to whoever asks for it."""
        if is_replaced() and PathFinder.find_spec(name, path, target) is not None:
            raise ReplacedError(name)
        return None


def watch(folder: Path | None = None) -> bool:
    """Look after this build from now on; False where it has no mark, as source trees have none."""
    mark = (folder or Path(sys.prefix)) / MARK
    if not _builds and mark.is_file():
        _builds.append(_Build(mark))
        sys.meta_path.insert(sys.meta_path.index(PathFinder), _Guard)
    return bool(_builds)


def unwatch() -> None:
    """Look no more."""
    _builds.clear()
    if _Guard in sys.meta_path:
        sys.meta_path.remove(_Guard)


def is_replaced() -> bool:
    """Whether the files on the disk are no longer those of this process."""
    return any(build.is_gone() for build in _builds)


def check() -> None:
    """Raise a ReplacedError where a file, or a process of this program, would be another build's."""
    if is_replaced():
        raise ReplacedError


def _stamp(mark: Path) -> tuple[int, int, int] | None:
    try:
        found = mark.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def _words(mark: Path) -> bytes:
    try:
        return mark.read_bytes()
    except OSError:
        return b""
