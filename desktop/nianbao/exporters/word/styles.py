"""The styles of a Word document, as ``page.toml`` has them."""

from collections.abc import Container
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Twips

from nianbao.exporters.printed.page_setup import (
    TWIPS_IN_HALF_POINT,
    Align,
    Lead,
    Setup,
    StyleName,
)
from nianbao.exporters.word.elements import add, add_type, in_characters
from nianbao.exporters.word.table import STYLE as TABLE_STYLE
from nianbao.exporters.word.table import STYLE_NAME as TABLE_STYLE_NAME

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

ALIGNMENTS: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_OWN = "Nb"
"""How the ids of styles begin that are not Word's own."""
_HEADING_PRIORITY, _PRIORITY = 9, 10


def set_styles(document: "Document", setup: Setup) -> None:
    """Replace all styles but Word's four defaults by ours."""
    styles = document.styles
    defaults = [styles.default(kind) for kind in WD_STYLE_TYPE]
    for style in list(styles):
        if style not in defaults:
            style.delete()
    styles.element.remove(styles.latent_styles.element)
    _set_defaults(document, setup)
    for name in setup.styles:
        _add_paragraph_style(document, setup, name)
    for style in styles:
        if style.style_id in _followed_by_text(setup):
            style.next_paragraph_style = styles[setup.styles["body"].name]
    for lead in setup.leads.values():
        _add_lead_style(document, setup, lead)
    _add_table_style(document, setup)


def _add_lead_style(document: "Document", setup: Setup, lead: Lead) -> None:
    added = document.styles.add_style(lead.name, WD_STYLE_TYPE.CHARACTER)
    added.style_id = lead.word
    added.base_style = document.styles.default(WD_STYLE_TYPE.CHARACTER)
    added.quick_style = True
    add_type(added.element.get_or_add_rPr(), setup.fonts[lead.font], None)


def add_missing_styles(document: "Document", setup: Setup, there: Container[str]) -> None:
    """Add those of our styles that an office's document lacks, by their ids.

    Based on none of its own: an indent of its 正文 would else stand in every cell.
    """
    for name in setup.styles:
        if setup.styles[name].word not in there:
            _break_lines_as_chinese(_add_paragraph_style(document, setup, name, based=False))
    for lead in setup.leads.values():
        if lead.word not in there:
            _add_lead_style(document, setup, lead)
    if TABLE_STYLE not in there:
        _add_table_style(document, setup)


def _set_defaults(document: "Document", setup: Setup) -> None:
    body = setup.styles["body"]
    font = setup.fonts[body.font]
    defaults, *_ = document.styles.element.xpath("w:docDefaults")
    defaults.clear()
    fallback = add(add(defaults, "rPrDefault"), "rPr")
    add_type(fallback, font, body.size)
    add(fallback, "lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    add(defaults, "pPrDefault")

    normal = document.styles["Normal"]
    _break_lines_as_chinese(normal)
    normal.paragraph_format.widow_control = False
    normal.paragraph_format.alignment = ALIGNMENTS["both"]
    # Size and fonts here too: LibreOffice takes its character grid from this style.
    add_type(normal.element.get_or_add_rPr(), font, body.size)


def _break_lines_as_chinese(style: "ParagraphStyle") -> None:
    """Marks that must not begin a line hang over the edge instead; no blanks beside digits.

    Without hanging marks LibreOffice 7.4 drops the ， or 。 at the end of a line that is justified
    and spaced tighter, where the font is not the one that was asked for.
    """
    properties = style.element.get_or_add_pPr()
    add(properties, "kinsoku")
    add(properties, "overflowPunct")
    add(properties, "autoSpaceDE", val=0)
    add(properties, "autoSpaceDN", val=0)


def _followed_by_text(setup: Setup) -> frozenset[str]:
    """The ids of the styles after which Enter begins a paragraph of text."""
    within = ("cell", "dense", "footer")
    return frozenset(s.word for name, s in setup.styles.items() if not name.startswith(within))


def _add_paragraph_style(
    document: "Document", setup: Setup, name: StyleName, *, based: bool = True
) -> "ParagraphStyle":
    style, styles = setup.styles[name], document.styles
    added: ParagraphStyle = styles.add_style(
        style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=not style.word.startswith(_OWN)
    )
    added.style_id = style.word
    added.base_style = styles["Normal"] if based else None
    added.priority = _HEADING_PRIORITY if style.outline else _PRIORITY
    added.quick_style = True

    properties = added.element.get_or_add_pPr()
    add(properties, "snapToGrid", val=0)
    if style.outline:
        add(properties, "outlineLvl", val=style.outline - 1)
    layout = added.paragraph_format
    if style.keep_next:
        layout.keep_with_next = layout.keep_together = True
    layout.space_before = Twips(style.lines_before * setup.page.line)
    layout.space_after = Twips(style.lines_after * setup.page.line)
    layout.line_spacing = Twips(setup.line_of(name))
    layout.alignment = ALIGNMENTS[style.align]
    _indent(added, style.left_em, style.first_em, style.size * TWIPS_IN_HALF_POINT)
    tracking = setup.page.tracking if style.tracked else 0
    add_type(added.element.get_or_add_rPr(), setup.font_of(name), style.size, tracking)
    return added


def _indent(style: "ParagraphStyle", left: int, first: int, em: int) -> None:
    if not left and not first:
        return
    style.paragraph_format.left_indent = Twips(left * em)
    style.paragraph_format.first_line_indent = Twips(first * em)
    side = "hanging" if first < 0 else "firstLine"
    in_characters(style.element, left=left, **{side: abs(first)})


def _add_table_style(document: "Document", setup: Setup) -> None:
    styles = document.styles
    added = styles.add_style(TABLE_STYLE_NAME, WD_STYLE_TYPE.TABLE)
    added.style_id = TABLE_STYLE
    added.base_style = styles.default(WD_STYLE_TYPE.TABLE)
    added.quick_style = True
    borders = add(add(added.element, "tblPr"), "tblBorders")
    for side in SIDES:
        add(borders, side, val="single", sz=setup.table.border, space=0, color="000000")
