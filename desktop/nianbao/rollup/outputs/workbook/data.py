"""各单位数据: one row a unit, one column a cell, so that it never runs out of columns.

The other sheets' formulas look here. 各单位主要指标: one row a unit with what a leader looks at.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from nianbao.exporters.workbook.cells import fits
from nianbao.report.numbers import format_number
from nianbao.rollup.figures import Figure, figures_of
from nianbao.rollup.model import UNITS_SHEET
from nianbao.rollup.outputs.workbook.lines import Formula, Line
from nianbao.rollup.outputs.workbook.pages import HEAD_ROW, Book, Value
from nianbao.rollup.sums import Sum

_FIRST_CELL = 1
"""The column of the first cell; the unit's name stands before it."""
_HEADS = 3
"""Rows of heads: table, row, column."""
FIRST_ROW = 5
"""The first unit's row, from 0."""
FIGURES_SHEET = "各单位主要指标"
_A3 = 8


class DataSheet:
    """Where each cell's column stands."""

    def __init__(self, total: Sum) -> None:
        """Place the cells in the order of the form."""
        self.columns: Mapping[str, int] = {
            key: column for column, key in enumerate(total.form.cells, _FIRST_CELL)
        }
        self.last_row = FIRST_ROW + max(1, len(total.units)) - 1

    def column(self, key: str) -> str:
        """Return the addresses of a cell's numbers, for a formula."""
        name = xl_col_to_name(self.columns[key])
        return f"'{UNITS_SHEET}'!${name}${FIRST_ROW + 1}:${name}${self.last_row + 1}"

    def one(self, key: str, number: int) -> str:
        """Return the address of one unit's number."""
        return f"'{UNITS_SHEET}'!${xl_col_to_name(self.columns[key])}${FIRST_ROW + number + 1}"


def add_data(book: Book, total: Sum, data: DataSheet) -> None:
    """Add the sheet of all units' numbers."""
    widths = (30.0, *(7.0 for _key in data.columns))
    sheet = book.list_sheet(UNITS_SHEET)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    form = book.cells.format
    sheet.write_string(0, 0, f"{total.year}年各单位数据", form(book.title))
    sheet.write_string(1, 0, book.cover, form(book.subtitle))
    _heads(book, sheet, total, data)
    looks = (book.words, *(book.number for _key in data.columns))
    book.lines(sheet, FIRST_ROW, len(total.units), lambda: _lines(total), looks)
    sheet.freeze_panes(FIRST_ROW, 1)
    sheet.set_landscape()
    book.page(sheet)
    sheet.set_paper(_A3)
    sheet.fit_to_pages(4, 0)
    sheet.repeat_rows(FIRST_ROW - _HEADS, FIRST_ROW - 1)
    sheet.repeat_columns(0, 0)


def _heads(book: Book, sheet: Worksheet, total: Sum, data: DataSheet) -> None:
    top = FIRST_ROW - _HEADS
    for row in range(top, FIRST_ROW):
        book.cells.text(sheet, (row, 0), "单位" if row == FIRST_ROW - 1 else "", book.head)
        sheet.set_row(row, 20 if row == top else 58)
    for key, column in data.columns.items():
        cell = total.form.cells[key]
        section = total.form.section(total.form.section_of(key))
        heads = (f"表{section.number}", cell.row.name or cell.column_labels[0], cell.column.name)
        for level, text in enumerate(heads):
            book.cells.text(sheet, (top + level, column), text.replace("\n", ""), book.head)


def _lines(total: Sum) -> Iterator[Line]:
    for unit, values in total.rows():
        yield (unit, *values)


def add_figures(book: Book, total: Sum, data: DataSheet) -> None:
    """Add the sheet with one row a unit: key figures, totals, ranking; all of it formulas."""
    figures = figures_of(total.form.id)
    ranked = [one for one in figures if one.ranked]
    heads = ("序号", "单位", *(f"{one.name}\n（{one.unit}）" for one in figures),
             *(f"{one.name}排名" for one in ranked))  # fmt: skip
    widths = (6.0, 30.0, *(9.5 for _one in heads[2:]))
    sheet = book.sheet(FIGURES_SHEET, f"{total.year}年各单位主要指标", widths)
    book.heads(sheet, heads, fixed=2, height=48)
    first, last = HEAD_ROW + 2, HEAD_ROW + 1 + max(1, len(total.units))
    _totals(book, sheet, total, figures, (first, last))
    ranks = [(2 + figures.index(one), _ranks(one, total)) for one in ranked]

    def lines() -> Iterator[Line]:
        for number, unit in enumerate(total.units):
            row = first + number
            yield (
                number + 1,
                unit.name,
                *(_figure(one, number, total, data) for one in figures),
                *(_rank(row, column, (first, last), found[unit.name]) for column, found in ranks),
            )

    looks = (
        book.centred,
        book.words,
        *(book.number for _one in figures),
        *(book.centred for _one in ranked),
    )
    book.lines(sheet, first, len(total.units), lines, looks)


def _figure(figure: Figure, number: int, total: Sum, data: DataSheet) -> Formula:
    formula = "+".join(f"N({data.one(key, number)})" for key in figure.cells)
    return Formula(formula, _shown(figure.of_unit(total, total.units[number].name)))


def _rank(row: int, column: int, rows: tuple[int, int], result: int) -> Formula:
    name = xl_col_to_name(column)
    return Formula(f"RANK({name}{row + 1},{name}${rows[0] + 1}:{name}${rows[1] + 1})", result)


def _totals(
    book: Book, sheet: Worksheet, total: Sum, figures: Sequence[Figure], rows: tuple[int, int]
) -> None:
    """The line of sums stands above the units, where it is seen without scrolling."""
    row = rows[0] - 1
    book.row(sheet, row, ("", "合计"), (book.total_words, book.total_words))
    for column, one in enumerate(figures, 2):
        name = xl_col_to_name(column)
        formula = f"=SUM({name}{rows[0] + 1}:{name}{rows[1] + 1})"
        known = one.of_sum(total)
        sheet.write_formula(row, column, formula, book.cells.format(book.total), _shown(known))
    for column in range(2 + len(figures), 2 + len(figures) + sum(one.ranked for one in figures)):
        book.cell(sheet, row, column, None, book.total)


def _ranks(figure: Figure, total: Sum) -> Mapping[str, int]:
    values = {unit.name: figure.of_unit(total, unit.name) or Decimal(0) for unit in total.units}
    order = sorted(values.values(), reverse=True)
    first: dict[Decimal, int] = {}
    for rank, value in enumerate(order, 1):
        first.setdefault(value, rank)
    return {name: first[value] for name, value in values.items()}


def _shown(value: Decimal | None) -> Value:
    if value is None:
        return 0
    return format_number(value) if not fits(value) else _number(value)


def _number(value: Decimal) -> Value:
    return int(value) if value == value.to_integral_value() else value
