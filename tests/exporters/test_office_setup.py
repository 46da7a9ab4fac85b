"""The one page setting as an office's template changes it, from what Word and WPS write there."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips

from nianbao.exporters.checked import bare
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import Setup, load_setup
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.readback import read_docx
from nianbao.exporters.word.docx import render
from nianbao.exporters.word.office_template import left_out_of_print, office_layout, shortcomings
from nianbao.exporters.word.sample_template import sample_template
from nianbao.report.errors import UserError
from tests.exporters.docx_reader import W
from tests.exporters.reports import full

FORM = "gb_2021_30"
NAMESPACE = f'xmlns:w="{W[1:-1]}"'
Change = Callable[[Document], object]


def template(change: Change, begun: bytes | None = None) -> bytes:
    """The sample, or another file, as somebody changed it."""
    document = docx.Document(BytesIO(begun if begun is not None else sample_template()))
    change(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def setup_of(change: Change) -> Setup:
    return office_layout(template(change)).setup


def words_plain() -> bytes:
    """What Word itself begins with: its own styles, its fonts by their place in the theme."""
    stream = BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def font_of(setup: Setup, style: str) -> tuple[str, bool]:
    font = setup.fonts[next(one.font for name, one in setup.styles.items() if name == style)]
    return font.name, font.bold


def test_a_sample_that_nobody_changed_is_our_own_setting() -> None:
    assert office_layout(sample_template()).setup == load_setup()


def test_page_and_margins_are_the_templates_the_gutter_among_them() -> None:
    def change(document: Document) -> None:
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(280)
        section.left_margin, section.right_margin = Mm(20), Mm(24)
        section.top_margin, section.footer_distance = Mm(30), Mm(15)
        section.gutter = Mm(5)

    page = setup_of(change).page

    in_millimetres = [
        round(twips / 1440 * 25.4)
        for twips in (page.width, page.height, page.left, page.right, page.top, page.footer)
    ]
    assert in_millimetres == [210, 280, 25, 24, 30, 15]
    assert page.text_width == page.width - page.left - page.right


def test_characters_in_a_line_follow_the_width_of_the_text_and_the_size_of_the_type() -> None:
    def change(document: Document) -> None:
        document.styles["公文正文"].font.size = Pt(14)
        document.styles["Title"].font.size = Pt(30)

    page = setup_of(change).page

    assert page.characters == page.text_width // (280 + page.tracking)
    assert page.title_em == page.text_width // 600


def test_a_negative_margin_is_one_that_holds_whatever_the_head_needs() -> None:
    def change(document: Document) -> None:
        document.sections[0]._sectPr.get_or_add_pgMar().set(qn("w:top"), "-1700")

    assert setup_of(change).page.top == 1700


def test_a_page_that_is_narrower_by_less_than_is_said_is_not_called_too_narrow() -> None:
    """“版心宽 156 毫米，表格宽 156 毫米，会伸到页边里” was said of the official layout itself."""

    def narrower(by: int) -> Change:
        def change(document: Document) -> None:
            (section,) = document.sections
            margin = section.right_margin
            assert margin is not None
            section.right_margin = Twips(round(margin.twips) + by)

        return change

    said = [shortcomings(template(narrower(by)), "模板.docx") for by in (4, 57)]

    assert said[0] == ()
    assert any("版心宽 155 毫米，表格宽 156 毫米" in line for line in said[1])


def test_font_size_pitch_indent_and_alignment_of_a_style_are_the_templates() -> None:
    def change(document: Document) -> None:
        heading = document.styles["Heading 1"]
        heading.font.size, heading.font.bold = Pt(18), True
        heading.element.rPr.rFonts.set(qn("w:eastAsia"), "方正黑体简体")
        heading.paragraph_format.line_spacing = Twips(700)
        heading.paragraph_format.alignment = 1
        for indent in list(heading.element.pPr.iterchildren(qn("w:ind"))):
            heading.element.pPr.remove(indent)

    setup = setup_of(change)
    heading = setup.styles["heading_1"]

    assert font_of(setup, "heading_1") == ("方正黑体简体", True)
    assert (heading.size, setup.line_of("heading_1")) == (36, 700)
    assert (heading.align, heading.first_em) == ("center", 0)
    others = {name: style for name, style in setup.styles.items() if name != "heading_1"}
    assert others == {n: s for n, s in load_setup().styles.items() if n != "heading_1"}


def test_where_a_pc_lacks_the_offices_font_what_usually_stands_there_stands_in() -> None:
    def change(document: Document) -> None:
        document.styles["公文正文"].element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")

    setup = setup_of(change)
    font, usual = setup.font_of("body"), load_setup().font_of("body")

    assert font.name == "仿宋"
    assert font.alternatives[0] == usual.name
    assert {font.name, *font.alternatives} == {usual.name, *usual.alternatives}


def test_what_a_style_does_not_say_it_has_from_the_style_it_is_based_on() -> None:
    def change(document: Document) -> None:
        styles = document.styles
        styles["Normal"].font.size = Pt(15)
        styles["Normal"].element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
        body = styles["公文正文"]
        body.base_style = styles["Normal"]
        body.element.remove(body.element.rPr)

    setup = setup_of(change)

    assert setup.styles["body"].size == 30
    assert font_of(setup, "body") == ("宋体", False)


def test_styles_that_are_based_on_each_other_in_a_circle_end() -> None:
    def change(document: Document) -> None:
        first, second = document.styles["公文正文"], document.styles["表注"]
        first.base_style, second.base_style = second, first
        first.element.remove(first.element.rPr)

    assert setup_of(change).styles["body"].size == load_setup().styles["note"].size


def test_fonts_that_are_named_by_their_place_in_the_theme_are_found_there() -> None:
    begun = words_plain()
    with zipfile.ZipFile(BytesIO(begun)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    theme = next(name for name in parts if "/theme/" in name)
    parts[theme] = parts[theme].replace(
        '<a:font script="Hans" typeface="宋体"/>'.encode(),
        '<a:font script="Hans" typeface="等线"/>'.encode(),
    )
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)

    assert font_of(office_layout(stream.getvalue()).setup, "title")[0] == "等线"


def sections(document: Document) -> None:
    """A cover on A3, then the page that counts."""
    document.sections[0].page_width = Mm(297)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.page_width = Mm(210)


def landscape(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def columns(document: Document) -> None:
    (found,) = document.sections[0]._sectPr.iterchildren(qn("w:cols"))
    found.set(qn("w:num"), "2")
    found.append(parse_xml(f'<w:col {NAMESPACE} w:w="3000"/>'))


def no_styles(document: Document) -> None:
    for style in list(document.styles):
        style.delete()


def grid(document: Document) -> None:
    (found,) = document.sections[0]._sectPr.iterchildren(qn("w:docGrid"))
    found.set(qn("w:type"), "linesAndChars")
    found.set(qn("w:linePitch"), "312")
    found.set(qn("w:charSpace"), "-2048")


def odd_and_title_heads(document: Document) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for head in (section.header, section.even_page_header, section.first_page_header):
        head.is_linked_to_previous = False
        head.paragraphs[0].text = "青山镇人民政府"


def nonsense(document: Document) -> None:
    """Numbers that no program writes."""
    properties = document.styles["公文正文"].element.get_or_add_rPr()
    properties.get_or_add_sz().set(qn("w:val"), "3e9")
    body = document.styles["表注"].element.pPr
    body.find(qn("w:spacing")).set(qn("w:line"), "二十八磅")
    document.sections[0]._sectPr.get_or_add_pgMar().set(qn("w:gutter"), "-300")


ODD = [sections, landscape, columns, grid, odd_and_title_heads, no_styles]


@pytest.mark.long(cases=2)
@pytest.mark.parametrize("change", ODD, ids=lambda change: change.__name__)
@pytest.mark.parametrize("begun", [sample_template, words_plain], ids=["sample", "word"])
def test_an_odd_template_still_makes_a_whole_report(
    change: Change, begun: Callable[[], bytes]
) -> None:
    layout = office_layout(template(change, begun()) if change is not grid else template(change))
    paper = describe(full(FORM), PaperOptions(office=layout))
    document = render(paper)

    read = read_docx(document, paper).paragraphs or ()
    assert [bare(text) for text in read] == [bare(block.text) for block in paper.paragraphs()]
    opened = docx.Document(BytesIO(document)).sections[0]
    assert opened.page_width is not None
    assert round(opened.page_width.twips) == layout.setup.page.width


def test_numbers_that_no_program_writes_are_refused_or_passed_over() -> None:
    try:
        setup = setup_of(nonsense)
    except UserError as error:
        assert "不能当模板" in error.message  # noqa: PT017 - either is right
        return
    assert setup.styles["body"].size == load_setup().styles["body"].size
    assert setup.page.left == load_setup().page.left


def test_only_the_last_of_several_sections_counts_and_that_is_said() -> None:
    content = template(sections)

    assert round(office_layout(content).setup.page.width / 1440 * 25.4) == 210
    for said in (shortcomings(content, "模板.docx"), left_out_of_print(content, "模板.docx")):
        assert any("分成 2 节" in line for line in said)


def test_a_head_that_print_does_not_have_is_said_before_a_pdf_and_not_before_word() -> None:
    content = template(odd_and_title_heads)

    assert any("页眉页脚" in line for line in left_out_of_print(content, "模板.docx"))
    assert not any("页眉页脚" in line for line in shortcomings(content, "模板.docx"))
    assert left_out_of_print(sample_template(), "样本.docx") == ()


def test_a_page_without_room_for_a_report_is_refused_in_a_sentence_of_its_own() -> None:
    def change(document: Document) -> None:
        document.sections[0].left_margin = Mm(150)

    with pytest.raises(UserError, match="放不下"):
        office_layout(template(change), "窄.docx")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", ""),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", ""),
    ],
    ids=["docm", "dotx"],
)
def test_a_file_of_another_kind_under_this_ending_is_refused_in_one_sentence(
    kind: str, said: str
) -> None:
    content = BytesIO()
    usual = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with (
        zipfile.ZipFile(BytesIO(sample_template())) as old,
        zipfile.ZipFile(content, "w") as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(usual.encode(), kind.encode()))

    with pytest.raises(UserError, match="不能当模板"):
        office_layout(content.getvalue(), f"别的{said}.docx")
