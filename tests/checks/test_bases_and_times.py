"""What a share is counted out of, the year a sentence speaks of, and sums with what was carried in."""

import pytest

from tests.checks.town import said, town

REVIEWS = {"table_4.review_upheld": 2, "table_4.review_corrected": 3}


@pytest.mark.parametrize(
    "text",
    [
        "走访企业23家，其中满意3家，在已评价的21家中占14.3%。",
        "走访企业23家，其中满意3家，占已评价21家的14.3%。",
        "走访企业23家，其中满意3家，按已评价的21家计算占14.3%。",
        "走访企业23家，其中满意3家，以已评价的21家为基数计算，占14.3%。",
        "走访企业23家，其中满意3家，与已评价的21家相比为14.3%。",
        "走访企业23家，其中已评价的21家中有3家满意。",
        "走访企业23家，其中满意3家，21家已评价企业中占14.3%。",
        "走访企业23家，其中满意3家，在已评价的21家里比例为14.3%；不满意的18家。",
        "发布信息23条（动态20条、公告3条，公告在已审核的21条中占14.3%）。",
        "办结申请12件，其中予以公开6件，按办结12件计算，占50%。",
        "新收申请12件（连同上年结转的1件共13件）。",
        "办结申请12件，其中予以公开6件（在12件中占50%）、部分公开2件（在12件中占16.67%）。",
        "开展培训23场（其中线上15场、线下8场，线上场次在区级15场中占100%）。",
    ],
)
def test_what_others_are_counted_out_of_is_no_part_of_a_list(text: str) -> None:
    assert said(town(), text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("走访企业23家，其中大型15家、中型9家，大型在已评价的20家中占75%。", "TX-LIST"),
        ("走访企业23家，包括大型15家、中型9家，占全县30家的76.7%。", "TX-LIST"),
        ("发布信息50条，其中动态类30条、公告类15条、其他6条。", "TX-LIST"),
        ("培训计算机人员23人，包括男15人、女9人。", "TX-LIST"),
        ("办结申请12件，其中予以公开6件，在12件中占55%。", "TX-PERCENT"),
        ("办结申请12件，其中予以公开6件（在12件中占55%）。", "TX-PERCENT"),
        ("办结申请12件，其中予以公开6件，以12件为基数计算占55%。", "TX-PERCENT"),
        ("走访企业23家，其中满意3家，以已评价的21家为基数计算，占17%。", "TX-PERCENT"),
    ],
)
def test_parts_beside_the_base_of_a_share_are_still_added_up(text: str, rule: str) -> None:
    assert rule in said(town(), text)


def test_a_base_of_reviews_is_no_part_of_them() -> None:
    text = "政府信息公开复议案件5件，其中纠正3件，在已审结的{}件中占60%。"
    assert said(town(REVIEWS), text.format(5)) == []


LOOKING_BACK = [
    "回顾上一年度，2022年全镇新收申请46件、年末结转{}件，结转件进入2023年后均优先安排办理。",
    "上年度新收申请46件，年底结转{}件。",
    "去年共收到申请46件，期末结转{}件。",
    "去年，全镇共收到申请46件，办结39件，结转下年度继续办理{}件。",
    "回顾上年，新收申请46件；年末未办结{}件。",
    "上一年度新收申请46件（年末结转{}件），均已答复。",
    "去年新收申请46件，当年办结45件，年末结转{}件。",
    "（2022年）新收申请46件，年末结转{}件。",
    "2022年同期新收申请46件，年末结转{}件。",
    "去年新收申请46件、年末结转{}件，今年新收申请12件，年末结转3件。",
]


@pytest.mark.parametrize("text", LOOKING_BACK)
def test_what_last_year_carried_over_came_into_this_year(text: str) -> None:
    """Seven were carried in, three were carried out."""
    report = town({"table_3.carried_in.natural_person": 7, "table_3.carried_out.natural_person": 3})
    assert "TX-HANDLED" not in said(report, text.format(7))
    assert "TX-HANDLED" in said(report, text.format(9))


@pytest.mark.parametrize(
    "text",
    [
        "回顾前年，新收申请46件、年末结转7件。",
        "2021年新收申请46件、年末结转7件，当年办结39件。",
        "去年收到的申请尚未办结7件。",
        "回顾2022年，全年新收申请46件，办结45件。",
    ],
)
def test_nothing_is_known_of_other_years(text: str) -> None:
    assert [rule for rule in said(town(), text) if rule != "TX-YEAR"] == []


@pytest.mark.parametrize(
    "text",
    [
        "2022年新收申请46件、年末结转1件，2023年新收申请12件、年末结转5件。",
        "去年新收申请46件，今年新收申请12件，年末结转5件。",
        "去年新收申请46件，本年结转下年5件。",
        "去年新收申请46件，本年末结转下年1件，办结15件。",
        "上年结转1件，新收12件，年末结转5件。",
        "与上年相比，新收12件，年末结转5件。",
        "新收申请12件（上年46件），年末结转5件。",
        "新收申请12件，上年46件，年末结转5件。",
        "新收申请12件，而2022年为46件，年末结转5件。",
    ],
)
def test_another_time_ends_the_one_before(text: str) -> None:
    assert "TX-HANDLED" in said(town(), text)


WITH_THE_CARRIED = [
    "含上年结转在内的{}件申请中12件办结。",
    "含2022年结转在内的{}件申请办结12件。",
    "连同上年结转共{}件申请，办结12件。",
    "连同上年结转的申请共{}件。",
    "连同上年结转在内，共计{}件。",
    "算上上年结转的{}件申请，已办结12件。",
    "加上上年结转，合计{}件。",
    "包括上年结转在内的{}件申请，办结12件。",
    "计入上年结转后共{}件。",
    "新收及上年结转合计{}件。",
    "新收和上年结转的{}件申请办结12件。",
    "上年结转与本年新收合计{}件申请。",
    "上年结转、本年新收共计{}件。",
    "上年结转和新收申请共{}件，办结12件。",
]


@pytest.mark.parametrize("text", WITH_THE_CARRIED)
def test_what_is_counted_with_the_carried_is_the_sum(text: str) -> None:
    assert said(town(), text.format(13)) == []
    assert "TX-HANDLED" in said(town(), text.format(15))


ONLY_THE_CARRIED = [
    "连同上年结转的{}件，全年共办理13件。",
    "算上上年结转的{}件，全年共办理13件。",
    "连同上年结转的{}件申请，全年共办理13件。",
    "全年办理13件（含上年结转{}件）。",
    "全年办理13件，含上年结转{}件。",
    "包括上年结转的{}件在内，全年共办理13件。",
    "含上年结转{}件在内，全年应办申请13件。",
]


@pytest.mark.parametrize("text", ONLY_THE_CARRIED)
def test_a_number_right_behind_the_carried_counts_only_them(text: str) -> None:
    assert said(town(), text.format(1)) == []
    assert "TX-HANDLED" in said(town(), text.format(3))


def test_a_sum_without_the_carried_is_no_carry() -> None:
    assert said(town(), "不含上年结转在内共12件申请。") == []
