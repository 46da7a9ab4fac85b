"""What the heads of a table say about the columns of a row below them.

Where a head names columns of another form, or stands in another order, the values are not what
their place suggests.
"""

from functools import lru_cache

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.pipe_rows import NotAlignedError
from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.vocabulary.forms import FormRow
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
