"""The figures that a leader looks at, from ``resources/rollup/figures.toml``."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao import resources
from nianbao.formats.registry import load_form
from nianbao.rollup.sums import Sum


@dataclass(frozen=True)
class Figure:
    """One figure: the sum of some cells of a form."""

    id: str
    name: str
    unit: str
    cells: tuple[str, ...]
    ranked: bool = False
    """Whether the units are ranked by it."""
    compared: bool = False
    """Whether it is shown beside last year's."""
    yearly: str = ""
    """The title of the chart in which it is shown over the years."""
    result: bool = False
    """Whether it is one of the ways in which applications end: together they are all of them."""

    def of(self, value: Callable[[str], Decimal | None]) -> Decimal | None:
        """Return the figure from the values of its cells; None where all are blank."""
        known = [one for key in self.cells if (one := value(key)) is not None]
        return sum(known, Decimal(0)) if known else None

    def of_sum(self, total: Sum) -> Decimal | None:
        """Return the figure of all units together."""
        return self.of(total.value)

    def of_unit(self, total: Sum, unit: str) -> Decimal | None:
        """Return the figure of one unit."""
        return self.of(lambda key: total.unit_value(unit, key))

    def last_year(self, total: Sum, unit: str = "") -> Decimal | None:
        """Return last year's figure of a unit, or of all together; None where it is not comparable."""
        values = [
            total.unit_last_year(unit, key) if unit else total.last_year(key) for key in self.cells
        ]
        known = [one for one in values if one is not None]
        return sum(known, Decimal(0)) if len(known) == len(values) else None


def yearly_figures(form_id: str, value: Callable[[str], Decimal | None]) -> dict[str, Decimal]:
    """Return the figures that are shown over the years, by id, from the values of a report's cells."""
    found = ((one.id, one.of(value)) for one in figures_of(form_id) if one.yearly)
    return {key: figure for key, figure in found if figure is not None}


@lru_cache(maxsize=8)
def figures_of(form_id: str) -> tuple[Figure, ...]:
    """Return the figures that a form has, in the order in which they are shown."""
    form = load_form(form_id)
    found = []
    for one in tomllib.loads(resources.text("rollup/figures.toml"))["figures"]:
        cells = tuple(key for key in one["cells"] if key in form.cells)
        if cells:
            found.append(Figure(**{**one, "cells": cells}))
    return tuple(found)
