"""What the eye sees is read: raised, struck, hidden, scaled, however a program writes it."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from nianbao.checks.engine import run_checks
from nianbao.importers.characters import as_seen
from nianbao.importers.paste.blocks import largest_block
from nianbao.importers.paste.blocks import read_document as read_copied
from nianbao.importers.registry import bytes_for_review, read_source
from nianbao.importers.review import ImportResult
from nianbao.importers.visible import Mark
from nianbao.report.contract import Reading
from tests.importers.word_files import package

FOLDER = Path(__file__).parent / "look_alike"
PENALTY = "table_2.penalty.decisions"
FEE = "table_2.admin_fee.fee_amount"
NEW = "table_3.received_new.natural_person"
TITLE = "某县财政局2024年政府信息公开工作年度报告"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def read(name: str) -> Reading:
    return read_source(FOLDER / name)


def values(reading: Reading) -> dict[str, str]:
    return {key: str(value) for key, value in reading.report.cells.items() if value is not None}


@pytest.mark.long(cases=3)
@pytest.mark.parametrize(
    ("name", "cells", "aside"),
    [
        ("m0-plain.html", {PENALTY: "12"}, []),
        ("m1-sup.html", {PENALTY: "12"}, ["1"]),
        ("m2-s.html", {PENALTY: "12"}, ["15"]),
        ("m2-del.html", {PENALTY: "12"}, ["15"]),
        ("m2-linethrough.html", {PENALTY: "12"}, ["15"]),
        ("m2-hidden.html", {PENALTY: "12"}, ["9"]),
        ("m3-docx-strike.docx", {NEW: "3001"}, ["3010"]),
        ("m5-xlsx-strike.xlsx", {NEW: "3001"}, ["3010"]),
        ("m5-xlsx-sup.xlsx", {NEW: "3001"}, ["1"]),
        ("m4-wanyuan.xlsx", {FEE: "96171.6"}, ["961716000"]),
        ("m4b-wanyuan.xlsx", {FEE: "96171.6"}, ["961716000"]),
        ("m7-plain.txt", {PENALTY: "12", "table_2.coercion.decisions": "3"}, []),
        ("m7-kangxi.txt", {PENALTY: "12", "table_2.coercion.decisions": "3"}, []),
        (
            "m6-superscript.pdf",
            {
                NEW: "3001",
                "table_3.carried_in.natural_person": "34",
                FEE: "96171.6",
                "table_4.review_upheld": "72",
            },
            ["3", "1", "2", "1"],
        ),
        (
            "m9-sym-minus.docx",
            {
                "table_2.art20_6.penalty.change": "-18",
                "table_2.art20_8.admin_fee.change": "-15",
            },
            [],
        ),
    ],
)
def test_the_number_that_is_seen_is_read_and_the_rest_listed(
    name: str, cells: dict[str, str], aside: list[str]
) -> None:
    reading = read(name)
    marks = {mark.value for mark in Mark} - {Mark.EDGE.value}

    found = values(reading)
    assert {key: found.get(key) for key in cells} == cells
    assert [one["text"] for one in reading.left_out if one["reason"] in marks] == aside


def test_one_odd_cell_of_a_row_without_labels_loses_no_other() -> None:
    reading = read("m-table4-one-odd-cell.docx")
    row = {key: one for key, one in reading.report.cells.items() if key.startswith("table_4")}

    assert len(row) == 15
    assert [key for key, value in row.items() if value is None] == ["table_4.review_upheld"]
    assert [piece["text"] for piece in reading.unread] == ["72①"]


def test_without_a_unit_no_rule_about_townships_speaks() -> None:
    findings = run_checks(read("m8-no-unit.json").report)

    assert [one.rule for one in findings if one.severity == "error"] == []


def test_labels_above_numbers_are_declined_with_their_rows() -> None:
    reading = read("m13-labels-around-numbers.txt")
    found = values(reading)

    assert not [key for key in found if "still_unclear" in key or "needs_creation" in key]
    assert found["table_3.other_other.total"] == "2"
    numbers = [one["text"] for one in reading.unread if one["text"][-1].isdecimal()]
    assert [text[-13:] for text in numbers] == [
        *("5 0 0 0 0 0 5", "0 0 0 0 0 0 0", "0 0 0 0 0 0 0", "7 2 0 0 0 0 9"),
    ]
    assert reading.report.text("applications") == ""


def test_columns_that_the_head_names_are_filled_and_the_others_absent() -> None:
    reading = read("m14-three-of-seven-columns.txt")
    row = {
        key.rpartition(".")[2]: str(value)
        for key, value in reading.report.cells.items()
        if key.startswith("table_3.reject_repeat.")
    }

    assert row == {"natural_person": "7", "org_legal_service": "1", "total": "8"}
    assert str(reading.report.cells["table_3.other_other.natural_person"]) == "1"
    assert not reading.unread


def test_the_second_line_of_a_head_does_not_name_the_columns_of_a_shorter_row() -> None:
    text = (
        f"{TITLE}\n三、收到和处理政府信息公开申请情况\n | 自然人 | 法人或其他组织 | 总计 |\n"
        "商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |\n"
        "一、本年新收政府信息公开申请数量 | 40 | 5 | 1 | 1 | 47 |\n"
    )
    reading = bytes_for_review(text.encode(), "文").reading

    assert values(reading) == {}
    assert any("47" in one["text"] for one in reading.unread)


def test_upright_heads_and_words_in_number_cells_are_no_text_of_a_section() -> None:
    upright, words = read("m11-vertical-heads.txt"), read("m12-words.txt")

    assert upright.report.text("review_litigation") == words.report.text("proactive") == ""
    assert [one["text"] for one in upright.unread] == ["1 0 0 2 3 0 1 0 0 1 2 0 0 0 2"]
    assert [one["text"] for one in words.unread] == ["本单位未制作规章"] * 3


def test_sentences_that_begin_like_the_site_s_words_stay_in_the_text() -> None:
    report = read("m15-sentences-like-site-words.txt").report

    text = report.text("overview.disclosure")
    assert text.count("。") == 6
    assert report.publication.attachments == ("2023年政府信息公开收费情况表", "2024年主动公开目录")
    assert report.text("other") == "本年度未收取信息处理费。"


def test_radicals_and_compatibility_forms_are_their_characters() -> None:
    assert as_seen("⾏政许可⻅⼀⺠⻓﹣1，②²") == "行政许可见一民长-1，②²"


# One cell, written by every program in its own way.


def in_html(inner: str, head: str = "") -> ImportResult:
    page = (
        f"<meta charset=utf-8>{head}<h1>{TITLE}</h1><h2>二、主动公开政府信息情况</h2>"
        f"<table><tr><td>信息内容<td>本年处理决定数量</tr><tr><td>行政处罚<td>{inner}</tr>"
        "<tr><td>行政强制<td>3</tr></table>"
    )
    return bytes_for_review(page.encode(), "页.html")


def in_word(runs: str, styles: str = "") -> ImportResult:
    def cell(inner: str) -> str:
        return f"<w:tc><w:p>{inner}</w:p></w:tc>"

    def plain(text: str) -> str:
        return f"<w:r><w:t>{text}</w:t></w:r>"

    rows = [("信息内容", plain("本年处理决定数量")), ("行政处罚", runs), ("行政强制", plain("3"))]
    table = "".join(f"<w:tr>{cell(plain(name))}{cell(inner)}</w:tr>" for name, inner in rows)
    body = (
        f"<w:p>{plain(TITLE)}</w:p><w:p>{plain('二、主动公开政府信息情况')}</w:p>"
        f"<w:tbl>{table}</w:tbl>"
    )
    parts = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    if styles:
        parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    return bytes_for_review(package(parts), "文.docx")


def in_sheet(value: object, change: Callable[[Workbook], None] | None = None) -> ImportResult:
    book = Workbook()
    sheet = book.worksheets[0]
    rows = [(TITLE,), ("信息内容", "本年处理决定数量"), ("行政处罚", value), ("行政强制", 3)]
    for at, row in enumerate(rows, 1):
        for column, one in enumerate(row, 1):
            sheet.cell(at, column).value = one  # type: ignore[assignment]
    if change is not None:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return bytes_for_review(stream.getvalue(), "表.xlsx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def shaped(number_format: str) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book.worksheets[0].cell(3, 2).number_format = number_format

    return change


def rich(text: str, **font: object) -> CellRichText:
    return CellRichText(TextBlock(InlineFont(**font), "15"), text)  # type: ignore[arg-type]


def note(text: str) -> CellRichText:
    return CellRichText("12", TextBlock(InlineFont(vertAlign="superscript"), text))


CSS = "<style>.n{vertical-align:super} .o , b.p{text-decoration:line-through}.h i{display:none}</style>"
STYLES = (
    '<w:style w:type="character" w:styleId="Old"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Older"><w:basedOn w:val="Old"/></w:style>'
)
WRITTEN: dict[str, Callable[[], ImportResult]] = {
    "sup": lambda: in_html("12<sup>[1]</sup>"),
    "sub": lambda: in_html("<p>12<sub>2</sub></p>"),
    "class super": lambda: in_html("12<span class=n>1</span>", CSS),
    "style super": lambda: in_html('12<span style="vertical-align: super">①</span>'),
    "strike": lambda: in_html("<strike>15</strike> 12"),
    "class struck": lambda: in_html("<b class='x p'>15</b>12", CSS),
    "s in font": lambda: in_html("<font><s>15</s></font><b>12</b>"),
    "within hidden": lambda: in_html("<span class=h><i>9</i>12</span>", CSS),
    "not displayed": lambda: in_html("<span style='DISPLAY: NONE'>9</span>12"),
    "not visible": lambda: in_html("12<span style='visibility:hidden'>9</span>"),
    "no size": lambda: in_html("12<span style='font-size:0px'>9</span>"),
    "white": lambda: in_html("12<font color=#ffffff>9</font>"),
    "field": lambda: in_html("<input type=text value=12><input type=hidden value=9>"),
    "choice": lambda: in_html("<select><option>9<option selected>12</select>"),
    "text area": lambda: in_html("<textarea>12</textarea>"),
    "hidden row": lambda: in_html("12</tr><tr style='display:none'><td>行政处罚<td>99"),
    "struck row": lambda: in_html(
        "12</tr><tr style='text-decoration:line-through'><td>行政处罚<td>9"
    ),
    "hidden cell": lambda: in_html("12</td><td hidden>99</td>"),
    "word strike": lambda: in_word(run("15", "<w:strike/>") + run("12", '<w:strike w:val="0"/>')),
    "word double": lambda: in_word(run("15", "<w:dstrike/>") + run("12")),
    "word vanish": lambda: in_word(run("9", "<w:vanish/>") + run("12")),
    "word special": lambda: in_word(run("9", "<w:specVanish/>") + run("12")),
    "word white": lambda: in_word(run("9", '<w:color w:val="FFFFFF"/>') + run("12")),
    "word raised": lambda: in_word(run("12") + run("1", '<w:vertAlign w:val="superscript"/>')),
    "word lifted": lambda: in_word(run("12") + run("1", '<w:position w:val="8"/>')),
    "word style": lambda: in_word(run("15", '<w:rStyle w:val="Older"/>') + run("12"), STYLES),
    "word deleted": lambda: in_word(
        f"<w:del><w:r><w:delText>15</w:delText></w:r></w:del><w:ins>{run('12')}</w:ins>"
    ),
    "word moved": lambda: in_word(f"<w:moveFrom>{run('15')}</w:moveFrom>{run('12')}"),
    "sheet struck": lambda: in_sheet(rich("12", strike=True)),
    "sheet note": lambda: in_sheet(note("1")),
    "sheet format": lambda: in_sheet(12.3, shaped("0")),
    "sheet words": lambda: in_sheet(12, shaped('#,##0"件"')),
    "sheet thousands": lambda: in_sheet(12000, shaped("0,")),
    "sheet colour": lambda: in_sheet(12, shaped("#,##0_ ;[Red]-#,##0 ")),
}
ASIDE = {"1", "[1]", "2", "①", "15", "9", "99", "9 12", "12.3", "12000"}
ASIDE |= {"行政处罚 99", "行政处罚 9"}


@pytest.mark.long(cases=4)
@pytest.mark.parametrize("way", WRITTEN)
def test_every_way_of_writing_gives_the_number_that_is_seen(way: str) -> None:
    result = WRITTEN[way]()

    assert values(result.reading)[PENALTY] == "12"
    assert values(result.reading)["table_2.coercion.decisions"] == "3"
    marks = {mark.value for mark in Mark}
    assert {one.text for one in result.left_out if one.reason in marks} <= ASIDE


DOUBTFUL: dict[str, Callable[[], ImportResult]] = {
    "all raised": lambda: in_html("<sup>12</sup>"),
    "raised before": lambda: in_html("<sup>1</sup>2"),
    "raised within": lambda: in_html("1<sup>2</sup>3"),
    "long note": lambda: in_html("12<sup>345</sup>"),
    "mark in text": lambda: in_html("12①"),
    "all struck": lambda: in_html("<s>12</s>"),
    "soft hyphen": lambda: in_html("&shy;12"),
    "word symbol": lambda: in_word(
        '<w:r><w:sym w:font="Wingdings" w:char="F081"/></w:r>' + run("2")
    ),
    "sheet power": lambda: in_sheet(12, shaped("0.0E+00")),
    "sheet percent": lambda: in_sheet(12, shaped("0%")),
    "sheet date": lambda: in_sheet(12, shaped("yyyy-mm-dd")),
    "sheet sign": lambda: in_sheet(-12, shaped("0;0")),
    "sheet true": lambda: in_sheet(value=True),
    "sheet formula": lambda: in_sheet("=B4*4"),
    "sheet hidden": lambda: in_sheet(12, shaped(";;;")),
}


@pytest.mark.long(cases=3)
@pytest.mark.parametrize("way", DOUBTFUL)
def test_what_is_doubtful_is_declined_and_listed(way: str) -> None:
    result = DOUBTFUL[way]()

    assert PENALTY not in values(result.reading)
    assert values(result.reading)["table_2.coercion.decisions"] == "3"
    assert any(PENALTY in piece.keys or "12" in piece.text for piece in result.unread)


def test_a_hidden_row_or_column_of_a_sheet_is_not_read() -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True

    result = in_sheet(12, hide)

    assert PENALTY not in values(result.reading)
    assert "12" in {one.text for one in [*result.left_out]} | {one.text for one in result.unread}


def test_what_stands_at_a_page_s_edge_is_listed() -> None:
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote><w:p>{run("含上年结转1件")}</w:p></w:footnote></w:footnotes>'
    page = run("第二页的页眉")
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p>{run(TITLE)}</w:p>'
        f"<w:p>{run('一、总体情况')}</w:p><w:p>{run('平稳。')}</w:p>"
        f"<w:p>{run('六、其他需要报告的事项')}</w:p><w:p>{run('无。')}</w:p></w:body></w:document>",
        "word/footnotes.xml": note,
        "word/header2.xml": f'<w:hdr xmlns:w="{W}"><w:p>{page}</w:p></w:hdr>',
    }

    result = bytes_for_review(package(parts), "文.docx")

    assert {one.text for one in result.left_out} >= {"含上年结转1件", "第二页的页眉"}
    assert result.reading.report.text("other") == "无。"


def test_a_pasted_block_says_what_it_does_not_fill() -> None:
    page = read_copied("<table><tr><td>12<sup>1</sup><td><s>15</s>7</table>", "")

    assert largest_block(page) == (("12", "7"),)
    assert [aside.text for aside in page.asides] == ["1", "15"]


def test_small_digits_of_a_text_stay_small() -> None:
    page = (
        f"<meta charset=utf-8><h1>{TITLE}</h1><h2>一、总体情况</h2><p>共答复12<sup>1</sup>件。</p>"
    )
    result = bytes_for_review((page + "<h2>六、其他需要报告的事项</h2><p>无。</p>").encode(), "页")

    assert "共答复12¹件。" in result.reading.report.text("overview.lead")
