"""A document that begins with an office's own template: its page, its head and foot, its styles.

What a template may bring along is a list, not what it may not: pictures of its head and foot are
taken, what leads out of the file or runs is not.
"""

import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from nianbao.exporters.printed.page_setup import Setup, load_setup
from nianbao.exporters.printed.paper import OfficeLayout
from nianbao.exporters.word.foreign_parts import keep_harmless, only_page_fields
from nianbao.exporters.word.foreign_styles import take_names
from nianbao.exporters.word.office_setup import adapted
from nianbao.exporters.word.styles import add_missing_styles
from nianbao.exporters.word.template import KEPT, add_font_table, set_settings
from nianbao.exporters.word.unpainted import shown_name, unpainted
from nianbao.report.errors import UserError

if TYPE_CHECKING:
    from docx.document import Document

_WORD = ".docx"
MAX_BYTES = 20_000_000
_MAX_UNPACKED, _MAX_PARTS = 60_000_000, 1000
_MOST_MARKS = 1_000_000
"""Of elements and attributes: each becomes an object of some 100 to 400 bytes. A template has some 30,000."""
_LEAST_ROOM = 4000
"""Twips, of both the width and the height: the widest table stands out of it already."""
_AROUND_NUMBER = re.compile(r"[\s\d—–－·\-/第共页]")
_HEADS = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
_SECTION = (
    "headerReference", "footerReference", "pgSz", "pgMar", "paperSrc", "pgBorders", "pgNumType",
    "cols", "titlePg", "docGrid",
)  # fmt: skip
"""What is taken of a section; the report is set in one column from the top."""
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, etree.LxmlError, struct.error, KeyError, ValueError, TypeError,
    AttributeError, IndexError, OSError, EOFError, RuntimeError, NotImplementedError,
)  # fmt: skip
"""What zipfile, lxml and python-docx raise for what is no whole Word document."""


class _NoRoomError(Exception):
    """A page on which no report can be set."""


@dataclass(frozen=True)
class _Prepared:
    content: bytes
    setup: Setup
    numbered: bool
    headed: bool
    """Whether its head or foot has more than a page number."""
    unpainted: tuple[str, ...]
    """What PDF and preview leave out of its styles, a sentence each."""
    sections: int
    """How many there were; the last is the one in force."""


_CHOSEN = "选用的模板"


def office_document(template: bytes) -> "Document":
    """Return an empty document made of a template; UserError where it is none."""
    return docx.Document(BytesIO(_read(template, _CHOSEN).content))


def office_layout(template: bytes, name: str = _CHOSEN) -> OfficeLayout:
    """Return an office's layout from its template; UserError where it is none."""
    return OfficeLayout(template, _read(template, name).setup)


def shortcomings(template: bytes, name: str) -> tuple[str, ...]:
    """Return what a template lacks for a Word document, a sentence each; UserError where it is none."""
    prepared = _read(template, name)
    unnumbered = () if prepared.numbered else ("模板里没有页码，导出的文档也没有。",)
    return (*unnumbered, *_common(prepared))


def left_out_of_print(template: bytes, name: str) -> tuple[str, ...]:
    """Return what a PDF and the preview cannot follow, a sentence each; UserError as above."""
    prepared = _read(template, name)
    headed = ("PDF 和打印预览里没有模板的页眉页脚（红头、图片等），只有页码。",)
    return (*(headed if prepared.headed else ()), *prepared.unpainted, *_common(prepared))


def lacks_of(ending: str, template: bytes, name: str) -> tuple[str, ...]:
    """Return what a format cannot follow of a template: Word has its own, all others are print."""
    return (shortcomings if ending == _WORD else left_out_of_print)(template, name)


def _common(prepared: _Prepared) -> tuple[str, ...]:
    ours, setup = load_setup(), prepared.setup
    found = []
    if prepared.sections > 1:
        found.append(f"模板分成 {prepared.sections} 节，只用最后一节的纸张、页边距和页眉页脚。")
    room, table = _millimetres(setup.page.text_width), _millimetres(ours.page.text_width)
    if room < table:  # in what is said: nobody sees a part of a millimetre
        found.append(f"模板的版心宽 {room} 毫米，表格宽 {table} 毫米，会伸到页边里。")
    larger = [
        shown_name(style.name)
        for style_name, style in setup.styles.items()
        if style_name.startswith(("cell", "dense")) and style.size > ours.styles[style_name].size
    ]
    if larger:
        found.append(f"模板把表格里的字放大了（{'、'.join(larger)}），较长的数字会断成两行。")
    return tuple(found)


def _read(template: bytes, name: str) -> _Prepared:
    try:
        return _prepared(template)
    except _NoRoomError as error:
        raise UserError(
            f"“{name}”不能当模板：除去页边距，页面放不下年报的文字和表格。",
            "请在 Word 或 WPS 里把纸张改大，或者把页边距改小，再选一次。",
        ) from error
    except _UNREADABLE as error:
        raise UserError(
            f"“{name}”不能当模板：打不开，可能已经损坏、加了密码，或者不是 .docx 文档。",
            "请在 Word 或 WPS 里打开它，另存为 .docx，再选一次。",
        ) from error


def _millimetres(twips: int) -> int:
    return round(twips / 1440 * 25.4)


@lru_cache(maxsize=2)
def _prepared(template: bytes) -> _Prepared:
    _refuse_oversized(template)
    document = docx.Document(BytesIO(template))
    ours = load_setup()
    odd_and_even = document.settings.odd_and_even_pages_header_footer
    _drop_strange_parts(document)
    sections = _empty_body(document)
    there = take_names(document, ours)
    setup = adapted(document, ours, there)
    if setup.page.text_width < _LEAST_ROOM or setup.page.text_height < _LEAST_ROOM:
        raise _NoRoomError
    left_out = unpainted(document, ours, there)
    add_missing_styles(document, ours, there)
    set_settings(document, ours)
    document.settings.odd_and_even_pages_header_footer = odd_and_even
    add_font_table(document, ours)
    _ = document.core_properties  # python-docx makes them where there are none
    document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element.clear()
    stream = BytesIO()
    document.save(stream)
    numbered, headed = _has_page_number(document), _has_head(document)
    return _Prepared(stream.getvalue(), setup, numbered, headed, left_out, sections)


def _refuse_oversized(template: bytes) -> None:
    with zipfile.ZipFile(BytesIO(template)) as package:
        infos = package.infolist()
        if len(infos) > _MAX_PARTS or sum(info.file_size for info in infos) > _MAX_UNPACKED:
            raise ValueError("more than any template holds")
        # Which part is XML its content type says, whatever its name: in a picture they are noise.
        parts = map(package.read, infos)
        marks = sum(part.count(b"<") + part.count(b"=") for part in parts)
    if marks > _MOST_MARKS:
        raise ValueError("more elements than any template holds")


def _drop_strange_parts(document: "Document") -> None:
    package = document.part.package
    keep_harmless(package.rels, KEPT)
    keep_harmless(document.part.rels, KEPT | _HEADS)
    for relation in document.part.rels.values():
        part = relation.target_part
        if relation.reltype in _HEADS:
            keep_harmless(part.rels, {RELATIONSHIP_TYPE.IMAGE})
            only_page_fields(part.element, part.rels)
        else:
            keep_harmless(part.rels, frozenset())


def _empty_body(document: "Document") -> int:
    """Leave the page of the last section, the template's only one as a rule; return how many it had."""
    body = document.element.body
    *earlier, section = _sections(body)
    for child in list(section):
        if child.tag not in {qn(f"w:{name}") for name in _SECTION}:
            section.remove(child)
    for columns in section.iterchildren(qn("w:cols")):
        etree.strip_elements(columns, qn("w:col"))
        columns.attrib.pop(qn("w:num"), "")
    for child in list(body):
        body.remove(child)
    body.append(section)
    known = document.part.rels
    for reference in list(section.iterchildren(qn("w:headerReference"), qn("w:footerReference"))):
        if reference.get(qn("r:id")) not in known:
            section.remove(reference)
    used = {reference.get(qn("r:id")) for reference in section.iterchildren()}
    for relation in list(known.values()):
        if relation.reltype in _HEADS and relation.rId not in used:
            del known[relation.rId]
    return len(earlier) + 1


def _sections(body: etree._Element) -> list[etree._Element]:
    """Their properties; python-docx looks for them in a way that takes minutes among 100,000."""
    homes = {body.tag, qn("w:pPr")}
    sections = body.iter(qn("w:sectPr"))
    return [one for one in sections if (home := one.getparent()) is not None and home.tag in homes]


def _heads(document: "Document") -> list[etree._Element]:
    relations = document.part.rels.values()
    return [one.target_part.element for one in relations if one.reltype in _HEADS]


def _has_page_number(document: "Document") -> bool:
    return any(
        "PAGE" in (text or "").upper().split()
        for head in _heads(document)
        for node in head.iter(qn("w:instrText"), qn("w:fldSimple"))
        for text in (node.text, node.get(qn("w:instr")))
    )


def _has_head(document: "Document") -> bool:
    shown = (qn("w:drawing"), qn("w:pict"))
    for head in _heads(document):
        words = "".join(node.text or "" for node in head.iter(qn("w:t")))
        if _AROUND_NUMBER.sub("", words) or next(head.iter(*shown), None) is not None:
            return True
    return False
