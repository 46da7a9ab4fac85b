"""The words of drawings: of shapes, charts and diagrams, and of the shapes of older programs (VML)."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.readers.boxes.floating import LOOSE, Box
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_PARAGRAPH = "{http://schemas.openxmlformats.org/drawingml/2006/main}p"
_NEW_CHARTS = "http://schemas.microsoft.com/office/drawing/2014/chartex"
_VML = "{urn:schemas-microsoft-com:vml}"
_NOTE = "Note"
"""A remark's shape; its words stand in a part of their own."""
_CORNERS = 8
_COLUMN, _TOP, _LOW, _LOW_OFFSET = 0, 2, 6, 7
_HIDDEN = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)
_OPEN_BREAK = re.compile(rb"<br\s*>", re.IGNORECASE)
"""As in a page; nothing closes it."""
_BIG = 9


def words_of_drawing(element: "_Element") -> Iterator[str]:
    """Yield the lines of a shape, a chart or a diagram, each once; a break parts a paragraph."""
    seen: set[str] = set()
    titles = [one.text or "" for one in element.iterfind(f".//{{{_NEW_CHARTS}}}txData/{{*}}v")]
    for words in (*map(_words, element.iter(_PARAGRAPH)), *titles):
        for line in map(str.strip, words.split("\n")):
            if line and line not in seen:
                seen.add(line)
                yield line


def _words(paragraph: "_Element") -> str:
    return "".join(
        "\n" if str(one.tag).endswith("}br") else one.text or ""
        for one in paragraph.iter("{*}t", "{*}br")
    )


def old_shapes(content: bytes) -> Iterator[Box]:
    """Yield the shapes with words of a sheet's VML, which programs do not always write as XML."""
    from lxml import etree

    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    root = etree.fromstring(_OPEN_BREAK.sub(b"<br/>", content), parser)
    for shape in root.iter(f"{_VML}*") if root is not None else ():
        data = shape.find("{*}ClientData")
        if data is not None and data.get("ObjectType") == _NOTE:
            continue
        lines = tuple(line for one in shape.iterchildren(f"{_VML}*") for line in _old_lines(one))
        if lines:
            is_hidden = _HIDDEN.search(shape.get("style") or "")
            yield Box(lines, *_area(data), Mark.HIDDEN if is_hidden else Mark.BOX)


def _old_lines(part: "_Element") -> Iterator[str]:
    """Yield the lines of a shape's box or of its drawn letters."""
    if part.tag == f"{_VML}textpath" and (part.get("string") or "").strip():
        yield (part.get("string") or "").strip()
    elif part.tag == f"{_VML}textbox":
        for block in part.iterchildren("{*}*"):
            words = re.sub(r"\s+", " ", "".join(block.itertext())).strip()  # type: ignore[arg-type]
            if words:
                yield words


def _area(data: "_Element | None") -> tuple[int, int, int]:
    """Return the first and the last row that a shape covers, and its first column."""
    anchor = data.find("{*}Anchor") if data is not None else None
    said = [one.strip() for one in ((anchor.text or "") if anchor is not None else "").split(",")]
    if len(said) != _CORNERS or not all(one.isdecimal() and len(one) < _BIG for one in said):
        return LOOSE, LOOSE, 1
    corners = [int(one) for one in said]
    top, low = corners[_TOP], corners[_LOW] - (0 if corners[_LOW_OFFSET] else 1)
    return top + 1, max(top, low) + 1, corners[_COLUMN] + 1
