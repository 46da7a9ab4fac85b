"""The list of missing units for 催报, and the draft of a 通报 about the whole collection."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from nianbao.report.days import day_in_words
from nianbao.report.numbers import format_number
from nianbao.rollup.figures import figures_of
from nianbao.rollup.found import RollupFinding
from nianbao.rollup.model import FILE_WORDS, Collection, FileState, UnitRow, UnitState
from nianbao.rollup.outputs.documents import (
    Block,
    Sending,
    document,
    heading,
    paragraph,
    table,
)
from nianbao.rollup.sums import Sum

_SHOWN = 12
_WIDTHS = (800, 4644, 1500, 1900)


def missing_list(collection: Collection, day: date) -> str:
    """Return the list of missing and late units as plain text, to be pasted into a message."""
    missing = collection.missing
    head = f"截至{day_in_words(day)}，{_due(collection)}，{_still(collection, len(missing))}"
    lines = [f"{number}.{unit.name}" for number, unit in enumerate(missing, 1)]
    late = _late(collection)
    tail = [f"迟报的有 {len(late)} 个：{'、'.join(unit.name for unit in late)}。"] if late else []
    return "\n".join([head, *lines, *tail])


def _due(collection: Collection) -> str:
    counts = collection.counts()
    return f"应报{collection.year}年政府信息公开工作年度报告的 {counts.due} 个单位中，已报 {counts.received} 个"


def _still(collection: Collection, count: int) -> str:
    if not count:
        return "没有单位未报。" if collection.has_roster else "没有名单，不知道还有哪些单位没报。"
    return f"还有 {count} 个没有报送："


def _late(collection: Collection) -> list[UnitRow]:
    return [unit for unit in collection.units if unit.state is UnitState.LATE]


def missing_docx(collection: Collection, day: date) -> bytes:
    """Return the same list as a .docx."""
    title = f"{collection.year}年政府信息公开工作年度报告\n未报单位名单"
    blocks: list[Block] = [
        paragraph(
            f"截至{day_in_words(day)}，{_due(collection)}，{_still(collection, len(collection.missing))}"
        )
    ]
    rows = [
        (str(number), unit.name, "没报" if unit.state is UnitState.MISSING else "迟报", _came(unit))
        for number, unit in enumerate((*collection.missing, *_late(collection)), 1)
    ]
    if rows:
        blocks.append(table("未报单位名单", ("序号", "单位", "情况", "收到时间"), _WIDTHS, rows))
    if collection.missing:
        limit = (
            f"（报送截止日期为{day_in_words(collection.deadline)}）" if collection.deadline else ""
        )
        blocks.append(paragraph(f"请上述没有报送的单位尽快报送{limit}。"))
    return document(collection, title, blocks, Sending(collection.own_unit, day))


def _came(unit: UnitRow) -> str:
    return f"{unit.received:%m月%d日}" if unit.received else ""


def notice_docx(
    collection: Collection, total: Sum, findings: Sequence[RollupFinding], day: date
) -> bytes:
    """Return the draft of a 通报: who handed in when, what was wrong, the sums, what is to be done."""
    title = f"关于{collection.year}年政府信息公开工作年度报告\n编制报送情况的通报"
    blocks = tuple(_notice(collection, total, findings, day))
    return document(collection, title, blocks, Sending(collection.own_unit, day, "各单位"))


def _notice(
    collection: Collection, total: Sum, findings: Sequence[RollupFinding], day: date
) -> Iterator[Block]:
    yield paragraph(
        f"现将{collection.year}年政府信息公开工作年度报告编制报送情况通报如下（数据截至{day_in_words(day)}）。"
    )
    yield heading(1, "报送情况")
    yield paragraph(f"{_due(collection)}。{_who('按时报送之外，迟报', _late(collection))}")
    yield paragraph(_who("尚未报送", collection.missing) or "没有未报的单位。")
    yield heading(2, "审核情况")
    yield from map(paragraph, _quality(collection, findings))
    yield heading(3, "汇总数据")
    yield paragraph(_sums(total))
    yield heading(4, "有关要求")
    yield paragraph(
        "请未报送的单位抓紧报送；请有错误的单位对照退回修改意见逐项改正，经负责人审核后重新报送。"
    )
    yield paragraph("【请补充其他要求】")


def _who(what: str, units: Sequence[UnitRow]) -> str:
    if not units:
        return ""
    names = "、".join(unit.name for unit in units)
    return f"{what}的有 {len(units)} 个：{names}。"


def _quality(collection: Collection, findings: Sequence[RollupFinding]) -> Iterator[str]:
    by_state: dict[FileState, list[str]] = {}
    for unit in collection.units:
        if unit.file is not None:
            by_state.setdefault(unit.file.state, []).append(unit.name)
    clean = len(by_state.get(FileState.TAKEN, [])) + len(
        by_state.get(FileState.TAKEN_WITH_WARNINGS, [])
    )
    yield f"审核没有错误的 {clean} 个单位。"
    for state, words in FILE_WORDS.items():
        names = by_state.get(state, [])
        if names and state not in {FileState.TAKEN, FileState.TAKEN_WITH_WARNINGS}:
            yield f"{words}的 {len(names)} 个单位：{'、'.join(names)}。"
    standing = [one for one in findings if not one.reason]
    yield from (one.message for one in standing[:_SHOWN])


def _sums(total: Sum) -> str:
    words = []
    for figure in figures_of(total.form.id):
        value = figure.of_sum(total)
        if value is None:
            continue
        words.append(
            f"{figure.name} {format_number(value)} {figure.unit}{_grown(value, figure.last_year(total))}"
        )
    return f"{len(total.units)} 个单位汇总：{'，'.join(words)}。"


def _grown(now: Decimal, last: Decimal | None) -> str:
    if last is None:
        return ""
    if now == last:
        return "（与上年持平）"
    return f"（比上年{'增加' if now > last else '减少'} {format_number(abs(now - last))}）"
