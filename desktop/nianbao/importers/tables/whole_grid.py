"""Rows whose merged cells were lost: how all rows of a table are written, and which are not so.

Sheets saved as .csv leave the places that a merged cell covers blank; some programs write its words
into each of them, others leave no trace of it, or only of what it covers in its own row. Where most
rows are written alike, these are given the form's merged cells back, cell by cell from the left. A
row that is not so has lost a cell or gained one, and its blanks tell nothing any more.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nianbao.formats.layout import LayoutCell
from nianbao.formats.registry import load_form
from nianbao.importers.result import Cells
from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.tokens import Kind, Row, Token, kinds_of
from nianbao.importers.vocabulary.forms import FormIndex
from nianbao.importers.vocabulary.labels import Ref

_FEWEST = 3
"""Rows with a label that stands twice, before numbers may stand twice, too."""
_WITNESSES = 2
"""Rows that must speak for a way to write a table, for each that speaks for another way."""
_MOST = Decimal("0.75")
"""Of the rows with values, those that must be written alike."""
_SHORTEST = 2
"""Cells of a row: a label alone tells nothing."""


class Run(NamedTuple):
    """The cells of a source's row that are one cell of the printed row."""

    at: int
    over: int
    cell: LayoutCell


class Way(NamedTuple):
    """How a printed row may be written: its cells, and how many there are where rows differ."""

    runs: Sequence[Run]
    length: int


Ways = Sequence[tuple[int, Way]]
"""With a cell for each column (0); for each column that the cells beginning in the row cover (1); for
each such cell (2), what they cover besides standing as blanks at the row's end (3). The groups that
begin in the row may stand elsewhere."""


class _Written(NamedTuple):
    """A row of a table and how it may be written."""

    number: int
    refs: Sequence[Ref]
    ways: Mapping[int, Way]


def with_merged_cells(rows: Sequence[Row], index: FormIndex, cells: Cells) -> list[Row]:
    """Return the rows, those of tables without merged cells with the form's own cells.

    What stands in a merged cell more than once counts as read with its first.
    """
    spanned = _spanned(rows)
    alone = any(row.block not in spanned for row in rows)
    repeated = alone and sum(map(_has_twins, rows)) >= _FEWEST
    tables: dict[str, list[_Written]] = defaultdict(list)
    for number, row in enumerate(rows):
        refs = () if row.block in spanned else _refs(row, index.form.id)
        if refs:
            ways = _ways_of(row, refs, index.form.id, repeated=repeated)
            tables[refs[0].table].append(_Written(number, refs, ways))
    merged = list(rows)
    for written in tables.values():
        for number, row in _mended(rows, written):
            kept = {token.place for token in row.tokens}
            cells.claimed.update(
                one.place for one in merged[number].tokens if one.place not in kept
            )
            merged[number] = row
    return merged


def _refs(row: Row, form: str) -> Sequence[Ref]:
    """Return what a row's labels may mean, of a row that has cells beside its label."""
    if row.style not in (Style.GRID, Style.PIPED) or len(row.tokens) < _SHORTEST:
        return ()
    filled = _is_filled(row)
    return [
        ref
        for token in row.tokens
        if token.match and (filled or "column" not in token.match.axes)
        for ref in token.match.leaves(form, "row")
    ]


def _is_filled(row: Row) -> bool:
    return Kind.VALUE in row.kinds


def _ways_of(row: Row, refs: Sequence[Ref], form: str, *, repeated: bool) -> Mapping[int, Way]:
    """Return in which ways a row may be written."""
    found: dict[int, Way] = {}
    for ref in refs:
        for number, way in _printed(form).get((ref.table, ref.order), ()):
            if number not in found and _suits(row, way.runs, repeated=repeated):
                found[number] = way
    return found


def _mended(rows: Sequence[Row], written: Sequence[_Written]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a table with the form's cells, and as broken those that are not alike."""
    fitting = _fitting(rows, written)
    if not fitting:
        return  # with columns of its own
    best = max(fitting, key=lambda style: len(fitting[style]))
    others = _contending(best, fitting, written)
    filled = {one.number for one in written if _is_filled(rows[one.number])}
    most = 2 * len(filled & fitting[best]) > len(filled)
    possible = sum(best.way in one.ways for one in written if one.number in filled)
    for one in written:
        row = rows[one.number]
        sure = most and possible >= _MOST * len(filled) and one.number in fitting[best]
        if sure and _is_clear(one, best.way, others):
            tokens = tuple(_one(row.tokens[run.at], run) for run in one.ways[best.way].runs)
            yield one.number, row._replace(tokens=tokens, kinds=kinds_of(tokens))
        elif one.number < len(rows) - 1:  # with the last row a text may break off
            yield one.number, row._replace(broken=True)


class _Style(NamedTuple):
    """How the rows of a table are written."""

    way: int
    equal: bool
    """Whether all are equally long."""


_Fitting = Mapping[_Style, set[int]]
"""Which rows may be written so, by their numbers."""


def _fitting(rows: Sequence[Row], written: Sequence[_Written]) -> _Fitting:
    usual = _usual_length(rows, written)
    found: dict[_Style, set[int]] = defaultdict(set)
    for one in written:
        length = len(rows[one.number].tokens)
        for number, way in one.ways.items():
            if length == way.length:
                found[_Style(number, equal=False)].add(one.number)
            width = _width(way.runs)
            if length == usual >= width and (
                length == width or _is_as_long_above(rows, one.number)
            ):
                found[_Style(number, equal=True)].add(one.number)
    return found


def _contending(best: _Style, fitting: _Fitting, written: Sequence[_Written]) -> Sequence[int]:
    """Return the other ways in which a table may be written.

    Unless all rows are as long as they should be, blanks may be missing at any row's end. A way is
    none of them where enough rows cannot be written so.
    """
    ours = fitting[best]
    exact = not best.equal and len(ours) == len(written)
    found: list[int] = []
    for way in {way for one in written for way in one.ways} - {best.way}:
        theirs = {at for style, rows in fitting.items() if style.way == way for at in rows}
        possible = theirs if exact else {one.number for one in written if way in one.ways}
        if len(ours - possible) < max(_WITNESSES, _WITNESSES * len(theirs - ours)):
            found.append(way)
    return found


def _is_clear(one: _Written, best: int, others: Sequence[int]) -> bool:
    """Whether a row's values stand in the same columns in whichever way it is written."""
    values = _values(one.ways[best])
    return all(_values(one.ways[way]) == values if way in one.ways else False for way in others)


def _values(way: Way) -> Sequence[tuple[int, str]]:
    return [(run.at, run.cell.key) for run in way.runs if run.cell.key]


def _is_as_long_above(rows: Sequence[Row], number: int) -> bool:
    """Whether the heads above are as long: else a cell has come in, and no blank was made up."""
    for row in reversed(rows[:number]):
        if not _is_filled(row) and len(row.tokens) >= _SHORTEST:
            return len(row.tokens) == len(rows[number].tokens)
    return True


def _usual_length(rows: Sequence[Row], written: Sequence[_Written]) -> int:
    """Return how long most rows of a table are; 0 where that is but one."""
    lengths = Counter(len(rows[one.number].tokens) for one in written)
    length, most = max(lengths.items(), key=lambda item: (item[1], item[0]))
    return length if most >= _SHORTEST else 0


def _one(token: Token, run: Run) -> Token:
    return token._replace(col=run.cell.col, col_span=run.cell.col_span)


def _width(runs: Sequence[Run]) -> int:
    return sum(run.over for run in runs)


def _spanned(rows: Sequence[Row]) -> set[int]:
    """Return the tables that have merged cells."""
    found: set[int] = set()
    for row in rows:
        if row.block not in found:
            for token in row.tokens:
                if token.col_span > 1 or token.row_span > 1:
                    found.add(row.block)
                    break
    return found


def _has_twins(row: Row) -> bool:
    """Whether a label stands in two neighbouring cells."""
    return any(
        one.kind is Kind.LABEL and one.text == other.text
        for one, other in zip(row.tokens, row.tokens[1:], strict=False)
    )


def _suits(row: Row, runs: Sequence[Run], *, repeated: bool) -> bool:
    """Whether a row has its cells where they should be, and what is merged is one cell.

    Blank cells may be missing at its end; its length tells whether they are.
    """
    width = _width(runs)
    if not width:
        return False
    if any(token.kind is not Kind.BLANK for token in row.tokens[width:]):
        return False
    label = max((run.at for run in runs if not run.cell.key), default=0)
    if label >= len(row.tokens) or row.tokens[label].kind is not Kind.LABEL:
        return False
    return all(
        row.tokens[run.at].kind is not (Kind.LABEL if run.cell.key else Kind.VALUE)
        and _is_one(row.tokens[run.at : run.at + run.over], repeated=repeated)
        for run in runs
        if run.at < len(row.tokens)
    )


@lru_cache(maxsize=8)
def _printed(form_id: str) -> Mapping[tuple[str, int], Ways]:
    """Return the ways of each row of values in the printed grid, by table and order."""
    form = load_form(form_id)
    found: dict[tuple[str, int], Ways] = {}
    for table, layout in form.layouts.items():
        order = 0
        for number in range(layout.n_rows):
            cells = [layout.at(number, column) for column in range(layout.n_columns)]
            if any(cell.key for cell in cells):
                found[table, order] = _ways(cells, number)
                order += 1
    return found


def _ways(cells: Sequence[LayoutCell], number: int) -> Ways:
    distinct = list({cell.col: cell for cell in cells}.values())
    own = [cell for cell in distinct if cell.row == number]
    label = max(at for at, cell in enumerate(own) if not cell.key) if not own[0].key else 0
    every = Way(_runs([(cell, cell.col_span) for cell in distinct]), len(cells))
    return [(0, every), *_own_ways(own), *_own_ways(own[label:])]


def _own_ways(own: Sequence[LayoutCell]) -> Ways:
    whole = sum(cell.col_span for cell in own)
    single = _runs([(cell, 1) for cell in own])
    spread = _runs([(cell, cell.col_span) for cell in own])
    return [(1, Way(spread, whole)), (2, Way(single, len(own))), (3, Way(single, whole))]


def _runs(counted: Sequence[tuple[LayoutCell, int]]) -> Sequence[Run]:
    at = 0
    runs: list[Run] = []
    for cell, count in counted:
        runs.append(Run(at, count, cell))
        at += count
    return runs


def _is_one(tokens: Sequence[Token], *, repeated: bool) -> bool:
    """Whether neighbouring cells are one: blank but for the first, or the same words in all."""
    first, *rest = tokens
    if all(token.kind is Kind.BLANK and not token.text.strip() for token in rest):
        return True
    return repeated and all(token.text == first.text for token in rest)
