"""A table's rules, spread over the other axis: one equation of cell keys for each row or column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any, Literal

from nianbao.formats.layout import CellDef
from nianbao.formats.schema import AxisItem, Rule, TableDef
from nianbao.formats.tree import FormError, build, expand

Adder = Callable[[Mapping[str, Any]], Decimal]
"""Adds up the cells of one side; all of them must be known."""


def _adder(keys: tuple[str, ...]) -> Adder:
    """Every sum is added up at every edit, so the cells are picked without a step in Python."""
    pick = itemgetter(*keys)
    if len(keys) == 1:
        return pick
    nothing = Decimal(0)
    return lambda values: sum(pick(values), nothing)


@dataclass(frozen=True, eq=False)
class Equation:
    """Sum of ``left`` = sum of ``right``; keys in the order of the form.

    A form builds each equation once, so equations are compared by identity.
    """

    rule: str
    kind: Literal["sum", "balance"]
    table: str
    along: AxisItem
    """The row or column in which the equation stands."""
    left: tuple[str, ...]
    right: tuple[str, ...]
    crosses_total: bool
    """Whether the equation stands in a total row or column, so that it may follow from others."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """All cells of the equation."""
        return self.left + self.right

    @cached_property
    def add_left(self) -> Adder:
        """Adds up the left side."""
        return _adder(self.left)

    @cached_property
    def add_right(self) -> Adder:
        """Adds up the right side."""
        return _adder(self.right)


def build_equations(table: TableDef, cells: Sequence[CellDef]) -> tuple[Equation, ...]:
    """Return every equation of a table; raise FormError naming the rule and an id it misspells."""
    return tuple(equation for rule in table.rules for equation in _spread(table, rule, cells))


def _spread(table: TableDef, rule: Rule, cells: Sequence[CellDef]) -> Iterator[Equation]:
    on_rows = rule.axis == "rows"
    left = _terms(table, rule, rule.left)
    right = _terms(table, rule, rule.right)
    by_place = {
        (cell.row.id, cell.column.id) if on_rows else (cell.column.id, cell.row.id): cell.key
        for cell in cells
    }
    for other in _other_axis(cells, on_rows=on_rows):
        yield Equation(
            rule=rule.id,
            kind=rule.kind,
            table=table.id,
            along=other,
            left=tuple(by_place[term.id, other.id] for term in left),
            right=tuple(by_place[term.id, other.id] for term in right),
            crosses_total=other.is_total,
        )


def _terms(table: TableDef, rule: Rule, ids: Sequence[str]) -> list[AxisItem]:
    terms: list[AxisItem] = []
    for block in table.blocks:
        nodes = build(block.rows if rule.axis == "rows" else block.columns, table.id)
        for item_id in ids:
            terms.extend(expand(nodes, item_id) or ())
    known = {item.id for block in table.blocks for item in (*block.rows, *block.columns)}
    for item_id in ids:
        if item_id not in known:
            raise FormError(f"{table.id}: rule {rule.id} names an unknown id {item_id!r}")
    if rule.kind == "sum" and ids is rule.right and len(terms) != 1:
        raise FormError(f"{table.id}: sum {rule.id} must have one total: {ids}")
    if len(terms) < len(ids):
        raise FormError(f"{table.id}: rule {rule.id} names ids of the other axis: {ids}")
    return terms


def _other_axis(cells: Sequence[CellDef], *, on_rows: bool) -> tuple[AxisItem, ...]:
    items = {(cell.column if on_rows else cell.row).id: cell for cell in cells}
    return tuple(cell.column if on_rows else cell.row for cell in items.values())
