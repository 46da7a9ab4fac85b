"""What is known of a year: the figures that are shown over the years, and of how many units they are."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

PROPERTY = "各年汇总"
"""The workbook's own property in which its years stand, with the year behind it."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """One year's figures."""

    year: int
    figures: Mapping[str, Decimal]
    """By the id of a figure; one that is not known is absent."""
    units: int | None = None
    """Of how many units they are added up; None where they are a whole sum, or a unit's own."""


def packed(years: Iterable[YearFigures]) -> str:
    """Return figures as they are kept in a cell of the cache or in a workbook; empty for none."""
    found = {
        str(one.year): {key: format(value, "f") for key, value in one.figures.items()}
        for one in years
        if one.figures
    }
    return json.dumps(found, separators=(",", ":")) if found else ""


def unpacked(text: str) -> tuple[YearFigures, ...]:
    """Return what ``packed`` made; nothing where it is not so: others can write into those files."""
    if not text:
        return ()
    try:
        return tuple(
            YearFigures(int(year), {key: _number(value) for key, value in figures.items()})
            for year, figures in json.loads(text).items()
        )
    except (ValueError, TypeError, AttributeError, InvalidOperation, RecursionError):
        return ()


def _number(text: str) -> Decimal:
    if "e" in text.lower() or not (value := Decimal(text)).is_finite():
        raise ValueError(text)
    return value
