"""How a spreadsheet shows a number: scaled, rounded, with words around; declined where unknown.

A format is understood as a whole or not at all: ``0!.0,`` shows 961716000 as 96171.6.
"""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from nianbao.importers.visible import Mark, marked

_TOKEN = re.compile(
    r'"(?P<words>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)[^\]]*\]'
    r"|\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color\d+|DBNum\d?)\]"
    r"|(?P<digit>[0#?])|(?P<sign>[.,+() /%-])|(?P<letter>[^\x00-\x7f])",
    re.IGNORECASE,
)
_PART = re.compile(r'"[^"]*"|\\.|[^;"\\]|;')
_AS_STORED = frozenset({"", "@", "General", "general", "G/通用格式"})
_WHOLE = frozenset({"0", "#,##0"})
_MOST_SECTIONS = 4
_WHITE = re.compile(r"\[(?:White|Color2)\]", re.IGNORECASE)
_UNKNOWN = "〔显示格式：{}〕"


class Shape(NamedTuple):
    """A format of one section, taken apart."""

    pieces: tuple[str, ...]
    """Words as they stand, and 0 for each place of a digit, from left to right."""
    places: frozenset[int]
    """Which of the pieces are places of digits."""
    decimals: int
    thousands: int
    """By how many thousands the number is divided."""
    point: int
    """Before which piece the point stands; -1 without."""
    percent: bool


def as_shown(value: Decimal, stored: str, number_format: str) -> str:
    """Return a number as its format shows it, with what is stored beside it where they differ."""
    if number_format in _AS_STORED or (number_format in _WHOLE and value == int(value)):
        return stored
    shape = _shape_for(value, number_format)
    if shape is None:
        return stored + _UNKNOWN.format(number_format)
    shown = _written(value, shape)
    if _WHITE.search(number_format) or not any(letter.isdigit() for letter in shown):
        return marked(stored, Mark.HIDDEN)
    bare = shown.replace(",", "").strip()
    if bare == stored or _same(bare, stored):
        return stored
    if stored in shown:  # words around the number
        return shown
    return shown + marked(stored, Mark.STORED)


def words_as_shown(words: str, number_format: str) -> str:
    """Return the words of a cell; a format whose fourth part is empty, ;;;, shows none."""
    sections = _sections(number_format) if ";" in number_format else ()
    is_unseen = len(sections) == _MOST_SECTIONS and not sections[-1].strip()
    return marked(words, Mark.HIDDEN) if is_unseen else words


def _same(shown: str, stored: str) -> bool:
    """Whether both are one number: 12.00 and 12."""
    try:
        return Decimal(shown) == Decimal(stored)
    except ArithmeticError:
        return False


def _shape_for(value: Decimal, number_format: str) -> Shape | None:
    """Return the section of the format that shows a value; None where it is not understood."""
    sections = _sections(number_format)
    if len(sections) > _MOST_SECTIONS:
        return None
    at = 0
    if value < 0 and len(sections) > 1:
        at = 1
    elif value == 0 and len(sections) > 2:  # noqa: PLR2004 - positive; negative; zero
        at = 2
    if at == 1 and not any(sign in sections[at] for sign in "-("):
        return None  # the minus sign is not shown: what is seen is another number
    return _shape(sections[at])


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[str, ...]:
    parts = [""]
    for piece in _PART.findall(number_format):
        if piece == ";":
            parts.append("")
        else:
            parts[-1] += piece
    return tuple(parts)


@lru_cache(maxsize=512)
def _shape(section: str) -> Shape | None:
    pieces: list[str] = []
    places: set[int] = set()
    point = -1
    commas = decimals = at = 0
    percent = False
    while at < len(section):
        match = _TOKEN.match(section, at)
        if match is None:
            return None
        at = match.end()
        if match["digit"]:
            commas = 0
            decimals += point >= 0
            places.add(len(pieces))
            pieces.append(match["digit"])
        elif match["sign"] == "," and places:
            commas += 1
        elif match["sign"] == ".":
            if point >= 0:
                return None
            point = len(pieces)
        else:
            percent = percent or match["sign"] == "%"
            words = (
                match["words"],
                match["escaped"],
                match["money"],
                match["sign"],
                match["letter"],
            )
            pieces.append(next((one for one in words if one), ""))
    return Shape(tuple(pieces), frozenset(places), decimals, commas, point, percent)


def _written(value: Decimal, shape: Shape) -> str:
    scaled = abs(value).scaleb((2 if shape.percent else 0) - 3 * shape.thousands)
    rounded = scaled.quantize(Decimal(1).scaleb(-shape.decimals), ROUND_HALF_UP)
    whole, _, fraction = format(rounded, "f").partition(".")
    before = [at for at in sorted(shape.places) if shape.point < 0 or at < shape.point]
    behind = [at for at in sorted(shape.places) if at not in before]
    texts = dict(zip(behind, fraction, strict=False))
    digits = list(whole)
    for at in reversed(before[1:]):
        texts[at] = digits.pop() if digits else ("0" if shape.pieces[at] == "0" else "")
    if before:
        first = "".join(digits) if digits != ["0"] else ""  # # shows no 0
        texts[before[0]] = first or ("0" if shape.pieces[before[0]] == "0" else "")
    shown = []
    for at, piece in enumerate(shape.pieces):
        if at == shape.point:
            shown.append(".")
        shown.append(texts.get(at, "") if at in shape.places else piece)
    text = "".join(shown).strip()
    is_signed = value < 0 and bool(rounded) and not text.startswith(("-", "("))
    return f"-{text}" if is_signed else text
