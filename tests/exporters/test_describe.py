"""What stands where on the paper, before any format."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from nianbao.exporters.describe import describe, title_lines
from nianbao.exporters.names import suggested_name
from nianbao.report.book import Publication, Report
from tests.exporters.reports import UNIT, blank, full

FORM = "gb_2021_30"


@pytest.mark.parametrize(
    ("unit", "lines"),
    [
        ("", ["2024年政府信息公开工作年度报告"]),
        ("青山镇", ["青山镇2024年政府信息公开工作年度报告"]),
        (UNIT, [UNIT, "2024年政府信息公开工作年度报告"]),
        (
            "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府",
            [
                "新疆维吾尔自治区伊犁哈萨克自治州",
                "察布查尔锡伯自治县人民政府",
                "2024年政府信息公开工作年度报告",
            ],
        ),
    ],
)
def test_the_title_breaks_between_words(unit: str, lines: list[str]) -> None:
    assert list(title_lines(unit, "2024年政府信息公开工作年度报告", 20)) == lines


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
    report.set_facts(publication=Publication(attachments=("主动公开清单",)))

    assert styles_after_tables(report)[-1] == ("attachment", "附件：主动公开清单")


def test_a_signature_takes_text_along_to_its_page() -> None:
    paragraphs = list(describe(full(FORM)).paragraphs())
    place = [p.style for p in paragraphs].index("signature")

    assert paragraphs[place - 1].keep_next
    assert paragraphs[place].keep_next


def test_a_computed_total_is_printed_and_a_blank_stays_blank() -> None:
    report = blank(FORM)
    terms = ("review_upheld", "review_corrected", "review_other", "review_pending")
    report.set_cells({f"table_4.{term}": Decimal(2) for term in terms})

    texts = {
        cell.place.key: cell.text for table in describe(report).tables() for cell in table.cells
    }
    assert texts["table_4.review_total"] == "8"
    assert texts["table_4.suit_direct_total"] == ""


def test_long_numbers_are_set_smaller_in_the_whole_table_instead_of_broken() -> None:
    report = full(FORM)
    report.set_cells({"table_3.granted.total": Decimal(1234567)})

    tables = {table.id: table for table in describe(report).tables()}
    sizes = {cell.size for cell in tables["table_3"].cells if cell.place.key}
    (size,) = sizes
    assert size is not None
    assert 12 <= size < 18
    assert {cell.size for cell in tables["table_2"].cells} == {None}


def test_the_file_name_is_the_official_one() -> None:
    assert suggested_name(full(FORM), ".docx") == (
        "临江县青山镇人民政府2021年政府信息公开工作年度报告.docx"
    )


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ('甲/乙:丙?*<>|\\"', "甲乙丙"),
        (" 青山 镇\n", "青山镇"),
        ("..", ""),
        ("", ""),
        ("con.", "_con"),
    ],
)
def test_the_file_name_is_one_that_every_system_takes(unit: str, expected: str) -> None:
    report = blank(FORM)
    report.set_facts(unit=unit)

    assert suggested_name(report) == expected + "2021年政府信息公开工作年度报告"


def test_an_endless_unit_is_shortened() -> None:
    report = blank(FORM)
    report.set_facts(unit="很长的名称" * 100)

    name = suggested_name(report, ".docx")
    assert len(name.encode()) < 200
    assert name.endswith("年度报告.docx")


def test_a_note_in_a_narrow_cell_begins_a_line_of_its_own() -> None:
    report = full(FORM)
    report.set_note("table_3.granted.total", "其中重复3件")
    texts = {
        cell.place.key: cell.text for table in describe(report).tables() for cell in table.cells
    }

    assert texts["table_3.granted.total"].split("\n")[1] == "（其中重复3件）"
    assert "\n" not in texts[next(iter(report.cell_notes))]
