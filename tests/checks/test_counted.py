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


def test_examples_of_many_aspects_are_no_miscount() -> None:
    report = town()
    report.texts["overview.lead"] = "从组织领导、制度建设等五个方面加强保障。"

    assert not [one for one in findings(report, "TX-PARTS") if one.spans]
