"""Takes columns out of a table that hold nothing at all, beside heads that name their neighbours.

Such columns set others apart on the page and are none of the form's. Left in, blank cells of the form
and theirs cannot be told apart. A column counts as empty where no row has a word in it, that of the
heads included: what stands on both sides of it is named, so nothing of the form can be missing there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from nianbao.importers.tables.tokens import Kind, Row, Token, kinds_of

_FEWEST_HEADS = 2


def without_blank_columns(rows: Sequence[Row]) -> list[Row]:
    """Return the rows of real tables without the columns that are empty in all rows of theirs."""
    found: list[Row] = []
    for _, block in groupby(rows, key=lambda row: row.block):
        table = list(block)
        empty = _empty_columns(table)
        found += [_without(row, empty) for row in table] if empty else table
    return found


def _empty_columns(table: Sequence[Row]) -> frozenset[int]:
    if not any(map(_has_heads, table)):
        return frozenset()
    words = {token.col for row in table for token in row.tokens if token.kind != Kind.BLANK}
    blanks = {token.col for row in table for token in row.tokens if token.kind == Kind.BLANK}
    empty = blanks - words
    return frozenset(_named_around(table, empty)) if empty and _is_even(table) else frozenset()


def _has_heads(row: Row) -> bool:
    return sum(map(_is_head, row.tokens)) >= _FEWEST_HEADS


def _is_head(token: Token) -> bool:
    return token.match is not None and "column" in token.match.axes


def _named_around(table: Sequence[Row], empty: Iterable[int]) -> Iterator[int]:
    """Yield the columns beside which heads stand, with a blank cell of their own in a row of heads."""
    heads = [row for row in table if _has_heads(row)]
    for column in empty:
        if any(token.col == column for row in heads for token in row.tokens):
            yield column


def _is_even(table: Sequence[Row]) -> bool:
    """Whether the cells cover each place of the table once, so that its columns are columns.

    A table without merged cells has lost them, and the blanks that they left stand anywhere.
    """
    if all(token.col_span == 1 for row in table for token in row.tokens):
        return False
    width = max(token.col + token.col_span for row in table for token in row.tokens)
    places = [
        (at + down, token.col + right)
        for at, row in enumerate(table)
        for token in row.tokens
        for down in range(token.row_span)
        for right in range(token.col_span)
    ]
    return len({*places}) == len(places) == width * len(table)


def _without(row: Row, empty: frozenset[int]) -> Row:
    tokens = tuple(_moved(token, empty) for token in row.tokens if token.col not in empty)
    return row._replace(tokens=tokens, kinds=kinds_of(tokens))


def _moved(token: Token, empty: frozenset[int]) -> Token:
    before = sum(column < token.col for column in empty)
    within = sum(token.col < column < token.col + token.col_span for column in empty)
    return token._replace(col=token.col - before, col_span=token.col_span - within)
