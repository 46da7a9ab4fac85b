"""Long lists written straight into the sheet's XML: a hundred thousand units of two hundred numbers.

XlsxWriter keeps every cell as an object until the file is closed. For a list that is several times
the work and memory of the rest of the workbook; everything but the lines themselves stays its own.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any, NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from nianbao.exporters.printed.paragraphs import clean, em_width
from nianbao.exporters.workbook.cells import SIGNS, fits
from nianbao.report.errors import UserError
from nianbao.report.numbers import format_number

_LINE, _HIGHEST = 14, 409
"""Points of a line of text, and of the highest row that Excel has."""
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What Excel would take for the code of a character."""
_LONGEST = 32_767
"""Characters of a cell."""


class Formula(NamedTuple):
    """A live formula and what it amounts to: not every viewer counts."""

    text: str
    result: int | float | Decimal | str | None = ""


Value = str | int | float | Decimal | Formula | None
Line = Sequence[Value]


@dataclass(frozen=True)
class Block:
    """Lines below each other, all in the same looks."""

    first: int
    """The first line's row, from 0."""
    count: int
    lines: Callable[[], Iterable[Line]]
    """Called once, when the file is written."""
    formats: Sequence[Format]
    quoted: Sequence[Format]
    """The same for words that begin like a formula: they stay words when the cell is typed in."""
    widths: Sequence[float] = ()
    """Of the columns, where a line is as high as its longest text needs: not every program sees to it."""


class ListSheet(Worksheet):
    """A worksheet with lists that are written as they come."""

    blocks: tuple[Block, ...] = ()
    fh: Any
    dim_rowmax: Any
    dim_colmax: Any

    def add(self, block: Block) -> None:
        """Add a list below everything that stands in the sheet so far."""
        self.blocks = (*self.blocks, block)

    def _write_dimension(self) -> None:
        before = self.dim_rowmax, self.dim_colmax
        for block in self.blocks:
            last = block.first + max(block.count, 1) - 1
            self.dim_rowmax = max(self.dim_rowmax or 0, last)
            self.dim_colmax = max(self.dim_colmax or 0, len(block.formats) - 1)
        super()._write_dimension()
        self.dim_rowmax, self.dim_colmax = before

    def _write_rows(self) -> None:
        super()._write_rows()
        for block in self.blocks:
            for piece in _xml(block):
                self.fh.write(piece)


def _xml(block: Block) -> Iterator[str]:
    heads = [
        (xl_col_to_name(column), _index_of(form), _index_of(quoted))
        for column, (form, quoted) in enumerate(zip(block.formats, block.quoted, strict=True))
    ]
    for row, line in enumerate(block.lines(), block.first + 1):
        cells = "".join([
            f'<c r="{name}{row}" s="{style}"><v>{value}</v></c>'
            if type(value) is int
            else _cell(f'r="{name}{row}" s="{quoted if _begins_a_formula(value) else style}"', value)
            for (name, style, quoted), value in zip(heads, line, strict=True)
        ])  # fmt: skip
        height = _height(line, block.widths) if block.widths else ""
        yield f'<row r="{row}"{height}>{cells}</row>'


def _begins_a_formula(value: Value) -> bool:
    return isinstance(value, str) and value.startswith(SIGNS)


def _index_of(form: Format) -> int:
    index: Any = form._get_xf_index  # noqa: SLF001 - as XlsxWriter's own sheets do
    return int(index())


def _cell(head: str, value: Value) -> str:
    if value is None or value == "":
        return f"<c {head}/>"
    if isinstance(value, Formula):
        return _formula(head, value)
    if isinstance(value, str):
        return f'<c {head} t="inlineStr"><is><t xml:space="preserve">{_text(value)}</t></is></c>'
    if isinstance(value, Decimal) and not fits(value):
        return f'<c {head} t="inlineStr"><is><t>{format_number(value)}</t></is></c>'
    return f"<c {head}><v>{_number(value)}</v></c>"


def _formula(head: str, value: Formula) -> str:
    text, result = escape(value.text.removeprefix("="), quote=False), value.result
    if result is None or isinstance(result, str):
        return f'<c {head} t="str"><f>{text}</f><v>{_text(result or "")}</v></c>'
    return f"<c {head}><f>{text}</f><v>{_number(result)}</v></c>"


def _number(value: float | Decimal) -> str:
    return format_number(value) if isinstance(value, Decimal) else f"{value:.16G}"


def _text(words: str) -> str:
    text = clean(words)
    if len(text) > _LONGEST:
        raise UserError("有一段文字太长，Excel 的一格放不下。", "请查看这个单位的报告。")
    return _ESCAPED.sub("_x005F_", escape(text, quote=False))


def _height(line: Line, widths: Sequence[float]) -> str:
    lines = max(
        math.ceil(2 * em_width(value) / (width - 1))
        for value, width in zip(line, widths, strict=True)
        if isinstance(value, str)
    )
    height = min(4 + lines * _LINE, _HIGHEST)
    return f' ht="{height}" customHeight="1"' if lines > 1 else ""
