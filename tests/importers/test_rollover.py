"""This year's report from last year's: what is carried, what is only offered."""

from decimal import Decimal

import pytest

from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_source
from nianbao.importers.rollover import last_years_figures, refill, start_next_year
from nianbao.report.book import Publication, Report
from tests.cases import load_case


def last_year(name: str) -> Report:
    report = read_source(load_case(name).source()).report
    report.unit = "某县某镇人民政府"
    report.level = "county_government"
    report.publication = Publication(
        contact="如对本报告有疑问，请联系某镇党政办，电话：0000-1234567。"
    )
    return report


def test_pending_applications_become_last_year_s_in_every_column() -> None:
    new = start_next_year(last_year("04-suqian-2023"))

    assert new.report.year == 2024
    assert new.report.cell("table_3.carried_in.natural_person") == 118
    assert new.report.cell("table_3.carried_in.total") == 121
    assert len(new.carried) == 7


def test_everything_else_begins_blank() -> None:
    new = start_next_year(last_year("04-suqian-2023"))
    filled = {key for key, value in new.report.cells.items() if value is not None}

    assert filled == set(new.carried)
    assert new.report.texts == {}
    assert new.report.preamble == ""


def test_unit_level_and_contact_stay() -> None:
    old = last_year("04-suqian-2023")
    new = start_next_year(old).report

    assert (new.unit, new.level) == (old.unit, old.level)
    assert new.publication.contact == old.publication.contact


def test_a_report_of_the_trial_form_leads_to_the_form_in_force() -> None:
    new = start_next_year(last_year("13-pingtan-2020"))

    assert new.report.form == "gb_2021_30"
    assert new.report.cell("table_3.carried_in.total") == 0
    assert new.starting_points == {}


def test_documents_in_force_are_offered_not_entered() -> None:
    new = start_next_year(last_year("04-suqian-2023"))

    assert new.starting_points == {
        "table_2.regulation.in_force": 11,
        "table_2.normative_doc.in_force": 597,
    }
    assert new.report.cell("table_2.normative_doc.in_force") is None


def test_last_year_s_figures_stand_under_this_year_s_keys() -> None:
    figures = last_years_figures(last_year("13-pingtan-2020"), load_form("gb_2021_30"))

    assert figures["table_2.licence.decisions"] == Decimal(278)
    assert figures["table_3.received_new.total"] == 21
    assert "table_3.other_other.total" not in figures


def test_nothing_is_carried_over_a_gap_of_years() -> None:
    new = start_next_year(last_year("13-pingtan-2020"), 2023)

    assert new.carried == ()


@pytest.mark.parametrize(
    ("text", "proposal"),
    [
        ("2023年公开信息54条。", "2024年公开信息____条。"),
        ("同比增长12.5%，比2022年多1,602件", "同比增长____%，比2023年多____件"),
        ("2024年将继续", "2025年将继续"),
        ("按国办公开办函〔2021〕30号要求", "按国办公开办函〔2021〕30号要求"),
        ("2019年修订的条例第20条", "2019年修订的条例第20条"),
        ("拨打“12345”热线", "拨打“12345”热线"),
        ("收费2950元", "收费____元"),
    ],
)
def test_years_are_raised_and_figures_taken_out(text: str, proposal: str) -> None:
    assert refill(text, 2023, 2024) == proposal


def test_a_text_is_offered_with_its_original() -> None:
    offered = start_next_year(last_year("01-hangzhou-style-2025")).texts["overview.disclosure"]

    assert offered.original == "全市制发规章3件、行政规范性文件564件。"
    assert offered.proposal == "全市制发规章____件、行政规范性文件____件。"
