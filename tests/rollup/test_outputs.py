"""What becomes of a collection: workbook, letters, lists, notice, the county's own report."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from nianbao.checks.engine import check_report
from nianbao.checks.findings import Severity
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.storage.files import dump_report, parse_report
from nianbao.report.totals import values_in_force
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.findings import check_sum
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.model import Collection, Task, UnitState
from nianbao.rollup.outputs.letters import LetterFacts, letter, needs_letter, write_letters
from nianbao.rollup.outputs.notices import missing_docx, missing_list, notice_docx
from nianbao.rollup.outputs.own_report import own_report
from nianbao.rollup.outputs.workbook import workbook
from nianbao.rollup.roster import Roster
from nianbao.rollup.sums import Sum
from tests.rollup.county import Folder, unit_report

DAY = date(2025, 1, 21)
OWN = "清河县人民政府"
UNITS = ("甲镇", "=乙镇", "丙镇", "丁镇")
FACTS = LetterFacts("清河县人民政府办公室", DAY, date(2025, 1, 25), "0000-1234567")


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """Three units of four; one does not balance, one left a cell blank; last year two were there."""
    home = tmp_path_factory.mktemp("outputs")
    now, before = Folder(home / "2024"), Folder(home / "2023")
    wrong, blank = unit_report("=乙镇"), unit_report("丙镇")
    wrong.change(cells={"table_3.received_new.natural_person": Decimal(500)})
    blank.change(cells={"table_2.penalty.decisions": None})
    for report in (unit_report("甲镇"), wrong, blank):
        now.report(f"{report.unit.strip('=')}.nianbao", report)
    for unit in UNITS[:3]:
        last = unit_report(unit, 2023)
        for key in last.cells:
            if ".carried_out." in key:
                last.cells[key] = None if key.endswith(".total") else Decimal(0)
        before.report(f"{unit.strip('=')}.nianbao", last)
    setup = Setup(now.path, roster=Roster(UNITS), own_unit=OWN, last_year=before.path)
    return gather(setup, Decisions())


@pytest.fixture(scope="module")
def total(collection: Collection) -> Sum:
    return Sum(collection)


@pytest.fixture(scope="module")
def book(collection: Collection, total: Sum) -> Workbook:
    content = workbook(collection, total, check_sum(collection, total), DAY)
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(book: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def words(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_sheets_stand_in_the_order_in_which_they_are_read(book: Workbook) -> None:
    assert book.sheetnames == [
        "收报情况", "各单位主要指标", "汇总表二", "汇总表三", "汇总表四", "问题清单", "与上年对比", "图表",
        "各单位数据",
    ]  # fmt: skip


def test_each_sheet_says_year_units_and_date(book: Workbook) -> None:
    cover = str(rows(book, "收报情况")[1][0])

    assert "2024年度" in cover
    assert "应报 4 个单位，已报 3 个，没报 1 个，计入汇总 3 个" in cover
    assert "2025年1月21日" in cover


def test_every_unit_stands_in_the_order_of_the_roster(book: Workbook) -> None:
    found = [row[1:5] for row in rows(book, "收报情况")[3:7]]

    assert [row[0] for row in found] == list(UNITS)
    assert found[1][1:] == ("已报", "有错误", "是")
    assert found[3][1:] == ("没报", None, "否")


def test_a_name_that_looks_like_a_formula_stays_a_name(book: Workbook) -> None:
    assert book["各单位数据"]["A7"].value == "=乙镇"
    assert book["各单位数据"]["A7"].data_type == "s"


def test_units_are_rows_of_the_data_sheet(book: Workbook, total: Sum) -> None:
    sheet = rows(book, "各单位数据")
    column = 1 + list(total.form.cells).index("table_2.licence.decisions")

    assert [row[0] for row in sheet[5:8]] == ["甲镇", "=乙镇", "丙镇"]
    assert [row[column] for row in sheet[5:8]] == [
        int(total.unit_value(unit, "table_2.licence.decisions") or 0) for unit in UNITS[:3]
    ]


def formulas(book: Workbook, sheet: str) -> Iterator[str]:
    for row in book[sheet].iter_rows():
        yield from (str(cell.value) for cell in row if cell.data_type == "f")


def test_the_official_form_is_made_of_live_formulas(book: Workbook) -> None:
    found = [one for sheet in ("汇总表二", "汇总表三", "汇总表四") for one in formulas(book, sheet)]

    assert len(found) == len(load_form("gb_2021_30").cells)
    assert all("'各单位数据'!" in one and "SUM(" in one for one in found)


def test_formulas_carry_their_results(collection: Collection, total: Sum) -> None:
    content = workbook(collection, total, (), DAY)
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)

    shown = {
        cell.value
        for row in values["汇总表三"].iter_rows()
        for cell in row
        if cell.value is not None
    }
    assert int(total.value("table_3.received_new.total") or 0) in shown


def test_how_failing_units_were_treated_is_said_on_the_sheet(book: Workbook) -> None:
    assert "其中 1 个审核有错误：=乙镇" in str(rows(book, "汇总表三")[2][0])


def test_the_figures_have_totals_and_a_ranking(book: Workbook) -> None:
    sheet = rows(book, "各单位主要指标")

    assert sheet[3][1] == "合计"
    assert str(sheet[3][2]).startswith("=SUM(")
    assert str(sheet[4][-1]).startswith("=RANK(")


def test_problems_of_the_sum_come_first_and_then_the_units(book: Workbook) -> None:
    found = [row[1:4] for row in rows(book, "问题清单")[3:]]

    assert found[0][0] == "=乙镇"
    assert found[0][2] == "汇总数也要平衡"
    assert {row[0] for row in found} == {"=乙镇", "丙镇"}


def test_last_year_stands_beside_this_year(book: Workbook, total: Sum) -> None:
    found = {row[1]: row for row in rows(book, "与上年对比")[3:]}
    name = total.form.cells["table_2.licence.decisions"].name

    assert found[name][3] == int(total.last_year("table_2.licence.decisions") or 0)


def test_the_charts_are_native(collection: Collection, total: Sum) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(collection, total, (), DAY))) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]

    assert len(charts) == 5  # results, against last year, two over the years, the largest units


def test_no_chart_is_cut_by_the_end_of_a_page(book: Workbook) -> None:
    sheet = book["图表"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    tops = [one.anchor._from.row for one in sheet._charts]  # type: ignore[attr-defined]

    assert (
        not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage
    )
    assert tops[3] in breaks
    high = (tops[1] - tops[0]) * 3 * 15 * int(sheet.page_setup.scale or 100) / 100
    assert high < 72 * (11.69 - 2 * 0.7)


@pytest.mark.parametrize("sheet", ["收报情况", "各单位主要指标", "问题清单"])
def test_lists_are_printed_across_with_their_heads_repeated(book: Workbook, sheet: str) -> None:
    page = book[sheet]

    assert page.page_setup.orientation == "landscape"
    assert page.print_title_rows == "$3:$3"
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.page_setup.fitToHeight == 0


def test_control_characters_and_codes_in_names_do_no_harm(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "年报")
    folder.report("a.nianbao", unit_report("甲\x01_x000D_<镇>"))
    odd = gather(Setup(folder.path), Decisions())

    loaded = openpyxl.load_workbook(io.BytesIO(workbook(odd, Sum(odd), (), DAY)))

    # Excel takes _x005F_ for the first sign of what would else be a code; openpyxl leaves it.
    assert loaded["各单位数据"]["A6"].value == "甲_x005F_x000D_<镇>"


@pytest.mark.long
@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://evil")', "+1+cmd|'/c calc'!A0", "@SUM(1)", "＝1+1"]
)
def test_a_name_that_begins_like_a_formula_is_words_even_after_typing(
    tmp_path: Path, name: str
) -> None:
    folder = Folder(tmp_path / "年报")
    folder.report("a.nianbao", unit_report(name))
    odd = gather(Setup(folder.path), Decisions())

    loaded = openpyxl.load_workbook(io.BytesIO(workbook(odd, Sum(odd), (), DAY)))

    cell = loaded["各单位数据"]["A6"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


def test_no_row_is_higher_than_a_sheet_can_have(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "年报")
    folder.report("a.nianbao", unit_report("长" * 3000))
    odd = gather(Setup(folder.path), Decisions())

    loaded = openpyxl.load_workbook(io.BytesIO(workbook(odd, Sum(odd), (), DAY)))

    heights = [row.height or 0 for sheet in loaded for row in sheet.row_dimensions.values()]
    assert 100 < max(heights) <= 409


def test_a_letter_says_what_is_wrong_until_when_and_who_asks(collection: Collection) -> None:
    text = words(letter(collection, collection.units[1], FACTS))

    assert "关于退回修改2024年政府信息公开\n工作年度报告的意见" in text
    assert "\n=乙镇：" in text
    assert "文件“乙镇.nianbao”" in text
    assert "一、必须改正的问题" in text
    assert "自然人列：新收 500" in text
    assert "请于2025年1月25日前改正" in text
    assert text.rstrip().endswith("清河县人民政府办公室\n2025年1月21日")


def test_letters_go_to_those_who_must_mend_something(
    collection: Collection, tmp_path: Path
) -> None:
    written = write_letters(collection, tmp_path, FACTS)

    assert [unit.name for unit in collection.units if needs_letter(unit)] == ["=乙镇"]
    assert [path.suffix for path in written] == [".docx"]
    assert sorted(tmp_path.iterdir()) == sorted(written)


def test_a_cancelled_run_of_letters_leaves_whole_ones(
    collection: Collection, tmp_path: Path
) -> None:
    asked: list[int] = []

    def after_one() -> bool:
        asked.append(1)
        return len(asked) > 1

    written = write_letters(
        collection, tmp_path, FACTS, collection.units[:3], Task(cancelled=after_one)
    )

    assert len(written) == 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".docx"]


def test_the_missing_are_listed_for_a_message_and_on_paper(collection: Collection) -> None:
    text = missing_list(collection, DAY)

    assert "4 个单位中，已报 3 个，还有 1 个没有报送：\n1.丁镇" in text
    assert "丁镇" in words(missing_docx(collection, DAY))


def test_the_notice_says_who_what_and_how_much(collection: Collection, total: Sum) -> None:
    text = words(notice_docx(collection, total, check_sum(collection, total), DAY))

    assert "各单位：" in text
    assert "尚未报送的有 1 个：丁镇。" in text
    assert "有错误的 1 个单位：=乙镇。" in text
    assert f"行政许可 {total.value('table_2.licence.decisions')} 件" in text
    assert "【请补充其他要求】" in text


def test_the_own_report_has_the_sums_and_last_year_beside_it(total: Sum) -> None:
    report = own_report(total, OWN)
    again = parse_report(dump_report(report), "本级.nianbao")

    assert again.unit == OWN
    assert values_in_force(total.form, again) == dict(total.values())
    assert [one.year for one in again.previous] == [2023]


def test_a_total_that_does_not_follow_is_entered_and_found(total: Sum) -> None:
    report = own_report(total, OWN)
    errors = [one for one in check_report(report).findings if one.severity is Severity.ERROR]

    assert "T3-BALANCE" in {one.rule for one in errors}


def test_the_own_report_goes_on_from_its_own_last_year(total: Sum) -> None:
    last = Report(form="gb_2021_30", year=2023, unit=OWN)
    last.publication.contact = "联系电话：0000-7654321"

    report = own_report(total, OWN, last)

    assert report.publication.contact == "联系电话：0000-7654321"
    assert report.previous[0].unit == OWN


def test_whoever_sent_nothing_gets_no_letter(collection: Collection) -> None:
    (missing,) = collection.missing

    assert missing.state is UnitState.MISSING
    assert not needs_letter(missing)
