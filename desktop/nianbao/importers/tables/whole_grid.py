"""Rows that have a cell for every column of the printed grid: merged cells blank, or repeated.

Sheets saved as .csv leave the places that a merged cell covers blank; some programs write its words
into each of them. Where such a row is the form's own row, cell by cell, it is given the form's
merged cells back.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from nianbao.formats.registry import load_form
from nianbao.importers.result import Cells
from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.tokens import Kind, Row, Token
from nianbao.importers.vocabulary.forms import FormIndex

_FEWEST = 3
"""Rows with a label that stands twice, before numbers may stand twice, too."""
_SHORTEST = 2
"""Cells of a row: a label alone tells nothing."""
Run = tuple[int, int]
"""Where a cell of the printed row begins, and over how many columns it reaches."""


def with_merged_cells(rows: Sequence[Row], index: FormIndex, cells: Cells) -> list[Row]:
    """Return the rows, those of a whole grid with the form's own cells.

    What stands in a merged cell more than once counts as read with its first.
    """
    repeated = sum(map(_has_twins, rows)) >= _FEWEST
    spanned = {row.block for row in rows if any(map(_is_wide, row.tokens))}
    found = [
        None if row.block in spanned else _merged(row, index.form.id, repeated=repeated)
        for row in rows
    ]
    others = {one.table for one in found if one is not None and one.row is None}
    others |= _unequal(rows, found)
    merged = [
        row if one is None or one.row is None or one.table in others else one.row
        for row, one in zip(rows, found, strict=True)
    ]
    for row, whole in zip(rows, merged, strict=True):
        if whole is not row:
            kept = {token.place for token in whole.tokens}
            cells.claimed.update(one.place for one in row.tokens if one.place not in kept)
    return merged


class _Found(NamedTuple):
    """A row of a table with the form's merged cells; None where it is not written so."""

    table: str
    row: Row | None


def _unequal(rows: Sequence[Row], found: Sequence["_Found | None"]) -> set[str]:
    """Return the tables some of whose rows are longer: a blank cell has come in, or none is cut."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for row, one in zip(rows, found, strict=True):
        if one is not None:
            lengths[one.table].add(len(row.tokens))
    return {table for table, known in lengths.items() if len(known) > 1}


def _is_wide(token: Token) -> bool:
    return token.col_span > 1 or token.row_span > 1


def _has_twins(row: Row) -> bool:
    """Whether a label stands in two neighbouring cells."""
    return any(
        one.kind is Kind.LABEL and one.text == other.text for one, other in pairwise(row.tokens)
    )


def _merged(row: Row, form: str, *, repeated: bool) -> _Found | None:
    """Return a row of values as the form merges it; None for what is no such row.

    All rows of a table are written alike: one that is not speaks against the others.
    """
    if row.style not in (Style.GRID, Style.PIPED):
        return None
    filled = any(token.kind is Kind.VALUE for token in row.tokens)
    refs = [
        ref
        for token in row.tokens
        if token.match and (filled or "column" not in token.match.axes)
        for ref in token.match.leaves(form, "row")
    ]
    if not refs or len(row.tokens) < _SHORTEST:
        return None
    for ref in refs:
        runs = _printed(form).get((ref.table, ref.order), ())
        if _suits(row, runs, repeated=repeated):
            tokens = (row.tokens[at]._replace(col=at, col_span=count) for at, count in runs)
            return _Found(ref.table, row._replace(tokens=tuple(tokens)))
    return _Found(refs[0].table, None)


def _suits(row: Row, runs: Sequence[Run], *, repeated: bool) -> bool:
    """Whether a row has a cell for each column, and what the form merges is one."""
    width = sum(count for _, count in runs)
    if not width or len(row.tokens) < width:
        return False
    if any(token.kind is not Kind.BLANK for token in row.tokens[width:]):
        return False
    return all(_is_one(row.tokens[at : at + count], repeated=repeated) for at, count in runs)


@lru_cache(maxsize=8)
def _printed(form_id: str) -> dict[tuple[str, int], tuple[Run, ...]]:
    """Return the cells of each row of values in the printed grid, by table and order."""
    form = load_form(form_id)
    found: dict[tuple[str, int], tuple[Run, ...]] = {}
    for table, layout in form.layouts.items():
        order = 0
        for number in range(layout.n_rows):
            cells = [layout.at(number, column) for column in range(layout.n_columns)]
            if not any(cell.key for cell in cells):
                continue
            starts = [at for at, cell in enumerate(cells) if not at or cell is not cells[at - 1]]
            ends = [*starts[1:], len(cells)]
            found[table, order] = tuple(
                (start, end - start) for start, end in zip(starts, ends, strict=True)
            )
            order += 1
    return found


def _is_one(tokens: Sequence[Token], *, repeated: bool) -> bool:
    """Whether neighbouring cells are one: blank but for the first, or the same words in all."""
    first, *rest = tokens
    if all(token.kind is Kind.BLANK and not token.text.strip() for token in rest):
        return True
    return repeated and all(token.text == first.text for token in rest)
