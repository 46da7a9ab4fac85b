"""From last year's report to this year's: what is carried over, and what is only offered.

Figures that must continue (上年结转 is last year's 结转下年度) are entered. Texts are never copied:
they are offered beside the editor with years raised and counts taken out, so that nothing of last
year is left in by mistake.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from nianbao.formats.crosswalk import StartingPoint, carried, starting_points
from nianbao.formats.registry import form_for_year, load_form
from nianbao.report.book import PREAMBLE, Publication, Report, blank_report
from nianbao.report.earlier import with_earlier
from nianbao.report.taken_over.offer import taken_over
from nianbao.report.totals import left_computed, values_in_force


def report_for_next_year(
    old: Report, year: int | None = None, *, auto_totals: bool = True
) -> Report:
    """Return a new report with what continues from ``old``; the year after it unless told.

    ``old`` and its own history stay beside it, to compare with. Whether totals are computed does
    not come from ``old``: one that was read has them as they were published.
    """
    new_year = old.year + 1 if year is None else year
    form = form_for_year(new_year, load_form(old.form))
    report = blank_report(form.id, form.cells, new_year)
    report.unit, report.level = old.unit, old.level
    report.publication = Publication(
        contact=old.publication.contact,
        signed_by=old.publication.signed_by,
        show_signature=old.publication.show_signature,
    )
    report.auto_totals = auto_totals
    report.previous = with_earlier((), old)
    report.cells.update(left_computed(form, report, carried_figures(old, report)))
    return report


def carried_figures(old: Report, new: Report) -> dict[str, Decimal | None]:
    """Return what the year before hands on to ``new``, by cell; nothing over a gap of years."""
    if new.year != old.year + 1:
        return {}
    old_form = load_form(old.form)
    values = values_in_force(old_form, old)
    return {
        target: value
        for source, target in carried(old_form, load_form(new.form))
        if (value := values.get(source)) is not None
    }


def starting_figures(old: Report, new: Report) -> dict[str, str]:
    """Return figures to begin from, by cell, in words: 上年现行有效 12 件 ＋ 本年制发 － 本年废止."""
    values = values_in_force(load_form(old.form), old)
    found = {}
    for point in _points(old, new):
        value = values.get(point.old)
        if value is not None:
            found[point.new] = f"上年是 {value:f}，加上本年制发、减去本年废止就是今年的数"
    return found


def figures_to_go_on(old: Report, new: Report) -> frozenset[str]:
    """Return the cells that begin at a figure of last year's which was more than 0."""
    values = values_in_force(load_form(old.form), old)
    return frozenset(point.new for point in _points(old, new) if values.get(point.old))


def _points(old: Report, new: Report) -> tuple[StartingPoint, ...]:
    """What goes on from the year before; nothing over a gap of years."""
    if new.year != old.year + 1:
        return ()
    return starting_points(load_form(old.form), load_form(new.form))


def computed_figures(old: Report, new: Report) -> dict[str, Decimal]:
    """Return the blank figures that last year's, what was issued and what was repealed give."""
    last, now = values_in_force(load_form(old.form), old), new.cells
    found = {}
    for point in _points(old, new):
        parts = last.get(point.old), now.get(point.plus), now.get(point.minus)
        if now.get(point.new) is not None or None in parts:
            continue
        start, issued, repealed = (part for part in parts if part is not None)
        if start + issued >= repealed:
            found[point.new] = start + issued - repealed
    return found


def offered_texts(
    old: Report, new: Report, numbers_now: Mapping[str, Mapping[int, str]] | None = None
) -> dict[str, str]:
    """Return last year's words for each text of ``new`` that is still empty, by key.

    ``numbers_now``: this year's numbers by text, and by where last year's stands in it.
    """
    known = numbers_now or {}
    keys = (PREAMBLE, *load_form(new.form).text_keys)
    blank = [key for key in keys if not new.text(key).strip()]
    offered = {
        key: taken_over(old.text(key), old.year, new.year, known.get(key))
        if known.get(key)
        else offered_text(old.text(key), old.year, new.year)
        for key in blank
    }
    return {key: words for key, words in offered.items() if words.strip()}


@lru_cache(maxsize=64)
def offered_text(text: str, old_year: int, new_year: int) -> str:
    """Return last year's words as a pattern: years raised, counts open, doubts in brackets."""
    return taken_over(text, old_year, new_year)
