"""What a check is given: the form, the report and its values in force, computed once per run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from nianbao.checks.settings import LocalRules, default_rules
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.totals import blank_keys, filled_totals


@dataclass(frozen=True)
class CheckContext:
    """One run's input. ``previous`` holds earlier years' reports, the newest first."""

    form: Form
    report: Report
    values: Mapping[str, Decimal | None]
    computed: frozenset[str]
    previous: Sequence[Report] = field(default=())
    rules: LocalRules = field(default_factory=default_rules)

    @cached_property
    def blank(self) -> frozenset[str]:
        """The cells of the form without a value in force."""
        return frozenset(blank_keys(self.form, self.values))


def make_context(
    report: Report,
    previous: Sequence[Report] = (),
    rules: LocalRules | None = None,
    totals: Mapping[str, Decimal] | None = None,
) -> CheckContext:
    """Return the context for checking ``report``; ``totals``, where the caller has them already."""
    form = load_form(report.form)
    if totals is None:
        totals = filled_totals(form, report)
    newest_first = sorted(previous, key=lambda one: one.year, reverse=True)
    values = {**report.cells, **totals}
    return CheckContext(
        form, report, values, frozenset(totals), tuple(newest_first), rules or default_rules()
    )
