"""The styles of a Word document, as ``page.toml`` has them."""

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Twips

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Align, Setup, StyleName
from nianbao.exporters.word.elements import add, add_type, in_characters
from nianbao.exporters.word.table import STYLE as TABLE_STYLE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

ALIGNMENTS: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
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
        added = styles.add_style(lead.name, WD_STYLE_TYPE.CHARACTER)
        added.style_id = lead.word
        added.base_style = styles["Default Paragraph Font"]
        added.quick_style = True
        add_type(added.element.get_or_add_rPr(), setup.fonts[lead.font], None)
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


def _add_paragraph_style(document: "Document", setup: Setup, name: StyleName) -> None:
    style, styles = setup.styles[name], document.styles
    added = styles.add_style(
        style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=not style.word.startswith(_OWN)
    )
    added.style_id = style.word
    added.base_style = styles["Normal"]
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


def _indent(style: "ParagraphStyle", left: int, first: int, em: int) -> None:
    if not left and not first:
        return
    style.paragraph_format.left_indent = Twips(left * em)
    style.paragraph_format.first_line_indent = Twips(first * em)
    side = "hanging" if first < 0 else "firstLine"
    in_characters(style.element, left=left, **{side: abs(first)})


def _add_table_style(document: "Document", setup: Setup) -> None:
    styles = document.styles
    added = styles.add_style("年报表格", WD_STYLE_TYPE.TABLE)
    added.style_id = TABLE_STYLE
    added.base_style = styles["Normal Table"]
    added.quick_style = True
    borders = add(add(added.element, "tblPr"), "tblBorders")
    for side in _SIDES:
        add(borders, side, val="single", sz=setup.table.border, space=0, color="000000")
