"""Blocks of cells as Excel, WPS and browsers put them on the clipboard; knows nothing of Qt.

Excel and WPS offer a block as HTML and as tab-separated text at once. HTML says which cells are
merged, so it comes first; text is the answer where the HTML holds no table.
"""

import csv
import html
import io
from collections.abc import Sequence
from html.parser import HTMLParser

Rows = tuple[tuple[str, ...], ...]
MAX_SPAN = 200
"""A merged cell wider than this is a damaged page, not a table of ours."""


def read_block(html_text: str, plain: str) -> Rows:
    """Return the cells of what was copied, as a rectangle; merged cells leave blanks behind."""
    rows = _from_html(html_text) if "<t" in html_text.lower() else ()
    return rows or _from_text(plain)


def _from_text(plain: str) -> Rows:
    """Excel quotes cells that hold line breaks or tabs, as CSV does, and ends with an empty line."""
    text = plain.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    text = text.removesuffix("\n")
    if not text.strip():
        return ()
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    except csv.Error:
        rows = [line.split("\t") for line in text.split("\n")]
    return _rectangle(rows)


def _from_html(text: str) -> Rows:
    parser = _TableParser()
    parser.feed(text)
    parser.close()
    return _rectangle(parser.rows())


def _rectangle(rows: Sequence[Sequence[str]]) -> Rows:
    """Fill short rows up; leave out the blank rows that sources add at the end."""
    filled = [number for number, row in enumerate(rows, 1) if any(cell.strip() for cell in row)]
    kept = rows[: max(filled, default=0)]
    width = max((len(row) for row in kept), default=0)
    return tuple(tuple(cell.strip() for cell in row) + ("",) * (width - len(row)) for row in kept)


class _TableParser(HTMLParser):
    """Reads the first table with its spans; tables within cells are read as their words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._cells: dict[tuple[int, int], str] = {}
        self._row = -1
        self._column = 0
        self._depth = 0
        self._done = False
        self._words: list[str] | None = None
        self._spans = (1, 1)

    def rows(self) -> list[list[str]]:
        """Return what was read; a last cell that was not closed counts."""
        self._end_cell()
        if not self._cells:
            return []
        height = 1 + max(row for row, _ in self._cells)
        width = 1 + max(column for _, column in self._cells)
        return [[self._cells.get((r, c), "") for c in range(width)] for r in range(height)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "table":
            self._depth += 1
        if self._done or self._depth > 1:
            return
        if tag == "tr":
            self._end_cell()
            self._row += 1
            self._column = 0
        elif tag in {"td", "th"}:
            self._end_cell()
            self._row = max(self._row, 0)
            given = dict(attrs)
            self._spans = (_span(given.get("rowspan")), _span(given.get("colspan")))
            self._words = []
        elif tag in {"br", "p", "div"} and self._words:
            self._words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a cell, or the table."""
        if tag in {"td", "th", "tr"} and self._depth <= 1:
            self._end_cell()
        elif tag == "table":
            self._depth -= 1
            if self._depth <= 0:
                self._end_cell()
                self._done = True

    def handle_data(self, data: str) -> None:
        """Collect a cell's words; a browser shows line ends in HTML as blanks."""
        if self._words is not None:
            self._words.append(" ".join(data.split()) if data.strip() else "")

    def _end_cell(self) -> None:
        if self._words is None:
            return
        while (self._row, self._column) in self._cells:
            self._column += 1
        high, wide = self._spans
        text = "".join(self._words).strip()
        for row in range(self._row, self._row + high):
            for column in range(self._column, self._column + wide):
                first = (row, column) == (self._row, self._column)
                self._cells.setdefault((row, column), text if first else "")
        self._column += wide
        self._words = None


def _span(value: str | None) -> int:
    text = (value or "").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() else 1


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Return a block as Excel reads it from plain text."""
    return "".join("\t".join(row) + "\r\n" for row in rows)


def as_html(rows: Sequence[Sequence[str]]) -> str:
    """Return a block as a table that Excel, WPS and Word paste as cells."""
    lines = (
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table>{''.join(lines)}</table>"
