"""Openings, periods, legal bases, leftovers and fees as reports write them: fine or not."""

from decimal import Decimal

import pytest

from nianbao.checks.engine import check_report
from tests.checks.town import town

RULES = (
    "TX-YEAR", "TX-PARTS", "TX-BASE", "TX-HOLD", "TX-STRUCT", "TX-CITE", "TX-SELF", "P-SECRET", "P-MOBILE",
    "P-NAME", "P-ID", "P-BANK",
)  # fmt: skip
FINE = (
    "县教育局负责学校信息公开，我镇党政办公室负责政府信息公开日常工作。",
    "清河镇人民政府办公室负责政府信息公开日常工作。",
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
    "本报告由清河镇人民政府编制，电子版可以下载。",
    "本报告由清河县清河镇人民政府负责编制。",
    "本报告由县司法局审核法律用语，由我镇编制。",
    "本报告统计期限为2023年度。",
    "数据统计时间为2023年1月至12月。",
    "本报告的统计期为2023.1.1-2023.12.31。",
    "统计期限自二〇二三年一月一日至二〇二三年十二月三十一日。",
    "统计期限自2023年1月1日至2023年12月31号。",
    "截至2022年底共有公开栏12个，2023年新增3个。",
    "本报告所列数据截至2023年12月31日。",
    "网站访问数据截至2023年12月30日仍在增长。",
    "县城各街道办事处持续派员来我镇交流。",
    "依据《条例》（国务院令第711号）编制。",
    "印发政策解读【2023】5号。",
    "今年我镇认真落实条例。",
    "清河县清河镇认真落实条例。",
    "各乡镇认真落实条例。",
    "我县出台了实施意见，我镇认真落实。",
    "从制度、队伍、平台和保障等四个方面入手。",
    "从制度、队伍和保障两个方面入手。",
    "共受理1381 2345件次。",
    "清河镇与我县其他乡镇一起参加培训。",
    "本报告由总体情况、主动公开情况、申请办理情况等六个部分组成。",
    "报告期内，我镇于2023年3月至5月开展专项检查。",
    "报告期内，我镇于2023年3月1日至5月31日开展专项检查。",
    "公开栏比截至2022年底多3个。",
)
AMISS = (
    ("按照《政府信息公开工作年度报告格式》（国办公开办函〔2021〕13号）编制。", "TX-CITE"),
    ("依据国办公开办函〔2021〕31号文件编制。", "TX-CITE"),
    ("按照《政府信息公开工作年度报告格式》（国办公开办函〔2012〕30号）编制。", "TX-CITE"),
    (
        "按照《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2016〕60号）编制。",
        "TX-CITE",
    ),
    ("清河乡通过广播宣传条例。", "TX-SELF"),
    ("县教育局办公室负责政府信息公开日常工作，受理地址长期公布。", "TX-SELF"),
    ("石桥镇人民政府综合科具体承担信息公开受理工作。", "TX-SELF"),
    (
        "本报告由总体情况、主动公开情况、申请办理情况、复议诉讼情况、问题及改进情况等六个部分组成。",
        "TX-PARTS",
    ),
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
    ("统计期限为2022年度。", "TX-YEAR"),
    ("数据统计时间为2023年1月至11月。", "TX-YEAR"),
    ("本报告的统计期为2023.1.1-2023.12.30。", "TX-YEAR"),
    ("统计期限自二〇二二年一月一日至二〇二二年十二月三十一日。", "TX-YEAR"),
    ("截至2022年底，我镇累计公开信息300条。", "TX-YEAR"),
    ("本报告电子版可以下载，所列数据截至2023年12月30日。", "TX-YEAR"),
    ("报告数据统计至2022年12月31日。", "TX-YEAR"),
    ("各项数据截止到2023年11月30日。", "TX-YEAR"),
    ("街道办事处坚持以公开为常态、不公开为例外。", "TX-SELF"),
    ("街道办事处全年开展政策宣讲12场。", "TX-SELF"),
    ("二〇二二年，我镇认真落实条例。", "TX-YEAR"),
    ("2O23年公开信息300条。", "TX-YEAR"),
    ("203年公开信息300条。", "TX-YEAR"),
    ("依据《条例》（国务院令第771号）编制。", "TX-CITE"),
    ("依据国办公开办函〔2021〕31号文件编制。", "TX-CITE"),
    ("公开信息X条。", "TX-HOLD"),
    ("公开信息（）条。", "TX-HOLD"),
    ("（此处插入图片）", "TX-HOLD"),
    ("公开信息？？条。", "TX-HOLD"),
    ("2023年，白塔镇共公开信息12条。", "TX-SELF"),
    ("白塔镇党委政府高度重视。", "TX-SELF"),
    ("本报告由白塔镇人民政府编制，电子版可以下载。", "TX-SELF"),
    ("本年度报告由清河县民政局负责编制。", "TX-SELF"),
    ("清河县林业局2023年共公开信息12条。", "TX-SELF"),
    ("从制度、队伍、平台和保障等六个方面入手。", "TX-PARTS"),
    ("重点公开财政、民生、环保、教育三个方面的信息。", "TX-PARTS"),
    ("联系电话：138 1234 5678。", "P-MOBILE"),
    ("联系电话：+86 138-1234-5678。", "P-MOBILE"),
    ("身份证110105 19491231 002X。", "P-ID"),
    ("卡号6222 0210 0111 6245 702。", "P-BANK"),
    ("申请人（张伟）的材料已归档。", "P-NAME"),
    ("村民赵大勇向我镇申请公开。", "P-NAME"),
    ("申请人张某某申请公开征地批复。", "P-NAME"),
)
NO_FEE = (
    "本年度未收取信息处理费。",
    "2023年度发出收费通知0件，总金额0元，实际收取总金额0元。",
    "未收取任何费用。",
    "收取信息处理费2件，共300元，其中邮寄100元、检索200元。",
    "收取信息处理费2件，共0.12万元，其中邮寄700元、检索500元。",
    "收取信息处理费2件，共0.12万元，其中邮寄712.5元、检索510元。",
)
FEE_AMISS = (
    "无。",
    "行政事业性收费0万元。",
    "信息处理费共500元，其中邮寄100元、检索200元。",
    "收取信息处理费2件，共0.12万元，其中邮寄700元、检索600元。",
)


def found(text: str, key: str) -> list[str]:
    report = town({"table_2.admin_fee.fee_amount": 1})
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


@pytest.mark.parametrize("unit", ["清河区人民政府", "清河市水利局", "清河区人民政府办公室"])
def test_no_county_speaks_for_a_city_or_a_district(unit: str) -> None:
    report = town()
    report.unit = unit
    report.texts["overview.lead"] = "我县认真落实条例。"

    assert "TX-SELF" in {one.rule for one in check_report(report).findings}


@pytest.mark.parametrize(
    ("fee", "told"), [("0", True), ("0.02", True), ("0.03", False), ("5", False)]
)
def test_a_fee_that_was_collected_is_contained_in_table_two(fee: str, *, told: bool) -> None:
    report = town()
    report.cells["table_2.admin_fee.fee_amount"] = Decimal(fee)
    report.texts["other"] = "对3件申请收取信息处理费300元。"

    hints = [one for one in check_report(report).findings if one.rule == "TX-FEE"]

    assert [one.severity.value for one in hints] == (["hint"] if told else [])


def test_a_text_that_denies_its_problems_names_none() -> None:
    report = town()
    report.texts["problems"] = (
        "本年度我镇政府信息公开工作总体较好，不存在突出问题。今后将继续加强学习培训，完善工作制度，"
        "提升公开质量和水平，做好各项工作。"
    )

    (lacking,) = [one for one in check_report(report).findings if one.rule == "TX-PROBLEMS"]

    assert lacking.message == "第五部分没有写存在的问题。"


@pytest.mark.parametrize(
    "problem",
    [
        "个别申请人对条例的理解有偏差，占用了较多人手。",
        "应诉压力仍然很大，案件集中在征地领域。",
        "图解类解读偏少，部分栏目更新滞后。",
        "专业人员缺乏，基层站所公开的主动性不强。",
        "经办人员的业务能力亟待提高，解读形式单一。",
    ],
)
def test_problems_are_told_in_many_words(problem: str) -> None:
    report = town()
    report.texts["problems"] = (
        f"{problem}下一步，我镇将加强学习培训，完善工作制度，提升公开质量和水平，"
        "定期开展自查，做好各项工作。"
    )

    assert "TX-PROBLEMS" not in {one.rule for one in check_report(report).findings}


WRITTEN = (
    ("一、甲\n三、乙", "“三、”的序号不连续"),
    ("（1）甲\n（3）乙", "“（3）”的序号不连续"),
    ("问题：（一）甲；（二）乙；（二）丙", "“（二）”的序号不连续"),
    ("（一）甲；（二）乙；（四）丙。", "“（四）”的序号不连续"),
    ("（一）甲。（一）子；（二）丑。\n（二）乙：（一）寅；（二）卯。", ""),
    ("按照第（一）项和第（三）项办理；（一）甲；（二）乙。", ""),
    ("①甲；③乙", "“③”的序号不连续"),
    ("第一，甲；第三，乙", "“第三”的序号不连续"),
    ("“公开”。”", "有后引号”，前面缺前引号“"),
    ("公开（含解读", "“（”没有配对的后一半"),
    ("公开(含解读)工作", "中文之间用了半角标点（1 处）"),
    ("“一是‘先’；二是‘后’”", ""),
    ("一、甲\n二、乙\n（1）丙\n（2）丁", ""),
    ("第一，甲；第二，乙；第三季度丙", ""),
    ("网址https://www.a.gov.cn/a,b，比例为1:3", ""),
)


@pytest.mark.parametrize(("text", "says"), WRITTEN)
def test_how_a_text_is_written_is_looked_at(text: str, says: str) -> None:
    report = town()
    report.texts["problems"] = text

    found = [one.message for one in check_report(report).findings if one.rule == "TX-WORDING"]

    assert found == ([f"{says}。"] if says else [])


@pytest.mark.parametrize(
    ("unit", "said", "wrong"),
    [
        ("清河市人民政府", "我县", True),
        ("清河市教育局", "我区", True),
        ("清河市东区人民政府", "我市", False),
        ("清河市东区人民政府", "我县", True),
        ("清河县水利局", "我县", False),
        ("清河县水利局", "我市场主体", False),
        ("清河州财政局", "我市", True),
        ("清河经济技术开发区管委会", "我区", False),
        ("清河市公安局东城分局", "我区", False),
        ("清河市石桥街道办事处", "我区", False),
    ],
)
def test_an_organ_speaks_of_its_own_area(unit: str, said: str, wrong: bool) -> None:  # noqa: FBT001
    report = town()
    report.unit = unit
    report.texts["overview.supervision"] = f"{said}组织开展政务公开培训。"

    found = [one for one in check_report(report).findings if one.rule == "TX-SELF"]

    assert bool([one for one in found if said[:2] in one.message]) is wrong
