"""Reads a table whose rows carry no label: one row of values under its heads (表四)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.importers.result import Cells
from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.odd_cells import row_with_odd_cells
from nianbao.importers.tables.pipe_rows import too
from nianbao.importers.tables.row_sink import RowSink
from nianbao.importers.tables.tokens import Kind, Row, Token
from nianbao.importers.tables.unlabelled_heads import find_heads
from nianbao.importers.vocabulary.forms import FormRow, FormTable
from nianbao.importers.vocabulary.sums import adds_up, fits, infer_row
from nianbao.importers.vocabulary.words import label_core, label_form, squeeze

_SHOWN = 60
"""Characters of a head as sources write it, where the form itself has no longer one."""


def read_unlabelled(rows: Sequence[Row], table: FormTable, cells: Cells, *, packed: bool) -> bool:
    """Read the table's only row; return whether its heads were found.

    ``packed`` says that the blanks of the source do not stand where the form's blank cells do.
    """
    form_row, sink = table.rows[0], RowSink(cells)
    span = find_heads(rows, table)
    if span is None:
        return _read_without_heads(rows, table, sink)
    first, last = span
    if not packed and _read_odd(rows[first:], last + 1 - first, form_row, sink):
        return True
    found, end = _rows_behind(rows, last, form_row)
    sink.use(
        (row.block for row in rows[first : end + 1]),
        (token for tokens in found for token in tokens),
    )
    if not any(token.kind == Kind.VALUE for tokens in found for token in tokens):
        cells.values.update(dict.fromkeys((cell.key for cell in form_row.cells), None))
        return True
    odd = any(row.style == Style.ODD for row in rows[last + 1 : end + 1])
    odd |= packed and _has_blanks(found)
    odd |= _is_scattered(found, rows[first : last + 1], form_row)
    placed = None if odd else _placed(form_row, found, rows[last])
    if placed is None:
        _infer(form_row, found, sink, one_a_line=rows[last].style != Style.GRID)
    else:
        for cell, token in zip(form_row.cells, placed, strict=True):
            sink.read(cell, token)
    return True


def _read_odd(rows: Sequence[Row], heads: int, form_row: FormRow, sink: RowSink) -> bool:
    """Read a row of text with words in one or the other cell; return whether it is one."""
    in_order = _are_in_order(rows[:heads], form_row)
    tokens = row_with_odd_cells(rows[heads:], form_row) if in_order else None
    if tokens is None:
        return False
    sink.use([*(row.block for row in rows[:heads]), *(one.place.block for one in tokens)], tokens)
    for cell, token in zip(form_row.cells, tokens, strict=True):
        sink.read(cell, token)
    return True


def _is_scattered(
    found: Sequence[Sequence[Token]], heads: Sequence[Row], form_row: FormRow
) -> bool:
    """Whether values stand one a line where the heads do not stand in the form's order.

    So a PDF's text gives the pieces of a narrow table as they lie near each other; only sums tell then.
    """
    valued = [tokens for tokens in found if any(token.kind == Kind.VALUE for token in tokens)]
    one_a_line = len(valued) > 1 and max(map(len, valued)) == 1
    if heads[-1].style != Style.BARE or not one_a_line:
        return False
    filled = [token for tokens in valued for token in tokens]
    in_order = _are_in_order(heads, form_row)
    return not in_order and len(filled) == len(form_row.cells) and not _hold(filled, form_row)


def _are_in_order(heads: Sequence[Row], form_row: FormRow) -> bool:
    """Whether the heads stand in the form's order, up to the last."""
    written = [label_core(token.text) for row in heads for token in row.tokens if _is_wordy(token)]
    return "".join(_in_order(form_row)).endswith("".join(written))


def _in_order(form_row: FormRow) -> list[str]:
    """Return the heads above the cells of a row, line by line."""
    paths = [cell.column_labels for cell in form_row.cells]
    deepest = max(map(len, paths))
    heads = (path[:depth] for depth in range(1, deepest + 1) for path in paths)
    return [label_core(head[-1]) for head in dict.fromkeys(heads)]


def _has_blanks(found: Sequence[Sequence[Token]]) -> bool:
    return any(token.kind == Kind.BLANK for tokens in found for token in tokens)


def _read_without_heads(rows: Sequence[Row], table: FormTable, sink: RowSink) -> bool:
    """Read the one row below the table's groups that has all its values and whose sums hold."""
    fitting = [number for number in range(len(rows)) if _is_whole_row(rows, number, table)]
    if len(fitting) != 1:
        return False
    row = rows[fitting[0]]
    filled = [token for token in row.tokens if token.kind == Kind.VALUE]
    values = [Decimal(token.text) for token in filled]
    sink.use([row.block], row.tokens)
    message = "表头不全，按一行数字的个数和合计认出，请核对"
    sink.infer(table.rows[0].cells, values, filled, row.tokens[0].place, message)
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
    """Whether a row has a cell for each column, of which one or the other is words.

    Words that begin a line with bars or tabs may be a label's, beside cells of which one was lost.
    """
    values = [token.kind in (Kind.VALUE, Kind.BLANK) for token in row.tokens]
    told = row.style == Style.GRID or (row.style == Style.PIPED and values[:1] == [True])
    return told and len(values) == count and 2 * sum(values) > count


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


def _infer(
    row: FormRow, found: Sequence[Sequence[Token]], sink: RowSink, *, one_a_line: bool
) -> None:
    """Take over only what the sums tell apart; else list the row with the reason."""
    filled = [token for tokens in found for token in tokens if token.kind != Kind.BLANK]
    texts, place = [token.text for token in filled], filled[0].place
    values = infer_row(texts, row, blanks_seen=False, one_a_line=one_a_line)
    text, count = " ".join(texts), len(row.cells)
    if values is None:
        sink.refuse(row.cells, place, text, too(len(filled), count))
    else:
        said = f"“{text[:_SHOWN]}”不止{count}个数，按合计认出，请核对"
        sink.infer(row.cells, values, filled, place, said)


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
