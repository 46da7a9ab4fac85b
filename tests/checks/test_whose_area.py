"""全县 in a report of the county's office: the numbers of the tables, or of more than they count."""

import pytest

from nianbao.checks.findings import Finding, Severity
from tests.checks.town import findings, town


def said(text: str, unit: str = "清河县人民政府办公室", rule: str = "TX-NEW") -> list[Finding]:
    report = town()
    report.unit = unit
    report.texts["overview.on_request"] = text
    return findings(report, rule)


def test_a_number_that_may_be_the_whole_areas_is_a_hint_that_names_both_possibilities() -> None:
    (found,) = said("全县收到政府信息公开申请95件。")

    assert found.severity is Severity.HINT
    assert "表里是 12" in found.message
    assert "有两种可能" in found.hint
    assert "表里只填了本办公室的数，那么正文没有错" in found.hint
    assert not found.one_way


def test_a_whole_area_has_no_less_than_one_office_of_it() -> None:
    (found,) = said("全县收到政府信息公开申请5件。")

    assert found.severity is Severity.WARNING
    assert "不会比表里的还少" in found.hint


def test_one_number_of_the_area_that_the_tables_have_shows_whose_they_are() -> None:
    (found,) = said("全县办结申请12件。全县收到政府信息公开申请95件。")

    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text",
    [
        "全县收到政府信息公开申请95件，我办收到12件。",
        "我办收到申请12件，办结12件。全县收到申请95件。",
        "全县收到申请95件，办结90件。",
        "本年度收到申请12件。与此同时，全县收到申请95件。",
        "全市收到申请95件。",
        "全省收到申请95件。",
    ],
)
def test_numbers_of_more_than_the_office_are_left_alone(text: str) -> None:
    assert said(text) == []


def test_the_government_itself_speaks_of_its_own_area() -> None:
    (found,) = said("全县收到政府信息公开申请95件。", "清河县人民政府")

    assert found.severity is Severity.WARNING


@pytest.mark.parametrize("unit", ["清河县水利局", "清河县人民检察院", "清河县人大常委会办公室"])
def test_other_offices_never_report_for_their_area(unit: str) -> None:
    assert said("全县收到政府信息公开申请95件。", unit) == []


@pytest.mark.parametrize(
    "text",
    [
        "现将北屏县人民政府2023年政府信息公开工作年度报告公布如下。",
        "做好发布工作。北屏县人民政府门户网站完成改版，新增检索功能。",
    ],
)
def test_another_government_left_in_is_found(text: str) -> None:
    assert said(text, "清河县人民政府", "TX-SELF") != []
    assert said(text, rule="TX-SELF") != []


@pytest.mark.parametrize(
    "text",
    [
        "现将清河县人民政府2023年政府信息公开工作年度报告公布如下。",
        "现将临江市清河县人民政府2023年政府信息公开工作年度报告公布如下。",
        "现将我县人民政府2023年政府信息公开工作年度报告公布如下。",
        "清河县人民政府门户网站完成改版，新增检索功能。",
        "临江市人民政府门户网站开设专栏，集中公布各县的报告。",
        "各县人民政府网站及时更新。",
    ],
)
def test_its_own_government_and_the_one_above_are_left_alone(text: str) -> None:
    assert said(text, "清河县人民政府", "TX-SELF") == []
    assert said(text, rule="TX-SELF") == []


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("清河县人民政府", "全市收到政府信息公开申请95件。"),
        ("清河县人民政府", "全省收到政府信息公开申请95件，均已办结。"),
        ("清河市人民政府", "全省收到政府信息公开申请95件。"),
    ],
)
def test_the_area_above_is_not_the_governments_own(unit: str, text: str) -> None:
    assert said(text, unit) == []
