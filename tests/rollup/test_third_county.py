"""A city's folder with two counties in it: short names, old names, and what people send instead of a report."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.storage.files import dump_report
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.model import Collection, FileState, UnitState
from nianbao.rollup.names import Names, unit_in_file_name
from nianbao.rollup.outputs.letters import LetterFacts, letter
from nianbao.rollup.outputs.notices import missing_docx, notice_docx
from nianbao.rollup.roster import Roster
from nianbao.rollup.sums import Sum
from tests.rollup.county import (
    FORM,
    Folder,
    as_file,
    in_digits,
    independent_sum,
    unit_report,
    zipped,
)

YEAR, TRIAL = 2025, "gb_2019_60_trial"
OWN = "清河县人民政府"
MONDAY = date(2026, 1, 12)


@dataclass(frozen=True)
class Case:
    """One unit, what it sent and where it lies, and what is to be said of it."""

    unit: str
    """Of the roster."""
    place: str
    written: str | None = None
    """The name in the report; None for the unit's own."""
    state: FileState = FileState.TAKEN
    words: str = ""
    year: int = YEAR
    raw: Callable[[], bytes] | None = None
    """The file's content, where it is no report."""
    asked: bool = False
    """Whether it stands under no unit before the clerk has answered."""

    @property
    def report(self) -> Report:
        written = self.unit if self.written is None else self.written
        return replace(unit_report(self.unit, self.year), unit=written)

    def put(self, home: Folder) -> None:
        if self.raw is not None:
            home.put(self.place, self.raw())
            return
        ending = Path(self.place).suffix.lower()
        kind = ending if ending in {".docx", ".nianbao"} else ".nianbao"
        home.put(self.place, as_file(self.report, ".docx" if ending == ".wps" else kind))


def ofd() -> bytes:
    return zipped({"OFD.xml": b"<ofd/>", "Doc_0/Document.xml": b"<a/>"})


def locked() -> bytes:
    content = bytearray(zipped({"年报.nianbao": dump_report(unit_report("清河县乡村振兴局"))}))
    content[6] |= 1
    content[content.find(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def mailed() -> bytes:
    return "From: a@b\r\nSubject: 年报\r\n\r\n请查收附件".encode()


def half() -> bytes:
    return dump_report(unit_report("清河县应急管理局"))[:900]


def in_folders() -> bytes:
    report = replace(unit_report("清河县档案馆", YEAR), unit="")
    files = {"新建文件夹/档案馆.nianbao": dump_report(report), "新建文件夹/Thumbs.db": b"x"}
    inner = zipped(files, gbk=True)
    return zipped({"新建文件夹 (2)/压缩.zip": inner, "desktop.ini": b"x"}, gbk=True)


def blank(unit: str, form: str = FORM, year: int = YEAR) -> Callable[[], bytes]:
    cells = dict.fromkeys(load_form(form).cells)
    return lambda: dump_report(Report(form=form, year=year, unit=unit, cells=cells))


CONFIRM, UNREADABLE = FileState.NAME_TO_CONFIRM, FileState.UNREADABLE
NO_REPORT, WRONG_YEAR = FileState.NOT_A_REPORT, FileState.WRONG_YEAR
WARNED, OTHER_FORM = FileState.TAKEN_WITH_WARNINGS, FileState.OTHER_FORM
SHORT = (
    Case("清河县发展和改革委员会", "发改委.nianbao", "县发改委"),
    Case("清河县人力资源和社会保障局", "人社局.nianbao", "清河县人社局"),
    Case("清河县住房和城乡建设局", "住建局.nianbao", "清河县住建局"),
    Case("清河县市场监督管理局", "市监局.nianbao", "清河县市场监管局"),
    Case("清河县工业和信息化局", "工信局.docx", "清河县工信局"),
    Case("清河县文化和旅游局", "文旅局.nianbao", "县文旅局"),
    Case("清河县退役军人事务局", "退役军人局.nianbao", "清河县退役军人局"),
    Case("清河县医疗保障局", "医保局.nianbao", "清河县医保局"),
    Case("清河县卫生健康委员会", "卫健委2025年报.nianbao", "县卫健委"),
    Case("清河县教育体育局", "教体局.nianbao", "清河县教体局"),
    Case("清河县民政局", "(3)民政局(盖章).nianbao", "清河县民政局(盖章)"),
    Case("清河县财政局", "财政局\u200b.nianbao", "清河县\u200b财政局\u00a0"),
    Case("清河县人民政府办公室", "政府办.nianbao"),
    Case("清河县农业农村局", "清河县农业农村局-张三-13800000000.docx"),
)
TWO_COUNTIES = (
    Case("清河县统战事务局", "清河县/统战事务局.nianbao", "统战事务局"),
    Case("临江县统战事务局", "临江县/年报/统战事务局.nianbao", "统战事务局"),
    Case("清河县水务局", "水务局.nianbao", "水务局", CONFIRM, "“清河县水务局”“临江县水务局”", asked=True),
    Case("临江县水务局", "临江县水务局.nianbao"),
)  # fmt: skip
OLD_NAMES = (
    Case(
        "清河县北山镇人民政府",
        "北山乡.nianbao",
        "清河县北山乡人民政府",
        CONFIRM,
        "名单上有“清河县北山镇",
        asked=True,
    ),
    Case(
        "清河县柳林街道办事处",
        "柳林镇.nianbao",
        "清河县柳林镇人民政府",
        CONFIRM,
        "有“清河县柳林街道办事处”，",
        asked=True,
    ),
    Case(
        "清河县大堰镇人民政府",
        "南坝镇.nianbao",
        "清河县南坝镇人民政府",
        CONFIRM,
        "名单上没有“清河县南坝镇",
        asked=True,
    ),
    Case(
        "清河县城关镇人民政府",
        "乡镇/城关/城关.nianbao",
        "城关",
        CONFIRM,
        "名单上有“清河县城关镇",
        asked=True,
    ),
)
ENDINGS = (
    Case("清河县公安局", "公安局.NIANBAO"),
    Case("清河县审计局", "审计局.json"),
    Case("清河县统计局", "统计局"),
    Case("清河县司法局", "司法局.wps"),
    Case("清河县档案馆", "新建文件夹.zip", raw=in_folders),
    Case("清河县信访局", "新建文件夹/新建 Microsoft Word 文档.docx"),
    Case("清河县气象局", "新建文件夹/新建 DOCX 文档.docx", "", CONFIRM, "报告和文件名都没有写单位名称", asked=True),
)  # fmt: skip
INSTEAD = (
    Case("清河县税务局", "税务局2025年报.ofd", state=UNREADABLE, words="OFD 版式文件", raw=ofd),
    Case(
        "清河县乡村振兴局", "乡村振兴局.zip", state=UNREADABLE, words="压缩包加了密码", raw=locked
    ),
    Case("清河县科学技术局", "科技局.eml", state=UNREADABLE, words="是一封邮件", raw=mailed),
    Case(
        "清河县自然资源局",
        "自然资源局.url",
        state=NO_REPORT,
        words="只是快捷方式",
        raw=lambda: b"[InternetShortcut]\r\nURL=a",
    ),
    Case("清河县商务局", "商务局.nianbao", state=UNREADABLE, words="是空的", raw=bytes),
    Case("清河县应急管理局", "应急局.nianbao", state=UNREADABLE, words="不完整", raw=half),
    Case(
        "清河县体育局",
        "体育局.nianbao",
        state=WARNED,
        words="一个数也没有填",
        raw=blank("清河县体育局"),
    ),
    Case(
        "清河县粮食和物资储备局",
        "粮食局.nianbao",
        state=OTHER_FORM,
        words="〔2019〕60号",
        raw=blank("清河县粮食和物资储备局", TRIAL),
    ),
    Case(
        "清河县城市管理局",
        "城管局2019.nianbao",
        state=WRONG_YEAR,
        words="是 2019 年的报告",
        raw=blank("清河县城管局", TRIAL, 2019),
    ),
    Case(
        "清河县交通运输局",
        "交通局2025年报.nianbao",
        state=WRONG_YEAR,
        words="是 2024 年的报告",
        year=2024,
    ),
)
CASES = (*SHORT, *TWO_COUNTIES, *OLD_NAMES, *ENDINGS, *INSTEAD)
ROSTER = Roster(tuple(case.unit for case in CASES))
SETUP_FILES = ("~$民政局.docx", "Thumbs.db", "新建文件夹/desktop.ini", ".DS_Store", "~WRL0003.tmp")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    home = Folder(tmp_path_factory.mktemp("city") / "2025年报")
    for case in CASES:
        case.put(home)
    for name in SETUP_FILES:
        home.put(name, b"x")
    setup = Setup(home.path, YEAR, ROSTER, MONDAY, own_unit=OWN)
    before = gather(setup, Decisions())
    unit = next(one for one in before.units if one.file is not None)
    facts = LetterFacts(OWN, MONDAY, MONDAY, "张三", with_warnings=True)
    home.put("退回/退回修改意见.docx", letter(before, unit, facts))
    home.put("催报名单.docx", missing_docx(before, MONDAY))
    home.put("通报草稿.docx", notice_docx(before, Sum(before), (), MONDAY))
    return gather(setup, Decisions())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.place)
def test_each_file_is_in_its_state_under_its_unit(city: Collection, case: Case) -> None:
    row = next(one for one in city.files if one.place.startswith(case.place))

    assert (row.state, case.words in row.reason) == (case.state, True), row.reason
    assert row.roster_name == ("" if case.asked else case.unit)


def test_only_what_is_sure_is_summed(city: Collection) -> None:
    sure = [case.report for case in CASES if case.state is FileState.TAKEN]

    assert in_digits(Sum(city)) == independent_sum(sure)


def test_nobody_who_sent_a_file_with_a_name_is_called_missing(city: Collection) -> None:
    nameless = {"清河县大堰镇人民政府", "清河县气象局"}

    assert {unit.name for unit in city.missing} == nameless
    assert all(unit.state is not UnitState.MISSING for unit in city.summed)


def test_what_this_program_wrote_to_the_units_is_no_report(city: Collection) -> None:
    ours = [
        row for row in city.files if row.place.endswith(("意见.docx", "名单.docx", "草稿.docx"))
    ]

    assert [row.state for row in ours] == [NO_REPORT] * 3


def test_a_question_names_no_unit_that_only_lies_in_the_same_county(city: Collection) -> None:
    proposed = {question.files[0].place: question.proposals for question in city.questions}

    assert proposed["北山乡.nianbao"] == ("清河县北山镇人民政府",)
    assert proposed["柳林镇.nianbao"] == ("清河县柳林街道办事处",)
    assert proposed["南坝镇.nianbao"] == ()


def test_beside_the_same_office_of_another_county_no_other_office_is_proposed() -> None:
    names = Names(("清河县教育局", "清河县体育局", "清河县教育体育局"), "清河县")

    assert names.find("临江县教育局").proposals[0] == "清河县教育局"
    assert "清河县体育局" not in names.find("临江县教育局").proposals


@pytest.mark.parametrize(
    "stem",
    [
        "新建文件夹",
        "新建 Microsoft Word 文档 (2)",
        "微信图片_20260109",
        "文档1",
        "2025年度报告",
        "工作簿1",
    ],
)
def test_a_name_that_a_program_gave_names_nobody(stem: str) -> None:
    assert unit_in_file_name(stem) == ""


@pytest.mark.parametrize(
    "ending", ["2025年报", "2025年度报告", "2025年报告", "2025年度", "2025年年报"]
)
def test_a_year_before_the_word_for_report_is_no_part_of_a_name(ending: str) -> None:
    assert unit_in_file_name(f"税务局{ending}") == "税务局"


def test_a_zip_in_which_only_one_file_is_locked_is_told(tmp_path: Path) -> None:
    stream = io.BytesIO(locked())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("说明.txt", "密码是 1234")
    home = Folder(tmp_path / "年报")
    home.put("一.zip", stream.getvalue())

    (row,) = gather(Setup(home.path, YEAR), Decisions()).files

    assert (row.state, "加了密码" in row.reason) == (UNREADABLE, True)
