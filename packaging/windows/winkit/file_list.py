"""What the installer installs and its uninstaller deletes: explicit lists, in a fixed order.

The uninstaller never removes a folder with whatever is in it, so a file that somebody put
among ours stays.
"""

from pathlib import Path, PureWindowsPath

from winkit.archives import files_below

CLUSTER = 4096


def install_lines(folder: Path) -> list[str]:
    """NSIS commands that install every file below the folder."""
    lines: list[str] = []
    current = None
    for path in _by_folder(folder):
        place = _windows(path.parent, folder)
        if place != current:
            lines.append(f'SetOutPath "$INSTDIR{place}"')
            current = place
        lines.append(f'File "{path}"')
    return lines


def removal_lines(folder: Path) -> list[str]:
    """NSIS commands that delete those files, and the folders that are empty then."""
    files = [f'Delete "$INSTDIR{_windows(path, folder)}"' for path in _by_folder(folder)]
    folders = {
        parent
        for path in files_below(folder)
        for parent in path.parents
        if parent.is_relative_to(folder)
    }
    deepest_first = sorted(folders - {folder}, key=lambda path: (-len(path.parts), path.as_posix()))
    return files + [f'RMDir "$INSTDIR{_windows(path, folder)}"' for path in deepest_first]


def size_on_disk(folder: Path) -> int:
    """Kilobytes that the files take on a disk with ordinary clusters."""
    clusters = sum(-(-path.stat().st_size // CLUSTER) for path in files_below(folder))
    return clusters * CLUSTER // 1024


def _by_folder(folder: Path) -> list[Path]:
    return sorted(files_below(folder), key=lambda path: (path.parent.as_posix(), path.name))


def _windows(path: Path, folder: Path) -> str:
    relative = str(PureWindowsPath(path.relative_to(folder).as_posix()))
    # A dollar sign begins a variable in NSIS.
    return "" if relative == "." else "\\" + relative.replace("$", "$$")
