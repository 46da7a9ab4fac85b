"""The sum as an .xlsx workbook: state of each unit, the sums, and every sum down to its parts."""

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from nianbao.rollup.collect import Collection, Standing, UnitFile
from nianbao.rollup.tally import Tally

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_STANDING = {
    Standing.TAKEN: "已汇总",
    Standing.UNREADABLE: "读不出来",
    Standing.WRONG_YEAR: "年份不对",
    Standing.OTHER_FORM: "格式不同",
    Standing.DUPLICATE: "重复",
}


def workbook(collection: Collection, total: Tally) -> bytes:
    """Return the workbook's bytes."""
    book = Workbook()
    state = book.active
    assert state is not None  # noqa: S101 - a new workbook has a sheet
    state.title = "单位情况"
    _fill(state, _state_rows(collection), (30, 12, 10, 46, 30))
    parts = book.create_sheet("各单位数据")
    _fill(parts, _part_rows(total), (16, 44, 20, 12))
    parts.freeze_panes = "E2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(sheet: "Worksheet", rows: Iterator[Sequence[object]], widths: Sequence[int]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = _writable(value)  # type: ignore[assignment]
            if isinstance(value, str):
                cell.data_type = "s"  # a name that begins with = is no formula
            if number == 1:
                cell.font = Font(bold=True)
                cell.alignment = Alignment(wrap_text=True, vertical="center")
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _writable(value: object) -> object:
    """Return a value without the control characters that no workbook may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value


def _state_rows(collection: Collection) -> Iterator[Sequence[object]]:
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


def _part_rows(total: Tally) -> Iterator[Sequence[object]]:
    units = list(total.parts)
    yield ("表", "行", "列", "合计", *units)
    for key, cell in total.form.cells.items():
        section = total.form.section(total.form.section_of(key))
        values = [total.parts[unit].get(key) for unit in units]
        sums = total.report.cell(key)
        rows, columns = "／".join(cell.row_labels), "／".join(cell.column_labels)
        yield (section.label, rows, columns, sums, *values)
