"""What the program remembers between runs: recent files, folder, zoom, theme, where Enter goes.

One small JSON file in the user's own folder. Not QSettings: its enums delay the first window, and
in a file people can see and carry along what is remembered. What cannot be read or written is
forgotten in silence; no work depends on it.
"""

import contextlib
import json
import math
import os
from pathlib import Path

from PySide6.QtCore import QByteArray

from nianbao import user_folders
from nianbao.report.errors import UserError
from nianbao.report.storage.atomic import write_atomically

MAX_RECENT = 10

_known: dict[Path, dict[str, object]] = {}
"""What the settings file holds, read once."""


def _all() -> dict[str, object]:
    path = user_folders.settings()
    if path not in _known:
        data: object = {}
        with contextlib.suppress(OSError, ValueError, RecursionError):
            if path.is_file():  # a pipe or a device would be read for ever
                data = json.loads(path.read_text(encoding="utf-8"))
        _known[path] = data if isinstance(data, dict) else {}
    return _known[path]


def _remember(name: str, value: object) -> None:
    settings = _all()
    if settings.get(name) == value:
        return
    settings[name] = value
    path = user_folders.settings()
    with contextlib.suppress(OSError, UserError):
        user_folders.make_private(path.parent)
        content = json.dumps(settings, ensure_ascii=False, indent=1).encode(errors="replace")
        write_atomically(path, content, durable=False, private=True)


def text(name: str, default: str = "") -> str:
    """Return a remembered text."""
    value = _all().get(name, default)
    return value if isinstance(value, str) else default


def number(name: str, default: float) -> float:
    """Return a remembered number, the default where the file holds nonsense."""
    try:
        value = float(text(name, str(default)))
    except ValueError:
        return default
    return value if math.isfinite(value) else default


def remember(name: str, value: object) -> None:
    """Remember a text or a number."""
    _remember(name, str(value))


def table(name: str) -> dict[str, dict[str, str]]:
    """Return remembered texts by two names; what is something else in the file is left out."""
    value = _all().get(name)
    rows = value.items() if isinstance(value, dict) else ()
    return {
        row: {key: one for key, one in texts.items() if isinstance(one, str)}
        for row, texts in rows
        if isinstance(texts, dict)
    }


def remember_table(name: str, rows: dict[str, dict[str, str]]) -> None:
    """Remember texts by two names."""
    _remember(name, rows)


def bytes_of(name: str) -> QByteArray:
    """Return remembered bytes, such as a window's geometry."""
    return QByteArray.fromBase64(QByteArray(text(name).encode()))


def remember_bytes(name: str, value: QByteArray) -> None:
    """Remember bytes."""
    _remember(name, bytes(value.toBase64().data()).decode())


def recent_files() -> list[Path]:
    """Return the files used last that still exist, the newest first."""
    value = _all().get("recent")
    names = [name for name in value if isinstance(name, str)] if isinstance(value, list) else []
    return [path for path in map(Path, names) if _is_file(path)]


def _is_file(path: Path) -> bool:
    """A stick that was pulled out may raise instead of answering."""
    try:
        return path.is_file()
    except OSError:
        return False


def add_recent(path: Path) -> None:
    """Put a file first among the recent ones."""
    names = [str(path.resolve()), *(str(one) for one in recent_files())]
    _remember("recent", list(dict.fromkeys(names))[:MAX_RECENT])


def remember_office(unit: str, level: str) -> None:
    """Remember whose report was begun: the next one is proposed for the same, and the calendar is theirs."""
    remember("unit", unit)
    remember("level", level)


def folder() -> str:
    """Return the folder in which file dialogs begin."""
    return text("folder", str(Path.home()))


def folder_to_write() -> str:
    """Return that folder; the own one where a report came from a share that is only read."""
    return folder() if os.access(folder(), os.W_OK) else str(Path.home())


def remember_folder(path: Path) -> None:
    """Begin here the next time."""
    remember("folder", path.parent)
