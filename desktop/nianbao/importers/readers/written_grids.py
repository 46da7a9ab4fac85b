"""Tables of web pages as the parser writes them out: bare rows of cells, written alike again and again.

What the parser writes is well-formed, whatever the page was, so that its texts are told from its tags.
The tags of a table are looked into once, for all pages whose program writes them alike; that takes
two thirds of the time in which every element is asked. Any other table is declined.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nianbao.importers.document import Cell, Grid, new_tuple
from nianbao.importers.readers.plain_grids import WIDEST, span_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = re.compile(r">\s*([^<>\s][^<>]*)<")
_HERE = "\x01"
"""Stands for any text between the tags; the parser writes it as a reference."""
_AROUND = r"(?:\s|</?(?:p|span|div|font|b|strong|a|u|i|em|o:p|br)(?:\s[^>]*)?/?>)*+"
_CELL = re.compile(rf"(\s[^>]*)?(?:/>|>{_AROUND}{_HERE}?{_AROUND}</td>)\s*")
"""Behind ``<td``, up to the next one."""
_CELL_OF_SEVERAL = re.compile(r"(\s[^>]*)?>((?:(?!</td>|<tr).)*)</td>\s*", re.DOTALL)
_PARTS = r"(?:\s|</?(?:tbody|thead|colgroup|col)(?:\s[^>]*)?>)*+"
_BEFORE_CELLS = re.compile(rf"(?:<table(?:\s[^>]*)?>)?{_PARTS}<tr(?:\s[^>]*)?>\s*")
_BEHIND_ROWS = re.compile(rf"{_PARTS}</table>")
_HEADS = re.compile(r"(</?t)h(?=[\s/>])")
_ATTRIBUTE = re.compile(r"""([^\s=]+)="([^"]*)\"""")
_LONGEST, _LONGEST_ROW = 100_000, 5000
"""Letters of the tags that are kept: hostile sources must not fill the memory."""


class _MoreThanCellsError(Exception):
    """Something stands in a table that is in none of its cells."""


class _Place(NamedTuple):
    """What the tags say of a cell."""

    texts: int
    """How many it has."""
    column: int
    span: int
    high: int


class _Layout(NamedTuple):
    """What the tags of a table say."""

    rows: Sequence[Sequence[tuple[int, int, int, int]]]
    """Of each cell, which of the texts it has; its column and how far it reaches."""
    several: Sequence[tuple[int, int]]
    """Row and number of the cells that have several texts."""


def written_grid(table: "_Element", otherwise: "Callable[[_Element], str | None]") -> Grid | None:
    """Return a table that is nothing but rows of cells; ``otherwise`` reads those of several texts.

    None for any other, and for one whose cells say how they look: that is longer than what they hold.
    """
    from lxml import etree

    first = next(table.iter("td", "th"), None)
    if first is None or first.get("style") is not None:
        return None
    written = etree.tostring(table, encoding="unicode", with_tail=False)
    if "&" in written:  # the signs that are written as references, in few tables
        return None
    pieces = _TEXT.split(written)
    try:
        layout = _layout(tuple(pieces[::2]))
    except _MoreThanCellsError:
        return None
    texts = [*map(str.strip, pieces[1::2]), ""]
    rows = [
        tuple([new_tuple(Cell, (texts[at], column, span, high)) for at, column, span, high in row])
        for row in layout.rows
    ]
    if layout.several:
        elements = list(table.iter("tr"))
        for number, at in layout.several:
            cell = rows[number][at]._replace(text=otherwise(elements[number][at]) or "")
            rows[number] = (*rows[number][:at], cell, *rows[number][at + 1 :])
    return Grid(tuple(rows))


@lru_cache(maxsize=128)
def _layout(tags: Sequence[str]) -> _Layout:
    """Return what is written between the texts of a table."""
    written = f">{_HERE}<".join(tags)
    *written_rows, behind = _HEADS.sub(r"\1d", written).split("</tr>")
    if len(written) > _LONGEST or not _BEHIND_ROWS.fullmatch(behind):
        raise _MoreThanCellsError
    rows: list[Sequence[tuple[int, int, int, int]]] = []
    several: list[tuple[int, int]] = []
    taken: dict[int, int] = {}
    """The columns that cells of rows above reach into, and before which row they end."""
    at = 0
    for number, written_row in enumerate(written_rows):
        taken = {column: end for column, end in taken.items() if end > number}
        row: list[tuple[int, int, int, int]] = []
        for texts, column, span, high in _row(written_row, frozenset(taken)):
            if texts > 1:
                several.append((number, len(row)))
            row.append((at if texts == 1 else -1, column, span, high))
            at += texts
            taken.update(dict.fromkeys(range(column, column + span), number + high))
        rows.append(row)
    return _Layout(rows, several)


@lru_cache(maxsize=1024)
def _row(written: str, taken: frozenset[int]) -> Sequence[_Place]:
    """Return the cells of a row; those of rows above reach into the ``taken`` columns."""
    before, *written_cells = written.split("<td")
    if len(written) > _LONGEST_ROW or not _BEFORE_CELLS.fullmatch(before):
        raise _MoreThanCellsError
    cells: list[_Place] = []
    column = 0
    for one in written_cells:
        found = _CELL.fullmatch(one) or _CELL_OF_SEVERAL.fullmatch(one)
        if found is None:
            raise _MoreThanCellsError
        given = dict(_ATTRIBUTE.findall(found[1] or ""))
        span, high = span_in(given.get("colspan")), span_in(given.get("rowspan"))
        while column in taken:
            column += 1
        cells.append(_Place(one.count(_HERE), column, span, high))
        column += span
    if column > WIDEST:
        raise _MoreThanCellsError
    return cells
