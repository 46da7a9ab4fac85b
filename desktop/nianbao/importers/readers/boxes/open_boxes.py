"""Finds the words that float over the cells of an .ods sheet, and the remarks on them."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.boxes.floating import LOOSE, Box
from nianbao.importers.readers.xml import sound_part
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT = f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}text:1.0}}"
_DRAW, _CHART = f"{{{_NAMES}drawing:1.0}}", f"{{{_NAMES}chart:1.0}}"
_REMARK = f"{{{_NAMES}office:1.0}}annotation"
_LINK = "{http://www.w3.org/1999/xlink}href"
_TITLES = tuple(f"{_CHART}{one}" for one in ("title", "subtitle", "footer"))
_BLANKS = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})


class OpenBoxes:
    """The boxes of a workbook; charts have parts of their own."""

    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name

    def of_cell(self, cell: "_Element", row: int, column: int) -> Iterator[Box]:
        """Yield what is fixed to a cell, over the rows that it says to cover."""
        for one in cell:
            if one.tag == _REMARK:
                yield from _box(one, Mark.REMARK)
            elif str(one.tag).startswith(_DRAW):
                low = _row(one.get(f"{_TABLE}end-cell-address") or "", row)
                for box in self._drawn(one):
                    yield box._replace(top=row, low=low, left=column)

    def of_sheet(self, table: "_Element") -> Iterator[Box]:
        """Yield what is fixed to the sheet itself, at no cell."""
        for one in table.iterchildren(f"{_TABLE}shapes"):
            yield from self._drawn(one)

    def _drawn(self, shape: "_Element") -> Iterator[Box]:
        yield from _box(shape, Mark.BOX)
        for one in shape.iter(f"{_DRAW}object"):
            part = posixpath.normpath(posixpath.join(one.get(_LINK) or "", "content.xml"))
            chart = sound_part(self._archive, part, self._name)
            if chart is None:
                yield Box(("图表",), mark=Mark.BROKEN)
            for title in chart.iter(*_TITLES) if chart is not None else ():
                yield from _box(title, Mark.BOX)


def _box(element: "_Element", mark: Mark) -> Iterator[Box]:
    lines = (_words(one).strip() for one in element.iter(f"{_TEXT}p"))
    said = tuple(line for line in lines if line)
    if said:
        yield Box(said, mark=mark)


def _words(element: "_Element") -> str:
    inner = ((" " if one.tag in _BLANKS else _words(one)) + (one.tail or "") for one in element)
    return (element.text or "") + "".join(inner)


def _row(address: str, least: int) -> int:
    """Return the row of an address such as 表.C12; a drawing that names none ends where it begins."""
    digits = "".join(letter for letter in address.rpartition(".")[2] if letter.isdecimal())
    return max(least, int(digits)) if 0 < len(digits) <= _MOST_DIGITS else max(least, LOOSE)


_MOST_DIGITS = 7
