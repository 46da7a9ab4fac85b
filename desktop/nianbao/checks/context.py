"""What a check is given: the form, the report and its values in force, computed once per run."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from nianbao.checks.settings import LocalRules, default_rules
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.totals import Totals, blank_keys, filled_totals, values_in_force

Lack = Literal["blank", "no_last_year"]
"""What a place lacks that a rule would have compared: a number in the tables, or last year's report."""


@dataclass(frozen=True)
class CheckContext:
    """One run's input. ``previous`` holds earlier years' reports, the newest first."""

    form: Form
    report: Report
    values: Mapping[str, Decimal | None]
    computed: frozenset[str]
    blank: AbstractSet[str]
    """The cells of the form without a value in force."""
    previous: Sequence[Report] = field(default=())
    rules: LocalRules = field(default_factory=default_rules)
    tally: Counter[str] | None = None
    """Where the record is made: how many places each rule has compared."""
    waiting: Counter[tuple[str, Lack]] | None = None
    """There, too: the places that each rule could not compare, by what they lack."""
    once: dict[str, Any] = field(default_factory=dict, compare=False)
    """What several checks of one run need and one of them has worked out."""

    def compared(self, rule_id: str, places: int = 1) -> None:
        """Say that a rule has compared so many places, whatever came of it."""
        if self.tally is not None:
            self.tally[rule_id] += places

    def waits(self, rule_id: str, lack: Lack = "blank", places: int = 1) -> None:
        """Say that a rule had so many places to compare, but not yet what to compare them with."""
        if self.waiting is not None and places:
            self.waiting[rule_id, lack] += places

    @property
    def comparable(self) -> tuple[Report, ...]:
        """The earlier reports of the same kind; another report says nothing about this one."""
        family = self.form.family
        return tuple(one for one in self.previous if load_form(one.form).family == family)

    @property
    def last_year(self) -> Report | None:
        """Last year's report, where it is at hand."""
        return next((one for one in self.comparable if one.year == self.report.year - 1), None)


def make_context(
    report: Report,
    previous: Sequence[Report] = (),
    rules: LocalRules | None = None,
    totals: Totals | None = None,
) -> CheckContext:
    """Return the context for checking ``report``; ``totals``, where the caller has them already."""
    form = load_form(report.form)
    blank = blank_keys(form, report.cells)
    filled = filled_totals(form, report, totals, blank)
    values = values_in_force(form, report, filled)
    newest_first = sorted(previous, key=lambda one: one.year, reverse=True)
    return CheckContext(
        form,
        report,
        values,
        frozenset(filled),
        blank - filled.keys(),  # what is filled in is not blank any more: not looked for once more
        tuple(newest_first),
        rules or default_rules(),
    )
