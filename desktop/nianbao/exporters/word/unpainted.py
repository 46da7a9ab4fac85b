"""What an office's styles have that our painter does not draw: said before a PDF is written, not hidden."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from lxml import etree

from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.word.style_values import StyleValues
from nianbao.exporters.word.styles import SIDES
from nianbao.exporters.word.table import STYLE as TABLE_STYLE

if TYPE_CHECKING:
    from docx.document import Document

_NOTHING = {"0", "false", "off", "none", "nil", "auto", "clear", "100"}
_EFFECTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "边框": (("w:pPr", "w:pBdr", ""), ("w:rPr", "w:bdr", "w:val")),
    "底纹": (
        ("w:pPr", "w:shd", "w:fill"),
        ("w:rPr", "w:shd", "w:fill"),
        ("w:rPr", "w:highlight", "w:val"),
    ),
    "下划线": (("w:rPr", "w:u", "w:val"),),
    "斜体": (("w:rPr", "w:i", "w:val"),),
    "删除线": (("w:rPr", "w:strike", "w:val"), ("w:rPr", "w:dstrike", "w:val")),
    "着重号": (("w:rPr", "w:em", "w:val"),),
    "字符缩放": (("w:rPr", "w:w", "w:val"),),
    "右缩进": (("w:pPr", "w:ind", "w:right"), ("w:pPr", "w:ind", "w:rightChars")),
    "文字效果": tuple(
        ("w:rPr", f"w:{name}", "w:val") for name in ("shadow", "outline", "emboss", "imprint")
    ),
}
"""In words: where it is said, and which attribute says whether there is any."""
_FEW = 4


def unpainted(document: "Document", ours: Setup, there: frozenset[str]) -> tuple[str, ...]:
    """Return what PDF and preview leave out of a template's styles, a sentence each."""
    values = StyleValues(document)
    named = [(style.word, style.name) for style in ours.styles.values()]
    named += [(lead.word, lead.name) for lead in ours.leads.values()]
    found = {name: set(_effects(values, word)) for word, name in named if word in there}
    effects = [effect for effect in _EFFECTS if any(effect in had for had in found.values())]
    sentences = []
    if effects:
        names = [shown_name(name) for name, had in found.items() if had]
        more = "等" if len(names) > _FEW else ""
        sentences.append(
            f"PDF 和打印预览里没有样式的{'、'.join(effects)}（{'、'.join(names[:_FEW])}{more}）。"
        )
    if TABLE_STYLE in there and _is_changed(document, ours):
        sentences.append("PDF 和打印预览里，表格的框线和底色仍照通行的样子。")
    if next(document.element.body.iter(qn("w:pgBorders")), None) is not None:
        sentences.append("PDF 和打印预览里没有页面边框。")
    return tuple(sentences)


def shown_name(name: str) -> str:
    """Return a style's name as Word's windows show it, which have other words than its files."""
    for english, chinese in (("heading", "标题"), ("Title", "标题"), ("footer", "页脚")):
        name = name.replace(english, chinese)
    return name


def _effects(values: StyleValues, word: str) -> Iterator[str]:
    for effect, places in _EFFECTS.items():
        if any(_has(values.nearest(word, home, tag), attribute) for home, tag, attribute in places):
            yield effect


def _has(element: etree._Element | None, attribute: str) -> bool:
    if element is None:
        return False
    if not attribute:
        return any(_has(side, "w:val") for side in element)
    # Of a mark that is on or off, being there means on; an indent or a fill is what it says.
    absent = "1" if attribute == "w:val" else "0"
    return element.get(qn(attribute), absent).lower() not in _NOTHING


def _is_changed(document: "Document", ours: Setup) -> bool:
    """Whether the lines or grounds of the tables are others than ours."""
    styles: Iterable[etree._Element] = document.styles.element.iterfind(qn("w:style"))
    for style in styles:
        if style.get(qn("w:styleId")) == TABLE_STYLE:
            grounds = (*style.iter(qn("w:shd")), *style.iter(qn("w:tblStylePr")))
            borders = style.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}")
            return bool(grounds) or borders is None or _lines(borders) != _our_lines(ours)
    return False


def _lines(borders: etree._Element) -> dict[str, tuple[str, ...]]:
    def look(side: etree._Element) -> tuple[str, ...]:
        colour = side.get(qn("w:color"), "auto").replace("auto", "000000")
        return side.get(qn("w:val"), ""), side.get(qn("w:sz"), ""), colour

    names = {qn(f"w:{name}"): name for name in SIDES}
    return {names[side.tag]: look(side) for side in borders if side.tag in names}


def _our_lines(ours: Setup) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(SIDES, ("single", str(ours.table.border), "000000"))
