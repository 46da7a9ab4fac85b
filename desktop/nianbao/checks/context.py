"""What a check is given: the form, the report and its values in force, computed once per run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.totals import effective_cells


@dataclass(frozen=True)
class CheckContext:
    """One run's input. ``previous`` holds earlier years' reports, the newest first."""

    form: Form
    report: Report
    values: Mapping[str, Decimal | None]
    computed: frozenset[str]
    previous: Sequence[Report] = field(default=())


def make_context(report: Report, previous: Sequence[Report] = ()) -> CheckContext:
    """Return the context for checking ``report``."""
    form = load_form(report.form)
    values = effective_cells(form, report)
    computed = frozenset(
        key for key, value in values.items() if value is not None and report.cell(key) is None
    )
    newest_first = sorted(previous, key=lambda one: one.year, reverse=True)
    return CheckContext(form, report, values, computed, newest_first)
