"""The charts of the page 与上年对比: declared in ``resources/comparison.toml``, filled from a report."""

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from nianbao import resources
from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form, load_form
from nianbao.formats.tree import build, expand
from nianbao.report.comparison.changes import Change, Values

FILE = "comparison.toml"


class ChartDef(BaseModel):
    """One chart: a bar for each of the rows, or for each of the columns, whichever are several.

    A group's id stands for the sum of its rows or columns that are not totals.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    title: str
    table: str
    rows: tuple[str, ...] = Field(min_length=1)
    columns: tuple[str, ...] = Field(min_length=1)


class Chart(NamedTuple):
    """A chart with its figures of both years."""

    title: str
    bars: tuple[Change, ...]
    last_year: int
    year: int

    @property
    def is_whole(self) -> bool:
        """Whether it shows what is counted, not measured."""
        return all(one == one.to_integral_value() for one in self._figures())

    @property
    def largest(self) -> Decimal:
        """The largest figure of either year."""
        return max(self._figures(), default=Decimal(0))

    @property
    def spoken(self) -> str:
        """The whole chart in words, for screen readers."""
        bars = "；".join(one.spoken(self.last_year, self.year) for one in self.bars)
        return f"{self.title}。{bars}。"

    def _figures(self) -> Iterator[Decimal]:
        return (one for bar in self.bars for one in (bar.last, bar.now) if one is not None)


@lru_cache(maxsize=1)
def _declared() -> tuple[str, tuple[ChartDef, ...]]:
    data = tomllib.loads(resources.text(FILE))
    return data["family"], tuple(ChartDef.model_validate(one) for one in data["charts"])


def chart_definitions(form: Form) -> tuple[ChartDef, ...]:
    """Return the charts about a form's report; another report's rows may mean something else."""
    family, charts = _declared()
    return charts if form.family == family else ()


class _Bar(NamedTuple):
    """What a bar adds up, whatever the values are."""

    name: str
    keys: tuple[str, ...]
    unit: str


def charts_of(form: Form, now: Values, last: Values, years: tuple[int, int]) -> tuple[Chart, ...]:
    """Return the charts with a figure in them; ``years`` are the earlier one and this one."""
    charts = (
        Chart(title, tuple(_filled(bar, now, last) for bar in bars), *years)
        for title, bars in _laid_out(form.id)
    )
    return tuple(chart for chart in charts if chart.largest)


def _filled(bar: _Bar, now: Values, last: Values) -> Change:
    return Change(bar.name, sum_of(bar.keys, last), sum_of(bar.keys, now), bar.unit)


@lru_cache(maxsize=8)
def _laid_out(form_id: str) -> tuple[tuple[str, tuple[_Bar, ...]], ...]:
    """The charts of a form with their bars: asked for at every change, and always the same."""
    form = load_form(form_id)
    return tuple((one.title, tuple(_bars(form, one))) for one in chart_definitions(form))


def _bars(form: Form, chart: ChartDef) -> Iterator[_Bar]:
    for row in chart.rows:
        for column in chart.columns:
            cells = tuple(cells_of(form, chart.table, row, column))
            if cells:
                name = _name(form, chart, row, column, cells)
                yield _Bar(name, tuple(cell.key for cell in cells), cells[0].unit)


def cells_of(form: Form, table: str, row: str, column: str) -> Iterator[CellDef]:
    """Yield the cells that a row's or group's id and a column's or group's id stand for."""
    found = form.find_table(table)
    for block in found.blocks if found is not None else ():
        rows = {one.id for one in expand(build(block.rows, table), row) or ()}
        columns = {one.id for one in expand(build(block.columns, table), column) or ()}
        for key in form.table_cells[table]:
            cell = form.cells[key]
            if cell.block == block.id and cell.row.id in rows and cell.column.id in columns:
                yield cell


def _name(form: Form, chart: ChartDef, row: str, column: str, cells: tuple[CellDef, ...]) -> str:
    block = next(one for one in form.table(chart.table).blocks if cells[0].row in one.rows)
    axis, name = (block.rows, row) if len(chart.rows) > 1 else (block.columns, column)
    item = next(one for one in axis if one.id == name)
    # 表四's sums are all called 总计: what they are the sum of tells them apart.
    group = next((one.name for one in axis if one.id == item.parent), "")
    return group if item.is_total and group and not cells[0].row.name else item.name


def sum_of(keys: tuple[str, ...], values: Values) -> Decimal | None:
    """Return the sum; None as long as a part is blank: half a sum would look like a fall."""
    parts = [values(key) for key in keys]
    known = [part for part in parts if part is not None]
    return sum(known, Decimal(0)) if len(known) == len(parts) else None
