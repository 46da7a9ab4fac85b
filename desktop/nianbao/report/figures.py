"""The figures of one open report: what is in force, what the sums give, what last year said."""

from decimal import Decimal

from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.earlier import last_report
from nianbao.report.totals import Totals, add_up, filled_totals, values_in_force


class Figures:
    """Worked out anew when the report says that cells changed, and read many times in between."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.form = load_form(report.form)
        self.totals = Totals({}, {})
        self._in_force: dict[str, Decimal | None] = {}
        self._last_year: dict[str, Decimal] = {}
        self.add_up()
        self.take_last_year()

    def value(self, key: str) -> Decimal | None:
        """Return the value in force: entered, or the computed total where totals are automatic."""
        return self._in_force.get(key)

    def last_year(self, key: str) -> Decimal | None:
        """Return a cell's value in last year's report; None where there is none."""
        return self._last_year.get(key)

    def add_up(self) -> frozenset[str]:
        """Follow the report's cells; return the cells whose computed total is another one now."""
        before = self.totals.computed
        self.totals = add_up(self.form, self.report.cells)
        filled = filled_totals(self.form, self.report, self.totals)
        self._in_force = values_in_force(self.form, self.report, filled)
        after = self.totals.computed
        return frozenset(
            key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
        )

    def take_last_year(self) -> None:
        """Follow the report's year and the reports it is compared with."""
        self._last_year = {}
        last = last_report(self.report)
        if last is not None:
            self._last_year = comparable_values(self.form, last)


def comparable_values(form: Form, earlier: Report) -> dict[str, Decimal]:
    """Return by this form's cell what the earlier report says there, where it is comparable.

    Where several old cells became one, their sum stands; where one became several, nothing does.
    """
    from nianbao.formats.crosswalk import links  # not before there is something to compare

    values = values_in_force(load_form(earlier.form), earlier)
    found: dict[str, Decimal] = {}
    for link in links(load_form(earlier.form), form):
        parts = [value for key in link.old if (value := values.get(key)) is not None]
        if len(link.new) == 1 and len(parts) == len(link.old):
            found[link.new[0]] = sum(parts, Decimal(0))
    return found
