"""How the sheets of the leader's workbook look on the screen and on paper."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.printed.paragraphs import clean
from nianbao.exporters.workbook.cells import Cells, Look, fits
from nianbao.report.numbers import format_number
from nianbao.rollup.outputs.workbook.lines import Block, Line, ListSheet

Value = str | int | Decimal | None
Lines = Callable[[], Iterable[Line]]
_A4 = 9
_MARGINS = (0.5, 0.5, 0.7, 0.7)
"""Inches: left, right, top, bottom."""
_TITLE, _BODY, _COVER = 18, 10.5, 11
HEAD_ROW = 2
"""The row, from 0, in which the heads of a list stand: title and cover line above."""


class Book:
    """The workbook with its looks."""

    def __init__(self, book: Workbook, cover: str) -> None:
        """``cover`` is the line of year, units and date under every title."""
        fonts = load_setup().fonts
        self.book = book
        self.cover = cover
        self.cells = Cells(book)
        self._widths: dict[str, Sequence[float]] = {}
        song, hei = fonts["song"].name, fonts["hei"].name
        self.title = Look(hei, _TITLE, align="center", wrap=False)
        self.subtitle = Look(song, _COVER, align="center", wrap=False)
        self.note = Look(song, _BODY, wrap=True)
        self.head = Look(hei, _BODY, align="center", framed=True, filled=True)
        self.words = Look(song, _BODY, framed=True)
        self.centred = Look(song, _BODY, align="center", framed=True)
        self.number = Look(song, _BODY, align="right", framed=True, wrap=False)
        self.total = Look(hei, _BODY, align="right", framed=True, wrap=False, filled=True)
        self.total_words = Look(hei, _BODY, align="center", framed=True, filled=True)
        self.percent = Look(
            song, _BODY, align="right", framed=True, wrap=False, number_format="0.0%"
        )

    def sheet(
        self, name: str, title: str, widths: Sequence[float], *, landscape: bool = True
    ) -> ListSheet:
        """Return a new sheet with its title and the cover line, set up to be printed."""
        sheet = self.list_sheet(name)
        self._widths[name] = widths
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        last = len(widths) - 1
        for row, (text, look) in enumerate(((title, self.title), (self.cover, self.subtitle))):
            sheet.merge_range(row, 0, row, last, "", self.cells.format(look))
            self.cells.text(sheet, (row, 0), clean(text), look)
            sheet.set_row(row, 30 if row == 0 else 20)
        if landscape:
            sheet.set_landscape()
        self.page(sheet)
        return sheet

    def list_sheet(self, name: str) -> ListSheet:
        """Return a new sheet without anything in it."""
        sheet = self.book.add_worksheet(name, ListSheet)
        return cast("ListSheet", sheet)

    def page(self, sheet: Worksheet) -> None:
        """Set a sheet up for A4, as wide as the page, with its number at the foot."""
        sheet.set_paper(_A4)
        sheet.set_margins(*_MARGINS)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_footer("&C第 &P 页 共 &N 页")

    def heads(
        self, sheet: Worksheet, heads: Sequence[str], fixed: int = 1, height: float = 32
    ) -> None:
        """Write the heads of a list, which stay on the screen and on each page."""
        for column, text in enumerate(heads):
            self.cells.text(sheet, (HEAD_ROW, column), text, self.head)
        sheet.set_row(HEAD_ROW, height)
        sheet.freeze_panes(HEAD_ROW + 1, fixed)
        sheet.repeat_rows(HEAD_ROW)

    def row(
        self, sheet: Worksheet, row: int, values: Sequence[Value], looks: Sequence[Look]
    ) -> None:
        """Write one line of a list."""
        for column, (value, look) in enumerate(zip(values, looks, strict=True)):
            self.cell(sheet, row, column, value, look)

    def lines(
        self, sheet: ListSheet, first: int, count: int, lines: Lines, looks: Sequence[Look]
    ) -> None:
        """Add a list: ``lines`` gives one sequence of values a row, when the file is written."""
        formats = [self.cells.format(look) for look in looks]
        quoted = [self.cells.format(replace(look, quoted=True)) for look in looks]
        sheet.add(
            Block(first, count, lines, formats, quoted, self._widths.get(str(sheet.name), ()))
        )

    def cell(self, sheet: Worksheet, row: int, column: int, value: Value, look: Look) -> None:
        """Write words as words and numbers as numbers; a blank has its frame."""
        if value is None or value == "":
            sheet.write_blank(row, column, "", self.cells.format(look))
        elif isinstance(value, str):
            self.cells.text(sheet, (row, column), clean(value), look)
        elif fits(Decimal(value)):
            self.cells.number(sheet, (row, column), Decimal(value), look)
        else:
            self.cells.text(sheet, (row, column), format_number(Decimal(value)), look)
