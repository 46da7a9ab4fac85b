"""A report's places in its own order, and how far each is: what a navigation lists and shows."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

from nianbao.checks.findings import Finding, Severity
from nianbao.formats.registry import Form
from nianbao.report.book import PREAMBLE, Report

FACTS = "facts"
COMPARE = "compare"
REVIEW = "review"


class State(StrEnum):
    """How far a place is."""

    EMPTY = "empty"
    PARTIAL = "partial"
    ERROR = "error"
    WARNING = "warning"
    OK = "ok"


class Judged(Protocol):
    """A report with its values in force and what the checks found."""

    @property
    def report(self) -> Report:
        """The report."""

    @property
    def form(self) -> Form:
        """Its form."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What stands, errors first."""

    def value(self, key: str, /) -> Decimal | None:
        """Return a cell's value in force."""


class Place(NamedTuple):
    """One line of the navigation."""

    id: str
    label: str
    depth: int = 0
    number: int = 0
    """Which of the upper level that is filled it is, from 1; 0 for a part and for a view."""
    is_filled: bool = True
    """Whether there is something to fill, and so a state; a view of what stands elsewhere has none."""


def places(form: Form) -> tuple[Place, ...]:
    """Return the places of a form's report."""
    found = [Place(FACTS, "报告信息", number=1)]
    for number, section in enumerate(form.sections, 2):
        found.append(Place(section.id, section.label, number=number))
        found.extend(Place(f"{section.id}.{part.id}", part.label, 1) for part in section.parts)
    found.append(Place(COMPARE, "与上年对比", is_filled=False))
    found.append(Place(REVIEW, "审核与导出", number=len(form.sections) + 2))
    return tuple(found)


def section_of_place(place: str) -> str:
    """Return the section to which a place belongs: a part's section, or the place itself."""
    return place.split(".", maxsplit=1)[0]


def place_of_text(key: str) -> str:
    """Return the place where a text is written; a lead stands under its section's own name."""
    return FACTS if key == PREAMBLE else key.removesuffix(".lead")


def place_of_finding(finding: Finding, form: Form) -> str:
    """Return the place where a finding is mended."""
    if finding.spans:
        return place_of_text(finding.spans[0].key)
    sections = {section.id for section in form.sections}
    return finding.section if finding.section in sections else FACTS


def findings_of(opened: Judged, place: str) -> list[Finding]:
    """Return the findings that belong to a place."""
    if place == REVIEW:
        return list(opened.findings)
    if "." in place:
        return [one for one in opened.findings if any(span.key == place for span in one.spans)]
    return [
        one
        for one in opened.findings
        if section_of_place(place_of_finding(one, opened.form)) == place
    ]


def state_of(opened: Judged, place: str) -> tuple[State, int]:
    """Return a place's state and how many findings of that state it has."""
    found = findings_of(opened, place)
    errors = _count(found, Severity.ERROR)
    if errors:
        return State.ERROR, errors
    filled = _filled(opened, place)
    if filled in (State.EMPTY, State.PARTIAL):
        return filled, 0
    warnings = _count(found, Severity.WARNING)
    return (State.WARNING, warnings) if warnings else (State.OK, 0)


def unwritten(opened: Judged) -> tuple[str, ...]:
    """Return the texts that are not written yet, by their headings."""
    left: list[str] = []
    for section in opened.form.sections:
        state = State.OK if section.table is not None else _filled(opened, section.id)
        if state is State.EMPTY:
            left.append(section.label)
        elif state is State.PARTIAL:
            texts = (
                (part, opened.report.text(f"{section.id}.{part.id}")) for part in section.parts
            )
            blank = (part.label for part, text in texts if not text.strip())
            left.append(f"{section.label}的{'、'.join(blank)}")
    return tuple(left)


def unfinished_words(opened: Judged) -> str:
    """Say in a sentence each which tables and texts are not finished; empty where all are."""
    tables = [
        section.label
        for section in opened.form.sections
        if section.table is not None and _filled(opened, section.id) is not State.OK
    ]
    texts = unwritten(opened)
    lines = [f"表格还没有填完：{'；'.join(tables)}。"] if tables else []
    lines += [f"还没有写文字：{'；'.join(texts)}。"] if texts else []
    return "\n".join(lines)


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)


def _filled(opened: Judged, place: str) -> State:  # noqa: PLR0911 - one line for each kind
    if place == COMPARE:
        return State.OK
    if place == FACTS:
        return State.OK if opened.report.unit.strip() else State.PARTIAL
    if place == REVIEW:
        parts = [_filled(opened, section.id) for section in opened.form.sections]
        return State.OK if all(part is State.OK for part in parts) else State.PARTIAL
    if "." in place:
        return State.OK if opened.report.text(place).strip() else State.EMPTY
    section = opened.form.section(place)
    if section.table is not None:
        keys = [key for key, cell in opened.form.cells.items() if cell.table == section.table]
        return _share([opened.value(key) is not None for key in keys])
    if section.parts:
        if opened.report.text(f"{place}.lead").strip():
            return State.OK
        written = [bool(opened.report.text(f"{place}.{part.id}").strip()) for part in section.parts]
        return _share(written)
    return State.OK if opened.report.text(place).strip() else State.EMPTY


def _share(done: Sequence[bool]) -> State:
    if all(done):
        return State.OK
    return State.PARTIAL if any(done) else State.EMPTY
