"""The sum as an .xlsx workbook: state of each unit, the sums, and every sum down to its parts."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nianbao.exporters.printed.paragraphs import clean
from nianbao.exporters.workbook.cells import Cells, Look, fits
from nianbao.report.numbers import format_number
from nianbao.rollup.collect import Collection, Standing, UnitFile
from nianbao.rollup.tally import Tally

Value = str | int | Decimal | None
_BODY = Look("宋体", 11, wrap=False)
_HEAD = Look("宋体", 11, bold=True)
_STANDING = {
    Standing.TAKEN: "已汇总",
    Standing.UNREADABLE: "读不出来",
    Standing.WRONG_YEAR: "年份不对",
    Standing.OTHER_FORM: "格式不同",
    Standing.DUPLICATE: "重复",
}


def workbook(collection: Collection, total: Tally) -> bytes:
    """Return the workbook's bytes."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        cells = Cells(book)
        states = book.add_worksheet("单位情况")
        _fill(states, cells, _state_rows(collection), (30, 12, 10, 46, 30))
        parts = book.add_worksheet("各单位数据")
        _fill(parts, cells, _part_rows(total), (16, 44, 20, 12))
        parts.freeze_panes(1, 4)
    return stream.getvalue()


def _fill(
    sheet: Worksheet, cells: Cells, rows: Iterator[Sequence[Value]], widths: Sequence[int]
) -> None:
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            look = _BODY if number else _HEAD
            if isinstance(value, str):
                cells.text(sheet, (number, column), clean(value), look)
            elif value is not None and fits(Decimal(value)):
                cells.number(sheet, (number, column), Decimal(value), look)
            elif value is not None:
                cells.text(sheet, (number, column), format_number(Decimal(value)), look)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def _state_rows(collection: Collection) -> Iterator[Sequence[Value]]:
    yield ("单位", "状态", "错误数", "说明", "文件")
    for one in collection.files:
        yield (one.unit, _STANDING[one.standing], one.errors, _remark(one), one.path.name)
    for unit in collection.missing:
        yield (unit, "没有报送", None, "名单上有，文件夹里没有", None)
    for unit in collection.unexpected:
        yield (unit, "不在名单", None, "名单上没有这个单位，请核对单位名称", None)


def _remark(one: UnitFile) -> str:
    remarks = [one.reason] if one.reason else []
    if one.errors:
        remarks.append(f"审核有 {one.errors} 处错误")
    if one.unread:
        remarks.append(f"有 {one.unread} 处没有读懂")
    return "；".join(remarks)


def _part_rows(total: Tally) -> Iterator[Sequence[Value]]:
    units = list(total.parts)
    yield ("表", "行", "列", "合计", *units)
    for key, cell in total.form.cells.items():
        section = total.form.section(total.form.section_of(key))
        values = [total.parts[unit].get(key) for unit in units]
        sums = total.report.cell(key)
        rows, columns = "／".join(cell.row_labels), "／".join(cell.column_labels)
        yield (section.label, rows, columns, sums, *values)
