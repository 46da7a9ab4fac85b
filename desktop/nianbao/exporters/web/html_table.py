"""A statutory table in HTML: merged cells, and heads that say what they head."""

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from nianbao.exporters.printed.heads import scope_of
from nianbao.exporters.printed.page_setup import StyleName, load_setup
from nianbao.exporters.printed.paper import PaperCell, PaperTable

_TABLE = "min-width:{width}em;border-collapse:collapse;border:1px solid #000;table-layout:fixed"
_ATTRIBUTES = 'border="1" bordercolor="#000000" cellspacing="0" cellpadding="3" width="100%"'
"""What is left of lines and width where an editor strips styles.

The width stands here alone: Neditor and UEditor make 100 pixels of a ``width:100%`` among styles.
"""
_SCROLLED = "overflow-x:auto;margin:6pt 0"
"""On a telephone a table is moved sideways instead of being pressed together."""
LONG = "long"
"""The class of numbers that would not fit into their column on a sheet."""
_WHOLE = "break-inside:avoid"
_EM_IN_COLUMN = 2.5
"""Characters of the page's own size, on average."""
_EM_OF_DIGIT = 0.55
_EM_BESIDE_NUMBER = 0.5
_NUMBER = re.compile(r"[-+]?[0-9.]+")
_CELL = "border:1px solid #000;padding:3px 2px;font-weight:normal;vertical-align:middle"


def table_html(table: PaperTable) -> str:
    """Return the table; ``aria-labelledby`` points to the heading above it."""
    total = sum(table.widths)
    shares = [f"{width * 100 / total:.2f}%" for width in table.widths]
    columns = "".join(f'<col width="{share}" style="width:{share}">' for share in shares)
    style = _TABLE.format(width=math.ceil(_least_width(table)))
    scrolled = _SCROLLED if table.dense else f"{_SCROLLED};{_WHOLE}"
    named = f'aria-labelledby="{table.section}"'
    return (
        # A stop of the Tab key, so that the arrow keys can move the table sideways, too.
        f'<div role="region" tabindex="0" {named} style="{scrolled}">\n'
        f'<table {_ATTRIBUTES} {named} style="{style}">\n'
        f"<colgroup>{columns}</colgroup>\n{''.join(_groups(table))}</table>\n</div>"
    )


def _least_width(table: PaperTable) -> float:
    """Characters below which heads were broken too often, or a long number reached its neighbour."""
    total = sum(table.widths)
    numbers = (
        (len(number) * _EM_OF_DIGIT + _EM_BESIDE_NUMBER) * total / table.width_of(cell)
        for cell in table.cells
        if cell.place.key is not None
        for number in _NUMBER.findall(cell.text)
    )
    return max([_EM_IN_COLUMN * table.layout.n_columns, *numbers])


def _groups(table: PaperTable) -> Iterator[str]:
    """The head, and one ``tbody`` for each block of the form."""
    head = table.layout.header_rows
    if head:
        yield f"<thead>\n{_rows(table, range(head))}</thead>\n"
    starts = [cell.place.row for cell in table.cells if cell.place.role == "band"] or [head]
    ends = [*starts[1:], table.layout.n_rows]
    for start, end in zip(starts, ends, strict=True):
        yield f"<tbody>\n{_rows(table, range(start, end))}</tbody>\n"


def _rows(table: PaperTable, rows: range) -> str:
    lines: dict[int, list[str]] = {row: [] for row in rows}
    for cell in table.cells:
        if cell.place.row in lines:
            lines[cell.place.row].append(_cell(table, cell))
    return "".join(f'<tr style="{_WHOLE}">{"".join(line)}</tr>\n' for line in lines.values())


def _cell(table: PaperTable, cell: PaperCell) -> str:
    place = cell.place
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("rowspan", place.row_span), ("colspan", place.col_span))
        if span > 1
    )
    scope = scope_of(table, cell)
    tag = "th" if scope else "td"
    head = f' scope="{scope}"' if scope else ""
    look = _look(cell.style, upright=cell.upright)
    if cell.size is not None:
        look += f' class="{LONG}"'
    return f"<{tag}{head}{spans} {look}>{_text(cell)}</{tag}>"


@lru_cache(maxsize=32)
def _look(name: StyleName, *, upright: bool) -> str:
    """The attributes of a cell that say how it looks, once for every kind of cell."""
    setup = load_setup()
    style = setup.styles[name]
    font = setup.fonts[style.font]
    size = f"font-size:{style.size / 2:g}pt"
    names = ",".join((font.name, *font.alternatives[:1]))
    align = "center" if upright else style.align
    rules = f"{_CELL};{size};font-family:{names},{font.generic};text-align:{align}"
    return f'align="{align}" valign="middle" style="{rules}"'


def _text(cell: PaperCell) -> str:
    if cell.upright:
        return "<br>".join(escape(character) for character in cell.text)
    return escape(cell.text).replace("\n", "<br>")
