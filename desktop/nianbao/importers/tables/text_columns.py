"""Columns of a text that keeps its page's layout: what stands one above the other is one column.

``pdftotext -layout`` writes every word at the place where it stands on the page, so that blank cells
leave room. Two numbers of which one stands above the other are of one column; numbers of a row are of
different columns, in order. This bounds from both sides the columns that a number may be of. Where the
bounds meet, the number is placed; where two columns fit, its row is declined; where something
contradicts, nothing of the page is believed. Heads tell nothing: they drift against the numbers.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from nianbao.importers.tables.lines import Style
from nianbao.importers.tables.pipe_rows import Placed
from nianbao.importers.tables.row_finder import Hit
from nianbao.importers.tables.tokens import Kind, Row, Token
from nianbao.importers.vocabulary.forms import FormRow, FormTable
from nianbao.importers.vocabulary.sums import adds_up, infer_row

_FEWEST_GAPS = 3
"""Widths of the room before numbers: a text with one or two keeps no layout."""
_UPRIGHT = 2
_CLEAR = 2
"""Blanks between columns; where they stand nearer, a number may be those of two cells that touch."""


class Span(NamedTuple):
    """From where to where something stands in its line."""

    start: int
    end: int


class TextColumns:
    """Where the numbers of a table's rows without marks between their cells stand on the page."""

    def __init__(
        self, table: FormTable, hits: Mapping[int, Hit], rows: Sequence[Row], pages: Sequence[int]
    ) -> None:
        self._placed: dict[int, Placed] = {}
        parts: dict[tuple[int, int], list[tuple[FormRow, Hit]]] = defaultdict(list)
        for order, hit in hits.items():
            row = table.rows[order]
            if len(row.cells) > 1 and _is_laid_out(hit) and _keeps_its_indent(row, hit, rows):
                parts[bisect_right(pages, hit.label.place.block), row.block].append((row, hit))
        for found in parts.values():
            if _keeps_its_layout([hit for _, hit in found]):
                self._place(found)

    def placed(self, hit: Hit) -> Placed | None:
        """Return the token of each column, None where it is blank; None where this is not known."""
        return self._placed.get(id(hit))

    def _place(self, found: Sequence[tuple[FormRow, Hit]]) -> None:
        page = _Page([_spans(hit.tail) for _, hit in found], len(found[0][0].cells))
        for row, hit in found:
            columns = [page.column(span) for span in _spans(hit.tail)]
            if None in columns or page.may_touch(_spans(hit.tail), columns):
                continue
            tokens = dict(zip(columns, hit.tail, strict=True))
            cells = (tokens.get(at) for at in range(len(row.cells)))
            placed = tuple(None if one is None or one.kind is Kind.BLANK else one for one in cells)
            if not _may_be_stuck(row, placed):
                self._placed[id(hit)] = placed


def _is_laid_out(hit: Hit) -> bool:
    """Whether a row's numbers stand on one line of a text, behind its beginning.

    Not on the text's first line, which may have lost the blanks before it.
    """
    if hit.style != Style.BARE or not hit.filled or hit.torn:
        return False
    blocks = {token.place.block for token in hit.tail}
    return len(blocks) == 1 and blocks != {0} and all(token.start > 0 for token in hit.tail)


def _keeps_its_indent(row: FormRow, hit: Hit, rows: Sequence[Row]) -> bool:
    """Whether the line of a row's numbers begins with blanks, where its row stands under a group.

    There the group's own letters may begin it, which stand one below the other at the page's edge.
    """
    line = next(one for one in rows[hit.row :] if one.block == hit.tail[0].place.block)
    first = line.tokens[0]
    return first.start > 0 or not row.cells[0].row.parent or len(first.text) <= _UPRIGHT


def _keeps_its_layout(hits: Sequence[Hit]) -> bool:
    """Whether the room before numbers differs as it does on a page, and lines are indented."""
    gaps = {gap for hit in hits for gap in _gaps(hit)}
    return len(gaps) >= _FEWEST_GAPS and any(hit.label.start > 0 for hit in hits)


def _gaps(hit: Hit) -> Iterator[int]:
    """Yield how much room stands before each of a row's numbers."""
    same = hit.label.place.block == hit.tail[0].place.block
    end = hit.label.end if same else 0
    for token in hit.tail:
        yield token.start - end
        end = token.end


def _spans(tokens: Iterable[Token]) -> list[Span]:
    return [Span(token.start, token.end) for token in tokens]


def _may_be_stuck(row: FormRow, placed: Placed) -> bool:
    """Whether a number would let the row's sum hold if it were those of two cells."""
    texts = [token.text for token in placed if token is not None]
    if adds_up(["0" if token is None else token.text for token in placed], row) is not False:
        return False
    return infer_row(texts, row, blanks_seen=True, one_a_line=False) is not None


class _Page:
    """The numbers of a page's rows in stacks from left to right, and the column of each stack."""

    def __init__(self, lines: Sequence[Sequence[Span]], count: int) -> None:
        self._stacks = _stacks(span for line in lines for span in line)
        self._columns: Sequence[int | None] = []
        before: dict[int, set[int]] = defaultdict(set)
        for line in lines:
            at = [self._stacks[span] for span in line]
            if len({*at}) < len(at):
                return  # two numbers of a row in one column
            for left, right in pairwise(at):
                before[right].add(left)
        self._columns = _columns(1 + max(self._stacks.values()), before, count)
        self._touching = self._touching_columns()

    def column(self, span: Span) -> int | None:
        """Return the column in which a number stands; None where it may be of several."""
        return self._columns[self._stacks[span]] if self._columns else None

    def may_touch(self, spans: Sequence[Span], columns: Sequence[int | None]) -> bool:
        """Whether a number of several digits has no neighbour where two columns come close."""
        long = {at for span, at in zip(spans, columns, strict=True) if span.end - span.start > 1}
        return any(
            (left in long and right not in columns) or (right in long and left not in columns)
            for left, right in self._touching
        )

    def _touching_columns(self) -> Sequence[tuple[int | None, int | None]]:
        """Return the neighbouring columns with less room between them than two numbers need."""
        edges: dict[int, tuple[int, int]] = {}
        for (start, end), at in self._stacks.items():
            first, last = edges.get(at, (start, end))
            edges[at] = min(first, start), max(last, end)
        places = [edges[at] for at in sorted(edges)]
        return [
            (self._columns[at], self._columns[at + 1]) if self._columns else (None, None)
            for at, (left, right) in enumerate(pairwise(places))
            if right[0] - left[1] < _CLEAR
        ]


def _stacks(spans: Iterable[Span]) -> dict[Span, int]:
    """Return which spans stand one above the other, as numbers from left to right."""
    found: dict[Span, int] = {}
    number, end = -1, -1
    for span in sorted({*spans}):
        number += span.start >= end
        end = max(end, span.end)
        found[span] = number
    return found


def _columns(stacks: int, before: Mapping[int, Iterable[int]], count: int) -> Sequence[int | None]:
    """Return the only column that each stack may be of; nothing where none is left for one."""
    first, last = [0] * stacks, [count - 1] * stacks
    for at in range(1, stacks):
        first[at] = max([first[at - 1], *(first[left] + 1 for left in before.get(at, ()))])
    for at in reversed(range(stacks)):
        last[at] = min(last[at : at + 2])
        for left in before.get(at, ()):
            last[left] = min(last[left], last[at] - 1)
    if any(low > high for low, high in zip(first, last, strict=True)):
        return []
    return [low if low == high else None for low, high in zip(first, last, strict=True)]
