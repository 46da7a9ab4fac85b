"""Blocks of cells as Excel, WPS and browsers put them on the clipboard; knows nothing of Qt.

Excel and WPS offer a block as HTML and as tab-separated text at once. HTML says which cells are
merged, so it comes first; text is the answer where the HTML holds no table.
"""

import csv
import html
import io
from collections.abc import Sequence

from nianbao.importers.document import Cell, Document, Grid
from nianbao.importers.errors import SourceError
from nianbao.importers.readers.delimited import as_shown
from nianbao.importers.readers.plain import read_text
from nianbao.importers.readers.tab_stops import with_blanks
from nianbao.importers.visible import resolve

Rows = tuple[tuple[str, ...], ...]
MOST_HTML, MOST_TEXT, MOST_ROWS = 3_000_000, 500_000, 2_000
"""Word wraps a report's tables in half a megabyte of HTML; far more is something else."""


def read_document(html_text: str, plain: str) -> Document:
    """Return what was copied: the tables of the HTML, else the cells of the text."""
    plain = with_blanks(plain[:MOST_TEXT])
    if len(html_text) <= MOST_HTML and "<t" in html_text.lower():
        from nianbao.importers.readers.web import read_html

        try:
            page = resolve(read_html(html_text.encode("utf-8", "replace"), "剪贴板", copied=True))
        except SourceError:
            page = Document("html", ())
        if any(page.grids()):
            return page
    # The lines beside the cells: what was copied from a PDF has no tabs, but can be recognised.
    return Document("clipboard", (_grid(_cells_of_text(plain)), *read_text(plain).blocks))


def largest_block(document: Document) -> Rows:
    """Return the cells of the largest table as a rectangle; merged cells leave blanks behind."""
    blocks = [_rectangle(grid) for _, grid in document.grids()]
    return max(blocks, key=lambda rows: len(rows) * len(rows[0]) if rows else 0, default=())


def _cells_of_text(plain: str) -> list[list[str]]:
    """Excel quotes cells that hold line breaks or tabs, as CSV does, and ends with an empty line."""
    text = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = text.removesuffix("\n")
    try:
        return list(csv.reader(io.StringIO(text), delimiter="\t"))
    except csv.Error:
        return [line.split("\t") for line in text.split("\n")]


def _grid(rows: Sequence[Sequence[str]]) -> Grid:
    return Grid(
        tuple(tuple(Cell(as_shown(text), col) for col, text in enumerate(row)) for row in rows)
    )


def _rectangle(grid: Grid) -> Rows:
    """Fill short rows up; leave out the blank rows that sources add at the end."""
    height = max(
        (
            number
            for number, row in enumerate(grid.rows, 1)
            if any(cell.text.strip() for cell in row)
        ),
        default=0,
    )
    kept = grid.rows[: min(height, MOST_ROWS)]
    width = max((cell.col + cell.col_span for row in kept for cell in row), default=0)
    block = [[""] * width for _ in kept]
    for line, row in zip(block, kept, strict=True):
        for cell in row:
            line[cell.col] = cell.text.strip()
    return tuple(map(tuple, block))


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Return a block as Excel reads it from plain text."""
    return "".join("\t".join(row) + "\r\n" for row in rows)


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """Return a block as a table that Excel, WPS and Word paste as cells."""
    lines = (
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table>{''.join(lines)}</table>"
