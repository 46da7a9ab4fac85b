"""What happens to a text between the page and the reader: cells and lines lost, moved or added.

A damaged text may be declined in part; no number in it may be read into a wrong cell.
"""

import random
import re
from collections.abc import Callable

Damage = Callable[[str, random.Random], str]


def _lines(text: str) -> list[str]:
    return text.split("\n")


def _with_numbers(lines: list[str]) -> list[int]:
    return [at for at, line in enumerate(lines) if re.search(r"\d", line)]


def lose_a_cell(text: str, dice: random.Random) -> str:
    """Lose one cell with a number, or one that is blank."""
    cells = list(re.finditer(r"(?<=[|\t\n])[ ]?\d*[ ]?[|\t\n]", text))
    if not cells:
        return text
    cell = dice.choice(cells)
    return text[: cell.start()] + text[cell.end() :]


def lose_a_line(text: str, dice: random.Random) -> str:
    lines = _lines(text)
    del lines[dice.randrange(len(lines))]
    return "\n".join(lines)


def repeat_a_line(text: str, dice: random.Random) -> str:
    """Repeat a line of words; a number or a blank cell again would be one like any other."""
    lines = _lines(text)
    at = dice.choice([at for at, line in enumerate(lines) if re.search(r"[^\W\d]{2}", line)] or [0])
    return "\n".join([*lines[:at], lines[at], *lines[at:]])


def number_the_page(text: str, dice: random.Random) -> str:
    """Put a page number between two lines.

    Not a bare one before a bar that stands alone behind a closed cell: that bar is a blank cell,
    and with the number before it a cell like any other. It leaves no trace.
    """
    lines = _lines(text)
    page = dice.choice(["— 3 —", "-2-", "第 2 页 共 5 页", "2/5", "3"])
    at = dice.randint(1, max(1, len(lines) - 1))
    if page == "3" and at < len(lines) and lines[at] == "|" and lines[at - 1].endswith("|"):
        return text
    return "\n".join([*lines[:at], page, *lines[at:]])


def break_a_line(text: str, dice: random.Random) -> str:
    """Break a line at a place where it may be broken."""
    gaps = [match.start() for match in re.finditer(r"(?<=[^\d\s])[ ]|(?<=\D)(?=\d{2,})", text)]
    if not gaps:
        return text
    at = dice.choice(gaps)
    return text[:at] + "\n" + text[at:].lstrip(" ")


def break_off(text: str, dice: random.Random) -> str:
    """Lose the end of the text from the end of a line on.

    Within a number only where bars close the cells: a last number that lost digits is a number like
    any other elsewhere, unless it breaks the sum of its row; see the tests of ends of texts.
    """
    lines = _lines(text)
    kept = "\n".join(lines[: dice.randrange(len(lines) // 3, len(lines))])
    barred = 2 * sum(line.endswith("|") for line in lines) > len(lines)
    within = [match.start() for match in re.finditer(r"(?<=\d)\d", kept)] if barred else []
    return kept[: dice.choice(within)] if within and dice.random() < 0.5 else kept + "\n"


def lose_a_letter(text: str, dice: random.Random) -> str:
    letters = [match.start() for match in re.finditer(r"[\u4e00-\u9fff]", text)]
    at = dice.choice(letters)
    return text[:at] + text[at + 1 :]


def add_a_foreign_table(text: str, dice: random.Random) -> str:
    """Put a table of another statute before or behind the report's."""
    rows = ["行政执法数据", "行政许可\t申请总数\t12", "行政检查\t34\t56", "双随机抽查\t7\t8"]
    foreign = "\n".join(dice.sample(rows[2:], 2))
    return f"{text}\n{rows[0]}\n{foreign}" if dice.random() < 0.5 else f"{foreign}\n{text}"


DAMAGES: tuple[Damage, ...] = (
    lose_a_cell,
    lose_a_line,
    repeat_a_line,
    number_the_page,
    break_a_line,
    break_off,
    lose_a_letter,
    add_a_foreign_table,
)

UNNOTICED = frozenset([lose_a_line, lose_a_cell, number_the_page, repeat_a_line])
"""What changes how many numbers stand between two labels: blanks that left no trace do, too."""

LOSING = frozenset([lose_a_cell, lose_a_line])
GAINING = frozenset([number_the_page, repeat_a_line, break_a_line, break_off])
"""A number lost and one gained hide each other, and so does a text that ends where one was lost."""
