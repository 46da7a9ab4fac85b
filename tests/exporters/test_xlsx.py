"""The workbook: the official grid, live sums, what may be typed in, words that stay words."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.workbook import Workbook

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.workbook.sums import GRID_TOP, formula
from nianbao.exporters.workbook.xlsx import render
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from tests.exporters.official import official_cells
from tests.exporters.reports import blank, full

FORM = "gb_2021_30"


def book(report: Report, *, shown: bool = False) -> Workbook:
    return load_workbook(BytesIO(render(describe(report))), data_only=shown)


def coordinate(key: str, form_id: str = FORM) -> tuple[str, int, int]:
    """Sheet, row and column of a cell."""
    form = load_form(form_id)
    table = form.cells[key].table
    (place,) = [cell for cell in form.layouts[table].cells if cell.key == key]
    number = form.section(form.section_of(key)).number
    return f"表{number}", GRID_TOP + place.row, 1 + place.col


def at(workbook: Workbook, key: str) -> Cell:
    sheet, row, column = coordinate(key)
    found = workbook[sheet].cell(row, column)
    assert isinstance(found, Cell)
    return found


def summed() -> Report:
    """Every part filled in, every total left to the program."""
    report = full(FORM)
    report.change(facts={"auto_totals": True})
    form = load_form(FORM)
    report.change(cells={key: None for key, cell in form.cells.items() if cell.is_total})
    return report


def test_the_grid_is_the_official_one(form_id: str) -> None:
    workbook = book(blank(form_id))
    for name, sheet in zip(load_form(form_id).layouts, workbook.worksheets, strict=True):
        merged = {
            (m.min_row, m.min_col): m for m in sheet.merged_cells.ranges if m.min_row >= GRID_TOP
        }
        ours = []
        for row in sheet.iter_rows(min_row=GRID_TOP):
            for cell in row:
                if isinstance(cell, MergedCell):
                    continue
                span = merged.get((cell.row, cell.column))
                size = (span.size["rows"], span.size["columns"]) if span else (1, 1)
                text = "" if str(cell.value or "").startswith("=") else str(cell.value or "")
                ours.append((*size, text))
        assert ours == official_cells(form_id, name)


def test_a_total_is_a_live_formula_with_its_result() -> None:
    report = summed()
    live, shown = book(report), book(report, shown=True)

    key = "table_3.received_new.total"
    assert at(live, key).value == '=IF(COUNT(D7:I7)=6,SUM(D7:I7),"")'
    cells = report.cells.items()
    parts = [v for k, v in cells if k.startswith("table_3.received_new.") and v is not None]
    assert at(shown, key).value == sum(parts)


def test_a_blank_form_shows_no_zeros() -> None:
    shown = book(blank(FORM), shown=True)

    assert at(shown, "table_3.received_new.total").value in {None, ""}


def test_a_typed_total_that_differs_stays_as_typed() -> None:
    report = summed()
    report.change(cells={"table_4.review_total": Decimal(1)})

    assert at(book(report), "table_4.review_total").value == 1


def test_inputs_may_be_typed_in_and_the_rest_not() -> None:
    workbook = book(summed())

    assert at(workbook, "table_3.granted.natural_person").protection.locked is False
    assert at(workbook, "table_3.received_new.total").protection.locked is True
    for sheet in workbook.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert sheet.cell(GRID_TOP, 1).protection.locked is True


def test_an_annotated_number_is_a_number_and_shows_its_words() -> None:
    report = full(FORM)
    key = next(iter(report.cell_notes))
    cell = at(book(report), key)

    assert cell.value == report.cells[key]
    assert cell.number_format == '0"（其中修订16件）"'


def test_decimals_are_kept_as_entered() -> None:
    report = full(FORM)
    report.change(cells={"table_2.admin_fee.fee_amount": Decimal("59237.2440")})
    cell = at(book(report), "table_2.admin_fee.fee_amount")

    assert Decimal(str(cell.value)) == Decimal("59237.2440")
    assert cell.number_format == "0.0000"


@pytest.mark.long(cases=1)
@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝"])
def test_words_stay_words_whatever_sign_they_begin_with(sign: str) -> None:
    report = blank(FORM)
    report.change(facts={"unit": f'{sign}HYPERLINK("x")'})
    cell = book(report)["表二"].cell(1, 1)

    assert cell.data_type == "s"
    assert str(cell.value).startswith(sign)
    assert cell.quotePrefix


@pytest.mark.long(cases=2)
@pytest.mark.parametrize(
    "text", ["<r><t>1</t></r>", "<r>", "_x0041_", " 甲 ", "{=1+1}", "http://甲"]
)
def test_words_are_neither_markup_nor_code(text: str) -> None:
    report = blank(FORM)
    report.change(facts={"unit": text})
    report.change(texts={"proactive": text})
    workbook = book(report)

    assert str(workbook["表二"].cell(1, 1).value) == describe(report).title
    assert workbook["表二"].cell(GRID_TOP + 14, 1).value == text.strip()


def test_a_text_that_excel_would_cut_is_refused() -> None:
    report = blank(FORM)
    report.change(texts={"proactive": "甲" * 40_000})

    with pytest.raises(UserError, match="太长"):
        render(describe(report))


def test_a_number_beyond_excel_is_written_in_full_as_text() -> None:
    report = full(FORM)
    report.change(cells={"table_2.admin_fee.fee_amount": Decimal("123456789012.123456")})

    assert at(book(report), "table_2.admin_fee.fee_amount").value == "123456789012.123456"


def test_ranges_are_as_short_as_they_can_be() -> None:
    assert formula([(5, 4), (6, 4), (7, 4)]) == '=IF(COUNT(D5:D7)=3,SUM(D5:D7),"")'
    assert formula([(5, 4), (7, 4)]) == '=IF(COUNT(D5,D7)=2,SUM(D5,D7),"")'


def test_properties_name_the_report_and_its_unit() -> None:
    properties = book(full(FORM)).properties

    assert properties.title == "临江县青山镇人民政府2021年政府信息公开工作年度报告"
    assert properties.creator == "临江县青山镇人民政府"
