"""The three tables as a workbook: the official grid, sums as live formulas, inputs unlocked.

A total is a formula where the report agrees with it; a typed total that differs stays a number, so
that the workbook says what the report says.
"""

import math
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Setup, load_setup
from nianbao.exporters.printed.paper import Paper, PaperCell, PaperTable, Paragraph
from nianbao.exporters.printed.paragraphs import em_width
from nianbao.exporters.workbook.allowed import validate
from nianbao.exporters.workbook.cells import Cells, Look, Place, fits
from nianbao.exporters.workbook.sums import GRID_TOP, Sum, sums
from nianbao.report.numbers import format_number

if TYPE_CHECKING:
    from nianbao.formats.schema import ValueType

_TOP = GRID_TOP - 1
"""The grid's first row, from 0."""
_TWIPS_IN_PIXEL = 92 / 7
"""Of a column: a unit of its width, 7 pixels, for 92 twips of the paper's."""
_WIDER = 1.25
"""A screen has more room than a sheet of paper."""
_ROW_HEIGHT = 24.0
_LINE_HEIGHT = 14.0
_TITLE_POINTS = 14
_REMARK_POINTS = 9
_A4 = 9
_MARGINS = (0.75, 0.75, 1, 1)
"""Inches: left, right, top, bottom."""
_CONFUSING = frozenset('";')


def render(paper: Paper) -> bytes:
    """Return the .xlsx of a report's tables."""
    setup = load_setup()
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        book.set_properties({"title": paper.title, "author": paper.unit})
        cells = Cells(book)
        for table in paper.tables():
            sheet = book.add_worksheet(f"表{paper.form.section(table.section).number}")
            TableSheet(sheet, cells, paper, table, setup).fill()
    return stream.getvalue()


class TableSheet:
    """Fills one worksheet with one table."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a sheet is made of
        self,
        sheet: Worksheet,
        cells: Cells,
        paper: Paper,
        table: PaperTable,
        setup: Setup,
        formulas: Mapping[str, Sum] | None = None,
    ) -> None:
        """``formulas`` are those of the numbers; the sums of the form where none are given."""
        self.sheet = sheet
        self.cells = cells
        self.paper = paper
        self.table = table
        self.setup = setup
        self.sums = self._own_sums() if formulas is None else formulas

    def _own_sums(self) -> dict[str, Sum]:
        return {
            key: total
            for key, total in sums(self.paper.form, self.table).items()
            if total.result is not None or not self._says_more(key)
        }

    def _says_more(self, key: str) -> bool:
        """Whether a cell without a number has words, which no formula can show."""
        return any(cell.text for cell in self.table.cells if cell.place.key == key)

    def fill(self, remark: str = "") -> None:
        """Write the sheet, with a remark between its title and the table."""
        self._titles()
        if remark:
            self._across(_TOP - 1, remark, Look(self.setup.fonts["song"].name, _REMARK_POINTS))
        self._notes()
        for cell in self.table.cells:
            self._cell(cell)
        self._page()
        self._validate()

    def _titles(self) -> None:
        look = Look(self.setup.fonts["hei"].name, _TITLE_POINTS, align="center")
        for row, text in enumerate((self.paper.title, self.table.title)):
            self._across(row, text, look)

    def _notes(self) -> None:
        """What stands under the table on paper stands there too."""
        style = self.setup.styles["cell_remark"]
        look = Look(self.setup.fonts[style.font].name, style.size / 2)
        room = sum(self.table.widths) * _WIDER / (style.size * TWIPS_IN_HALF_POINT)
        top = _TOP + self.table.layout.n_rows
        for row, block in enumerate(_under(self.paper, self.table), top):
            self._across(row, block.text, look)
            self.sheet.set_row(row, _height(_lines(block.text, room)))

    def _across(self, row: int, text: str, look: Look) -> None:
        """Write a text over the table's whole width."""
        last = self.table.layout.n_columns - 1
        self.sheet.merge_range(row, 0, row, last, "", self.cells.format(look))
        self.cells.text(self.sheet, (row, 0), text, look)

    def _cell(self, cell: PaperCell) -> None:
        total = self.sums.get(cell.place.key or "")
        place, look = _place(cell), self._look(cell, total)
        if cell.place.row_span > 1 or cell.place.col_span > 1:
            last = (_TOP + cell.bottom - 1, cell.right - 1)
            self.sheet.merge_range(*place, *last, "", self.cells.format(look))
        if total is not None:
            # Not every viewer counts, so that the result stands beside the formula.
            known = "" if total.result is None else total.result
            self.sheet.write_formula(*place, total.formula, self.cells.format(look), known)
        elif cell.value is not None and fits(cell.value):
            self.cells.number(self.sheet, place, cell.value, look)
        elif cell.text:
            self.cells.text(self.sheet, place, cell.text, look)
        else:
            self.sheet.write_blank(*place, "", self.cells.format(look))

    def _look(self, cell: PaperCell, total: Sum | None) -> Look:
        style = self.setup.styles[cell.style]
        return Look(
            self.setup.fonts[style.font].name,
            style.size / 2,
            align=style.align,
            framed=True,
            upright=cell.upright,
            locked=cell.place.key is None or total is not None,
            number_format="General" if cell.place.key is None else _number_format(cell),
        )

    def _page(self) -> None:
        sheet, layout = self.sheet, self.table.layout
        for number, width in enumerate(self.table.widths):
            sheet.set_column_pixels(number, number, round(width * _WIDER / _TWIPS_IN_PIXEL))
        for row in range(layout.n_rows):
            sheet.set_row(_TOP + row, self._row_height(row))
        sheet.set_paper(_A4)
        sheet.set_margins(*_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        if layout.header_rows:
            sheet.repeat_rows(_TOP, _TOP + layout.header_rows - 1)
            sheet.freeze_panes(_TOP + layout.header_rows, layout.label_columns)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _row_height(self, row: int) -> float:
        """Points that the texts of a row need; Excel does not make room by itself in merged cells."""
        lines = (
            _lines(cell.text, self.table.width_of(cell) * _WIDER / self._em(cell))
            for cell in self.table.cells
            if cell.place.row == row and cell.place.row_span == 1
        )
        return _height(max(lines, default=1))

    def _em(self, cell: PaperCell) -> int:
        return self.setup.styles[cell.style].size * TWIPS_IN_HALF_POINT

    def _validate(self) -> None:
        places: dict[ValueType, list[Place]] = {}
        for cell in self.table.cells:
            key = cell.place.key
            if key is not None and key not in self.sums:
                kind = self.paper.form.cells[key].value_type
                places.setdefault(kind, []).append(_place(cell))
        for kind, found in places.items():
            validate(self.sheet, kind, found)


def _place(cell: PaperCell) -> Place:
    return _TOP + cell.place.row, cell.place.col


def _number_format(cell: PaperCell) -> str:
    """A note stands in the format: the cell shows 22（其中修订16件） and is still a number.

    Excel takes formats of 255 characters; ``longest_note`` in page.toml keeps notes below that.
    """
    number = format_number(cell.value)
    _, point, decimals = number.partition(".")
    words = _literal(cell.text.removeprefix(number).strip()) if cell.note and number else ""
    return f"0{point}{'0' * len(decimals)}{words}"


def _literal(words: str) -> str:
    """Return words for a number format. With " or ; among them each sign is escaped by itself:

    there are readers that pair quotes and cut at each ; and then take d, m and y for a date.
    """
    escaped = not _CONFUSING.isdisjoint(words)
    return "".join(f"\\{sign}" for sign in words) if escaped else f'"{words}"'


def _under(paper: Paper, table: PaperTable) -> Iterator[Paragraph]:
    """The paragraphs of a table's section but for its heading."""
    return (
        block
        for block in paper.paragraphs()
        if block.section == table.section and block.style != "heading_1"
    )


def _height(lines: int) -> float:
    return max(_ROW_HEIGHT, lines * _LINE_HEIGHT)


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(em_width(line) / (width - 1))) for line in text.split("\n"))
