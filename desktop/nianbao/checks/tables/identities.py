"""Which identities of the form fail. A blank leaves an identity open, unless it can no longer hold."""

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import NamedTuple

from nianbao.formats.equations import Equation
from nianbao.formats.registry import Form
from nianbao.report.totals import blank_keys, filling

Values = Mapping[str, Decimal | None]


class Side(NamedTuple):
    """The known part of one side of an equation."""

    total: Decimal
    complete: bool


@dataclass(frozen=True, eq=False)
class Failure:
    """An equation that does not hold, or cannot hold any more."""

    equation: Equation
    left: Side
    right: Side

    @cached_property
    def difference(self) -> Decimal:
        """Left minus right."""
        return self.left.total - self.right.total

    @property
    def complete(self) -> bool:
        """Whether every cell of the equation is known."""
        return self.left.complete and self.right.complete


def evaluate(equation: Equation, values: Values) -> tuple[Side, Side]:
    """Return both sides of an equation."""
    return _side(equation.left, values), _side(equation.right, values)


def failures(
    form: Form,
    values: Values,
    blank: AbstractSet[str] | None = None,
    computed: frozenset[str] = frozenset(),
) -> tuple[Failure, ...]:
    """Return the failed equations in the order of the form; ``blank`` where the caller knows it.

    ``computed`` are the cells whose values are the form's own sums of the others.
    """
    found = []
    if blank is None:
        blank = blank_keys(form, values)
    for equation in form.equations if blank else _unequal(form, values, computed):
        left_known = blank.isdisjoint(equation.left)
        right_known = blank.isdisjoint(equation.right)
        if left_known and right_known:
            if equation.add_left(values) == equation.add_right(values):
                continue
        elif not left_known and not right_known:
            continue
        left, right = evaluate(equation, values)
        if _fails(left, right):
            found.append(Failure(equation, left, right))
    return tuple(found)


def _unequal(form: Form, values: Values, computed: frozenset[str]) -> list[Equation]:
    """Return what fails where every cell is known, as it mostly is: nothing else is asked."""
    asked = _not_by_making(form.sums, form.equations, computed)
    return [one for one in asked if one.add_left(values) != one.add_right(values)]


@lru_cache(maxsize=64)
def _not_by_making(
    sums: Sequence[Equation], equations: Sequence[Equation], computed: frozenset[str]
) -> tuple[Equation, ...]:
    """The equations that do not hold by making: those by which a total was filled in need no look.

    Where nothing is blank any more, what was computed is all that had been.
    """
    by_making = set(filling(sums, computed))
    return tuple(one for one in equations if one not in by_making)


def _side(keys: tuple[str, ...], values: Values) -> Side:
    total = Decimal(0)
    complete = True
    for key in keys:
        value = values.get(key)
        if value is None:
            complete = False
        else:
            total += value
    return Side(total, complete)


def _fails(left: Side, right: Side) -> bool:
    """Counts are never negative, so a blank can only make its own side larger."""
    if left.complete and right.complete:
        return left.total != right.total
    if left.complete:
        return right.total > left.total
    if right.complete:
        return left.total > right.total
    return False


def place_name(form: Form, equation: Equation) -> str:
    """Say where an equation stands: 自然人列, “予以公开”一行, 行政复议."""
    if equation.along.label and is_column(form, equation):
        return f"{equation.along.name}列"
    if equation.along.label:
        return f"“{equation.along.name}”一行"
    return form.cells[equation.right[0]].column_labels[-2]


def is_column(form: Form, equation: Equation) -> bool:
    """Whether an equation stands in a column, not in a row."""
    return form.cells[equation.right[0]].column.id == equation.along.id


def opposites(failure: Failure, failed: Sequence[Failure]) -> list[Failure]:
    """Return the failures that lack what ``failure`` has too much; none where a total fails as well.

    +1 in one column and −1 in another while the total column balances is one case booked wrongly.
    """
    same = [other for other in failed if other.equation.rule == failure.equation.rule]
    if any(other.equation.crosses_total for other in same):
        return []
    return [one for one in same if one is not failure and one.difference == -failure.difference]


def independent(failed: Sequence[Failure], computed: Collection[str]) -> list[Failure]:
    """Leave out a failure in a computed total column that is the sum of the failures beside it."""
    return [failure for failure in failed if not _follows(failure, failed, computed)]


def _follows(failure: Failure, failed: Sequence[Failure], computed: Collection[str]) -> bool:
    equation = failure.equation
    if not equation.crosses_total or not set(equation.keys) <= set(computed):
        return False
    beside = [
        other
        for other in failed
        if other.equation.rule == equation.rule and not other.equation.crosses_total
    ]
    return bool(beside) and sum(other.difference for other in beside) == failure.difference
