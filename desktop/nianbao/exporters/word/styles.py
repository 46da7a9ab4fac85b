"""The parts of a Word document that say how it looks: styles, fonts, settings, page numbers."""

from xml.sax.saxutils import quoteattr

from nianbao.exporters.printed.page_setup import (
    TWIPS_IN_HALF_POINT,
    Font,
    Page,
    Setup,
    Style,
    StyleName,
)
from nianbao.exporters.word.ooxml import LEAD_STYLES, NAMESPACES, W, indent
from nianbao.exporters.word.table import STYLE as TABLE_STYLE

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CHINESE = (
    '<w:kinsoku/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
)
"""Marks that must not begin a line do not; none hangs over the edge; no blanks beside digits.
LibreOffice 7.4 reads the last two otherwise: there a mark may hang by its width."""
_CHARACTERS = 100
"""Word counts indents in hundredths of a character."""


def styles_xml(setup: Setup) -> str:
    """Return ``word/styles.xml``."""
    body = setup.styles["body"]
    type_ = f"{_fonts(setup.fonts[body.font])}{_size(body.size)}"
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    paragraphs = "".join(_paragraph_style(setup, name) for name in setup.styles)
    return (
        f"{HEAD}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{type_}{language}"
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        # Size and fonts on Normal too: LibreOffice takes its character grid from there.
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f'<w:qFormat/><w:pPr><w:widowControl w:val="0"/>{_CHINESE}<w:jc w:val="both"/></w:pPr>'
        f"<w:rPr>{type_}</w:rPr></w:style>{_base_styles()}{paragraphs}{_lead_styles(setup)}"
        f"{_table_style(setup)}</w:styles>"
    )


def _base_styles() -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        '<w:unhideWhenUsed/></w:style><w:style w:type="table" w:default="1" '
        'w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" '
        'w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _paragraph_style(setup: Setup, name: StyleName) -> str:
    style = setup.styles[name]
    custom = ' w:customStyle="1"' if style.word.startswith("Nb") else ""
    following = "" if name.startswith(("cell", "dense", "footer")) else '<w:next w:val="NbBody"/>'
    priority = f'<w:uiPriority w:val="{9 if style.outline else 10}"/>'
    line = f'<w:spacing{_blank_lines(style, setup.page)} w:line="{setup.line_of(name)}"'
    outline = f'<w:outlineLvl w:val="{style.outline - 1}"/>' if style.outline else ""
    tracking = f'<w:spacing w:val="{setup.page.tracking}"/>' if style.tracked else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.word}">'
        f'<w:name w:val="{style.name}"/><w:basedOn w:val="Normal"/>{following}{priority}'
        f"<w:qFormat/><w:pPr>{'<w:keepNext/><w:keepLines/>' if style.keep_next else ''}"
        '<w:snapToGrid w:val="0"/>'
        f'{line} w:lineRule="exact"/>{_indent(style)}<w:jc w:val="{style.align}"/>{outline}'
        f"</w:pPr><w:rPr>{_fonts(setup.font_of(name))}{tracking}{_size(style.size)}</w:rPr>"
        "</w:style>"
    )


def _blank_lines(style: Style, page: Page) -> str:
    before, after = style.lines_before * page.line, style.lines_after * page.line
    return f' w:before="{before}" w:after="{after}"'


def _indent(style: Style) -> str:
    em = style.size * TWIPS_IN_HALF_POINT
    plain = indent(style.left_em * em, style.first_em * em)
    first = "hangingChars" if style.first_em < 0 else "firstLineChars"
    chars = (
        f' w:leftChars="{style.left_em * _CHARACTERS}"'
        f' w:{first}="{abs(style.first_em) * _CHARACTERS}"'
    )
    return plain.replace("<w:ind", f"<w:ind{chars}")


def _lead_styles(setup: Setup) -> str:
    return "".join(
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{word}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{_fonts(setup.fonts[font])}'
        "</w:rPr></w:style>"
        for word, name, font in LEAD_STYLES.values()
    )


def _table_style(setup: Setup) -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{setup.table.border}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">'
        '<w:name w:val="年报表格"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"
    )


def _fonts(font: Font) -> str:
    # python-docx's run.font.name would leave out eastAsia, the slot that Chinese text uses.
    slots = "".join(f' w:{slot}="{font.name}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts w:hint="eastAsia"{slots}/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def font_table_xml(setup: Setup) -> str:
    """Return ``word/fontTable.xml``: the fonts by name, each with what may stand in for it."""
    fonts = "".join(
        f'<w:font w:name="{font.name}"><w:altName w:val="{font.alternatives[0]}"/>'
        f'<w:panose1 w:val="{font.panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{font.family}"/><w:pitch w:val="{font.pitch}"/></w:font>'
        for font in setup.fonts.values()
    )
    return f"{HEAD}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def settings_xml(setup: Setup) -> str:
    """Return ``word/settings.xml``."""
    breaks = setup.line_breaks
    last, first = quoteattr(breaks.never_last), quoteattr(breaks.never_first)
    return (
        f'{HEAD}<w:settings {NAMESPACES}><w:zoom w:percent="100"/>'
        "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val={last}/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val={first}/>'
        "<w:compat><w:spaceForUL/>"
        "<w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        '<w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def footer_xml(setup: Setup, *, even: bool) -> str:
    """Return a footer: the page number on the outer side, a blank away from the edge."""
    number = setup.page_number
    style = setup.styles[number.style]
    side = "left" if even else "right"
    width = number.outer_em * style.size * TWIPS_IN_HALF_POINT
    chars = number.outer_em * _CHARACTERS
    field = "".join(
        f"<w:r>{inner}</w:r>"
        for inner in (
            f'<w:t xml:space="preserve">{number.before}</w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            f'<w:t xml:space="preserve">{number.after}</w:t>',
        )
    )
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="{style.word}"/>'
        f'<w:ind w:{side}Chars="{chars}" w:{side}="{width}"/><w:jc w:val="{side}"/></w:pPr>'
        f"{field}</w:p></w:ftr>"
    )


def section_xml(page: Page) -> str:
    """Return ``w:sectPr``: sheet, margins, line grid, footers (rId4 odd, rId5 even)."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:footerReference w:type="even" r:id="rId5"/>'
        f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar w:top="{page.top}"'
        f' w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
        '<w:pgNumType w:fmt="decimal" w:start="1"/><w:cols w:space="425"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{page.line}"/></w:sectPr>'
    )
