"""What a text counts and names: aspects, measures for problems, the parts of a fee."""

from decimal import Decimal

import pytest

from tests.checks.town import findings, town

PROBLEMS = (
    "存在的主要问题：一是更新不够及时；二是解读形式单一。改进情况：一是加强培训；二是丰富形式"
)


@pytest.mark.parametrize(
    ("key", "right", "wrong", "rule"),
    [
        (
            "overview.supervision",
            "从组织领导、制度建设、业务培训等三方面加强保障。",
            "从组织领导、制度建设、业务培训等四方面加强保障。",
            "TX-PARTS",
        ),
        (
            "overview.supervision",
            "聚焦就业、教育、医疗、养老四个重点领域，加大公开力度。",
            "聚焦就业、教育、医疗、养老三个重点领域，加大公开力度。",
            "TX-PARTS",
        ),
        (
            "overview.supervision",
            "全年组织业务培训4次；年内开展检查3轮。全年4次培训均有记录。",
            "全年组织业务培训4次；年内开展检查3轮。全年5次培训均有记录。",
            "TX-REPEAT",
        ),
        (
            "overview.disclosure",
            "全年发布信息1,320条，其中网站980条；分类看，1320条信息中有68条是图解。",
            "全年发布信息1,320条，其中网站980条；分类看，1230条信息中有68条是图解。",
            "TX-REPEAT",
        ),
        (
            "problems",
            f"{PROBLEMS}。",
            f"{PROBLEMS}；三是定期检查，持续提升公开质量。",
            "TX-PROBLEMS",
        ),
        (
            "other",
            "全年收取信息处理费2件260元，按件收费160元，按量收费100元。",
            "全年收取信息处理费2件260元，按件收费150元，按量收费100元。",
            "TX-FEE",
        ),
        (
            "other",
            "收取信息处理费4件共720元，其中县自然资源局3件620元，县住建局1件100元。",
            "收取信息处理费5件共720元，其中县自然资源局3件620元，县住建局1件100元。",
            "TX-FEE",
        ),
        ("other", "全年收取信息处理费2件260元。", "全年收取信息处理费260元。", "TX-FEE"),
        ("other", "未收取信息处理费。", "收取信息处理费0.02万元。", "TX-FEE"),
    ],
)
def test_what_is_counted_is_what_is_named(key: str, right: str, wrong: str, rule: str) -> None:
    report = town()
    report.cells["table_2.admin_fee.fee_amount"] = Decimal(1)
    report.texts[key] = right
    before = [one for one in findings(report, rule) if one.spans]
    report.texts[key] = wrong
    after = [one for one in findings(report, rule) if one.spans]

    assert not before
    assert len(after) == 1


@pytest.mark.parametrize(
    "text",
    [
        "围绕教育、医疗、环保等五个重点领域，加大公开力度。",
        "从组织领导、制度建设等五个方面加强保障。",
    ],
)
def test_examples_of_many_fields_are_no_miscount(text: str) -> None:
    report = town()
    report.texts["overview.lead"] = text

    assert not [one for one in findings(report, "TX-PARTS") if one.spans]


@pytest.mark.parametrize(
    "text",
    [
        "发布信息1320条，其中图解68条；68条信息中有20条由新媒体首发。",
        "全年开展培训4次。上年5次培训均有记录。",
        "发布政策文件30件，解读材料12件。12件解读材料均已上网。",
        "发布信息1320条。全镇各部门全年1500条信息均经审核。",
        "召开会议4次、研究议题12项。其中召开专题会议2次，全年2次会议均形成纪要。",
    ],
)
def test_other_numbers_of_the_same_things_are_no_second_value(text: str) -> None:
    report = town()
    report.texts["overview.disclosure"] = text

    assert not findings(report, "TX-REPEAT")
