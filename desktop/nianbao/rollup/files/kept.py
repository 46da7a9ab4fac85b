"""What is kept of each file beside the folder: its numbers, what the checks said, and its texts.

A second run reads only files that changed. What is kept can always be made anew: a damaged or
foreign cache is thrown away in silence, and where none can be written it lives in memory.
"""

import contextlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Literal, Self

from nianbao.checks.findings import Severity
from nianbao.report.storage.watch import digest_of
from nianbao.rollup.model import Remark

_SCHEMA = 2
_WAIT = 2.0
"""Seconds to wait for another window that writes into the cache."""
_RACY = 3_000_000_000
"""Nanoseconds: a file written so shortly before it was read may change again within one time stamp."""

Kind = Literal["report", "sum", "archive", "foreign", "unreadable"]


@dataclass(frozen=True, slots=True)
class Kept:
    """One file, or one report within a zip, as it was read."""

    place: str
    outer: str
    """The place of the file on the disk: the zip's, for what lies in one."""
    size: int
    modified: int
    read_at: int
    kind: Kind
    digest: str = ""
    reason: str = ""
    unit: str = ""
    year: int | None = None
    form: str = ""
    errors: int = 0
    warnings: int = 0
    blanks: int = 0
    unread: int = 0
    against: str | None = None
    """What it was checked with (last year's report, local rules); None where it was not checked."""
    numbers: bytes = b""
    large: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """Whether its time stamp alone tells that it did not change since it was read."""
        return self.modified + _RACY < self.read_at


@dataclass(frozen=True, slots=True)
class Details:
    """What is kept beside the numbers and looked at for single files only."""

    remarks: tuple[Remark, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    """By section id."""


_COLUMNS = (
    "place, outer_place, size, modified, read_at, kind, digest, reason, unit, year, form, errors, warnings, "
    "blanks, unread, against, numbers, large"
)


class Cache:
    """The kept files of one folder."""

    def __init__(self, path: Path | None) -> None:
        """Open the cache at ``path``; in memory where it is None or cannot be used."""
        self._base = _open(path)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_raised: object) -> None:
        """Write what is still to be written, and close."""
        self.close()

    def close(self) -> None:
        """Keep everything and let the file go."""
        with contextlib.suppress(sqlite3.Error):
            self._base.commit()
        self._base.close()

    def all(self) -> Iterator[Kept]:
        """Yield everything that is kept."""
        for row in self._base.execute(f"SELECT {_COLUMNS} FROM files"):  # noqa: S608 - a constant
            yield Kept(*(*row[:-1], json.loads(row[-1]) if row[-1] else {}))

    def put(self, found: Iterable[tuple[Kept, Details]]) -> None:
        """Keep what was read; nothing is lost where the disk is full, it is only read again."""
        with contextlib.suppress(sqlite3.Error):
            self._base.executemany(
                f"INSERT OR REPLACE INTO files ({_COLUMNS}, remarks, texts) "  # noqa: S608
                f"VALUES ({', '.join('?' * 20)})",
                [(*_row(kept), _packed_remarks(more), _packed(more.texts)) for kept, more in found],
            )
            self._base.commit()

    def forget(self, places: Iterable[str]) -> None:
        """Drop what is kept of files that are gone, and of all within them."""
        with contextlib.suppress(sqlite3.Error):
            self._base.executemany(
                "DELETE FROM files WHERE outer_place = ?", [(place,) for place in places]
            )

    def remarks(self, place: str) -> tuple[Remark, ...]:
        """Return what the checks said of a file."""
        row = self._base.execute("SELECT remarks FROM files WHERE place = ?", (place,)).fetchone()
        return _remarks(row[0]) if row else ()

    def all_remarks(self) -> Iterator[tuple[str, tuple[Remark, ...]]]:
        """Yield every file's place with what the checks said of it."""
        for place, packed in self._base.execute("SELECT place, remarks FROM files ORDER BY place"):
            yield place, _remarks(packed)

    def all_texts(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield every file's place with its texts, by section."""
        for place, packed in self._base.execute("SELECT place, texts FROM files"):
            yield place, (json.loads(zlib.decompress(packed)) if packed else {})


def now() -> int:
    """Return the time as file stamps count it."""
    return time.time_ns()


def _row(kept: Kept) -> tuple[object, ...]:
    return (
        kept.place, kept.outer, kept.size, kept.modified, kept.read_at, kept.kind, kept.digest,
        kept.reason, kept.unit, kept.year, kept.form, kept.errors, kept.warnings, kept.blanks,
        kept.unread, kept.against, kept.numbers, json.dumps(dict(kept.large)) if kept.large else "",
    )  # fmt: skip


def _packed(data: object) -> bytes:
    return zlib.compress(json.dumps(data, ensure_ascii=False).encode(), 1) if data else b""


def _packed_remarks(details: Details) -> bytes:
    """Not compressed: a few sentences a report, and compressing them takes longer than all else here."""
    if not details.remarks:
        return b""
    lists = [
        [one.rule, one.severity, one.section, one.message, one.hint, list(one.cells)]
        for one in details.remarks
    ]
    return json.dumps(lists, ensure_ascii=False).encode()


def _remarks(packed: bytes) -> tuple[Remark, ...]:
    if not packed:
        return ()
    return tuple(
        Remark(rule, Severity(severity), section, message, hint, tuple(cells))
        for rule, severity, section, message, hint, cells in json.loads(packed)
    )


_IN_MEMORY: dict[str, sqlite3.Connection] = {}
"""What cannot be written beside its folder lives as long as the program: each by its path."""


def _open(path: Path | None) -> sqlite3.Connection:
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
        base.execute("PRAGMA synchronous = OFF")  # losing it costs a reading, no more
        base.execute("PRAGMA journal_mode = MEMORY")
        mark = f"{_SCHEMA} {version('nianbao')}"
        base.execute("CREATE TABLE IF NOT EXISTS made (by TEXT)")
        made = base.execute("SELECT by FROM made").fetchone()
        if made is None or made[0] != mark:
            base.execute("DROP TABLE IF EXISTS files")
            base.execute("DELETE FROM made")
            base.execute("INSERT INTO made VALUES (?)", (mark,))
        base.execute(
            "CREATE TABLE IF NOT EXISTS files (place TEXT PRIMARY KEY, outer_place TEXT, size INTEGER, "
            "modified INTEGER, read_at INTEGER, kind TEXT, digest TEXT, reason TEXT, unit TEXT, "
            "year INTEGER, form TEXT, errors INTEGER, warnings INTEGER, blanks INTEGER, "
            "unread INTEGER, against TEXT, numbers BLOB, large TEXT, remarks BLOB, texts BLOB)"
        )
        base.execute("CREATE INDEX IF NOT EXISTS outer_places ON files (outer_place)")
        base.commit()
    except sqlite3.Error:
        base.close()
        raise
    return base
