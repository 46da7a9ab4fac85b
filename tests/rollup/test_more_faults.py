"""A second county's folder: other ways in which offices name, copy, pack and correct their files.

What belongs into the sum is added up by the tests themselves, from the files' JSON.
"""

import io
import sys
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from nianbao.report.book import Report
from nianbao.report.storage.files import dump_report
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.model import Collection, FileRow, FileState, UnitState
from nianbao.rollup.outputs.workbook import write_workbook
from nianbao.rollup.roster import Roster, read_roster
from nianbao.rollup.sums import Sum
from tests.rollup.county import (
    IN_TIME,
    YEAR,
    Folder,
    in_digits,
    independent_sum,
    unit_report,
    zipped,
)

OWN = "清河县人民政府"
UNITS = (
    "清河县教育局", "清河县卫生健康委员会", "清河县发展和改革局", "清河县城关镇人民政府",
    "清河县新城街道办事处", "清河县老城街道办事处", "清河经济开发区管理委员会", "清河县民政局",
    "清河县司法局", "清河县公安局", "清河县财政局", "清河县水务局", "清河县审计局", "清河县统计局",
    "清河县林业局", "清河县商务局", "清河县税务局", "清河县档案馆", "清河县信访局", "清河县体育局",
    "清河县柳林镇人民政府", "清河县石桥乡人民政府", "清河县白水镇人民政府", "清河县青龙镇人民政府",
    "清河县应急管理局", "清河县气象局",
)  # fmt: skip


def named(unit: str, written: str | None = None, seed: str = "", year: int = YEAR) -> Report:
    """A unit's report under the name that it wrote."""
    report = unit_report(unit, year, seed)
    return replace(report, unit=unit if written is None else written)


@dataclass
class Made:
    """The folder as it is filled, and what must be in the sum."""

    home: Folder
    summed: list[Report] = field(default_factory=list)

    def taken(self, place: str, report: Report, day: datetime | None = None) -> None:
        self.home.report(place, report, day)
        self.summed.append(report)

    def collect(self) -> Collection:
        setup = Setup(self.home.path, YEAR, Roster(UNITS), own_unit=OWN)
        return gather(setup, Decisions())


def written_otherwise(made: Made) -> None:
    made.taken("1、教育局（公章）.nianbao", named("清河县教育局", "清河县教育局【盖章】"))
    made.taken("卫健委2024年度.nianbao", named("清河县卫生健康委员会", "县卫生健康委"))
    reform = named("清河县发展和改革局", "清河县发展改革局")
    made.taken("发展改革局２０２４年年报.nianbao", reform)
    made.taken(
        "城关镇政府二〇二四年政府信息公开工作年度报告.docx",
        named("清河县城关镇人民政府", "城关镇政府"),
    )
    made.taken("新城街道办.docx", named("清河县新城街道办事处", "清河县新城街道办事處"))
    old_town = named("清河县老城街道办事处", "清河县人民政府老城街道办事处")
    made.taken("老城街道.nianbao", old_town)
    zone = named("清河经济开发区管理委员会", "清河经济开发区管委会")
    made.taken("经济开发区/经开区管委会.nianbao", zone)
    made.taken("柳林镇人民政府.nianbao", named("清河县柳林镇人民政府", "柳林镇人民政府（代章）"))
    made.taken("司法局2023年年报.nianbao", named("清河县司法局"))
    made.home.report("财政局2024年年报.nianbao", named("清河县财政局", year=YEAR - 1))
    made.home.report("乙县水务局.nianbao", named("临江县水务局"))
    made.taken("水务局.nianbao", named("清河县水务局"))


def copies(made: Made) -> None:
    day, report = timedelta(days=1), named("清河县民政局")
    made.taken("民政局.nianbao", report)
    for name in ("民政局(1).nianbao", "民政局 - 副本 (2).nianbao", "民政局.nianbao.bak"):
        made.home.put(name, dump_report(report), IN_TIME + day)
    made.home.put("~$民政局.docx", b"x")
    made.home.put("~WRL0001.tmp", dump_report(named("清河县民政局", seed="before")))
    made.home.put(".~lock.民政局.docx#", b",me")
    made.home.report("审计局.docx", named("清河县审计局"))
    made.home.report("审计局.nianbao", named("清河县审计局", seed="after"))
    statistics = named("清河县统计局")
    made.home.report("统计局.docx", statistics, IN_TIME - day)
    made.taken("统计局.nianbao", statistics)
    made.home.report("应急局旧.nianbao", named("清河县应急管理局", seed="old"), IN_TIME - day)
    made.home.report("应急局新.nianbao", named("清河县应急管理局"))
    made.taken("白水镇年报（2024）(1).nianbao", named("清河县白水镇人民政府"))
    made.taken("青龙镇（第二次报送）.nianbao", named("清河县青龙镇人民政府"))


def packed(made: Made) -> None:
    woods, trade, tax = (named(f"清河县{one}局") for one in ("林业", "商务", "税务"))
    made.home.put(
        "林业局.zip", zipped({"清河县林业局2024年报.nianbao": dump_report(woods)}, gbk=True)
    )
    nameless = dump_report(replace(tax, unit=""))
    inner = zipped({"税务局/年报.nianbao": nameless, "__MACOSX/._x": b"1"}, gbk=True)
    made.home.put("打包.zip", zipped({"外/商务局.nianbao": dump_report(trade), "内.zip": inner}))
    made.summed += [woods, trade, tax]
    made.taken("一/二/三/四/五/信访局.nianbao", named("清河县信访局"))
    made.taken("体育局.html", named("清河县体育局"))
    made.taken("石桥乡.xlsx", named("清河县石桥乡人民政府"))
    made.taken("公安局.docx", named("清河县公安局"))
    made.home.put("档案馆.docx", b"")
    made.home.put("气象局.lnk", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100))


def sums_of_before(made: Made) -> None:
    collection = made.collect()
    total = Sum(collection)
    report = total.report(OWN)
    made.home.report("2024.xlsx", report)
    made.home.report("汇总表.docx", replace(report, unit="清河县"))
    office = replace(report, unit="清河县政务公开办公室")
    made.home.report("全部.nianbao", office)
    write_workbook(made.home.path / "leader.xlsx", collection, total, ())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Made, Collection]:
    found = Made(Folder(tmp_path_factory.mktemp("county") / "2024年报"))
    for fill in (written_otherwise, copies, packed, sums_of_before):
        fill(found)
    return found, found.collect()


def file_at(collection: Collection, place: str) -> FileRow:
    return next(row for row in collection.files if row.place == place)


@pytest.mark.slow
def test_the_sum_is_that_of_the_files_that_belong_into_it(made: tuple[Made, Collection]) -> None:
    filled, collection = made

    assert len(collection.summed) == len(filled.summed)
    assert in_digits(Sum(collection)) == independent_sum(filled.summed)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "state", "words"),
    [
        ("民政局.nianbao", FileState.TAKEN, ""),
        ("民政局(1).nianbao", FileState.SEVERAL_VERSIONS, "与“民政局.nianbao”的数据相同"),
        ("民政局 - 副本 (2).nianbao", FileState.SEVERAL_VERSIONS, "与“民政局.nianbao”的数据相同"),
        ("民政局.nianbao.bak", FileState.SEVERAL_VERSIONS, "与“民政局.nianbao”的数据相同"),
        ("审计局.docx", FileState.SEVERAL_VERSIONS, "数据不同，请选用一份"),
        ("审计局.nianbao", FileState.SEVERAL_VERSIONS, "数据不同，请选用一份"),
        ("应急局旧.nianbao", FileState.SEVERAL_VERSIONS, "“应急局新.nianbao”"),
        ("统计局.docx", FileState.SEVERAL_VERSIONS, "数据相同，只汇总那一份"),
        ("财政局2024年年报.nianbao", FileState.WRONG_YEAR, "是 2023 年的报告"),
        ("乙县水务局.nianbao", FileState.NAME_TO_CONFIRM, "写的是“临江县水务局”"),
        ("档案馆.docx", FileState.UNREADABLE, "是空的"),
        ("气象局.lnk", FileState.NOT_A_REPORT, "只是快捷方式"),
        ("2024.xlsx", FileState.EARLIER_SUM, "自己的报告"),
        ("汇总表.docx", FileState.EARLIER_SUM, "名称里写着是汇总"),
        ("全部.nianbao", FileState.EARLIER_SUM, "像是以前的汇总|正好是其他单位的合计"),
        ("leader.xlsx", FileState.EARLIER_SUM, "以前用公开年报汇总出来的"),
    ],
)
def test_each_file_is_in_its_state(
    made: tuple[Made, Collection], place: str, state: FileState, words: str
) -> None:
    found = file_at(made[1], place)
    assert found.state is state
    assert any(one in found.reason for one in words.split("|"))


@pytest.mark.slow
def test_locks_and_drafts_of_office_programs_are_no_files(made: tuple[Made, Collection]) -> None:
    names = {row.place for row in made[1].files}
    assert not any(name.startswith(("~", ".")) for name in names)


@pytest.mark.slow
def test_everybody_sent_something_and_no_other_unit_is_made_up(
    made: tuple[Made, Collection],
) -> None:
    assert {unit.name: unit.state for unit in made[1].units} == dict.fromkeys(
        UNITS, UnitState.RECEIVED
    )


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_is_said_and_nothing_is_read_twice(tmp_path: Path) -> None:
    home = Folder(tmp_path / "年报")
    home.report("教育局.nianbao", named("清河县教育局"))
    (home.path / "又是这里").symlink_to(home.path)
    (home.path / "断了.docx").symlink_to("没有")

    found = gather(Setup(home.path), Decisions())

    assert [row.place for row in found.files] == ["教育局.nianbao"]
    assert sorted(found.notes) == [
        "“又是这里”是指向别处的链接，没有看里面。",
        "“断了.docx”是指向别处的链接，没有看里面。",
    ]


def test_a_short_name_that_two_counties_share_is_asked_about(tmp_path: Path) -> None:
    home = Folder(tmp_path / "年报")
    home.report("水务局.nianbao", named("清河县水务局", "水务局"))
    both = Roster(("清河县水务局", "临江县水务局"))

    found = gather(Setup(home.path, YEAR, both), Decisions())

    (question,) = found.questions
    assert set(question.proposals) == set(both.units)
    assert found.summed == ()


def test_a_roster_with_a_title_gaps_and_repeated_names_is_read(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["清河县2024年政府信息公开年报应报单位名单"])
    sheet.merge_cells("A1:C1")
    sheet.append([None, None, None])
    sheet.append(["序号", "单位 名称", "联系人"])
    for row in (
        [1, "清河县教育局", "王"],
        [None] * 3,
        [2, " 清河县民政局 ", "李"],
        [3, "清河县教育局", "张"],
    ):
        sheet.append(row)
    sheet.append(["合计", 3, None])
    stream = io.BytesIO()
    book.save(stream)
    path = tmp_path / "名单.xlsx"
    path.write_bytes(stream.getvalue())

    assert read_roster(path) == Roster(("清河县教育局", "清河县民政局"), ("清河县教育局",))
