"""A Word document with a broken part beside its text is read without it, and says what that costs."""

import pytest

from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from tests.exporters.formats import DOCX
from tests.importers.refused import refused
from tests.importers.test_drawings import exchanged
from tests.importers.test_look_alike import in_word
from tests.importers.test_word import NUMBERING, STYLES, numbered
from tests.importers.word_files import NUMBERS, W, body, docx, paragraph, table

BROKEN = {
    "empty": "",
    "no XML": "\x00\x01",
    "cut": f'<w:styles xmlns:w="{W}"><w:style w:styleId="a"><w:rPr><w:str',
    "with a document type": "<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>",
}
AUXILIARY = ("styles", "numbering", "settings", "theme/theme1", "fontTable", "webSettings")
CELL = "table_2.penalty.decisions"
RAISED = '<w:style w:type="character" w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
PLAIN = '<w:style w:type="character" w:styleId="plain"><w:rPr><w:b/></w:rPr></w:style>'


def said(result: ImportResult) -> str:
    return "".join(problem["message"] for problem in result.reading.problems)


def of_style(text: str, style: str) -> str:
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>{text}</w:t></w:r>'


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("part", AUXILIARY)
def test_a_report_is_read_without_a_broken_part(part: str, damage: str) -> None:
    def show(text: str) -> str:
        return paragraph(text, '<w:pStyle w:val="TableParagraph"/>')

    content = docx(
        paragraph("1", numbered(0)) + body(lambda name: table(name, show)),
        **{"styles.xml": STYLES, "numbering.xml": NUMBERING, f"{part}.xml": damage},
    )
    result = bytes_for_review(content, "年报.docx")

    assert result.reading.report.cells == NUMBERS
    assert ("自动编号" in said(result)) == (part in {"styles", "numbering"})
    assert ("样式部分已损坏" in said(result)) == (part == "styles")


def test_a_part_whose_bytes_are_damaged_is_no_worse_than_broken_xml() -> None:
    whole = docx(body(table), **{"styles.xml": STYLES})
    damaged = whole.replace(b"word/styles.xml", b"word/styles.xmk", 1)

    result = bytes_for_review(damaged, "年报.docx")

    assert result.reading.report.cells == NUMBERS
    assert "样式部分已损坏" in said(result)


@pytest.mark.parametrize("damage", BROKEN.values(), ids=BROKEN)
def test_the_text_itself_broken_is_refused_with_a_sentence(damage: str) -> None:
    content = exchanged(docx(body(table)), {"word/document.xml": damage})

    assert "已损坏" in str(refused(content, "年报.docx"))


@pytest.mark.parametrize(
    "runs", [of_style("12", "up"), "<w:r><w:t>1</w:t></w:r>" + of_style("2", "up")]
)
def test_a_number_of_a_style_that_is_lost_is_declined(runs: str) -> None:
    """It may be raised, struck or hidden."""
    result = in_word(runs, "<w:style")

    assert result.reading.report.cells.get(CELL) is None
    assert [one.keys for one in result.unread] == [(CELL,)]
    assert result.reading.report.cells["table_2.coercion.decisions"] == 3


def test_a_style_that_is_whole_in_a_broken_part_still_tells() -> None:
    lost = PLAIN.removesuffix("</w:style>")
    result = in_word(of_style("12", "plain") + of_style("1", "up"), PLAIN + RAISED + lost)

    assert result.reading.report.cells[CELL] == 12
    assert "1" in [one.text for one in result.left_out]


def test_a_style_based_on_a_lost_one_is_lost() -> None:
    heir = '<w:style w:type="character" w:styleId="heir"><w:basedOn w:val="gone"/></w:style>'
    result = in_word(of_style("12", "heir"), heir + "<w:style")

    assert result.reading.report.cells.get(CELL) is None


def test_our_own_document_loses_nothing_with_its_styles() -> None:
    from nianbao.exporters.printed.describe import describe
    from tests.exporters.reports import full

    report = full("gb_2021_30")
    content = exchanged(DOCX.render(describe(report)), {"word/styles.xml": "<w:styles"})
    found = bytes_for_review(content, "年报.docx").reading.report

    assert found.cells == report.cells
    assert found.texts == report.texts
