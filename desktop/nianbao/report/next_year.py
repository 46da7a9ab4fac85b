"""From last year's report to this year's: what is carried over, and what is only offered.

Figures that must continue (上年结转 is last year's 结转下年度) are entered. Texts are never copied:
they are offered beside the editor with years raised and counts taken out, so that nothing of last
year is left in by mistake.
"""

import re
from decimal import Decimal

from nianbao.formats.crosswalk import carried, starting_points
from nianbao.formats.registry import form_for_year, load_form
from nianbao.report.book import Publication, Report, blank_report
from nianbao.report.earlier import with_earlier
from nianbao.report.totals import values_in_force

BLANK = "【】"
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?=\s*年)")
_UNITS = "人次|万元|亿元|件|条|次|人|篇|个|名|元|场|期|份|项|户|家|位|宗|起|则|幅|部|张|册|页|万|小时|天|%|％"
_COUNT = re.compile(rf"(?<![第0-9.,])[0-9][0-9,]*(?:\.[0-9]+)?(?=\s*[余多]?(?:{_UNITS}))")


def report_for_next_year(
    old: Report, year: int | None = None, *, auto_totals: bool = True
) -> Report:
    """Return a new report with what continues from ``old``; the year after it unless told.

    ``old`` and its own history stay beside it, to compare with. Whether totals are computed does
    not come from ``old``: one that was read has them as they were published.
    """
    new_year = old.year + 1 if year is None else year
    old_form = load_form(old.form)
    form = form_for_year(new_year, old_form)
    report = blank_report(form.id, form.cells, new_year)
    report.unit, report.level = old.unit, old.level
    report.publication = Publication(
        contact=old.publication.contact,
        signed_by=old.publication.signed_by,
        show_signature=old.publication.show_signature,
    )
    report.auto_totals = auto_totals
    report.previous = with_earlier((), old)
    values = values_in_force(old_form, old)
    if new_year == old.year + 1:
        for source, target in carried(old_form, form):
            if values.get(source) is not None:
                report.cells[target] = values[source]
    return report


def starting_figures(old: Report, new: Report) -> dict[str, str]:
    """Return figures to begin from, by cell, in words: 上年现行有效 12 件 ＋ 本年制发 － 本年废止."""
    values = values_in_force(load_form(old.form), old)
    found = {}
    for point in starting_points(load_form(old.form), load_form(new.form)):
        value = values.get(point.old)
        if value is not None:
            found[point.new] = f"上年是 {value:f}，加上本年制发、减去本年废止就是今年的数"
    return found


def figures_to_go_on(old: Report, new: Report) -> frozenset[str]:
    """Return the cells that begin at a figure of last year's which was more than 0."""
    values = values_in_force(load_form(old.form), old)
    points = starting_points(load_form(old.form), load_form(new.form))
    return frozenset(point.new for point in points if values.get(point.old))


def computed_figures(old: Report, new: Report) -> dict[str, Decimal]:
    """Return the blank figures that last year's, what was issued and what was repealed give."""
    last, now = values_in_force(load_form(old.form), old), new.cells
    found = {}
    for point in starting_points(load_form(old.form), load_form(new.form)):
        parts = last.get(point.old), now.get(point.plus), now.get(point.minus)
        if now.get(point.new) is not None or None in parts:
            continue
        start, issued, repealed = (part for part in parts if part is not None)
        if start + issued >= repealed:
            found[point.new] = start + issued - repealed
    return found


def offered_text(text: str, old_year: int, new_year: int) -> str:
    """Return last year's words as a pattern: years raised, counts left open.

    Only the report's own year and its neighbours move on: a law of 2019 stays one of 2019.
    """

    def raised(match: re.Match[str]) -> str:
        year = int(match[1])
        return str(year + new_year - old_year) if abs(year - old_year) <= 1 else match[0]

    return _COUNT.sub(BLANK, _YEAR.sub(raised, text))
