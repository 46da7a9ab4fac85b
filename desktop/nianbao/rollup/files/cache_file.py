"""The file of the cache beside a folder, opened only if it is ours.

Others can write there, and a database may hold more than numbers: a view or a trigger would run, without
end if it likes, in whoever asks it. So it has our tables and nothing else, or it is made anew.
"""

import contextlib
import sqlite3
from functools import cache
from importlib.metadata import version
from pathlib import Path

from nianbao.report.storage.watch import digest_of

MOST_BYTES = 50_000_000
"""Of one value; a report's texts have a few kilobytes."""
_SCHEMA = 3
_WAIT = 2.0
"""Seconds to wait for another window that writes into the cache."""
_TABLES = (
    "CREATE TABLE made (by TEXT)",
    (
        "CREATE TABLE files (place TEXT PRIMARY KEY, outer_place TEXT, size INTEGER, "
        "modified INTEGER, read_at INTEGER, kind TEXT, digest TEXT, reason TEXT, unit TEXT, "
        "year INTEGER, form TEXT, errors INTEGER, warnings INTEGER, blanks INTEGER, "
        "unread INTEGER, against TEXT, numbers BLOB, large TEXT, earlier TEXT, remarks BLOB, texts BLOB)"
    ),
    "CREATE INDEX outer_places ON files (outer_place)",
)
_IN_MEMORY: dict[str, sqlite3.Connection] = {}
"""What cannot be written beside its folder lives as long as the program: each by its path."""


def open_cache(path: Path | None) -> sqlite3.Connection:
    """Return the database at ``path``, made anew where it is not ours; in memory where it cannot be used."""
    for _attempt in range(2 if path is not None else 0):
        try:
            return _connected(str(path))
        except sqlite3.OperationalError:
            break  # nobody may write there, or another window does right now
        except sqlite3.DatabaseError:
            with contextlib.suppress(OSError):
                Path(str(path)).unlink()  # damaged: it is made anew
    name = f"file:{digest_of(str(path).encode())}?mode=memory&cache=shared"
    if path is not None and name not in _IN_MEMORY:
        _IN_MEMORY[name] = sqlite3.connect(name, uri=True, check_same_thread=False)
    return _connected(name)


def _connected(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name, timeout=_WAIT, uri=name.startswith("file:"))
    try:
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
        base.execute("PRAGMA trusted_schema = OFF")
        if not _schema_of(base) <= _our_schema():
            raise sqlite3.DatabaseError("another program's tables, or another version's")
        base.execute("PRAGMA synchronous = OFF")  # losing it costs a reading, no more
        base.execute("PRAGMA journal_mode = MEMORY")
        mark = f"{_SCHEMA} {version('nianbao')}"
        _make_tables(base)
        made = base.execute("SELECT by FROM made").fetchone()
        if made is None or made[0] != mark:
            base.execute("DELETE FROM files")
            base.execute("DELETE FROM made")
            base.execute("INSERT INTO made VALUES (?)", (mark,))
        base.commit()
    except sqlite3.Error:
        base.close()
        raise
    return base


def _make_tables(base: sqlite3.Connection) -> None:
    for statement in _TABLES:
        kind, rest = statement.split(maxsplit=2)[1:]
        base.execute(f"CREATE {kind} IF NOT EXISTS {rest}")


def _schema_of(base: sqlite3.Connection) -> frozenset[tuple[str, ...]]:
    """Everything that a database holds, by kind, name and the statement that made it."""
    found = base.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return frozenset(found.fetchall())


@cache
def _our_schema() -> frozenset[tuple[str, ...]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as base:
        _make_tables(base)
        return _schema_of(base)
