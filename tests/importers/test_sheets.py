"""Workbooks as clerks keep them: merged, filled by formulas, with sheets that nobody sees."""

import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_bytes
from nianbao.report.book import Report
from tests.importers.word_files import NUMBERS, TITLE

FORM = load_form("gb_2021_30")
Write = Callable[[Decimal], object]


def as_number(value: Decimal) -> object:
    return int(value) if value == int(value) else float(value)


def as_text(value: Decimal) -> object:
    return format(value, "f")


def as_float(value: Decimal) -> object:
    return float(value)


def fill(sheet: Worksheet, table: str, top: int, write: Write, *, merged: bool = True) -> int:
    """Write a table from a row on; return the row after it."""
    rows = FORM.layouts[table].rows()
    for at, row in enumerate(rows, top):
        for cell in row:
            value = write(NUMBERS[cell.key]) if cell.key else cell.text
            sheet.cell(at, cell.col + 1).value = value  # type: ignore[assignment]
            if merged and cell.row_span * cell.col_span > 1:
                low, right = at + cell.row_span - 1, cell.col + cell.col_span
                sheet.merge_cells(None, at, cell.col + 1, low, right)
    return top + len(rows)


def one_sheet(write: Write = as_number, *, merged: bool = True) -> Workbook:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.cell(1, 1, TITLE)
    top = 3
    for section in FORM.sections:
        sheet.cell(top, 1, section.label)
        top += 1
        if section.table:
            top = fill(sheet, section.table, top, write, merged=merged) + 1
    return book


def three_sheets(write: Write = as_number, *, merged: bool = True) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for section in FORM.sections:
        if section.table:
            fill(book.create_sheet(section.label[:20]), section.table, 1, write, merged=merged)
    return book


def content(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book: Workbook) -> Report:
    return read_bytes(content(book), "年报.xlsx").report


def wrong(report: Report) -> dict[str, object]:
    return {
        key: (number, report.cells.get(key))
        for key, number in NUMBERS.items()
        if report.cells.get(key) != number
    }


@pytest.mark.long
@pytest.mark.parametrize("write", [as_number, as_text, as_float], ids=lambda one: one.__name__)
@pytest.mark.parametrize("arrange", [one_sheet, three_sheets], ids=lambda one: one.__name__)
@pytest.mark.parametrize("merged", [True, False])
def test_a_number_is_exact_however_it_is_stored(
    arrange: Callable[..., Workbook], write: Write, *, merged: bool
) -> None:
    assert wrong(read(arrange(write, merged=merged))) == {}


def test_a_hidden_sheet_is_not_read() -> None:
    book = three_sheets()
    old = book.create_sheet("去年的", 0)
    fill(old, "table_3", 1, lambda value: int(value) + 5000)
    old.sheet_state = "hidden"

    assert wrong(read(book)) == {}


def test_a_sum_without_its_result_is_added_up_and_no_other_formula() -> None:
    book = three_sheets()
    sheet = book.worksheets[1]
    (place,) = [
        cell for row in sheet for cell in row if cell.value == NUMBERS["table_3.granted.total"]
    ]
    left = sheet.cell(place.row, place.column - 6).coordinate
    right = sheet.cell(place.row, place.column - 1).coordinate
    place.value = f"=SUM({left}:{right})"
    other = sheet.cell(place.row + 1, place.column)
    other.value = f"=IF({left}>0,7,8)"

    report = read(book)

    row = [
        key for key in NUMBERS if key.startswith("table_3.granted.") and not key.endswith("total")
    ]
    assert report.cells["table_3.granted.total"] == sum(NUMBERS[key] for key in row)
    assert set(wrong(report)) == {"table_3.granted.total", "table_3.granted_partly.total"}
    assert report.cells.get("table_3.granted_partly.total") is None


def test_dates_beside_the_tables_are_no_numbers() -> None:
    book = three_sheets()
    for sheet in book.worksheets:
        last = sheet.max_row + 2
        sheet.cell(last, 1, "填表日期")
        sheet.cell(last, 2).value = datetime(2024, 1, 15)  # noqa: DTZ001 - Excel has no zones

    assert wrong(read(book)) == {}
