"""What stands where on the paper, before any format."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import load_setup
from nianbao.report.book import Publication, Report
from tests.exporters.reports import UNIT, blank, full

FORM = "gb_2021_30"


def styles_after_tables(report: Report) -> Sequence[tuple[str, str]]:
    return [(p.style, p.text) for p in describe(report).paragraphs()][-5:]


def test_attachments_signature_date_and_contact_close_the_report() -> None:
    assert styles_after_tables(full(FORM)) == [
        ("attachment_first", "附件：1.主动公开清单"),
        ("attachment_next", "2.依申请公开流程图"),
        ("signature", UNIT),
        ("date", "2025年1月9日"),
        ("contact", "联系地址：青山镇文化路1号，联系电话：0000-1234567。"),
    ]


def test_a_single_attachment_has_no_number() -> None:
    report = full(FORM)
    report.change(facts={"publication": Publication(attachments=("主动公开清单",))})

    assert styles_after_tables(report)[-1] == ("attachment", "附件：主动公开清单")


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("附件1：主动公开清单", "主动公开清单"),
        ("附件：主动公开清单。", "主动公开清单"),
        ("1.主动公开清单；", "主动公开清单"),
        ("２．主动公开清单", "主动公开清单"),
        ("附件2.主动公开清单", "主动公开清单"),
        ("2024年主动公开清单", "2024年主动公开清单"),
        ("3.5万元以上项目清单", "3.5万元以上项目清单"),
        ("附件清单", "附件清单"),
    ],
)
def test_attachments_are_numbered_once_and_end_without_a_mark(typed: str, printed: str) -> None:
    report = full(FORM)
    report.change(facts={"publication": Publication(attachments=(typed, "流程图", "。"))})

    assert styles_after_tables(report)[-2:] == [
        ("attachment_first", f"附件：1.{printed}"),
        ("attachment_next", "2.流程图"),
    ]


def test_a_long_signature_is_broken_between_words_and_stands_over_the_date() -> None:
    report = full(FORM)
    organ = "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府"
    report.change(facts={"unit": organ, "publication": report.publication})

    signature, date = [p for p in describe(report).paragraphs() if p.style in {"signature", "date"}]
    assert signature.text == "新疆维吾尔自治区伊犁哈萨克自治州\n察布查尔锡伯自治县人民政府"
    assert signature.block_em == date.block_em == 16


def test_a_heading_stays_with_what_stands_under_it() -> None:
    kept = {p.text: p.keep_next for p in describe(full(FORM)).paragraphs()}

    assert kept["（一）主动公开"]
    assert kept["1.规划计划"]
    assert kept["一、总体情况"]


def test_headings_of_a_blank_report_are_not_tied_to_each_other() -> None:
    """All together they would fill more than a page with the table, and no page break could hold."""
    kept = {p.text: p.keep_next for p in describe(blank("gb_2019_60_trial")).paragraphs()}

    assert kept["（五）监督保障"] is False
    assert kept["（一）主动公开"] is False
    assert kept["五、存在的主要问题及改进情况"] is False
    assert kept["一、总体情况"]


def test_a_table_has_a_blank_above_and_below() -> None:
    gap = load_setup().table.gap
    paragraphs = list(describe(full(FORM)).paragraphs())

    assert [p.text for p in paragraphs if p.after == gap] == [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    assert [p.text[:2] for p in paragraphs if p.before == gap] == ["注：", "四、", "五、"]


def test_a_signature_takes_text_along_to_its_page() -> None:
    paragraphs = list(describe(full(FORM)).paragraphs())
    place = [p.style for p in paragraphs].index("signature")

    assert paragraphs[place - 1].keep_next
    assert paragraphs[place].keep_next


def test_a_computed_total_is_printed_and_a_blank_stays_blank() -> None:
    report = blank(FORM)
    terms = ("review_upheld", "review_corrected", "review_other", "review_pending")
    report.change(cells={f"table_4.{term}": Decimal(2) for term in terms})

    texts = {
        cell.place.key: cell.text for table in describe(report).tables() for cell in table.cells
    }
    assert texts["table_4.review_total"] == "8"
    assert texts["table_4.suit_direct_total"] == ""


def test_long_numbers_are_set_smaller_in_the_whole_table_instead_of_broken() -> None:
    report = full(FORM)
    report.change(cells={"table_3.granted.total": Decimal(1234567)})

    tables = {table.id: table for table in describe(report).tables()}
    sizes = {cell.size for cell in tables["table_3"].cells if cell.place.key}
    (size,) = sizes
    assert size is not None
    assert 12 <= size < 18
    assert {cell.size for cell in tables["table_2"].cells} == {None}


def test_a_note_in_a_narrow_cell_begins_a_line_of_its_own() -> None:
    report = full(FORM)
    report.change(notes={"table_3.granted.total": "其中重复3件"})
    texts = {
        cell.place.key: cell.text for table in describe(report).tables() for cell in table.cells
    }

    assert texts["table_3.granted.total"].split("\n")[1] == "（其中重复3件）"
    assert "\n" not in texts[next(iter(report.cell_notes))]
