"""The places of the window, in the report's own order: what the navigation lists and pages show."""

from collections.abc import Sequence
from typing import NamedTuple

from nianbao.checks.findings import Finding, Severity
from nianbao.formats.registry import Form
from nianbao.report.book import PREAMBLE
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.state_shapes import State

FACTS = "facts"
REVIEW = "review"


class Place(NamedTuple):
    """One line of the navigation."""

    id: str
    label: str
    depth: int = 0
    shortcut: str = ""


def places(form: Form) -> tuple[Place, ...]:
    """Return the places of a form's report."""
    found = [Place(FACTS, "报告信息", shortcut=keys_of("place_1"))]
    for number, section in enumerate(form.sections, 2):
        found.append(Place(section.id, section.label, shortcut=keys_of(f"place_{number}")))
        found.extend(Place(f"{section.id}.{part.id}", part.label, 1) for part in section.parts)
    last = len(form.sections) + 2
    found.append(Place(REVIEW, "审核与导出", shortcut=keys_of(f"place_{last}")))
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


def findings_of(session: Session, place: str) -> list[Finding]:
    """Return the findings that belong to a place."""
    if place == REVIEW:
        return list(session.findings)
    if "." in place:
        return [one for one in session.findings if any(span.key == place for span in one.spans)]
    return [
        one
        for one in session.findings
        if section_of_place(place_of_finding(one, session.form)) == place
    ]


def state_of(session: Session, place: str) -> tuple[State, int]:
    """Return a place's state and how many findings of that state it has."""
    found = findings_of(session, place)
    errors = _count(found, Severity.ERROR)
    if errors:
        return State.ERROR, errors
    filled = _filled(session, place)
    if filled in (State.EMPTY, State.PARTIAL):
        return filled, 0
    warnings = _count(found, Severity.WARNING)
    return (State.WARNING, warnings) if warnings else (State.OK, 0)


def unwritten(session: Session) -> tuple[str, ...]:
    """Return the texts that are not written yet, by their headings."""
    left: list[str] = []
    for section in session.form.sections:
        state = State.OK if section.table is not None else _filled(session, section.id)
        if state is State.EMPTY:
            left.append(section.label)
        elif state is State.PARTIAL:
            texts = (
                (part, session.report.text(f"{section.id}.{part.id}")) for part in section.parts
            )
            blank = (part.label for part, text in texts if not text.strip())
            left.append(f"{section.label}的{'、'.join(blank)}")
    return tuple(left)


def unfinished_words(session: Session) -> str:
    """Say in a sentence each which tables and texts are not finished; empty where all are."""
    tables = [
        section.label
        for section in session.form.sections
        if section.table is not None and _filled(session, section.id) is not State.OK
    ]
    texts = unwritten(session)
    lines = [f"表格还没有填完：{'；'.join(tables)}。"] if tables else []
    lines += [f"还没有写文字：{'；'.join(texts)}。"] if texts else []
    return "\n".join(lines)


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(1 for finding in findings if finding.severity is severity)


def _filled(session: Session, place: str) -> State:  # noqa: PLR0911 - one line for each kind
    if place == FACTS:
        return State.OK if session.report.unit.strip() else State.PARTIAL
    if place == REVIEW:
        parts = [_filled(session, section.id) for section in session.form.sections]
        return State.OK if all(part is State.OK for part in parts) else State.PARTIAL
    if "." in place:
        return State.OK if session.report.text(place).strip() else State.EMPTY
    section = session.form.section(place)
    if section.table is not None:
        keys = [key for key, cell in session.form.cells.items() if cell.table == section.table]
        return _share([session.value(key) is not None for key in keys])
    if section.parts:
        if session.report.text(f"{place}.lead").strip():
            return State.OK
        written = [
            bool(session.report.text(f"{place}.{part.id}").strip()) for part in section.parts
        ]
        return _share(written)
    return State.OK if session.report.text(place).strip() else State.EMPTY


def _share(done: Sequence[bool]) -> State:
    if all(done):
        return State.OK
    return State.PARTIAL if any(done) else State.EMPTY
