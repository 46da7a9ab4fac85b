"""Levels from the text that a clerk typed."""

import pytest

from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.printed.paragraphs import alignment, lines_of, notes, paragraphs


@pytest.mark.parametrize(
    ("line", "style", "level", "lead"),
    [
        ("全年公开信息54条。", "body", 0, 0),
        ("（一）主动公开", "heading_2", 2, 0),
        ("(一)主动公开", "heading_2", 2, 0),
        ("（二）加强组织领导。", "heading_2", 2, 0),
        ("（十一）坚持以公开为常态、不公开为例外", "heading_2", 2, 0),
        ("（二）改进措施。一是定人定岗。", "body", 2, 8),
        (
            "（三）坚持问题导向，聚焦群众关切，不断提升政务公开工作标准化规范化水平",
            "heading_2",
            2,
            0,
        ),
        ("（三）坚持问题导向，聚焦群众关切，不断提升政务公开工作标准化规范化水平。", "body", 2, 0),
        ("（二）主动公开方面，共公开100条。", "body", 2, 0),
        ("1.规划计划", "heading_3", 3, 0),
        ("１．规划计划", "heading_3", 3, 0),
        ("2、规划计划", "heading_3", 3, 0),
        ("1.公开内容不够全面。", "body", 3, 0),
        ("1.5万件信息已公开", "body", 0, 0),
        ("（1）执行情况", "heading_4", 4, 0),
        ("一、存在问题", "body", 1, 6),
        ("一是公开不及时。", "body", 0, 0),
        ("2024年，公开信息54条", "body", 0, 0),
    ],
)
def test_the_marker_sets_the_level(line: str, style: str, level: int, lead: int) -> None:
    (paragraph,) = paragraphs(line, "problems")

    assert (paragraph.style, paragraph.level, paragraph.lead) == (style, level, lead)
    assert paragraph.text == line


def test_blank_lines_and_typed_indents_are_left_to_the_style() -> None:
    assert list(lines_of("　　第一段。\r\n\r\n\u3000\t第二段。\v第三段。\n")) == [
        "第一段。",
        "第二段。",
        "第三段。",
    ]


def test_signs_that_no_document_takes_are_left_out() -> None:
    assert list(lines_of("甲\x00乙\x08丙\ud800丁\ufffe")) == ["甲乙丙丁"]


def test_notes_under_a_table_are_small_from_their_mark_on() -> None:
    styles = [
        p.style
        for p in notes("本年数据已核对。\n注：1.数据来自审批局。\n2.不含村级。", "proactive")
    ]

    assert styles == ["body", "note", "note"]


@pytest.mark.parametrize(
    ("text", "aligned"),
    [
        ("全年公开信息1,234,567条。", "both"),
        ("网址为www.abc.cn。", "both"),
        ("网址为http://www.abc.gov.cn/index.html，可以查询。", "left"),
        ("邮箱xinxigongkai@abc.gov.cn", "left"),
    ],
)
def test_a_paragraph_with_a_long_address_is_not_spread(text: str, aligned: str) -> None:
    (paragraph,) = paragraphs(text, "")

    assert alignment(paragraph, load_setup()) == aligned
