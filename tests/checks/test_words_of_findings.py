"""What a finding says: words that are found again, every number with its place, advice that fits."""

import pytest

from nianbao.checks.engine import check_report
from nianbao.checks.findings import Finding
from nianbao.checks.remedies import remedies
from tests.checks.town import findings, town


def said(text: str, rule: str, key: str = "overview.on_request") -> Finding:
    report = town()
    report.texts[key] = text
    (one,) = findings(report, rule)
    return one


QUOTED = (
    ("TX-DECISIONS", "全年作出行政处罚决定5件。", "“全年作出行政处罚决定5件”"),
    ("TX-LIST", "全年公开信息100条，包括公告30条、其他20条。", "“全年公开信息100条”"),
    ("TX-APPLICANT", "收到申请12件，其中自然人9件。", "“其中自然人9件”"),
    ("TX-SUIT", "全年发生政府信息公开行政诉讼2件。", "行政诉讼2件”"),
    ("TX-DONE", "收到申请12件，全部办结。", "“全部办结”"),
)


@pytest.mark.parametrize(("rule", "text", "quote"), QUOTED)
def test_a_few_characters_are_quoted_with_what_stands_before_them(
    rule: str, text: str, quote: str
) -> None:
    assert quote in said(text, rule).message


def test_readings_that_agree_are_said_in_one() -> None:
    message = said("收办申请14件。", "TX-HANDLED").message

    assert (
        "按“办理结果总计加结转下年”、“本年新收加上年结转”理解，表里都是 13，对不上，正文多 1。"
        in message
    )


def test_readings_that_differ_are_each_said_with_their_number() -> None:
    message = said("收到申请15件。", "TX-NEW").message

    assert "按“本年新收”理解，表里是 12；按“本年新收加上年结转”理解，表里是 13；都对不上" in message


ADVICE = (
    ("公开信息100条，包括公告30条、动态50条、其他10条。", "可以写“其中”或“主要包括”"),
    ("公开信息100条，包括公告30条、动态80条。", "分项有重复计算的，请写明"),
    ("公开信息100条，其中公告30条、动态80条。", "分项有重复计算的，请写明"),
    ("公开信息100条，其中公告30条、动态50条、其他10条。", "可以补上“其他”"),
)


@pytest.mark.parametrize(("text", "advice"), ADVICE)
def test_the_advice_on_a_list_fits_what_is_wrong_with_it(text: str, advice: str) -> None:
    assert advice in said(text, "TX-LIST").hint


def test_growth_from_nothing_is_advised_without_a_percentage() -> None:
    assert "不写百分比" in said("申请由0件增加到12件，增长100%。", "TX-PERCENT").hint


def test_whole_percentages_are_printed_as_such() -> None:
    message = said("收到申请12件，比上年8件增加4件，增长40%。", "TX-PERCENT").message

    assert "按这里写的 12 和 8 计算是 50%。" in message


def test_a_number_of_last_year_says_by_how_much_it_is_off() -> None:
    report = town()
    report.texts["overview.on_request"] = "去年收到申请20件。"
    (one,) = [f for f in check_report(report, [town(year=2022)]).findings if f.rule == "TX-NEW"]

    assert one.message == "正文写“去年收到申请20件”，说的是上年；上年报告里是 12，正文多 8。"


def steps(text: str, rule: str, unit: str = "清河镇人民政府") -> tuple[str, list[str]]:
    """What a finding of a report with last year's eight applications says, and what it offers."""
    last = town(
        {"table_3.received_new.natural_person": 6, "table_3.granted.natural_person": 1}, 2022
    )
    report = town()
    report.unit = unit
    report.texts["overview.on_request"] = text
    (one,) = [found for found in check_report(report, [last]).findings if found.rule == rule]
    return one.message, [step.label for step in remedies(report, one)]


OFFERED = (
    ("收到申请12件，同比增长20%。", "应为增加 50%", "文字里改成 50"),
    ("收到申请12件，较上年增加2件。", "应为增加 4", "文字里改成 4"),
    ("予以公开6件、部分公开2件，两类合计占办结总数的60.7%。", "6 ＋ 2 ＝ 8", "文字里改成 66.67"),
    ("办结12件，其中予以公开6件，占40%。", "和 12 计算是 50%", "文字里改成 50"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "says", "offer"), OFFERED)
def test_the_number_that_is_offered_is_the_one_that_the_finding_says(
    text: str, says: str, offer: str
) -> None:
    message, labels = steps(text, "TX-PERCENT")

    assert says in message
    assert labels == [offer]


NOT_OFFERED = (
    ("收到申请12件，同比下降20%。", "TX-PERCENT", "应为增加 50%"),
    ("收到申请12件，较上年减少2件。", "TX-PERCENT", "应为增加 4"),
    ("收到申请12件，是上年的3倍。", "TX-PERCENT", "应为上年的 1.5 倍"),
    ("予以公开6件、部分公开2件、不予公开1件，合计占办结总数的70%。", "TX-PERCENT", "6 ＋ 2 ＋ 1 ＝ 9"),
    ("收到申请95件。", "TX-NEW", "都对不上"),
)  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "says"), NOT_OFFERED)
def test_where_other_words_or_another_number_may_be_meant_none_is_put_in(
    text: str, rule: str, says: str
) -> None:
    message, labels = steps(text, rule)

    assert says in message
    assert labels == []


def test_a_number_of_the_whole_area_is_quoted_with_it_and_not_replaced() -> None:
    text = "2023年，全区收到政府信息公开申请95件。"
    message, labels = steps(text, "TX-NEW", "清河区人民政府")

    assert "“全区收到政府信息公开申请95件”" in message
    assert labels == []


def test_a_sum_of_two_kinds_that_is_right_is_left_alone() -> None:
    report = town()
    report.texts["overview.on_request"] = "予以公开6件、部分公开2件，两类合计占办结总数的66.7%。"

    assert findings(report, "TX-PERCENT") == []


@pytest.mark.parametrize(
    ("unit", "says", "advice"),
    [
        ("清河县人民政府", "人民政府的监督保障还要写", "请补写缺少的部分"),
        ("清河街道办事处", "派出机关一般参照人民政府", "请补写缺少的部分"),
        (
            "清河县人民政府办公室",
            "人民政府的监督保障还要写",
            "只是办公室自己的报告，可以说明理由后保留",
        ),
    ],
)
def test_what_only_governments_report_is_said_as_it_binds_the_organ(
    unit: str, says: str, advice: str
) -> None:
    report = town()
    report.unit = unit
    report.texts["overview.supervision"] = "加强监督。"
    found = findings(report, "TX-FIVE")

    assert says in found[-1].message
    assert advice in found[-1].hint
