"""What is kept of each file beside the folder: its numbers, what the checks said, and its texts.

A second run reads only files that changed. What is kept can always be made anew: a damaged or
foreign cache is thrown away in silence, and where none can be written it lives in memory. The file
stands beside the folder, where others can write: a row counts only if it is of our kind.
"""

import contextlib
import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal, Self, get_args

from nianbao.checks.findings import Severity
from nianbao.formats.registry import all_forms
from nianbao.rollup.files.cache_file import MOST_BYTES, open_cache
from nianbao.rollup.model import Remark

_RACY = 3_000_000_000
"""Nanoseconds: a file written so shortly before it was read may change again within one time stamp."""

Kind = Literal["report", "sum", "archive", "foreign", "unreadable"]
_KINDS = frozenset(get_args(Kind))


class BrokenCacheError(Exception):
    """What is kept is not as it was written."""


@dataclass(slots=True)
class Kept:
    """One file, or one report within a zip, as it was read.

    A value, but not frozen: a county has ten thousand, and those take three times as long to make.
    """

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
    """Those of its cells; taken from it by whoever sums them, not to stand in memory twice."""
    large: Mapping[str, str] = field(default_factory=dict)
    earlier: str = ""
    """What it tells of years before, as ``known_years.packed`` writes it."""

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
    "blanks, unread, against, numbers, large, earlier"
)


class Cache:
    """The kept files of one folder."""

    def __init__(self, path: Path | None) -> None:
        """Open the cache at ``path``; in memory where it is None or cannot be used."""
        self._base = open_cache(path)

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
        """Yield everything that is kept; BrokenCacheError where something is not as we keep it."""
        forms = {"", *(form.id for form in all_forms())}
        with _of_our_kind():
            for row in self._base.execute(f"SELECT {_COLUMNS} FROM files"):  # noqa: S608 - a constant
                if (
                    tuple(map(type, row)) not in _ROWS
                    or row[5] not in _KINDS
                    or row[10] not in forms
                ):
                    raise BrokenCacheError
                large = _large(row[-2]) if row[-2] else {}
                yield Kept(*(*row[:-2], large, row[-1]))

    def put(self, found: Iterable[tuple[Kept, Details]]) -> None:
        """Keep what was read; nothing is lost where the disk is full, it is only read again."""
        with contextlib.suppress(sqlite3.Error, OverflowError):
            self._base.executemany(
                f"INSERT OR REPLACE INTO files ({_COLUMNS}, remarks, texts) "  # noqa: S608
                f"VALUES ({', '.join('?' * 21)})",
                [(*_row(kept), _packed_remarks(more), _packed(more.texts)) for kept, more in found],
            )
            self._base.commit()

    def forget(self, places: Iterable[str]) -> None:
        """Drop what is kept of files that are gone, and of all within them."""
        with contextlib.suppress(sqlite3.Error):
            self._base.executemany(
                "DELETE FROM files WHERE outer_place = ?", [(place,) for place in places]
            )

    def empty(self) -> None:
        """Drop everything."""
        with contextlib.suppress(sqlite3.Error):
            self._base.execute("DELETE FROM files")

    def remarks(self, place: str) -> tuple[Remark, ...]:
        """Return what the checks said of a file; BrokenCacheError where that cannot be told."""
        with _of_our_kind():
            found = self._base.execute("SELECT remarks FROM files WHERE place = ?", (place,))
            row = found.fetchone()
            return _remarks(row[0]) if row else ()

    def all_texts(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield every file's place with its texts, by section; BrokenCacheError as above."""
        with _of_our_kind():
            for place, packed in self._base.execute("SELECT place, texts FROM files"):
                yield place, _texts(packed)


@contextlib.contextmanager
def _of_our_kind() -> Iterator[None]:
    """Call all that can be wrong with a file that others can write into by one name."""
    try:
        yield
    except (
        sqlite3.Error,
        zlib.error,
        ValueError,
        TypeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise BrokenCacheError from error


def now() -> int:
    """Return the time as file stamps count it."""
    return time.time_ns()


def _row(kept: Kept) -> tuple[object, ...]:
    return (
        kept.place, kept.outer, kept.size, kept.modified, kept.read_at, kept.kind, kept.digest,
        kept.reason, kept.unit, kept.year, kept.form, kept.errors, kept.warnings, kept.blanks,
        kept.unread, kept.against, kept.numbers, json.dumps(dict(kept.large)) if kept.large else "",
        kept.earlier,
    )  # fmt: skip


def _row_types() -> Iterator[tuple[type, ...]]:
    """What a row of ``_COLUMNS`` holds; year and ``against`` may be missing."""
    nothing: type = type(None)
    where, read, counts = (str, str, int, int, int), (str, str, str, str), (int,) * 4
    for year in (int, nothing):
        for against in (str, nothing):
            yield (*where, *read, year, str, *counts, against, bytes, str, str)


_ROWS = frozenset(_row_types())


def _large(written: str) -> dict[str, str]:
    """What was too large for the array, as ``numbers.pack`` writes it: digits and a point."""
    found = json.loads(written)
    for key, number in found.items():
        if not isinstance(number, str) or "e" in number.lower() or not Decimal(number).is_finite():
            raise BrokenCacheError(key)
    return dict(found)


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


def _texts(packed: bytes) -> dict[str, str]:
    if not packed:
        return {}
    unpacking = zlib.decompressobj()
    found = json.loads(unpacking.decompress(packed, MOST_BYTES))
    if unpacking.unconsumed_tail or not all(isinstance(text, str) for text in found.values()):
        raise BrokenCacheError
    return dict(found)


def _remarks(packed: bytes) -> tuple[Remark, ...]:
    if not packed:
        return ()
    return tuple(
        Remark(rule, Severity(severity), section, message, hint, tuple(cells))
        for rule, severity, section, message, hint, cells in json.loads(packed)
    )
