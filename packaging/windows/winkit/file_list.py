"""What the installer lays into a place of its own and what is deleted later: explicit lists, in a fixed order.

Nothing removes a folder with whatever is in it, so a file that somebody put among ours stays.
"""

from pathlib import Path, PureWindowsPath

from winkit.archives import files_below

CLUSTER = 4096
LIST = "files.txt"
"""In each place: what was laid there, deepest folders last; the script reads it."""
_PLACE = "$INSTDIR\\$Place"


def write_list(folder: Path, target: Path) -> None:
    """Write the list that lies in the place, as the script reads it: each line a file, or a folder."""
    lines = [_windows(path, folder) for path in _laid(folder)]
    lines += [f"{_windows(path, folder)}\\" for path in _folders(folder)]
    text = "".join(f"{line}\r\n" for line in lines)
    target.write_bytes(text.encode("utf-16-le"))


def install_lines(folder: Path, listing: Path) -> list[str]:
    """NSIS commands: the list, every file below the folder, and the launchers beside their old ones."""
    lines = [f'SetOutPath "{_PLACE}"', f'File "/oname={LIST}" "{listing}"']
    current = None
    for path in _laid(folder):
        place = _escaped(_windows(path.parent, folder))
        if place != current:
            lines.append(f'SetOutPath "{_PLACE}\\{place}"')
            current = place
        lines.append(f'File "{path}"')
    lines.append('SetOutPath "$INSTDIR"')
    lines += [f'File "/oname={_escaped(path.name)}.new" "{path}"' for path in _launchers(folder)]
    return lines


def file_count(folder: Path) -> int:
    """How many files the list names."""
    return len(_laid(folder))


def size_on_disk(folder: Path) -> int:
    """Kilobytes that the files take on a disk with ordinary clusters."""
    clusters = sum(-(-path.stat().st_size // CLUSTER) for path in files_below(folder))
    return clusters * CLUSTER // 1024


def _launchers(folder: Path) -> list[Path]:
    return [path for path in _by_folder(folder) if path.parent == folder]


def _laid(folder: Path) -> list[Path]:
    return [path for path in _by_folder(folder) if path.parent != folder]


def _folders(folder: Path) -> list[Path]:
    found = {
        parent
        for path in _laid(folder)
        for parent in path.parents
        if parent.is_relative_to(folder) and parent != folder
    }
    return sorted(found, key=lambda path: (-len(path.parts), path.as_posix()))


def _by_folder(folder: Path) -> list[Path]:
    return sorted(files_below(folder), key=lambda path: (path.parent.as_posix(), path.name))


def _windows(path: Path, folder: Path) -> str:
    return str(PureWindowsPath(path.relative_to(folder).as_posix()))


def _escaped(name: str) -> str:
    """A dollar sign begins a variable in NSIS."""
    return name.replace("$", "$$")
