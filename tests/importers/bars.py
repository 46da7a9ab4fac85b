"""Tables written with bars and tabs, in the ways that converters and viewers write them.

A label that spans columns leaves blank cells: behind the label, at the end of the row, or none.
"""

from collections.abc import Callable

from nianbao.formats.layout import LayoutCell
from tests.importers.printed import Rows

Row = list[tuple[LayoutCell, str]]
Table = Callable[[Rows], str]


def texts(row: Row) -> list[str]:
    return [text for _, text in row]


def padded_behind(row: Row) -> list[str]:
    """The cells of a row, the blanks of merged cells right behind them."""
    return [one for cell, text in row for one in (text, *[""] * (cell.col_span - 1))]


def pads(row: Row) -> int:
    """How many blanks the merged cells of a row leave in it."""
    return sum(cell.col_span - 1 for cell, _ in row)


def equally_wide(write: Callable[[Row, int], str]) -> Table:
    """A table whose rows are filled up with blanks to the width of the widest."""

    def table(rows: Rows) -> str:
        width = max(len(row) for row in rows)
        return "\n".join(write(row, width - len(row)) for row in rows)

    return table


def by_span(write: Callable[[Row, int], str]) -> Table:
    """A table whose merged cells leave the blanks that they cover."""
    return lambda rows: "\n".join(write(row, pads(row)) for row in rows)


def unpadded(write: Callable[[Row], str]) -> Table:
    """A table whose merged cells leave no blanks."""
    return lambda rows: "\n".join(map(write, rows))


def markdown(rows: Rows) -> str:
    """Bars around every cell, blanks behind merged cells, a rule below the first row."""
    written = ["| " + " | ".join(padded_behind(row)) + " |" for row in rows]
    return "\n".join([written[0], "| --- | --- |", *written[1:]])


def closed(row: Row, blanks: int) -> str:
    """A bar behind each cell, the blanks of merged cells at the end."""
    return " | ".join(texts(row)) + " |" + " " * bool(blanks) + "|" * blanks


def one_a_line(row: Row, blanks: int) -> str:
    """One cell a line with a bar behind it, the blanks on a line of their own."""
    written = "\n".join(f"{text} |" if text else "|" for text in texts(row))
    return written + "\n" * bool(blanks) + "|" * blanks


def one_a_line_with_pads(row: Row, blanks: int) -> str:
    """One cell a line with a bar behind it, the blanks behind the last."""
    written = "\n".join(f"{text} |" if text else "|" for text in texts(row))
    return written + " " * bool(blanks) + "|" * blanks


def opened_by_a_bar(row: Row, blanks: int) -> str:
    """Each row begun by a bar on a line of its own."""
    return "|\n" + one_a_line_with_pads(row, blanks)


def closed_on_the_next_line(row: Row) -> str:
    """One cell a line, closed by a bar on the next."""
    return "\n".join(f"{text}\n|" if text else "|" for text in texts(row))


def tabs(row: Row) -> str:
    return "\t".join(texts(row))


def tabs_of_a_sheet(row: Row) -> str:
    """What a spreadsheet copies: merged cells leave blanks behind them."""
    return "\t".join(padded_behind(row))


ROWS: dict[str, Table] = {
    "markdown": markdown,
    "closed bars": by_span(closed),
    "closed bars, equally wide": equally_wide(closed),
    "one a line": by_span(one_a_line),
    "one a line, equally wide": equally_wide(one_a_line),
    "one a line, pads behind": equally_wide(one_a_line_with_pads),
    "opening bars": equally_wide(opened_by_a_bar),
    "closing bars": unpadded(closed_on_the_next_line),
    "tabs": unpadded(tabs),
    "tabs of a sheet": unpadded(tabs_of_a_sheet),
}
