"""What a spreadsheet's cell shows: rich text, struck fonts, hidden rows, numbers in their format."""

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from nianbao.importers.readers.seen.digits import NOTE, PICTURES, SMALLER
from nianbao.importers.readers.seen.number_formats import as_shown, words_as_shown
from nianbao.importers.visible import Mark, marked, plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LIGHTEST = 0xEE
"""Of each colour, from which on it is not seen on white."""
_MOST_HIDDEN = 5000
_UNSEEN = 2
"""Points, up to which nobody can read a digit."""
_LOWEST, _NARROWEST = 3, 0.3
"""Points of a row and letters of a column, up to which nothing of them is seen."""
_WHITE_INDEXES = frozenset({1, 9, 65})
_DIGIT = re.compile(r"\d")


def cell_text(cell: "Cell | MergedCell") -> str:
    """Return what a cell shows, with its marks."""
    if isinstance(cell.value, list):
        return _rich(cell.value)
    text = number_text(cell.value, cell.number_format)
    mark = _mark(cell.font) if cell.has_style else None
    if mark is None and cell.has_style and (_is_white(cell) or _is_no_zero(cell)):
        mark = Mark.HIDDEN
    if cell.has_style and (cell.font.name or "").lower().startswith(PICTURES):
        return _DIGIT.sub("\ufffd", text)
    return text if mark is None else marked(plain(text), mark)


def number_text(value: object, number_format: str) -> str:
    """Return a value as its number format shows it."""
    text = shown(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(Decimal(text), text, number_format)
    return words_as_shown(text, number_format)


def shown(value: object) -> str:
    """Return a cell's value as written, without the dust of binary fractions."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        number = Decimal(format(value, ".15g")) if abs(value) < 1e15 else Decimal(value)  # noqa: PLR2004
        return format(number.to_integral_value() if number == int(number) else number, "f")
    text = str(value).strip()
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # no half characters


def _rich(pieces: list[Any]) -> str:
    """Return a text in pieces; a few digits smaller than those before them are doubtful."""
    texts: list[str] = []
    before, size = "", 0.0
    for piece in pieces:
        if isinstance(piece, str):
            texts.append(shown(piece) if piece.strip() else piece)
            before, size = piece, 0.0
            continue
        text, font = str(piece.text), piece.font
        mark = _mark(font)
        if mark is None and _is_pale(font.color if font is not None else None) and _has_digit(text):
            mark = Mark.HIDDEN
        own = float(font.sz or 0) if font is not None else 0.0
        small = 0 < own < SMALLER * (size or _USUAL_SIZE)
        if mark is None and small and before[-1:].isdigit() and NOTE.fullmatch(text):
            mark = Mark.SMALLER
        if font is not None and (font.rFont or "").lower().startswith(PICTURES):
            text = _DIGIT.sub("\ufffd", text)
        texts.append(text if mark is None else marked(text, mark))
        before, size = text, own
    return "".join(texts)


_USUAL_SIZE = 11.0


def _mark(font: Any) -> Mark | None:  # noqa: ANN401 - of a cell or of a piece of its text
    if font is None:
        return None
    if font.strike:
        return Mark.STRUCK
    if font.sz is not None and 0 < font.sz <= _UNSEEN:
        return Mark.HIDDEN
    return {"superscript": Mark.RAISED, "subscript": Mark.LOWERED}.get(font.vertAlign or "")


def _is_white(cell: "Cell | MergedCell") -> bool:
    """Whether digits stand in the colour of their cell: white on none, or the same on the same."""
    if not _has_digit(str(cell.value)):
        return False
    fill = cell.fill
    if not fill.fill_type:
        return _is_pale(cell.font.color)
    if fill.fill_type != "solid":
        return False
    ground = fill.fgColor
    return (_is_pale(ground) and _is_pale(cell.font.color)) or _is_same(ground, cell.font.color)


def _is_no_zero(cell: "Cell | MergedCell") -> bool:
    """Whether a sheet shows no zeros, and the cell is one."""
    view = getattr(cell.parent, "sheet_view", None)
    is_zero = isinstance(cell.value, int | float) and not cell.value
    return is_zero and view is not None and view.showZeros is False


def _is_pale(color: Any) -> bool:  # noqa: ANN401 - the library's colour
    """Whether a colour is white or nearly so; the first of a theme is the paper's."""
    if color is None:
        return False
    if color.type == "theme":
        return color.theme == 0 and not color.tint
    if color.type == "indexed":
        return color.indexed in _WHITE_INDEXES
    rgb = color.rgb if color.type == "rgb" else ""
    if not isinstance(rgb, str) or not _RGB.fullmatch(rgb):
        return False
    return min(int(rgb[at : at + 2], 16) for at in (2, 4, 6)) >= _LIGHTEST


_RGB = re.compile(r"[0-9A-Fa-f]{8}")


def _is_same(ground: Any, color: Any) -> bool:  # noqa: ANN401 - the library's colours
    if _is_black(ground) and (color is None or _is_black(color)):
        return True
    if color is None or ground.type != color.type:
        return False
    if color.type == "rgb":
        return str(ground.rgb)[2:] == str(color.rgb)[2:]
    return color.type == "theme" and (ground.theme, ground.tint) == (color.theme, color.tint)


def _is_black(color: Any) -> bool:  # noqa: ANN401 - the library's colour
    if color.type == "theme":
        return color.theme == 1 and not color.tint
    return color.type == "rgb" and str(color.rgb)[2:] == "000000"


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def hidden(text: str) -> str:
    """Return what stands in a hidden row or column."""
    return marked(plain(text), Mark.HIDDEN)


def hidden_lines(sheet: "Worksheet") -> tuple[Collection[int], Collection[int]]:
    """Return the numbers of a sheet's hidden rows and columns."""
    low = sheet.sheet_format.zeroHeight
    rows = {
        number
        for number, one in sheet.row_dimensions.items()
        if one.hidden or (one.ht is not None and one.ht <= _LOWEST)
    }
    if low:
        seen = {number for number, one in sheet.row_dimensions.items() if one.ht and not one.hidden}
        rows |= {row for row, _ in sheet._cells} - seen  # noqa: SLF001 - iter_rows makes cells
    columns: set[int] = set()
    for one in sheet.column_dimensions.values():
        if one.hidden or one.width <= _NARROWEST:
            first = one.min or 0
            columns.update(range(first, min(one.max or first, first + _MOST_HIDDEN) + 1))
    return rows, columns


def beside_cells(sheet: "Worksheet") -> Iterator[tuple[str, Mark]]:
    """Yield what a sheet has beside the cells that are seen: edges of pages, itself hidden."""
    edges = (sheet.oddHeader, sheet.oddFooter, sheet.evenHeader, sheet.evenFooter)
    parts = [one for edge in edges if edge for one in (edge.left, edge.center, edge.right)]
    for part in parts:
        if part.text and not part.text.startswith("&"):
            yield part.text, Mark.EDGE
    is_hidden = sheet.sheet_state != "visible"
    for _, cell in sorted(sheet._cells.items())[:_MOST_HIDDEN]:  # noqa: SLF001 - iter_rows makes cells
        if is_hidden and cell.value is not None:
            yield plain(shown(cell.value)), Mark.HIDDEN
