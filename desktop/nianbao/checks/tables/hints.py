"""Probable causes of a failed identity, in the order of how much they explain."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from nianbao.checks.context import CheckContext
from nianbao.checks.tables.evidence import terms
from nianbao.checks.tables.explain import Explanation
from nianbao.checks.tables.identities import Failure, is_column, opposites, place_name
from nianbao.checks.tables.misplaced import joined
from nianbao.report.numbers import format_number

MOST_NAMED = 2
"""Cells that a doubtful hint names at the most."""
LEAST_SPLIT = 100
"""Of smaller numbers many could be a tens digit and a ones digit that stand apart."""


def cause_hint(context: CheckContext, explanation: Explanation, failed: Sequence[Failure]) -> str:
    """Return a sentence on the probable cause, empty where none is seen."""
    if explanation.words:
        return explanation.words
    if explanation.wanted:
        return _one_cell(context, *next(iter(explanation.wanted.items())))
    failure = explanation.failures[0]
    if not failure.complete:
        return ""
    for cause in _CAUSES:
        hint = cause(context, failure, failed)
        if hint:
            return hint
    return ""


def _one_cell(context: CheckContext, key: str, wanted: Decimal) -> str:
    name, value = context.form.cells[key].name, format_number(wanted)
    old = format_number(context.values[key])
    swapped = "（可能是两位数字颠倒了）" if old != value and sorted(old) == sorted(value) else ""
    return f"可能是“{name}”这一格：改成 {value} 就全部对上了{swapped}。"


def _split_over_two(context: CheckContext, failure: Failure, _failed: Sequence[Failure]) -> str:
    """12 | 3 where 123 was meant, in a sum that stands alone: large numbers hardly fit by chance."""
    if failure.equation.kind != "sum":
        return ""
    found = []
    for one, other in pairwise(failure.equation.left):
        mine, theirs = context.values.get(one), context.values.get(other)
        whole = joined(mine, theirs)
        if whole is None or mine is None or theirs is None or whole < LEAST_SPLIT:
            continue
        if whole - mine - theirs == -failure.difference:
            names = "和".join(f"“{context.form.cells[key].name}”" for key in (one, other))
            found.append(f"可能是一个数 {format_number(whole)} 粘贴时分成了{names}两格。")
    return found[0] if len(found) == 1 else ""


def _on_the_wrong_side(context: CheckContext, failure: Failure, failed: Sequence[Failure]) -> str:
    """+1 in one column or row and −1 in another while the whole balances."""
    other = next(iter(opposites(failure, failed)), None)
    if other is None:
        return ""
    number = format_number(abs(failure.difference))
    mine, theirs = failure.equation.along.name, other.equation.along.name
    wrong = "申请人类型" if is_column(context.form, failure.equation) else "行"
    return (
        f"{place_name(context.form, other.equation)}正好差 {number} 而方向相反，"
        f"可能有 {number} 件记错了{wrong}（{mine}、{theirs}）。"
    )


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


def _swapped_digits(context: CheckContext, failure: Failure, _failed: Sequence[Failure]) -> str:
    """Two digits of one number changed places: said only where one cell could be it, or two."""
    if abs(failure.difference) == _ANY_DIGIT:
        return ""
    swapped, near = [], terms(context, failure.equation.left, failure.equation.right)
    for term in near:
        wanted = term.value - failure.difference * term.side
        if _is_a_digit_more_or_less(term.value, wanted):
            return ""
        old, new = format_number(term.value), format_number(wanted)
        if wanted > 0 and old != new and sorted(old) == sorted(new):
            name = context.form.cells[term.key].name
            swapped.append(f"可能是“{name}”的数字颠倒了：{old} 还是 {new}？")
    return "也".join(swapped) if len(swapped) <= MOST_NAMED else ""


_ANY_DIGIT = 9
"""A difference that any digit mistyped by nine explains as well as two that changed places."""


def _is_a_digit_more_or_less(value: Decimal, wanted: Decimal) -> bool:
    """Whether a number would be right with its last digit taken off, or with one more."""
    small, large = min(value, wanted), max(value, wanted)
    return small > 0 and large // 10 == small


_Cause = Callable[[CheckContext, Failure, Sequence[Failure]], str]
_CAUSES: tuple[_Cause, ...] = (
    _on_the_wrong_side,
    _total_left_at_zero,
    _split_over_two,
    _repeated_in_total,
    _swapped_digits,
)
