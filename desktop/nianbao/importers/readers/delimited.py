"""Reads .csv: cells parted by commas or semicolons, as Excel and WPS save a sheet."""

import csv
import io
from collections.abc import Sequence

from nianbao.importers.document import Document
from nianbao.importers.readers.sheets import MOST_COLUMNS, MOST_ROWS, check_beyond, sheet_blocks

_ENDING = ".csv"
_SEPARATORS = ";,"
_FEWEST_CELLS = 3
_LONGEST = 100_000
"""Characters of one cell."""


def read_csv(text: str, name: str) -> Document | None:
    """Return the sheet that a text is; None where its name or its lines do not show one."""
    if not name.lower().endswith(_ENDING):
        return None
    found = [(_cells(text, sign), sign) for sign in _SEPARATORS]
    rows, _ = max(found, key=lambda pair: sum(len(row) >= _FEWEST_CELLS for row in pair[0]))
    if not any(len(row) >= _FEWEST_CELLS for row in rows):
        return None
    values = {
        (at, column): cell.strip()
        for at, row in enumerate(rows[:MOST_ROWS], 1)
        for column, cell in enumerate(row[:MOST_COLUMNS], 1)
        if cell.strip()
    }
    beyond = sum(bool(cell.strip()) for row in rows for cell in row) - len(values)
    check_beyond(beyond, name)
    lengths = {at: len(row) for at, row in enumerate(rows[:MOST_ROWS], 1)}
    return Document("csv", tuple(sheet_blocks(values, {}, lengths)))


def _cells(text: str, separator: str) -> Sequence[Sequence[str]]:
    csv.field_size_limit(_LONGEST)
    try:
        return list(csv.reader(io.StringIO(text.replace("\x00", "")), delimiter=separator))
    except csv.Error:
        return []
