"""Which number a sentence speaks of: parts are not held against wholes, and never exceed them."""

import pytest

from nianbao.checks.engine import check_report
from nianbao.report.book import Report
from tests.checks.town import said, town

DECISIONS = {"table_2.penalty.decisions": 18}
TWO_KINDS = {
    "table_4.suit_after_review_upheld": 5,
    "table_4.suit_after_review_corrected": 2,
    "table_4.suit_direct_corrected": 1,
}
"""9 suits: of both kinds together 6 were upheld and 3 corrected."""


def rules_said(report: Report, text: str, key: str = "overview.on_request") -> set[str]:
    """Every rule about texts that a sentence breaks, those about decisions and names, too."""
    before = {one.rule for one in check_report(report).findings}
    report.texts[key] = text
    return {one.rule for one in check_report(report).findings if one.rule[:2] == "TX"} - before


@pytest.mark.parametrize(
    "text",
    [
        "各部门收到申请5件，镇政府收到申请7件，合计12件。",
        "申请人中，自然人10件、商业企业2件，科研机构没有提出申请。",
        "商业企业日益关注规划信息，年内提出申请2件。",
        "商业企业提出2件，其余10件由自然人、科研机构等提出。",
        "公开（予以公开、部分公开）8件。",
        "予以公开6件，部分公开2件，两类合占66.67%。",
        "予以公开和部分公开的分别为6件和2件，占办结总数的66.7%。",
        "镇机关单独统计，办结申请5件；另有其他单位7件。",
        "在12件已办结的申请中，重复申请不予处理的占8.3%。",
        "申请中由企业等组织提出的2件。",
        "其中有1件因材料较多须结转2024年办理。",
        "因政府信息公开发生行政复议2件，维持1件、纠正1件；上年为3件。",
        "复议纠错率为50%（2件中1件被纠正）。",
    ],
)
def test_a_number_of_some_is_not_held_against_all(text: str) -> None:
    assert said(town(), text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("各部门收到申请8件，镇政府收到申请7件，合计15件。", "TX-NEW"),
        ("申请人中，自然人10件，商业企业没有提出申请。", "TX-APPLICANT"),
        ("申请中由企业等组织提出的4件。", "TX-APPLICANT"),
        ("予以公开6件，部分公开2件，两类合占58%。", "TX-PERCENT"),
        ("12件办结申请中部分公开2件，占15.4%。", "TX-PERCENT"),
        ("复议纠错率为40%（2件中1件被纠正）。", "TX-PERCENT"),
        ("其中有3件因材料较多须结转2024年办理。", "TX-HANDLED"),
        ("年末现有效行政规范性文件15件。", "TX-DOC"),
    ],
)
def test_a_sum_and_a_named_whole_are_held_against_the_tables(text: str, rule: str) -> None:
    assert rule in said(town(), text)


@pytest.mark.parametrize("subject", ["安全生产执法", "镇本级全年"])
def test_a_part_of_the_decisions_is_never_more_than_all(subject: str) -> None:
    assert not rules_said(town(DECISIONS), f"{subject}作出行政处罚决定12件。")
    assert rules_said(town(DECISIONS), f"{subject}作出行政处罚决定81件。") == {"TX-DECISIONS"}


def test_another_offices_decisions_are_no_part_of_a_bureaus() -> None:
    report = town(DECISIONS)
    report.unit = "清河县统计局"

    assert not rules_said(report, "县市场监管局作出行政处罚决定81件。")


@pytest.mark.parametrize("key", ["overview.on_request", "overview.supervision"])
def test_reviews_that_the_table_has_are_of_disclosure_wherever_they_stand(key: str) -> None:
    assert said(town(), "行政复议2件，结果纠正1件，程序上有待规范。", key) == []
    assert said(town(), "行政复议2件，结果纠正2件，程序上有待规范。", key) == ["TX-REVIEW"]
    assert said(town(), "行政复议6件，结果纠正2件，程序上有待规范。", key) == []


def test_endings_of_all_suits_are_not_those_of_one_kind() -> None:
    assert said(town(TWO_KINDS), "行政诉讼9件，被纠正3件。", "overview.supervision") == []
    assert said(town(TWO_KINDS), "行政诉讼9件，被纠正2件。", "overview.supervision") == ["TX-SUIT"]


def test_the_notice_on_the_form_of_reports_is_of_one_year() -> None:
    title = "《中华人民共和国政府信息公开工作年度报告格式》"

    assert not rules_said(town(), f"本报告按照{title}（国办公开办函〔2021〕30号）编制。")
    assert rules_said(town(), f"本报告按照{title}（国办公开办函〔2012〕30号）编制。") == {"TX-CITE"}
