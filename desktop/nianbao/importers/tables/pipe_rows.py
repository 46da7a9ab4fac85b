"""Which values of a row with pipes or tabs stand in which column, blank cells among them.

Merged cells leave blanks: right behind a label, or at the end of the row so that all rows are
equally wide, or none at all, depending on what wrote the text. All rows of a table are written
alike, so they tell together which it is; a row that differs from them has lost a cell or gained
one, and is refused.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from nianbao.importers.tables.tokens import Kind, Token
from nianbao.report.errors import UserError
from nianbao.report.numbers import MAX_DIGITS

_FEWEST = 2
Placed = Sequence[Token | None]
Tail = Sequence[Token]


class NotAlignedError(UserError):
    """A row whose values cannot be told apart."""


@dataclass
class TailOfRow:
    """What stands behind a label, and what is known of the row."""

    tail: Tail
    columns: int
    span: int
    """How many columns of the printed table the label takes."""
    labels: int
    """How many cells of the row stand before the values."""
    stretched: bool = False
    """Whether values of the table span columns, too: blanks between them mean nothing."""

    filled: list[int] = field(init=False)
    """The places of the cells that are not blank."""
    complete: bool = field(init=False)
    """Whether every column has its value, with no blank between."""

    def __post_init__(self) -> None:
        self.filled = [at for at, token in enumerate(self.tail) if token.kind is not Kind.BLANK]
        self.complete = self._is_complete(self.filled)

    @property
    def has_words(self) -> bool:
        """Whether a cell is no number; what is one too many may be words, too."""
        return any(token.kind is Kind.WORDS for token in self.tail)

    def _is_complete(self, filled: Sequence[int]) -> bool:
        if len(filled) != self.columns:
            return False
        return self.stretched or filled[-1] - filled[0] + 1 == self.columns


class Shape(NamedTuple):
    """How the rows of a table are written."""

    extra: int = 0
    """Blank cells at the end of every row."""
    padded: bool = False
    """Whether a merged label leaves blank cells."""
    width: int = 0
    """How many cells every row has; 0 where rows differ."""
    before: Mapping[int, bool] = MappingProxyType({})
    """Whether so many blanks of merged cells stand before the values, as far as rows tell."""
    places: Mapping[int, frozenset[tuple[int, ...]]] = MappingProxyType({})
    """Where complete rows of a stretched table have their values, by their number of cells."""
    split: bool = False
    """Whether cells of no column stand among those of the columns."""

    def pads(self, row: TailOfRow) -> int:
        """Return how many blanks merged cells should leave in a row."""
        if self.width:
            return self.width - row.labels - row.columns
        return (row.span - 1) * self.padded

    def suits(self, row: TailOfRow) -> bool:
        """Whether a row has as many cells as it should."""
        return len(row.tail) == row.columns + self.extra + self.pads(row)


def learn_shape(rows: Sequence[TailOfRow]) -> Shape:
    """Return how most rows of a table are written."""
    shape = _most_usual(rows)
    votes: dict[int, Counter[bool]] = defaultdict(Counter)
    for row in rows:
        pads = shape.pads(row)
        before = _pads_before(row, pads) if shape.suits(row) else None
        if before is not None:
            votes[pads][before] += 1
    told = {pads: before for pads, found in votes.items() if (before := _clear(found)) is not None}
    return shape._replace(before=told, places=_places(rows), split=_are_split(rows))


def _are_split(rows: Sequence[TailOfRow]) -> bool:
    """Whether as many rows reach further than their columns as just so far: a column more stands within."""
    reach = Counter(
        (row.filled[-1] - row.filled[0] + 1 > row.columns)
        for row in rows
        if not row.stretched and row.filled and row.filled[-1] - row.filled[0] + 1 >= row.columns
    )
    return reach[True] > 0 and reach[True] >= reach[False]


def _clear(votes: Counter[bool]) -> bool | None:
    """Return what all votes say; None where rows with as many blanks have them elsewhere."""
    return None if votes[True] and votes[False] else votes[True] > 0


def _places(rows: Sequence[TailOfRow]) -> Mapping[int, frozenset[tuple[int, ...]]]:
    seen: dict[int, set[tuple[int, ...]]] = defaultdict(set)
    for row in rows:
        if row.stretched and row.complete:
            seen[len(row.tail)].add(tuple(row.filled))
    return {length: frozenset(places) for length, places in seen.items()}


def _most_usual(rows: Sequence[TailOfRow]) -> Shape:
    """Return the shape that most rows agree with, complete rows counting double."""
    possible = {(0, False, 0)}
    for row in rows:
        more = len(row.tail) - row.columns
        possible.add((max(0, more), False, 0))
        possible.add((max(0, more - (row.span - 1)), True, 0))
        possible.add((0, False, len(row.tail) + row.labels))
    weights = [1 + row.complete for row in rows]

    def agreement(shape: Shape) -> tuple[int, int, bool, int]:
        agreeing = (one for one, row in zip(weights, rows, strict=True) if shape.suits(row))
        return sum(agreeing), -shape.extra, shape.padded, -shape.width

    best = max((Shape(*one) for one in possible), key=agreement)
    alone = sum(best.suits(row) for row in rows) < _FEWEST
    return Shape(padded=True) if alone else best  # a row is no witness for itself


def _pads_before(row: TailOfRow, pads: int) -> bool | None:
    """Return whether the blanks of merged cells stand before the values, if the row tells."""
    filled = row.filled
    if pads < 1 or not filled:
        return None
    if filled[-1] >= row.columns:
        return True
    if filled[0] < pads or _ends_in_pads(row.tail):
        return False
    return None


def _ends_in_pads(tail: Tail) -> bool:
    """Whether cells stand one a line, but the last blanks together on one line: pads."""
    last, before = tail[-1].place.block, tail[0].place.block
    return last != before and len(tail) > 1 and tail[-2].place.block == last


def place_piped(row: TailOfRow, shape: Shape, *, cut: bool) -> Placed:
    """Return the token of each column, None where it is blank; raise NotAlignedError.

    ``cut`` says that the source breaks off in this row.
    """
    filled = row.filled
    if not filled:
        return (None,) * row.columns
    usual = row.stretched or shape.suits(row)
    if row.complete and ((filled[0] == 0 and not row.has_words) or usual):
        return tuple(row.tail[at] for at in filled)
    if cut and len(filled) == len(row.tail) < row.columns and not _ends_in_a_sum(row):
        return (*row.tail, *([None] * (row.columns - len(filled))))
    if row.stretched:
        return _place_stretched(row, shape)
    if shape.split or not shape.suits(row):
        raise NotAlignedError(too(len(filled), row.columns))
    pads = shape.pads(row)
    before = shape.before.get(pads)
    starts = range(pads + 1) if before is None else [pads * before]
    fitting = {start for start in starts if start <= filled[0] and filled[-1] < start + row.columns}
    if len(fitting) != 1:
        raise NotAlignedError("这一行的空格和数字分不清属于哪一列")
    return _window(row, fitting.pop())


def _ends_in_a_sum(row: TailOfRow) -> bool:
    """Whether the last number adds the others up: the end of a row that lost a cell within."""
    texts = [token.text for token in row.tail if token.text.isdecimal()]
    if any(len(text) > MAX_DIGITS for text in texts):
        return False
    numbers = [int(text) for text in texts]
    return len(numbers) > 1 and numbers[-1] > 0 and sum(numbers[:-1]) == numbers[-1]


def are_packed(rows: Iterable[TailOfRow]) -> bool:
    """Whether blank cells were taken out and made up for at the rows' ends: 27 | 27 | | | | |.

    Then rows end in their own sum before those blanks, and have none between their values.
    """
    witnesses = 0
    for row in rows:
        if not 1 < len(row.filled) < row.columns:
            continue
        first, last = row.filled[0], row.filled[-1]
        if last - first + 1 > len(row.filled):
            witnesses -= 1
        elif last + 1 < len(row.tail) and _ends_in_a_sum(row):
            witnesses += 1
    return witnesses > 0


def _place_stretched(row: TailOfRow, shape: Shape) -> Placed:
    """Place a row as complete rows of the same length; as it stands where there are none."""
    known = shape.places.get(len(row.tail), frozenset())
    if not shape.places and len(row.tail) == row.columns:
        known = frozenset([tuple(range(row.columns))])
    if len(known) != 1 or not set(row.filled) <= set(min(known)):
        raise NotAlignedError(too(len(row.filled), row.columns))
    cells = [row.tail[at] for at in min(known)]
    return tuple(token if token.kind != Kind.BLANK else None for token in cells)


def _window(row: TailOfRow, start: int) -> Placed:
    cells = row.tail[start : start + row.columns]
    return tuple(token if token.kind != Kind.BLANK else None for token in cells)


def too(filled: int, count: int) -> str:
    """Return the reason where a row has another number of values than the form."""
    return f"这一行有 {filled} 个数，格式里是 {count} 列，分不清属于哪一列"
