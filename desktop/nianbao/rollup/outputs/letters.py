"""退回修改意见: one .docx a unit, in a clerk's words, with the deadline and a place for the seal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from nianbao.checks.findings import Severity
from nianbao.exporters.names import name_of
from nianbao.formats.registry import Form, load_form
from nianbao.report.days import day_in_words
from nianbao.report.storage.atomic import write_atomically
from nianbao.rollup.gather import remarks_of
from nianbao.rollup.model import (
    QUIET,
    SUMMABLE,
    Collection,
    FileRow,
    FileState,
    Remark,
    Task,
    UnitRow,
)
from nianbao.rollup.outputs.documents import (
    Block,
    Sending,
    document,
    heading,
    paragraph,
)

_NAME = "{year}年政府信息公开工作年度报告退回修改意见"
_WHY = {
    FileState.UNREADABLE: "报来的文件打不开或读不出，请重新报送 Word 文档、网页或公开年报文件：",
    FileState.WRONG_YEAR: "报来的不是这一年度的报告，请核对后重新报送：",
    FileState.OTHER_FORM: "报告没有使用规定的格式，请按规定格式重新填写后报送：",
    FileState.NAME_TO_CONFIRM: "报告上的单位名称与名单不一致，请核对后写单位全称：",
    FileState.SEVERAL_VERSIONS: "先后报来的几份数据不一致，请确认以哪一份为准：",
    FileState.NOT_A_REPORT: "报来的文件里没有找到年度报告的表格，请重新报送：",
}


@dataclass(frozen=True)
class LetterFacts:
    """What stands in every letter."""

    sender: str
    """The collecting unit."""
    day: date
    """The date of the letter."""
    answer_by: date | None = None
    """By when the corrected report is wanted."""
    contact: str = ""
    with_warnings: bool = True
    """Whether warnings are named beside the errors."""


def needs_letter(unit: UnitRow, *, with_warnings: bool = False) -> bool:
    """Whether a unit's file has to go back: errors, wrong year or form, unreadable."""
    if unit.file is None:
        return False
    states = {FileState.FAILING, *_WHY}
    if with_warnings:
        states.add(FileState.TAKEN_WITH_WARNINGS)
    return unit.file.state in states


def letter(collection: Collection, unit: UnitRow, facts: LetterFacts) -> bytes:
    """Return one unit's letter as a .docx."""
    title = f"关于退回修改{collection.year}年政府信息公开\n工作年度报告的意见"
    blocks = tuple(_blocks(collection, unit, facts))
    return document(collection, title, blocks, Sending(facts.sender, facts.day, unit.name))


def _blocks(collection: Collection, unit: UnitRow, facts: LetterFacts) -> Iterator[Block]:
    file = unit.file
    if file is None:
        yield paragraph(f"你单位还没有报送{collection.year}年政府信息公开工作年度报告。")
    else:
        yield paragraph(_opening(collection, file))
        remarks = remarks_of(collection, file) if file.state in SUMMABLE else ()
        yield from _wrong(collection, file, remarks, facts)
    yield paragraph(_closing(facts))
    if facts.contact:
        yield paragraph(f"联系方式：{facts.contact}")


def _opening(collection: Collection, file: FileRow) -> str:
    when = f"{day_in_words(file.modified.date())}" if file.modified else ""
    return (
        f"你单位{when}报送的{collection.year}年政府信息公开工作年度报告（文件“{file.name}”）收悉。"
        "经审核，有下列问题，现退回修改："
    )


def _wrong(
    collection: Collection, file: FileRow, remarks: Sequence[Remark], facts: LetterFacts
) -> Iterator[Block]:
    if file.state not in SUMMABLE:
        yield paragraph(f"{_WHY.get(file.state, '')}{file.reason}")
        return
    form = load_form(collection.form)
    errors = [one for one in remarks if one.severity is Severity.ERROR]
    warnings = [one for one in remarks if one.severity is Severity.WARNING and facts.with_warnings]
    number = 0
    for words, found in (("必须改正的问题", errors), ("请核实的问题", warnings)):
        if found:
            number += 1
            yield heading(number, words)
            for count, one in enumerate(found, 1):
                yield paragraph(_point(count, one, form))
    if file.unread:
        yield paragraph(f"另有 {file.unread} 处内容没有读懂，请检查表格的格式是否完整。")


def _point(number: int, remark: Remark, form: Form) -> str:
    section = form.find_section(remark.section)
    where = f"“{section.label}”：" if section else ""
    return f"{number}.{where}{remark.message}{remark.hint}"


def _closing(facts: LetterFacts) -> str:
    if facts.answer_by is None:
        return "请尽快改正，经本单位负责人审核后重新报送。"
    return f"请于{day_in_words(facts.answer_by)}前改正，经本单位负责人审核后重新报送。"


def write_letters(
    collection: Collection,
    folder: Path,
    facts: LetterFacts,
    units: tuple[UnitRow, ...] | None = None,
    task: Task = QUIET,
) -> tuple[Path, ...]:
    """Write the letters of all units that need one (or of those given); return the files.

    A letter of the same unit that lies there already is replaced. UserError where nothing can be
    written; a cancelled run leaves the letters that are whole.
    """
    wanted = [unit for unit in collection.units if needs_letter(unit)] if units is None else units
    names = _names(collection)
    written: list[Path] = []
    for number, unit in enumerate(wanted, 1):
        if task.cancelled():
            break
        target = folder / names[unit.name]
        write_atomically(target, letter(collection, unit, facts), durable=False)
        written.append(target)
        task.progress(number, len(wanted))
    return tuple(written)


def _names(collection: Collection) -> dict[str, str]:
    """Return each unit's file name; what no file name can tell apart is numbered."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for unit in collection.units:
        ending, number = ".docx", 1
        while (name := name_of(unit.name, _NAME, collection.year, ending)).casefold() in taken:
            number += 1
            ending = f"（{number}）.docx"
        taken.add(name.casefold())
        found[unit.name] = name
    return found
