"""Tables that are laid out as those of an earlier source were, and differ from them in plain numbers alone.

The units of a county fill in one form with one program: a thousand sources have the same cells with the
same words at the same places. Where one of them left nothing open, its numbers had no say in where they
belong; those behind it are read at the same places, without searching for them again. Whatever is not a
plain number, a blank too, makes another layout: 12件, 3（其中2件）, /.
"""

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from nianbao.formats.layout import CellDef
from nianbao.importers.document import Aside, Cell, Document, Grid, Place
from nianbao.importers.result import Cells
from nianbao.importers.tables.row_sink import RowSink
from nianbao.importers.tables.said_units import lines_above
from nianbao.importers.tables.tokens import Kind, Source, Token, places_of
from nianbao.importers.vocabulary.forms import FormIndex, FormTable
from nianbao.importers.vocabulary.values import is_value
from nianbao.report.numbers import SMALL

_PLAIN = re.compile(r"-?[0-9０-９][0-9０-９,.]{0,15}")
_MOST_CELLS = 1000
_MOST_LETTERS = 20_000
"""Of all tables; a report's have 300 cells and 3,000 letters. Hostile sources must not fill the memory."""


class _KnownCell(NamedTuple):
    cell: CellDef
    at: tuple[int, int, int]
    """Which of the source's tables, which row of it and which of that row's cells.

    Of a blank cell the row's label.
    """
    is_blank: bool
    units: frozenset[str]
    """Those that the source names for it."""


class _Placed(NamedTuple):
    """What is known of the tables of a layout, where they are certain blocks of a source."""

    tables: Sequence[int]
    places: Mapping[str, Place]
    left: Sequence[Aside]


class Known:
    """Where a source of one layout had its values, and what else was in its tables."""

    def __init__(
        self, cells: Sequence[_KnownCell], left: Sequence[tuple[int, int, str, str]]
    ) -> None:
        """Keep where the cells are; table, row, text and reason of what else was understood."""
        self._cells = cells
        self._left = left
        self._keys = tuple(known.cell.key for known in cells)
        self._at = tuple(known.at for known in cells)
        self._weighed = {n for n, known in enumerate(cells) if known.is_blank or known.units}
        """Those that are more than a number at a place."""
        self._placed = _Placed((), {}, ())

    def cells(self, document: Document) -> Cells:
        """Return the cells of another source of the layout."""
        tables = [_rows(document, block) for block in document.tables]
        texts = [tables[table][row][at].text for table, row, at in self._at]
        cells = Cells(
            values=dict(zip(self._keys, map(SMALL.get, texts), strict=True)),  # nearly all of them
            places={**self._placed_in(document).places},
            used={*document.tables},
        )
        others = {number for number, text in enumerate(texts) if text not in SMALL}
        if others or self._weighed:
            self._read_singly(sorted(others | self._weighed), texts, cells)
        return cells

    def _read_singly(self, numbers: Sequence[int], texts: Sequence[str], cells: Cells) -> None:
        sink = RowSink(cells)
        for number in numbers:
            cell, _, is_blank, units = self._cells[number]
            if is_blank:
                cells.values[cell.key] = None
            else:
                sink.read(cell, Token(Kind.VALUE, texts[number], cells.places[cell.key]), units)

    def left_in(self, document: Document) -> Sequence[Aside]:
        """Return what is left of its tables."""
        return self._placed_in(document).left

    def _placed_in(self, document: Document) -> _Placed:
        """Return what is known with its places; sources of one program have their tables alike."""
        blocks, placed = document.tables, self._placed
        if placed.tables != blocks:
            tables = [_rows(document, block) for block in blocks]
            places = (
                places_of(blocks[table], row, len(tables[table][row]))[at]
                for table, row, at in self._at
            )
            left = [
                Aside(Place(blocks[table], row), text, reason)
                for table, row, text, reason in self._left
            ]
            placed = _Placed(blocks, dict(zip(self._keys, places, strict=True)), left)
            self._placed = placed
        return placed


@dataclass
class Layout:
    """What sources of one layout have shown."""

    sources: int = 1
    """How many have it; what is met but once is not worth keeping."""
    votes: Counter[str] | None = None
    """How many of the labels speak for each form."""
    _known: dict[str, Known] = field(default_factory=dict)

    def known(self, form: str) -> Known | None:
        """Return what an earlier source has shown, read by this form; None where none has."""
        return self._known.get(form)

    def learn(
        self, document: Document, index: FormIndex, cells: Cells, left: Sequence[Aside] | None
    ) -> None:
        """Keep where a source had its values, unless something in its tables was doubtful.

        ``left`` is what was understood in them and not taken; None where something was not understood.
        What is kept must lead to the same cells again.
        """
        if self.sources == 1 or left is None or not _is_plain(document, index, cells):
            return
        number = {block: at for at, block in enumerate(document.tables)}
        known = Known(
            list(_known_cells(index, cells, number)),
            [(number[one.place.block], one.place.row, one.text, one.reason) for one in left],
        )
        if known.cells(document).as_read() == cells.as_read():
            self._known[index.form.id] = known


def layout_of(source: Source) -> Layout:
    """Return the layout of a source's tables, the same one for all sources that have it."""
    shape = _shape(source.document)
    if shape is None:
        return Layout()
    layout = layout_with(source.labels, shape)
    layout.sources += 1
    return layout


@lru_cache(maxsize=128)
def layout_with(labels: Hashable, shape: Hashable) -> Layout:  # noqa: ARG001 - told by them
    """Return the layout that has this shape, read with these labels."""
    return Layout(sources=0)


def _shape(document: Document) -> Hashable | None:
    """Return what a source's tables have in common with all others of their layout.

    None where there is none, or a table has no merged cells: those that were lost are found by its
    numbers.
    """
    shape: list[Hashable] = []
    count = letters = 0
    for number, grid in document.grids():
        texts, *places = zip(*chain.from_iterable(grid.rows), strict=True)
        count += len(texts)
        letters += sum(map(len, texts))
        _, across, down = places
        if count > _MOST_CELLS or letters > _MOST_LETTERS or max(across) == max(down) == 1:
            return None
        words = tuple(map(_said_by_layout, texts))
        above = tuple(lines_above(document, number))
        shape.append((tuple(map(len, grid.rows)), words, *places, above))
    return tuple(shape) or None


@lru_cache(maxsize=4096)
def _said_by_layout(text: str) -> str | None:
    """Return a text that says more than a number; None for digits: they stand where they stand."""
    return None if _PLAIN.fullmatch(text) and is_value(text) else text


def _is_plain(document: Document, index: FormIndex, cells: Cells) -> bool:
    """Whether all tables of a source were read, and none of their numbers was weighed for it."""
    if cells.used != {*document.tables} or cells.values.keys() != cells.places.keys():
        return False
    unlabelled = (table for table in index.tables.values() if not table.labelled)
    return all(_is_one_row(document, table, cells.places) for table in unlabelled)


def _is_one_row(document: Document, table: FormTable, places: Mapping[str, Place]) -> bool:
    """Whether a row without a label has just the form's cells: others are told by the sums."""
    own = [places[cell.key] for cell in table.rows[0].cells if cell.key in places]
    found = {place[:2] for place in own}
    count = len(table.rows[0].cells)
    return len(found) == 1 and all(
        len(own) == count == len(_rows(document, block)[row]) for block, row in found
    )


def _known_cells(index: FormIndex, cells: Cells, number: Mapping[int, int]) -> Iterator[_KnownCell]:
    form, none = index.form.cells, frozenset[str]()
    blank = {key for key, value in cells.values.items() if value is None}
    blank -= {key for piece in cells.unread for key in piece.keys}
    for key, (block, row, at) in cells.places.items():
        known_at = (number[block], row, at)
        yield _KnownCell(form[key], known_at, key in blank, cells.units.get(key, none))


def _rows(document: Document, block: int) -> Sequence[Sequence[Cell]]:
    grid = document.blocks[block]
    return grid.rows if isinstance(grid, Grid) else ()
