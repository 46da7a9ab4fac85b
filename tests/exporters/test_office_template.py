"""An office's own .docx: its page, head, foot and styles are used, and nothing that leads out of it."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openxml_audit import OpenXmlValidator

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.readback import read_docx
from nianbao.exporters.registry import export_report
from nianbao.exporters.word.docx import render
from nianbao.exporters.word.office_template import office_layout, shortcomings
from nianbao.exporters.word.sample_template import sample_template
from nianbao.report.errors import UserError
from tests.exporters.docx_reader import W, paragraphs, part
from tests.exporters.reports import full, long
from tests.exporters.sdk import complaints, needs_sdk

FORM = "gb_2021_30"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def saved(document: Document) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(change: Callable[[Document], None], template: bytes | None = None) -> bytes:
    """The sample, or another template, as somebody changed it."""
    document = docx.Document(BytesIO(template or sample_template()))
    change(document)
    return saved(document)


def exported(template: bytes) -> bytes:
    return render(describe(full(FORM), PaperOptions(office=office_layout(template))))


def opened(template: bytes) -> Document:
    return docx.Document(BytesIO(exported(template)))


def red_head(document: Document) -> None:
    """An office that prints on wider margins, under its name in red, in its own fonts."""
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(25)
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    head.add_run("临江县青山镇人民政府文件").font.size = Pt(26)
    section.first_page_footer.paragraphs[0].add_run("第一页的页脚")
    heading = document.styles["Heading 1"]
    heading.font.size = Pt(18)
    heading.element.rPr.rFonts.set(qn("w:eastAsia"), "方正黑体简体")


def as_word_saves(document: Document) -> None:
    """Word and WPS give styles ids of their own, and keep the names."""
    for number, style in enumerate(list(document.styles)):
        old, new = style.style_id, f"a{number}"
        style.element.set(qn("w:styleId"), new)
        for root in (document.styles.element, document.element):
            for tag in ("pStyle", "rStyle", "basedOn", "next", "link"):
                for reference in root.iter(qn(f"w:{tag}")):
                    if reference.get(qn("w:val")) == old:
                        reference.set(qn("w:val"), new)


def test_the_sample_changes_nothing_until_somebody_changes_it() -> None:
    assert shortcomings(sample_template(), "样本.docx") == ()
    ours = render(describe(full(FORM)))
    theirs = exported(sample_template())
    for name in ("word/document.xml", "word/settings.xml", "word/fontTable.xml"):
        assert plain(theirs, name) == plain(ours, name)
    assert styles_of(theirs) == styles_of(ours)


def plain(content: bytes, name: str) -> str:
    """A part without the numbers of its relations, which say nothing."""
    return re.sub(r'r:id="rId\d+"', "", zipfile.ZipFile(BytesIO(content)).read(name).decode())


def styles_of(content: bytes) -> list[str]:
    return sorted(
        str(style.get(f"{W}styleId"))
        for style in part(content, "word/styles.xml").iter(f"{W}style")
    )


def test_page_head_and_styles_are_the_templates() -> None:
    document = opened(changed(red_head))
    section = document.sections[0]

    margins = (section.left_margin, section.right_margin)
    assert [side and round(side.mm) for side in margins] == [25, 25]
    assert section.first_page_header.paragraphs[0].text == "临江县青山镇人民政府文件"
    assert document.styles["Heading 1"].font.size == Pt(18)
    assert document.styles["Heading 1"].element.rPr.rFonts.get(qn("w:eastAsia")) == "方正黑体简体"
    assert "— " in section.footer.paragraphs[0].text


def test_what_stands_in_the_template_does_not_come_into_the_report() -> None:
    assert [text for _style, text in paragraphs(exported(sample_template()))] == [
        block.text for block in describe(full(FORM)).paragraphs()
    ]


@pytest.mark.long
@pytest.mark.parametrize("change", [as_word_saves, red_head, lambda _document: None])
def test_the_export_reads_back_as_the_report(
    change: Callable[[Document], None], tmp_path: Path
) -> None:
    target = tmp_path / "年报.docx"
    for report in (full(FORM), long(FORM), full("gb_2019_60_trial")):
        export_report(report, target, PaperOptions(office=office_layout(changed(change))))
        assert read_docx(target.read_bytes(), describe(report)).paragraphs


def test_styles_are_found_by_their_names_whatever_their_ids() -> None:
    def both(document: Document) -> None:
        red_head(document)
        as_word_saves(document)

    content = exported(changed(both))
    found = docx.Document(BytesIO(content))
    heads = [one.style for one in found.paragraphs if one.style and one.style.name == "Heading 1"]

    assert [style.font.size for style in heads] == [Pt(18)] * 6
    used = {node.get(qn("w:val")) for node in found.element.body.iter(qn("w:pStyle"))}
    assert used <= {style.style_id for style in found.styles}


def test_a_style_that_is_missing_is_added_and_takes_nothing_from_the_templates_own() -> None:
    def strip(document: Document) -> None:
        for style in list(document.styles):
            if style.name not in {"Normal", "Default Paragraph Font", "Normal Table", "No List"}:
                style.delete()
        document.styles["Normal"].paragraph_format.first_line_indent = Pt(32)
        document.styles["Normal"].font.bold = True

    styles = opened(changed(strip)).styles

    ours = docx.Document(BytesIO(render(describe(full(FORM))))).styles
    assert {style.name for style in ours} <= {style.name for style in styles}
    for style in styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH and style.name != "Normal":
            assert style.base_style is None
            assert style.font.size == ours[style.name].font.size


def test_numbers_of_a_templates_headings_do_not_double_those_of_the_report() -> None:
    def number(document: Document) -> None:
        properties = document.styles["Heading 1"].element.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr xmlns:w="{W[1:-1]}"><w:numId w:val="1"/></w:numPr>'))

    content = exported(changed(number))

    assert list(part(content, "word/styles.xml").iter(f"{W}numPr")) == []


def test_what_a_template_cannot_take_is_said() -> None:
    def poor(document: Document) -> None:
        section = document.sections[0]
        section.left_margin = section.right_margin = Mm(40)
        for foot in (section.footer, section.even_page_footer):
            foot.is_linked_to_previous = True
        document.styles[cell_style()].font.size = Pt(16)

    said = "".join(shortcomings(changed(poor), "模板.docx"))

    assert "没有页码" in said
    assert "版心宽 130 毫米，表格宽 156 毫米" in said
    assert "放大了" in said


def cell_style() -> str:
    return load_setup().styles["cell_number"].name


def hostile(document: Document) -> None:
    """A template that wants to fetch a picture, a template, a file and a page, and brings a macro."""
    outside = "http://example.invalid/x"
    document.part._settings_part.relate_to(
        outside, f"{RELATIONS}/attachedTemplate", is_external=True
    )
    document.part.relate_to(outside, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    section = document.sections[0]
    head = section.header
    head.is_linked_to_previous = False
    picture = head.part.relate_to(outside, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    link = head.part.relate_to(outside, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    drawn = (
        f'<w:r xmlns:w="{W[1:-1]}" xmlns:r="{RELATIONS}"><w:pict><v:shape '
        'xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata '
        f'r:id="{picture}"/></v:shape></w:pict></w:r>'
    )
    linked = (
        f'<w:hyperlink xmlns:w="{W[1:-1]}" xmlns:r="{RELATIONS}" r:id="{link}">'
        "<w:r><w:t>留下的字</w:t></w:r></w:hyperlink>"
    )
    paragraph = head.paragraphs[0]
    for piece in (drawn, linked):
        paragraph._p.append(parse_xml(piece))
    for kind, words in (
        ("begin", ""),
        ("", ' INCLUDETEXT "http://example.invalid/y" '),
        ("end", ""),
    ):
        field = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            field.set(qn("w:fldCharType"), kind)
        field.text = words
        paragraph.add_run()._r.append(field)


@pytest.mark.long
def test_nothing_of_a_template_leads_out_of_the_file(tmp_path: Path) -> None:
    content = exported(changed(hostile))
    with zipfile.ZipFile(BytesIO(content)) as package:
        whole = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}

    assert [name for name, text in whole.items() if "example.invalid" in text] == []
    assert [name for name, text in whole.items() if 'TargetMode="External"' in text] == []
    assert "留下的字" in "".join(text for name, text in whole.items() if "header" in name)
    path = tmp_path / "hostile.docx"
    path.write_bytes(content)
    assert [one.description for one in OpenXmlValidator().validate(path).errors] == []


def test_fields_that_read_files_leave_what_they_showed_and_page_numbers_stay() -> None:
    def fields(document: Document) -> None:
        foot = document.sections[0].footer.paragraphs[0]._p
        for instruction in ("DDEAUTO cmd", "INCLUDEPICTURE http://example.invalid/z", "NUMPAGES"):
            foot.append(
                parse_xml(
                    f'<w:fldSimple xmlns:w="{W[1:-1]}" w:instr="{instruction}">'
                    "<w:r><w:t>原样</w:t></w:r></w:fldSimple>"
                )
            )

    foot = opened(changed(fields)).sections[0].footer.paragraphs[0]._p
    left = [one.get(qn("w:instr")) for one in foot.iter(qn("w:fldSimple"))]

    assert left == ["NUMPAGES"]
    assert [t.text for t in foot.iter(qn("w:t"))].count("原样") == 3
    assert "PAGE" in "".join(one.text or "" for one in foot.iter(qn("w:instrText")))


def truncated() -> bytes:
    return sample_template()[:-400]


def bomb() -> bytes:
    stream = BytesIO(sample_template())
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.png", bytes(70_000_000))
    return stream.getvalue()


def with_part(name: str, text: str) -> bytes:
    """The sample with another text in one part."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(sample_template())) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, text if info.filename == name else old.read(info))
    return stream.getvalue()


def crowded(name: str, piece: str, count: int, before: str) -> bytes:
    """The sample with a part in which a piece stands very often; in the file it is a few kilobytes."""
    text = zipfile.ZipFile(BytesIO(sample_template())).read(name).decode()
    return with_part(name, text.replace(before, f"{piece * count}{before}"))


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a document",
        b"PK\x03\x04",
        truncated(),
        bomb(),
        with_part("word/document.xml", "<broken"),
        with_part("word/document.xml", ENTITIES),
        with_part("word/styles.xml", ENTITIES),
        crowded("word/document.xml", "<w:p/>", 1_000_000, "</w:body>"),
        crowded("word/styles.xml", "<w:a/>", 1_000_000, "</w:styles>"),
        crowded("word/styles.xml", '<w:a w:b=""/>', 500_000, "</w:styles>"),
        crowded("word/styles.xml", "<w:a>", 2_000, "</w:styles>"),
        with_part("[Content_Types].xml", "<Types/>"),
        with_part("word/_rels/document.xml.rels", "<broken"),
    ],
    ids=lambda content: str(len(content)),
)
def test_what_is_no_whole_document_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(UserError, match="不能当模板") as refused:
        shortcomings(content, "坏.docx")

    assert refused.value.__cause__ is not None


def test_the_page_is_that_of_the_last_of_ten_thousand_sections() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="99" w:h="99"/></w:sectPr></w:pPr></w:p>'
    text = zipfile.ZipFile(BytesIO(sample_template())).read("word/document.xml").decode()
    begin, body, rest = text.partition("<w:body>")

    crowd = with_part("word/document.xml", f"{begin}{body}{section * 10_000}{rest}")

    assert [line.split()[1] for line in shortcomings(crowd, "模板.docx")] == ["10001"]
    assert len(opened(crowd).sections) == 1


def test_the_body_of_a_template_brings_no_other_document_along() -> None:
    chunk = f'<w:altChunk xmlns:r="{RELATIONS}" r:id="rId1"/><w:subDoc r:id="rId1" xmlns:r="{RELATIONS}"/>'
    content = exported(crowded("word/document.xml", chunk, 1, "</w:body>"))

    assert "altChunk" not in plain(content, "word/document.xml")
    assert "subDoc" not in plain(content, "word/document.xml")


def test_macros_and_embedded_files_stay_behind() -> None:
    def bring(document: Document) -> None:
        package = document.part.package
        for name, kind in (
            ("vbaProject.bin", "vbaProject"),
            ("chunk.html", "aFChunk"),
            ("x.ole", "oleObject"),
        ):
            part = Part(PackURI(f"/word/{name}"), "application/octet-stream", b"evil", package)
            document.part.relate_to(part, f"{RELATIONS}/{kind}")

    names = zipfile.ZipFile(BytesIO(exported(changed(bring)))).namelist()

    assert [name for name in names if name.endswith((".bin", ".html", ".ole"))] == []


@pytest.mark.slow
@pytest.mark.parametrize("change", [red_head, as_word_saves, hostile])
def test_validators_find_nothing(change: Callable[[Document], None], tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(exported(changed(change)))

    assert [f"{e.description} {e.path}" for e in OpenXmlValidator().validate(path).errors] == []


@needs_sdk
@pytest.mark.slow
@pytest.mark.parametrize("change", [red_head, as_word_saves, hostile])
def test_the_open_xml_sdk_finds_nothing(change: Callable[[Document], None], tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(exported(changed(change)))

    assert complaints(path) == []
