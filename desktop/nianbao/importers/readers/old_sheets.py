"""Reads spreadsheets of the old binary kind: .xls, and .et of that kind."""

import io
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.document import Aside, Block, Document, Place
from nianbao.importers.errors import SourceError, damaged, locked
from nianbao.importers.readers.boxes.old_boxes import boxes_of_sheet
from nianbao.importers.readers.seen import old_looks
from nianbao.importers.readers.seen.sheet_marks import number_text, shown
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
from nianbao.importers.visible import plain

if TYPE_CHECKING:
    from array import array

    from xlrd.book import Book
    from xlrd.sheet import Sheet

_FORMULA, _SHARED, _END = 0x0006, 0x04BC, 0x000A
_NUMBER_ZERO = bytes(8)
_TOKENS = 22
_SHARED_TOKENS = 10
_SEE_SHARED = b"\x01"
_KIND, _AREA, _AREA_FROM_HERE = 0x1F, 0x05, 0x0D
_ROW_MOVES, _COLUMN_MOVES = 0x8000, 0x4000
_ROWS = 0x10000
_EMPTY = (0, 6)
"""The library's kinds of cells without anything in them, and with no more than a format."""
_AREA_LENGTH = 9
_COLUMN = 0xFF
_MOST_TERMS = 500
_BOOLEAN, _ERROR = 4, 5


def read_xls(content: bytes, name: str) -> Document:
    """Return the document of an .xls or .et workbook."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,
            logfile=io.StringIO(),
            on_demand=True,
            ragged_rows=True,  # a cell in the far corner would make four billion others
        )
        blocks: list[Block] = []
        asides: list[Aside] = []
        for number in range(min(book.nsheets, MOST_SHEETS)):
            sheet = book.sheet_by_index(number)
            boxes = list(boxes_of_sheet(book.mem, book._sh_abs_posn[number]))  # noqa: SLF001
            if sheet.visibility:
                end = Place(len(blocks))
                asides += asides_of_hidden(_values(book, sheet), boxes, end)
                continue
            check_beyond(sum(_beyond(sheet, row) for row in range(sheet.nrows)), name)
            values, merges = _sheet(book, sheet, number, name)
            own, listed = blocks_and_boxes(values, merges, boxes, len(blocks))
            blocks += own
            asides += listed
    except (SourceError, MemoryError, RecursionError):
        raise
    except xlrd.XLRDError as error:
        raise locked(name) if "encrypt" in str(error).lower() else damaged(name) from error
    except Exception as error:  # a broken workbook fails in many ways inside the library
        raise damaged(name) from error
    remarks = remark_on(book.nsheets)
    return Document("xls", tuple(blocks), remarks=remarks, asides=tuple(asides))


def _beyond(sheet: "Sheet", row: int) -> int:
    """Return how many cells of a row hold something and stand beyond the bounds."""
    kinds: array[int] = sheet.row_types(row, MOST_COLUMNS if row < MOST_ROWS else 0)
    return len(kinds) - sum(kinds.count(kind) for kind in _EMPTY)


def _sheet(
    book: "Book", sheet: "Sheet", number: int, name: str
) -> tuple[dict[Spot, str], dict[Spot, Spot]]:
    values = _values(book, sheet)
    merges = {(top + 1, left + 1): (low, right) for top, low, left, right in sheet.merged_cells}
    check_merges(merges, name)
    for place, area in _zero_formulas(book, number):
        if values.get(place) == "0" and not all(values.get(one) for one in area):
            del values[place]
    rows = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
    columns = {column + 1 for column, info in sheet.colinfo_map.items() if info.hidden}
    hide(values, merges, rows, columns)
    return values, merges


def _values(book: "Book", sheet: "Sheet") -> dict[Spot, str]:
    return {
        (row + 1, column + 1): text
        for row in range(min(sheet.nrows, MOST_ROWS))
        for column in range(min(sheet.row_len(row), MOST_COLUMNS))
        if (text := _shown(book, sheet, (row + 1, column + 1)))
    }


def _shown(book: "Book", sheet: "Sheet", place: Spot) -> str:
    """Return what a cell shows, with the marks of its format and its fonts."""
    cell = sheet.cell(place[0] - 1, place[1] - 1)
    if cell.ctype == _ERROR:
        return "#"
    value = bool(cell.value) if cell.ctype == _BOOLEAN else cell.value
    if cell.xf_index is None or cell.xf_index >= len(book.xf_list):
        return shown(value)
    looks = book.xf_list[cell.xf_index]
    style = book.format_map.get(looks.format_key)
    text = number_text(value, style.format_str if style is not None else "")
    paper = old_looks.ground(book, looks)
    runs = sheet.rich_text_runlist_map.get((place[0] - 1, place[1] - 1), ())
    if text == plain(text):
        return old_looks.pieces(book, [(0, looks.font_index), *runs], text, paper)
    whole = old_looks.pieces(book, [(0, looks.font_index)], plain(text), paper)
    return text if whole == plain(text) else whole


def _zero_formulas(book: "Book", number: int) -> Iterator[tuple[Spot, list[Spot]]]:
    """Yield the formulas whose saved result is 0, with the cells that they add up.

    LibreOffice saves 0 for an empty text, too: for a sum that waits for its last number.
    """
    zeros: list[tuple[Spot, bytes]] = []
    shared: dict[bytes, bytes] = {}
    last = b""
    for kind, record in _records(book, number):
        row, column = struct.unpack_from("<HH", record) if len(record) > _TOKENS else (0, 0)
        if kind == _SHARED:
            shared[last] = record[_SHARED_TOKENS:]
        elif kind == _FORMULA:
            last = record[:4]  # a shared formula follows the first cell that has it
            if record[6:14] == _NUMBER_ZERO:
                zeros.append(((row, column), record[_TOKENS:]))
    for place, tokens in zeros:
        if tokens[:1] == _SEE_SHARED:
            tokens = shared.get(tokens[1:5], b"")  # noqa: PLW2901
        row, column = place
        yield (row + 1, column + 1), _area(tokens, place)


def _records(book: "Book", number: int) -> Iterator[tuple[int, bytes]]:
    """Yield a sheet's records; the library forgets what was a formula."""
    at = book._sh_abs_posn[number]  # noqa: SLF001
    while at + 4 <= len(book.mem):
        kind, length = struct.unpack_from("<HH", book.mem, at)
        if kind == _END:
            return
        if kind in {_FORMULA, _SHARED}:
            yield kind, bytes(book.mem[at + 4 : at + 4 + length])
        at += 4 + length


def _area(tokens: bytes, place: Spot) -> list[Spot]:
    """Return the cells of the area that a formula begins with, as SUM and COUNT do."""
    kind = tokens[0] & _KIND if len(tokens) >= _AREA_LENGTH else 0
    if kind not in {_AREA, _AREA_FROM_HERE}:
        return []
    top, low, left, right = struct.unpack_from("<HHHH", tokens, 1)
    if kind == _AREA_FROM_HERE:
        top, low = (
            _from(place[0], row, column, _ROW_MOVES) for row, column in ((top, left), (low, right))
        )
        left, right = (_from(place[1], column, column, _COLUMN_MOVES) for column in (left, right))
    rows = range(top + 1, min(low, top + _MOST_TERMS) + 2)
    columns = range((left & _COLUMN) + 1, min(right & _COLUMN, MOST_COLUMNS) + 2)
    return [(row, column) for row in rows for column in columns]


def _from(here: int, number: int, flags: int, moves: int) -> int:
    """Return a row or column of a shared formula, which may count from the cell that uses it."""
    limit = _COLUMN + 1 if moves == _COLUMN_MOVES else _ROWS
    return (here + number) % limit if flags & moves else number % limit
