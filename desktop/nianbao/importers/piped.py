"""Which values of a row with pipes or tabs stand in which column, blank cells among them.

A label that spans several columns of the form leaves blanks: right behind the label, or at the
end of the row, or none at all, depending on what wrote the text. All rows of a table are written
alike, so they tell together which it is; a row that differs from them has lost a cell or gained
one, and is refused.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from nianbao.importers.tokens import Kind, Token
from nianbao.report.errors import UserError

Placed = tuple[Token | None, ...]
Tail = Sequence[Token]


class NotAlignedError(UserError):
    """A row whose values cannot be told apart."""


class Shape(NamedTuple):
    """How the rows of a table are written."""

    extra: int = 0
    """Blank cells at the end of every row."""
    padded: bool = False
    """Whether a merged label leaves blank cells."""
    before: bool | None = False
    """Whether those stand before the values; None where nothing tells."""


class TailOfRow(NamedTuple):
    """What stands behind a label, and how many columns of the form the label spans."""

    tail: Tail
    span: int
    columns: int
    stretched: bool = False
    """Whether values of the table span columns, too: blanks between them mean nothing."""

    @property
    def filled(self) -> list[int]:
        """The places of the cells that are not blank."""
        return [at for at, token in enumerate(self.tail) if token.kind != Kind.BLANK]

    @property
    def complete(self) -> bool:
        """Whether every column has its value, with no blank between."""
        filled = self.filled
        if len(filled) != self.columns:
            return False
        return self.stretched or filled[-1] - filled[0] + 1 == self.columns

    def length(self, shape: Shape) -> int:
        """Return how many cells the row should have."""
        return self.columns + shape.extra + (self.span - 1) * shape.padded


def learn_shape(rows: Sequence[TailOfRow]) -> Shape:
    """Return how most rows of a table are written."""
    shape = _most_usual(rows)
    votes: Counter[bool] = Counter()
    for row in rows:
        before = _pads_before(row, shape) if len(row.tail) == row.length(shape) else None
        if before is not None:
            votes[before] += 1
    best = votes.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return shape._replace(before=best[0][0] if clear else None)


def _most_usual(rows: Sequence[TailOfRow]) -> Shape:
    """Return the shape that most rows agree with, complete rows counting double."""
    possible: set[Shape] = {Shape()}
    for row in rows:
        more = len(row.tail) - row.columns
        for padded in {False, row.span > 1}:
            possible.add(Shape(max(0, more - (row.span - 1) * padded), padded))
    return max(possible, key=lambda shape: (_agreeing(rows, shape), -shape.extra, shape.padded))


def _agreeing(rows: Sequence[TailOfRow], shape: Shape) -> int:
    return sum(1 + row.complete for row in rows if len(row.tail) == row.length(shape))


def _pads_before(row: TailOfRow, shape: Shape) -> bool | None:
    """Return whether the blanks of a merged label stand before the values, if the row tells."""
    filled = row.filled
    if row.span == 1 or not shape.padded or not filled:
        return None
    if filled[-1] >= row.columns:
        return True
    if filled[0] < row.span - 1 or _ends_in_pads(row.tail):
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
    if row.complete:
        return tuple(row.tail[at] for at in filled)
    if cut and len(filled) == len(row.tail) < row.columns:
        return (*row.tail, *([None] * (row.columns - len(filled))))
    if len(row.tail) != row.length(shape):
        raise NotAlignedError(too(len(filled), row.columns))
    pads = (row.span - 1) * shape.padded
    starts = [0, pads] if shape.before is None else [pads * shape.before]
    fitting = {start for start in starts if start <= filled[0] and filled[-1] < start + row.columns}
    if len(fitting) != 1:
        raise NotAlignedError("这一行的空格和数字分不清属于哪一列")
    return _window(row, fitting.pop())


def _window(row: TailOfRow, start: int) -> Placed:
    cells = row.tail[start : start + row.columns]
    return tuple(token if token.kind != Kind.BLANK else None for token in cells)


def too(filled: int, count: int) -> str:
    """Return the reason where a row has another number of values than the form."""
    return f"这一行有 {filled} 个数，格式里是 {count} 列，分不清属于哪一列"
