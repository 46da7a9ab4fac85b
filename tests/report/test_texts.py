"""Section 一 is kept in its parts and joined for documents."""

import pytest

from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.report.texts import section_parts, section_text, split_section


def test_parts_are_joined_under_their_official_headings(form: Form, report: Report) -> None:
    report.change(texts={"overview.lead": "总的情况。"})
    report.change(texts={"overview.disclosure": "公开了信息。\n还有。"})
    report.change(texts={"overview.supervision": "监督了。"})
    assert section_text(form, report, "overview") == (
        "总的情况。\n（一）主动公开\n公开了信息。\n还有。\n（二）监督保障\n监督了。"
    )


def test_a_blank_section_offers_all_five_headings(form: Form, report: Report) -> None:
    headings = [heading for heading, _ in section_parts(form, report, "overview")]
    assert headings == [
        "（一）主动公开",
        "（二）依申请公开",
        "（三）政府信息管理",
        "（四）政府信息公开平台建设",
        "（五）监督保障",
    ]


def test_a_section_written_whole_gets_no_empty_headings(form: Form, report: Report) -> None:
    report.change(texts={"overview.lead": "全部写在一起。"})
    assert list(section_parts(form, report, "overview")) == [("", "全部写在一起。")]


@pytest.mark.parametrize(
    "text",
    [
        "总的情况。\n（一）主动公开\n公开了信息。\n还有。\n（二）监督保障\n监督了。",
        "没有任何小标题。\n第二段。",
        "（一）主动公开\n甲。\n（二）依申请公开\n乙。\n（三）政府信息管理\n丙。",
    ],
)
def test_joining_undoes_splitting(form: Form, report: Report, text: str) -> None:
    report.texts.update(split_section(form.section("overview"), text))
    assert section_text(form, report, "overview") == text


def test_a_heading_that_runs_on_is_split_too(form: Form) -> None:
    texts = split_section(form.section("overview"), "（二）依申请公开。全市收办申请3607件。")
    assert texts == {"overview.on_request": "全市收办申请3607件。"}


def test_a_heading_with_other_words_stays_in_the_text(form: Form) -> None:
    texts = split_section(form.section("overview"), "（一）重点领域公开\n甲。")
    assert texts == {"overview.lead": "（一）重点领域公开\n甲。"}


def test_a_repeated_heading_is_not_lost(form: Form) -> None:
    text = "（一）主动公开\n甲。\n（二）主动公开\n乙。"
    texts = split_section(form.section("overview"), text)
    assert texts == {"overview.disclosure": "甲。\n（二）主动公开\n乙。"}
