"""Our page setting as an office's template changes it: its page, and the styles that it defines."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from nianbao.exporters.printed.page_setup import (
    TWIPS_IN_HALF_POINT,
    Font,
    Lead,
    Page,
    Setup,
    Style,
    StyleName,
)
from nianbao.exporters.word.style_values import StyleValues, Usual

if TYPE_CHECKING:
    from docx.document import Document

_MOST_PITCH = 2000
"""Twips, of a page's grid of lines; no paper has wider ones."""
_SIDES = {
    "width": "page_width",
    "height": "page_height",
    "top": "top_margin",
    "bottom": "bottom_margin",
    "left": "left_margin",
    "right": "right_margin",
    "header": "header_distance",
    "footer": "footer_distance",
}


def adapted(document: "Document", ours: Setup, there: frozenset[str]) -> Setup:
    """Return our settings with a document's page and with its styles, by the ids that are there."""
    values = StyleValues(document)
    grid = _grid(document)
    styles = {
        name: values.adapted(style, _usual(ours, name), grid) if style.word in there else style
        for name, style in ours.styles.items()
    }
    changed, fonts = _with_fonts(styles, values, ours.fonts, there)
    leads = _leads(ours, values, fonts, there)
    tracking = values.tracking(styles["body"].word) if styles["body"].word in there else 0
    page = _page(document, ours, changed, tracking)
    return ours.model_copy(update={"page": page, "styles": changed, "fonts": fonts, "leads": leads})


def _usual(ours: Setup, name: StyleName) -> Usual:
    return Usual(ours.line_of(name), ours.blank_before(name), ours.blank_after(name))


def _page(
    document: "Document", ours: Setup, styles: Mapping[StyleName, Style], tracking: int
) -> Page:
    section = document.sections[0]
    found = {side: getattr(section, name) for side, name in _SIDES.items()}
    # A margin below nothing keeps its size whatever stands in the head.
    lengths = {side: abs(round(one.twips)) for side, one in found.items() if one is not None}
    page = ours.page.model_copy(update=lengths)
    gutter = round(section.gutter.twips) if section.gutter is not None else 0
    page = page.model_copy(
        update={"left": page.left + max(0, gutter), "tracking": tracking or ours.page.tracking}
    )
    character = styles["body"].size * TWIPS_IN_HALF_POINT + (
        page.tracking if styles["body"].tracked else 0
    )
    title = styles["title"].size * TWIPS_IN_HALF_POINT
    fitting = {"characters": page.text_width // character, "title_em": page.text_width // title}
    return page.model_copy(update=fitting)


def _grid(document: "Document") -> int:
    """The pitch of a page's grid of lines; 0 where there is none."""
    for grid in document.sections[0]._sectPr.iterchildren(qn("w:docGrid")):  # noqa: SLF001 - no other way
        pitch = grid.get(qn("w:linePitch"), "")
        if (
            grid.get(qn("w:type")) in {"lines", "linesAndChars", "snapToChars"}
            and pitch.isdecimal()
        ):
            return min(int(pitch), _MOST_PITCH)
    return 0


def _with_fonts(
    styles: Mapping[StyleName, Style],
    values: StyleValues,
    ours: Mapping[str, Font],
    there: frozenset[str],
) -> tuple[dict[StyleName, Style], dict[str, Font]]:
    fonts = dict(ours)
    changed = dict(styles)
    for name, style in styles.items():
        if style.word not in there:
            continue
        role = _role(style.word, style.font, values, fonts)
        changed[name] = style.model_copy(update={"font": role})
    return changed, fonts


def _leads(
    ours: Setup, values: StyleValues, fonts: dict[str, Font], there: frozenset[str]
) -> dict[int, Lead]:
    """The headings that run into their text, with font and colour of the document's."""
    changed = dict(ours.leads)
    for level, lead in ours.leads.items():
        if lead.word in there:
            role = _role(lead.word, lead.font, values, fonts)
            update = {"font": role, "colour": values.colour(lead.word)}
            changed[level] = lead.model_copy(update=update)
    return changed


def _role(word: str, usual_role: str, values: StyleValues, fonts: dict[str, Font]) -> str:
    """The role of a style's font: the usual one, or a new one among the fonts."""
    usual = fonts[usual_role]
    wanted, bold = values.font(word) or usual.name, values.bold(word)
    if (wanted, bold) == (usual.name, usual.bold):
        return usual_role
    role = f"{usual_role}/{wanted}{'/bold' if bold else ''}"
    fonts[role] = _font(usual, wanted, bold=bold)
    return role


def _font(usual: Font, name: str, *, bold: bool) -> Font:
    """A font under a name of the office's; where a PC lacks it, what usually stands there."""
    others = dict.fromkeys([usual.name, *usual.alternatives])
    alternatives = tuple(one for one in others if one != name)
    return usual.model_copy(update={"name": name, "alternatives": alternatives, "bold": bold})
