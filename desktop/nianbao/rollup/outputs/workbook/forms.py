"""The sum in the official form: every number a live formula over 各单位数据."""

from dataclasses import replace

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.workbook.sums import Sum as Formula
from nianbao.exporters.workbook.xlsx import TableSheet
from nianbao.rollup.model import Collection, FileState
from nianbao.rollup.outputs.workbook.data import DataSheet
from nianbao.rollup.outputs.workbook.pages import Book
from nianbao.rollup.sums import Sum

_SHOWN = 6


def add_forms(book: Book, collection: Collection, total: Sum, data: DataSheet) -> None:
    """Add one sheet for each table of the form."""
    paper = describe(total.report(collection.own_unit))
    paper = replace(paper, title=f"{total.year}年政府信息公开工作年度报告汇总表")
    note = standing(collection)
    for table in paper.tables():
        name = f"汇总表{paper.form.section(table.section).number}"
        sheet = book.book.add_worksheet(name)
        keys = [cell.place.key for cell in table.cells if cell.place.key is not None]
        formulas = {key: _formula(key, total, data) for key in keys}
        TableSheet(sheet, book.cells, paper, table, load_setup(), formulas).fill(note)


def _formula(key: str, total: Sum, data: DataSheet) -> Formula:
    """The sum of a column; blank, not 0, where every unit left the cell blank."""
    column = data.column(key)
    return Formula(f'=IF(COUNT({column})=0,"",SUM({column}))', total.value(key))


def standing(collection: Collection) -> str:
    """Say how many units are summed, and how those with errors were treated."""
    failing = [
        unit for unit in collection.units if unit.file and unit.file.state is FileState.FAILING
    ]
    inside = [unit.name for unit in failing if unit.summed]
    outside = [unit.name for unit in failing if not unit.summed]
    words = [f"汇总 {len(collection.summed)} 个单位"]
    if inside:
        words.append(f"其中 {len(inside)} 个审核有错误：{_named(inside)}")
    if outside:
        words.append(f"审核有错误没有计入的 {len(outside)} 个：{_named(outside)}")
    return "；".join(words) + "。"


def _named(names: list[str]) -> str:
    return "、".join(names[:_SHOWN]) + ("等" if len(names) > _SHOWN else "")
