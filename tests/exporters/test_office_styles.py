"""What PDF and preview follow of an office's styles, and what is said to be left out."""

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import Setup, load_setup
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.typeset.pages import TextLine, set_pages
from nianbao.exporters.word.office_template import left_out_of_print, office_layout, shortcomings
from nianbao.exporters.word.sample_template import sample_template
from tests.exporters.reports import full
from tests.exporters.test_office_setup import NAMESPACE, setup_of, template

FORM = "gb_2021_30"
Change = Callable[[Document], object]


def lines(setup: Setup) -> list[TextLine]:
    """The lines of text of the first page, each character as wide as its size."""
    paper = describe(full(FORM))
    pages = set_pages(paper, setup, lambda _c, face: face.size * 10)
    return [item for item in pages[0].items if isinstance(item, TextLine)]


def spaced(document: Document) -> None:
    layout = document.styles["Heading 1"].paragraph_format
    layout.space_before, layout.space_after = Twips(300), Twips(120)


def test_the_blanks_of_a_style_stand_between_lines_and_the_larger_of_two_counts() -> None:
    setup = setup_of(spaced)
    usual, changed = lines(load_setup()), lines(setup)
    at = next(n for n, one in enumerate(usual) if one.paragraph.style == "heading_1")

    assert (setup.blank_before("heading_1"), setup.blank_after("heading_1")) == (300, 120)
    assert changed[at].top - changed[at - 1].top == usual[at].top - usual[at - 1].top + 300
    assert changed[at + 1].top - changed[at].top == usual[at + 1].top - usual[at].top + 120

    def below(document: Document) -> None:
        spaced(document)
        document.styles["公文正文"].paragraph_format.space_after = Twips(200)

    assert lines(setup_of(below))[at].top - lines(setup_of(below))[at - 1].top == (
        changed[at].top - changed[at - 1].top
    )


def test_blanks_in_lines_and_those_left_to_the_program_are_lengths_too() -> None:
    def change(document: Document) -> None:
        for name, what in (
            ("Heading 1", {"beforeLines": "50"}),
            ("Heading 2", {"afterAutospacing": "1"}),
        ):
            spacing = document.styles[name].element.pPr.get_or_add_spacing()
            for key, value in what.items():
                spacing.set(qn(f"w:{key}"), value)

    setup = setup_of(change)

    assert setup.blank_before("heading_1") == round(load_setup().page.line / 2)
    assert setup.blank_after("heading_2") == 280


def test_what_a_template_leaves_alone_keeps_its_blanks() -> None:
    setup = setup_of(lambda _document: None)

    for name in setup.styles:
        assert setup.blank_before(name) == load_setup().blank_before(name)
        assert setup.blank_after(name) == load_setup().blank_after(name)


def test_colours_of_styles_and_of_headings_within_a_text_are_the_templates() -> None:
    def change(document: Document) -> None:
        document.styles["Title"].font.color.rgb = RGBColor(0xC0, 0x00, 0x00)
        document.styles["公文正文"].font.color.rgb = RGBColor(0, 0, 0)
        lead = document.styles["行首二级标题"]
        lead.font.color.rgb = RGBColor(0x1F, 0x3A, 0x93)
        lead.font.bold = True
        lead.element.rPr.rFonts.set(qn("w:eastAsia"), "方正楷体简体")

    setup = setup_of(change)
    lead = setup.leads[2]

    assert setup.styles["title"].colour == "C00000"
    assert setup.styles["body"].colour == ""
    assert lead.colour == "1F3A93"
    assert (setup.fonts[lead.font].name, setup.fonts[lead.font].bold) == ("方正楷体简体", True)
    title = next(one for one in lines(setup) if one.paragraph.style == "title")
    assert {run.face.colour for run in title.line.runs} == {"C00000"}


def test_rows_grow_with_the_blanks_of_what_stands_in_them() -> None:
    def change(document: Document) -> None:
        for style in load_setup().styles.values():
            if style.word.startswith("NbCell"):
                document.styles[style.name].paragraph_format.space_before = Pt(12)

    def height(setup: Setup) -> int:
        pages = set_pages(describe(full(FORM)), setup, lambda _c, face: face.size * 10)
        items = [one for page in pages for one in page.items if not isinstance(one, TextLine)]
        return items[0].height

    assert height(setup_of(change)) > height(load_setup())


EFFECTS = {
    "边框": ("pPr", '<w:pBdr {0}><w:bottom w:val="single" w:sz="12" w:space="1"/></w:pBdr>'),
    "底纹": ("pPr", '<w:shd {0} w:val="clear" w:color="auto" w:fill="FDE9D9"/>'),
    "下划线": ("rPr", '<w:u {0} w:val="single"/>'),
    "斜体": ("rPr", "<w:i {0}/>"),
    "删除线": ("rPr", '<w:strike {0} w:val="1"/>'),
    "着重号": ("rPr", '<w:em {0} w:val="dot"/>'),
    "字符缩放": ("rPr", '<w:w {0} w:val="80"/>'),
    "右缩进": ("pPr", '<w:ind {0} w:right="420"/>'),
    "文字效果": ("rPr", "<w:shadow {0}/>"),
}


def with_effect(effect: str) -> Change:
    home, words = EFFECTS[effect]

    def change(document: Document) -> None:
        element = document.styles["Title"].element
        getattr(element, f"get_or_add_{home}")().append(parse_xml(words.format(NAMESPACE)))

    return change


@pytest.mark.long(cases=3)
@pytest.mark.parametrize("effect", EFFECTS)
def test_what_the_painter_does_not_draw_of_a_style_is_said_before_a_pdf(effect: str) -> None:
    content = template(with_effect(effect))

    assert left_out_of_print(content, "模板.docx") == (
        f"PDF 和打印预览里没有样式的{effect}（标题）。",
    )
    assert shortcomings(content, "模板.docx") == ()


def test_effects_that_are_off_are_none() -> None:
    off = '<w:u {0} w:val="none"/>', '<w:i {0} w:val="0"/>', '<w:w {0} w:val="100"/>'

    def change(document: Document) -> None:
        for words in off:
            document.styles["Title"].element.get_or_add_rPr().append(
                parse_xml(words.format(NAMESPACE))
            )

    assert left_out_of_print(template(change), "模板.docx") == ()


def test_other_lines_of_the_tables_and_a_frame_around_the_page_are_said() -> None:
    def change(document: Document) -> None:
        borders = document.styles["年报表格"].element.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
        borders[0].set(qn("w:sz"), "12")
        frame = f'<w:pgBorders {NAMESPACE}><w:top w:val="double" w:sz="4"/></w:pgBorders>'
        document.sections[0]._sectPr.append(parse_xml(frame))

    said = "".join(left_out_of_print(template(change), "模板.docx"))

    assert "表格的框线和底色仍照通行的样子" in said
    assert "没有页面边框" in said
    assert left_out_of_print(sample_template(), "样本.docx") == ()


def test_the_report_is_set_whole_with_them_all() -> None:
    def change(document: Document) -> None:
        spaced(document)
        for effect in EFFECTS:
            with_effect(effect)(document)

    layout = office_layout(template(change))
    paper = describe(full(FORM), PaperOptions(office=layout))
    pages = set_pages(paper, layout.setup, lambda _c, face: face.size * 10)
    drawn = "".join(
        item.line.text for page in pages for item in page.items if isinstance(item, TextLine)
    )

    assert "".join(drawn.split()) == "".join(
        "".join(one.text.split()) for one in paper.paragraphs()
    )
