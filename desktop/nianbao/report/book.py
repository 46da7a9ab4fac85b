"""The report: one copy of every value, by permanent key, with plain-Python listeners.

A key that is absent was never given (the source had no such cell); ``None`` is a blank cell. Both
read as a blank; neither is 0.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, PlainValidator, PrivateAttr

from nianbao.formats.levels import NO_LEVEL
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


def _written(cells: Mapping[str, Decimal | None]) -> dict[str, str | None]:
    return {key: None if value is None else format(value, "f") for key, value in cells.items()}


Cells = Annotated[
    dict[str, Decimal | None],
    PlainValidator(stored_cells),
    PlainSerializer(_written, return_type=dict[str, str | None], when_used="json"),
]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class Decision(_Part):
    """A finding that the clerk set aside with a reason; ends when ``fingerprint`` changes."""

    rule: str
    subject: str
    fingerprint: str
    reason: str
    decided_on: date | None = None


PREAMBLE = "preamble"
"""The key under which the opening paragraph is a text like the others."""


class Publication(_Part):
    """What stands around the six sections on paper."""

    signed_by: str = ""
    signed_on: date | None = None
    show_signature: bool = False
    attachments: tuple[str, ...] = ()
    contact: str = ""
    """The closing paragraph with address and telephone of the office."""


def _nobody() -> list[Listener]:
    """Not ``list`` itself, whose C signature pydantic would have read by Python's tokenizer."""
    return []


class Report(_Part):
    """One unit's report for one year."""

    form: str
    year: int = Field(ge=2008, le=2100)
    """The report year; the 条例 has been in force since 2008."""
    year_guessed: bool = False
    """Whether the source named no year and the clerk has not yet confirmed this one."""
    source_headings: dict[str, str] | None = Field(default=None, max_length=100)
    """The sections' headings as the document shows them that the report was read from, by section,
    in its order; None where there was no such document, or its headings are no longer of concern."""
    unit: str = ""
    level: str = NO_LEVEL
    """The level that was chosen; where none was, the name of the unit tells it."""
    preamble: str = ""
    """The opening paragraph before section 一."""
    cells: Cells = Field(default_factory=dict)
    cell_notes: dict[str, str] = Field(default_factory=dict)
    """Words beside a number, printed in brackets: 其中修订16件."""
    texts: dict[str, str] = Field(default_factory=dict)
    publication: Publication = Field(default_factory=Publication)
    auto_totals: bool = True
    """Whether blank total cells take the computed value."""
    secrecy_reviewed: bool = False
    """先审查、后公开: the clerk has confirmed the 保密审查."""
    decisions: tuple[Decision, ...] = Field(default=(), max_length=5000)
    proofread: Cells = Field(default_factory=dict)
    """Cells that were held against the source, each with the number that it had then."""
    previous: tuple["Report", ...] = Field(default=(), max_length=100)
    """Earlier years' reports to compare with; they travel with the file. See ``report.earlier``."""
    _listeners: list[Listener] = PrivateAttr(default_factory=_nobody)

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

        Raises pydantic.ValidationError, changing nothing, where a fact is not allowed.
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
        checked = type(self).model_validate({"form": self.form, "year": self.year, **facts})
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

    def __copy__(self) -> "Report":
        """Return a copy that nobody listens to: its changes are not those of this report."""
        copied = super().__copy__()
        copied._listeners = []  # noqa: SLF001 - of the same class
        return copied

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> "Report":
        """Return a copy down to the last text, which nobody listens to either."""
        return super().__deepcopy__({**(memo or {}), id(self._listeners): []})


def _put(held: dict[str, Value], new: Mapping[str, Value | Absent]) -> None:
    for key, value in new.items():
        if isinstance(value, Absent):
            held.pop(key, None)
        else:
            held[key] = value


def blank_report(form: str, cell_keys: Iterable[str], year: int) -> Report:
    """Return a report with every cell of the form blank."""
    return Report(form=form, year=year, cells=dict.fromkeys(cell_keys))
