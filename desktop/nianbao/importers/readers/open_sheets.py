"""Reads spreadsheets of OpenDocument, .ods: what each cell shows stands in it as text."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.document import Aside, Block, Document, Place
from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.boxes.open_boxes import OpenBoxes
from nianbao.importers.readers.seen.open_looks import OpenLooks, Piece
from nianbao.importers.readers.sheets import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Spot,
    asides_of_hidden,
    blocks_and_boxes,
    check_beyond,
    check_merges,
    hide,
    remark_on,
)
from nianbao.importers.readers.xml import parse_xml
from nianbao.importers.visible import Mark, marked

if TYPE_CHECKING:
    from lxml.etree import _Element

    from nianbao.importers.readers.boxes.floating import Box

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _TEXT = f"{{{_NAMES}table:1.0}}", f"{{{_NAMES}text:1.0}}"
_STYLE, _OFFICE = f"{{{_NAMES}style:1.0}}", f"{{{_NAMES}office:1.0}}"
_MOST_COPIES = 60
"""Of a row that stands several times with something in it."""
_MOST_TIMES = 2_000_000
_UNSEEN = frozenset({"collapse", "filter"})
_BLANKS = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
_ASIDE = frozenset({f"{_OFFICE}annotation", f"{_TEXT}note"})


def read_ods(archive: Archive, name: str) -> Document:
    """Return the document of an .ods workbook."""
    root = parse_xml(archive.part("content.xml"), name)
    named = ["styles.xml"] if "styles.xml" in archive.names else []
    looks = OpenLooks(*(parse_xml(archive.part(part), name) for part in named), root)
    unseen = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        if any(one.get(f"{_TABLE}display") == "false" for one in style)
    }
    tables = list(root.iter(f"{_TABLE}table"))
    blocks: list[Block] = []
    asides: list[Aside] = []
    boxes = OpenBoxes(archive, name)
    for table in tables[:MOST_SHEETS]:
        sheet = _Sheet(looks, boxes, name)
        sheet.take(table)
        if table.get(f"{_TABLE}style-name") not in unseen:
            own, listed = sheet.blocks(len(blocks))
            blocks += own
            asides += listed
        else:
            asides += sheet.asides_of_hidden(Place(len(blocks)))
    remarks = remark_on(len(tables))
    return Document("ods", tuple(blocks), remarks=remarks, asides=tuple(asides))


class _Sheet:
    """One sheet's cells by their places."""

    def __init__(self, looks: OpenLooks, boxes: OpenBoxes, name: str) -> None:
        self._looks = looks
        self._boxes = boxes
        self._floating: list[Box] = []
        self._name = name
        self._values: dict[Spot, str] = {}
        self._merges: dict[Spot, Spot] = {}
        self._hidden: set[int] = set()
        self._beyond = 0

    def take(self, table: "_Element") -> None:
        """Take over all rows and what floats over them."""
        self._floating += self._boxes.of_sheet(table)
        row = 1
        for one in table.iter(f"{_TABLE}table-row"):
            times = _times(one, "rows")
            filled = bool(self._row(one, row))
            self._float(one, row)
            for again in range(1, min(times, _MOST_COPIES) if filled else 1):
                self._row(one, row + again)
            row += times
        hide(self._values, self._merges, self._hidden, _hidden_columns(table))

    def blocks(self, number: int) -> tuple[list[Block], list[Aside]]:
        """Return the sheet's paragraphs and tables, the first of that number, and what floats."""
        check_beyond(self._beyond, self._name)
        check_merges(self._merges, self._name)
        return blocks_and_boxes(self._values, self._merges, self._floating, number)

    def asides_of_hidden(self, end: Place) -> Iterator[Aside]:
        """Yield everything where nobody sees the sheet."""
        yield from asides_of_hidden(self._values, self._floating, end)

    def _row(self, row: "_Element", number: int) -> int:
        """Take a row's cells over; return how many hold something."""
        column, filled = 1, 0
        if row.get(f"{_TABLE}visibility") in _UNSEEN:
            self._hidden.add(number)
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            times, text = _times(cell, "columns"), self._text(cell)
            covered = cell.tag == f"{_TABLE}covered-table-cell"
            for at in range(column, column + (min(times, MOST_COLUMNS) if text else 0)):
                filled += 1
                self._put((number, at), "" if covered else text)
            self._merge(cell, (number, column))
            column += times
        return filled

    def _float(self, row: "_Element", number: int) -> None:
        """Take over what is fixed to a row's cells."""
        column = 1
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            if len(cell):
                self._floating += self._boxes.of_cell(cell, number, column)
            column += _times(cell, "columns")

    def _put(self, place: Spot, text: str) -> None:
        if place[0] > MOST_ROWS or place[1] > MOST_COLUMNS:
            self._beyond += 1
        elif text:
            self._values[place] = text

    def _merge(self, cell: "_Element", place: Spot) -> None:
        across, down = _times(cell, "columns", "spanned"), _times(cell, "rows", "spanned")
        if across * down > 1:
            self._merges[place] = (place[0] + down - 1, place[1] + across - 1)

    def _text(self, cell: "_Element") -> str:
        """Return what a cell shows, with the marks of its pieces or its own."""
        style = cell.get(f"{_TABLE}style-name") or ""
        lines = [
            self._looks.shown(_pieces(one), style).strip() for one in cell.iterchildren(f"{_TEXT}p")
        ]
        text = "\n".join(line for line in lines if line)
        value = cell.get(f"{_OFFICE}value")
        return text if text or not value else marked(value, Mark.HIDDEN)


def _pieces(paragraph: "_Element", style: str = "") -> Iterator[Piece]:
    """Yield a paragraph's pieces, those of spans within spans with the innermost style."""
    if paragraph.text:
        yield Piece(paragraph.text, style)
    for one in paragraph:
        if one.tag in _BLANKS:
            yield Piece(" ", style)
        elif one.tag not in _ASIDE:
            yield from _pieces(one, one.get(f"{_TEXT}style-name") or style)
        if one.tail:
            yield Piece(one.tail, style)


def _hidden_columns(table: "_Element") -> frozenset[int]:
    hidden: set[int] = set()
    at = 1
    for column in table.iter(f"{_TABLE}table-column"):
        times = _times(column, "columns")
        if column.get(f"{_TABLE}visibility") in _UNSEEN:
            hidden.update(range(at, at + min(times, MOST_COLUMNS)))
        at += times
    return frozenset(hidden)


def _times(element: "_Element", axis: str, what: str = "repeated") -> int:
    written = element.get(f"{_TABLE}number-{axis}-{what}") or "1"
    return max(1, min(int(written), _MOST_TIMES)) if written.isdecimal() else 1
