"""What Word and WPS hide in a .docx: read as a reader of the paper sees it."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from nianbao.importers.readers.sniff import read_document
from nianbao.importers.registry import bytes_for_review, read_bytes
from nianbao.report.book import Report
from tests.importers.word_files import (
    NUMBERS,
    TEXT,
    body,
    docx,
    paragraph,
    plain_row,
    run,
    table,
    table_rows,
)


def read(content: bytes) -> Report:
    return read_bytes(content, "报告.docx").report


def wrong(report: Report, numbers: Mapping[str, Decimal] = NUMBERS) -> dict[str, object]:
    """The cells that are not what is printed."""
    return {
        key: (number, report.cells.get(key))
        for key, number in numbers.items()
        if report.cells.get(key) != number
    }


def in_two(text: str) -> tuple[str, str]:
    return text[: len(text) // 2], text[len(text) // 2 :]


def split_runs(text: str) -> str:
    one, two = in_two(text)
    proof = '<w:proofErr w:type="gramStart"/><w:bookmarkStart w:id="0" w:name="_Go"/>'
    return f"<w:p>{run(one)}{proof}<w:r><w:lastRenderedPageBreak/></w:r>{run(two)}</w:p>"


def inserted(text: str) -> str:
    one, two = in_two(text)
    return f'<w:p>{run(one)}<w:ins w:id="1" w:author="甲">{run(two)}</w:ins></w:p>'


def corrected(text: str) -> str:
    gone = '<w:del w:id="1" w:author="甲"><w:r><w:delText>999</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2" w:author="甲">{run("77")}</w:moveFrom>'
    return f"<w:p>{gone}{moved}{run(text)}</w:p>"


def in_control(text: str) -> str:
    return f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run(text)}</w:p></w:sdtContent></w:sdt>"


def in_field(text: str) -> str:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = '<w:r><w:instrText xml:space="preserve"> =SUM(LEFT) \\# "0" </w:instrText></w:r>'
    return f"<w:p>{begin}{code}{middle}{run(text)}{end}</w:p>"


def linked(text: str) -> str:
    one, two = in_two(text)
    simple = f'<w:fldSimple w:instr=" REF a ">{run(two)}</w:fldSimple>'
    return f'<w:p><w:hyperlink r:id="rId9">{run(one)}</w:hyperlink>{simple}</w:p>'


def hidden_beside(text: str) -> str:
    return f"<w:p>{run(text)}{run('88', '<w:vanish/>')}</w:p>"


def soft_hyphen(text: str) -> str:
    one, two = in_two(text)
    return f"<w:p>{run(one)}<w:r><w:softHyphen/></w:r>{run(two)}</w:p>"


def footnoted(text: str) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    return f"<w:p>{run(text)}{mark}</w:p>"


def tabbed(text: str) -> str:
    return f"<w:p><w:r><w:tab/></w:r>{run(text)}<w:r><w:br/></w:r></w:p>"


def empty_lines(text: str) -> str:
    return f"<w:p/>{paragraph(text)}<w:p><w:pPr><w:rPr><w:b/></w:rPr></w:pPr></w:p>"


def nested_cell(text: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{paragraph(text)}</w:tc></w:tr></w:tbl><w:p/>"


def text_box(inner: str) -> str:
    """A text box as Word writes it: once for itself and once for older programs."""
    return (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def old_text_box(inner: str) -> str:
    return f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"


@pytest.mark.parametrize(
    "show",
    [
        paragraph, split_runs, inserted, corrected, in_control, in_field, linked, hidden_beside,
        soft_hyphen, footnoted, tabbed, empty_lines, nested_cell,
    ],
    ids=lambda show: show.__name__,
)  # fmt: skip
def test_a_number_is_read_however_it_is_written(show: Callable[[str], str]) -> None:
    report = read(docx(body(lambda name: table(name, show))))

    assert wrong(report) == {}


@pytest.mark.parametrize("box", [text_box, old_text_box])
def test_a_table_in_a_text_box_is_read_once(box: Callable[[str], str]) -> None:
    result = bytes_for_review(docx(body(lambda name: box(table(name)))), "报告.docx")

    assert wrong(result.reading.report) == {}
    assert not result.unread
    assert len(list(result.document.grids())) == 3


def test_numbers_in_text_boxes_within_the_cells_are_read() -> None:
    report = read(docx(body(lambda name: table(name, lambda t: text_box(paragraph(t))))))

    assert wrong(report) == {}


def test_what_a_merge_covers_is_not_read() -> None:
    report = read(docx(body(lambda name: table(name, leftover="66"))))

    assert wrong(report) == {}


def test_rows_in_content_controls_and_tracked_rows_are_read() -> None:
    gone = "<w:trPr><w:del w:id='1' w:author='甲'/></w:trPr>"

    def row(cells: list[str], number: int) -> str:
        if number % 3 == 0:
            return f"<w:sdt><w:sdtContent><w:tr>{''.join(cells)}</w:tr></w:sdtContent></w:sdt>"
        if number % 3 == 1:
            return f"<w:tr><w:trPr><w:ins w:id='2' w:author='甲'/></w:trPr>{''.join(cells)}</w:tr>"
        again = "".join(cells).replace("100", "900")
        return f"<w:tr>{''.join(cells)}</w:tr><w:tr>{gone}{again}</w:tr>"

    report = read(docx(body(lambda name: table(name, row=row))))

    assert wrong(report) == {}


def split_by_a_page(name: str) -> str:
    rows = table_rows(name)
    at, heads = len(rows) * 2 // 3, 2
    breaks = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' + paragraph("— 3 —")
    again = "".join(rows[:heads]) if len(rows) > 20 else ""
    first, second = "".join(rows[:at]), again + "".join(rows[at:])
    return f"<w:tbl>{first}</w:tbl>{breaks}<w:tbl>{second}</w:tbl>" if again else table(name)


def test_a_table_that_a_page_break_splits_is_read_whole() -> None:
    assert wrong(read(docx(body(split_by_a_page)))) == {}


def test_a_row_that_begins_further_right_keeps_its_columns() -> None:
    def row(cells: list[str], number: int) -> str:
        covered = [cell for cell in cells if "<w:vMerge/>" in cell[:200]]
        if not covered or cells[0] is not covered[0] or number < 4:
            return plain_row(cells, number)
        before = "<w:trPr><w:gridBefore w:val='1'/><w:wBefore w:w='900' w:type='dxa'/></w:trPr>"
        return f"<w:tr><w:tblPrEx/>{before}{''.join(cells[1:])}</w:tr>"

    report = read(docx(body(lambda name: table(name, row=row))))

    assert wrong(report) == {}


def test_a_raised_digit_beside_a_number_makes_it_unsure() -> None:
    def show(text: str) -> str:
        raised = run("1", '<w:vertAlign w:val="superscript"/>')
        return f"<w:p>{run(text)}{raised}</w:p>"

    result = bytes_for_review(docx(body(lambda name: table(name, show))), "报告.docx")
    read_as = {
        key: value for key, value in result.reading.report.cells.items() if value is not None
    }

    assert {key: value for key, value in read_as.items() if value != NUMBERS[key]} == {}
    assert read_as or result.unread


NUMBERING = """\
<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="4">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%4."/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>"""
STYLES = """\
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr>
<w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="我的标题"/><w:basedOn w:val="1"/></w:style>
</w:styles>"""


def numbered(level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'


def lines_of(content: bytes) -> list[str]:
    return read_document(content, "报告.docx").text().split("\n")


def test_automatic_numbers_stand_before_their_words() -> None:
    content = docx(
        paragraph("总体情况", numbered(0))
        + paragraph("主动公开", numbered(1))
        + paragraph("依申请公开", numbered(1))
        + paragraph("要点", numbered(2))
        + paragraph("表格", numbered(0))
        + paragraph("细目", numbered(3))
        + paragraph("没有编号", "<w:numPr><w:numId w:val='0'/></w:numPr>"),
        **{"numbering.xml": NUMBERING},
    )

    assert lines_of(content) == [
        "一、总体情况", "（一）主动公开", "（二）依申请公开", "要点", "二、表格", "二.1.细目", "没有编号",
    ]  # fmt: skip


@pytest.mark.parametrize("style", ["1", "2"])
def test_headings_are_numbered_by_their_style(style: str) -> None:
    def heading(label: str) -> str:
        return paragraph(label.split("、", 1)[1], f'<w:pStyle w:val="{style}"/>')

    report = read(
        docx(
            body(table, heading=heading),
            **{"numbering.xml": NUMBERING, "styles.xml": STYLES},
        )
    )

    assert wrong(report) == {}
    assert report.text("problems") == TEXT


def test_an_automatic_number_never_runs_into_a_figure() -> None:
    def show(text: str) -> str:
        return paragraph(text, numbered(3))

    content = docx(body(lambda name: table(name, show)), **{"numbering.xml": NUMBERING})

    assert wrong(read(content)) == {}


def test_tracked_changes_are_told() -> None:
    result = bytes_for_review(docx(body(lambda name: table(name, corrected))), "报告.docx")

    assert any("修订" in problem.message for problem in result.problems)
