"""An earlier sum that lies among the units' reports: added once more it would double everything.

Sure where the file says so itself, where it is the collecting unit's own report, or where its numbers
are those of the others added up. Where it only looks like one, the clerk is asked.
"""

from collections.abc import Mapping, Sequence

from nianbao.rollup.decisions import Decisions
from nianbao.rollup.judging.drafts import Draft
from nianbao.rollup.model import FileRow, FileState, Question
from nianbao.rollup.names import plain, words
from nianbao.rollup.numbers import Numbers

_FEWEST = 3
"""Other reports without which numbers tell nothing about a sum."""
_FEWEST_CELLS = 10
"""Filled by others; in fewer a large unit may well be the largest everywhere."""
_OF_THE_OTHERS = 0.3
"""Of all that the others report together, what an earlier sum has at least."""
_LARGEST_IN = 0.9
"""Of the cells that others fill, the share in which a sum is at least as large as each of them."""


def judge_sums(
    drafts: Sequence[Draft],
    numbers: Numbers,
    decisions: Decisions,
    units: Sequence[str],
    *,
    closed: bool,
) -> None:
    """Set earlier sums apart; ``closed`` where the units are those of a roster."""
    own = plain(decisions.own_unit)
    own_hands_in = closed and any(plain(unit) == own for unit in units)

    def is_own(draft: Draft) -> bool:
        return bool(own) and not own_hands_in and plain(draft.written) == own

    for draft in drafts:
        if draft.kept.kind == "sum" or draft.kept.place in decisions.sums:
            draft.set(FileState.EARLIER_SUM, draft.kept.reason or "是以前的汇总，没有计入。")
        elif draft.is_summable and draft.kept.place not in decisions.counted and is_own(draft):
            reason = f"是本单位“{draft.written}”自己的报告，没有计入各单位的汇总。"
            draft.set(FileState.EARLIER_SUM, reason)
    open_ones = [
        one for one in drafts if one.is_summable and one.kept.place not in decisions.counted
    ]
    named = [one for one in open_ones if is_named_as_sum(one) and not (closed and one.unit)]
    _by_numbers(open_ones, named, numbers)


def is_named_as_sum(draft: Draft) -> bool:
    """Whether a file or its unit calls itself a sum."""
    name = f"{draft.name} {draft.kept.unit}"
    return any(word in name for word in words()["earlier_sum"]["words"])


def _by_numbers(drafts: Sequence[Draft], named: Sequence[Draft], numbers: Numbers) -> None:
    rows = [draft.row for draft in drafts]
    sizes = numbers.sizes(rows)
    whole = sum(sizes)
    by_name = {draft.kept.place for draft in named}
    for draft, size in zip(drafts, sizes, strict=True):
        large = size > _OF_THE_OTHERS * (whole - size) and len(rows) > _FEWEST
        if not large and draft.kept.place not in by_name:
            continue
        others = [row for row in rows if row != draft.row]
        if draft.kept.place in by_name:
            sure = not others or (large and _is_largest(draft.row, others, numbers))
            draft.set(FileState.EARLIER_SUM, _NAMED, undecided=not sure)
        elif _is_sum_of(draft.row, others, numbers):
            draft.set(FileState.EARLIER_SUM, "各个数正好是其他单位的合计，是以前的汇总，没有计入。")
        elif _is_largest(draft.row, others, numbers):
            reason = "几乎每个数都比任何一个单位大，像是以前的汇总，请确认。"
            draft.set(FileState.EARLIER_SUM, reason, undecided=True)


_NAMED = "名称里写着是汇总，没有计入。"


def _is_sum_of(row: int, others: Sequence[int], numbers: Numbers) -> bool:
    mine = numbers.row(row)
    return all((mine.get(key) or 0) == (numbers.total(key, others) or 0) for key in numbers.keys)


def _is_largest(row: int, others: Sequence[int], numbers: Numbers) -> bool:
    mine = numbers.row(row)
    compared = larger = 0
    for key in numbers.keys:
        top = numbers.largest(key, others, 1)
        most = numbers.value(top[0], key) if top else None
        if most:
            compared += 1
            larger += (mine.get(key) or 0) >= most
    return compared >= _FEWEST_CELLS and larger >= _LARGEST_IN * compared


def sum_questions(drafts: Sequence[Draft], rows: Mapping[str, FileRow]) -> tuple[Question, ...]:
    """Return one question for each file that only looks like an earlier sum."""
    return tuple(
        Question("earlier_sum", draft.kept.place, f"“{draft.kept.place}”{draft.reason}",
                 (rows[draft.kept.place],))
        for draft in drafts
        if draft.state is FileState.EARLIER_SUM and draft.undecided
    )  # fmt: skip
