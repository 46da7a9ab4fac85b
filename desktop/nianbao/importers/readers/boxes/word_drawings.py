"""Puts the words of charts, diagrams and drawn letters of a Word document where these stand.

They carry a mark: what a drawing says is seen, and is no sentence of the paragraph it hangs on. Text
boxes are not meant; the walk over the document reads them as text.
"""

import posixpath
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.boxes.drawn_words import words_of_drawing
from nianbao.importers.readers.xml import sound_part
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_LETTERS = "{urn:schemas-microsoft-com:vml}textpath"
_PLAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}txBody"
_SPEAKING = ("{*}relIds", "{*}chart", _LETTERS, _PLAIN)
_SEEN_TWICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = (b"relIds", b":chart ", b"textpath", b"txBody")
_UNKNOWN = "图形或图表"


def put_drawings(
    archive: Archive, part: str, root: "_Element", w: str, name: str
) -> dict["_Element", Mark]:
    """Add the words of drawings to their runs; return the texts added, with their marks."""
    main = archive.part(part)
    if not any(sign in main for sign in _SIGNS):
        return {}
    targets = dict(_targets(archive, part, name))
    added: dict[_Element, Mark] = {}
    for one in list(root.iter(*_SPEAKING)):
        run = next(one.iterancestors(f"{w}r"), None)
        if run is None or next(one.iterancestors(_SEEN_TWICE), None) is not None:
            continue
        words, mark = _said(archive, one, targets, name)
        if words:
            text = run.makeelement(f"{w}t", {})
            text.text = words
            run.append(text)
            added[text] = mark
    return added


def _said(
    archive: Archive, one: "_Element", targets: Mapping[str, str], name: str
) -> tuple[str, Mark]:
    """Return the words of what a drawing has, or points at, and their mark."""
    if one.tag == _LETTERS:
        return (one.get("string") or "").strip(), Mark.DRAWN
    if one.tag == _PLAIN:
        return " ".join(words_of_drawing(one)), Mark.DRAWN
    keys = (one.get(f"{{{office}}}{kind}") for office in _OFFICE for kind in ("dm", "id"))
    content = sound_part(archive, targets.get(next(filter(None, keys), ""), ""), name)
    if content is None:
        return _UNKNOWN, Mark.BROKEN
    return " ".join(words_of_drawing(content)), Mark.DRAWN


def _targets(archive: Archive, part: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the parts that a part points at, by their keys."""
    folder, file = posixpath.split(part)
    root = sound_part(archive, f"{folder}/_rels/{file}.rels", name)
    for one in root.iter("{*}Relationship") if root is not None else ():
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))
        yield one.get("Id") or "", target.lstrip("/")
