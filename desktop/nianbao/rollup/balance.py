"""R-SUM and R-CARRY: the identities of the form hold for the sum, and it continues last year's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.checks.catalogue import catalogue
from nianbao.checks.findings import more_or_less
from nianbao.checks.tables.identities import Failure, failures, place_name
from nianbao.formats.crosswalk import carried
from nianbao.report.numbers import format_number
from nianbao.rollup.found import RollupFinding, made
from nianbao.rollup.model import Collection
from nianbao.rollup.sums import Sum

_SHOWN = 5
"""Units that a sentence names; the finding has them all."""


def check_sum(collection: Collection, total: Sum) -> tuple[RollupFinding, ...]:
    """R-SUM and R-CARRY of ``total``, the sum of ``collection``: fast, from the kept numbers."""
    del collection
    return (*_identities(total), *_carried(total))


def _identities(total: Sum) -> Iterator[RollupFinding]:
    failed = failures(total.form, total.values())
    for failure in failed:
        if _is_told_by_others(failure, failed):
            continue
        equation = failure.equation
        section = total.form.section_of(equation.right[0])
        units = _units_apart(total, equation.left, equation.right)
        where = f"“{total.form.section(section).name}”{place_name(total.form, equation)}"
        left, right = (format_number(side.total) for side in (failure.left, failure.right))
        message = (
            f"汇总的{where}不平衡（{catalogue()[equation.rule].title}）：一边是 {left}，另一边是 {right}，"
            f"{more_or_less(failure.difference)}{_named(units)}。"
        )
        yield replace(
            made("R-SUM", message, f"{equation.rule}:{equation.right[0]}"),
            section=section,
            cells=equation.keys,
            units=tuple(name for name, _difference in units),
            left=failure.left.total,
            right=failure.right.total,
        )


def _is_told_by_others(failure: Failure, failed: Sequence[Failure]) -> bool:
    """Whether a failure in a total row or column is only the sum of those beside it."""
    if not failure.equation.crosses_total:
        return False
    beside = [
        one
        for one in failed
        if one.equation.rule == failure.equation.rule and not one.equation.crosses_total
    ]
    return bool(beside) and sum(one.difference for one in beside) == failure.difference


def _units_apart(
    total: Sum, left: Sequence[str], right: Sequence[str]
) -> list[tuple[str, Decimal]]:
    """The units whose own sides differ, with the difference, the largest first."""
    found = []
    for unit in total.units:
        difference = _side(total, unit.name, left) - _side(total, unit.name, right)
        if difference:
            found.append((unit.name, difference))
    return sorted(found, key=lambda one: -abs(one[1]))


def _side(total: Sum, unit: str, keys: Sequence[str]) -> Decimal:
    values = (total.unit_value(unit, key) for key in keys)
    return sum((value for value in values if value is not None), Decimal(0))


def _named(units: Sequence[tuple[str, Decimal]]) -> str:
    if not units:
        return ""
    shown = "、".join(
        f"{name}（{more_or_less(difference)}）" for name, difference in units[:_SHOWN]
    )
    rest = f"等 {len(units)} 个单位" if len(units) > _SHOWN else ""
    return f"；出在{shown}{rest}"


def _carried(total: Sum) -> Iterator[RollupFinding]:
    """What was carried in is what last year's sum carried out, where all units of both years are there."""
    if not total.covers_both_years or total.before is None:
        return
    failed = []
    for theirs, ours in carried(total.before.form, total.form):
        last, now = total.before.value(theirs), total.value(ours)
        if last is not None and now is not None and last != now:
            failed.append((ours, last, now))
    beside = [one for one in failed if not total.form.cells[one[0]].is_total]
    surplus = sum((now - last for _key, last, now in beside), Decimal(0))
    for key, last, now in failed:
        cell = total.form.cells[key]
        if cell.is_total and beside and now - last == surplus:
            continue
        units = _carried_apart(total, key)
        message = (
            f"{cell.column.name}列：汇总的上年结转 {format_number(now)}，{total.year - 1} 年各单位结转下年合计 "
            f"{format_number(last)}，本年{more_or_less(now - last)}{_named(units)}。"
        )
        yield replace(
            made("R-CARRY", message, key),
            section=total.form.section_of(key),
            cells=(key,),
            units=tuple(name for name, _difference in units),
            left=now,
            right=last,
        )


def _carried_apart(total: Sum, key: str) -> list[tuple[str, Decimal]]:
    if total.before is None:
        return []
    (theirs,) = [old for old, new in carried(total.before.form, total.form) if new == key]
    found = []
    for unit in total.units:
        now = total.unit_value(unit.name, key)
        last = total.before.unit_value(total.name_before(unit.name), theirs)
        if now is not None and last is not None and now != last:
            found.append((unit.name, now - last))
    return sorted(found, key=lambda one: -abs(one[1]))
