"""Reads .csv: cells parted by commas or semicolons, as Excel and WPS save a sheet.

Some name it .txt, and a file of another name is one where its lines show it.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from nianbao.importers.document import Block, Document
from nianbao.importers.readers.sheets import MOST_COLUMNS, MOST_ROWS, check_beyond, sheet_blocks

_ENDINGS = (".csv", ".tsv")
_SEPARATORS = ";,\t"
_FEWEST_CELLS = 3
_FEWEST_ROWS = 4
"""Of a sheet with another name: rows that are equally long and hold numbers and blanks."""
_LONGEST = 100_000
"""Characters of one cell."""
_LINE_ENDS = re.compile(r"\r\n?")
_NAMED = re.compile(r"sep=(?P<sign>[;,\t])\s*\n", re.IGNORECASE)
"""What Excel takes from a sheet's first line and does not show."""
_AS_TEXT = re.compile(r'="(?P<text>[^"]*)"|\'(?P<number>[\d,.]+)')
"""How a cell is kept from being taken for a number: ="12" is shown as 12, '12 was typed for it."""
_NUMBER_OR_BLANK = re.compile(r"[+-]?[\d,.]*")

_Rows = Sequence[Sequence[str]]


def read_csv(text: str, name: str) -> Document | None:
    """Return the sheet that a text is; None where its name or its lines do not show one."""
    text = _LINE_ENDS.sub("\n", text).removeprefix("\ufeff")
    named = _NAMED.match(text)
    if named is not None:
        text = text[named.end() :]
    is_sheet = named is not None or name.lower().endswith(_ENDINGS)
    found = [
        _cells(text, sign)
        for sign in (named["sign"] if named else _SEPARATORS)
        if sign != "\t" or is_sheet or '\t"' in text
    ]
    rows = max(found, key=lambda rows: sum(len(row) >= _FEWEST_CELLS for row in rows))
    if not any(len(row) >= _FEWEST_CELLS for row in rows) or not (is_sheet or _is_sheet(rows)):
        return None
    return Document("csv", tuple(_blocks(_from_first_column(rows), name)))


def _blocks(rows: _Rows, name: str) -> Iterator[Block]:
    values = {
        (at, column): as_shown(cell.strip())
        for at, row in enumerate(rows[:MOST_ROWS], 1)
        for column, cell in enumerate(row[:MOST_COLUMNS], 1)
        if cell.strip()
    }
    beyond = sum(bool(cell.strip()) for row in rows for cell in row) - len(values)
    check_beyond(beyond, name)
    lengths = {at: len(row) for at, row in enumerate(rows[:MOST_ROWS], 1)}
    return sheet_blocks(values, {}, lengths)


def _cells(text: str, separator: str) -> _Rows:
    csv.field_size_limit(_LONGEST)
    try:
        return list(csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=separator))
    except csv.Error:
        return []


def _is_sheet(rows: _Rows) -> bool:
    """Whether rows of cells can be no sentences: most are equally long, and hold numbers and blanks."""
    wide = [row for row in rows if len(row) >= _FEWEST_CELLS]
    lengths = Counter(map(len, wide))
    alike = max(lengths.values(), default=0)
    filled = [
        row
        for row in wide
        if 2 * sum(_NUMBER_OR_BLANK.fullmatch(cell.strip()) is not None for cell in row) >= len(row)
    ]
    return min(alike, len(filled)) >= _FEWEST_ROWS and 2 * len(wide) > sum(map(bool, rows))


def _from_first_column(rows: _Rows) -> _Rows:
    """Leave out columns before the sheet's first words."""
    used = (next((at for at, cell in enumerate(row) if cell.strip()), None) for row in rows)
    first = min((at for at in used if at is not None), default=0)
    return [row[first:] for row in rows]


def as_shown(cell: str) -> str:
    """Return what a program shows of a cell that was written as text: ="12" and '12 are 12."""
    match = _AS_TEXT.fullmatch(cell)
    return (match["text"] or match["number"] or "") if match else cell
