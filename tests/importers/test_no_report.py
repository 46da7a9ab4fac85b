"""What is no report, or only part of one: declined with a sentence, or read as far as it goes."""

import pytest

from nianbao.importers.errors import UnknownSourceError
from nianbao.importers.registry import read_bytes

NOTICE = """关于做好2021年政府信息公开工作年度报告编制发布工作的通知
各乡镇人民政府，县直各单位：
一、准确领会，认真部署
政府信息公开工作年度报告是法定制度安排，各单位要数据精确、文字严谨。
二、按时报送，及时公布
1.县直单位于2022年1月26日前提交年报，联系电话：0000-0000000。
三、明确责任，严把质量
"""
STATISTICS = """2022年上半年政府信息公开数据统计
一、公文类政府信息公开情况
全区各级行政机关共制发公文707件，主动公开673件，主动公开率为95.19%。
二、依申请公开情况
共受理政府信息公开申请267件，答复263件。
三、政府信息公开相关行政复议、诉讼情况
行政诉讼案件2件，被纠错0件。
"""
ENFORCEMENT = """某局2023年度行政执法数据公示
行政处罚实施情况统计表
序号\t单位\t警告\t罚款\t没收\t合计\t罚没金额
1\t某队\t3\t12\t0\t15\t240万元
2\t某所\t1\t4\t0\t5\t18.8万元
行政检查\t34\t56\t78
"""
LINKS = """<html><body><ul>
<li><a href=1>某县人民政府2023年政府信息公开工作年度报告</a> 2024-01-30</li>
<li><a href=2>某县人民政府2022年政府信息公开工作年度报告</a> 2023-01-28</li>
<li><a href=3>某县财政局2022年政府信息公开工作年度报告</a> 2023-01-20</li></ul></body></html>
"""
ENGLISH = "Annual report 2023\n\nRequests received: 12\nGranted 3, refused 4, pending 5.\n"


@pytest.mark.parametrize("text", [NOTICE, STATISTICS, ENFORCEMENT, LINKS, ENGLISH])
def test_what_is_no_report_is_declined(text: str) -> None:
    with pytest.raises(UnknownSourceError) as error:
        read_bytes(text.encode(), "资料")

    assert "没有找到年度报告" in error.value.message


def test_a_report_whose_tables_are_pictures_says_so() -> None:
    page = (
        "<h1>白石镇2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>全年平稳。</p>"
        "<p>二、主动公开政府信息情况</p><p><img src=2.png></p>"
        "<p>三、收到和处理政府信息公开申请情况</p><p><img src=3.png></p>"
        "<p>四、政府信息公开行政复议、行政诉讼情况</p><p><img src=4.png></p>"
        "<p>五、存在的主要问题及改进情况</p><p>人手少。</p><p>六、其他需要报告的事项</p><p>无。</p>"
    )

    reading = read_bytes(page.encode(), "年报.html")

    assert reading.report.cells == {}
    assert reading.report.text("problems") == "人手少。"
    told = [problem for problem in reading.problems if problem["kind"] == "missing"]
    assert len(told) == 3
    assert all("图片" in problem["message"] for problem in told)


def test_a_table_of_another_statute_beside_the_report_adds_nothing() -> None:
    rows = "规章 | 0 | 0 | 0 |\n行政规范性文件 | 3 | 1 | 6 |\n行政许可 | 12 |\n行政处罚 | 5 |\n"
    text = f"白石镇2023年政府信息公开工作年度报告\n二、主动公开政府信息情况\n{rows}{ENFORCEMENT}"

    cells = read_bytes(text.encode(), "资料").report.cells

    assert cells["table_2.licence.decisions"] == 12
    assert cells["table_2.penalty.decisions"] == 5
    assert sum(value is not None for value in cells.values()) == 8


@pytest.mark.parametrize("ending", ["58", "58 | 7", "58 | 7 | 0 | 0 | 1 | 0 | 6"])
def test_a_number_in_which_the_text_breaks_off_is_not_taken(ending: str) -> None:
    rows = "规章 | 0 | 0 | 0 |\n行政规范性文件 | 3 | 1 | 6 |\n行政许可 | 12 |\n"
    text = f"二、主动公开政府信息情况\n{rows}一、本年新收政府信息公开申请数量 | {ending}"

    cells = read_bytes(text.encode(), "资料").report.cells

    last = ending.split(" | ")
    keys = [key for key in cells if key.startswith("table_3.received_new.")]
    taken = [cells[key] for key in keys if cells[key] is not None]
    assert taken == [int(number) for number in last[:-1]]


@pytest.mark.parametrize(
    ("end", "taken"),
    [
        ("12\t0\t0\t0\t0\t1\t13", [12, 0, 0, 0, 0, 1, 13]),
        ("12\t0\t0\t0\t0\t1\t1", [12, 0, 0, 0, 0, 1]),
        ("12  0  0  0  0  1  1", [12, 0, 0, 0, 0, 1]),
        ("12\t0\t5", [12, 0]),
        ("12\n0\n0\n0\n0\n1\n1", [12, 0, 0, 0, 0, 1]),
    ],
)
def test_a_last_number_that_breaks_its_row_s_sum_may_have_lost_digits(
    end: str, taken: list[int]
) -> None:
    gap = "\t" if "\t" in end else "  "
    text = f"一、本年新收政府信息公开申请数量{gap}3{gap}0{gap}0{gap}0{gap}0{gap}0{gap}3\n"

    reading = read_bytes(f"{text}二、上年结转政府信息公开申请数量{gap}{end}".encode(), "资料")

    cells = reading.report.cells
    found = [value for key, value in cells.items() if key.startswith("table_3.carried_in.")]
    assert [value for value in found if value is not None] == taken
    assert bool(reading.unread) == (len(taken) < 7)


@pytest.mark.parametrize("between", ["\n", " |\n"])
def test_a_sign_and_its_number_on_two_lines_are_one_or_none(between: str) -> None:
    """行政处罚 588 -⏎36 12: read as -36 where bars show that no cell ends there."""
    rows = ["第二十条第（一）项", "信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"]
    rows += ["规章", "1", "2", "3", "规范性文件", "4", "5", "6", "第二十条第（六）项", "信息内容"]
    rows += ["上一年项目数量", "本年增/减", "处理决定数量", "行政处罚", "588", "-\n36", "12"]
    rows += ["行政强制", "7", "8", "9"]
    end = between if "|" in between else ""

    cells = read_bytes((between.join(rows) + end).encode(), "资料").report.cells

    change = cells.get("table_2.art20_6.penalty.change")
    assert change == (-36 if "|" in between else None)
