"""Finds what hangs on the sheets of an .xlsx workbook: drawings, which openpyxl passes over, remarks."""

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.errors import DamagedSourceError
from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.boxes.drawn_words import old_shapes, words_of_drawing
from nianbao.importers.readers.boxes.floating import LOOSE, Box
from nianbao.importers.readers.xml import parse_xml, sound_part
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_BOOK = "xl/workbook.xml"
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_SHAPES = frozenset({"sp", "cxnSp"})
_SEEN_TWICE = "Fallback"
_ROW = 190_500
"""The height of a row that nobody has changed, in the units of drawings."""
_MOST_ROWS = 10_000
_BIG = 9
_WORDS_OF_PARTS = ("chart", "chartEx", "diagramData", "chartUserShapes")
"""Parts of a drawing that have words of their own, by the end of their kind."""
_DRAWN = {
    "drawing": re.compile(rb"<(?:\w+:)?drawing\b"),
    "vmlDrawing": re.compile(rb"<(?:\w+:)?legacyDrawing\b"),
}
_POINTERS = ("{*}chart", "{*}relIds")
_BROKEN = ("图形、图表或文本框",)
"""Stands for a drawing of which nobody knows what is on it."""


def boxes_of_sheets(archive: Archive, name: str) -> dict[str, list[Box]]:
    """Return the boxes of each sheet by its title; a broken drawing is a box, too."""
    parts = {key: target for key, _, target in _related(archive, _BOOK, name)}
    found: dict[str, list[Box]] = {}
    for sheet in parse_xml(archive.part(_BOOK), name).iter("{*}sheet"):
        key = next((value for said, value in sheet.items() if str(said).endswith("}id")), "")
        part = parts.get(str(key), "")
        boxes = found.setdefault(str(sheet.get("name")), [])
        kinds: set[str] = set()
        for _, kind, target in _related(archive, part, name):
            kinds.add(kind)
            boxes += _hanging(archive, kind, target, name)
        if part in archive.names and not _named_in(archive.part(part)) <= kinds:
            boxes.append(Box(_BROKEN, mark=Mark.BROKEN))
    return found


def _named_in(sheet: bytes) -> set[str]:
    """Return the kinds of drawings that a sheet says behind its cells to have."""
    end = max(0, sheet.rfind(b"sheetData"))
    return {kind for kind, sign in _DRAWN.items() if sign.search(sheet, end)}


def _hanging(archive: Archive, kind: str, part: str, name: str) -> Iterator[Box]:
    """Yield the boxes of one part that hangs on a sheet."""
    if kind == "drawing":
        yield from _drawing(archive, part, name)
    elif kind == "comments":
        yield from _remarks(archive, part, name)
    elif kind == "vmlDrawing" and part in archive.names:
        try:
            yield from old_shapes(archive.part(part))
        except DamagedSourceError:
            yield Box(_BROKEN, mark=Mark.BROKEN)


def _remarks(archive: Archive, part: str, name: str) -> Iterator[Box]:
    root = sound_part(archive, part, name)
    if root is None:
        yield Box(("批注",), mark=Mark.BROKEN)
        return
    for remark in root.iter("{*}comment"):
        words = "".join(one.text or "" for one in remark.iter("{*}t")).strip()
        if words:
            yield Box((words,), mark=Mark.REMARK)


def _related(archive: Archive, part: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, kind and name of the parts that a part points at."""
    folder, file = posixpath.split(part)
    path = f"{folder}/_rels/{file}.rels"
    root = sound_part(archive, path, name) if path in archive.names else None
    for one in root.iter("{*}Relationship") if root is not None else ():
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))
        kind = (one.get("Type") or "").rsplit("/", 1)[-1]
        yield one.get("Id") or "", kind, target.lstrip("/")


def _drawing(archive: Archive, part: str, name: str) -> Iterator[Box]:
    root = sound_part(archive, part, name)
    if root is None:
        yield Box(_BROKEN, mark=Mark.BROKEN)
        return
    for anchor in _seen(root, _ANCHORS):
        top, low, left = _area(anchor)
        for shape in _seen(anchor, _SHAPES):
            lines = tuple(words_of_drawing(shape))
            if lines:
                yield Box(lines, top, low, left, _mark(shape))
    yield from _words_of_parts(archive, part, name)
    keys = {key for key, _, _ in _related(archive, part, name)}
    if any(value not in keys for one in root.iter(*_POINTERS) for value in _pointed_at(one)):
        yield Box(_BROKEN, mark=Mark.BROKEN)


def _pointed_at(pointer: "_Element") -> Iterator[str]:
    """Yield the key of the part with a chart's or a diagram's words."""
    for said, value in pointer.items():
        if str(said).endswith(("/relationships}id", "/relationships}dm")):
            yield str(value)


def _words_of_parts(archive: Archive, part: str, name: str) -> Iterator[Box]:
    """Yield the words of the charts and diagrams of a part, and of what stands on these."""
    for _, kind, target in _related(archive, part, name):
        if kind not in _WORDS_OF_PARTS:
            continue
        root = sound_part(archive, target, name)
        lines = tuple(words_of_drawing(root)) if root is not None else _BROKEN
        if lines:
            yield Box(lines, mark=Mark.BOX if root is not None else Mark.BROKEN)
        if kind in {"chart", "chartEx"}:
            yield from _words_of_parts(archive, target, name)


def _seen(element: "_Element", kinds: frozenset[str]) -> Iterator["_Element"]:
    """Yield the elements of some kinds, those in groups too, but none that stands in for another."""
    for one in element.iterchildren("{*}*"):
        ending = _local(one)
        if ending in kinds:
            yield one
        elif ending != _SEEN_TWICE:
            yield from _seen(one, kinds)


def _mark(shape: "_Element") -> Mark:
    named = next(shape.iter("{*}cNvPr"), None)
    return Mark.HIDDEN if named is not None and named.get("hidden") in {"1", "true"} else Mark.BOX


def _area(anchor: "_Element") -> tuple[int, int, int]:
    """Return the first and the last row that an anchor covers, and its first column."""
    begin = anchor.find("{*}from")
    if begin is None:
        return LOOSE, LOOSE, 1
    top, left = _count(begin, "row") + 1, _count(begin, "col") + 1
    end, size = anchor.find("{*}to"), anchor.find("{*}ext")
    low = top
    if end is not None:
        low = _count(end, "row") + (1 if _count(end, "rowOff") else 0)
    elif size is not None:
        low = top + (_number(size.get("cy")) - 1) // _ROW
    return top, max(top, min(low, top + _MOST_ROWS)), left


def _count(spot: "_Element", name: str) -> int:
    one = spot.find(f"{{*}}{name}")
    return _number(one.text if one is not None else None)


def _number(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _BIG else 0


def _local(element: "_Element") -> str:
    return str(element.tag).rsplit("}", 1)[-1]
