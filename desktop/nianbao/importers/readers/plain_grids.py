"""Tables of web pages in which every cell is read as it stands: nearly all, and each cell is touched once."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from nianbao.importers.document import Block, Cell, Grid, Paragraph, new_tuple
from nianbao.importers.errors import too_many

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

CELLS = frozenset(["td", "th"])
_PLAIN = frozenset(["p", "span", "div", "font", "b", "strong", "a", "u", "i", "em", "o:p"])
_MOST_COLUMNS = 200
WIDEST = 2000
"""Grid columns of a row; spans that are wrong add up."""
_DIGITS = re.compile(r"\s*(\d{1,4})")


def plain_grid(
    rows: "Iterable[_Element]", otherwise: "Callable[[_Element], str | None]", name: str
) -> tuple[Grid, list[Block]]:
    """Return a table and the words between its cells; ``otherwise`` reads cells of several pieces."""
    found: list[tuple[Cell, ...]] = []
    loose: list[Block] = []
    taken: dict[int, int] = {}
    """The columns that cells of rows above reach into, and before which row they end."""
    for tr in rows:
        if taken:
            taken = {at: end for at, end in taken.items() if end > len(found)}
        row: list[Cell] = []
        column = 0
        for td in tr:
            if td.tag not in CELLS:
                continue
            text = only_text(td)
            if td.tail:
                loose += words_behind(td)
            while column in taken:
                column += 1
            span, high = spans(td) if td.keys() else (1, 1)
            row.append(
                new_tuple(Cell, (otherwise(td) if text is None else text, column, span, high))
            )
            if high > 1:
                taken.update(dict.fromkeys(range(column, column + span), len(found) + high))
            column += span
            if column > WIDEST:
                raise too_many(name, f"表格的一行有{column}列")
        found.append(tuple(row))
    return Grid(tuple(found)), loose


def only_text(td: "_Element") -> str | None:
    """Return the text of a cell that has but one, with plain elements around it; else None."""
    words = (td.text or "").strip()
    inner, children = td, len(td)
    while children == 1:  # <td><p><span>0</span></p></td>
        inner = inner[0]
        if inner.tag not in _PLAIN:
            return None
        text, tail = inner.text, inner.tail
        if tail and not tail.isspace():
            return None
        if text:
            text = text.strip()
            if text and words:
                return None
            words = words or text
        children = len(inner)
    return None if children else words


def words_behind(td: "_Element") -> list[Block]:
    """Return the words between a cell and the next one."""
    tail = td.tail
    return [Paragraph(tail.strip())] if tail and not tail.isspace() else []


def spans(td: "_Element") -> tuple[int, int]:
    """Return over how many columns and rows a cell reaches."""
    across, down = td.get("colspan"), td.get("rowspan")
    return span_in(across), span_in(down)


@lru_cache(maxsize=256)
def span_in(written: str | None) -> int:
    """Return how far a cell reaches by what its attribute says."""
    digits = _DIGITS.match(written) if written is not None else None
    return max(1, min(int(digits[1]), _MOST_COLUMNS)) if digits else 1
