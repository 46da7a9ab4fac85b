"""What the commands that fill enter: 填入合计, 其余填 0 and 零申请快速填报.

零申请快速填报: a unit without applications or cases finishes its tables and texts in one step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.report.earlier import year_before
from nianbao.report.errors import UserError
from nianbao.report.guide import Guide, Sentence
from nianbao.report.next_year import figures_to_go_on
from nianbao.report.sentences import fill, report_values, sentence_pattern
from nianbao.report.totals import add_up

ZERO = Decimal(0)


def totals_to_fill(form: Form, report: Report, table: str) -> dict[str, Decimal]:
    """Return the totals of the blank total cells: those all of whose parts are known."""
    computed = add_up(form, report.cells).computed
    blank = _blank_cells(form, report, table)
    return {key: computed[key] for key in blank if form.cells[key].is_total and key in computed}


def zeros_to_fill(form: Form, report: Report, table: str) -> dict[str, Decimal]:
    """Return 0 for every blank cell of which nothing else is known.

    A blank total becomes 0 only where its parts add up to 0 then, and never while totals are
    automatic. A figure that goes on from last year's stays blank: it is hardly 0.
    """
    blank = _blank_cells(form, report, table)
    going_on = figures_going_on(form, report, table)
    zeros = {key: ZERO for key in blank if not form.cells[key].is_total and key not in going_on}
    if report.auto_totals:
        return zeros
    computed = add_up(form, {**report.cells, **zeros}).computed
    return zeros | {key: ZERO for key in blank if computed.get(key) == 0}


def figures_going_on(form: Form, report: Report, table: str) -> frozenset[str]:
    """Return the blank cells of a table that begin at a figure of last year's report."""
    last = year_before(report)
    if last is None:
        return frozenset()
    return figures_to_go_on(last, report).intersection(_blank_cells(form, report, table))


def _blank_cells(form: Form, report: Report, table: str) -> list[str]:
    return [key for key in form.table_cells[table] if report.cell(key) is None]


@dataclass(frozen=True)
class ZeroFill:
    """What one step would change."""

    cells: Mapping[str, Decimal]
    texts: Mapping[str, str]

    def summary(self) -> str:
        """Say how much changes."""
        parts = []
        if self.cells:
            parts.append(f"{len(self.cells)} 个空格填 0")
        if self.texts:
            parts.append(f"{len(self.texts)} 段文字写明没有申请和案件")
        return "，".join(parts) or "没有要填的：表格已经填完，文字也已写明"


def zero_fill(guide: Guide, form: Form, report: Report) -> ZeroFill:
    """Return what to fill; UserError where the tables already say that there was something."""
    sections = guide.zero_sections(form)
    keys = [key for key in form.cells if form.section_of(key) in sections]
    filled = [key for key in keys if report.cell(key)]
    if filled:
        cell = form.cells[filled[0]]
        raise UserError(
            f"有 {len(filled)} 格已经填了大于 0 的数（例如“{cell.name}”），不能按零申请填报。",
            "如果确实没有申请和案件，请先把这些格改为 0。",
        )
    cells = {key: ZERO for key in keys if report.cell(key) is None and _wanted(form, report, key)}
    return ZeroFill(cells, _texts(guide, form, report))


def _wanted(form: Form, report: Report, key: str) -> bool:
    """Automatic totals stay computed; they are not typed for the clerk."""
    return not (report.auto_totals and form.cells[key].is_total)


def _texts(guide: Guide, form: Form, report: Report) -> dict[str, str]:
    known = report_values(form, report)
    changed: dict[str, str] = {}
    for sentence_id in guide.zero_applications.sentences:
        sentence = guide.sentence(sentence_id)
        if sentence not in guide.sentences_for(form, sentence.text_key):
            continue
        before = changed.get(sentence.text_key, report.text(sentence.text_key))
        others = [
            one
            for one in guide.sentences_for(form, sentence.text_key)
            if one.group and one.group == sentence.group
        ]
        after = _with_sentence(before, fill(sentence.text, known), others)
        if after != before:
            changed[sentence.text_key] = after
    return changed


def _with_sentence(text: str, wanted: str, others: Sequence[Sentence]) -> str:
    """Return the text with the sentence in the place of one that says otherwise.

    Where there is none, it stands at the end of the first paragraph.
    """
    if wanted in text:
        return text
    for other in others:
        found = sentence_pattern(other).search(text)
        if found is not None:
            return text[: found.start()] + wanted + text[found.end() :]
    first, line, rest = text.partition("\n")
    return first + wanted + line + rest
