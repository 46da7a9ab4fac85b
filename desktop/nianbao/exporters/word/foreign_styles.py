"""An office's styles under our ids, found by the names that a clerk sees.

Word and WPS give styles ids of their own when they save, such as "1" for heading 1; the names stay.
"""

from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from lxml import etree

from nianbao.exporters.printed.page_setup import Setup
from nianbao.exporters.word.table import STYLE as TABLE_STYLE
from nianbao.exporters.word.table import STYLE_NAME as TABLE_STYLE_NAME

if TYPE_CHECKING:
    from docx.document import Document

_REFERENCES = tuple(
    qn(f"w:{name}") for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
)
_STYLE, _ID, _VAL = qn("w:style"), qn("w:styleId"), qn("w:val")
_UNWANTED = (qn("w:numPr"), qn("w:pPrChange"), qn("w:rPrChange"))
"""Numbers that Word would set before those that a report's headings have; changes of a style."""


def take_names(document: "Document", setup: Setup) -> frozenset[str]:
    """Give the styles that have our names our ids, everywhere; return the ids that are there now."""
    wanted = _ids_by_name(setup)
    root = document.styles.element
    for element in list(root.iter(*_UNWANTED)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    renamed: dict[str, str] = {}
    taken: set[str] = set()
    for style in root.iterfind(_STYLE):
        identity = wanted.get((style.get(qn("w:type"), ""), _name_of(style)))
        if identity is not None and identity not in taken:
            renamed[style.get(_ID, "")] = identity
            taken.add(identity)
    for style in root.iterfind(_STYLE):  # a stranger that has an id of ours
        identity = style.get(_ID, "")
        if identity not in renamed and identity in set(wanted.values()):
            renamed[identity] = f"{identity}Other"
    _rename(document, renamed)
    return frozenset(taken)


def _ids_by_name(setup: Setup) -> dict[tuple[str, str], str]:
    found = {("paragraph", style.name.lower()): style.word for style in setup.styles.values()}
    found |= {("character", lead.name.lower()): lead.word for lead in setup.leads.values()}
    return found | {("table", TABLE_STYLE_NAME.lower()): TABLE_STYLE}


def _name_of(style: etree._Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(_VAL, "").strip().lower()


def _rename(document: "Document", renamed: dict[str, str]) -> None:
    """Give styles their new ids; what names a style that is not there names none."""
    roots = [document.styles.element]
    roots += [
        part.element
        for relation in document.part.rels.values()
        if (part := relation.target_part) is not None and hasattr(part, "element")
    ]
    known = set()
    for style in roots[0].iterfind(_STYLE):
        style.set(_ID, renamed.get(style.get(_ID, ""), style.get(_ID, "")))
        known.add(style.get(_ID))
    for root in dict.fromkeys(roots):
        for reference in list(root.iter(*_REFERENCES)):
            value = reference.get(_VAL, "")
            reference.set(_VAL, renamed.get(value, value))
            parent = reference.getparent()
            if reference.get(_VAL) not in known and parent is not None:
                parent.remove(reference)
