"""The smallest set of findings that explains all failed identities.

One wrong cell breaks every identity it stands in. A cell *explains* a group of failures when one
change of it would mend all of its identities at once and break none. Failures that no cell
explains are reported one by one; those that merely repeat others in a computed total are left out.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nianbao.checks.tables.identities import Failure, Values, evaluate
from nianbao.formats.equations import Equation
from nianbao.formats.registry import Form


@dataclass(frozen=True)
class Explanation:
    """Failures with one cause; ``cell`` would mend them if it were ``value``."""

    failures: tuple[Failure, ...]
    cell: str | None = None
    value: Decimal | None = None


def explain(
    form: Form, values: Values, failed: Sequence[Failure], computed: Collection[str]
) -> tuple[Explanation, ...]:
    """Return explanations that cover ``failed``, each failure once, in the order of the form.

    ``computed`` names the cells that were computed, which therefore cannot be the wrong ones.
    """
    remaining = list(failed)
    found: list[Explanation] = []
    while (best := _best_cell(form, values, remaining, computed)) is not None:
        found.append(best)
        remaining = [failure for failure in remaining if failure not in best.failures]
    remaining = _without_consequences(remaining, computed)
    found.extend(Explanation((failure,)) for failure in remaining)
    order = {id(failure): number for number, failure in enumerate(failed)}
    return tuple(sorted(found, key=lambda one: order[id(one.failures[0])]))


def _best_cell(
    form: Form, values: Values, failed: Sequence[Failure], computed: Collection[str]
) -> Explanation | None:
    best: Explanation | None = None
    stands_in = Counter(key for failure in failed for key in failure.equation.keys)
    for key, times in stands_in.items():
        # With one failure, any cell beside it would do as well: that explains nothing.
        if times < 2 or key in computed or values.get(key) is None:  # noqa: PLR2004
            continue
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
    return Explanation(tuple(mine), keys[0], value)


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


def _without_consequences(failed: Sequence[Failure], computed: Collection[str]) -> list[Failure]:
    """Drop a failure in a computed total column that is the sum of the failures beside it."""
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
