"""Which of a row's values stands in which column of the form.

Only what can be told apart is placed: by the count where every column has a value, by the grid
columns where some are blank. Everything else is refused with the reason.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from nianbao.importers.forms import FormRow, FormTable
from nianbao.importers.lines import Style
from nianbao.importers.piped import (
    NotAlignedError,
    Placed,
    Shape,
    TailOfRow,
    learn_shape,
    place_piped,
    too,
)
from nianbao.importers.scan import Hit
from nianbao.importers.tokens import Kind, Token


class Placer:
    """What all rows of a table tell together about where their values stand."""

    def __init__(self, table: FormTable, hits: Mapping[int, Hit]) -> None:
        grids: dict[tuple[int, int], list[TailOfRow]] = defaultdict(list)
        piped: dict[tuple[int, int], list[TailOfRow]] = defaultdict(list)
        for order, hit in hits.items():
            row = table.rows[order]
            if hit.style == Style.GRID:
                grids[self._part(row, hit)].append(_tail(row, hit))
            elif hit.style == Style.PIPED:
                piped[hit.part, len(row.cells)].append(_tail(row, hit))
        self._columns = {part: _learn_columns(rows) for part, rows in grids.items()}
        self._shapes = {part: learn_shape(rows) for part, rows in piped.items()}

    def place(self, row: FormRow, hit: Hit, *, cut: bool) -> Placed:
        """Return the token of each column, None where it is blank; raise NotAlignedError.

        ``cut`` says that the source breaks off in this row.
        """
        count = len(row.cells)
        if hit.torn:
            raise NotAlignedError("这一行的数字分在几行，可能有数字被断开")
        if hit.style == Style.GRID:
            return _place_in_grid(hit.tail, count, self._columns.get(self._part(row, hit), ()))
        if hit.style == Style.PIPED:
            return place_piped(
                _tail(row, hit), self._shapes.get((hit.part, count), Shape()), cut=cut
            )
        return _place_bare(hit.filled, count)

    @staticmethod
    def _part(row: FormRow, hit: Hit) -> tuple[int, int]:
        return hit.label.place.block, row.block


def _tail(row: FormRow, hit: Hit) -> TailOfRow:
    return TailOfRow(hit.tail, len(row.cells), row.span, hit.cells_before, row.stretched)


def _learn_columns(rows: Sequence[TailOfRow]) -> tuple[int, ...]:
    """Return the grid columns in which complete rows have their values; empty where they differ."""
    seen = {
        tuple(row.tail[at].col for at in row.filled)
        for row in rows
        if len(row.filled) == row.columns
    }
    return seen.pop() if len(seen) == 1 else ()


def _place_in_grid(tail: Sequence[Token], count: int, columns: tuple[int, ...]) -> Placed:
    """Return the token of each column of a real table's row; raise NotAlignedError."""
    filled = [token for token in tail if token.kind != Kind.BLANK]
    if len(filled) == count:
        return tuple(filled)
    if not filled:
        return (None,) * count
    return _by_columns(tail, filled, count, columns)


def _place_bare(filled: Sequence[Token], count: int) -> Placed:
    """Return the token of each column where blank cells leave no trace; raise NotAlignedError."""
    if not filled:
        return (None,) * count
    if len(filled) != count:
        raise NotAlignedError(too(len(filled), count))
    return tuple(filled)


def _by_columns(
    tail: Sequence[Token], filled: Sequence[Token], count: int, columns: tuple[int, ...]
) -> Placed:
    if len(tail) == count:
        return tuple(token if token.kind != Kind.BLANK else None for token in tail)
    slots: list[Token | None] = [None] * count
    if not columns:
        raise NotAlignedError(too(len(filled), count))
    if len(tail) < count and not any(_covers(token, columns[-1]) for token in tail):
        raise NotAlignedError("这一行少了格子，分不清数字属于哪一列")
    for token in filled:
        covered = [at for at in columns if _covers(token, at)]
        if token.col not in columns or len(covered) != 1:
            raise NotAlignedError("这一行的格子和别的行对不齐，分不清数字属于哪一列")
        slots[columns.index(token.col)] = token
    return tuple(slots)


def _covers(token: Token, column: int) -> bool:
    return token.col <= column < token.col + token.col_span
