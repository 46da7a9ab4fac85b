"""Reads a table whose rows carry no label: one row of values under its heads (表四)."""

from collections.abc import Sequence

from nianbao.importers.forms import FormRow, FormTable
from nianbao.importers.labels import Ref
from nianbao.importers.result import Cells, Unread
from nianbao.importers.tokens import Kind, Row, Style, Token
from nianbao.importers.values import UnreadableError, read_value
from nianbao.importers.words import label_form

_FEWEST_HEADS = 4
_LONGEST_HEAD = 20
_SHOWN = 60


def read_headless(rows: Sequence[Row], table: FormTable, cells: Cells) -> bool:
    """Read the table's only row; return whether its heads were found."""
    row = table.rows[0]
    span = _heads(rows, table)
    if span is None:
        return False
    first, last = span
    tail, end = _values(rows, last, row)
    for number in range(first, end + 1):
        cells.used.add(rows[number].block)
    if not any(token.kind == Kind.VALUE for token in tail):
        cells.values.update(dict.fromkeys((cell.key for cell in row.cells), None))
    else:
        _take(row, tail, cells)
    return True


def _heads(rows: Sequence[Row], table: FormTable) -> tuple[int, int] | None:
    """Return the first and last row of the heads: the last place where enough of them stand."""
    best: tuple[int, int] | None = None
    start = -1
    seen = 0
    for number, row in enumerate(rows):
        found = sum(_is_head(token, table) for token in row.tokens)
        others = any(_is_other_label(token, table) for token in row.tokens)
        if others or any(len(token.text) > _LONGEST_HEAD for token in row.tokens):
            start, seen = -1, 0
        elif found:
            start = number if start < 0 else start
            seen += found
            if seen >= _FEWEST_HEADS and _names_group(rows, start, number, table):
                best = (start, number)
        elif any(token.kind == Kind.VALUE for token in row.tokens):
            if best is not None and start >= 0:
                return best
            start, seen = -1, 0
    return best


def _is_head(token: Token, table: FormTable) -> bool:
    if token.match is None:
        return False
    return any(ref.table == table.id and ref.axis == "column" for ref in token.match.scores)


def _is_other_label(token: Token, table: FormTable) -> bool:
    """Whether a label is neither a head of the table nor a torn-off piece of one: 其他, 结果."""
    if token.kind != Kind.LABEL or _is_head(token, table):
        return False
    piece = label_form(token.text)
    heads = (label for cell in table.rows[0].cells for label in cell.column_labels)
    return all(piece not in label for label in heads)


def _names_group(rows: Sequence[Row], first: int, last: int, table: FormTable) -> bool:
    """Whether a head that only this table has is among them: 行政复议, 复议后起诉."""
    return any(
        token.match is not None and all(_is_group(ref, table) for ref in token.match.scores)
        for row in rows[first : last + 1]
        for token in row.tokens
    )


def _is_group(ref: Ref, table: FormTable) -> bool:
    return ref.table == table.id and not ref.is_leaf


def _values(rows: Sequence[Row], last: int, form_row: FormRow) -> tuple[list[Token], int]:
    """Return the values behind the heads and the row in which they end."""
    count = len(form_row.cells)
    letters = {letter for cell in form_row.cells for letter in "".join(cell.column_labels)}
    tail: list[Token] = []
    end = last
    start = last + 1 if rows[last].style == Style.GRID else last
    for number in range(start, len(rows)):
        row = rows[number]
        tokens = _behind_words(row.tokens)
        words = len(tokens) < len(row.tokens)
        if number > last and words and (tail or not tokens) and not _is_torn_head(row, letters):
            break
        tail.extend(tokens)
        end = number if tokens else end
        filled = sum(token.kind == Kind.VALUE for token in tail)
        if filled >= count or len(tokens) >= count or (filled and row.style == Style.GRID):
            break
    return tail, end


def _behind_words(tokens: Sequence[Token]) -> list[Token]:
    """Return the values that end a row; nothing where words stand behind or among them."""
    tail: list[Token] = []
    for token in reversed(tokens):
        if token.kind in (Kind.WORDS, Kind.LABEL):
            break
        if token.kind != Kind.PAGE:
            tail.append(token)
    return tail[::-1]


def _is_torn_head(row: Row, letters: set[str]) -> bool:
    """Whether a row holds only pieces of the heads, or nothing."""
    words = [token.text for token in row.tokens if token.kind in (Kind.WORDS, Kind.LABEL)]
    return set(label_form("".join(words))) <= letters


def _take(row: FormRow, tail: Sequence[Token], cells: Cells) -> None:
    filled = [token for token in tail if token.kind != Kind.BLANK]
    count = len(row.cells)
    if len(filled) == count:
        placed: list[Token] = filled
    elif len(tail) == count and len({(token.place.block, token.place.row) for token in tail}) == 1:
        placed = list(tail)
    else:
        text = " ".join(token.text for token in filled)[:_SHOWN]
        reason = f"这一行有 {len(filled)} 个数，格式里是 {count} 列，分不清属于哪一列"
        keys = tuple(cell.key for cell in row.cells)
        cells.unread.append(Unread(tail[0].place, text, reason, keys))
        return
    for cell, token in zip(row.cells, placed, strict=True):
        try:
            cells.put(cell.key, read_value(token.text, cell), token.place)
        except UnreadableError as error:
            cells.unread.append(
                Unread(token.place, token.text[:_SHOWN], error.message, (cell.key,))
            )
