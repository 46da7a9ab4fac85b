"""The sum of a collection: each cell with its addends and its blanks."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.rollup.model import Collection, UnitRow


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
    """Sums are computed when they are asked for, from the kept numbers."""

    form: Form
    units: tuple[UnitRow, ...]
    """Those that are summed, in the roster's order."""

    def __init__(self, collection: Collection) -> None:
        raise NotImplementedError

    def value(self, key: str) -> Decimal | None:
        """Return the sum of a cell; None where every unit left it blank."""
        raise NotImplementedError

    def values(self) -> Mapping[str, Decimal | None]:
        """Return all sums, by cell."""
        raise NotImplementedError

    def last_year(self, key: str) -> Decimal | None:
        """Return the sum of last year's folder, where it is comparable."""
        raise NotImplementedError

    def addends(self, key: str, most: int | None = None) -> tuple[Addend, ...]:
        """Return what the units add to a cell, the largest first, at most so many."""
        raise NotImplementedError

    def blank_units(self, key: str) -> tuple[str, ...]:
        """Return the units that left a cell blank."""
        raise NotImplementedError

    def unit_value(self, unit: str, key: str) -> Decimal | None:
        """Return one unit's value."""
        raise NotImplementedError

    def report(self, unit: str = "") -> Report:
        """Return the sum as a report, without texts."""
        raise NotImplementedError
