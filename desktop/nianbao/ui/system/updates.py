"""A newer installer in the folder that the office names: found, held against its sum, offered.

Nothing is downloaded. The folder may be a share that hangs, so it is looked through in a thread; an
installer counts only if ``SHA256SUMS`` beside it has the hash of exactly these bytes.
"""

import hashlib
import re
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes

SUMS = "SHA256SUMS"
_MOST_SUMS = 1_000_000
_INSTALLER = re.compile(r"公开年报安装程序-(\d+(?:\.\d+)*)\.exe")


class Update(NamedTuple):
    """An installer of a newer version."""

    version: str
    path: Path


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def newest_in(folder: Path, version: str) -> Update | None:
    """Return the newest installer above ``version`` whose sum is right; OSError where none can look."""
    found = [
        Update(match[1], path)
        for path in folder.iterdir()
        if (match := _INSTALLER.fullmatch(path.name)) and _numbers(match[1]) > _numbers(version)
    ]
    for update in sorted(found, key=lambda one: _numbers(one.version), reverse=True):
        if has_right_sum(update.path):
            return update
    return None


def has_right_sum(path: Path) -> bool:
    """Whether ``SHA256SUMS`` in its folder names this file with the hash that it has now."""
    with suppress(OSError, UserError, UnicodeDecodeError):
        lines = read_bytes(path.parent / SUMS, _MOST_SUMS).decode("utf-8-sig").splitlines()
        stated = {
            name.lstrip("*"): digest for digest, _, name in (x.partition("  ") for x in lines)
        }
        if path.name in stated and path.is_file():  # a pipe would be read for ever
            return stated[path.name].lower() == _digest(path)
    return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
