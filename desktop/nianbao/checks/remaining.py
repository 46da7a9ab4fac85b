"""What is still to be done before a report goes out: one list, and the distance to its end."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from nianbao.checks.catalogue import catalogue
from nianbao.checks.findings import Finding, Severity, count
from nianbao.checks.outline import FACTS, REVIEW, Judged, State, place_of_finding


class Kind(StrEnum):
    """What kind of work a line of the list is."""

    ERRORS = "errors"
    WARNINGS = "warnings"
    BLANKS = "blanks"
    TEXTS = "texts"
    UNREAD = "unread"
    UNIT = "unit"
    SECRECY = "secrecy"


class Standing(NamedTuple):
    """How the whole report stands, in a few words."""

    state: State
    words: str


BETWEEN = "\u3000"
"""Between what is grave and what is less so in the words of a standing."""


def standing(findings: Sequence[Finding], *, unwritten: bool) -> Standing:
    """Say how a report with these findings stands; ``unwritten``: texts are still to be written."""
    errors, warnings = count(findings, Severity.ERROR), count(findings, Severity.WARNING)
    more = f"{BETWEEN}{warnings} 处提醒" if warnings else ""
    if errors:
        return Standing(State.ERROR, f"还有 {errors} 处错误{more}")
    if any(catalogue()[one.rule].about_blanks for one in findings):
        return Standing(State.PARTIAL, f"还没填完{BETWEEN}{warnings} 处提醒")
    if unwritten:
        return Standing(State.PARTIAL, f"文字还没写完{more}")
    return (
        Standing(State.WARNING, f"没有错误{more}") if warnings else Standing(State.OK, "表内平衡")
    )


class Remaining(NamedTuple):
    """One line of what is still open."""

    kind: Kind
    words: str
    place: str
    """The place, or the key of the first cell or text, where it is done."""
    cells: tuple[str, ...] = ()
    """The cells that it is about, the first one to be gone to."""


SECRECY = Remaining(Kind.SECRECY, "还没有完成保密审查，完成后请在下面打勾", REVIEW)


class Missing(NamedTuple):
    """How far a report is from being filled."""

    cells: tuple[str, ...]
    """The blank cells, in the order of the paper."""
    texts: tuple[str, ...]
    """The keys of the texts that are not written, in the order of the paper."""

    @property
    def words(self) -> str:
        """Say it in a few words: 还差 112 格、3 段."""
        parts = [f"{len(self.cells)} 格"] if self.cells else []
        parts += [f"{len(self.texts)} 段"] if self.texts else []
        return f"还差 {'、'.join(parts)}" if parts else "都填了"


def missing(opened: Judged) -> Missing:
    """Return what is blank; a total that is added up by itself is not."""
    form = opened.form
    cells = tuple(
        key
        for section in form.sections
        if section.table is not None
        for key in form.table_cells[section.table]
        if opened.value(key) is None
    )
    return Missing(cells, tuple(_unwritten(opened)))


def _unwritten(opened: Judged) -> list[str]:
    """A section of parts is written where each part is, or where a lead says it all."""
    left: list[str] = []
    for section in opened.form.sections:
        if section.table is not None:
            continue
        keys = opened.form.text_keys_of(section.id)
        lead, parts = (keys[0], keys[1:]) if section.parts else ("", keys)
        if not (lead and opened.report.text(lead).strip()):
            left += [key for key in parts if not opened.report.text(key).strip()]
    return left


def blanks_in_order(opened: Judged) -> tuple[str, ...]:
    """Return the blank cells and the unwritten texts together, in the order of the paper."""
    left, found = missing(opened), []
    for section in opened.form.sections:
        if section.table is not None:
            mine = set(opened.form.table_cells[section.table])
            found += [key for key in left.cells if key in mine]
        else:
            mine = set(opened.form.text_keys_of(section.id))
            found += [key for key in left.texts if key in mine]
    return tuple(found)


def next_blank(opened: Judged, here: str) -> str | None:
    """Return the next blank after a cell or text; the first one behind the last; None if none is."""
    blanks = blanks_in_order(opened)
    order = [
        key
        for section in opened.form.sections
        for key in (
            opened.form.table_cells[section.table]
            if section.table is not None
            else opened.form.text_keys_of(section.id)
        )
    ]
    if not blanks or here not in order:
        return next(iter(blanks), None)
    after = order.index(here)
    return next((key for key in blanks if order.index(key) > after), blanks[0])


def remaining(opened: Judged, unread: Sequence[Sequence[str]] = ()) -> tuple[Remaining, ...]:
    """Return what is still open, the gravest first; empty where the report is ready.

    ``unread`` holds, for each piece of a source that could not be read, the cells it may belong to.
    """
    left, findings = missing(opened), opened.findings
    found: list[Remaining] = []
    errors = count(findings, Severity.ERROR)
    if errors:
        place = place_of_finding(findings[0], opened.form)
        words = f"还有 {errors} 处错误没有改好，文件会照现在的样子导出"
        found.append(Remaining(Kind.ERRORS, words, place))
    if not opened.report.unit.strip():
        found.append(Remaining(Kind.UNIT, "没有填单位名称", FACTS))
    if left.cells:
        words = f"还有 {len(left.cells)} 格没有填（没有发生的填 0）"
        place = opened.form.section_of(left.cells[0])
        found.append(Remaining(Kind.BLANKS, words, place, left.cells))
    open_pieces = [keys for keys in unread if any(opened.value(key) is None for key in keys)]
    if open_pieces:
        cells = tuple(key for keys in open_pieces for key in keys if opened.value(key) is None)
        words = f"资料里有 {len(open_pieces)} 处没有读出，要自己填"
        found.append(Remaining(Kind.UNREAD, words, opened.form.section_of(cells[0]), cells))
    if left.texts:
        words = f"还有 {len(left.texts)} 段文字没有写"
        found.append(Remaining(Kind.TEXTS, words, left.texts[0]))
    asked = [one for one in findings if not catalogue()[one.rule].asked_at_export]
    warnings = [one for one in asked if one.severity is Severity.WARNING]
    if warnings:
        words = f"还有 {len(warnings)} 处提醒没有处理"
        found.append(Remaining(Kind.WARNINGS, words, place_of_finding(warnings[0], opened.form)))
    if not opened.report.secrecy_reviewed:
        found.append(SECRECY)
    return tuple(found)


def deadline_words(day: date, today: date) -> str:
    """Say how far the day is by which the report is published."""
    left = (day - today).days
    named = f"{day.month}月{day.day}日前公布"
    if left > 0:
        return f"{named}，还有 {left} 天"
    return f"{named}，今天是最后一天" if left == 0 else f"{named}，已过 {-left} 天"
