"""Tables of web pages as the parser writes them out: bare rows of cells, written alike again and again.

What the parser writes is well-formed, whatever the page was, so that its texts are told from its tags.
The tags of a table are looked into once, for all pages whose program writes them alike; that takes
two thirds of the time in which every element is asked. Any other table is declined.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from nianbao.importers.document import Cell, Grid, new_tuple
from nianbao.importers.readers.plain_grids import WIDEST, span_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = re.compile(r">\s*+([^<\s][^<]*+)<")
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
"""Letters of a table and of a row that are kept: hostile sources must not fill the memory."""


class _MoreThanCellsError(Exception):
    """Something stands in a table that is in none of its cells."""


class _Place(NamedTuple):
    """What the tags say of a cell."""

    texts: int
    """How many it has."""
    column: int
    span: int
    high: int


@dataclass
class _Layout:
    """What the tags of a table say."""

    widths: Sequence[int]
    """How many cells begin in each row."""
    texts: Sequence[int]
    """Of each cell of the table, which of the texts it has."""
    several: Sequence[tuple[int, int]]
    """Row and number of the cells that have several texts."""
    last: Sequence[Cell]
    """The cells of the last table; most say the same in the next one: labels, and 0."""

    def rows(self, texts: Sequence[str]) -> list[tuple[Cell, ...]]:
        """Return the rows of a table that has these texts."""
        cells = [
            one if one[0] == texts[at] else new_tuple(Cell, (texts[at], *one[1:]))
            for one, at in zip(self.last, self.texts, strict=True)
        ]
        self.last, rest = cells, iter(cells)
        return [tuple(islice(rest, width)) for width in self.widths]


def written_grid(table: "_Element", otherwise: "Callable[[_Element], str | None]") -> Grid | None:
    """Return a table that is nothing but rows of cells; ``otherwise`` reads those of several texts.

    None for any other, and for one whose cells say how they look: that is longer than what they hold.
    """
    from lxml import etree

    first = next(table.iter("td", "th"), None)
    if first is None or first.get("style") is not None:
        return None
    written = etree.tostring(table, encoding="unicode", with_tail=False)
    if "&" in written or len(written) > _LONGEST:  # a sign written as a reference, in few tables
        return None
    pieces = _TEXT.split(written)
    try:
        layout = _layout(tuple(pieces[::2]))
    except _MoreThanCellsError:
        return None
    texts = [*map(str.strip, pieces[1::2]), ""]
    rows = layout.rows(texts)
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
    if not _BEHIND_ROWS.fullmatch(behind):
        raise _MoreThanCellsError
    widths: list[int] = []
    of_texts: list[int] = []
    cells: list[Cell] = []
    several: list[tuple[int, int]] = []
    taken: dict[int, int] = {}
    """The columns that cells of rows above reach into, and before which row they end."""
    at = 0
    for number, written_row in enumerate(written_rows):
        taken = {column: end for column, end in taken.items() if end > number}
        row = _row(written_row, frozenset(taken))
        for nth, (texts, column, span, high) in enumerate(row):
            if texts > 1:
                several.append((number, nth))
            of_texts.append(at if texts == 1 else -1)
            cells.append(Cell("", column, span, high))
            at += texts
            taken.update(dict.fromkeys(range(column, column + span), number + high))
        widths.append(len(row))
    return _Layout(widths, of_texts, several, cells)


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
