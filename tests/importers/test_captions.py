"""What belongs to a table and is no number of it: units in heads, 续表, captions, loose words."""

from decimal import Decimal

import pytest

from nianbao.formats.registry import load_form
from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.texts import section_text
from tests.importers.word_files import FORM, NUMBERS, body, docx, paragraph, table, table_rows

FEE = "table_2.admin_fee.fee_amount"
HEAD = "本年收费金额（单位：万元）"
TITLE = "某县财政局2024年政府信息公开工作年度报告"


def lines(head: str, value: str, above: str = "") -> ImportResult:
    """A page with the last rows of 表二, as text."""
    rows = [TITLE, "二、主动公开政府信息情况", above, "行政处罚 | 12 |", "行政强制 | 3 |"]
    rows += [f"信息内容 | {head} |", f"行政事业性收费 | {value} |"]
    return bytes_for_review("\n".join(rows).encode(), "年报.txt")


def page(inside: str) -> ImportResult:
    rows = f"{inside}<tr><td>行政处罚<td>12<tr><td>行政强制<td>3"
    head = f"<h1>{TITLE}</h1><p>二、主动公开政府信息情况</p>"
    return bytes_for_review(
        f"<meta charset=utf-8>{head}<table>{rows}</table>".encode(), "年报.html"
    )


@pytest.mark.parametrize(
    ("head", "value", "amount"),
    [
        (HEAD, "613.44", "613.44"),
        ("本年收费金额", "613.44", "613.44"),
        ("本年收费金额（元）", "613.44万元", "613.44"),
        ("本年收费金额（单位：万元）", "6134400元", "613.44"),
        ("本年收费金额（单位：万元）", "6134.4千元", "613.44"),
        ("本年收费金额（元）", "0", "0"),
    ],
)
def test_an_amount_that_names_its_unit_is_read_whatever_its_head_says(
    head: str, value: str, amount: str
) -> None:
    assert lines(head, value).reading.report.cells[FEE] == Decimal(amount)


@pytest.mark.parametrize(
    ("head", "above", "reason"),
    [
        ("本年收费金额（单位：元）", "", "合613.44万元"),
        ("本年收费金额（元）", "", "合613.44万元"),
        ("本年收费金额（单位：人民币元）", "", "合613.44万元"),
        ("本年收费金额（千元）", "", "合613440万元"),
        ("本年收费金额", "单位：件、元", "合613.44万元"),
        ("本年收费金额", "（计量单位：元）", "合613.44万元"),
        (HEAD, "单位：元", "几种单位（万元、元）"),
        ("本年收费金额（单位：美元）", "", "美元"),
    ],
)
def test_a_bare_amount_under_another_unit_is_declined(head: str, above: str, reason: str) -> None:
    """元 may be what a damaged page left of 万元: nobody but the clerk knows."""
    result = lines(head, "6134400", above)

    assert result.reading.report.cells[FEE] is None
    assert [one.text for one in result.unread] == ["6134400"]
    assert reason in result.unread[0].reason


CAPTIONS = [
    *("续表", "（续表）", "续上表", "续表三", "表三（续）", "单位：件", "（计量单位：件、万元）"),
    *("表2 收到和处理政府信息公开申请情况统计表", "收到和处理政府信息公开申请情况一览表"),
    *("图表1 申请办理情况", "表2-1", "第二十条第（一）项"),
]


@pytest.mark.long(cases=3)
@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_between_the_parts_of_a_table_is_no_text(caption: str) -> None:
    rows = table_rows("table_3")
    parts = f"<w:tbl>{''.join(rows[:15])}</w:tbl>{paragraph(caption)}"
    parts += f"<w:tbl>{''.join(rows[15:])}</w:tbl>"

    result = bytes_for_review(
        docx(body(lambda name: parts if name == "table_3" else table(name))), "年报.docx"
    )

    assert section_text(FORM, result.reading.report, "applications") == ""
    assert caption in [one.text for one in result.left_out]
    assert {k: v for k, v in result.reading.report.cells.items() if v != NUMBERS[k]} == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "续表数据见下年。",
        "单位：县财政局",
        "表1数据不含下属单位，由各股室报送。",
        "附件情况见统计表。",
    ],
)
def test_a_sentence_about_a_table_stays_in_the_text(sentence: str) -> None:
    parts = table("table_3") + paragraph(sentence)

    result = bytes_for_review(
        docx(body(lambda name: parts if name == "table_3" else table(name))), "年报.docx"
    )

    assert section_text(load_form("gb_2021_30"), result.reading.report, "applications") == sentence


@pytest.mark.parametrize(
    "inside", ["<caption>单位：件</caption>", "单位：件", "<tr><td>信息内容</td>单位：件</tr>"]
)
def test_words_of_a_table_that_stand_in_no_cell_are_listed(inside: str) -> None:
    result = page(inside)

    assert result.reading.report.cells["table_2.penalty.decisions"] == Decimal(12)
    assert "单位：件" in [one.text for one in result.left_out]


def test_a_number_in_a_frame_of_its_own_stays_in_its_cell() -> None:
    result = page("<tr><td>行政许可<td><table><tr><td>57</table>")

    assert result.reading.report.cells["table_2.licence.decisions"] == Decimal(57)


def test_a_preformatted_table_keeps_its_tabs_and_lines() -> None:
    rows = f"<meta charset=utf-8><h1>{TITLE}</h1><pre>二、主动公开政府信息情况\n行政许可\t57\n行政处罚\t12"

    result = bytes_for_review(f"{rows}\n行政强制\t3</pre>".encode(), "年报.html")

    assert result.reading.report.cells["table_2.licence.decisions"] == Decimal(57)
