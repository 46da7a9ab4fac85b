"""Probable causes of a failed identity, in the order of how much they explain."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from nianbao.checks.context import CheckContext
from nianbao.checks.tables.explain import Explanation
from nianbao.checks.tables.identities import Failure, is_column, place_name
from nianbao.report.numbers import format_number


def cause_hint(context: CheckContext, explanation: Explanation, failed: Sequence[Failure]) -> str:
    """Return a sentence on the probable cause, empty where none is seen."""
    if explanation.cell is not None and explanation.value is not None:
        return _one_cell(context, explanation)
    failure = explanation.failures[0]
    if not failure.complete:
        return ""
    for cause in _CAUSES:
        hint = cause(context, failure, failed)
        if hint:
            return hint
    return ""


def _one_cell(context: CheckContext, explanation: Explanation) -> str:
    assert explanation.cell is not None  # noqa: S101 - the caller has looked
    name = context.form.cells[explanation.cell].name
    value = format_number(explanation.value)
    swapped = "（可能是两位数字颠倒了）" if _is_swap(explanation, context) else ""
    hint = f"可能是“{name}”这一格：改成 {value} 就全部对上了{swapped}。"
    pasted = _split_over_two(context, explanation)
    return pasted or hint


def _is_swap(explanation: Explanation, context: CheckContext) -> bool:
    assert explanation.cell is not None  # noqa: S101 - the caller has looked
    old = format_number(context.values[explanation.cell])
    new = format_number(explanation.value)
    return old != new and sorted(old) == sorted(new)


def _split_over_two(context: CheckContext, explanation: Explanation) -> str:
    """A number pasted over two cells: 12 | 3 where 123 was meant leaves neighbours that join."""
    assert explanation.cell is not None  # noqa: S101 - the caller has looked
    keys = list(context.form.cells)
    here = keys.index(explanation.cell)
    wanted = format_number(explanation.value)
    mine = format_number(context.values[explanation.cell])
    for beside in keys[here + 1 : here + 2]:
        other = context.values.get(beside)
        if other and mine + format_number(other) == wanted:
            names = f"“{context.form.cells[explanation.cell].name}”和“{context.form.cells[beside].name}”"
            return f"{names}两格可能是一个数 {wanted} 粘贴时分成了两格。"
    return ""


def _on_the_wrong_side(context: CheckContext, failure: Failure, failed: Sequence[Failure]) -> str:
    """+1 in one column or row and −1 in another while the whole balances."""
    equation = failure.equation
    if equation.crosses_total:
        return ""
    same = [other for other in failed if other.equation.rule == equation.rule]
    if any(other.equation.crosses_total for other in same):
        return ""
    for other in same:
        if other is not failure and other.difference == -failure.difference:
            number = format_number(abs(failure.difference))
            mine, theirs = equation.along.name, other.equation.along.name
            wrong = "申请人类型" if is_column(context.form, equation) else "行"
            return (
                f"{place_name(context.form, other.equation)}正好差 {number} 而方向相反，"
                f"可能有 {number} 件记错了{wrong}（{mine}、{theirs}）。"
            )
    return ""


def _total_left_at_zero(
    _context: CheckContext, failure: Failure, _failed: Sequence[Failure]
) -> str:
    if failure.equation.kind == "sum" and failure.right.total == 0:
        return f"总计还是 0，各项之和是 {format_number(failure.left.total)}，可能忘了填总计。"
    return ""


def _repeated_in_total(_context: CheckContext, failure: Failure, failed: Sequence[Failure]) -> str:
    """The total column fails by the same number as one column beside it."""
    if not failure.equation.crosses_total:
        return ""
    beside = [
        other
        for other in failed
        if other.equation.rule == failure.equation.rule and not other.equation.crosses_total
    ]
    if beside and sum(other.difference for other in beside) == failure.difference:
        names = "、".join(f"{other.equation.along.name}列" for other in beside)
        return f"与{names}的差数相同，可能是同一处错误；{names}改好后，这里也要跟着改。"
    return ""


def _cell_like_difference(
    context: CheckContext, failure: Failure, _failed: Sequence[Failure]
) -> str:
    """A term equal to the difference was counted twice or forgotten; to half of it, on the wrong side."""
    difference = abs(failure.difference)
    surplus = failure.equation.left if failure.difference > 0 else failure.equation.right
    for key, value in _terms(context, failure):
        name = context.form.cells[key].name
        if value == difference:
            verb = "多计了" if key in surplus else "没有计进去"
            return f"差数正好等于“{name}”的 {format_number(value)}，这一格可能{verb}。"
        if value * 2 == difference and key in surplus:
            return f"差数是“{name}”的两倍，这一格可能加在了相反的一边，或计了两次。"
    return ""


def _terms(context: CheckContext, failure: Failure) -> Iterator[tuple[str, Decimal]]:
    for key in failure.equation.keys:
        value = context.values.get(key)
        if value and key not in context.computed:
            yield key, value


def _swapped_digits(context: CheckContext, failure: Failure, _failed: Sequence[Failure]) -> str:
    difference = abs(failure.difference)
    if difference % 9 != 0:
        return ""
    for key, value in _terms(context, failure):
        change = -failure.difference if key in failure.equation.left else failure.difference
        wanted = value + change
        old, new = format_number(value), format_number(wanted)
        if wanted > 0 and old != new and sorted(old) == sorted(new):
            name = context.form.cells[key].name
            return f"差数能被 9 整除，可能是“{name}”的数字颠倒了：{old} 还是 {new}？"
    return "差数能被 9 整除，可能有一格的两位数字颠倒了。" if difference > 9 else ""  # noqa: PLR2004


_Cause = Callable[[CheckContext, Failure, Sequence[Failure]], str]
_CAUSES: tuple[_Cause, ...] = (
    _on_the_wrong_side,
    _total_left_at_zero,
    _repeated_in_total,
    _swapped_digits,
    _cell_like_difference,
)
