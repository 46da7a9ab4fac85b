"""Finds what an earlier run left behind when it was killed, and puts the report together again."""

import contextlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from nianbao.report.book import Report
from nianbao.report.difference import Difference, compare_reports
from nianbao.report.errors import UserError
from nianbao.report.storage import oslock
from nianbao.report.storage.files import load_report, parse_report
from nianbao.report.storage.journal import ENDING, LOCK_ENDING, read_records
from nianbao.report.storage.watch import UNKNOWN, Stamp

DAMAGED = ".damaged"


@dataclass(frozen=True)
class Draft:
    """A report as it was at its last edit, with the file it belonged to, if it had one."""

    report: Report
    origin: Path | None
    last_edit: datetime
    difference: Difference | None
    """Against the file as it is now; None where there is no such file."""
    journal: Path
    lock: oslock.HeldLock
    is_cut_short: bool = False
    """Whether later edits followed a damaged place of the journal, and are lost."""
    seen: Stamp = UNKNOWN
    """What the file held when the lost window last read or saved it; contents are compared, because
    clocks of files and computers differ."""

    @property
    def origin_was_changed(self) -> bool:
        """Whether the file is there and may hold what the lost window never saw."""
        return self.origin is not None and self.origin.exists() and self.seen.changed(self.origin)

    def discard(self) -> None:
        """Remove the journal: nobody wants the draft."""
        with contextlib.suppress(OSError):
            self.journal.unlink()
        self.lock.release()

    def settle(self) -> None:
        """Clear away after the draft was taken over; a damaged journal is kept for a person."""
        if self.is_cut_short:
            _set_aside(self.journal, self.lock)
        else:
            self.discard()

    def keep_for_later(self) -> None:
        """Let go of the draft; the next start offers it again."""
        self.lock.release()


def find_drafts(
    folder: Path, tell_damaged: Callable[[Path], None] = lambda _path: None
) -> tuple[Draft, ...]:
    """Return what can be recovered, the latest first; clear away what holds nothing new.

    Journals of windows that are still open are left alone. One that cannot be read is told once,
    with the name under which it is kept.
    """
    _sweep(folder)
    drafts = (_claim(path, tell_damaged) for path in sorted(folder.glob(f"*{ENDING}")))
    found = [draft for draft in drafts if draft is not None]
    return tuple(sorted(found, key=lambda draft: draft.last_edit, reverse=True))


def _claim(path: Path, tell_damaged: Callable[[Path], None]) -> Draft | None:
    try:
        lock = oslock.take(path.with_suffix(LOCK_ENDING))
        if lock is None:
            return None
        content = path.read_bytes()
    except OSError:
        return None
    try:
        records = read_records(content)
        state = _replay(records.whole)
        draft = _draft(state, path, lock) if state.unsaved else None
    except (UserError, KeyError, TypeError, ValueError):
        tell_damaged(_set_aside(path, lock))
        return None
    if records.is_cut_short:
        if draft is not None:
            return replace(draft, is_cut_short=True)
        tell_damaged(_set_aside(path, lock))  # saved, but what was typed after that is lost
    elif draft is None:
        with contextlib.suppress(OSError):
            path.unlink()
        lock.release()
    return draft


def _set_aside(path: Path, lock: oslock.HeldLock) -> Path:
    """A journal that cannot be read is kept under another name: a person may still mend it."""
    kept = path.with_suffix(DAMAGED)
    with contextlib.suppress(OSError):
        path.replace(kept)
    lock.release()
    return kept


def _sweep(folder: Path) -> None:
    """Remove what a kill left half made, before there was a journal."""
    for path in folder.glob(f"*{LOCK_ENDING}"):
        with contextlib.suppress(OSError):
            lock = oslock.take(path)
            if lock is not None:
                path.with_suffix(".new").unlink(missing_ok=True)
                lock.release()


@dataclass
class _State:
    body: dict[str, Any]
    origin: Path | None
    unsaved: bool
    time: datetime
    seen: str | None


def _replay(records: Iterable[Mapping[str, Any]]) -> _State:
    state: _State | None = None
    for record in records:
        if "base" in record:
            origin = record["origin"]
            state = _State(
                record["base"],
                None if origin is None else Path(origin),
                record["unsaved"],
                datetime.fromisoformat(record["time"]),
                record.get("seen"),
            )
        elif state is None:
            break
        elif "saved" in record:
            state.origin, state.unsaved = Path(record["saved"]), False
            state.seen = record.get("seen")
        else:
            _apply(state.body, record["edit"])
            state.unsaved = True
            state.time = datetime.fromisoformat(record["time"])
    if state is None:
        raise ValueError("a journal begins with a report")
    return state


def _apply(body: dict[str, Any], edit: Mapping[str, Any]) -> None:
    body.setdefault("cells", {}).update(edit.get("cells", {}))
    for key, note in edit.get("notes", {}).items():
        body.setdefault("cell_notes", {}).pop(key, None)
        if note:
            body["cell_notes"][key] = note
    for key, (start, removed, words) in edit.get("texts", {}).items():
        text = body.setdefault("texts", {}).get(key, "")
        body["texts"][key] = text[:start] + words + text[start + removed :]
    body.update(edit.get("facts", {}))
    for key in edit.get("absent", ()):  # a journal of an older version says null and "" for them
        body["cells"].pop(key, None)
        body.setdefault("texts", {}).pop(key, None)


def _draft(state: _State, path: Path, lock: oslock.HeldLock) -> Draft | None:
    report = parse_report(json.dumps(state.body).encode(), path.name)
    difference = _difference(report, state.origin)
    if difference is not None and not difference:
        return None
    seen = UNKNOWN if state.seen is None else Stamp(0, -1, state.seen)
    return Draft(report, state.origin, state.time, difference, path, lock, seen=seen)


def _difference(report: Report, origin: Path | None) -> Difference | None:
    if origin is None:
        return None
    try:
        return compare_reports(load_report(origin), report)
    except UserError:
        return None
