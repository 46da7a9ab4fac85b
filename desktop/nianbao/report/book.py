"""The report: one copy of every value, by permanent key, with plain-Python listeners.

A key that is absent was never given (the source had no such cell); ``None`` is a blank cell. Both
read as a blank; neither is 0.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, PrivateAttr

from nianbao.formats.levels import NO_LEVEL
from nianbao.report.numbers import stored_number

Listener = Callable[[frozenset[str]], None]


Number = Annotated[
    Decimal,
    BeforeValidator(stored_number),
    PlainSerializer(lambda number: format(number, "f"), return_type=str, when_used="json"),
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


class Report(_Part):
    """One unit's report for one year."""

    form: str
    year: int = Field(ge=2008, le=2100)
    """The report year; the 条例 has been in force since 2008."""
    year_guessed: bool = False
    """Whether the source named no year and the clerk has not yet confirmed this one."""
    unit: str = ""
    level: str = NO_LEVEL
    """The level that was chosen; where none was, the name of the unit tells it."""
    preamble: str = ""
    """The opening paragraph before section 一."""
    cells: dict[str, Number | None] = Field(default_factory=dict)
    cell_notes: dict[str, str] = Field(default_factory=dict)
    """Words beside a number, printed in brackets: 其中修订16件."""
    texts: dict[str, str] = Field(default_factory=dict)
    publication: Publication = Field(default_factory=Publication)
    auto_totals: bool = True
    """Whether blank total cells take the computed value."""
    secrecy_reviewed: bool = False
    """先审查、后公开: the clerk has confirmed the 保密审查."""
    decisions: tuple[Decision, ...] = Field(default=(), max_length=5000)
    previous: tuple["Report", ...] = Field(default=(), max_length=100)
    """Earlier years' reports to compare with; they travel with the file. See ``report.earlier``."""
    _listeners: list[Listener] = PrivateAttr(default_factory=list)

    def cell(self, key: str) -> Decimal | None:
        """Return an entered value, None where the cell is blank or absent."""
        return self.cells.get(key)

    def text(self, key: str) -> str:
        """Return a text, empty where nothing was written; the preamble is one of them."""
        return self.preamble if key == PREAMBLE else self.texts.get(key, "")

    def set_cells(self, values: Mapping[str, Decimal | None]) -> dict[str, Decimal | None]:
        """Enter values and return what stood there before."""
        before = {key: self.cells.get(key) for key in values}
        self.cells.update(values)
        self.notify(values)
        return before

    def set_text(self, key: str, text: str) -> str:
        """Write a text and return what stood there before."""
        before = self.text(key)
        if key == PREAMBLE:
            self.preamble = text
        else:
            self.texts[key] = text
        self.notify([key])
        return before

    def set_note(self, key: str, note: str) -> str:
        """Write a cell's note (empty removes it) and return what stood there before."""
        before = self.cell_notes.pop(key, "")
        if note:
            self.cell_notes[key] = note
        self.notify([key])
        return before

    def set_facts(self, **facts: object) -> dict[str, object]:
        """Change fields of the report itself and return their old values.

        Raises pydantic.ValidationError, changing nothing, where a value is not allowed.
        """
        before = {name: getattr(self, name) for name in facts}
        checked = type(self).model_validate({**dict(self), **facts})
        for name in facts:
            setattr(self, name, getattr(checked, name))
        self.notify(facts)
        return before

    def listen(self, listener: Listener) -> None:
        """Call ``listener`` with the changed keys after every change."""
        self._listeners.append(listener)

    def notify(self, keys: Iterable[str]) -> None:
        """Tell the listeners which keys changed."""
        changed = frozenset(keys)
        for listener in self._listeners:
            listener(changed)


ReportField = Literal[
    "year", "year_guessed", "unit", "level", "preamble", "publication", "auto_totals", "form"
]
"""Names that ``set_facts`` may be given by the window."""


def blank_report(form: str, cell_keys: Iterable[str], year: int) -> Report:
    """Return a report with every cell of the form blank."""
    return Report(form=form, year=year, cells=dict.fromkeys(cell_keys))
