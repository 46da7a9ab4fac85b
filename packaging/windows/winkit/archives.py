"""Zip archives whose bytes depend on their content alone."""

import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from winkit.product import EPOCH


def files_below(folder: Path) -> list[Path]:
    """Every file below a folder, in one order on every machine."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sorted(files, key=lambda path: path.relative_to(folder).as_posix())


def write_archive(target: Path, members: Mapping[str, Path], method: int) -> None:
    """Zip files under the given names, sorted, with a fixed date."""
    with zipfile.ZipFile(target, "w", method, compresslevel=9) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo(name, time.gmtime(EPOCH)[:6])
            entry.external_attr = 0o100644 << 16
            entry.create_system = 0
            archive.writestr(entry, members[name].read_bytes(), method)
