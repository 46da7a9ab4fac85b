"""Finds the words that float over the sheets of an .xlsx workbook, which openpyxl passes over."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.boxes.floating import LOOSE, Box
from nianbao.importers.readers.xml import parse_xml
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
_WORDS_OF_PARTS = ("chart", "diagramData")
"""Parts of a drawing that have words of their own, by the end of their kind."""


def boxes_of_sheets(archive: Archive, name: str) -> dict[str, list[Box]]:
    """Return the boxes of each sheet by its title."""
    if not any(part.startswith("xl/drawings/") for part in archive.names):
        return {}
    parts = {key: target for key, _, target in _related(archive, _BOOK, name)}
    found: dict[str, list[Box]] = {}
    for sheet in parse_xml(archive.part(_BOOK), name).iter("{*}sheet"):
        key = next((value for said, value in sheet.items() if str(said).endswith("}id")), "")
        part = parts.get(str(key), "")
        for _, kind, target in _related(archive, part, name):
            if kind == "drawing" and target in archive.names:
                boxes = found.setdefault(str(sheet.get("name")), [])
                boxes += _drawing(archive, target, name)
    return found


def _related(archive: Archive, part: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Yield key, kind and name of the parts that a part points at."""
    folder, file = posixpath.split(part)
    path = f"{folder}/_rels/{file}.rels"
    if path not in archive.names:
        return
    for one in parse_xml(archive.part(path), name).iter("{*}Relationship"):
        target = posixpath.normpath(posixpath.join("/", folder, one.get("Target") or ""))
        kind = (one.get("Type") or "").rsplit("/", 1)[-1]
        yield one.get("Id") or "", kind, target.lstrip("/")


def _drawing(archive: Archive, part: str, name: str) -> Iterator[Box]:
    for anchor in _seen(parse_xml(archive.part(part), name), _ANCHORS):
        top, low, left = _area(anchor)
        for shape in _seen(anchor, _SHAPES):
            lines = tuple(_lines(shape))
            if lines:
                yield Box(lines, top, low, left, _mark(shape))
    for _, kind, target in _related(archive, part, name):
        if kind in _WORDS_OF_PARTS and target in archive.names:
            lines = tuple(_lines(parse_xml(archive.part(target), name)))
            if lines:
                yield Box(lines)


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


def _lines(shape: "_Element") -> Iterator[str]:
    """Yield the paragraphs of a shape; a break within one parts it."""
    for paragraph in shape.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
        words = "".join(
            "\n" if _local(one) == "br" else one.text or ""
            for one in paragraph.iter("{*}t", "{*}br")
        )
        yield from (line.strip() for line in words.split("\n") if line.strip())


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
