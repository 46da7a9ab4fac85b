"""The files of a folder that may be sources, in the order of their names."""

from collections.abc import Iterator
from pathlib import Path

from nianbao.importers.errors import UnknownSourceError

DEPTH = 40
"""Folders within each other that are looked into; more is a loop that the system does not name so."""
_NEVER = frozenset({"thumbs.db", "desktop.ini"})


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; a name that no file can have names none."""
    try:
        return path.is_dir()
    except OSError:  # a name longer than the system's
        return False


def files_in(folder: Path, leave_out: tuple[Path, ...] = ()) -> list[Path]:
    """Return the files below a folder but those to leave out; raise where it cannot be read.

    Hidden files and the locks of open documents (``~$``) are no sources; pipes and devices neither.
    """
    left_out = {path.resolve() for path in leave_out}
    if not is_folder(folder):
        raise UnknownSourceError(f"找不到文件夹“{folder.name}”。", "请检查位置是否写对。")
    try:
        found = sorted(_files(folder, DEPTH))
    except OSError as error:
        raise UnknownSourceError(
            f"文件夹“{folder.name}”里有打不开的部分。",
            "请检查权限，或把要读的文件复制到一个新文件夹。",
        ) from error
    return [path for path in found if path.resolve() not in left_out] if left_out else found


def _files(folder: Path, depth: int) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith((".", "~$")) or path.name.lower() in _NEVER:
            continue
        if path.is_file():
            yield path
        elif depth > 1 and path.is_dir() and not path.is_symlink():
            yield from _files(path, depth - 1)
