"""What lies in a folder, however deep: the files that may be reports, with size and time."""

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from nianbao.report.errors import UserError
from nianbao.rollup.decisions import OWN_ENDINGS

_NEVER = frozenset(
    {"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information"}
)
_HIDDEN = (".", "~$")
_DEEPEST = 40
"""Folders within each other; more is a loop that the system does not name as one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file on the disk, as it stood when the folder was listed."""

    path: Path
    place: str
    """Below the folder, with / on every system."""
    size: int
    modified: int
    """Nanoseconds."""


@dataclass(frozen=True)
class Listing:
    """A folder's files in the order of their places, and what could not be looked into."""

    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def is_hidden(name: str) -> bool:
    """Whether a file is no source by its name: locks of open documents, what systems leave behind."""
    return (
        name.startswith(_HIDDEN)
        or name.lower() in _NEVER
        or name.endswith(OWN_ENDINGS)
        or (name.startswith("~") and name.lower().endswith(".tmp"))
    )


def list_files(folder: Path, leave_out: Collection[Path] = ()) -> Listing:
    """Return the files below a folder; raise UserError where there is no such folder.

    A folder within it that cannot be opened is a note, and the rest is listed all the same.
    """
    notes: list[str] = []
    try:
        if not folder.is_dir():
            raise UserError(
                f"找不到文件夹“{folder.name}”。", "请检查位置是否写对，U 盘是否还插着。"
            )
        first = sorted(os.scandir(folder), key=lambda one: one.name)
    except OSError as error:
        raise UserError(
            f"文件夹“{folder.name}”打不开。", "请检查权限和网络，U 盘是否还插着。"
        ) from error
    left_out = {_real(path) for path in leave_out}
    found = sorted(_walk(first, "", 1, notes), key=lambda entry: entry.place)
    if left_out:
        found = [entry for entry in found if _real(entry.path) not in left_out]
    return Listing(tuple(found), tuple(notes))


def _shown(name: str) -> str:
    """A name that is no text (Linux keeps bytes): as a Chinese system wrote it, else as it can be told."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", "backslashreplace")
    return name


def _real(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _walk(
    found: list["os.DirEntry[str]"], above: str, depth: int, notes: list[str]
) -> Iterator[Entry]:
    for one in found:
        if is_hidden(one.name):
            continue
        place = f"{above}{_shown(one.name)}"
        try:
            if one.is_file():
                status = one.stat()
                yield Entry(Path(one.path), place, status.st_size, status.st_mtime_ns)
            elif one.is_dir(follow_symlinks=False) and depth < _DEEPEST:
                below = sorted(os.scandir(one.path), key=lambda entry: entry.name)
                yield from _walk(below, f"{place}/", depth + 1, notes)
            elif one.is_symlink():
                notes.append(f"“{place}”是指向别处的链接，没有看里面。")
        except OSError:
            notes.append(f"“{place}”打不开，里面的文件没有读，请检查权限。")
