"""The identities of the form as findings: T3-BALANCE, T3-RESULT-SUM, T3-ROW-SUM, T4-SUM."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import FailedIdentity, Finding, Suspect, more_or_less
from nianbao.checks.tables.identities import Failure, failures, is_column, place_name
from nianbao.formats.equations import Equation
from nianbao.formats.registry import Form
from nianbao.report.numbers import format_number

if TYPE_CHECKING:
    from nianbao.checks.tables.explain import Explanation


def check_identities(context: CheckContext) -> Iterator[Finding]:
    """Yield one finding for each cause of failed identities."""
    failed = failures(context.form, context.values, context.blank, context.computed)
    if context.tally is not None:
        _count_compared(context, failed)
    if not failed:
        return
    from nianbao.checks.tables.explain import explain  # not before something is wrong

    for explanation in explain(context.form, context.values, failed, context.computed):
        yield _finding(context, explanation, failed)


def _count_compared(context: CheckContext, failed: Sequence[Failure]) -> None:
    """An identity is compared where all its cells are known, and where it fails all the same."""
    broken = {failure.equation for failure in failed}
    for equation in context.form.equations:
        if equation in broken or context.blank.isdisjoint(equation.keys):
            context.compared(equation.rule)
        else:
            context.waits(equation.rule)


def _finding(
    context: CheckContext, explanation: "Explanation", failed: tuple[Failure, ...]
) -> Finding:
    from nianbao.checks.tables.hints import cause_hint

    first = explanation.failures[0]
    rule = catalogue()[first.equation.rule]
    cells = dict.fromkeys(key for one in explanation.failures for key in one.equation.keys)
    place = f"{first.equation.table}.{first.equation.along.id}"
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        section=context.form.table(first.equation.table).section,
        message=_message(context, first),
        cells=tuple(sorted(cells, key=context.form.order.__getitem__)),
        hint=cause_hint(context, explanation, failed) or rule.advice,
        left=first.left.total,
        right=first.right.total,
        suspects=tuple(Suspect(key, value) for key, value in explanation.wanted.items()),
        identities=tuple(_identity(one) for one in explanation.failures),
        subject=f"{place}:{'+'.join(first.equation.right)}",
    )


def _identity(failure: Failure) -> FailedIdentity:
    return FailedIdentity(
        failure.equation.rule, failure.equation.keys, failure.left.total, failure.right.total
    )


def _message(context: CheckContext, failure: Failure) -> str:
    """Say both sides with their numbers: 自然人列：新收 60 ＋ 上年结转 0 ＝ 60，…，前者少 1。"""
    left = _side(context, failure.equation, failure.equation.left)
    right = _side(context, failure.equation, failure.equation.right)
    difference = more_or_less(failure.difference)
    open_end = "" if failure.complete else "（还有空格没有填，但已经对不上了）"
    return f"{place_name(context.form, failure.equation)}：{left}，{right}，前者{difference}{open_end}。"


def _side(context: CheckContext, equation: Equation, keys: tuple[str, ...]) -> str:
    """Print one side; a long sum shows only the terms that are not 0."""
    known = {key: value for key in keys if (value := context.values.get(key)) is not None}
    is_sum = equation.kind == "sum" and len(keys) > 1
    shown = {key: value for key, value in known.items() if value or not is_sum}
    names = [f"{term_name(context.form, equation, k)} {format_number(v)}" for k, v in shown.items()]
    if is_sum:
        return f"各项之和{_in_brackets(names)}＝ {sum(known.values())}"
    if len(keys) == 1:
        return names[0] if names else f"{term_name(context.form, equation, keys[0])}没有填"
    return f"{' ＋ '.join(names)} ＝ {sum(known.values())}"


def _in_brackets(names: list[str]) -> str:
    limit = 6
    if not names:
        return " "
    rest = " ＋ …" if len(names) > limit else ""
    return f"（{' ＋ '.join(names[:limit])}{rest}）"


def term_name(form: Form, equation: Equation, key: str) -> str:
    """Name a cell within its equation by its own row or column."""
    cell = form.cells[key]
    return cell.row.name if is_column(form, equation) else cell.column.name
