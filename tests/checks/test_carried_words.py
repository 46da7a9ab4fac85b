"""Last year's words begin a text with the numbers of this year's tables, where they are certain."""

from decimal import Decimal

import pytest

from nianbao.checks.texts.carried_words import numbers_now
from nianbao.report.book import Report
from nianbao.report.next_year import offered_texts
from tests.checks.town import town

KEY = "overview.on_request"
NEW, CARRIED = "table_3.received_new.natural_person", "table_3.carried_in.natural_person"


def two_years(said: str) -> tuple[Report, Report]:
    """Last year 12 new ones and none carried in, and this year 25 and none; the text said so."""
    last = town({CARRIED: 0})
    last.texts[KEY] = said
    return last, town({NEW: 23, CARRIED: 0}, year=2024)


def begun(last: Report, report: Report) -> str:
    return offered_texts(last, report, numbers_now(last, report))[KEY]


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("新收政府信息公开申请12件。", "新收政府信息公开申请25件。"),
        (
            "全年共收到政府信息公开申请 12 件，均已登记。",
            "全年共收到政府信息公开申请 25 件，均已登记。",
        ),
        ("新收申请12件，网站发布信息12条。", "新收申请25件，网站发布信息【】条。"),
        ("2023年新收政府信息公开申请12件。", "2024年新收政府信息公开申请25件。"),
    ],
)
def test_what_the_tables_have_is_put_in(said: str, begins: str) -> None:
    assert begun(*two_years(said)) == begins


@pytest.mark.parametrize(
    "said",
    [
        "新收政府信息公开申请13件。",  # never was the number of the tables
        "新收政府信息公开申请约12件。",
        "全市各部门新收政府信息公开申请12件。",
        "召开会议12次。",
    ],
)
def test_what_is_not_certain_stays_open(said: str) -> None:
    last, report = two_years(said)
    last.unit = report.unit = "清河县教育局"

    begins = begun(last, report)

    assert "25" not in begins
    assert "12" not in begins.replace("【12次】", "")


def test_a_number_that_two_readings_had_stays_open_once_they_differ() -> None:
    last, report = two_years("收到政府信息公开申请12件。")
    report.cells[CARRIED] = Decimal(3)

    assert begun(last, report) == "收到政府信息公开申请【】件。"


def test_a_blank_table_and_another_form_leave_every_number_open() -> None:
    last, report = two_years("新收政府信息公开申请12件。")
    report.cells[NEW] = None
    assert begun(last, report) == "新收政府信息公开申请【】件。"
    last.form = "gb_2019_60_trial"
    assert numbers_now(last, report) == {}
