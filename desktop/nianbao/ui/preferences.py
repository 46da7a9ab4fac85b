"""What the program remembers between runs: recent files, folder, zoom, theme, where Enter goes."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

MAX_RECENT = 10


def store() -> QSettings:
    """Return the program's settings of this user."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "nianbao", "nianbao")


def text(name: str, default: str = "") -> str:
    """Return a remembered text."""
    value = store().value(name, default)
    return value if isinstance(value, str) else default


def number(name: str, default: float) -> float:
    """Return a remembered number, the default where the file holds nonsense."""
    try:
        return float(text(name, str(default)))
    except ValueError:
        return default


def remember(name: str, value: object) -> None:
    """Remember a text or a number."""
    store().setValue(name, str(value))


def bytes_of(name: str) -> QByteArray:
    """Return remembered bytes, such as a window's geometry."""
    value = store().value(name)
    return value if isinstance(value, QByteArray) else QByteArray()


def remember_bytes(name: str, value: QByteArray) -> None:
    """Remember bytes."""
    store().setValue(name, value)


def recent_files() -> list[Path]:
    """Return the files used last that still exist, the newest first."""
    value = store().value("recent") or []
    names = [value] if isinstance(value, str) else list(value) if isinstance(value, list) else []
    return [Path(name) for name in names if Path(name).is_file()]


def add_recent(path: Path) -> None:
    """Put a file first among the recent ones."""
    names = [str(path.resolve()), *(str(one) for one in recent_files())]
    store().setValue("recent", list(dict.fromkeys(names))[:MAX_RECENT])


def folder() -> str:
    """Return the folder in which file dialogs begin."""
    return text("folder", str(Path.home()))


def remember_folder(path: Path) -> None:
    """Begin here the next time."""
    remember("folder", path.parent)
