"""What a spreadsheet's cell shows: rich text, struck fonts, hidden rows, numbers in their format."""

import re
from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from nianbao.importers.readers.seen.number_formats import as_shown
from nianbao.importers.visible import Mark, marked

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_LIGHTEST = 0xEE
"""Of each colour, from which on it is not seen on white."""
_NOTE = re.compile(r"[\[(（〔【]?\d{1,2}[\])）〕】]?")
_SMALLER = 0.85
_MOST_HIDDEN = 5000


def cell_text(cell: "Cell | MergedCell") -> str:
    """Return what a cell shows, with its marks."""
    if isinstance(cell.value, list):
        return _rich(cell.value)
    text = number_text(cell.value, cell.number_format)
    mark = _mark(cell.font) if cell.has_style else None
    if mark is None and cell.has_style and _is_white(cell):
        mark = Mark.HIDDEN
    return text if mark is None else marked(plain(text), mark)


def number_text(value: object, number_format: str) -> str:
    """Return a value as its number format shows it."""
    text = shown(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return as_shown(Decimal(text), text, number_format)
    return text


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
        small = 0 < own < _SMALLER * (size or _USUAL_SIZE)
        if mark is None and small and before[-1:].isdigit() and _NOTE.fullmatch(text):
            mark = Mark.SMALLER
        texts.append(text if mark is None else marked(text, mark))
        before, size = text, own
    return "".join(texts)


_USUAL_SIZE = 11.0


def _mark(font: Any) -> Mark | None:  # noqa: ANN401 - of a cell or of a piece of its text
    if font is None:
        return None
    if font.strike:
        return Mark.STRUCK
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


def _is_pale(color: Any) -> bool:  # noqa: ANN401 - the library's colour
    """Whether a colour is white or nearly so; the first of a theme is the paper's."""
    if color is None:
        return False
    if color.type == "theme":
        return color.theme == 0 and not color.tint
    rgb = color.rgb if color.type == "rgb" else ""
    if not isinstance(rgb, str) or not _RGB.fullmatch(rgb):
        return False
    return min(int(rgb[at : at + 2], 16) for at in (2, 4, 6)) >= _LIGHTEST


_RGB = re.compile(r"[0-9A-Fa-f]{8}")


def _is_same(ground: Any, color: Any) -> bool:  # noqa: ANN401 - the library's colours
    if color is None or ground.type != color.type:
        return False
    if color.type == "rgb":
        return str(ground.rgb)[2:] == str(color.rgb)[2:]
    return color.type == "theme" and (ground.theme, ground.tint) == (color.theme, color.tint)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def plain(text: str) -> str:
    """Return a text without marks, to be marked as a whole."""
    return "".join(letter for letter in text if not "\ud800" <= letter <= "\udfff")


def hidden(text: str) -> str:
    """Return what stands in a hidden row or column."""
    return marked(plain(text), Mark.HIDDEN)


def hidden_lines(sheet: "Worksheet") -> tuple[Collection[int], Collection[int]]:
    """Return the numbers of a sheet's hidden rows and columns."""
    rows = {number for number, one in sheet.row_dimensions.items() if one.hidden or one.ht == 0}
    columns: set[int] = set()
    for one in sheet.column_dimensions.values():
        if one.hidden or one.width == 0:
            first = one.min or 0
            columns.update(range(first, min(one.max or first, first + _MOST_HIDDEN) + 1))
    return rows, columns
