"""The empty document that every export begins with: page, styles, fonts, page numbers.

Made with python-docx from its own empty document, which loses what a report has no use for, and
then kept: nothing in it depends on the report.
"""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Literal

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.shared import Twips
from lxml import etree

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Setup, load_setup
from nianbao.exporters.word.elements import add, in_characters
from nianbao.exporters.word.styles import ALIGNMENTS, set_styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.rel import Relationships
    from docx.text.paragraph import Paragraph

KEPT = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
    RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.THEME,
}
"""Left out: a picture of the empty page, numberings, settings for the web, another program's name."""

_PAGE_FIELD: tuple[tuple[str, dict[str, str], str | None], ...] = (
    ("fldChar", {"fldCharType": "begin"}, None),
    ("instrText", {}, "PAGE"),
    ("fldChar", {"fldCharType": "separate"}, None),
    ("t", {}, "1"),
    ("fldChar", {"fldCharType": "end"}, None),
)


def new_document() -> "Document":
    """Return an empty document that looks as ``page.toml`` says."""
    return docx.Document(BytesIO(_template()))


@lru_cache(maxsize=1)
def _template() -> bytes:
    setup = load_setup()
    document = docx.Document()
    _forget(document.part.rels)
    _forget(document.part.package.rels)
    document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element.clear()
    set_styles(document, setup)
    set_settings(document, setup)
    add_font_table(document, setup)
    _set_page(document, setup)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _forget(relations: "Relationships") -> None:
    """Drop parts: python-docx writes those that something leads to."""
    for relation in list(relations.values()):
        if relation.reltype not in KEPT:
            del relations[relation.rId]


def set_settings(document: "Document", setup: Setup) -> None:
    """Replace a document's settings by ours."""
    settings, breaks = document.settings.element, setup.line_breaks
    settings.clear()
    add(settings, "zoom", percent=100)
    add(settings, "bordersDoNotSurroundHeader")
    add(settings, "bordersDoNotSurroundFooter")
    add(settings, "defaultTabStop", val=420)
    add(settings, "characterSpacingControl", val="doNotCompress")
    add(settings, "noLineBreaksAfter", lang="zh-CN", val=breaks.never_last)
    add(settings, "noLineBreaksBefore", lang="zh-CN", val=breaks.never_first)
    _set_compatibility(add(settings, "compat"))
    add(settings, "themeFontLang", val="en-US", eastAsia="zh-CN")
    document.settings.odd_and_even_pages_header_footer = True


def _set_compatibility(compat: etree._Element) -> None:
    for name in (
        "spaceForUL",
        "balanceSingleByteDoubleByteWidth",
        "doNotLeaveBackslashAlone",
        "ulTrailSpace",
        "doNotExpandShiftReturn",
        "useFELayout",
    ):
        add(compat, name)
    # Word 2013 and later: without it Word opens the document in compatibility mode.
    word = "http://schemas.microsoft.com/office/word"
    add(compat, "compatSetting", name="compatibilityMode", uri=word, val=15)


def add_font_table(document: "Document", setup: Setup) -> None:
    """Add the fonts by name, each with what may stand in for it."""
    fonts = OxmlElement("w:fonts")
    for font in setup.fonts.values():
        entry = add(fonts, "font", name=font.name)
        add(entry, "altName", val=font.alternatives[0])
        add(entry, "panose1", val=font.panose)
        add(entry, "charset", val=86)
        add(entry, "family", val=font.family)
        add(entry, "pitch", val=font.pitch)
    name, package = PackURI("/word/fontTable.xml"), document.part.package
    part = Part(name, CONTENT_TYPE.WML_FONT_TABLE, serialize_part_xml(fonts), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FONT_TABLE)


def _set_page(document: "Document", setup: Setup) -> None:
    page, section = setup.page, document.sections[0]
    (element,) = document.element.body.xpath("w:sectPr")
    element.clear()
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.left_margin, section.right_margin = Twips(page.left), Twips(page.right)
    section.header_distance, section.footer_distance = Twips(page.header), Twips(page.footer)
    section.gutter = Twips(0)
    add(element, "pgNumType", fmt="decimal", start=1)
    add(element, "cols", space=425)
    add(element, "docGrid", type="lines", linePitch=page.line)
    section.footer.is_linked_to_previous = section.even_page_footer.is_linked_to_previous = False
    _number_page(section.footer.paragraphs[0], setup, "right")
    _number_page(section.even_page_footer.paragraphs[0], setup, "left")


def _number_page(paragraph: "Paragraph", setup: Setup, side: Literal["left", "right"]) -> None:
    """Put the page number at the outer side, a blank away from the edge."""
    number = setup.page_number
    style = setup.styles[number.style]
    paragraph.style = style.name
    blank, layout = (
        Twips(number.outer_em * style.size * TWIPS_IN_HALF_POINT),
        paragraph.paragraph_format,
    )
    if side == "left":
        layout.left_indent = blank
    else:
        layout.right_indent = blank
    layout.alignment = ALIGNMENTS[side]
    in_characters(layout.element, **{side: number.outer_em})
    paragraph.add_run(number.before)
    for inner, attributes, text in _PAGE_FIELD:
        add(paragraph.add_run().element, inner, **attributes).text = text
    paragraph.add_run(number.after)
