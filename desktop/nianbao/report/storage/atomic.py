"""Writing a file so that the old one stays whole until the new one is safely on the disk."""

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from nianbao.report.errors import UserError

LEFT_OVER_SECONDS = 3600
"""A half-written file older than this belongs to nobody who is still writing."""
_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def write_atomically(
    path: Path,
    content: bytes,
    check: Callable[[Path], None] | None = None,
    *,
    durable: bool = True,
    private: bool = False,
) -> None:
    """Replace ``path`` by ``content``, or leave it as it was and raise UserError with the reason.

    ``check`` is given the finished file before it takes its place, and may refuse it by raising.
    What is not ``durable`` may be lost to a power cut, and need not wait for the
    disk. What is ``private`` nobody else of this computer may read.
    """
    try:
        _write(path, content, check, durable=durable, private=private)
    except OSError as error:
        raise UserError(*_why(path, error)) from error


def write_new(path: Path, content: bytes) -> bool:
    """Write a file under a name that nobody has, whole or not at all; return whether the name was free."""
    try:
        with _beside(path, content, None, durable=True, private=False) as temporary:
            is_ours = _take_name(temporary, path)
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(*_why(path, error)) from error
    if is_ours:
        _sync_folder(path.parent)
    return is_ours


def try_target(path: Path) -> None:
    """Raise UserError where ``path`` could not be written now; asked before a long work, not after it."""
    try:
        _refuse(path)
        handle, temporary = _new_file(path)
        os.close(handle)
        try:
            if not path.exists():  # a name that no file can have shows itself only so
                temporary.rename(path)
                temporary = path
        finally:
            temporary.unlink()
    except OSError as error:
        raise UserError(*_why(path, error)) from error


def remove_left_overs(path: Path) -> None:
    """Remove what a kill in the middle of writing ``path`` left beside it."""
    start = _temporary_start(path)
    with contextlib.suppress(OSError):
        for entry in os.scandir(path.parent):
            if entry.name.startswith(start) and entry.name.endswith(_TEMPORARY_ENDING):
                with contextlib.suppress(OSError):
                    if time.time() - entry.stat().st_mtime > LEFT_OVER_SECONDS:
                        Path(entry).unlink()


_TEMPORARY_ENDING = ".tmp"


def _temporary_start(path: Path) -> str:
    return f".{path.stem[:40]}-"


def _write(
    path: Path,
    content: bytes,
    check: Callable[[Path], None] | None,
    *,
    durable: bool,
    private: bool,
) -> None:
    mode = _refuse(path)
    with _beside(path, content, mode, durable=durable, private=private) as temporary:
        if check is not None:
            check(temporary)
        temporary.replace(path)
    if durable:
        _sync_folder(path.parent)


@contextlib.contextmanager
def _beside(
    path: Path, content: bytes, mode: int | None, *, durable: bool, private: bool
) -> Iterator[Path]:
    """A whole file beside ``path``, to be put in its place; gone again where that fails."""
    handle, temporary = _new_file(path)
    try:
        try:
            _write_all(handle, content)
            if not private:
                _open_to_others(handle, mode)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _new_file(path: Path) -> tuple[int, Path]:
    """Open a new file beside ``path`` that is nobody else's, and return it with its name.

    Not by ``tempfile``: every save waits for this, and nobody guesses eight random bytes.
    """
    unheard = f"{_temporary_start(path)}{os.urandom(8).hex()}{_TEMPORARY_ENDING}"
    temporary = path.with_name(unheard)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.open(temporary, flags, 0o600), temporary


def _write_all(handle: int, content: bytes) -> None:
    """Write the whole content; the system may take less at a time, as where a disk is nearly full."""
    left = memoryview(content)
    while left:
        left = left[os.write(handle, left) :]


def _take_name(temporary: Path, path: Path) -> bool:
    """Give a finished file a name that is free; return False where it is not, whoever took it just then."""
    try:
        if os.name == "nt":
            temporary.rename(path)
        else:
            os.link(temporary, path)
    except FileExistsError:
        return False
    except OSError:  # a disk that knows no second names: the name is held, then the file put there
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        except FileExistsError:
            return False
        temporary.replace(path)
    return True


def _refuse(path: Path) -> int | None:
    """Raise where ``path`` is not ours to replace; return the mode of the file that is there."""
    try:
        mode = path.stat().st_mode
    except OSError:
        if path.exists():  # it knows which errors say that there is none
            raise
        return None
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "a folder", str(path))
    if not stat.S_ISREG(mode):  # a pipe or a device would be gone, and a file stand in its place
        raise OSError(errno.ENODEV, "no file", str(path))
    # An administrator may write everywhere: a file that somebody marked read-only counts all the same.
    if not mode & _WRITE or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "read-only", str(path))
    return stat.S_IMODE(mode)


def _open_to_others(handle: int, mode: int | None) -> None:
    """A temporary file is private; the finished one is as open as the one it replaces, or a new one.

    Before the file goes to the disk, so that it goes there once.
    """
    if os.name == "nt":
        return
    if mode is None:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    os.fchmod(handle, mode)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself durable where the system offers it."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _why(path: Path, error: OSError) -> tuple[str, str]:
    name = path.name or str(path)
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return (
            f"磁盘已满，“{name}”没有保存。",
            "请清出一些空间或换一个磁盘再保存。",
        )
    if isinstance(error, IsADirectoryError):
        return f"“{name}”是一个文件夹，不能当作文件保存。", "请换一个文件名。"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return _why_forbidden(path, error)
    if isinstance(error, FileNotFoundError):
        return f"找不到文件夹“{path.parent}”，没有保存。", "U 盘可能已拔出；请换一个位置保存。"
    others = {
        errno.ENODEV: (f"“{name}”不是普通的文件，没有保存。", "请换一个文件名或位置。"),
        errno.ENAMETOOLONG: ("文件名太长，没有保存。", "请换一个短一些的文件名。"),
    }
    return others.get(error.errno or 0, (f"“{name}”没有保存。", "请换一个位置再试。"))


def _why_forbidden(path: Path, error: OSError) -> tuple[str, str]:
    """Tell a file that is read-only, a folder that is, and a file that another program holds apart."""
    name = path.name or str(path)
    if (
        error.filename2 is not None
    ):  # the new file was written beside it, and could not take its place
        return (
            f"“{name}”不能写入，没有保存。",
            "它可能正被 Word、WPS 等程序打开；请关闭后再试，或换一个位置保存。",
        )
    if error.filename == str(path):
        return f"“{name}”是只读的，不能写入，没有保存。", "请换一个文件名或位置保存。"
    return (
        f"文件夹“{path.parent.name or path.parent}”不能写入，没有保存。",
        "这个文件夹是只读的，或者没有写入的权限；请换一个位置保存。",
    )
