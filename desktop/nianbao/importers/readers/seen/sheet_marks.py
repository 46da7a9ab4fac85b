"""What a spreadsheet's cell shows: rich text, struck fonts, hidden rows, numbers in their format."""

from collections.abc import Collection
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from nianbao.importers.readers.seen.number_formats import as_shown
from nianbao.importers.visible import Mark, marked

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_WHITE = frozenset({"FFFFFFFF", "00FFFFFF"})
_MOST_HIDDEN = 5000


def cell_text(cell: "Cell | MergedCell") -> str:
    """Return what a cell shows, with its marks."""
    if isinstance(cell.value, list):
        return "".join(_piece(one) for one in cell.value)  # rich text
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


def _piece(piece: Any) -> str:  # noqa: ANN401 - the library's own kinds of text
    if isinstance(piece, str):
        return shown(piece) if piece.strip() else piece
    mark = _mark(piece.font)
    return str(piece.text) if mark is None else marked(str(piece.text), mark)


def _mark(font: Any) -> Mark | None:  # noqa: ANN401 - of a cell or of a piece of its text
    if font is None:
        return None
    if font.strike:
        return Mark.STRUCK
    return {"superscript": Mark.RAISED, "subscript": Mark.LOWERED}.get(font.vertAlign or "")


def _is_white(cell: "Cell | MergedCell") -> bool:
    """Whether white digits stand on a cell without a colour."""
    color = cell.font.color
    if color is None or color.rgb not in _WHITE or cell.fill.fill_type:
        return False
    return any(letter.isdigit() for letter in str(cell.value))


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
