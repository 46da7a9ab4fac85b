"""The sum of many reports, cell by cell; a blank is left out of its sum and counted."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.totals import values_in_force
from nianbao.rollup.collect import Collection


@dataclass(frozen=True)
class Tally:
    """The summed report with its parts."""

    form: Form
    report: Report
    parts: Mapping[str, Mapping[str, Decimal | None]]
    """Unit → cell key → value."""
    blanks: Mapping[str, tuple[str, ...]]
    """Cell key → units that left it blank."""


def tally(collection: Collection, unit: str = "") -> Tally:
    """Sum the reports that take part; a cell that all left blank stays blank."""
    form = load_form(collection.form)
    parts = {one.unit: values_in_force(form, one.report) for one in collection.taken if one.report}
    sums: dict[str, Decimal | None] = {}
    blanks: dict[str, tuple[str, ...]] = {}
    for key in form.cells:
        known = [value for cells in parts.values() if (value := cells.get(key)) is not None]
        sums[key] = sum(known, Decimal(0)) if known else None
        left_out = tuple(name for name, cells in parts.items() if cells.get(key) is None)
        if left_out:
            blanks[key] = left_out
    report = Report(form=form.id, year=collection.year, unit=unit, cells=sums, auto_totals=False)
    return Tally(form, report, parts, blanks)
