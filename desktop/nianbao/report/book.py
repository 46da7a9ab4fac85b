"""The report: one copy of every value, by permanent key, with plain-Python listeners.

A key that is absent was never given (the source had no such cell); ``None`` is a blank cell. Both
read as a blank; neither is 0.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Final, NamedTuple, TypeVar

from nianbao.formats.levels import NO_LEVEL
from nianbao.models import Bounds, Model, ReadBy, read
from nianbao.report.numbers import stored_cells

Listener = Callable[[frozenset[str]], None]
Unsubscribe = Callable[[], None]
Value = TypeVar("Value")


class Absent(Enum):
    """The mark of a key that a report does not have; blank (None, "") is another thing."""

    ABSENT = "absent"


ABSENT: Final = Absent.ABSENT


class Parts(NamedTuple):
    """What a change is about: the new values, or those that stood there before."""

    cells: Mapping[str, Decimal | Absent | None] = {}
    notes: Mapping[str, str] = {}
    """By cell; an empty note is none."""
    texts: Mapping[str, str | Absent] = {}
    facts: Mapping[str, object] = {}
    """Fields of the report itself; the preamble is one of them."""

    def keys(self) -> frozenset[str]:
        """Return the keys of everything that it is about, as listeners hear them."""
        return frozenset((*self.cells, *self.notes, *self.texts, *self.facts))


Cells = Annotated[dict[str, Decimal | None], ReadBy(stored_cells)]


@dataclass(kw_only=True)
class Decision(Model):
    """A finding that the clerk set aside with a reason; ends when ``fingerprint`` changes."""

    rule: str
    subject: str
    fingerprint: str
    reason: str
    decided_on: date | None = None


PREAMBLE = "preamble"
"""The key under which the opening paragraph is a text like the others."""


@dataclass(kw_only=True)
class Publication(Model):
    """What stands around the six sections on paper."""

    signed_by: str = ""
    signed_on: date | None = None
    show_signature: bool = False
    attachments: tuple[str, ...] = ()
    contact: str = ""
    """The closing paragraph with address and telephone of the office."""


@dataclass(kw_only=True)
class Report(Model):
    """One unit's report for one year."""

    form: str
    year: Annotated[int, Bounds(ge=2008, le=2100)]
    """The report year; the 条例 has been in force since 2008."""
    year_guessed: bool = False
    """Whether the source named no year and the clerk has not yet confirmed this one."""
    source_headings: Annotated[dict[str, str], Bounds(max_length=100)] | None = None
    """The sections' headings as the document shows them that the report was read from, by section,
    in its order; None where there was no such document, or its headings are no longer of concern."""
    unit: str = ""
    level: str = NO_LEVEL
    """The level that was chosen; where none was, the name of the unit tells it."""
    preamble: str = ""
    """The opening paragraph before section 一."""
    cells: Cells = field(default_factory=dict)
    cell_notes: dict[str, str] = field(default_factory=dict)
    """Words beside a number, printed in brackets: 其中修订16件."""
    texts: dict[str, str] = field(default_factory=dict)
    publication: Publication = field(default_factory=Publication)
    auto_totals: bool = True
    """Whether blank total cells take the computed value."""
    secrecy_reviewed: bool = False
    """先审查、后公开: the clerk has confirmed the 保密审查."""
    decisions: Annotated[tuple[Decision, ...], Bounds(max_length=5000)] = ()
    proofread: Cells = field(default_factory=dict)
    """Cells that were held against the source, each with the number that it had then."""
    previous: Annotated[tuple["Report", ...], Bounds(max_length=100)] = ()
    """Earlier years' reports to compare with; they travel with the file. See ``report.earlier``."""

    def __post_init__(self) -> None:
        """Begin with nobody who listens."""
        self._listeners: list[Listener] = []

    def cell(self, key: str) -> Decimal | None:
        """Return an entered value, None where the cell is blank or absent."""
        return self.cells.get(key)

    def text(self, key: str) -> str:
        """Return a text, empty where nothing was written; the preamble is one of them."""
        return self.preamble if key == PREAMBLE else self.texts.get(key, "")

    def change(
        self,
        *,
        cells: Mapping[str, Decimal | None] | None = None,
        notes: Mapping[str, str] | None = None,
        texts: Mapping[str, str] | None = None,
        facts: Mapping[str, object] | None = None,
    ) -> Parts:
        """Change all of it at once, tell the listeners once, and return what ``restore`` takes.

        Raises pydantic_core.ValidationError, changing nothing, where a fact is not allowed.
        """
        fields, written = dict(facts or {}), dict(texts or {})
        if PREAMBLE in written:
            fields[PREAMBLE] = written.pop(PREAMBLE)
        return self._exchange(Parts(cells or {}, notes or {}, written, self._allowed(fields)))

    def restore(self, former: Parts) -> None:
        """Bring back what stood before a change; what was absent then is absent again."""
        self._exchange(former)

    def _allowed(self, facts: Mapping[str, object]) -> dict[str, object]:
        """Return facts as the report holds them; no field depends on another one."""
        if not facts:
            return {}
        checked = read(Report, {"form": self.form, "year": self.year, **facts})
        return {name: getattr(checked, name) for name in facts}

    def _exchange(self, new: Parts) -> Parts:
        """Put the new values in the place of the old ones, which are returned."""
        old = Parts(
            {key: self.cells.get(key, ABSENT) for key in new.cells},
            {key: self.cell_notes.get(key, "") for key in new.notes},
            {key: self.texts.get(key, ABSENT) for key in new.texts},
            {name: getattr(self, name) for name in new.facts},
        )
        _put(self.cells, new.cells)
        _put(self.cell_notes, {key: note or ABSENT for key, note in new.notes.items()})
        _put(self.texts, new.texts)
        for name, fact in new.facts.items():
            setattr(self, name, fact)
        changed = new.keys()
        for listener in tuple(self._listeners) if changed else ():
            listener(changed)
        return old

    def listen(self, listener: Listener) -> Unsubscribe:
        """Call ``listener`` with the changed keys after every change; return what ends that."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy is made of; nobody listens to it: its changes are not this report's."""
        return {**vars(self), "_listeners": []}


def _put(held: dict[str, Value], new: Mapping[str, Value | Absent]) -> None:
    for key, value in new.items():
        if isinstance(value, Absent):
            held.pop(key, None)
        else:
            held[key] = value


def blank_report(form: str, cell_keys: Iterable[str], year: int) -> Report:
    """Return a report with every cell of the form blank."""
    return read(Report, {"form": form, "year": year, "cells": dict.fromkeys(cell_keys)})
