"""Numbers in prose: Arabic with separators, Chinese numerals, 万; rough and masked ones marked."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from nianbao.checks.sentences.lexicon import vocabulary

_DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_DIGITS |= {char: number for number, char in enumerate("零壹贰叁肆伍陆柒捌玖")}
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}

_ARABIC = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?!,[0-9])|[0-9]+)(?P<fraction>\.[0-9]+)?"
)
_CHINESE = re.compile("[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+")
_MASK = re.compile(r"[*×＊xX?]+[0-9*×＊]*")
_ROUGH_BEFORE = re.compile("(?:近|约|大约|超|超过|逾|突破|将近|接近|不足|不到)$")
_ROUGH_BEFORE_WORDS = re.compile("[数上几]$")
_ROUGH_AFTER = re.compile(r"[余多几]|\+")
_RANGE_AFTER = re.compile(r"[-~至到](?![0-9]{4}年)[0-9]")
_RANGE_BEFORE = re.compile(r"[0-9][-~至到]$")
_APPROXIMATE_AFTER = re.compile(r"左右|以上|上下|以内|以下|余|多[件条次份宗]")
_MAX_NUMERAL = 24
_MAX_DIGITS = 20


@dataclass(frozen=True)
class Number:
    """A number with its unit. ``quantum`` is the step it was rounded to (万 with no decimals: 10000)."""

    value: Decimal
    unit: str
    quantum: Decimal = Decimal(1)
    vague: bool = False
    """Rough, masked or one end of a range: never compared."""
    percent: bool = False

    def agrees(self, other: Decimal) -> bool:
        """Whether the number is ``other``, rounded as it was rounded."""
        if self.quantum <= 1:
            return self.value == other
        return abs(self.value - other) * 2 <= self.quantum


def chinese_number(text: str) -> int | None:
    """Return the value of Chinese numerals (十二, 一百零五, 两千三, 二〇二三); None where they make none."""
    if not text or len(text) > _MAX_NUMERAL:
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    total = section = digit = 0
    unit = 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            unit = 1 if char in "零〇" else unit // 10 or 1
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit, unit = 0, _TENS[char]
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section, digit, unit = 0, 0, _MYRIADS[char]
    return total + section + digit * (unit if unit > 1 and text[-1] in _DIGITS else 1)


def arabic_at(text: str, start: int) -> tuple[Number, int] | None:
    """Return the Arabic number at ``start`` with the end of its unit; None where none is there."""
    match = _ARABIC.match(text, start)
    if match is None:
        return None
    end = match.end()
    masked = _MASK.match(text, end)
    if masked:
        return Number(Decimal(0), "", vague=True), masked.end()
    if end - start > _MAX_DIGITS:
        return Number(Decimal(0), "", vague=True), end
    digits = match["whole"].replace(",", "") + (match["fraction"] or "")
    return _with_unit(text, start, end, Decimal(digits), len(match["fraction"] or ".") - 1)


def chinese_at(text: str, start: int) -> tuple[Number, int] | None:
    """Return the number written as words at ``start``, only before a unit of cases (一件, 十二宗)."""
    match = _CHINESE.match(text, start)
    if match is None:
        return None
    value = chinese_number(match[0])
    if value is None:
        return None
    found = _with_unit(text, start, match.end(), Decimal(value), 0)
    number, end = found
    counted = number.unit in case_units() or (
        number.unit == "次" and _CASES_BEFORE.search(text, max(0, start - 6), start)
    )
    if not counted or _HIDDEN_AFTER.match(text, end):
        return None
    if _HIDDEN_BEFORE.search(text, max(0, start - 2), start) or _is_together(text, start, end):
        return None
    return found


_CASES_BEFORE = re.compile("(?:复议|诉讼|起诉|被诉)[了共计达为]{0,2}$")
"""被申请复议五次: cases that are counted by how often they were brought."""
_HIDDEN_AFTER = re.compile("[事套]|次性")
_HIDDEN_BEFORE = re.compile("[第每同逐一]$")


def _is_together(text: str, start: int, end: int) -> bool:
    """“一起” is a number only before what comes in 起: 一起行政诉讼."""
    if text[start:end] != "一起":
        return False
    return not text.startswith(("行政", "复议", "诉讼", "因", "政府信息"), end)


def _with_unit(
    text: str, start: int, end: int, value: Decimal, decimals: int
) -> tuple[Number, int]:
    before = text[max(0, start - 3) : start]
    vague = bool(_ROUGH_BEFORE.search(before) or _RANGE_BEFORE.search(before))
    if not text[start].isascii():  # 数十件, but 申请数12件
        vague = vague or bool(_ROUGH_BEFORE_WORDS.search(before))
    rough = _ROUGH_AFTER.match(text, end)
    end, vague = (rough.end(), True) if rough else (end, vague)
    quantum = Decimal(1)
    while end < len(text) and text[end] in _MYRIADS and not text.startswith("万元", end):
        quantum = Decimal(_MYRIADS[text[end]]) / (Decimal(10) ** decimals)
        value *= _MYRIADS[text[end]]
        end += 1
        rough = _ROUGH_AFTER.match(text, end)
        end, vague = (rough.end(), True) if rough else (end, vague)
    if text.startswith(("%", "‰", "个百分点"), end):
        return Number(value, "%", vague=vague, percent=True), end + (
            1 if text[end] != "个" else len("个百分点")
        )
    unit = unit_at(text, end)
    end += len(unit)
    vague = vague or bool(_RANGE_AFTER.match(text, end) or _APPROXIMATE_AFTER.match(text, end))
    return Number(value, unit, quantum, vague), end


@lru_cache(maxsize=1)
def case_units() -> frozenset[str]:
    """The units in which applications, reviews and suits are counted."""
    return frozenset(vocabulary().case_units)


def unit_at(text: str, start: int) -> str:
    """Return the unit at ``start``, empty where no known one stands there."""
    for unit in vocabulary().units_by_first.get(text[start : start + 1], ()):
        if text.startswith(unit, start):
            return unit
    return ""
