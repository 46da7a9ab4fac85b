"""What the heads of a table say about the columns of a row below them.

Where a head names columns of another form, or stands in another order, the values are not what
their place suggests. Where a page's edge or a damaged table took cells away at a row's end, the row
is as long as it should be only because the blanks of its label are taken for cells.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.pipe_rows import NotAlignedError
from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.tables.tokens import Row, Token
from nianbao.importers.vocabulary.forms import FormRow, FormTable
from nianbao.importers.vocabulary.labels import likeness
from nianbao.importers.vocabulary.words import label_core

_SAME = 0.76


def column_order(row: FormRow, hit: Hit) -> tuple[int, ...]:
    """Return at which place each column's value stands; raise NotAlignedError where heads disagree."""
    usual = tuple(range(len(row.cells)))
    if len({cell.column.parent for cell in row.cells}) > 1:
        _check_siblings(row, hit)
        return usual
    columns = tuple(label_core(cell.column.label) for cell in row.cells)
    found = [_column_of(label_core(token.text), columns) for token in hit.header]
    if None in found:
        raise NotAlignedError("表头和格式不同，不知道这些数字是什么")
    named = list(dict.fromkeys(at for at in found if at is not None))
    if len(named) == len(usual) and len({token.place[:2] for token in hit.header}) == 1:
        return tuple(named.index(at) for at in usual)
    if named != sorted(named):
        raise NotAlignedError("表头的次序和格式不同，分不清数字属于哪一列")
    return usual


@lru_cache(maxsize=4096)
def _column_of(written: str, columns: tuple[str, ...]) -> int | None:
    """Return the column that a head names, best match first; None where the row has no such column."""
    scores = [likeness(written, column) for column in columns]
    best = max(scores)
    return scores.index(best) if best >= _SAME else None


def _check_siblings(row: FormRow, hit: Hit) -> None:
    """Refuse a table whose applicants stand in another order than in the form."""
    if hit.style == Style.BARE:
        return
    columns: dict[str, list[int]] = {}
    for at, cell in enumerate(row.cells):
        columns.setdefault(label_core(cell.column.label), []).append(at)
    orders: dict[str | None, list[int]] = {}
    for token in hit.header:
        for at in columns.get(label_core(token.text), ()):
            orders.setdefault(row.cells[at].column.parent, []).append(at)
    for found in orders.values():
        first = list(dict.fromkeys(found))  # a head over two rows may stand in both
        if first != sorted(first):
            raise NotAlignedError("表头的次序和格式不同，分不清数字属于哪一列")


def stand_apart(row: FormRow, heads: Sequence[Token]) -> bool:
    """Whether a line of heads leaves a cell between two neighbours of one group: 科研机构 |  | 公益组织."""
    at = {label_core(token.text): token.place for token in heads}
    columns = [cell.column for cell in row.cells]
    for one, other in pairwise(columns):
        left, right = at.get(label_core(one.label)), at.get(label_core(other.label))
        if one.parent != other.parent or left is None or right is None:
            continue
        if left.block == right.block and right.cell - left.cell > 1:
            return True
    return False


RowKind = tuple[int, int]
"""A block of the form, and how many cells a row of the text has."""


class UnderHeads:
    """How far complete rows of a table stand beside their heads; the others must stand alike."""

    def __init__(self, table: FormTable, hits: Mapping[int, Hit], rows: Sequence[Row]) -> None:
        self._rows = rows
        self._usual: dict[RowKind, set[int]] = {}
        for order, hit in hits.items():
            row = table.rows[order]
            if hit.style == Style.PIPED and len(hit.filled) == len(row.cells):
                self._usual.setdefault(self._kind(row, hit), set()).update(
                    self._shifts(row, hit, hit.filled)
                )

    @cached_property
    def _lines(self) -> Mapping[int, Row]:
        """The lines with bars by their blocks; a page's real tables ask for none."""
        return {row.block: row for row in self._rows if row.style == Style.PIPED}

    def agree(self, row: FormRow, hit: Hit, placed: Sequence[Token | None]) -> bool:
        """Whether no head says that a value belongs to another column."""
        if hit.style != Style.PIPED or None not in placed:
            return True
        shifts = {*self._shifts(row, hit, placed)}
        return shifts <= (self._usual.get(self._kind(row, hit)) or {0})

    def _kind(self, row: FormRow, hit: Hit) -> RowKind:
        return row.block, len(self._rows[hit.row].tokens)

    def _shifts(self, row: FormRow, hit: Hit, placed: Sequence[Token | None]) -> Iterator[int]:
        """Yield how many cells each value stands behind its column's head."""
        heads = self._heads(row, hit)
        for at, token in enumerate(placed):
            if at in heads and token is not None and token.place.block == hit.label.place.block:
                yield token.place.cell - heads[at]

    def _heads(self, row: FormRow, hit: Hit) -> Mapping[int, int]:
        """Return where each column's head stands in head rows that are as long as the row."""
        columns = {label_core(cell.column.label): at for at, cell in enumerate(row.cells)}
        width = len(self._rows[hit.row].tokens)
        found: dict[int, int] = {}
        for token in hit.header:
            line = self._lines.get(token.place.block)
            at = columns.get(label_core(token.text))
            if at is not None and line is not None and len(line.tokens) == width:
                found[at] = token.place.cell
        return found
