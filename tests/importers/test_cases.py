"""Every published report is read as it was published: every cell, nothing invented."""

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.checks.engine import run_checks
from nianbao.importers.registry import read_for_review, read_source
from nianbao.report.contract import from_contract, to_contract
from nianbao.report.storage.files import save_report
from tests.cases import NAMES, RUN_TOGETHER, load_case

TEXTS = {
    name: load_case(name).folder / "source.txt"
    for name in NAMES
    if (load_case(name).folder / "source.txt").exists()
}
SECTIONS = ("overview", "problems", "other")


def read_and_compare(name: str, source: Path) -> None:
    case = load_case(name)
    reading = read_source(source)

    assert reading.report.form == case.form.id
    assert case.differences(reading.report.cells) == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_read_and_nothing_is_invented(name: str) -> None:
    read_and_compare(name, load_case(name).source())


def test_the_same_numbers_in_the_layout_of_the_seed() -> None:
    name = "13-pingtan-2020"

    read_and_compare(name, load_case(name).folder / "variants" / "seed-style.txt")


@pytest.mark.parametrize("name", sorted(RUN_TOGETHER))
def test_digits_that_run_together_are_declined_and_listed(name: str) -> None:
    reading = read_source(TEXTS[name])

    assert reading.report.cells == {}
    assert reading.unread
    assert all("连在一起" in piece["reason"] for piece in reading.unread)
    assert reading.report.unit == load_case(name).unit


@pytest.mark.parametrize("name", [name for name in NAMES if name[:2] != "22"])
def test_the_year_is_the_report_s(name: str) -> None:
    reading = read_source(load_case(name).source())

    assert reading.year_known
    assert reading.report.year == load_case(name).year


def test_a_year_that_the_source_does_not_name_is_not_made_up() -> None:
    reading = read_source(TEXTS["22-changchun-veterans-2023"])

    assert not reading.year_known
    assert "year" in {problem["kind"] for problem in reading.problems}


def test_a_guessed_year_stays_a_guess_in_the_saved_report(tmp_path: Path) -> None:
    path = tmp_path / "读出.nianbao"
    save_report(read_source(TEXTS["22-changchun-veterans-2023"]).report, path)

    again = read_source(path)

    assert to_contract(again)["year"] is None
    assert "LV-YEAR" in {finding.rule for finding in run_checks(again.report)}
    again.report.change(facts={"year": 2023, "year_guessed": False})
    save_report(again.report, path)
    confirmed = read_source(path)
    assert to_contract(confirmed)["year"] == 2023
    assert "LV-YEAR" not in {finding.rule for finding in run_checks(confirmed.report)}


def test_a_guessed_year_stays_a_guess_in_the_json() -> None:
    printed = to_contract(read_source(TEXTS["22-changchun-veterans-2023"]))

    again = from_contract(printed)

    assert again.report.year_guessed
    assert to_contract(again)["year"] is None


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("00-zhuanlu-2023-the-seed", "定州市砖路镇"),
        ("01-hangzhou-style-2025", "测试市"),
        ("04-suqian-2023", "宿迁市"),
        ("06-hongze-2023", "洪泽区人民政府"),
        ("25-qixia-transport-2022", "栖霞区交通运输局"),
        ("32-jiaxian-hezhen-2022-blank-2019-form", "螅镇"),
        ("36-wuhan-ecology-2020", ""),
        ("44-guihua-street-2019-no-headings", "荷塘区桂花街道办事处"),
        ("47-changchun-new-area-2025", "长春新区管委会"),
        ("53-zhongnan-street-2020", ""),
    ],
)
def test_the_unit_is_read_as_the_source_names_it(name: str, unit: str) -> None:
    assert read_source(load_case(name).source()).report.unit == unit


def test_the_seed_s_texts_come_out_in_simplified_characters_without_pinyin() -> None:
    report = read_source(load_case("00-zhuanlu-2023-the-seed").source()).report

    assert report.text("overview.disclosure").startswith("全年在门户网站发布信息54条")
    assert report.text("overview.supervision") == "组织培训,接受社会监督。"
    assert report.text("other") == "无。"
    assert report.text("problems").startswith("2023年的主要问题:")
    assert report.publication.attachments == ("定州市砖路镇2023年度政府信息公开工作年度报告(1)",)


def test_the_single_row_of_the_trial_form_in_a_newer_report_is_listed_not_spread() -> None:
    reading = read_source(load_case("06-hongze-2023").source())

    (piece,) = reading.unread
    assert "其他处理" in piece["text"]
    assert "分为3行" in piece["reason"]


def test_a_row_that_the_form_does_not_have_is_listed() -> None:
    reading = read_source(load_case("36-wuhan-ecology-2020").source())

    (piece,) = reading.unread
    assert piece["text"].startswith("其他主动公开")
    assert piece["reason"] == "格式里没有这一行，没有读入"


def test_an_amount_in_a_cell_without_a_unit_is_kept_as_it_stands() -> None:
    reading = read_source(load_case("13-pingtan-2020").source())
    key = "table_2.art20_9.central_procurement.purchase_amount"

    assert reading.report.cells[key] == Decimal("73802895.90")
    assert reading.report.cell_notes[key] == "元"
    assert {problem["cell"] for problem in reading.problems if problem["kind"] == "unit"} == {key}


def test_a_blank_form_reads_as_blanks_and_says_so() -> None:
    reading = read_source(TEXTS["32-jiaxian-hezhen-2022-blank-2019-form"])

    assert set(reading.report.cells.values()) == {None}
    assert {problem["kind"] for problem in reading.problems} >= {"blank", "form"}


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_leads_to_the_place_where_the_value_stands(name: str) -> None:
    result = read_for_review(load_case(name).source())
    report = result.reading.report

    for key, value in report.cells.items():
        if value is not None and key in result.marks:
            place = result.marks[key].place
            assert str(int(value)) in result.document.text_at(place).replace(",", "")
            assert key in result.at(place)
