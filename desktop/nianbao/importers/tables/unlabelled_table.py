"""Reads a table whose rows carry no label: one row of values under its heads (表四)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.importers.result import Cells, Problem, Unread
from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.pipe_rows import too
from nianbao.importers.tables.tokens import Kind, Row, Token, strangers
from nianbao.importers.vocabulary.forms import FormRow, FormTable
from nianbao.importers.vocabulary.labels import Ref
from nianbao.importers.vocabulary.sums import adds_up, fits, infer_row
from nianbao.importers.vocabulary.values import UnreadableError, read_value
from nianbao.importers.vocabulary.words import label_form, squeeze

_FEWEST_HEADS = 4
_LONGEST_HEAD = 20
_SHOWN = 60
"""Characters of a head as sources write it, where the form itself has no longer one."""


def read_headless(rows: Sequence[Row], table: FormTable, cells: Cells, *, packed: bool) -> bool:
    """Read the table's only row; return whether its heads were found.

    ``packed`` says that the blanks of the source do not stand where the form's blank cells do.
    """
    form_row = table.rows[0]
    span = _heads(rows, table)
    if span is None:
        return _read_without_heads(rows, table, cells)
    first, last = span
    found, end = _rows_behind(rows, last, form_row)
    for number in range(first, end + 1):
        cells.used.add(rows[number].block)
    cells.claimed.update(token.place for tokens in found for token in tokens)
    if not any(token.kind == Kind.VALUE for row in found for token in row):
        cells.values.update(dict.fromkeys((cell.key for cell in form_row.cells), None))
    else:
        odd = any(row.style == Style.ODD for row in rows[last + 1 : end + 1])
        odd |= packed and _has_blanks(found)
        _take(form_row, found, None if odd else rows[last], cells, rows[last].style)
    return True


def _has_blanks(found: Sequence[Sequence[Token]]) -> bool:
    return any(token.kind == Kind.BLANK for tokens in found for token in tokens)


def _read_without_heads(rows: Sequence[Row], table: FormTable, cells: Cells) -> bool:
    """Read the one row below the table's groups that has all its values and whose sums hold."""
    form_row = table.rows[0]
    fitting = [number for number in range(len(rows)) if _is_whole_row(rows, number, table)]
    if len(fitting) != 1:
        return False
    row = rows[fitting[0]]
    keys = tuple(cell.key for cell in form_row.cells)
    values = [Decimal(token.text) for token in row.tokens if token.kind == Kind.VALUE]
    cells.put_inferred(keys, values, row.tokens[0].place)
    cells.used.add(row.block)
    cells.claimed.update(token.place for token in row.tokens)
    message = "表头不全，按一行数字的个数和合计认出，请核对"
    cells.problems.append(Problem("inferred", message, row.tokens[0].place, cells=keys))
    return True


def _is_whole_row(rows: Sequence[Row], number: int, table: FormTable) -> bool:
    filled = [token.text for token in rows[number].tokens if token.kind != Kind.BLANK]
    form_row = table.rows[0]
    if len(filled) != len(form_row.cells) or not all(text.isdecimal() for text in filled):
        return False
    if not fits([Decimal(text) for text in filled], form_row):
        return False
    above = next((row for row in reversed(rows[:number]) if any(map(_is_wordy, row.tokens))), None)
    groups = [label for cell in form_row.cells for label in cell.column_labels[:1]]
    words = "" if above is None else squeeze("".join(token.text for token in above.tokens))
    return any(group in words for group in groups)


def _is_wordy(token: Token) -> bool:
    return token.kind in (Kind.WORDS, Kind.LABEL)


def _heads(rows: Sequence[Row], table: FormTable) -> tuple[int, int] | None:
    """Return the first and last row of the heads: the last place where enough of them stand."""
    best: tuple[int, int] | None = None
    start = -1
    seen = 0
    roles = _Roles(table)
    for number, row in enumerate(rows):
        found = roles.heads_in(row)
        if found < 0:
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


class _Roles:
    """Tells heads of a table from words that stand in other tables and in sentences."""

    def __init__(self, table: FormTable) -> None:
        self._table = table
        self._heads = {label for cell in table.rows[0].cells for label in cell.column_labels}
        self._longest = max(_LONGEST_HEAD, *map(len, self._heads))
        self._known: dict[str, bool | None] = {}

    def heads_in(self, row: Row) -> int:
        """Return how many heads a row has; -1 where it has what no head's row has."""
        found = 0
        for token in row.tokens:
            if token.kind is Kind.LABEL:
                if token.text not in self._known:
                    self._known[token.text] = self._is_head(token)
                head = self._known[token.text]
                if head is None:
                    return -1
                found += head
            if len(squeeze(token.text)) > self._longest:
                return -1
        return found

    def _is_head(self, token: Token) -> bool | None:
        """Whether a label is a head or only a torn-off piece of one, 结果; None where neither."""
        scores = token.match.scores if token.match else ()
        if any(ref.table == self._table.id and ref.axis == "column" for ref in scores):
            return True
        piece = label_form(token.text)
        return False if any(piece in label for label in self._heads) else None


def _names_group(rows: Sequence[Row], first: int, last: int, table: FormTable) -> bool:
    """Whether a head that only this table has is among them: 行政复议, 复议后起诉."""
    return any(
        token.match is not None and all(_is_group(ref, table) for ref in token.match.scores)
        for row in rows[first : last + 1]
        for token in row.tokens
    )


def _is_group(ref: Ref, table: FormTable) -> bool:
    return ref.table == table.id and not ref.is_leaf


def _rows_behind(
    rows: Sequence[Row], last: int, form_row: FormRow
) -> tuple[Sequence[Sequence[Token]], int]:
    """Return the rows of values behind the heads and the number of the last."""
    count = len(form_row.cells)
    letters = {letter for cell in form_row.cells for letter in "".join(cell.column_labels)}
    found: list[Sequence[Token]] = []
    end = last
    start = last + 1 if rows[last].style == Style.GRID else last
    for number in range(start, len(rows)):
        row = rows[number]
        tokens = row.tokens if _is_full(row, count) else _behind_words(row.tokens)
        words = len(tokens) < len(row.tokens)
        if number > last and words and (found or not tokens) and not _is_torn_head(row, letters):
            break
        found.append(tokens)
        end = number if tokens else end
        filled = sum(token.kind == Kind.VALUE for tokens in found for token in tokens)
        if filled > 2 * count or (filled and row.style == Style.GRID):
            break
    return found, end


def _is_full(row: Row, count: int) -> bool:
    """Whether a real table's row has a cell for each column, of which one or the other is words."""
    values = sum(token.kind in (Kind.VALUE, Kind.BLANK) for token in row.tokens)
    return row.style == Style.GRID and len(row.tokens) == count and 2 * values > count


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
    if any(map(str.isdigit, "".join(words))):
        return False  # a number that is broken in two, 29,⏎946
    return set(label_form("".join(words))) <= letters


def _take(
    row: FormRow, found: Sequence[Sequence[Token]], heads: Row | None, cells: Cells, style: Style
) -> None:
    """Take the values over; without heads to compare with, only what the sums tell apart."""
    placed = _placed(row, found, heads) if heads is not None else None
    keys = tuple(cell.key for cell in row.cells)
    if placed is None:
        filled = [token for tokens in found for token in tokens if token.kind != Kind.BLANK]
        values = infer_row(
            [token.text for token in filled],
            row,
            blanks_seen=False,
            one_a_line=style != Style.GRID,
        )
        text = " ".join(token.text for token in filled)
        if values is not None:
            cells.put_inferred(keys, values, filled[0].place)
            cells.left += strangers(filled, values)
            said = f"“{text[:_SHOWN]}”不止{len(keys)}个数，按合计认出，请核对"
            cells.problems.append(Problem("inferred", said, filled[0].place, cells=keys))
        else:
            reason = too(len(filled), len(row.cells))
            cells.unread.append(Unread(filled[0].place, text, reason, keys))
        return
    for cell, token in zip(row.cells, placed, strict=True):
        try:
            cells.put(cell.key, read_value(token.text, cell), token.place)
        except UnreadableError as error:
            cells.decline(cell.key, Unread(token.place, token.text, error.message, (cell.key,)))


def _placed(row: FormRow, found: Sequence[Sequence[Token]], heads: Row) -> Sequence[Token] | None:
    """Return the cells in the form's order; None where they cannot be told apart."""
    count = len(row.cells)
    valued = [tokens for tokens in found if any(token.kind == Kind.VALUE for token in tokens)]
    if len(valued) == 1 and len(valued[0]) == count:
        return valued[0]
    cells = [token for tokens in _without_pads(found) for token in tokens]
    filled = [token for token in cells if token.kind == Kind.VALUE]
    one_a_line = max(map(len, valued)) == 1
    # A blank among all the values means that one of them is a stranger.
    gaps = filled and cells.index(filled[-1]) - cells.index(filled[0]) + 1 != count
    sure = (len(valued) == 1 or one_a_line) and not gaps and _is_as_wide(valued[0], heads)
    if len(filled) == count and (sure or _hold(filled, row)):
        return filled
    return cells if len(cells) == count and one_a_line and heads.style == Style.PIPED else None


def _is_as_wide(tokens: Sequence[Token], heads: Row) -> bool:
    """Whether a real table's row ends where its heads do; else a cell came in or was lost."""
    if heads.style != Style.GRID:
        return True
    last, head = tokens[-1], heads.tokens[-1]
    return last.col + last.col_span == head.col + head.col_span


def _without_pads(found: Sequence[Sequence[Token]]) -> Iterator[Sequence[Token]]:
    """Yield the rows of cells without the blanks that the heads' merged cells have left."""
    begun = False
    for tokens in found:
        pads = len(tokens) > 1 and all(token.kind == Kind.BLANK for token in tokens)
        begun = begun or (bool(tokens) and not pads)
        if begun:
            yield tokens


def _hold(filled: Sequence[Token], row: FormRow) -> bool:
    return adds_up([token.text for token in filled], row) is True
