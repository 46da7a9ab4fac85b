"""Rules on single cells: NUM (a value its cell cannot hold) and EMPTY (a blank is never 0)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import compress
from operator import not_

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.formats.schema import ValueType
from nianbao.report.numbers import format_number, uncommon

_WHOLE = Decimal(1)
# The catalogue is asked once something is found: a report in order opens without it.
_NUMBERS, _BLANKS = "NUM", "EMPTY"


def check_numbers(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each value that its cell cannot hold; typing refuses such values."""
    context.compared(_NUMBERS, len(context.form.cells) - len(context.blank))
    context.waits(_NUMBERS, places=len(context.blank))
    reasons = _wrong(context)
    for key in [key for key in context.form.cells if key in reasons] if reasons else ():
        rule = catalogue()[_NUMBERS]
        value = format_number(context.values[key])
        yield Finding(
            rule.id,
            rule.severity,
            context.form.section_of(key),
            f"“{context.form.cells[key].name}”填的是 {value}，{reasons[key]}。",
            cells=(key,),
            hint=rule.advice,
            subject=key,
        )


def _wrong(context: CheckContext) -> dict[str, str]:
    """Return the cells that cannot hold their values, with the reason.

    A computed total is looked at only where something else is wrong: it is a sum of the others.
    """
    values, cells = uncommon(context.values), context.form.cells
    odd = [key for key in _odd_keys(values) if key in cells]
    reasons = {key: _why_not(values[key], cells[key].value_type) for key in odd}
    wrong = {key: why for key, why in reasons.items() if why}
    return wrong if wrong.keys() - context.computed else {}


def _odd_keys(known: Mapping[str, Decimal]) -> set[str]:
    """Return the cells to look at: nearly every one is a whole number that is not negative.

    Without a step in Python for each cell, because this runs at every edit.
    """
    numbers = known.values()
    odd = set(compress(known, map(not_, map(_WHOLE.same_quantum, numbers))))
    odd.update(compress(known, map(Decimal.is_signed, numbers)))
    return odd


def _why_not(value: Decimal, value_type: ValueType) -> str:
    if value < 0 and value_type != "change":
        return "这一格不能是负数"
    if value_type != "amount" and value != int(value):
        return "这一格只能填整数"
    return ""


def check_blanks(context: CheckContext) -> Iterator[Finding]:
    """Yield one finding for each table that has blank cells."""
    context.compared(_BLANKS, len(context.form.cells))
    for table in context.form.definition.tables if context.blank else ():
        inputs = context.form.table_cells[table.id]
        blank = tuple([key for key in inputs if key in context.blank])
        if not blank:
            continue
        label = context.form.section(table.section).label
        rule = catalogue()[_BLANKS]
        what = "全部没有填" if len(blank) == len(inputs) else f"还有 {len(blank)} 格没有填"
        yield Finding(
            rule.id,
            rule.severity,
            table.section,
            f"“{label}”的表格{what}。",
            cells=blank,
            hint=rule.advice,
            subject=table.id,
        )
