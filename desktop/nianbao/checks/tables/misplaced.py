"""Right numbers in wrong cells, by one slip of the hand that breaks many identities.

A line pasted one cell off, two neighbours changed places, a total typed among its parts.

A suspicion is a set of cells with the values they should have. It is held only where those values
mend every identity they touch, two failed ones at least: nothing here is likely, all of it fits.
"""

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.checks.tables.identities import Failure, Values, independent
from nianbao.formats.equations import Equation
from nianbao.formats.registry import Form, Line
from nianbao.report.totals import blank_keys, filling

LEAST_MENDED = 2
"""What mends a single identity explains nothing: any of its cells would do as well."""

LEAST_EXCHANGED = 10
"""Neighbours nearer to each other than this: a few cases booked in the wrong place do the same."""
MOST_NAMED = 3
"""A sentence that names more possibilities helps nobody."""


@dataclass(frozen=True)
class Misplacement:
    """One slip, with what it would take to undo it."""

    words: str
    wanted: Mapping[str, Decimal]
    """What the wrong cells should hold."""
    mended: tuple[Failure, ...]


@dataclass(frozen=True)
class _Slip:
    words: str
    wanted: dict[str, Decimal]


def best_misplacement(
    form: Form, values: Values, failed: Sequence[Failure], computed: Collection[str]
) -> Misplacement | None:
    """Return the slip that explains most of ``failed``; None where none fits, or too many do.

    Where two or three fit alike it is one slip still, but no cell can be called wrong.
    """
    if len(independent(failed, computed)) < LEAST_MENDED:
        return None
    blank = blank_keys(form, values)
    trial = _Trial(form, values, failed, computed, blank)
    fitting = [
        Misplacement(slip.words, _differing(slip.wanted, values), mended)
        for slip in _slips(form, values, failed, computed, blank)
        if len(independent(mended := trial.mended_by(slip.wanted), computed)) >= LEAST_MENDED
    ]
    most = max((len(one.mended) for one in fitting), default=0)
    best = [one for one in fitting if len(one.mended) == most]
    if len(best) == 1:
        return replace(best[0], words=f"可能是{best[0].words}：改过来就全部对上了。")
    alike = len({frozenset(map(id, one.mended)) for one in best}) == 1
    if not alike or len(best) > MOST_NAMED:
        return None
    words = f"有几种可能，看不出是哪一种：{'；或者'.join(one.words for one in best)}。"
    return Misplacement(words, {}, best[0].mended)


def _differing(wanted: Mapping[str, Decimal], values: Values) -> dict[str, Decimal]:
    return {key: value for key, value in wanted.items() if value != values.get(key)}


class _Trial:
    """Tries values in place of others: do all identities that they touch hold then?"""

    def __init__(
        self,
        form: Form,
        values: Values,
        failed: Sequence[Failure],
        computed: Collection[str],
        blank: AbstractSet[str],
    ) -> None:
        self._form = form
        self._values = values
        self._failed = {one.equation: one for one in failed}
        self._blank = frozenset(blank)
        # A grand total has two sums; one of a cell that is blank still did not make it.
        made_by = filling(form.sums, self._blank.union(computed))
        self._sums = [one for one in made_by if one.right[0] in computed]

    def mended_by(self, wanted: Mapping[str, Decimal]) -> tuple[Failure, ...]:
        """Return the failures that ``wanted`` mends, none where an identity would fail still.

        None also where it touches fewer than ``LEAST_MENDED`` of them, which is seen at once.
        """
        changed = dict.fromkeys(wanted)
        followed = []
        for equation in self._sums:
            if not changed.keys().isdisjoint(equation.left):
                followed.append(equation)
                changed[equation.right[0]] = None
        touched = dict.fromkeys(one for key in changed for one in self._form.equations_of[key])
        if len(self._failed.keys() & touched.keys()) < LEAST_MENDED:
            return ()
        now = {**self._values, **wanted}
        for equation in followed:
            now[equation.right[0]] = equation.add_left(now)
        blank = self._blank.difference(changed)
        for equation in touched:
            if blank and not blank.isdisjoint(equation.keys):
                return ()
            if equation.add_left(now) != equation.add_right(now):
                return ()
        return tuple(self._failed[one] for one in touched if one in self._failed)


def _slips(
    form: Form,
    values: Values,
    failed: Sequence[Failure],
    computed: Collection[str],
    blank: AbstractSet[str],
) -> Iterator[_Slip]:
    """Yield whatever could have happened in the lines that a failed identity crosses."""
    near = _below({key for failure in failed for key in failure.equation.keys}, form, computed)
    computed = frozenset(computed)
    for line in form.lines:
        if near.isdisjoint(line.keys) or not blank.isdisjoint(line.keys):
            continue
        held = [values[key] for key in line.keys]
        # Where all hold the same, as in the many lines of zeros, nothing would be seen of a slip.
        if held.count(held[0]) == len(held):
            continue
        if computed.isdisjoint(line.keys):
            yield from _moved_line(form, line, values)
        yield from _neighbours(form, line, values, computed)
        if line.is_row:
            yield from _split_number(form, line, values, failed, computed)
    for equation in form.sums:
        if not near.isdisjoint(equation.keys):
            yield from _total_among_parts(form, equation, values, computed)


def _below(keys: set[str], form: Form, computed: Collection[str]) -> set[str]:
    """Add the parts of every computed total: what is wrong in them shows in it."""
    found = set(keys)
    for equation in reversed(form.sums):
        if equation.right[0] in found and equation.right[0] in computed:
            found.update(equation.left)
    return found


def _moved_line(form: Form, line: Line, values: Values) -> Iterator[_Slip]:
    """The whole line stands one cell too far; what fell off the end follows from an identity."""
    held = [values[key] or Decimal(0) for key in line.keys]
    ways = ("右", "左") if line.is_row else ("下", "上")
    whole = "行" if line.is_row else "列"
    for forward, keys in ((True, line.keys[:-1]), (False, line.keys[1:])):
        moved = held[1:] if forward else held[:-1]
        wanted = dict(zip(keys, moved, strict=True))
        lost = line.keys[-1] if forward else line.keys[0]
        value = _following(form, lost, wanted, values, line)
        if value is not None and value >= 0:
            name = line.item.name
            way = ways[0] if forward else ways[1]
            words = f"“{name}”整{whole}向{way}错开了一格"
            yield _Slip(words, {**wanted, lost: value})


def _following(
    form: Form, key: str, wanted: Mapping[str, Decimal], values: Values, line: Line
) -> Decimal | None:
    """What a cell must hold by an identity within its line, None where there is no such one."""
    within = frozenset(line.keys)
    for equation in form.equations_of[key]:
        if not within.issuperset(equation.keys):
            continue
        now = {one: wanted[one] if one in wanted else values.get(one) for one in equation.keys}
        now[key] = Decimal(0)
        if all(value is not None for value in now.values()):
            missing = equation.add_right(now) - equation.add_left(now)
            return missing if key in equation.left else -missing
    return None


def _neighbours(
    form: Form, line: Line, values: Values, computed: frozenset[str]
) -> Iterator[_Slip]:
    """Two cells side by side hold each other's number."""
    for one, other in zip(line.keys, line.keys[1:], strict=False):
        mine, theirs = values[one], values[other]
        if mine is None or theirs is None or not computed.isdisjoint((one, other)):
            continue
        if abs(mine - theirs) < LEAST_EXCHANGED:
            continue
        names = f"“{form.cells[one].name}”和“{form.cells[other].name}”"
        yield _Slip(f"{names}两格填反了", {one: theirs, other: mine})


def _split_number(
    form: Form, line: Line, values: Values, failed: Sequence[Failure], computed: frozenset[str]
) -> Iterator[_Slip]:
    """A number was pasted into two cells, 123 as 12 and 3; what stood behind it may have moved on."""
    parts = tuple(key for key in line.keys if not form.cells[key].column.is_total)
    for one, other in itertools.pairwise(parts):
        whole = joined(values[one], values[other])
        if whole is None or not computed.isdisjoint((one, other)):
            continue
        # The first digits stand in their own column alone, which lacks just what was cut off.
        lost = whole - (values[one] or 0)
        if lost not in map(abs, _off_by(form, one, failed)):
            continue
        words = (
            f"一个数 {whole} 粘贴时分成了“{form.cells[one].name}”和“{form.cells[other].name}”两格"
        )
        yield _Slip(words, {one: whole, other: Decimal(0)})
        for keys in dict.fromkeys((parts, line.keys)):
            behind = keys[keys.index(other) + 1 :]
            if not any(map(values.get, behind)) or not computed.isdisjoint(behind):
                continue
            held = [whole, *(values[key] or Decimal(0) for key in behind)]
            wanted = dict(zip((one, other, *behind[:-1]), held, strict=True))
            moved = f"{words}，后面的各格都向右错开了一格"
            last = keys[-1]
            may_be = _by_column(form, last, values[last] or Decimal(0), failed)
            by_total = _following(form, last, wanted, values, line)
            for value in sorted(may_be if by_total is None else {*may_be, by_total}):
                if value >= 0:
                    yield _Slip(moved, {**wanted, last: value})


def _by_column(form: Form, key: str, held: Decimal, failed: Sequence[Failure]) -> set[Decimal]:
    """What a cell may hold so that its column is mended; what it holds where that holds already."""
    return {held + way for one in _off_by(form, key, failed) for way in (one, -one)} or {held}


def _off_by(form: Form, key: str, failed: Sequence[Failure]) -> list[Decimal]:
    """By how much the identities of a cell's column fail."""
    column = form.cells[key].column
    return [one.difference for one in failed if one.equation.along is column]


def joined(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    """The number that two make one behind the other; None where they are no digits of a number."""
    if one is None or other is None or one <= 0 or other < 0 or one % 1 or other % 1:
        return None
    return Decimal(f"{one:f}{other:f}")


def _total_among_parts(
    form: Form, equation: Equation, values: Values, computed: Collection[str]
) -> Iterator[_Slip]:
    """A part holds the sum of the others and its own: the total was typed one cell too early."""
    known = {key: value for key in equation.left if (value := values.get(key)) is not None}
    total = equation.right[0]
    all_parts = sum(known.values())
    for key, value in known.items():
        others = all_parts - value
        own = value - others
        if others <= 0 or own < 0:
            continue
        wanted = {key: own} if total in computed else {key: own, total: value}
        name = form.cells[key].name
        yield _Slip(f"“{name}”填成了总计（这一格应为 {own}，总计才是 {value}）", wanted)
