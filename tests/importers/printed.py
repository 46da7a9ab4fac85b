"""A random report as it is printed: what stands in it, and how clerks write labels and numbers.

Labels are damaged the way converters, editors and clerks damage them; numbers are written the way
clerks write them. In most reports the sums of the rows hold, as they do in life.
"""

import random
import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from nianbao.formats.layout import CellDef, LayoutCell
from nianbao.formats.registry import all_forms

Rows = list[list[tuple[LayoutCell, str]]]


class Writer:
    """One random document."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - a test's dice
        self.form = self.dice.choice(all_forms())
        self.year = self.dice.randint(2019, 2020) if self.form.definition.last_year else 2023
        self.cells: dict[str, Decimal | None] = {
            key: self._value(cell) for key, cell in self.form.cells.items()
        }
        if self.dice.random() < 0.7:
            self._add_up()
        self._leave_blank(self.dice.choice(["", "", "", "some", "zeros", "most"]))
        self.blanks = None in self.cells.values()
        self.marks = self.dice.choice([[""], [""], ["", "/"], ["", "-", "—"], ["/"]])
        self.damage = self.dice.choice([0.0, 0.0, 0.1, 0.4])
        self.traditional = self.dice.random() < 0.2 and _can_write_traditional()
        self.headings = self.dice.random() < 0.85
        self.styles = self.dice.sample(LABEL_STYLES, self.dice.randint(1, 3))

    def _add_up(self) -> None:
        """Let the sums along the rows hold."""
        for equation in self.form.equations:
            if equation.kind == "sum" and len({key.split(".")[1] for key in equation.keys}) == 1:
                parts = [self.cells[key] or Decimal(0) for key in equation.left]
                self.cells[equation.right[0]] = sum(parts, Decimal(0))

    def _leave_blank(self, which: str) -> None:
        for key, value in self.cells.items():
            often = {"": 0.0, "some": 0.1, "zeros": 0.0, "most": 0.8}[which]
            if self.dice.random() < often or (which == "zeros" and value == 0):
                self.cells[key] = None

    def _value(self, cell: CellDef) -> Decimal:
        size = self.dice.choice([0, 0, 0, 0, 9, 99, 999, 99999])
        number = Decimal(self.dice.randint(0, size))
        if cell.value_type == "change" and self.dice.random() < 0.4:
            return -number
        if cell.value_type == "amount" and self.dice.random() < 0.5:
            return number + Decimal(self.dice.randint(0, 9999)).scaleb(-4)
        return number

    def number(self, key: str) -> str:
        """Return a cell's value in one of the ways clerks write it."""
        value = self.cells[key]
        cell = self.form.cells[key]
        if value is None:
            return self.dice.choice(self.marks)
        text = format(value, "f")
        ways: list[str] = [text] * 6
        if value == value.to_integral_value() and value >= 0:
            ways += [f"{int(value):,}", text.translate(FULL_WIDTH)]
            if cell.unit == "件" and cell.value_type == "count":
                ways += [f"{text}件"]
        if cell.value_type == "change" and value:
            ways += [f"{'减' if value < 0 else '增'}{abs(value)}", f"{value:+}"]
        if cell.unit == "万元":
            ways += [f"{text}万元"]
        return self.dice.choice(ways)

    def label(self, text: str) -> str:
        """Return a label, damaged now and then."""
        if self.dice.random() < self.damage:
            for style in self.styles:
                text = style(text, self.dice)
        return _traditional(text) if self.traditional else text

    def rows(self, table: str) -> Rows:
        """Return a table's cells row by row, where each begins."""
        return [
            [(cell, self.number(cell.key) if cell.key else self.label(cell.text)) for cell in row]
            for row in self.form.layouts[table].rows()
        ]

    def document(self, table: Callable[[Rows], str], line: Callable[[str], str]) -> str:
        """Return the whole report, tables and lines written by the given functions."""
        pieces = [line(self.label(f"某县某镇人民政府{self.year}年政府信息公开工作年度报告"))]
        for section in self.form.sections:
            if self.headings:
                pieces.append(
                    line(_traditional(section.label) if self.traditional else section.label)
                )
            if section.table:
                pieces.append(table(self.rows(section.table)))
                if self.dice.random() < 0.2:
                    pieces.append(line("— 3 —"))
            else:
                pieces.append(line("全年主动公开信息54条，办理申请21件。"))
        return "\n".join(pieces)


FULL_WIDTH = {ord(digit): ord(digit) - 0x30 + 0xFF10 for digit in "0123456789"}


def _other_marks(text: str, _: random.Random) -> str:
    return re.sub(r"^(\d)\.", r"\1、", text).translate(str.maketrans("（），：", "(),:"))


def _wide_marks(text: str, _: random.Random) -> str:
    return re.sub(r"^(\d)\.", r"\1．", text)


def _blanks(text: str, dice: random.Random) -> str:
    at = dice.randint(0, len(text))
    return text[:at] + dice.choice([" ", "  ", "\u3000", "\xa0"]).replace("  ", " ") + text[at:]


def _lost(text: str, dice: random.Random) -> str:
    if len(text) < 8:
        return text
    at = dice.randint(3, len(text) - 2)
    if text[at] == "万":
        return text  # 元 is another unit
    return text[:at] + text[at + 1 :]


def _short(text: str, _: random.Random) -> str:
    return re.sub(r"（区分.*", "", text).replace("政府信息公开申请数量", "申请数量")


def _drifted(text: str, _: random.Random) -> str:
    return text.replace("行政规范性文件", "规范性文件").replace("“", '"').replace("”", '"')


def _no_number(text: str, _: random.Random) -> str:
    return re.sub(r"^\d\.", "", text) if len(text) > 6 else text


LABEL_STYLES: list[Callable[[str, random.Random], str]] = [
    _other_marks, _wide_marks, _blanks, _lost, _short, _drifted, _no_number,
]  # fmt: skip


@lru_cache(maxsize=4096)
def _traditional(text: str) -> str:
    return str(_converter().convert(text))


@lru_cache(maxsize=1)
def _can_write_traditional() -> bool:
    """Whether opencc knows the way to traditional characters: Windows ships only the way back."""
    try:
        _converter()
    except RuntimeError:
        return False
    return True


@lru_cache(maxsize=1)
def _converter() -> Any:  # noqa: ANN401 - the library ships no types
    import opencc

    return opencc.OpenCC("s2t")
