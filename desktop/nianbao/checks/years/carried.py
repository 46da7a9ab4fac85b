"""This year against last year's report: X-CARRY, X-BRING, X-FORCE, X-NEG, X-JUMP, over every pair of years."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, more_or_less
from nianbao.formats.crosswalk import carried, links, starting_points
from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form, load_form
from nianbao.formats.schema import AxisItem
from nianbao.report.book import Report
from nianbao.report.earlier import is_same_unit
from nianbao.report.numbers import format_number
from nianbao.report.totals import values_in_force


@dataclass(frozen=True)
class Pair:
    """A year beside the year before it. ``is_own`` marks the report that is being checked."""

    year: int
    form: Form
    values: Mapping[str, Decimal | None]
    last_form: Form
    last_values: Mapping[str, Decimal | None]
    is_own: bool


def pairs(context: CheckContext) -> Iterator[Pair]:
    """Yield the consecutive years among the report and the earlier ones, the newest first."""
    if not context.previous:
        return
    chain = [context.report, *context.comparable]
    by_year = {one.year: one for one in reversed(chain)}
    for year in sorted(by_year, reverse=True):
        last = by_year.get(year - 1)
        if year > context.report.year or last is None:
            continue
        own = by_year[year] is context.report
        values = context.values if own else _values(by_year[year])
        yield Pair(
            year, load_form(by_year[year].form), values, load_form(last.form), _values(last), own
        )
    yield from _also_given(context, by_year.get(context.report.year - 1))


def _also_given(context: CheckContext, first: Report | None) -> Iterator[Pair]:
    """Last year's reports beyond the first: two that differ are both compared."""
    year, seen = context.report.year, [] if first is None else [_values(first)]
    for other in context.comparable:
        values = _values(other)
        if other.year == year - 1 and other is not first and values not in seen:
            seen.append(values)
            yield Pair(year, context.form, context.values, load_form(other.form), values, True)  # noqa: FBT003


@lru_cache(maxsize=16)
def _carried_cells(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """What is carried over between two forms, remembered: it is asked at every key stroke."""
    return carried(load_form(old), load_form(new))


def _values(report: Report) -> dict[str, Decimal | None]:
    return values_in_force(load_form(report.form), report)


def check_last_reports(context: CheckContext) -> Iterator[Finding]:
    """X-LAST: a report given for comparison that is of another kind, unit or no earlier year."""
    rule = catalogue()["X-LAST"]
    context.compared(rule.id, len(context.previous))
    for number, other in enumerate(context.previous):
        why = _why_not(context, other)
        if why:
            yield Finding(
                rule.id, rule.severity, context.form.sections[0].id,
                f"用来对照的上年报告{why}。", hint=rule.advice,
                subject=f"last:{number}:{other.year}:{other.unit}",
            )  # fmt: skip


def _why_not(context: CheckContext, other: Report) -> str:
    own, form = context.report, load_form(other.form)
    if form.family != context.form.family:
        return f"是“{form.definition.title.format(year=other.year)}”，不是同一种报告，没有用来核对"
    if other.year >= own.year:
        return f"是{other.year}年的，不早于本报告的{own.year}年，没有用来核对"
    if not is_same_unit(own.unit, other.unit):
        return f"是“{other.unit}”的，与本报告的“{own.unit}”不是同一个单位"
    return ""


def check_carry(context: CheckContext) -> Iterator[Finding]:
    """X-CARRY: what was carried in is what the year before carried out, for each applicant."""
    rule = catalogue()["X-CARRY"]
    for pair in pairs(context):
        failed = []
        for theirs, ours in _carried_cells(pair.last_form.id, pair.form.id):
            last, now = pair.last_values.get(theirs), pair.values.get(ours)
            if last is None or now is None:
                context.waits(rule.id)
                continue
            context.compared(rule.id)
            if last != now:
                failed.append((ours, last, now))
        for ours, last, now in _without_the_total(pair.form, failed):
            cell = pair.form.cells[ours]
            yield Finding(
                rule.id,
                rule.severity,
                pair.form.section_of(ours),
                f"{cell.column.name}列：{pair.year}年上年结转 {format_number(now)}，"
                f"{pair.year - 1}年报告的结转下年 {format_number(last)}，本年{more_or_less(now - last)}。",
                cells=(ours,) if pair.is_own else (),
                hint=rule.advice,
                left=now,
                right=last,
                subject=f"{pair.year}:{ours}",
            )


def check_brought(context: CheckContext) -> Iterator[Finding]:
    """X-BRING: what the year before carried out is known, and not yet carried in."""
    rule = catalogue()["X-BRING"]
    pair = next((one for one in pairs(context) if one.is_own), None)
    if pair is None:
        return
    known = [
        (ours, last)
        for theirs, ours in _carried_cells(pair.last_form.id, pair.form.id)
        if (last := pair.last_values.get(theirs)) is not None and not pair.form.cells[ours].is_total
    ]
    context.compared(rule.id, len(known))
    context.waits(rule.id, places=int(not known))
    blank = [ours for ours, _last in known if pair.values.get(ours) is None]
    if not blank:
        return
    total = sum((last for _ours, last in known), Decimal(0))
    yield Finding(
        rule.id, rule.severity, pair.form.section_of(blank[0]),
        f"{pair.year - 1}年报告结转下年 {format_number(total)} 件，"
        f"本年的上年结转还有 {len(blank)} 格空着。",
        cells=tuple(blank), hint=rule.advice, subject=f"{pair.year}",
    )  # fmt: skip


def _without_the_total(
    form: Form, failed: list[tuple[str, Decimal, Decimal]]
) -> list[tuple[str, Decimal, Decimal]]:
    """Leave out a total that only repeats what the columns beside it say."""
    beside = [one for one in failed if not form.cells[one[0]].is_total]
    surplus = sum((now - last for _key, last, now in beside), Decimal(0))
    return [
        one
        for one in failed
        if not (form.cells[one[0]].is_total and beside and one[2] - one[1] == surplus)
    ]


def check_in_force(context: CheckContext) -> Iterator[Finding]:
    """X-FORCE and X-NEG: documents in force follow from last year's, issued and repealed."""
    for pair in pairs(context):
        for point in starting_points(pair.last_form, pair.form):
            old = pair.last_values.get(point.old)
            new, plus, minus = (
                pair.values.get(key) for key in (point.new, point.plus, point.minus)
            )
            if old is None or plus is None or minus is None:
                context.waits("X-NEG")
                context.waits("X-FORCE")
                continue
            context.compared("X-NEG")
            context.compared("X-FORCE", int(new is not None))
            context.waits("X-FORCE", places=int(new is None))
            cells = (point.plus, point.minus, point.new) if pair.is_own else ()
            name = pair.form.cells[point.new].row.name
            sums = f"{name}：{pair.year - 1}年现行有效 {old} ＋ 本年制发 {plus}"
            subject = f"{pair.year}:{point.new}"
            if minus > old + plus:
                message = f"{sums} ＝ {old + plus}，本年却废止了 {minus}，{more_or_less(minus - old - plus)}。"
                yield _force("X-NEG", pair, point.new, cells, (minus, old + plus, message, subject))
            elif new is not None and new != old + plus - minus:
                right = old + plus - minus
                message = (
                    f"{sums} － 本年废止 {minus} ＝ {right}，本年填的现行有效是 {new}，"
                    f"{more_or_less(new - right)}。"
                )
                yield _force("X-FORCE", pair, point.new, cells, (new, right, message, subject))


def _force(
    rule_id: str,
    pair: Pair,
    key: str,
    cells: tuple[str, ...],
    what: tuple[Decimal, Decimal, str, str],
) -> Finding:
    rule = catalogue()[rule_id]
    left, right, message, subject = what
    return Finding(
        rule.id, rule.severity, pair.form.section_of(key), message, cells=cells, hint=rule.advice,
        left=left, right=right, subject=subject,
    )  # fmt: skip


@dataclass(frozen=True)
class _Jump:
    """A value that is very unlike last year's."""

    cell: CellDef
    cells: tuple[str, ...]
    old: Decimal
    new: Decimal

    def is_told_by(self, other: "_Jump") -> bool:
        """Whether a total jumped because one of its parts did, the same way."""
        if self.cell.table != other.cell.table or (self.new > self.old) != (other.new > other.old):
            return False
        row = self.cell.row.id == other.cell.row.id and _is_part(
            other.cell.column, self.cell.column
        )
        column = self.cell.column.id == other.cell.column.id and _is_part(
            other.cell.row, self.cell.row
        )
        return row or column


def _is_part(one: AxisItem, total: AxisItem) -> bool:
    return total.is_total and not one.is_total


def check_jumps(context: CheckContext) -> Iterator[Finding]:
    """X-JUMP: over five times, or under a fifth of, last year's; once for a cell and its total.

    Of nothing anything is over five times: from or to 0 only a larger number is worth a word.
    """
    rule = catalogue()["X-JUMP"]
    pair = next((one for one in pairs(context) if one.is_own), None)
    if pair is None:
        return
    jumps = list(_jumps(context, pair))
    for jump in jumps:
        if any(jump.is_told_by(other) for other in jumps):
            continue
        key = jump.cells[0]
        yield Finding(
            rule.id, rule.severity, pair.form.section_of(key),
            f"“{jump.cell.name}”上年 {format_number(jump.old)}，本年 {format_number(jump.new)}，变化很大。",
            cells=jump.cells, hint=rule.advice, left=jump.new, right=jump.old,
            subject=f"{pair.year}:{key}",
        )  # fmt: skip


def _jumps(context: CheckContext, pair: Pair) -> Iterator[_Jump]:
    limits = context.rules.limits
    for link in links(pair.last_form, pair.form):
        olds = [pair.last_values.get(key) for key in link.old]
        news = [pair.values.get(key) for key in link.new]
        if None in olds or None in news:
            context.waits("X-JUMP")
            continue
        context.compared("X-JUMP")
        old = sum((value for value in olds if value is not None), Decimal(0))
        new = sum((value for value in news if value is not None), Decimal(0))
        if min(old, new) < 0 or (min(old, new) == 0 and max(old, new) < limits.jump_least):
            continue
        if new > old * limits.jump_times or new * limits.jump_times < old:
            yield _Jump(pair.form.cells[link.new[0]], link.new, old, new)
