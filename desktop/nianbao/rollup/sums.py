"""The sum of a collection: each cell with its addends and its blanks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from nianbao.formats.crosswalk import links
from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report
from nianbao.report.rounding import percentage
from nianbao.rollup.model import Collection, FileRow, UnitRow
from nianbao.rollup.names import Names


@dataclass(frozen=True, slots=True)
class Addend:
    """What one unit adds to a cell."""

    unit: str
    value: Decimal
    share: Decimal | None
    """Percent of the sum, with one decimal; None where the sum is 0."""
    last_year: Decimal | None = None
    """The unit's value in last year's folder, where it is comparable."""


class Sum:
    """Sums are computed when they are asked for, from the kept numbers, and remembered."""

    def __init__(self, collection: Collection) -> None:
        """Take what is summed; nothing is added up yet."""
        self.form: Form = load_form(collection.form)
        self.year = collection.year
        self.units: tuple[UnitRow, ...] = collection.summed
        self.collection = collection
        self._files = [unit.file for unit in self.units if unit.file is not None]
        self._rows = [file.row for file in self._files]
        self._names = dict(zip(self._rows, (unit.name for unit in self.units), strict=True))
        self._numbers = collection.numbers
        self._totals: dict[str, Decimal | None] = {}

    def value(self, key: str) -> Decimal | None:
        """Return the sum of a cell; None where every unit left it blank."""
        if key not in self._totals:
            self._totals[key] = self._numbers.total(key, self._rows_as_kept)
        return self._totals[key]

    def values(self) -> Mapping[str, Decimal | None]:
        """Return all sums, by cell."""
        return {key: self.value(key) for key in self.form.cells}

    def last_year(self, key: str) -> Decimal | None:
        """Return the sum of last year's folder, where it is comparable."""
        last = self.before
        old = self._links.get(key) if last is not None else None
        if last is None or old is None:
            return None
        parts = [value for one in old if (value := last.value(one)) is not None]
        return sum(parts, Decimal(0)) if len(parts) == len(old) else None

    def addends(self, key: str, most: int | None = None) -> tuple[Addend, ...]:
        """Return what the units add to a cell, the largest first, at most so many."""
        total = self.value(key)
        found = []
        for row in self._numbers.largest(key, self._rows, most):
            value = self._numbers.value(row, key)
            if value is not None:
                unit = self._names[row]
                found.append(
                    Addend(unit, value, share_of(value, total), self.unit_last_year(unit, key))
                )
        return tuple(found)

    def blank_units(self, key: str) -> tuple[str, ...]:
        """Return the units that left a cell blank."""
        return tuple(self._names[row] for row in self._numbers.blank_rows(key, self._rows))

    def unit_value(self, unit: str, key: str) -> Decimal | None:
        """Return one unit's value, summed or not; None where it is blank or there is no report."""
        file = self._file_of.get(unit)
        return None if file is None or file.row < 0 else self._numbers.value(file.row, key)

    def unit_last_year(self, unit: str, key: str) -> Decimal | None:
        """Return one unit's value in last year's folder, where it is comparable."""
        last, old = self.before, self._links.get(key)
        if last is None or old is None:
            return None
        theirs = self.name_before(unit)
        parts = [value for one in old if (value := last.unit_value(theirs, one)) is not None]
        return sum(parts, Decimal(0)) if len(parts) == len(old) else None

    def rows(self) -> Iterator[tuple[str, list[int | float | Decimal | None]]]:
        """Yield each unit with its numbers in the order of the form, for a table of all of them."""
        for row in self._rows:
            yield self._names[row], self._numbers.plain_row(row)

    def report(self, unit: str = "") -> Report:
        """Return the sum as a report, without texts."""
        return Report(
            form=self.form.id,
            year=self.year,
            unit=unit,
            cells=dict(self.values()),
            auto_totals=False,
        )

    @cached_property
    def _rows_as_kept(self) -> list[int]:
        """A sum asks for no order, and goes through what is kept fastest in its own."""
        return sorted(self._rows)

    @cached_property
    def before(self) -> "Sum | None":
        """The sum of last year's folder; None where there is none of the year before."""
        last = self.collection.last_year
        return (
            Sum(last) if last is not None and last.year == self.year - 1 and last.summed else None
        )

    @cached_property
    def covers_both_years(self) -> bool:
        """Whether every unit is summed in both years, and no other was last year."""
        if self.before is None or not self.collection.in_order_but_for_errors:
            return False
        theirs = {self.name_before(unit.name) for unit in self.units}
        return "" not in theirs and {unit.name for unit in self.before.units} == theirs

    def name_before(self, unit: str) -> str:
        """Return the name of a unit in last year's folder; empty where it is not there."""
        return self._names_before.is_sure(unit) if self._names_before else ""

    @cached_property
    def _names_before(self) -> Names | None:
        return Names(unit.name for unit in self.before.units) if self.before else None

    @cached_property
    def _file_of(self) -> Mapping[str, FileRow]:
        return {unit.name: unit.file for unit in self.collection.units if unit.file is not None}

    @cached_property
    def _links(self) -> Mapping[str, tuple[str, ...]]:
        if self.before is None:
            return {}
        return {
            link.new[0]: link.old
            for link in links(self.before.form, self.form)
            if len(link.new) == 1
        }


def share_of(value: Decimal, total: Decimal | None) -> Decimal | None:
    """Return a share in percent with one decimal; None where there is nothing to have a share of."""
    if not total:
        return None
    return percentage(value, total)
