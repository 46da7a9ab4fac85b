"""What stays of a strange document's parts: nothing that leads out of the file, nothing that runs."""

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from lxml import etree

if TYPE_CHECKING:
    from docx.opc.rel import Relationships

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_SHOWN = {qn("w:drawing"), qn("w:pict"), qn("w:object"), _ALTERNATIVES}
"""What stands for a picture; without its file nothing of it is left."""
_DEAD = {qn("w:object"), qn("w:control"), qn("w:altChunk"), qn("w:subDoc"), qn("w:dataBinding")}
_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "STYLEREF"}
"""Fields that ask nothing but the document itself."""


def keep_harmless(relations: "Relationships", kinds: AbstractSet[str]) -> None:
    """Drop all relations but those of some kinds that stay inside the file."""
    for relation in list(relations.values()):
        if relation.is_external or relation.reltype not in kinds:
            del relations[relation.rId]


def only_page_fields(root: etree._Element, known: "Relationships") -> None:
    """Take from a head or foot what refers to something dropped, and fields that read files."""
    for element in list(root.iter(*_DEAD)):
        _remove(element)
    for element in list(root.iter(etree.Element)):
        _drop_dangling(element, known)
    for simple in list(root.iter(qn("w:fldSimple"))):
        if not _harmless(simple.get(qn("w:instr")) or ""):
            _unwrap(simple)
    _drop_fields(root)


def _drop_dangling(element: etree._Element, known: "Relationships") -> None:
    dangling = [
        name
        for name, value in element.attrib.items()
        if str(name).startswith(_R) and value not in known
    ]
    if not dangling:
        return
    around = [one for one in element.iterancestors() if one.tag in _SHOWN]
    is_link = str(element.tag).endswith(("}hyperlink", "}hlinkClick", "}hlinkHover"))
    if is_link or not around:
        for name in dangling:
            del element.attrib[name]
        if is_link and element.tag != qn("w:hyperlink"):
            _remove(element)
    else:
        _remove(around[-1])


def _drop_fields(root: etree._Element) -> None:
    """Leave of a field that is not harmless what it showed last."""
    open_fields: list[list[etree._Element]] = []
    for element in list(root.iter(qn("w:fldChar"), qn("w:instrText"))):
        kind = element.get(qn("w:fldCharType"))
        if kind == "begin":
            open_fields.append([element])
        elif open_fields:
            open_fields[-1].append(element)
            if kind == "end":
                _drop_unless_harmless(open_fields.pop())
        else:
            _remove(element)
    for field in open_fields:
        for element in field:
            _remove(element)


def _drop_unless_harmless(field: list[etree._Element]) -> None:
    if not _harmless("".join(one.text or "" for one in field if one.tag == qn("w:instrText"))):
        for element in field:
            _remove(element)


def _harmless(instruction: str) -> bool:
    words = instruction.upper().split()
    return bool(words) and words[0] in _FIELDS


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)
