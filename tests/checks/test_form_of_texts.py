"""Openings, periods, legal bases, leftovers and fees as reports write them: fine or not."""

import pytest

from nianbao.checks.engine import check_report
from tests.checks.town import town

RULES = (
    "TX-YEAR", "TX-PARTS", "TX-BASE", "TX-HOLD", "TX-STRUCT", "TX-CITE", "TX-SELF", "P-SECRET", "P-MOBILE",
    "P-NAME",
)  # fmt: skip
FINE = (
    "本报告由总体情况、主动公开情况、申请办理情况、行政复议、行政诉讼情况、问题及改进情况、其他事项六部分组成。",
    "本报告由6个部分组成，包括总体情况、主动公开政府信息情况等。",
    "本报告所列数据的统计期限自2023年1月1日起至12月31日止。",
    "本报告中所列数据的统计期限为2023年1月1日—2023年12月31日。",
    "内容涵盖清河镇2023年1月1日至12月31日期间的政府信息公开工作情况。",
    "依据国办公开办函〔2021〕30号，现公布清河镇人民政府2023年政府信息公开工作年度报告。",
    "2023年，我镇公开2022年度财政决算和2023年度财政预算。",
    "2023年以来，按照2022年政府信息公开工作年度报告提出的改进措施，持续加强平台建设。",
    "针对2022年度政府信息公开工作年度报告指出的问题，逐项整改。",
    "2023年1月发布了2022年度政府信息公开工作年度报告。",
    "2022年12月，我镇制定了公开目录；2023年进一步完善。",
    "严格执行“三审三校”制度，严防泄露国家秘密、工作秘密、内部资料。",
    "公布办公电话0312-12345678和传真0312-87654321。",
    "设立【政策解读】专栏。",
    "申请人对答复不服的，可以申请行政复议。",
    "按照《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。",
    "落实国办公开办函〔2016〕201号有关要求。",
    "县政务服务局组织培训，我镇派员参加。",
    "县司法局编制了普法手册。",
)
AMISS = (
    ("按照《政府信息公开工作年度报告格式》（国办公开办函〔2021〕13号）编制。", "TX-CITE"),
    ("统计期间自2022年1月1日起，至2021年12月31日止。", "TX-YEAR"),
    ("2022年，我镇扎实推进政务公开，统计期限为2023年1月1日至12月31日。", "TX-YEAR"),
    ("县民政局高度重视政务公开工作，定期研究。", "TX-SELF"),
    ("按照统一部署，石桥镇人民政府编制了2023年年度报告。", "TX-SELF"),
    ("本报告由总体情况等五个部分组成。", "TX-PARTS"),
    ("报告包括总体情况、主动公开、申请办理、复议诉讼、问题改进、其他事项等七部分。", "TX-PARTS"),
    ("统计期限自2023年1月1日至2023年12月30日。", "TX-YEAR"),
    ("统计期限自2022年1月1日至2022年12月31日。", "TX-YEAR"),
    ("本报告数据统计时间为2023年1月1日至2024年12月31日。", "TX-YEAR"),
    ("现公布清河镇人民政府2022年政府信息公开工作年度报告。", "TX-YEAR"),
    ("现将清河镇人民政府2022年政府信息公开工作年度报告公布如下。", "TX-YEAR"),
    ("2022年，我镇坚持以人民为中心，扎实推进政务公开。", "TX-YEAR"),
    ("依据国办公开办函〔2019〕60号要求编制本报告。", "TX-BASE"),
    ("请与[具体部门]联系。", "TX-HOLD"),
    ("现公布××镇年度报告。", "TX-HOLD"),
    ("联系人手机13812345678。", "P-MOBILE"),
    ("二、主动公开政府信息情况", "TX-STRUCT"),
    ("机密★10年", "P-SECRET"),
    ("申请人张三于2023年3月申请公开村务信息。", "P-NAME"),
)
NO_FEE = (
    "本年度未收取信息处理费。",
    "2023年度发出收费通知0件，总金额0元，实际收取总金额0元。",
    "未收取任何费用。",
    "收取信息处理费2件，共300元，其中邮寄100元、检索200元。",
)
FEE_AMISS = ("无。", "行政事业性收费0万元。", "信息处理费共500元，其中邮寄100元、检索200元。")


def found(text: str, key: str) -> list[str]:
    report = town()
    report.texts[key] = text
    return [one.rule for one in check_report(report).findings]


@pytest.mark.parametrize("text", FINE)
def test_a_fine_sentence_is_left_alone(text: str) -> None:
    assert not set(found(text, "overview.lead")) & set(RULES)


@pytest.mark.parametrize(("text", "rule"), AMISS)
def test_what_is_amiss_is_found(text: str, rule: str) -> None:
    assert [one for one in found(text, "overview.lead") if one in RULES] == [rule]


@pytest.mark.parametrize("text", NO_FEE)
def test_a_fee_that_is_stated_is_fine(text: str) -> None:
    assert "TX-FEE" not in found(text, "other")


@pytest.mark.parametrize("text", FEE_AMISS)
def test_a_fee_that_is_passed_over_or_does_not_add_up_is_found(text: str) -> None:
    assert "TX-FEE" in found(text, "other")


def test_a_mark_of_secrecy_is_to_be_reported_and_not_only_deleted() -> None:
    report = town()
    report.texts["overview.lead"] = "内部资料，注意保存。"

    (found,) = [one for one in check_report(report).findings if one.rule == "P-SECRET"]

    assert "报告本单位保密工作机构" in found.hint
    assert "只删去是不够的" in found.hint


def test_the_places_left_open_in_a_text_are_one_finding_that_leads_to_the_first() -> None:
    report = town()
    report.texts["overview.lead"] = "制发【】件，废止【】件，请与[具体部门]联系。"

    (finding,) = (one for one in check_report(report).findings if one.rule == "TX-HOLD")

    assert finding.message == "正文里还有 3 处没有填写的内容“【】”“[具体部门]”。"
    assert [(one.start, one.end) for one in finding.spans] == [(2, 4), (8, 10), (14, 20)]
