"""A cell's text as a value: the number, its note, and what was said about its unit.

Nothing is guessed: a text that is not surely one number is refused with the reason, and blanks,
``/`` and dashes stay blank.
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from nianbao.formats.layout import CellDef
from nianbao.formats.schema import ValueType
from nianbao.importers.vocabulary.words import half_width, word_list
from nianbao.report.errors import UserError
from nianbao.report.numbers import MAX_DIGITS, MINUS_SIGNS, SMALL, parse_number, split_note

_LONGEST = 300
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
"""A soft hyphen is not among them: PDFs show it as a minus sign, other programs not at all."""
_SIGNS = f"增加|减少|下降|上升|增|减|[+{MINUS_SIGNS}-]"
_VALUE = re.compile(
    rf"(?P<sign>{_SIGNS})?\s*(?P<number>\d[\d,.\s]*(?<=\d))\s*(?P<unit>(?:[百千]万|[百千万亿])?[^\W\d_]?)",
)
_PAGE = re.compile(
    r"[-—–~·]{1,2}\s*\d{1,4}\s*[-—–~·]{1,2}|第\s*\d+\s*页.*|\d{1,3}\s*/\s*\d{1,3}|共\s*\d+\s*页"
)
_ODD = re.compile(
    rf"\d(?:\.\d+)?[eE][+-]?\d{{1,3}}|(?:{_SIGNS})?\s*\d[\d,.]*\s*(?:[①-⑳⑴-⒇❶-❿¹²³⁰-⁹₀-₉*※†‡#?？△▲〔\[]|〔.*〕|\[\d{{1,2}}\])+"
)
_NOTE_ALONE = re.compile(
    r"[(（](?![一二三四五六七八九十\s]+[)）])(?P<note>[^()（）]*[\u4e00-\u9fff]\s*[\u4e00-\u9fff][^()（）]*)[)）]"
)
"""What stands beside a number that is not there: （详见附件）."""
_WHOLE = re.compile(r"\.0+$")
_DASHES = re.compile(f"[{MINUS_SIGNS}_-]+")
"""However long and in whichever font: one hyphen in the list of words."""
_WORDS_OF_CHANGE = {"下降": "减少", "上升": "增加"}


class Value(NamedTuple):
    """What a cell holds."""

    number: Decimal | None
    note: str = ""
    said: str = ""
    """A sentence about a converted or unusual unit."""


class UnreadableError(UserError):
    """A cell's text that is not surely one number."""


@lru_cache(maxsize=4096)
def is_blank(text: str) -> bool:
    """Whether a cell holds nothing: no characters, or only a mark for nothing."""
    return not _plain(text) or is_dash(text) or _plain(text) in word_list()["blank"]["words"]


def is_dash(text: str) -> bool:
    """Whether a cell holds only a dash or a slash, which some write for 0 and some for unknown."""
    return _DASHES.sub("-", _plain(text)) in word_list()["blank"]["dashes"]


@lru_cache(maxsize=4096)
def is_value(text: str) -> bool:
    """Whether a text has the shape of a value: a number with its sign, unit and note.

    A number with a mark at its end (72①, 12*) has it, too: it keeps its place, and is declined.
    """
    if len(text) > _LONGEST:
        return False
    number, _ = split_note(_plain(text))
    match = _VALUE.fullmatch(number)
    if match is not None and match["unit"] in _units():
        return True
    return _ODD.fullmatch(number) is not None


_PLAIN_VALUES = {written: Value(number) for written, number in SMALL.items()} | {"": Value(None)}


def is_page_number(text: str) -> bool:
    """Whether a text is a page number such as ``-2-``; a bare number is not surely one."""
    return _PAGE.fullmatch(_plain(text)) is not None


def read_value(text: str, cell: CellDef, said: frozenset[str] = frozenset()) -> Value:
    """Return what a cell holds; raise UnreadableError where that is not certain.

    ``said`` are the units that the source names for its amounts: those of bare numbers.
    """
    if text in ("", "0"):
        return _PLAIN_VALUES[text]
    if said and said != {cell.unit} and cell.unit in word_list()["units"]["money"]:
        return _read_beside(said, text, cell)
    if text in _PLAIN_VALUES:
        return _PLAIN_VALUES[text]
    return _read(text, cell.value_type, cell.unit)


def _read_beside(said: frozenset[str], text: str, cell: CellDef) -> Value:
    """Return an amount that names its unit; a bare one under a head with another unit is declined.

    元 may be what a page left of 万元: nobody but the clerk knows.
    """
    value = _read(text, cell.value_type, cell.unit)
    match = _VALUE.fullmatch(split_note(_plain(text))[0])
    if not value.number or (match is not None and match["unit"]):
        return value
    units = "、".join(sorted(said))
    if len(said) > 1:
        raise UnreadableError(f"表里写了几种单位（{units}），不知道这个数按哪个计")
    meant = _amount(value.number, units, "", cell.unit).number
    shown = "" if meant is None else f"，合{format(meant, 'f')}{cell.unit}"
    raise UnreadableError(f"表里写的单位是{units}{shown}；这一格按{cell.unit}计，请核对后填写")


@lru_cache(maxsize=4096)
def _read(text: str, value_type: ValueType, unit: str) -> Value:
    if text.isdecimal() and text.isascii() and text[0] != "0" and len(text) <= MAX_DIGITS:
        return Value(Decimal(text))
    if is_blank(text):
        return Value(None)
    if len(text) > _LONGEST:
        raise UnreadableError("这一格里不是数字")
    alone = _NOTE_ALONE.fullmatch(_INVISIBLE.sub("", text).strip())
    if alone is not None:
        return Value(None, alone["note"].strip())
    number, note = split_note(_INVISIBLE.sub("", text))  # a note stays letter by letter
    match = _VALUE.fullmatch(_plain(number))
    if match is None:
        raise UnreadableError("这一格里不是数字")
    digits = _digits(match["number"])
    if value_type != "amount":
        digits = _WHOLE.sub("", digits)  # 12.00 of a spreadsheet
    value = _parsed(_sign(match["sign"]) + digits, value_type)
    if match["sign"] and not value:
        raise UnreadableError("0 前面有符号，可能是旁边一格的")
    if not match["unit"] or match["unit"] == unit:
        return Value(value, note)
    if value_type == "amount":
        return _amount(value, match["unit"], note, unit)
    return _count(value, match["unit"], note, unit)


def _plain(text: str) -> str:
    return _INVISIBLE.sub("", half_width(text)).strip()


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    units = word_list()["units"]
    return frozenset(["", *units["count"], *units["money"]])


def _digits(written: str) -> str:
    digits = re.sub(r",\s+(?=\d{3}\b)", ",", written)
    if re.search(r"\s", digits):
        raise UnreadableError("一格里有几个数，分不清是哪个")
    if re.match(r"0\d", digits):
        raise UnreadableError("数字连在一起，分不清是几个数")
    return digits


def _sign(written: str | None) -> str:
    return _WORDS_OF_CHANGE.get(written or "", written or "")


def _parsed(written: str, value_type: ValueType) -> Decimal:
    try:
        value = parse_number(written, value_type)
    except UserError as error:
        raise UnreadableError(error.message.split("，“", maxsplit=1)[0]) from error
    if value is None:
        raise UnreadableError("这一格里不是数字")
    return value


def _count(value: Decimal, written: str, note: str, unit: str) -> Value:
    """Return a number of pieces whose unit is not the form's own: 件 for 条 may be meant."""
    units = word_list()["units"]["count"]
    if written not in units:
        raise UnreadableError(f"单位“{written}”和这一格不符")
    if unit not in units[:5] or written not in units[:5]:
        return Value(value, note, f"原文单位是“{written}”，这一格按“{unit}”计，请核对")
    return Value(value, note)


def _amount(value: Decimal, written: str, note: str, unit: str) -> Value:
    powers = word_list()["units"]["money"]
    if written not in powers:
        raise UnreadableError(f"单位“{written}”和这一格不符")
    if unit not in powers:
        return Value(value, note or written, f"原文单位是“{written}”，格式没有规定单位，数字照录")
    converted = value.scaleb(powers[written] - powers[unit]).normalize()
    said = f"原文{format(value, 'f')}{written}，已换算为{format(converted, 'f')}{unit}"
    return Value(Decimal(format(converted, "f")), note, said)
