"""The smallest set of findings that explains all failed identities.

One wrong cell breaks every identity it stands in. A cell *explains* a group of failures when one
change of it would mend all of its identities at once and break none; so do numbers that stand in
each other's places (``misplaced``). Failures that nothing explains are
reported one by one; those that merely repeat others in a computed total are left out.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.checks.tables.identities import (
    Failure,
    Values,
    evaluate,
    independent,
    opposites,
)
from nianbao.checks.tables.misplaced import best_misplacement
from nianbao.formats.equations import Equation
from nianbao.formats.registry import Form


@dataclass(frozen=True)
class Explanation:
    """Failures with one cause: the cells that would mend them all, with the values they need."""

    failures: tuple[Failure, ...]
    wanted: Mapping[str, Decimal] = field(default_factory=dict)
    words: str = ""
    """The slip that put numbers into wrong cells, empty where one cell alone is wrong."""


def explain(
    form: Form, values: Values, failed: Sequence[Failure], computed: Collection[str]
) -> tuple[Explanation, ...]:
    """Return explanations that cover ``failed``, each failure once, in the order of the form.

    ``computed`` names the cells that were computed, which therefore cannot be the wrong ones.
    """
    remaining = list(failed)
    found: list[Explanation] = []
    while (best := _best(form, values, remaining, computed)) is not None:
        found.append(best)
        remaining = [failure for failure in remaining if failure not in best.failures]
    remaining = independent(remaining, computed)
    found.extend(Explanation(failures) for failures in _crosswise(remaining))
    order = {id(failure): number for number, failure in enumerate(failed)}
    return tuple(sorted(found, key=lambda one: order[id(one.failures[0])]))


def _crosswise(failed: Sequence[Failure]) -> Iterator[tuple[Failure, ...]]:
    """Yield failures one by one, but those as one that take from each other what the other lacks."""
    left = list(failed)
    while left:
        first = left.pop(0)
        against = [one for one in opposites(first, failed) if one in left]
        if len(against) == 1 and first.complete:
            left.remove(against[0])
            yield first, against[0]
        else:
            yield (first,)


def _best(
    form: Form, values: Values, failed: Sequence[Failure], computed: Collection[str]
) -> Explanation | None:
    """The simplest explanation of most failures: one wrong cell, unless a slip explains more."""
    cell = _best_cell(form, values, failed, computed)
    slip = best_misplacement(form, values, failed, computed)
    if slip is None or (cell is not None and len(cell.failures) >= len(slip.mended)):
        return cell
    return Explanation(slip.mended, slip.wanted, slip.words)


def _best_cell(
    form: Form, values: Values, failed: Sequence[Failure], computed: Collection[str]
) -> Explanation | None:
    best: Explanation | None = None
    stands_in = Counter(key for failure in failed for key in failure.equation.keys)
    for key, times in stands_in.items():
        if key in computed or values.get(key) is None:
            continue
        explained = _typed_total(form, values, failed, key, computed)
        # With one failure, any cell beside it would do as well: that explains nothing.
        if explained is None and times > 1:
            explained = _explained_by(form, values, failed, (key,)) or _with_its_total(
                form, values, failed, key
            )
        if explained and (best is None or len(explained.failures) > len(best.failures)):
            best = explained
    return best


def _with_its_total(
    form: Form, values: Values, failed: Sequence[Failure], key: str
) -> Explanation | None:
    """A wrong cell whose total was computed from it elsewhere: both must change alike."""
    for equation in form.equations_of[key]:
        if equation.kind == "sum" and key in equation.left:
            explained = _explained_by(form, values, failed, (key, *equation.right))
            if explained:
                return explained
    return None


def _typed_total(
    form: Form, values: Values, failed: Sequence[Failure], key: str, computed: Collection[str]
) -> Explanation | None:
    """A wrong total that was typed where others are computed: what was added up from it follows."""
    if not computed or not form.cells[key].is_total:
        return None
    changing = [key]
    for one in changing:
        for equation in form.equations_of[one]:
            if equation.kind != "sum" or one not in equation.left:
                continue
            (target,) = equation.right
            left, right = evaluate(equation, values)
            if target in computed and target not in changing and left.total == right.total:
                changing.append(target)
    return _explained_by(form, values, failed, tuple(changing)) if changing[1:] else None


def _explained_by(
    form: Form, values: Values, failed: Sequence[Failure], keys: tuple[str, ...]
) -> Explanation | None:
    """Return what one change of all ``keys`` explains: two failures or more, breaking nothing."""
    mine = [failure for failure in failed if _weight(failure.equation, keys)]
    if len(mine) < 2 or not all(failure.complete for failure in mine):  # noqa: PLR2004
        return None
    changes = {-failure.difference * _weight(failure.equation, keys) for failure in mine}
    old = values[keys[0]]
    if len(changes) != 1 or old is None:
        return None
    value = old + changes.pop()
    if value < 0 or _breaks_another(form, values, mine, keys):
        return None
    return Explanation(tuple(mine), {keys[0]: value})


def _weight(equation: Equation, keys: tuple[str, ...]) -> int:
    """By how much left minus right grows when each of ``keys`` grows by one."""
    return sum((key in equation.left) - (key in equation.right) for key in keys)


def _breaks_another(
    form: Form, values: Values, mine: Sequence[Failure], keys: tuple[str, ...]
) -> bool:
    """Whether an identity of ``keys`` that holds now would stop holding."""
    failing = [failure.equation for failure in mine]
    touched = (equation for key in keys for equation in form.equations_of[key])
    for equation in touched:
        if equation in failing or not _weight(equation, keys):
            continue
        left, right = evaluate(equation, values)
        if left.complete and right.complete:
            return True
    return False
