"""What became of each figure from one year to the other, in numbers and in a clerk's words."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form
from nianbao.report.numbers import format_number
from nianbao.report.rounding import percentage

Values = Callable[[str], Decimal | None]
"""Returns a cell's value, None where there is none."""

USUAL_UNIT = "件"
SMALL = 10
"""From 0 to 1 is no great change, though no share of 0 is as large."""


class Change(NamedTuple):
    """A figure of both years; ``None`` is not 0, so what one year lacks is no difference."""

    name: str
    last: Decimal | None
    now: Decimal | None
    unit: str = USUAL_UNIT
    key: str = ""
    """The cell to go to; empty where several are added up."""
    scale: str = ""
    """Figures of one scale are drawn against the same longest bar."""

    @property
    def difference(self) -> Decimal | None:
        """By how much this year has more; None where a year has no figure."""
        return None if self.last is None or self.now is None else self.now - self.last

    @property
    def percent(self) -> Decimal | None:
        """The difference as a share of last year's figure; None where there is none to share."""
        if self.difference is None or not self.last:
            return None
        return percentage(self.difference, abs(self.last))

    @property
    def weight(self) -> Decimal:
        """How much the change says: a share of the larger figure, less where both are small."""
        if not self.difference or self.last is None or self.now is None:
            return Decimal(0)
        return abs(self.difference) / (max(abs(self.last), abs(self.now)) + SMALL)

    @property
    def signed(self) -> str:
        """The difference as a column of figures shows it."""
        if self.difference is None:
            return ""
        return with_sign(self.difference or Decimal(0))  # of amounts it would be 0.0000

    @property
    def share(self) -> str:
        """The percentage as a column of figures shows it."""
        return "" if self.percent is None else f"{with_sign(self.percent)}%"

    @property
    def turn(self) -> str:
        """Say what became of it: 多 12, 少 18, 相同; empty where a year has no figure."""
        if self.difference is None:
            return ""
        if not self.difference:
            return "相同"
        return f"{'多' if self.difference > 0 else '少'} {format_number(abs(self.difference))}"

    def spoken(self, last_year: int, year: int) -> str:
        """Say the whole in a sentence, for screen readers."""
        parts = [
            f"{last_year} 年{_amount(self.last, self.unit)}",
            f"{year} 年{_amount(self.now, self.unit)}",
        ]
        if self.turn:
            share = f"（{self.share}）" if self.difference and self.share else ""
            parts.append(f"{self.turn}{share}")
        return f"{self.name}：{'，'.join(parts)}"


def with_sign(value: Decimal) -> str:
    """Return a difference as it is printed: +12, −5, 0."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + format_number(abs(value))


def _amount(value: Decimal | None, unit: str) -> str:
    return "没有数" if value is None else f" {format_number(value)} {unit}"


def change_of(cell: CellDef, now: Values, last: Values, *, name: str = "") -> Change:
    """Return what became of a cell; ``name`` where the cell's own would say too much."""
    scale = f"{cell.table}.{cell.block}"
    return Change(name or cell.name, last(cell.key), now(cell.key), cell.unit, cell.key, scale)


def ranked(form: Form, now: Values, last: Values, most: int) -> tuple[Change, ...]:
    """Return the figures that changed most, the greatest change first; no total repeats its parts."""
    changes = [change_of(cell, now, last) for cell in form.cells.values() if not cell.is_total]
    moved = [one for one in changes if one.weight]
    return tuple(sorted(moved, key=lambda one: one.weight, reverse=True)[:most])


def moved_words(changes: Iterable[Change]) -> str:
    """Say in a line what changed most: 予以公开／自然人多 313（+37.1%）；….

    Empty where nothing changed.
    """
    return "；".join(
        f"{one.name}{one.turn}{f'（{one.share}）' if one.share else ''}" for one in changes
    )


def total_columns(form: Form, table: str) -> dict[str, str]:
    """Return the columns, id and name, of a table that adds its rows up, the sum first.

    Empty for a table without such a sum: its figures are few enough to be shown one by one.
    """
    cells = [form.cells[key] for key in form.table_cells[table]]
    if len({cell.row.id for cell in cells}) <= len({cell.column.id for cell in cells}):
        return {}
    columns = {cell.column.id: cell.column for cell in cells}
    totals = {name: column.name for name, column in columns.items() if column.is_total}
    return {**totals, **{name: one.name for name, one in columns.items()}} if totals else {}


def changes_in(
    form: Form, table: str, now: Values, last: Values, column: str = ""
) -> tuple[Change, ...]:
    """Return a table's figures in the order of the form; one column's, where one is named."""
    cells = [form.cells[key] for key in form.table_cells[table]]
    return tuple(
        change_of(cell, now, last, name=cell.row.name if column else "")
        for cell in cells
        if column in ("", cell.column.id)
    )


def longest(changes: Iterable[Change]) -> dict[str, Decimal]:
    """Return by scale the largest figure of either year, against which bars are drawn."""
    found: dict[str, Decimal] = {}
    for one in changes:
        figures = [abs(value) for value in (one.last, one.now) if value is not None]
        found[one.scale] = max([*figures, found.get(one.scale, Decimal(0))])
    return found
