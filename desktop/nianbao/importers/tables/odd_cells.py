"""Finds the cells of a row of text in which one or the other cell holds words: 约5, 待定.

Words end a row of text as a rule. They stand within one where there is just a cell for each column;
words without a number, which may have come in from elsewhere, only where the sums do not deny it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import dropwhile, islice, takewhile

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.tokens import Kind, Row, Token
from nianbao.importers.vocabulary.forms import FormRow

_MOST_ODD = 2
_LONGEST = 8
_LONGEST_ROW = 40
"""Cells, with the blanks that merged ones have left."""
_PAGE, _BLANKS = bytes([Kind.PAGE]), bytes([Kind.BLANK])


def row_with_odd_cells(rows: Sequence[Row], form_row: FormRow) -> Sequence[Token] | None:
    """Return the cells of the row with which ``rows`` begin; None where they are not surely its own.

    It stands on one line, or with one cell on each.
    """
    count = len(form_row.cells)
    begun = dropwhile(_is_pads, (row for row in rows if row.tokens and not _is_page(row)))
    lines = list(islice(begun, count + 1))
    if not lines or lines[0].style == Style.GRID:
        return None
    if len(lines[0].tokens) == count:
        tokens, behind = lines[0].tokens, lines[1:2]
    else:
        tokens = tuple(_one_a_line(lines[:count]))
        behind = lines[count:]
    if len(tokens) != count or any(map(_is_of_values, behind)) or not _are_cells(tokens):
        return None
    odd = [token for token in tokens if token.kind == Kind.WORDS]
    sure = all(map(_has_digit, odd)) or _may_hold(tokens, form_row)
    return tokens if sure else None


def labelled_row_with_odd_cells(rows: Sequence[Row], form_row: FormRow) -> Sequence[Token] | None:
    """Return the cells behind a label, with which ``rows`` begin; None where they are not surely its own.

    Where bars close the cells, blanks of merged cells may stand before or behind them.
    """
    first = next((row for row in rows if row.tokens), None)
    if first is None:
        return None
    barred = first.style == Style.PIPED
    return _barred(rows, form_row) if barred else row_with_odd_cells(rows, form_row)


def _barred(rows: Sequence[Row], form_row: FormRow) -> Sequence[Token] | None:
    """Return the cells up to the next label where bars close them, one a line."""
    count = len(form_row.cells)
    tokens: list[Token] = []
    for row in rows:
        if row.kinds == _PAGE:
            continue
        if row.style != Style.PIPED or len(tokens) > _LONGEST_ROW:
            break
        if not row.kinds.strip(_BLANKS) or not row.kinds[1:].strip(_BLANKS):
            tokens += row.tokens
        elif row.tokens:
            break
        if tokens and tokens[-1].kind == Kind.LABEL:
            tokens.pop()
            break
    at = [number for number, token in enumerate(tokens) if token.kind != Kind.BLANK]
    if not at or at[-1] - at[0] >= count or len(tokens) < count:
        return None
    filled = tokens[at[0] : at[-1] + 1]
    if not _are_cells(filled):
        return None
    sure = all(_has_digit(token) for token in filled if token.kind == Kind.WORDS)
    whole = at[0] == 0 and len(filled) == count
    return tokens if sure or (whole and _may_hold(filled, form_row)) else None


def _is_pads(row: Row) -> bool:
    """Whether a line holds only the blanks that the heads' merged cells have left."""
    return len(row.tokens) > 1 and all(token.kind == Kind.BLANK for token in row.tokens)


def _is_page(row: Row) -> bool:
    return all(token.kind == Kind.PAGE for token in row.tokens)


def _one_a_line(rows: Sequence[Row]) -> Iterator[Token]:
    for row in takewhile(lambda one: len(one.tokens) == 1 and one.style != Style.ODD, rows):
        yield row.tokens[0]


def _is_of_values(row: Row) -> bool:
    return all(token.kind in (Kind.VALUE, Kind.BLANK) for token in row.tokens)


def _are_cells(tokens: Sequence[Token]) -> bool:
    """Whether few of the tokens are words, and those at the row's ends surely are cells."""
    odd = [token for token in tokens if token.kind not in (Kind.VALUE, Kind.BLANK)]
    if not 0 < len(odd) <= _MOST_ODD or any(token.kind != Kind.WORDS for token in odd):
        return False
    if any(len(token.text) > _LONGEST for token in odd):
        return False
    ends = (tokens[0], tokens[-1])
    return all(one.kind == Kind.VALUE or _has_digit(one) for one in ends)


def _has_digit(token: Token) -> bool:
    return any(map(str.isdigit, token.text))


def _may_hold(tokens: Sequence[Token], row: FormRow) -> bool:
    """Whether every sum along the row holds of which all parts are numbers, and no part is too large."""
    known = {
        cell.key: Decimal(token.text)
        for cell, token in zip(row.cells, tokens, strict=True)
        if token.text.isdecimal()
    }
    for one in row.sums:
        parts = sum((known.get(key, Decimal(0)) for key in one.left), Decimal(0))
        total = sum((known.get(key, Decimal(0)) for key in one.right), Decimal(0))
        missing = [key for key in (*one.left, *one.right) if key not in known]
        if parts != total and not missing:
            return False
        if parts > total and not set(missing) & {*one.right}:
            return False
    return True
