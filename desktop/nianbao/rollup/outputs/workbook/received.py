"""收报情况: every unit in the order of the roster, and 问题清单: what is wrong where."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain

from nianbao.checks.catalogue import catalogue
from nianbao.checks.findings import Severity
from nianbao.formats.registry import load_form
from nianbao.rollup.found import RollupFinding, rules
from nianbao.rollup.model import FILE_WORDS, UNIT_WORDS, Collection, FileRow, Remark, UnitRow
from nianbao.rollup.outputs.workbook.lines import Line
from nianbao.rollup.outputs.workbook.pages import HEAD_ROW, Book

_MARKS = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}
_HEADS = (
    "序号",
    "单位",
    "报送",
    "状态",
    "计入汇总",
    "收到时间",
    "错误",
    "提醒",
    "空格",
    "说明",
    "文件",
)
_WIDTHS = (6, 30, 8, 12, 9, 17, 7, 7, 7, 46, 30)
_PROBLEM_HEADS = ("序号", "单位", "程度", "事项", "问题", "怎样改")
_PROBLEM_WIDTHS = (6, 26, 8, 22, 60, 42)


def add_received(book: Book, collection: Collection) -> None:
    """Add the sheet of who has handed in."""
    sheet = book.sheet("收报情况", f"{collection.year}年政府信息公开工作年度报告收报情况", _WIDTHS)
    book.heads(sheet, _HEADS, fixed=2)
    c, w, n = book.centred, book.words, book.number
    looks = (c, w, c, c, c, c, n, n, n, w, w)
    standing = {unit.file.place for unit in collection.units if unit.file is not None}
    others = [one for one in collection.files if one.place not in standing]
    count = len(collection.units) + len(others)

    def lines() -> Iterator[Line]:
        yield from (_unit_line(number, unit) for number, unit in enumerate(collection.units, 1))
        yield from map(_file_line, others)

    book.lines(sheet, HEAD_ROW + 1, count, lines, looks)
    row = HEAD_ROW + count
    sheet.autofilter(HEAD_ROW, 0, max(row, HEAD_ROW + 1), len(_HEADS) - 1)


def _file_line(file: FileRow) -> Line:
    """A file that stands for no unit: another version, an earlier sum, no report at all."""
    name = file.roster_name or file.unit or "（其他文件）"
    state = FILE_WORDS[file.state]
    return (
        "",
        name,
        "",
        state,
        "否",
        _time(file.modified),
        None,
        None,
        None,
        file.reason,
        file.place,
    )


def _unit_line(number: int, unit: UnitRow) -> Line:
    file = unit.file
    if file is None:
        words = UNIT_WORDS[unit.state]
        return (number, unit.name, words, "", "否", "", None, None, None, "没有报送。", "")
    read = file.row >= 0
    counts = (file.errors, file.warnings, file.blanks) if read else (None, None, None)
    reason = file.reason if unit.on_roster else f"不在名单上。{file.reason}"
    return (
        number, unit.name, UNIT_WORDS[unit.state], FILE_WORDS[file.state], "是" if unit.summed else "否",
        _time(file.modified), *counts, reason, file.place,
    )  # fmt: skip


def _time(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def add_problems(
    book: Book,
    collection: Collection,
    findings: Iterable[RollupFinding],
    remarks: Iterable[tuple[str, Sequence[Remark]]],
) -> None:
    """Add the sheet of what is wrong where: of the sum first, then of each unit."""
    sheet = book.sheet(
        "问题清单", f"{collection.year}年政府信息公开工作年度报告问题清单", _PROBLEM_WIDTHS
    )
    book.heads(sheet, _PROBLEM_HEADS, fixed=2)
    looks = (book.centred, book.words, book.centred, book.words, book.words, book.words)
    found = [*_of_sum(findings), *_unread(collection)]

    def lines() -> Iterator[Line]:
        every = chain(found, _of_units(collection, remarks))
        number = 0
        for number, line in enumerate(every, 1):
            yield (number, *line)
        if not number:
            yield ("", "没有发现问题。", "", "", "", "")

    book.lines(sheet, HEAD_ROW + 1, 1, lines, looks)


def _of_sum(findings: Iterable[RollupFinding]) -> Iterator[Line]:
    for one in findings:
        hint = f"已说明：{one.said}" if one.said else one.hint
        yield (
            "、".join(one.units) or "汇总",
            _MARKS[one.severity],
            rules()[one.rule]["title"],
            one.message,
            hint,
        )


def _unread(collection: Collection) -> Iterator[Line]:
    for unit in collection.units:
        if unit.file is not None and unit.file.row < 0:
            yield unit.name, "错误", FILE_WORDS[unit.file.state], unit.file.reason, ""


def _of_units(
    collection: Collection, remarks: Iterable[tuple[str, Sequence[Remark]]]
) -> Iterator[Line]:
    form = load_form(collection.form)
    units = {one.file.place: one.name for one in collection.units if one.file is not None}
    for place, found in remarks:
        if place not in units:
            continue
        for one in found:
            if one.severity is Severity.HINT:
                continue
            section = form.find_section(one.section)
            where = f"{section.name}：" if section else ""
            title = catalogue()[one.rule].title
            yield units[place], _MARKS[one.severity], title, f"{where}{one.message}", one.hint
