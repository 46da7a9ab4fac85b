"""Cells of a workbook as XlsxWriter takes them: how they look, words that stay words, numbers."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from nianbao.report.errors import UserError

Place = tuple[int, int]
"""Row and column of a worksheet, from 0, as XlsxWriter counts."""

_MAX_DIGITS = 15
"""What Excel keeps of a number; a longer one is written as text."""
_STACKED = 270
"""XlsxWriter's word for one character per line."""
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""With which a formula begins, also as an East Asian keyboard types it."""


@dataclass(frozen=True)
class Look:
    """How a cell looks and whether it can be typed in."""

    font: str
    points: float
    align: str = "left"
    bold: bool = False
    wrap: bool = True
    framed: bool = False
    upright: bool = False
    """Whether the text stands one character per line."""
    locked: bool = True
    number_format: str = "General"
    filled: bool = False
    """Whether the cell is shaded: heads and sums."""
    quoted: bool = False
    """Whether Excel is told that these are words, whatever sign they begin with."""


class Cells:
    """Writes the cells of one workbook; each look becomes one format of the file."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._formats: dict[Look, Format] = {}

    def format(self, look: Look) -> Format:
        """Return the workbook's format for a look."""
        if look not in self._formats:
            self._formats[look] = self._book.add_format(_properties(look))
        return self._formats[look]

    def text(self, sheet: Worksheet, place: Place, text: str, look: Look) -> None:
        """Write words that stay words, whatever they begin with."""
        if text.startswith(SIGNS):
            look = replace(look, quoted=True)
        row, column = place
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a text for runs that are ready and puts it in as markup. Given in
            # pieces, it writes runs of its own around each.
            pieces = (text[:1], text[1:2], text[2:])
            written = sheet.write_rich_string(row, column, *pieces, self.format(look))
        else:
            written = sheet.write_string(row, column, text, self.format(look))
        if written != 0:
            raise UserError(
                "有一段文字太长，Excel 的一格放不下。", "请把它分成几段，或者导出成 Word 文档。"
            )

    def number(self, sheet: Worksheet, place: Place, value: Decimal, look: Look) -> None:
        """Write a number that ``fits``."""
        sheet.write_number(*place, Fraction(value), self.format(look))


def fits(value: Decimal) -> bool:
    """Whether Excel can hold a number exactly."""
    return len(value.as_tuple().digits) <= _MAX_DIGITS


_SHADE = {"bg_color": "#EDEDED", "pattern": 1}


def _properties(look: Look) -> dict[str, object]:
    return {
        **(_SHADE if look.filled else {}),
        "font_name": look.font,
        "font_size": look.points,
        "font_family": 0,  # unknown: XlsxWriter's own would say that 宋体 is a Swiss
        "bold": look.bold,
        "align": "center" if look.upright else look.align,
        "valign": "vcenter",
        "text_wrap": look.wrap,
        "rotation": _STACKED if look.upright else 0,
        "border": int(look.framed),
        "locked": look.locked,
        "num_format": look.number_format,
        "quote_prefix": look.quoted,
    }
