"""The leader's workbook: who has handed in, key figures, the sum with live formulas, what is wrong.

May import of rollup: gather and what stands beside the rooms, and of outputs: nothing.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from xlsxwriter.workbook import Workbook

from nianbao.exporters.checked import refuse_if_open
from nianbao.report.days import day_in_words
from nianbao.report.storage.atomic import write_atomically
from nianbao.rollup.found import RollupFinding
from nianbao.rollup.gather import all_remarks
from nianbao.rollup.history import history
from nianbao.rollup.known_years import PROPERTY, packed
from nianbao.rollup.model import Collection
from nianbao.rollup.outputs.workbook.compared import add_charts, add_compared
from nianbao.rollup.outputs.workbook.data import DataSheet, add_data, add_figures
from nianbao.rollup.outputs.workbook.forms import add_forms
from nianbao.rollup.outputs.workbook.pages import Book
from nianbao.rollup.outputs.workbook.received import add_problems, add_received
from nianbao.rollup.sums import Sum

_MANY = 5000
"""Files above which the sheets are put together on the disk, not in memory."""


def write_workbook(
    target: Path,
    collection: Collection,
    total: Sum,
    findings: Sequence[RollupFinding] = (),
    day: date | None = None,
) -> None:
    """Write the .xlsx whole or not at all; UserError where it cannot be written."""
    refuse_if_open(target)
    write_atomically(target, workbook(collection, total, findings, day))


def workbook(
    collection: Collection,
    total: Sum,
    findings: Sequence[RollupFinding] = (),
    day: date | None = None,
) -> bytes:
    """Return the workbook; ``day`` stands on it, today where none is given."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": len(collection.files) < _MANY}) as file:
        title = f"{total.year}年政府信息公开工作年度报告汇总"
        file.set_properties({"title": title, "author": collection.own_unit})
        for one in history(total):
            file.set_custom_property(f"{PROPERTY}{one.year}", packed([one]), "text")
        book = Book(file, _cover(collection, day or date.today()))  # noqa: DTZ011 - the clerk's day
        add_received(book, collection)
        data = DataSheet(total)
        add_figures(book, total, data)
        add_forms(book, collection, total, data)
        add_problems(book, collection, findings, all_remarks(collection))
        add_compared(book, total, data)
        add_charts(book, total)
        add_data(
            book, total, data
        )  # last in the row of sheets: the others look there, nobody reads it
    return stream.getvalue()


def _cover(collection: Collection, day: date) -> str:
    counts = collection.counts()
    unit = f"{collection.own_unit}　" if collection.own_unit else ""
    return (
        f"{unit}{collection.year}年度　应报 {counts.due} 个单位，已报 {counts.received} 个，"
        f"没报 {counts.missing} 个，计入汇总 {counts.summed} 个　{day_in_words(day)}"
    )


__all__ = ["workbook", "write_workbook"]
