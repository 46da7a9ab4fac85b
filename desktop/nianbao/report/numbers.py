"""Text to number and back, by the value types of the forms. A blank is ``None``, never 0."""

import re
from collections.abc import Mapping
from decimal import Decimal

from nianbao.formats.schema import ValueType
from nianbao.report.errors import UserError

MAX_DIGITS = 12
"""More digits than any published count or amount; beyond it a typing slip is certain."""
MAX_DECIMALS = 6
"""万元 with six decimals is one fen of a fen: enough for any fee."""

_PLAIN = re.compile(r"(?P<sign>[+-]?)(?P<whole>[0-9]+)(?P<fraction>\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_HALF_WIDTH = {0xFF00 + code: 0x20 + code for code in range(1, 0x5F)}
"""Full-width ASCII only: NFKC would also turn 5² into 52."""
MINUS_SIGNS = "−–—﹣‐‑‒―⁻➖"
"""What offices' programs write for a minus sign, beside the hyphen and its full-width form."""
_SIGNS = {ord(sign): "-" for sign in MINUS_SIGNS} | {ord(mark): "" for mark in "\u200b\ufeff"}
_CHANGE_WORDS = {"增加": "+", "减少": "-", "增": "+", "减": "-"}
_MAX_SHOWN = 20
_STORED = re.compile(r"-?[0-9]+(\.[0-9]+)?(E[+-][0-9]{1,2})?")
_LONGEST = 2 * MAX_DIGITS + 2
"""Of a stored number: twice what a clerk may enter, because sources hold what they hold."""
_WITH_UNIT = re.compile(r"[+-]?[0-9][0-9,.]*\s*(?P<unit>[\u4e00-\u9fff]{1,3}|%)")
_NOTE = re.compile(r"(?P<number>[^（(]+?)\s*[（(](?P<note>.+)[)）]", re.DOTALL)


class NumberRefusedError(UserError):
    """A text that is no value for its cell; the old value stays."""

    def __init__(self, why: str, shown: str) -> None:
        super().__init__(f"{why}，“{shown}”没有填进去。")
        self.why = why
        """The reason alone, where the text itself stands beside it."""


def parse_number(text: str, value_type: ValueType) -> Decimal | None:
    """Return the number a clerk typed, or None for a blank.

    Accepts full-width digits and signs, thousands separators, blanks around, and 增/减 for a
    change. Raises NumberRefusedError with the reason.
    """
    plain = normalise(text)
    if not plain:
        return None
    if value_type == "change":
        plain = _signed(plain)
    if "," in plain:
        if not _GROUPED.fullmatch(plain):
            raise _refused(text, "千分位的逗号应当每三位一个")
        plain = plain.replace(",", "")
    match = _PLAIN.fullmatch(plain)
    if match is None:
        raise _refused(text, _why_no_number(plain))
    _check_size(text, match)
    _check_type(text, match, value_type)
    value = Decimal(plain)
    return value or abs(value)  # -0 is 0


def stored_number(value: object) -> Decimal:
    """Return a number as files hold it: a string of plain digits, or a whole number.

    Raises ValueError for anything else: a float is not exact, and an exponent may stand for a
    number that fills the memory (a short one, 5E+1, stands in files of older versions).
    """
    if type(value) is Decimal and _is_short_and_whole(str(value)):
        return value  # the way of nearly all of them
    is_exact = isinstance(value, str | int | Decimal) and not isinstance(value, bool)
    text = str(value) if is_exact else ""
    number = Decimal(text) if len(text) <= _LONGEST and _STORED.fullmatch(text) else None
    if number is None or abs(number.adjusted()) > _LONGEST:
        message = f"no number of a report file: {text[:_MAX_SHOWN]!r}"
        raise ValueError(message)
    return Decimal(format(number, "f"))


def stored_cells(values: object) -> dict[str, Decimal | None]:
    """Return the numbers of a report's cells as files hold them; raise ValueError for anything else.

    Two hundred cells at once, because that is most of the time in which a report is opened.
    """
    if not isinstance(values, Mapping):
        message = "cells are no table of numbers"
        raise ValueError(message)  # noqa: TRY004 - pydantic reports it with the field
    if not set(map(type, values)) <= {str}:
        message = "a key of a cell is no word"
        raise ValueError(message)
    if str not in set(map(type, values.values())):  # a source that was read, and no file
        return {**values, **{key: stored_number(one) for key, one in uncommon(values).items()}}
    try:
        found: dict[str, Decimal | None] = dict(
            zip(values, map(SMALL.get, values.values()), strict=True)
        )
    except TypeError as error:  # a list or a table where a number should be
        message = "no number of a report file"
        raise ValueError(message) from error
    for key in [key for key, number in found.items() if number is None]:
        value = values[key]
        found[key] = value if id(value) in _SMALL_IDS else stored_number(value)
    return found


SMALL = {str(number): Decimal(number) for number in range(1000)}
"""Most numbers of a report, made once."""
_SMALL_IDS = frozenset((*map(id, SMALL.values()), id(None)))


def uncommon(values: Mapping[str, Decimal | None]) -> dict[str, Decimal]:
    """Return the numbers among some cells that are not certainly small, whole and not negative.

    By identity, because to look a Decimal up by value costs as much as to look at it.
    """
    small = _SMALL_IDS
    return {key: value for key, value in values.items() if id(value) not in small}  # type: ignore[misc]


def _is_short_and_whole(written: str) -> bool:
    return written.isdecimal() and len(written) <= _LONGEST


def normalise(text: str) -> str:
    """Return a number's text in half-width characters, without blanks around it."""
    return text.translate(_HALF_WIDTH).translate(_SIGNS).strip()


def format_number(value: Decimal | None) -> str:
    """Return a value as it is printed: no exponent, no separators, decimals as entered."""
    if value is None:
        return ""
    return format(value, "f")


def split_note(text: str) -> tuple[str, str]:
    """Split an annotated cell, ``22（其中修订16件）``, into its number's text and its note."""
    match = _NOTE.fullmatch(text.strip())
    if match is None:
        return text, ""
    return match["number"], match["note"].strip()


def _signed(plain: str) -> str:
    for word, sign in _CHANGE_WORDS.items():
        if plain.startswith(word):
            return sign + plain.removeprefix(word).strip()
    return plain


def _check_size(text: str, match: re.Match[str]) -> None:
    if len(match["whole"].lstrip("0")) > MAX_DIGITS:
        raise _refused(text, f"位数太多，最多 {MAX_DIGITS} 位")
    if len(match["fraction"] or "") - 1 > MAX_DECIMALS:
        raise _refused(text, f"小数最多 {MAX_DECIMALS} 位")


def _check_type(text: str, match: re.Match[str], value_type: ValueType) -> None:
    if match["sign"] == "-" and value_type != "change" and Decimal(match[0]) != 0:
        raise _refused(text, "这一格不能是负数")
    if match["fraction"] and value_type != "amount":
        raise _refused(text, "这一格只能填整数")


def _why_no_number(plain: str) -> str:
    if plain in {"-", "/", "--", "\\"}:
        return "这不是数字；没有发生的请填 0，不清楚的请留空"
    if re.fullmatch(r"[0-9.]*\.[0-9.]*", plain):
        return "小数点的位置不对"
    unit = _WITH_UNIT.fullmatch(plain)
    if unit is not None:
        return f"这一格只填数字，不用写“{unit['unit']}”"
    return "这一格只能填数字"


def _refused(text: str, why: str) -> NumberRefusedError:
    shown = text.strip()
    if len(shown) > _MAX_SHOWN:
        shown = shown[:_MAX_SHOWN] + "…"
    return NumberRefusedError(why, shown)
