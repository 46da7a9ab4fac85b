"""The six texts as a clerk would copy them: whole, in paragraphs, without the site around them."""

import pytest

from nianbao.importers.registry import read_bytes
from nianbao.report.contract import Reading

TITLE = "白石镇2023年政府信息公开工作年度报告"
ROWS = ("规章", "行政规范性文件")
TABLE = "\n".join(
    [
        "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |",
        *(f"{row} | 1 | 2 | 3 |" for row in ROWS),
    ]
)
BANDS = "行政许可 | 12 |\n行政处罚 | 5 |\n行政强制 | 0 |\n行政事业性收费 | 0 |"
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def report(*headings: str, before: str = "", after: str = "") -> str:
    first, second, third, fourth, fifth, sixth = headings or HEADINGS
    return (
        f"{before}{TITLE}\n{first}\n（一）主动公开。全年发布信息54条。\n"
        f"（二）依申请公开。收到申请3件，办结3件。\n{second}\n{TABLE}\n{BANDS}\n{third}\n"
        f"一、本年新收政府信息公开申请数量 | 3 | 0 | 0 | 0 | 0 | 0 | 3 |\n{fourth}\n"
        f"{fifth}\n问题是人手少。\n办法是多培训。\n{sixth}\n未收取信息处理费。\n{after}"
    )


def read(text: str) -> Reading:
    return read_bytes(text.encode(), "报告")


def assert_texts(reading: Reading) -> None:
    found = reading.report
    assert found.text("overview.disclosure") == "全年发布信息54条。"
    assert found.text("overview.on_request") == "收到申请3件，办结3件。"
    assert found.text("problems") == "问题是人手少。\n办法是多培训。"
    assert found.text("other") == "未收取信息处理费。"
    assert found.cells["table_2.normative_doc.in_force"] == 3
    assert found.cells["table_3.received_new.total"] == 3


def test_the_six_texts_stand_under_their_headings() -> None:
    assert_texts(read(report()))


@pytest.mark.parametrize(
    "headings",
    [
        [heading[2:] for heading in HEADINGS],
        [f"{heading}：" for heading in HEADINGS],
        [f"## {heading}" for heading in HEADINGS],
        [f"**{heading}**" for heading in HEADINGS],
        [heading.replace("、", ".", 1) for heading in HEADINGS],
        [f"{number}.{heading[2:]}" for number, heading in enumerate(HEADINGS, 1)],
        [
            "一、概述",
            "二、主动公开信息情况",
            "三、收到和处理政府信息公开的申请情况",
            "四、行政复议及行政诉讼情况",
            "五、存在的不足和下一步打算",
            "六、其他事项",
        ],
        [
            "一、總體情況",
            "二、主動公開政府信息情況",
            "三、收到和處理政府信息公開申請情況",
            "四、政府信息公開行政復議、行政訴訟情況",
            "五、存在的主要問題及改進情況",
            "六、其他需要報告的事項",
        ],
    ],
)
def test_headings_may_be_written_otherwise(headings: list[str]) -> None:
    assert_texts(read(report(*headings)))


def test_a_table_of_contents_begins_no_section() -> None:
    contents = "目录\n" + "\n".join(f"{heading}……{at}" for at, heading in enumerate(HEADINGS, 1))

    assert_texts(read(report(before=f"{contents}\n")))


def test_a_sentence_that_lists_the_parts_begins_no_section() -> None:
    listed = "，".join(HEADINGS)
    preamble = f"本报告依照有关规定编制，由下列六个部分组成：{listed}。数据期限为全年。"
    text = report().replace(f"{TITLE}\n", f"{TITLE}\n{preamble * 2}\n")

    reading = read(text)

    assert_texts(reading)
    assert reading.report.preamble == preamble * 2


@pytest.mark.parametrize(
    "after",
    [
        "【打印】 【关闭】\n上一篇：某镇2022年政府信息公开工作年度报告\n版权所有：某县人民政府\n",
        "分享到：\n微信\n微博\n",
        "扫一扫在手机打开当前页\n主办单位：某县人民政府 备案号：ICP备1号\n网站地图\n联系我们\n",
        "相关链接\n白石镇2022年政府信息公开工作年度报告\n",
    ],
)
def test_what_the_site_puts_behind_the_report_is_left_out(after: str) -> None:
    assert_texts(read(report(after=after)))


def test_a_page_s_menus_and_footer_are_left_out() -> None:
    menu = "".join(
        f"<li><a href=#>{word}</a></li>" for word in ("首页", "政务公开", "政府信息公开年报")
    )
    body = "".join(f"<p>{line}</p>" for line in report().splitlines())
    page = (
        f"<html><title>{TITLE}_某县人民政府</title><body><div class='menu_hov'><a>登录</a></div>"
        f"<ul>{menu}</ul><div class='breadcrumb'>当前位置：<a>首页</a></div><div>{body}</div>"
        "<div class='share'>分享到 <a>微信</a></div><div class='footer'>某县人民政府主办</div>"
        "</body></html>"
    )

    reading = read(page)

    assert_texts(reading)
    assert reading.report.preamble == ""


def test_of_two_reports_the_first_is_read_and_the_clerk_is_told() -> None:
    older = report().replace("2023", "2022").replace("| 3 |", "| 9 |").replace("54条", "11条")

    reading = read(report() + older)

    assert_texts(reading)
    assert reading.report.year == 2023
    assert "several" in {problem["kind"] for problem in reading.problems}


def test_a_title_at_the_head_of_every_page_begins_no_second_report() -> None:
    text = report().replace(f"{HEADINGS[2]}\n", f"{TITLE}\n{HEADINGS[2]}\n")

    reading = read(text)

    assert reading.report.cells["table_3.received_new.total"] == 3
    assert "several" not in {problem["kind"] for problem in reading.problems}


def test_text_behind_the_last_table_belongs_to_the_problems_where_headings_are_missing() -> None:
    heads = "结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 |"
    table = f"行政复议 | 行政诉讼 |\n{heads} 未经复议直接起诉 | 复议后起诉 |\n{heads} {heads}\n"
    values = " | ".join(["1", "0", "0", "0", "1", *["0"] * 10])
    text = report().replace(f"{HEADINGS[4]}\n", f"{table}{values} |\n")

    assert read(text).report.text("problems").startswith("问题是人手少。")


def test_a_page_run_together_in_one_line_still_gives_its_texts() -> None:
    middle = (
        "第二十条第（一）项信息内容本年制发件数本年废止件数现行有效件数规章000行政规范性文件5845546"
    )
    line = (
        f"{HEADINGS[0]} 2023年，全镇{'认真' * 60}做好工作。{HEADINGS[1]}{middle}{HEADINGS[2]}"
        f"自然人法人或其他组织总计商业企业科研机构一、本年新收政府信息公开申请数量15130000154{HEADINGS[3]}"
        f"行政复议行政诉讼结果维持结果纠正其他结果尚未审结总计25380363300{HEADINGS[4]}问题是人手少。"
        f"{HEADINGS[5]}未收取信息处理费。"
    )

    reading = read(f"标题: {TITLE}\n发布时间: 2024-03-10 12:56\n文号: \n{line}")

    assert reading.report.cells == {}
    assert reading.unread
    assert reading.report.text("overview.lead").startswith("2023年，全镇")
    assert reading.report.text("problems") == "问题是人手少。"
    assert reading.report.text("other") == "未收取信息处理费。"
