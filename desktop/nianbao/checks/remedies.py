"""What can be done about a finding in one step: the program offers it, the clerk decides.

A value is offered only where a trial shows that it mends the finding and breaks nothing else; a number
in a sentence only where there is one way to understand it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nianbao.checks.catalogue import catalogue
from nianbao.checks.engine import check_tables
from nianbao.checks.findings import Finding, Severity, TextSpan, count
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.numbers import format_number, normalise

TEXTS = "texts"
"""The group of the rules whose findings are mended by writing."""
_BEFORE, _BEHIND = re.compile(r"\d[.,，．]?\Z"), re.compile(r"[.,，．]?\d")
"""Digits of the same number; a comma alone ends a clause."""


@dataclass(frozen=True)
class Remedy:
    """One step: values and texts to enter, a fact to take back, or a command of the window, or a place to go to."""

    label: str
    cells: Mapping[str, Decimal | None] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    clears: str = ""
    """A fact of the report to take back."""
    command: str = ""
    place: str = ""

    @property
    def changes(self) -> bool:
        """Whether it changes the report by itself."""
        return bool(self.cells or self.texts or self.clears)


def remedies(report: Report, finding: Finding) -> tuple[Remedy, ...]:
    """Return what can be done about a finding, the surest first."""
    form, rule = load_form(report.form), catalogue()[finding.rule]
    found = [*_values(report, finding), *_numbers_in_text(report, finding)]
    if rule.command:
        found.append(Remedy(rule.command_words, command=rule.command))
    if rule.sentences:
        found += _sentences(form, report, rule.sentences)
    about_text = rule.group == TEXTS and not finding.cells and not finding.spans
    if rule.clears and about_text:
        found.append(Remedy(rule.clears_words, clears=rule.clears))
    elif about_text:
        found += _place(form, finding)
    return tuple(found)


def _values(report: Report, finding: Finding) -> Iterator[Remedy]:
    """The values that the finding names: of a suspect, or of the last cell of what is due."""
    wanted: dict[str, Decimal] = {}
    if finding.suspects and all(one.sure for one in finding.suspects):
        wanted = {one.cell: one.value for one in finding.suspects}
    elif finding.suspects:
        wanted = {finding.suspects[0].cell: finding.suspects[0].value}
    elif catalogue()[finding.rule].due and finding.cells and finding.right is not None:
        wanted = {finding.cells[-1]: finding.right}
    if wanted and _mends(report, finding, wanted):
        (first, *others) = wanted.values()
        label = f"改好这 {len(wanted)} 格" if others else f"改成 {format_number(first)}"
        yield Remedy(label, cells=wanted)


def _mends(report: Report, finding: Finding, wanted: Mapping[str, Decimal]) -> bool:
    """Try: the finding must be gone, and no more errors be there than before."""
    before = check_tables(report).findings
    tried = replace(report, cells={**report.cells, **wanted})
    after = check_tables(tried).findings
    gone = all((one.rule, one.subject) != (finding.rule, finding.subject) for one in after)
    return gone and count(after, Severity.ERROR) <= count(before, Severity.ERROR)


def _numbers_in_text(report: Report, finding: Finding) -> Iterator[Remedy]:
    """The table's number in the place of the one that a sentence gives."""
    if finding.left is None or finding.right is None or len(finding.spans) != 1:
        return
    (span,), written = finding.spans, format_number(finding.left)
    text = report.text(span.key)
    at = _only_place(text, span, written)
    if at < 0:
        return
    if finding.one_way:
        now, label = format_number(finding.right), "文字里改成 {}"
    else:  # what reads sentences is loaded after one can type
        from nianbao.checks.texts.carried_words import number_as_last_year

        now, label = number_as_last_year(report, span.key, at), "按上年口径改成 {}"
    if now not in {"", written}:
        changed = text[:at] + now + text[at + len(written) :]
        yield Remedy(label.format(now), texts={span.key: changed})


def _only_place(text: str, span: TextSpan, written: str) -> int:
    """Return where a number stands in a span for itself; -1 where that is not certain."""
    said = text[span.start : span.end]
    if normalise(said).count(written) != 1 or written not in said:
        return -1
    at = span.start + said.index(written)
    goes_on = _BEFORE.search(text[:at]) or _BEHIND.match(text, at + len(written))
    return -1 if goes_on else at


def _sentences(form: Form, report: Report, group: str) -> Iterator[Remedy]:
    """The standard sentence of a group that the tables say to be true."""
    from nianbao.report.guide import load_guide  # not before a report is on the screen
    from nianbao.report.sentences import proposals, report_values

    guide, known = load_guide(), report_values(form, report)
    keys = dict.fromkeys(one.text_key for one in guide.sentences if one.group == group)
    for key in keys:
        for one in proposals(guide, form, key, known):
            text = report.text(key).rstrip()
            if one.sentence.group == group and one.text not in text:
                whole = f"{text}\n{one.text}" if text else one.text
                yield Remedy("插入常用句", texts={key: whole})
                return


def _place(form: Form, finding: Finding) -> Iterator[Remedy]:
    for section in form.sections:
        if section.id == finding.section:
            yield Remedy(f"去第{section.number}部分写", place=section.id)
