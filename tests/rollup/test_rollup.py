"""A folder of units' reports becomes one sum, and says who is missing, double or wrong."""

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from nianbao.__main__ import main
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.contract import Reading
from nianbao.report.errors import UserError
from nianbao.report.storage.files import load_report, save_report
from nianbao.rollup.collect import Collection, Standing, collect
from nianbao.rollup.roster import Roster, read_roster
from nianbao.rollup.tally import tally
from nianbao.rollup.workbook import workbook

LICENCES = "table_2.licence.decisions"
FORM = load_form("gb_2021_30")


def unit_report(unit: str, licences: int | None = 1, year: int = 2024) -> Report:
    cells: dict[str, Decimal | None] = dict.fromkeys(FORM.cells, Decimal(0))
    cells[LICENCES] = None if licences is None else Decimal(licences)
    return Report(form=FORM.id, year=year, unit=unit, cells=cells)


def put(folder: Path, *reports: Report) -> None:
    for number, report in enumerate(reports):
        save_report(report, folder / f"{number}.nianbao")


def read(path: Path) -> Reading:
    return Reading(load_report(path))


def gather(folder: Path, *units: str) -> Collection:
    return collect(folder, read, Roster(units) if units else None)


def test_cells_are_summed_over_the_units(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇", 3), unit_report("乙镇", 4))
    total = tally(gather(tmp_path))
    assert total.report.cell(LICENCES) == 7
    assert total.report.year == 2024
    assert {unit: cells[LICENCES] for unit, cells in total.parts.items()} == {"甲镇": 3, "乙镇": 4}


def test_a_blank_is_left_out_and_named(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇", 3), unit_report("乙镇", None))
    total = tally(gather(tmp_path))
    assert total.report.cell(LICENCES) == 3
    assert total.blanks == {LICENCES: ("乙镇",)}


def test_a_cell_that_all_left_blank_stays_blank(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇", None), unit_report("乙镇", None))
    assert tally(gather(tmp_path)).report.cell(LICENCES) is None


def test_each_file_has_its_standing(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇"), unit_report("乙镇"), unit_report("甲镇"))
    save_report(unit_report("丙镇", year=2023), tmp_path / "3.nianbao")
    (tmp_path / "4.nianbao").write_text("不是报告", encoding="utf-8")
    assert [one.standing for one in gather(tmp_path).files] == [
        Standing.TAKEN,
        Standing.TAKEN,
        Standing.DUPLICATE,
        Standing.WRONG_YEAR,
        Standing.UNREADABLE,
    ]


def test_the_roster_tells_who_is_missing_and_who_is_unexpected(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇"), unit_report("丁镇"))
    collection = gather(tmp_path, "甲镇", "乙镇")
    assert collection.missing == ("乙镇",)
    assert collection.unexpected == ("丁镇",)


def test_failing_checks_are_counted(tmp_path: Path) -> None:
    wrong = unit_report("甲镇")
    wrong.change(cells={"table_3.received_new.natural_person": Decimal(5)})
    put(tmp_path, wrong)
    (one,) = gather(tmp_path).files
    assert one.errors >= 1


def test_last_time_s_sum_is_not_read_as_a_unit(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇"), unit_report("汇总", 100))
    collection = collect(tmp_path, read, leave_out=(tmp_path / "1.nianbao",))
    assert [one.unit for one in collection.files] == ["甲镇"]


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有找到年度报告"):
        gather(tmp_path)
    with pytest.raises(UserError, match="找不到文件夹"):
        gather(tmp_path / "无")


def test_the_workbook_shows_sums_down_to_their_parts(tmp_path: Path) -> None:
    put(tmp_path, unit_report("=甲镇", 3), unit_report("乙镇", 4))
    collection = gather(tmp_path, "=甲镇", "乙镇", "丙镇")
    book = openpyxl.load_workbook(io.BytesIO(workbook(collection, tally(collection))))
    rows = list(book["各单位数据"].iter_rows(values_only=True))
    assert rows[0][3:] == ("合计", "=甲镇", "乙镇")
    assert next(row for row in rows if row[1] == "行政许可")[3:] == (7, 3, 4)
    assert book["各单位数据"]["E1"].data_type == "s"
    states = [row[:2] for row in book["单位情况"].iter_rows(values_only=True)]
    assert ("丙镇", "没有报送") in states


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "text", ["单位名称,备注\n甲镇,x\n乙镇,\n甲镇,\n", "甲镇\n乙镇\n", "序号,单位\n1,甲镇\n2,乙镇\n"]
)
def test_a_roster_is_read_as_excel_saves_it(text: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(text.encode(encoding))
    assert read_roster(path).units == ("甲镇", "乙镇")


def test_a_report_without_a_year_is_not_summed_as_some_year(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇"), unit_report("乙镇"))

    def read_without_year(path: Path) -> Reading:
        report = load_report(path)
        report.year_guessed = path.stem == "1"
        return Reading(report)

    first, second = collect(tmp_path, read_without_year).files

    assert first.standing is Standing.TAKEN
    assert second.standing is Standing.WRONG_YEAR
    assert "没有写明" in second.reason


def test_the_roster_in_the_folder_is_no_report(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲镇"))
    roster = tmp_path / "名单.csv"
    roster.write_text("甲镇\n", encoding="utf-8")
    assert (
        main(["rollup", str(tmp_path), "-o", str(tmp_path / "和.xlsx"), "--roster", str(roster)])
        == 0
    )


def test_a_failed_sum_leaves_the_old_one_alone(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04")
    sum_of_last_time = tmp_path / "和.xlsx"
    sum_of_last_time.write_text("上次的", encoding="utf-8")
    assert main(["rollup", str(tmp_path), "-o", str(sum_of_last_time)]) == 2
    assert sum_of_last_time.read_text(encoding="utf-8") == "上次的"


def test_names_with_control_characters_can_be_written(tmp_path: Path) -> None:
    put(tmp_path, unit_report("甲\x01镇"))
    collection = gather(tmp_path)
    book = openpyxl.load_workbook(io.BytesIO(workbook(collection, tally(collection))))
    assert book["各单位数据"]["E1"].value == "甲镇"


@pytest.mark.parametrize("content", [b"\0\0", b"PK\x03\x04\xff\xff"])
def test_a_roster_that_is_no_text_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"不是文字文件|打不开"):
        read_roster(path)


def test_a_roster_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes(b"\n\n")
    with pytest.raises(UserError, match="没有单位名称"):
        read_roster(path)
