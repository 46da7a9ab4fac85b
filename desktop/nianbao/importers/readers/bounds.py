"""What no report is: thousands of rows, of tables, of lines. Looked at once, whatever the source.

A larger source is refused before anything in it is recognised: a table of ten thousand rows whose
labels repeat would give a few cells by chance, and would take its time.
"""

from nianbao.importers.document import Block, Document, Grid, Paragraph
from nianbao.importers.errors import too_many

MOST_ROWS = 2000
"""With something in them, in all tables; a report has some 65, thirty in one file 2,000."""
MOST_CELLS = 300
"""In one row of a table; the widest has 15."""
MOST_BARS = 3000
"""Bars or blanks in one line: a whole table may have become one, with a bar for each cell."""
MOST_TABLES = 500
MOST_LINES = 8000
"""Paragraphs, or lines of a text; one cell a line, a report has some 600."""
MOST_LETTERS = 1_500_000
"""A report has some 10,000."""


_MOST_DIGITS = 9


def whole_number(text: str | None, most: int) -> int | None:
    """Return what an attribute counts, at most so much; None where it is no plain number.

    It may have a million digits, which the language itself refuses to turn into a number.
    """
    if not text or not text.isascii() or not text.isdigit():
        return None
    digits = text.lstrip("0") or "0"
    return most if len(digits) > _MOST_DIGITS else min(int(digits), most)


def within_bounds(document: Document, name: str) -> Document:
    """Return the document; raise DamagedSourceError where it is larger than any report."""
    grids = [grid for _, grid in document.grids()]
    lines = len(document.blocks) - len(grids)
    if len(grids) > MOST_TABLES:
        raise too_many(name, f"有{len(grids)}张表")
    if lines > MOST_LINES:
        raise too_many(name, f"有{lines}行文字")
    if sum(len(grid.rows) for grid in grids) > MOST_ROWS:
        rows = sum(any(cell.text for cell in row) for grid in grids for row in grid.rows)
        if rows > MOST_ROWS:
            raise too_many(name, f"表格一共有{rows}行")
    width = max(map(_width, grids), default=0)
    if width > MOST_CELLS:
        raise too_many(name, f"表格的一行有{width}格")
    _look_at_lines(document, name)
    return document


def _width(grid: Grid) -> int:
    return max(map(len, grid.rows), default=0)


def _look_at_lines(document: Document, name: str) -> None:
    for block in document.blocks:
        if isinstance(block, Paragraph) and len(block.text) > MOST_BARS:
            cells = max(block.text.count("|"), len(block.text.split()))
            if cells > MOST_BARS:
                raise too_many(name, f"一行文字有{cells}格")
    if len(document.text()) > MOST_LETTERS:  # with the line ends between
        letters = sum(map(_letters, document.blocks))
        if letters > MOST_LETTERS:
            raise too_many(name, f"有{letters // 10_000}万字")


def _letters(block: Block) -> int:
    if isinstance(block, Grid):
        return sum(len(cell.text) for row in block.rows for cell in row)
    return len(block.text)
