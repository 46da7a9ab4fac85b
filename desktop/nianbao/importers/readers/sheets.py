"""Reads spreadsheets: .xlsx, and .et of that kind. Every sheet is a table.

Formulas are never calculated but where a sum of the sheet's own cells was saved without its result.
"""

import io
import re
import warnings
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import TYPE_CHECKING

from nianbao.importers.document import Aside, Block, Cell, Document, Grid, Paragraph, Place
from nianbao.importers.errors import SourceError, damaged, too_large, too_many
from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.boxes.bare_book import bare_book, parts_of_cells
from nianbao.importers.readers.boxes.floating import Box, settle
from nianbao.importers.readers.boxes.sheet_boxes import boxes_of_sheets
from nianbao.importers.readers.seen.sheet_marks import (
    beside_cells,
    cell_text,
    hidden,
    hidden_lines,
)
from nianbao.importers.visible import Mark, plain

_MOST_BYTES = 24_000_000
_MOST_MERGED = 200_000
MOST_TAGS = 300_000
"""In all parts of cells of a workbook; a report has some 5,000, a table of 10,000 rows some 500,000."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
_MERGED = re.compile(rb'mergeCell [^>]*ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_ROWS = 5000
MOST_COLUMNS = 60
MOST_SHEETS = 30
_MOST_PARTS = 200
MOST_HIDDEN = 5000
"""Cells of a hidden sheet that are listed."""
_MOST_BEYOND = 200
"""Cells beyond these bounds; a few strays are no harm."""
_SUM = re.compile(r"=\s*SUM\(([^()]*)\)", re.IGNORECASE)
_PLUS = re.compile(r"=\s*\$?[A-Z]{1,2}\$?\d{1,5}(?:\s*\+\s*\$?[A-Z]{1,2}\$?\d{1,5})*")
_REFERENCE = re.compile(r"\$?([A-Z]{1,2})\$?(\d{1,5})")
_WAITS = re.compile(r"=\s*IF\(COUNT", re.IGNORECASE)
"""A sum that shows nothing before its last number is there."""
_MOST_TERMS = 500
_LONGEST_LABEL = 14
_HEADING = re.compile(r"\s*[一二三四五六]、")
_ENDS = frozenset("。！？；")

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Spot = tuple[int, int]
"""Row and column of a cell."""
Values = Mapping[Spot, str]
Merges = Mapping[Spot, Spot]


def read_xlsx(archive: Archive, name: str) -> Document:
    """Return the document of an .xlsx or .et workbook."""
    sheets = sum(part.startswith("xl/worksheets/sheet") for part in archive.names)
    if sheets > _MOST_PARTS:
        raise too_many(name, f"有{sheets}张工作表")
    has_formulas = _look_through(archive, name)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # English remarks of the library on what it leaves out
            bare = bare_book(archive, _MOST_BYTES)
            cached = load_workbook(io.BytesIO(bare), data_only=True, rich_text=True)
            written = load_workbook(io.BytesIO(bare)) if has_formulas else cached
        blocks: list[Block] = []
        unseen: list[tuple[str, Mark]] = []
        asides: list[Aside] = []
        boxes = boxes_of_sheets(archive, name)
        for sheet in cached.worksheets[:MOST_SHEETS]:
            floating = boxes.pop(sheet.title, [])
            if sheet.sheet_state == "visible":
                values, merges = _xlsx_sheet(sheet, written[sheet.title], name)
                own, listed = blocks_and_boxes(values, merges, floating, len(blocks))
                blocks += own
                asides += listed
            else:
                unseen += ((" ".join(box.lines), Mark.HIDDEN) for box in floating)
            unseen += beside_cells(sheet)
        unseen += ((" ".join(box.lines), box.mark) for own in boxes.values() for box in own)
    except (SourceError, MemoryError, RecursionError):
        raise
    except Exception as error:  # a broken workbook fails in many ways inside the library
        raise damaged(name) from error
    end = Place(len(blocks))
    asides += (Aside(end, words, mark.value) for words, mark in unseen)
    remarks = remark_on(len(cached.worksheets))
    return Document("xlsx", tuple(blocks), remarks=remarks, asides=tuple(asides))


def remark_on(sheets: int) -> tuple[str, ...]:
    """Say what was left out of a workbook with more sheets than are read."""
    if sheets <= MOST_SHEETS:
        return ()
    return (f"工作簿有{sheets}张表，只读了前{MOST_SHEETS}张",)


def _look_through(archive: Archive, name: str) -> bool:
    """Return whether there are formulas; raise where the library would take minutes or gigabytes."""
    tags = area = 0
    has_formulas = False
    for part in parts_of_cells(archive):
        xml = archive.part(part, _MOST_BYTES)
        tags += xml.count(b"<")
        if tags > MOST_TAGS:
            raise too_large(name)
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise damaged(name)
        area += sum(_area(match) for match in _MERGED.finditer(xml))
        if area > _MOST_MERGED:
            raise too_large(name)
        has_formulas = has_formulas or _FORMULA.search(xml) is not None
    return has_formulas


def _area(match: re.Match[bytes]) -> int:
    """Return how many cells a merged area has; the library makes an object of each."""
    (top, left), (low, right) = (
        _place(match[column].decode(), match[row].decode()) for column, row in ((1, 2), (3, 4))
    )
    return (low - top + 1) * (right - left + 1)


def _xlsx_sheet(
    sheet: object, written: object, name: str
) -> tuple[dict[Spot, str], dict[Spot, Spot]]:
    """Return what the cells show, and the areas that are merged."""
    from openpyxl.worksheet.worksheet import Worksheet

    if not isinstance(sheet, Worksheet) or not isinstance(written, Worksheet):
        return {}, {}
    beyond = sum(row > MOST_ROWS or column > MOST_COLUMNS for row, column in sheet._cells)  # noqa: SLF001
    check_beyond(beyond, name)
    values = {place: cell_text(sheet._cells[place]) for place, _ in _filled(sheet)}  # noqa: SLF001
    formulas = {
        place: formula
        for place, value in _filled(written)
        if place not in values and (formula := _formula(value)).startswith("=")
    }
    _calculate(values, formulas)
    merges = {
        (area.min_row, area.min_col): (area.max_row, area.max_col)
        for area in sheet.merged_cells.ranges
    }
    check_merges(merges, name)
    hide(values, merges, *hidden_lines(sheet))
    return values, merges


def blocks_and_boxes(
    values: Values, merges: Merges, boxes: Iterable[Box], number: int
) -> tuple[list[Block], list[Aside]]:
    """Return a sheet's blocks with the boxes between its rows, and the boxes that are only listed.

    ``number`` is that of its first block.
    """
    settled = settle(boxes, values, merges)
    blocks = list(sheet_blocks(values, merges, boxes=settled.lines))
    return blocks, list(settled.asides(number, blocks))


def asides_of_hidden(values: Values, boxes: Iterable[Box], place: Place) -> Iterator[Aside]:
    """Yield what stands on a sheet that nobody sees, in its cells and over them."""
    words = [plain(text) for _, text in sorted(values.items())[:MOST_HIDDEN]]
    for one in (*words, *(" ".join(box.lines) for box in boxes)):
        yield Aside(place, one, Mark.HIDDEN.value)


def _formula(value: object) -> str:
    """Return a cell's formula; that of an array stands in an object of its own."""
    return value if isinstance(value, str) else str(getattr(value, "text", None) or "")


def hide(
    values: dict[Spot, str], merges: Merges, rows: Container[int], columns: Container[int]
) -> None:
    """Mark what stands in hidden rows and columns; a merged cell shows as long as a part of it."""
    for (row, column), text in list(values.items()):
        low, right = merges.get((row, column), (row, column))
        low, right = min(low, row + MOST_ROWS), min(right, column + MOST_COLUMNS)
        is_hidden = all(one in rows for one in range(row, low + 1)) or all(
            one in columns for one in range(column, right + 1)
        )
        if is_hidden:
            values[row, column] = hidden(text)


def check_beyond(cells: int, name: str) -> None:
    """Refuse a sheet that goes on beyond the bounds: what would be left out may be the report."""
    if cells > _MOST_BEYOND:
        raise too_many(name, f"工作表在{MOST_ROWS}行、{MOST_COLUMNS}列以外还有{cells}格")


def check_merges(merges: Merges, name: str) -> None:
    """Refuse a sheet whose merged areas have more cells than any report."""
    areas = ((low - top + 1) * (right - left + 1) for (top, left), (low, right) in merges.items())
    if sum(areas) > _MOST_MERGED:
        raise too_large(name)


def _filled(sheet: "Worksheet") -> Iterator[tuple[tuple[int, int], object]]:
    """Yield the cells that hold something; a lone cell a million rows down costs nothing."""
    for (row, column), cell in sorted(sheet._cells.items()):  # noqa: SLF001 - iter_rows makes cells
        if cell.value is not None and row <= MOST_ROWS and column <= MOST_COLUMNS:
            yield (row, column), cell.value


def _calculate(values: dict[tuple[int, int], str], formulas: Mapping[tuple[int, int], str]) -> None:
    """Fill in sums that were saved without their result; other formulas stand as they are."""
    for _ in range(3):  # sums of sums
        for place, formula in formulas.items():
            terms = _terms(formula)
            total = _total([values.get(term, "") for term in terms]) if terms else None
            if place not in values and total is not None:
                values[place] = total
    for place, formula in formulas.items():
        terms = [_place(*found) for found in _REFERENCE.findall(formula)]
        if _WAITS.match(formula):
            continue
        if not terms or any(values.get(term) for term in terms):
            values.setdefault(place, formula)  # it would show something: nobody knows what


def _terms(formula: str) -> list[tuple[int, int]]:
    match = _SUM.fullmatch(formula.strip())
    if match is None:
        if not _PLUS.fullmatch(formula.strip()):
            return []
        return [_place(*found) for found in _REFERENCE.findall(formula)]
    terms: list[tuple[int, int]] = []
    for part in match[1].split(","):
        corners = _REFERENCE.findall(part)
        if not corners:
            return []
        (top, left), (low, right) = _place(*corners[0]), _place(*corners[-1])
        if (low - top + 1) * (right - left + 1) > _MOST_TERMS:
            return []
        terms += [(r, c) for r in range(top, low + 1) for c in range(left, right + 1)]
    return terms


def _place(letters: str, digits: str) -> tuple[int, int]:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits), column


def _total(texts: list[str]) -> str | None:
    total = Decimal(0)
    try:
        for text in texts:
            if not text:
                return None
            total += Decimal(text)
    except InvalidOperation:
        return None
    return format(total, "f")


def sheet_blocks(
    values: Values,
    merges: Merges,
    lengths: Mapping[int, int] | None = None,
    boxes: Mapping[int, Sequence[str]] = MappingProxyType({}),
) -> Iterator[Block]:
    """Yield lone headings and sentences as paragraphs, everything between them as tables.

    ``lengths`` says how many cells a row has where rows are written one by one: no others are
    made up at its end, for there a row that lost a cell is like the rest. ``boxes`` are lines that
    stand on empty rows, by these.
    """
    covered = _covered(merges)
    last = max((column for _, column in values), default=0)
    rows: list[tuple[Cell, ...]] = []
    last_row = max((row for row, _ in values), default=0)
    for row in range(1, last_row + 1):
        if row in boxes:
            yield from _table(rows)
            rows = []
            yield from map(Paragraph, boxes[row])
        end = last if lengths is None else min(MOST_COLUMNS, max(1, lengths.get(row, 0)))
        columns = [column for column in range(1, end + 1) if (row, column) not in covered]
        texts = [text for column in columns if (text := values.get((row, column), ""))]
        if len(texts) == 1 and _is_sentence(texts[0]):
            yield from _table(rows)
            rows = []
            yield from (Paragraph(line) for line in texts[0].split("\n") if line.strip())
        elif texts or rows:
            rows.append(tuple(_cell(values, merges, row, column) for column in columns))
    yield from _table(rows)
    below = (row for row in sorted(boxes) if row > last_row)
    yield from (Paragraph(line) for row in below for line in boxes[row])


def _table(rows: list[tuple[Cell, ...]]) -> Iterator[Block]:
    """Yield a table, and as paragraphs the lines below it that reach over its whole width."""
    end = len(rows)
    while end and len(rows[end - 1]) == 1:
        end -= 1
    if end:
        yield Grid(tuple(rows[:end]))
    yield from (Paragraph(row[0].text) for row in rows[end:] if row[0].text.strip())


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST_LABEL or bool(_HEADING.match(text)) or text[-1:] in _ENDS


def _covered(merges: Merges) -> set[tuple[int, int]]:
    return {
        (row, column)
        for (top, left), (low, right) in merges.items()
        for row in range(top, min(low, top + MOST_ROWS) + 1)
        for column in range(left, min(right, left + MOST_COLUMNS) + 1)
        if (row, column) != (top, left)
    }


def _cell(values: Values, merges: Merges, row: int, column: int) -> Cell:
    low, right = merges.get((row, column), (row, column))
    return Cell(values.get((row, column), ""), column - 1, right - column + 1, low - row + 1)
