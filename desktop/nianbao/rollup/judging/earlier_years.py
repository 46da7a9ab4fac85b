"""What a folder's files tell of the years before: reports of then, numbers kept beside, sums of then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from nianbao.formats.registry import load_form
from nianbao.rollup.figures import yearly_figures
from nianbao.rollup.judging.drafts import Draft
from nianbao.rollup.judging.earlier_sums import is_named_as_sum
from nianbao.rollup.known_years import YearFigures, unpacked
from nianbao.rollup.model import FileState
from nianbao.rollup.names import plain
from nianbao.rollup.numbers import WIDTH, Numbers

_ByUnit = dict[int, dict[str, Mapping[str, Decimal]]]


def earlier_years(
    drafts: Sequence[Draft], numbers: Numbers, year: int, own_unit: str
) -> tuple[YearFigures, ...]:
    """Return what is known of each year before: a sum of then, else the units' figures added up."""
    whole: dict[int, YearFigures] = {}
    units: _ByUnit = {}
    for draft in drafts:
        told = [one for one in unpacked(draft.kept.earlier) if one.year < year]
        if _is_whole(draft, own_unit):
            whole.update((one.year, one) for one in (*told, *_of_then(draft, numbers, year)))
        elif draft.unit:
            for one in told if draft.summed else ():
                units.setdefault(one.year, {}).setdefault(draft.unit, one.figures)
    for draft in drafts:  # a unit's own report of then goes before what it says of then now
        is_unit = draft.unit and not _is_whole(draft, own_unit)
        if is_unit and draft.state is FileState.WRONG_YEAR:
            for one in _of_then(draft, numbers, year):
                units.setdefault(one.year, {})[draft.unit] = one.figures
    added = (YearFigures(one, _added(by.values()), len(by)) for one, by in units.items())
    return (*whole.values(), *(one for one in added if one.year not in whole))


def _is_whole(draft: Draft, own_unit: str) -> bool:
    """Whether its numbers are all units' together: an earlier sum, or the own unit's report of then."""
    if draft.state is FileState.WRONG_YEAR:
        is_own = bool(own_unit) and plain(draft.written) == plain(own_unit)
        return is_own or is_named_as_sum(draft)
    return draft.state is FileState.EARLIER_SUM and not draft.undecided


def _of_then(draft: Draft, numbers: Numbers, year: int) -> Iterator[YearFigures]:
    """The figures of a report that is of an earlier year itself, in whatever form."""
    kept = draft.kept
    if kept.kind != "report" or kept.year is None or kept.year >= year:
        return
    row = draft.row
    if row < 0:
        numbers = Numbers(tuple(load_form(kept.form).cells))
        if len(kept.numbers) != WIDTH * len(numbers.keys):
            return
        row = numbers.add(kept.numbers, kept.large)
    figures = yearly_figures(kept.form, lambda key: numbers.value(row, key))
    yield YearFigures(kept.year, figures)


def _added(every: Iterable[Mapping[str, Decimal]]) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for figures in every:
        for key, value in figures.items():
            found[key] = found.get(key, Decimal(0)) + value
    return found
