"""Percentages that only their neighbours can tell: rows of shares, growth from several years, rates of cases."""

import pytest

from tests.checks.town import findings, town

NEW = {
    "table_3.received_new.natural_person": 96,  # beside two of companies
    "table_3.carried_in.natural_person": 0,
}


def said(text: str, key: str = "overview.on_request") -> list[str]:
    """What is told of the percentages of a text, in a report with 98 applications."""
    report = town(NEW)
    report.texts[key] = text
    return [one.message for one in findings(report, "TX-PERCENT")]


@pytest.mark.parametrize("words", [
    "从申请方式看，网络提交566件，占{}%；信函邮寄355件，占36.7%；当面递交47件，占4.9%。",
    "发布动态类566条、占{}%，公告类355条、占36.7%，解读类47条、占4.9%。",
])  # fmt: skip
def test_shares_of_a_row_are_of_its_sum_where_the_others_are(words: str) -> None:
    assert said(words.format("58.5")) == []

    (message,) = said(words.format("67.5"))

    assert message.endswith("按这里写的 566 和 968 计算是 58.47%。")


@pytest.mark.parametrize("words", [
    "发布动态类566条，占50.0%；公告类355条，占31.4%；解读类47条，占4.2%。",
    "发布动态类566条，占67.5%；公告类355条，占36.7%。",
    "发布动态类60条，占60%；公告类39条，占39%。",
    "发布动态类566条，占67.5%；公告类355条，占36.7%；解读类近50条，占4.9%。",
])  # fmt: skip
def test_shares_of_a_whole_that_nothing_tells_are_left_alone(words: str) -> None:
    assert said(words) == []


@pytest.mark.parametrize(("words", "wrong"), [
    ("申请总量比2021年的61件、2022年的74件分别增长60.7%和{}%。", "38.4"),
    ("收到申请98件，比2021年的61件、2022年的74件分别增长60.7%、{}%。", "42.3"),
    ("申请量较上年的74件增长{}%。", "23.4"),
    ("申请数量比2022年的74件增长{}%。", "34.2"),
])  # fmt: skip
def test_growth_is_reckoned_from_the_year_it_names(words: str, wrong: str) -> None:
    assert said(words.format("32.4")) == []

    (message,) = said(words.format(wrong))

    assert message.endswith("74 计算是 32.43%。")


@pytest.mark.parametrize("words", [
    "网上申请量较上年的74件增长99%。",
    "全市申请量较上年的74件增长99%。",
    "上半年申请量较上年同期的74件增长99%。",
    "点击量比2021年的61万次、2022年的74万次分别增长60.7%和99%。",
    "收到申请98件，其中自然人比2022年的60件增长30%。",
    "申请总量比2021年的61件、2022年的74件增长较多，分别增长两成和三成。",
])  # fmt: skip
def test_growth_of_what_is_not_counted_is_left_alone(words: str) -> None:
    assert said(words) == []


@pytest.mark.parametrize(("words", "right", "wrong"), [
    ("全年20件行政复议中被纠正3件，纠错率{}%。", "15.0", "21.0"),
    ("行政诉讼20件，败诉3件，败诉率{}%。", "15", "13"),
])  # fmt: skip
def test_a_rate_of_cases_is_reckoned_from_the_numbers_before_it(
    words: str, right: str, wrong: str
) -> None:
    assert said(words.format(right), "problems") == []

    (message,) = said(words.format(wrong), "problems")

    assert message.endswith("按这里写的 3 和 20 计算是 15%。")


@pytest.mark.parametrize("words", [
    "行政复议20件，审结18件，被纠正3件，纠错率16.7%。",
    "被纠正3件，纠错率16.7%。",
    "行政复议20件，维持12件，纠错率16.7%。",
])  # fmt: skip
def test_a_rate_of_cases_whose_whole_is_another_is_left_alone(words: str) -> None:
    assert said(words, "problems") == []
