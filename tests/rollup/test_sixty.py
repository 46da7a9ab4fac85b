"""A county's 60 units with every fault that real folders have: each in its state, in the right words."""

import json
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.storage.files import dump_report
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.findings import check_alike, check_sum, compare_texts
from nianbao.rollup.gather import Setup, gather, open_report, remarks_of
from nianbao.rollup.model import Collection, FileRow, FileState, UnitRow, UnitState
from nianbao.rollup.roster import Roster
from nianbao.rollup.sums import Sum
from tests.rollup.county import (
    FORM,
    IN_TIME,
    OWN_UNIT,
    ROSTER,
    YEAR,
    Folder,
    as_file,
    in_digits,
    independent_sum,
    unit_report,
    zipped,
)

DEADLINE = date(2025, 1, 20)
PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(100)


def named(unit: str, /, **facts: object) -> Report:
    report = unit_report(f"清河县{unit}")
    report.change(facts=facts)
    return report


def changed(unit: str, /, **cells: int | None) -> Report:
    report = named(unit)
    report.change(
        cells={
            key.replace("__", "."): None if value is None else Decimal(value)
            for key, value in cells.items()
        }
    )
    return report


def no_report() -> bytes:
    from docx import Document

    document, stream = Document(), BytesIO()
    document.add_paragraph("关于报送2024年度有关材料的通知。请各单位于月底前报送。" * 5)
    document.save(stream)
    return stream.getvalue()


@dataclass(frozen=True)
class Made:
    """The folder, what was collected, and what must be in the sum."""

    folder: Path
    collection: Collection
    summed: list[Report]

    def state(self, place: str) -> FileState:
        return self.file(place).state

    def reason(self, place: str) -> str:
        return self.file(place).reason

    def file(self, place: str) -> FileRow:
        return next(row for row in self.collection.files if row.place == place)

    def unit(self, name: str) -> UnitRow:
        return next(unit for unit in self.collection.units if unit.name == f"清河县{name}")


SPECIAL = {
    "教育局", "水务局", "商务局", "审计局", "统计局", "林业局", "气象局", "档案馆", "税务局", "信访局", "财政局",
    "体育局", "民政局", "司法局", "公安局", "石桥镇人民政府", "白水镇人民政府", "青龙镇人民政府", "高台镇人民政府",
    "清泉镇人民政府", "马店镇人民政府", "大堰镇人民政府", "粮食和物资储备局", "新城街道办事处", "老城街道办事处",
    "地方金融监管局", "投资促进中心", "供销合作社", "杨村镇人民政府",
}  # fmt: skip


def setup(folder: Path, *, leave_out_failing: bool = False) -> Setup:
    return Setup(
        folder,
        year=YEAR,
        roster=Roster(ROSTER),
        deadline=DEADLINE,
        own_unit=OWN_UNIT,
        leave_out_failing=leave_out_failing,
    )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = Folder(tmp_path_factory.mktemp("county") / "2024年报")
    summed = fill(home)
    return Made(home.path, gather(setup(home.path), Decisions()), summed)


class Filler:
    """Puts files into a folder, and remembers the reports that belong into the sum."""

    def __init__(self, home: Folder) -> None:
        self.home = home
        self.summed: list[Report] = []

    def taken(self, place: str, report: Report, day: datetime | None = None) -> None:
        self.home.report(place, report, day)
        self.summed.append(report)


def fill(home: Folder) -> list[Report]:
    """Put every fault into the folder; return the reports that belong into the sum."""
    filler = Filler(home)
    for unit in (name.removeprefix("清河县") for name in ROSTER):
        if unit not in SPECIAL:
            filler.taken(f"{unit}.nianbao", named(unit))
    odd_names(filler)
    odd_places(filler)
    odd_contents(filler)
    no_reports(home)
    earlier_sums(home, filler.summed)
    return filler.summed


def odd_names(filler: Filler) -> None:
    home = filler.home
    filler.taken("教育局（盖章）.docx", named("教育局", unit="清河县 教　育局（盖章）"))
    same = (home.path / "教育局（盖章）.docx").read_bytes()
    home.put("旧/教育局 - 副本.docx", same, IN_TIME - timedelta(days=1))
    home.report("水物局.nianbao", named("水务局", unit="清河县水物局"))
    home.report("商务局.nianbao", named("商务局"))
    home.report("商务局（改）.nianbao", changed("商务局", table_2__licence__decisions=9999))
    title = "清河县体育局2024年政府信息公开工作年度报告.nianbao"
    filler.taken(title, named("体育局", unit=""))
    home.report("年报2.nianbao", named("供销合作社", unit=""))
    filler.taken("新城街道.nianbao", named("新城街道办事处", unit="新城街道办"))
    home.report("老城街道办事处.nianbao", named("新城街道办事处"))
    home.report("临江县教育局.nianbao", named("教育局", unit="临江县教育局"))


def odd_places(filler: Filler) -> None:
    filler.taken("民政局/年报.nianbao", named("民政局"))
    filler.taken("司法局/年报.nianbao", named("司法局"))
    filler.taken("公安局/年报.nianbao", named("公安局", unit=""))
    stone = named("石桥镇人民政府", unit="石桥镇政府")
    filler.taken("乡镇/北片/2024/第一批/石桥/年报.nianbao", stone)
    first, second = named("白水镇人民政府", unit="白水镇"), named("青龙镇人民政府")
    inner = zipped({"青龙镇.nianbao": dump_report(second)})
    outer = {"乡镇/白水镇.nianbao": dump_report(first), "再.zip": inner}
    filler.home.put("第二批.zip", zipped(outer, gbk=True))
    filler.summed += [first, second]
    filler.taken("马店镇.nianbao", named("马店镇人民政府"), IN_TIME + timedelta(days=11))
    filler.taken("杨村镇.html", named("杨村镇人民政府"))


def odd_contents(filler: Filler) -> None:
    home = filler.home
    home.report("气象局.nianbao", unit_report("清河县气象局", YEAR - 1))
    trial = load_form("gb_2019_60_trial")
    other = blank_report(trial.id, trial.cells, YEAR)
    other.unit = "清河县档案馆"
    home.report("档案馆.nianbao", other)
    home.report("地方金融监管局.nianbao", named("地方金融监管局", year_guessed=True))
    filler.taken("税务局.nianbao", changed("税务局", table_3__received_new__natural_person=77))
    filler.taken("信访局.nianbao", changed("信访局", table_2__penalty__decisions=None))
    money, before = named("财政局"), unit_report("清河县财政局", YEAR - 1)
    before.change(cells={"table_3.carried_out.natural_person": Decimal(40)})
    money.previous = (before,)
    filler.taken("财政局.nianbao", money)
    alike, copied = named("高台镇人民政府"), named("清泉镇人民政府")
    copied.change(texts=dict(alike.texts))
    filler.taken("高台镇.nianbao", alike)
    filler.taken("清泉镇.nianbao", copied)


def no_reports(home: Folder) -> None:
    home.put("审计局年报.docx", as_file(named("审计局"), ".docx")[:3000])
    home.put("统计局.rar", b"Rar!\x1a\x07\x00" + bytes(50))
    home.put("林业局年报.jpg", PICTURE)
    home.put("投资促进中心.nianbao", dump_report(named("投资促进中心"))[:5000])
    home.put("IMG_0001.jpg", PICTURE)
    home.put("通知.docx", no_report())
    home.put("~$教育局.docx", b"x")
    home.put("Thumbs.db", b"x")
    home.put("empty.docx", b"")


def earlier_sums(home: Folder, summed: list[Report]) -> None:
    cells = {key: Decimal(value) for key, value in independent_sum(summed).items()}
    total = Report(form=FORM, year=YEAR, unit=OWN_UNIT, auto_totals=False, cells={**cells})
    home.report("汇总/2024年汇总.nianbao", total)
    home.report("上次的.nianbao", replace(total, unit="清河县"))
    body = {"year": YEAR, "form": FORM, "units": [], "missing": [], "sum": {}, "blank_units": {}}
    home.put("上次.json", json.dumps({**body, "findings": []}).encode())


@pytest.mark.parametrize(
    ("place", "state", "words"),
    [
        ("发展和改革局.nianbao", FileState.TAKEN, ""),
        ("教育局（盖章）.docx", FileState.TAKEN, ""),
        ("旧/教育局 - 副本.docx", FileState.SEVERAL_VERSIONS, "数据相同，只汇总那一份"),
        ("水物局.nianbao", FileState.NAME_TO_CONFIRM, "写的是“清河县水物局”，名单上有“清河县水务局”"),
        ("临江县教育局.nianbao", FileState.NAME_TO_CONFIRM, "写的是“临江县教育局”"),
        ("年报2.nianbao", FileState.NAME_TO_CONFIRM, "都没有写单位名称"),
        ("老城街道办事处.nianbao", FileState.NAME_TO_CONFIRM, "文件名写的是“老城街道办事处”"),
        ("商务局.nianbao", FileState.SEVERAL_VERSIONS, "数据不同，请选用一份"),
        ("商务局（改）.nianbao", FileState.SEVERAL_VERSIONS, "“商务局.nianbao”"),
        ("审计局年报.docx", FileState.UNREADABLE, "已损坏"),
        ("统计局.rar", FileState.UNREADABLE, "是 RAR 压缩包"),
        ("林业局年报.jpg", FileState.UNREADABLE, "是图片"),
        ("投资促进中心.nianbao", FileState.UNREADABLE, "不完整"),
        ("IMG_0001.jpg", FileState.NOT_A_REPORT, "是图片"),
        ("通知.docx", FileState.NOT_A_REPORT, "没有找到年度报告"),
        ("empty.docx", FileState.NOT_A_REPORT, "是空的"),
        ("气象局.nianbao", FileState.WRONG_YEAR, "是 2023 年的报告，这次汇总的是 2024 年"),
        ("地方金融监管局.nianbao", FileState.WRONG_YEAR, "没有写明是哪一年"),
        ("档案馆.nianbao", FileState.OTHER_FORM, "〔2019〕60号"),
        ("税务局.nianbao", FileState.FAILING, "处错误"),
        ("财政局.nianbao", FileState.FAILING, "处错误"),
        ("信访局.nianbao", FileState.TAKEN_WITH_WARNINGS, "1 处提醒"),
        ("清河县体育局2024年政府信息公开工作年度报告.nianbao", FileState.TAKEN, ""),
        ("民政局/年报.nianbao", FileState.TAKEN, ""),
        ("公安局/年报.nianbao", FileState.TAKEN, ""),
        ("乡镇/北片/2024/第一批/石桥/年报.nianbao", FileState.TAKEN, ""),
        ("第二批.zip/乡镇/白水镇.nianbao", FileState.TAKEN, ""),
        ("第二批.zip/再.zip/青龙镇.nianbao", FileState.TAKEN, ""),
        ("马店镇.nianbao", FileState.TAKEN, ""),
        ("汇总/2024年汇总.nianbao", FileState.EARLIER_SUM, "自己的报告"),
        ("上次的.nianbao", FileState.EARLIER_SUM, "像是以前的汇总|正好是其他单位的合计"),
        ("上次.json", FileState.EARLIER_SUM, "以前用公开年报汇总出来的"),
    ],
)  # fmt: skip
def test_each_file_is_in_its_state_with_its_reason(
    made: Made, place: str, state: FileState, words: str
) -> None:
    assert made.state(place) is state
    assert any(one in made.reason(place) for one in words.split("|"))


def test_locks_and_what_systems_leave_behind_are_no_files(made: Made) -> None:
    places = {row.place for row in made.collection.files}

    assert places.isdisjoint({"~$教育局.docx", "Thumbs.db", "第二批.zip"})


@pytest.mark.parametrize(
    ("unit", "state"),
    [
        ("教育局", UnitState.RECEIVED),
        ("水务局", UnitState.RECEIVED),
        ("审计局", UnitState.RECEIVED),
        ("统计局", UnitState.RECEIVED),
        ("林业局", UnitState.RECEIVED),
        ("气象局", UnitState.RECEIVED),
        ("档案馆", UnitState.RECEIVED),
        ("商务局", UnitState.RECEIVED),
        ("投资促进中心", UnitState.RECEIVED),
        ("马店镇人民政府", UnitState.LATE),
        ("大堰镇人民政府", UnitState.MISSING),
        ("粮食和物资储备局", UnitState.MISSING),
        ("老城街道办事处", UnitState.RECEIVED),
        ("供销合作社", UnitState.MISSING),
    ],
)
def test_whoever_sent_anything_is_not_called_missing(
    made: Made, unit: str, state: UnitState
) -> None:
    assert made.unit(unit).state is state


def test_the_units_stand_in_the_order_of_the_roster(made: Made) -> None:
    assert tuple(unit.name for unit in made.collection.units) == ROSTER


def test_the_sum_is_that_of_an_independent_one(made: Made) -> None:
    assert in_digits(Sum(made.collection)) == independent_sum(made.summed)


def test_each_unit_counts_once(made: Made) -> None:
    names = [unit.name for unit in made.collection.summed]

    assert len(names) == len(set(names)) == len(made.summed)


def test_a_blank_is_named_and_not_called_0(made: Made) -> None:
    total = Sum(made.collection)

    assert total.blank_units("table_2.penalty.decisions") == ("清河县信访局",)
    assert total.unit_value("清河县信访局", "table_2.penalty.decisions") is None
    assert made.file("信访局.nianbao").blanks == 1


def test_addends_come_sorted_with_their_shares(made: Made) -> None:
    total = Sum(made.collection)
    addends = total.addends("table_2.licence.decisions")

    assert [one.value for one in addends] == sorted((one.value for one in addends), reverse=True)
    assert sum(one.value for one in addends) == total.value("table_2.licence.decisions")
    assert total.addends("table_2.licence.decisions", 3) == addends[:3]
    shares = [one.share for one in addends if one.share is not None]
    assert abs(sum(shares, Decimal(-100))) < 3


def test_where_the_sum_does_not_balance_the_unit_is_named(made: Made) -> None:
    found = [one for one in check_sum(made.collection, Sum(made.collection)) if one.rule == "R-SUM"]

    assert found
    assert {unit for one in found for unit in one.units} == {"清河县税务局"}
    assert "出在清河县税务局（" in found[0].message


def test_without_the_failing_ones_the_sum_balances(made: Made) -> None:
    without = gather(setup(made.folder, leave_out_failing=True), Decisions())
    failing = [
        unit.name for unit in without.units if unit.file and unit.file.state is FileState.FAILING
    ]

    assert failing == ["清河县财政局", "清河县税务局"]
    assert not any(unit.summed for unit in without.units if unit.name in failing)
    assert check_sum(without, Sum(without)) == ()
    assert (
        "没有计入汇总" in next(row for row in without.files if row.place == "税务局.nianbao").reason
    )


def test_last_year_in_the_file_is_compared_with(made: Made) -> None:
    remarks = remarks_of(made.collection, made.file("财政局.nianbao"))

    assert "X-CARRY" in [one.rule for one in remarks]


def test_alike_texts_of_two_units_are_found_and_shown(made: Made) -> None:
    found = check_alike(made.collection)

    assert {one.units for one in found} == {("清河县高台镇人民政府", "清河县清泉镇人民政府")}
    assert {one.section for one in found} == {"overview", "problems"}
    one, other = found[0].units
    pair = compare_texts(made.collection, one, other, "problems")
    span = pair.spans[0][0]
    assert pair.percent == 100
    assert pair.texts[0][span.start : span.end] in pair.texts[1]


def test_what_only_the_clerk_can_say_is_asked(made: Made) -> None:
    asked = {(one.kind, one.subject) for one in made.collection.questions}

    assert asked >= {
        ("versions", "清河县商务局"),
        ("name", "清河县水物局"),
        ("name", "临江县教育局"),
        ("name", "老城街道办事处.nianbao"),
        ("name", "年报2.nianbao"),
    }
    assert not made.collection.in_order


def test_answers_are_remembered_and_settle_the_questions(made: Made) -> None:
    decisions = (
        Decisions()
        .choose_version("清河县商务局", "商务局（改）.nianbao")
        .confirm_name("清河县水物局", "清河县水务局")
        .confirm_name("年报2.nianbao", "清河县供销合作社")
        .confirm_name("老城街道办事处.nianbao", "清河县老城街道办事处")
        .settle_sum("上次的.nianbao")
    )
    answered = gather(setup(made.folder), decisions)
    summed = {unit.name for unit in answered.summed}

    assert summed >= {
        f"清河县{one}" for one in ("商务局", "水务局", "供销合作社", "老城街道办事处")
    }
    assert Sum(answered).unit_value("清河县商务局", "table_2.licence.decisions") == 9999
    assert {one.subject for one in answered.questions} == {"临江县教育局"}
    assert answered.changed == frozenset()


def test_the_versions_differing_cells_are_shown(made: Made) -> None:
    (one,) = [one for one in made.collection.questions if one.kind == "versions"]

    assert one.differing == ("table_2.licence.decisions",)
    assert {row.place for row in one.files} == {"商务局.nianbao", "商务局（改）.nianbao"}


def test_a_report_in_a_zip_in_a_zip_opens(made: Made) -> None:
    report = open_report(made.file("第二批.zip/再.zip/青龙镇.nianbao")).reading.report

    assert report.unit == "清河县青龙镇人民政府"


def test_the_counts_are_those_of_the_table(made: Made) -> None:
    counts = made.collection.counts()

    assert (counts.due, counts.missing, counts.late) == (60, 3, 1)
    assert counts.received == 57
    assert counts.failing == 2
    assert counts.summed == len(made.summed)
