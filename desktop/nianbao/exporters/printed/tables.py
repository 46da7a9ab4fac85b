"""A statutory table as it is printed: the form's layout with the values in force."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal, get_args

from nianbao.exporters.printed.cell_notes import CellNotes, place_notes
from nianbao.exporters.printed.keeping import kept_rows
from nianbao.exporters.printed.page_setup import (
    TWIPS_IN_HALF_POINT,
    Setup,
    StyleName,
    TableSettings,
)
from nianbao.exporters.printed.paper import PaperCell, PaperOptions, PaperTable
from nianbao.exporters.printed.paragraphs import clean, em_width
from nianbao.formats.layout import Layout, LayoutCell
from nianbao.formats.registry import Form
from nianbao.formats.schema import SectionDef
from nianbao.report.numbers import format_number

_Look = Literal["head", "label", "number", "remark"]
_NUMBER = re.compile(r"[-+]?[0-9.]+")


@dataclass(frozen=True)
class Values:
    """The numbers of a report and the words beside them, by cell key."""

    cells: Mapping[str, Decimal | None]
    notes: Mapping[str, str]


def paper_table(
    form: Form, section: SectionDef, values: Values, setup: Setup, options: PaperOptions
) -> PaperTable:
    """Return a section's table."""
    table = form.table(section.table or "")
    layout = form.layouts[table.id]
    dense = layout.n_rows > setup.table.dense_rows
    widths = table.wide_widths if options.wide_tables else table.widths
    maker = _CellMaker(layout, values, setup, dense=dense)
    notes = place_notes(
        form, layout.cells, values.notes, setup.table, lambda cell: maker.room(cell, widths)
    )
    paper = PaperTable(
        id=table.id,
        section=section.id,
        title=section.label,
        summary=_summary(form, section),
        layout=layout,
        widths=widths,
        cells=(),
        dense=dense,
        head_rows=layout.header_rows or 1,
        kept=(),
        row_height=setup.table.dense_row_height if dense else setup.table.row_height,
        notes=notes.below,
    )
    cells = tuple(maker.make(cell, sum(_span(widths, cell)), notes) for cell in layout.cells)
    paper = replace(paper, cells=cells)
    return replace(paper, cells=_fit_numbers(paper, setup), kept=kept_rows(paper, setup))


def printed_value(value: Decimal | None, note: str) -> str:
    """Return a cell's text: 22（其中修订16件）; a blank cell stays blank."""
    return format_number(value) + (f"（{note}）" if note else "")


def _summary(form: Form, section: SectionDef) -> str:
    cells = [cell for cell in form.cells.values() if cell.table == section.table]
    rows = list(dict.fromkeys(cell.row.name for cell in cells if cell.row.name))
    columns = list(dict.fromkeys(cell.column_labels[0] for cell in cells))
    about = f"列：{'、'.join(columns)}。"
    return (f"行：{'、'.join(rows)}；" if rows else "") + about


def _span(widths: tuple[int, ...], cell: LayoutCell) -> tuple[int, ...]:
    return widths[cell.col : cell.col + cell.col_span]


@dataclass(frozen=True)
class _CellMaker:
    layout: Layout
    values: Values
    setup: Setup
    dense: bool

    def make(self, place: LayoutCell, width: int, notes: CellNotes) -> PaperCell:
        if place.key is not None:
            return self._number(place, place.key, width, notes.inside.get(place.key, ""))
        style = self._style(self._look(place))
        upright = (
            place.role == "row"
            and place.row_span >= self.setup.table.upright_rows
            and width < self.setup.table.narrow_column
        )
        text = clean(place.printed)
        margin = self._margin(width)
        if "\n" not in text and not upright:
            margin = self._margin_between_words(text, style, width, margin)
        return PaperCell(place, style, text, upright=upright, margin=margin)

    def room(self, place: LayoutCell, widths: tuple[int, ...]) -> float:
        """Return how many characters stand in a line of a number's cell."""
        return self._characters(sum(_span(widths, place)))

    def _characters(self, width: int) -> float:
        em = self.setup.styles[self._style("number")].size * TWIPS_IN_HALF_POINT
        return (width - 2 * self._margin(width)) / em

    def _number(self, place: LayoutCell, key: str, width: int, note: str) -> PaperCell:
        value = self.values.cells.get(key)
        text = printed_value(value, note)
        if note and value is not None and em_width(text) > self._characters(width):
            # Without room for both, line breaking would part the number's own digits.
            text = text.replace("（", "\n（", 1)
        return PaperCell(
            place, self._style("number"), text, value, note, margin=self._margin(width)
        )

    def _margin(self, width: int) -> int:
        settings = self.setup.table
        return settings.narrow_margin if width < settings.narrow_column else settings.margin

    def _margin_between_words(self, text: str, style: StyleName, width: int, margin: int) -> int:
        """A margin that breaks 社会公益组织 after two characters, not after three.

        Words have two characters mostly: where an odd number fits, one less reads better.
        """
        em = self.setup.styles[style].size * TWIPS_IN_HALF_POINT
        fitting = (width - 2 * margin) // em
        if width >= self.setup.table.narrow_column or len(text) <= fitting:
            return margin
        if fitting % 2 == 0 or len(text) % 2 or fitting == 1:
            return margin
        return (width - (fitting - 1) * em) // 2 - self.setup.table.tight_margin

    def _look(self, place: LayoutCell) -> _Look:
        if place.role == "note":
            return "remark"
        # Labels in several levels read better from the left; a single one stands like a head.
        return "label" if place.role == "row" and self.layout.label_columns > 1 else "head"

    def _style(self, look: _Look) -> StyleName:
        return _style_of(look, dense=self.dense)


@lru_cache(maxsize=16)
def _style_of(look: _Look, *, dense: bool) -> StyleName:
    name = f"{'dense' if dense else 'cell'}_{look}"
    return next(style for style in get_args(StyleName) if style == name)


def _fit_numbers(table: PaperTable, setup: Setup) -> tuple[PaperCell, ...]:
    """Set all of a table's numbers smaller where the longest would not fit into its cell."""
    settings = setup.table
    numbers = [cell for cell in table.cells if cell.place.key is not None]
    size = setup.styles[numbers[0].style].size
    if all(_fits(table, cell, size, settings) for cell in numbers):
        return table.cells
    narrow = [
        replace(cell, margin=settings.tight_margin) if _is_narrow(table, cell, settings) else cell
        for cell in numbers
    ]
    while size > settings.smallest_number and not all(
        _fits(table, cell, size, settings) for cell in narrow
    ):
        size -= 1
    smaller = {cell.place: replace(cell, size=size) for cell in narrow}
    return tuple(smaller.get(cell.place, cell) for cell in table.cells)


def _is_narrow(table: PaperTable, cell: PaperCell, settings: TableSettings) -> bool:
    return table.width_of(cell) < settings.narrow_column


def _fits(table: PaperTable, cell: PaperCell, size: int, settings: TableSettings) -> bool:
    text = cell.text
    plain = text.isdecimal() or not text
    digits = len(text) if plain else max(map(len, _NUMBER.findall(text)), default=0)
    needed = digits * settings.digit_em * size * TWIPS_IN_HALF_POINT
    return needed <= table.width_of(cell) - 2 * margin_of(cell, settings)


def margin_of(cell: PaperCell, settings: TableSettings) -> int:
    """Return the margin at the left and right of a cell's text."""
    return settings.margin if cell.margin is None else cell.margin
