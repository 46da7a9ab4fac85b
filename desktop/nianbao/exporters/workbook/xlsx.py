"""The three tables as a workbook: the official grid, sums as live formulas, inputs unlocked.

A total is a formula where the report agrees with it; a typed total that differs stays a number, so
that the workbook says what the report says.
"""

import math
from collections.abc import Iterator
from copy import copy
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.exporters.printed.page_setup import Setup, StyleName, load_setup
from nianbao.exporters.printed.paper import Paper, PaperCell, PaperTable, Paragraph
from nianbao.exporters.printed.paragraphs import em_width
from nianbao.exporters.workbook.sums import GRID_TOP, sums
from nianbao.exporters.workbook.xlsx_parts import finished
from nianbao.report.numbers import format_number

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray

    from nianbao.formats.schema import ValueType

_MAX_DIGITS = 15
"""What Excel keeps of a number; a longer one is written as text."""
_TWIPS_IN_WIDTH = 92.0
"""Twips of one unit of a column's width."""
_WIDER = 1.25
"""A screen has more room than a sheet of paper."""
_ROW_HEIGHT = 24.0
_LINE_HEIGHT = 14.0
_TWIPS_IN_HALF_POINT = 10
_WHOLE = "0"
_CONFUSING = frozenset('";')
_STACKED = 255
"""Excel's word for one character per line."""


def render(paper: Paper) -> bytes:
    """Return the .xlsx of a report's tables."""
    setup = load_setup()
    book = Workbook()
    book.remove(book.worksheets[0])
    cached: list[dict[str, Decimal | None]] = []
    for table in paper.tables():
        sheet = book.create_sheet(f"表{paper.form.section(table.section).number}")
        cached.append(_Sheet(sheet, paper, table, setup).fill())
    book.properties.title = paper.title
    book.properties.creator = paper.unit
    stream = BytesIO()
    book.save(stream)
    return finished(stream.getvalue(), cached)


class _Sheet:
    """Fills one worksheet with one table."""

    def __init__(self, sheet: Worksheet, paper: Paper, table: PaperTable, setup: Setup) -> None:
        self.sheet = sheet
        self.paper = paper
        self.table = table
        self.setup = setup
        self.sums = sums(paper.form, table)
        self.looks: dict[tuple[StyleName, bool, bool], StyleArray] = {}
        side = Side(style="thin", color="000000")
        self.border = Border(left=side, right=side, top=side, bottom=side)

    def fill(self) -> dict[str, Decimal | None]:
        """Write the sheet and return what its formulas amount to, by coordinate."""
        self._titles()
        self._notes()
        results = {}
        for cell in self.table.cells:
            target = self._merged(cell)
            total = self.sums.get(cell.place.key or "")
            self._look(target, cell, locked=cell.place.key is None or total is not None)
            if cell.place.key is None:
                write_text(target, cell.text)
            elif total is not None:
                self._number_format(target, cell)
                target.value = total.formula
                results[target.coordinate] = total.result
            else:
                self._number(target, cell)
        self._page()
        self._validate()
        return results

    def _titles(self) -> None:
        last = self.table.layout.n_columns
        lines = (self.paper.title, self.table.title)
        for row, text in enumerate(lines, 1):
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
            target = self._at(row, 1)
            write_text(target, text)
            target.font = Font(name=self.setup.fonts["hei"].name, size=14)
            target.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def _notes(self) -> None:
        """What stands under the table on paper stands there too."""
        columns = self.table.layout.n_columns
        top = GRID_TOP + self.table.layout.n_rows
        room = sum(self.table.widths) * _WIDER
        for row, block in enumerate(_under(self.paper, self.table), top):
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
            target = self._at(row, 1)
            write_text(target, block.text)
            style = self.setup.styles["cell_remark"]
            target.font = Font(name=self.setup.fonts[style.font].name, size=style.size / 2)
            target.alignment = Alignment(vertical="center", wrap_text=True)
            lines = _lines(block.text, room / (style.size * _TWIPS_IN_HALF_POINT))
            self.sheet.row_dimensions[row].height = max(_ROW_HEIGHT, lines * _LINE_HEIGHT)

    def _merged(self, cell: PaperCell) -> Cell:
        top, left = GRID_TOP + cell.place.row, 1 + cell.place.col
        if cell.place.row_span > 1 or cell.place.col_span > 1:
            self.sheet.merge_cells(
                start_row=top,
                end_row=top + cell.place.row_span - 1,
                start_column=left,
                end_column=left + cell.place.col_span - 1,
            )
            for row in range(top, top + cell.place.row_span):
                for col in range(left, left + cell.place.col_span):
                    self.sheet.cell(row, col).border = self.border
        return self._at(top, left)

    def _at(self, row: int, column: int) -> Cell:
        found = self.sheet.cell(row, column)
        if not isinstance(found, Cell):
            raise TypeError(f"{found.coordinate} lies inside a merged cell")
        return found

    def _number(self, target: Cell, cell: PaperCell) -> None:
        if cell.value is None:
            if cell.text:
                write_text(target, cell.text)
            return
        if fits(cell.value):
            target.value = cell.value
            self._number_format(target, cell)
        else:
            write_text(target, cell.text)

    def _number_format(self, target: Cell, cell: PaperCell) -> None:
        """A note stands in the format: the cell shows 22（其中修订16件） and is still a number.

        Excel takes formats of 255 characters; ``longest_note`` in page.toml keeps notes below that.
        """
        _, point, decimals = format_number(cell.value).partition(".")
        wanted = f"0{point}{'0' * len(decimals)}"
        if cell.note:
            words = cell.text.removeprefix(format_number(cell.value))
            wanted += _literal(words.strip())
        if wanted != _WHOLE:
            target.number_format = wanted

    def _look(self, target: Cell, cell: PaperCell, *, locked: bool) -> None:
        """Copying a finished style spares openpyxl to compare every part of it again."""
        key = (cell.style, cell.upright, locked)
        if key not in self.looks:
            style = self.setup.styles[cell.style]
            target.font = Font(name=self.setup.fonts[style.font].name, size=style.size / 2)
            target.border = self.border
            target.number_format = _WHOLE
            target.protection = Protection(locked=locked)
            target.alignment = Alignment(
                horizontal="center" if cell.upright else style.align,
                vertical="center",
                wrap_text=True,
                text_rotation=_STACKED if cell.upright else 0,
            )
            self.looks[key] = target._style  # type: ignore[attr-defined]  # noqa: SLF001
        target._style = copy(self.looks[key])  # type: ignore[attr-defined]  # noqa: SLF001

    def _page(self) -> None:
        sheet, layout = self.sheet, self.table.layout
        for number, width in enumerate(self.table.widths, 1):
            column = sheet.column_dimensions[get_column_letter(number)]
            column.width = width / _TWIPS_IN_WIDTH * _WIDER
        for row in range(layout.n_rows):
            sheet.row_dimensions[GRID_TOP + row].height = self._height(row)
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_options.horizontalCentered = True
        if layout.header_rows:
            sheet.print_title_rows = f"{GRID_TOP}:{GRID_TOP + layout.header_rows - 1}"
            corner = sheet.cell(GRID_TOP + layout.header_rows, 1 + layout.label_columns)
            sheet.freeze_panes = corner.coordinate
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
        sheet.protection.formatRows = False

    def _height(self, row: int) -> float:
        """Points that the texts of a row need; Excel does not make room by itself in merged cells."""
        lines = max(
            (
                _lines(cell.text, self.table.width_of(cell) * _WIDER / self._em(cell))
                for cell in self.table.cells
                if cell.place.row == row and cell.place.row_span == 1
            ),
            default=1,
        )
        return max(_ROW_HEIGHT, lines * _LINE_HEIGHT)

    def _em(self, cell: PaperCell) -> int:
        return self.setup.styles[cell.style].size * _TWIPS_IN_HALF_POINT

    def _validate(self) -> None:
        """Excel itself refuses what the form does not allow."""
        rules: dict[ValueType, DataValidation] = {
            "count": DataValidation("whole", operator="greaterThanOrEqual", formula1="0"),
            "amount": DataValidation("decimal", operator="greaterThanOrEqual", formula1="0"),
            "change": DataValidation(
                "whole", operator="between", formula1="-999999999", formula2="999999999"
            ),
        }
        words: dict[ValueType, str] = {
            "count": "这一格只能填不小于 0 的整数，没有发生的填 0。",
            "amount": "这一格只能填不小于 0 的数。",
            "change": "这一格只能填整数，减少的用负数。",
        }
        places: dict[ValueType, list[str]] = {kind: [] for kind in rules}
        for cell in self.table.cells:
            key = cell.place.key
            if key is not None and key not in self.sums:
                kind = self.paper.form.cells[key].value_type
                column = get_column_letter(1 + cell.place.col)
                places[kind].append(f"{column}{GRID_TOP + cell.place.row}")
        for kind, rule in rules.items():
            if places[kind]:
                rule.sqref = MultiCellRange(" ".join(places[kind]))
                rule.allow_blank = True
                rule.showErrorMessage = True
                rule.errorTitle, rule.error = "请检查", words[kind]
                self.sheet.add_data_validation(rule)


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


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(em_width(line) / (width - 1))) for line in text.split("\n"))


def write_text(target: Cell, text: str) -> None:
    """Write words that stay words, whatever sign they begin with."""
    target.value = text
    target.data_type = "s"
    if text[:1] in {"=", "+", "-", "@"}:
        target.quotePrefix = True


def fits(value: Decimal) -> bool:
    """Whether Excel can hold a number exactly."""
    return len(value.as_tuple().digits) <= _MAX_DIGITS
