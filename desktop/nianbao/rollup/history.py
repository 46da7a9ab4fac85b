"""The years of a county, as far as anything tells of them: last year's folder, the files, earlier sums."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from nianbao.report.numbers import format_number
from nianbao.rollup.figures import figures_of, yearly_figures
from nianbao.rollup.known_years import YearFigures
from nianbao.rollup.sums import Sum

_MOST = 10
"""Years that are shown, the newest ones."""


class YearsChart(NamedTuple):
    """One chart: a group of columns for every year, in each the same figures in the same order."""

    title: str
    names: tuple[str, ...]
    years: tuple[str, ...]
    values: tuple[tuple[Decimal | None, ...], ...]
    """By year, then by figure."""

    @property
    def largest(self) -> Decimal:
        """The largest figure of all years."""
        return max(
            (one for year in self.values for one in year if one is not None), default=Decimal(0)
        )

    @property
    def spoken(self) -> str:
        """The whole chart in words, for screen readers."""
        return f"{self.title}。" + "".join(
            f"{year}，{'，'.join(map(_spoken, self.names, values))}。"
            for year, values in zip(self.years, self.values, strict=True)
        )


def _spoken(name: str, value: Decimal | None) -> str:
    return f"{name}没有数" if value is None else f"{name} {format_number(value)}"


def history(total: Sum) -> tuple[YearFigures, ...]:
    """Return every year that is known, the oldest first; this year is the last one.

    Of one year a folder's own sum goes before a sum of then, and that before what units tell of it.
    """
    found: dict[int, YearFigures] = {}
    last = total.collection.last_year
    for told in (total.collection.earlier, last.earlier if last is not None else ()):
        for one in told:
            if one.year < total.year and _is_better(one, found.get(one.year)):
                found[one.year] = one
    for summed in (total.before, total):
        if summed is not None:
            figures = yearly_figures(summed.form.id, summed.value)
            found[summed.year] = YearFigures(summed.year, figures, len(summed.units))
    return tuple(found[year] for year in sorted(found))[-_MOST:]


def _is_better(one: YearFigures, other: YearFigures | None) -> bool:
    if other is None or other.units is None:
        return other is None
    return one.units is None or one.units > other.units


def charts_over_years(total: Sum) -> tuple[YearsChart, ...]:
    """Return the charts of which more than this year is known, in the order of the figures."""
    years = history(total)
    titles: dict[str, dict[str, str]] = {}
    for figure in figures_of(total.form.id):
        if figure.yearly:
            titles.setdefault(figure.yearly, {})[figure.id] = figure.name
    charts = (_chart(title, names, years, total) for title, names in titles.items())
    return tuple(one for one in charts if len(one.years) > 1 and one.largest)


def _chart(
    title: str, names: Mapping[str, str], years: tuple[YearFigures, ...], total: Sum
) -> YearsChart:
    shown = [one for one in years if names.keys() & one.figures.keys()]
    return YearsChart(
        title,
        tuple(names.values()),
        tuple(_year_words(one, len(total.units)) for one in shown),
        tuple(tuple(one.figures.get(key) for key in names) for one in shown),
    )


def _year_words(one: YearFigures, now: int) -> str:
    """The year, and of how many units it is where they are not as many as now: no fall, but a gap."""
    is_part = one.units is not None and one.units != now
    return f"{one.year}年（{one.units}个单位）" if is_part else f"{one.year}年"
