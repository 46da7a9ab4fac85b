"""From last year's report to this year's in one step, from either form.

Figures that must be equal are carried over (上年结转 from 结转下年度); what can only be a hint is
offered beside and never entered: last year's texts with the years raised and the figures taken
out, documents in force as a starting point, and every comparable figure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.formats.crosswalk import carried, links, starting_points
from nianbao.formats.registry import Form, form_for_year, load_form
from nianbao.importers.words import word_list
from nianbao.report.book import Publication, Report, blank_report
from nianbao.report.totals import effective_cells

_BRACKETED = re.compile(r"〔[^〕]*〕\s*\d+\s*号")


@dataclass(frozen=True)
class OfferedText:
    """Last year's text and what it proposes for this year."""

    original: str
    proposal: str
    """Years raised by one, figures taken out as ``____``."""


@dataclass(frozen=True)
class Rollover:
    """A new report and what last year's offers beside it."""

    report: Report
    carried: tuple[str, ...]
    """The cells that were filled from last year."""
    starting_points: Mapping[str, Decimal]
    """Where this year's figures begin, not entered."""
    texts: Mapping[str, OfferedText]
    """By text key; ``preamble`` too."""
    comparable: Mapping[str, Decimal]
    """Last year's figures under this year's keys; sums where the forms differ in rows."""


def start_next_year(old: Report, year: int | None = None) -> Rollover:
    """Return the report of the year after ``old`` (or of ``year``) with what carries over."""
    new_year = old.year + 1 if year is None else year
    old_form, new_form = load_form(old.form), form_for_year(new_year)
    values = effective_cells(old_form, old)
    report = blank_report(new_form.id, new_form.cells, new_year)
    filled = _carry(report, old_form, new_form, values) if new_year == old.year + 1 else ()
    report.unit, report.level = old.unit, old.level
    report.publication = Publication(
        contact=old.publication.contact,
        signed_by=old.publication.signed_by,
        show_signature=old.publication.show_signature,
    )
    points = {
        point.new: value
        for point in starting_points(old_form, new_form)
        if (value := values.get(point.old)) is not None
    }
    return Rollover(
        report, filled, points, _texts(old, new_form, new_year), _comparable(old, new_form)
    )


def last_years_figures(old: Report, form: Form) -> dict[str, Decimal]:
    """Return an older report's figures under the keys of ``form``, for 上年对照."""
    return _comparable(old, form)


def _carry(
    report: Report, old: Form, new: Form, values: Mapping[str, Decimal | None]
) -> tuple[str, ...]:
    found = {
        ours: value
        for theirs, ours in carried(old, new)
        if (value := values.get(theirs)) is not None
    }
    report.set_cells(found)
    return tuple(found)


def _comparable(old: Report, form: Form) -> dict[str, Decimal]:
    old_form = load_form(old.form)
    values = effective_cells(old_form, old)
    found: dict[str, Decimal] = {}
    for link in links(old_form, form):
        theirs = [values.get(key) for key in link.old]
        if len(link.new) == 1 and None not in theirs:
            found[link.new[0]] = sum((value for value in theirs if value is not None), Decimal(0))
    return found


def _texts(old: Report, form: Form, year: int) -> dict[str, OfferedText]:
    given = {"preamble": old.preamble, **old.texts}
    wanted = {"preamble", *form.text_keys}
    return {
        key: OfferedText(text, refill(text, old.year, year))
        for key, text in given.items()
        if key in wanted and text.strip()
    }


def refill(text: str, old_year: int, new_year: int) -> str:
    """Return a text with its years raised and its figures taken out."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\ue000{len(kept) - 1}\ue001"

    held = _BRACKETED.sub(keep, text)
    held = _raise_years(held, old_year, new_year)
    held = _figures().sub(word_list()["refill"]["blank"], held)
    return re.sub(r"\ue000(\d+)\ue001", lambda match: kept[int(match[1])], held)


def _raise_years(text: str, old_year: int, new_year: int) -> str:
    step = new_year - old_year

    def raised(match: re.Match[str]) -> str:
        year = int(match[0])
        return str(year + step) if abs(year - old_year) <= 1 else match[0]

    return re.sub(r"(?<!\d)20\d\d(?=年)", raised, text)


@lru_cache(maxsize=1)
def _figures() -> re.Pattern[str]:
    measures = "|".join(map(re.escape, word_list()["refill"]["measures"]))
    return re.compile(
        rf"(?<![\d\ue000第])[0-9０-９][0-9０-９,，.．]*(?=\s*(?:{measures}))(?!\ue001)"
    )
