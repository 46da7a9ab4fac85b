"""The recovery journal: every edit is on the disk before the next one, also of an unsaved report.

One file per window, only ever appended to. A line is one record with its check sum, so that a
line torn by a kill or a power cut is recognised and left out. Writing hands the record to the
system, which keeps it when the program dies; a thread flushes it to the disk, once a second at
most, for when the computer dies.
"""

import contextlib
import errno
import json
import os
import threading
import zlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from nianbao.formats.registry import load_form
from nianbao.models import written
from nianbao.report.book import Report
from nianbao.report.numbers import format_number
from nianbao.report.storage import oslock
from nianbao.report.storage.files import data_of
from nianbao.user_folders import make_private

ENDING = ".journal"
LOCK_ENDING = ".lock"
SYNC_SECONDS = 1.0
MAX_EDIT_BYTES = 512_000
"""After so many bytes of edits the journal begins anew with the state of that moment."""


class Journal:
    """Records the edits of one report. It never raises: a full disk must not stop the typing."""

    def __init__(
        self,
        folder: Path,
        report: Report,
        origin: Path | None,
        *,
        unsaved: bool = False,
        seen: str | None = None,
    ) -> None:
        """``seen`` is the digest of what ``origin`` held when it was read, None where unknown."""
        self.path = folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.urandom(16).hex()}"
        self.path = self.path.with_suffix(ENDING)
        self.failed = False
        self.was_remade = False
        """Whether somebody took the folder away, and it is made anew since."""
        self._seen = seen
        self._report = report
        self._origin = origin
        self._unsaved = unsaved
        self._stream: IO[bytes] | None = None
        self._lock: oslock.HeldLock | None = None
        self._edit_bytes = 0
        self._texts: dict[str, str] = {}
        self._wake, self._stop = threading.Event(), threading.Event()
        self._guard = threading.Lock()
        self._begin()
        self._thread = threading.Thread(target=self._sync_now_and_then, daemon=True)
        self._thread.start()

    def record(self, keys: Iterable[str]) -> None:
        """Write down what now stands under the changed ``keys``."""
        if self._stop.is_set():
            return
        self._notice_removal()
        if self._stream is None or self._edit_bytes > MAX_EDIT_BYTES:
            self._unsaved = True
            self._begin()
        else:
            self._append({"edit": self._changes(keys)})

    def saved(self, path: Path, seen: str) -> None:
        """Note that everything so far stands in ``path``, whose content has the digest ``seen``."""
        self._origin, self._seen = path, seen
        self._unsaved = False
        self._append({"saved": str(path), "seen": seen})

    def _notice_removal(self) -> None:
        """Begin anew where the file was taken away: the system would go on writing to nothing."""
        if self._stream is None or self.path.exists():
            return
        self.was_remade = True
        self._drop_stream()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _drop_stream(self) -> None:
        with self._guard, contextlib.suppress(OSError):
            if self._stream is not None:
                self._stream.close()
        self._stream = None

    def replace(self, report: Report) -> None:
        """Go on with another report in the place of this one: an import, a restored version."""
        self._report, self._unsaved = report, True
        self._begin()

    def close(self) -> None:
        """End without anything to recover: saved, or given up by the clerk."""
        if self._stop.is_set():
            return
        self._stop.set()
        self._wake.set()
        self._thread.join()
        if self._stream is not None:
            self._stream.close()
        with contextlib.suppress(OSError):
            self.path.unlink()
        if self._lock is not None:
            self._lock.release()

    def _begin(self) -> None:
        """Start the file, or start it anew: complete under another name first, then renamed."""
        base = {
            "base": data_of(self._report),
            "origin": None if self._origin is None else str(self._origin),
            "unsaved": self._unsaved,
            "seen": self._seen,
        }
        fresh = self.path.with_suffix(".new")
        try:
            make_private(self.path.parent)
            if self._lock is None:
                self._lock = oslock.take(self.path.with_suffix(LOCK_ENDING))
            with open(fresh, "wb", opener=_for_us_alone) as stream:
                stream.write(_line(base))
                stream.flush()
                if (
                    self.path.exists()
                ):  # a first journal takes no other's place: the thread syncs it
                    os.fsync(stream.fileno())
            with self._guard:
                if self._stream is not None:
                    self._stream.close()
                self._stream = None
                fresh.replace(self.path)
                self._stream = self.path.open("ab", buffering=0)
            self._texts = dict(self._report.texts)
            self._edit_bytes, self.failed = 0, False
            self._wake.set()
        except OSError:
            # An edit of this report must not be written behind the one that stood here before.
            self._drop_stream()
            self.failed = True

    def _append(self, record: Mapping[str, Any]) -> None:
        if self._stream is None:
            return
        line = _line(record)
        try:
            if self._stream.write(line) != len(line):
                raise OSError(errno.ENOSPC, "torn line")  # noqa: TRY301 - a full disk, said softly
        except OSError:
            self._drop_stream()
            self.failed = True
            return
        self._edit_bytes += len(line)
        self._wake.set()

    def _changes(self, keys: Iterable[str]) -> dict[str, Any]:
        form = load_form(self._report.form)
        changes: dict[str, Any] = {"cells": {}, "notes": {}, "texts": {}, "facts": {}, "absent": []}
        for key in keys:
            if key in form.cells:
                value = self._report.cell(key)
                changes["cells"][key] = None if value is None else format_number(value)
                changes["notes"][key] = self._report.cell_notes.get(key, "")
                if key not in self._report.cells:
                    changes["absent"].append(key)
            elif key in form.text_keys:
                changes["texts"][key] = self._splice(key)
                if key not in self._report.texts:
                    changes["absent"].append(key)
            else:
                changes["facts"].update(written(self._report, only={key}))
        return {name: change for name, change in changes.items() if change}

    def _splice(self, key: str) -> tuple[int, int, str]:
        """Return (start, characters removed, words put in) that lead to the text as it is now."""
        old, new = self._texts.get(key, ""), self._report.text(key)
        self._texts[key] = new
        start = _common_length(old, new)
        tail = _common_length(old[start:][::-1], new[start:][::-1])
        return start, len(old) - start - tail, new[start : len(new) - tail]

    def _sync_now_and_then(self) -> None:
        while not self._stop.is_set():
            self._wake.wait()
            self._wake.clear()
            with self._guard, contextlib.suppress(OSError, ValueError):
                if self._stream is not None:
                    os.fsync(self._stream.fileno())
            self._stop.wait(SYNC_SECONDS)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _common_length(one: str, other: str) -> int:
    """Return how many characters agree from the beginning; comparing slices is quick."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _line(record: Mapping[str, Any]) -> bytes:
    now = datetime.now().astimezone().isoformat(timespec="milliseconds")
    body = json.dumps({**record, "time": now}, ensure_ascii=False, separators=(",", ":")).encode()
    return f"{zlib.crc32(body):08x} ".encode() + body + b"\n"


class Records(NamedTuple):
    """The records of a journal up to the first one that is not whole."""

    whole: tuple[dict[str, Any], ...]
    is_cut_short: bool
    """Whether more followed the damage than the one line that a kill tears."""


def read_records(content: bytes) -> Records:
    """Read a journal; what follows a damaged line builds on it and cannot be used."""
    lines = content.splitlines(keepends=True)
    whole: list[dict[str, Any]] = []
    for line in lines:
        mark, _, body = line.removesuffix(b"\n").partition(b" ")
        if not line.endswith(b"\n") or mark != f"{zlib.crc32(body):08x}".encode():
            return Records(tuple(whole), len(whole) + 1 < len(lines))
        whole.append(json.loads(body))
    return Records(tuple(whole), is_cut_short=False)
