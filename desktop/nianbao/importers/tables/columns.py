"""Which of a row's values stands in which column of the form.

Only what can be told apart is placed: by the count where every column has a value, by the grid
columns where some are blank. Everything else is refused with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nianbao.importers.tables.headers import stand_apart
from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.pipe_rows import (
    NotAlignedError,
    Placed,
    Shape,
    TailOfRow,
    learn_shape,
    place_piped,
    too,
)
from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.tables.tokens import Kind, Token
from nianbao.importers.vocabulary.forms import FormRow, FormTable

_UNEVEN = "这一行的格子和别的行对不齐，分不清数字属于哪一列"
_WORDS_AMONG = "这一行的数字中间夹着文字，分不清数字属于哪一列"
_MANY = 3
"""One of so many rows must be like the others that vouch for a cell too many."""
_FEWEST_ROWS = 3
"""A part of a table with fewer rows is written like the whole table."""

Part = tuple[int, int]
"""A table of the source, and a block of the form in it."""


class Placer:
    """What all rows of a table tell together about where their values stand."""

    def __init__(self, table: FormTable, hits: Mapping[int, Hit]) -> None:
        piped: dict[tuple[int, int], list[TailOfRow]] = defaultdict(list)
        self._grids: dict[Part, list[tuple[FormRow, Hit]]] = defaultdict(list)
        self._columns: dict[Part, Mapping[int, Columns]] = {}
        self._may_lack_cells = any(_lacks_cells(table.rows[at], hit) for at, hit in hits.items())
        for order, hit in hits.items():
            row = table.rows[order]
            if hit.style == Style.GRID:
                self._grids[_part(row, hit)].append((row, hit))
            elif hit.style == Style.PIPED:
                piped[hit.part, len(row.cells)].append(_tail(row, hit))
        whole = {
            count: learn_shape(
                [row for part, rows in piped.items() if part[1] == count for row in rows]
            )
            for count in {count for _, count in piped}
        }
        self._shapes = {
            part: learn_shape(rows) if len(rows) >= _FEWEST_ROWS else whole[part[1]]
            for part, rows in piped.items()
        }

    def place(self, row: FormRow, hit: Hit, *, cut: bool) -> Placed:
        """Return the token of each column, None where it is blank; raise NotAlignedError.

        ``cut`` says that the source breaks off in this row.
        """
        count = len(row.cells)
        if hit.uneven and hit.filled:
            raise NotAlignedError(_UNEVEN)
        if hit.torn:
            raise NotAlignedError("这一行的数字分在几行，可能有数字被断开")
        if hit.style == Style.GRID:
            return self._place_in_grid(row, hit)
        if hit.style == Style.PIPED:
            shape = self._shapes.get((hit.part, count), Shape())
            if not row.stretched and not shape.split and stand_apart(row, hit.header):
                shape = shape._replace(split=True)
            return place_piped(_tail(row, hit), shape, cut=cut)
        if self._may_lack_cells and any(token.kind is Kind.WORDS for token in hit.tail):
            raise NotAlignedError(_WORDS_AMONG)
        return _place_bare(hit, count)

    def _place_in_grid(self, form_row: FormRow, hit: Hit) -> Placed:
        """Return the token of each column of a real table's row; raise NotAlignedError."""
        count = len(form_row.cells)
        if len(hit.filled) == len(hit.tail) == count:
            return hit.filled  # the way of nearly all of them
        if not hit.filled:
            return (None,) * count
        if len(hit.tail) == count:
            return tuple(token if token.kind is not Kind.BLANK else None for token in hit.tail)
        row = _tail(form_row, hit)
        filled = row.filled
        columns = self._columns_in(_part(form_row, hit))[row.labels]
        usual = columns.places in ((), _columns_of(row)) and _extent(row.tail) in columns.extents
        if row.complete and usual:
            return tuple(row.tail[at] for at in filled)
        return _by_columns(row, columns)

    def _columns_in(self, part: Part) -> "Mapping[int, Columns]":
        """Return what the rows of a part tell, found when the first row asks: few rows have to."""
        if part not in self._columns:
            rows = [_tail(row, hit) for row, hit in self._grids[part]]
            usual = _usual_extents([hit for _, hit in self._grids[part]])
            self._columns[part] = _learn_columns(rows, usual)
        return self._columns[part]


def _part(row: FormRow, hit: Hit) -> Part:
    return hit.label.place.block, row.block


def _tail(row: FormRow, hit: Hit) -> TailOfRow:
    return TailOfRow(hit.tail, len(row.cells), row.span, hit.cells_before, row.stretched)


Extent = tuple[int, int, int]


class Columns(NamedTuple):
    """Where complete rows of a table have their values."""

    extents: frozenset[Extent] = frozenset()
    """Where the cells behind the label of several rows begin and end, and how many they are."""
    places: tuple[int, ...] = ()
    """The grid columns of the values; none where rows differ."""
    beside: frozenset[int] = frozenset()
    """The grid columns of further cells, which hold no value."""


def _usual_extents(hits: Sequence[Hit]) -> frozenset[Extent]:
    """Return the extents that many rows have: no row is a witness for itself, nor two for each other.

    Of a row that is alone under its heads, these are the witness.
    """
    if len(hits) == 1:
        tail = hits[0].tail
        return frozenset([_extent(tail)] if _end(tail) == hits[0].heads_end else [])
    found = Counter(_extent(hit.tail) for hit in hits)
    return frozenset(
        extent for extent, rows in found.items() if rows > 1 and _MANY * rows >= len(hits)
    )


def _extent(tail: Sequence[Token]) -> Extent:
    return tail[0].col, _end(tail), len(tail)


def _end(tail: Sequence[Token]) -> int:
    return tail[-1].col + tail[-1].col_span


def _learn_columns(rows: Sequence[TailOfRow], extents: frozenset[Extent]) -> Mapping[int, Columns]:
    """Return the columns that most complete rows agree on, by the cells before their values."""
    kinds: dict[int, list[TailOfRow]] = defaultdict(list)
    for row in rows:
        if row.complete and (len(row.tail) == row.columns or _extent(row.tail) in extents):
            kinds[row.labels].append(row)
    found = {labels: _agreed(complete, extents) for labels, complete in kinds.items()}
    alike = set(found.values())
    others = alike.pop() if len(alike) == 1 else Columns(extents)
    return {row.labels: found.get(row.labels, others) for row in rows}


def _agreed(complete: Sequence[TailOfRow], extents: frozenset[Extent]) -> Columns:
    votes = Counter(_columns_of(row) for row in complete)
    places, most = max(votes.items(), key=lambda item: item[1])
    if 2 * most <= len(complete):
        return Columns(extents)
    usual = [row.tail for row in complete if _columns_of(row) == places]
    beside = frozenset(token.col for tail in usual for token in tail) - {*places}
    return Columns(extents, places, beside)


def _columns_of(row: TailOfRow) -> tuple[int, ...]:
    return tuple(row.tail[at].col for at in row.filled)


def _lacks_cells(row: FormRow, hit: Hit) -> bool:
    """Whether a row has blank cells that left no trace, as others may have then."""
    return hit.style == Style.BARE and len(hit.filled) < len(row.cells)


def _place_bare(hit: Hit, count: int) -> Placed:
    """Return the token of each column where blank cells leave no trace; raise NotAlignedError."""
    filled = hit.filled
    if not filled:
        return (None,) * count
    if len(filled) != count:
        raise NotAlignedError(too(len(filled), count))
    if hit.tail.index(filled[-1]) >= count:  # a blank that is written counts as a cell
        raise NotAlignedError(too(hit.tail.index(filled[-1]) + 1, count))
    return tuple(filled)


def _by_columns(row: TailOfRow, columns: Columns) -> Placed:
    """Return the token of each column by the grid columns that the row's own cells take.

    Every column must have a cell of the row, and every cell a column: where a cell was lost, or
    another one covers its place, all that stand behind it have moved.
    """
    places = columns.places
    if not places:
        raise NotAlignedError(too(len(row.filled), row.columns))
    slots: list[Token | None] = [None] * row.columns
    covered: set[int] = set()
    for token in row.tail:
        own = [at for at in places if _covers(token, at)]
        filled = token.kind != Kind.BLANK
        if (filled and own != [token.col]) or not (own or token.col in columns.beside):
            raise NotAlignedError(_UNEVEN)
        covered.update(own)
        if filled:
            slots[places.index(token.col)] = token
    if len(covered) < row.columns:
        raise NotAlignedError("这一行少了格子，分不清数字属于哪一列")
    return tuple(slots)


def _covers(token: Token, column: int) -> bool:
    return token.col <= column < token.col + token.col_span
