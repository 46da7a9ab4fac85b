"""Years and dates, and what stands around the six sections: contact, attachments, the site."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from nianbao.importers.vocabulary.words import half_width, squeeze, word_list

_FIRST_YEAR, _LAST_YEAR = 2008, 2100
_NUMERALS = {numeral: str(digit) for digit, numeral in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
}
_YEAR = re.compile(
    r"(?<!\d)(20\d\d)(?=年(?!\d)|年?度)|(?<![〇一二三四五六七八九])(二[〇○零Ｏ]..)(?=年)"
)
_DATED = re.compile(r"(20\d\d)年\d{1,2}月(?:\d{1,2}日)?")
_PERIOD = re.compile(r"(?<!\d)(20\d\d)年1月1日")
_DATE = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})日")
_LONGEST = 80


def year_in(text: str) -> int | None:
    """Return the first year a text names."""
    return next(_years(text), None)


def _years(text: str) -> Iterator[int]:
    for match in _YEAR.finditer(text):
        digits = match[1] or "".join(_NUMERALS.get(one, one) for one in match[2])
        if digits.isdecimal() and _FIRST_YEAR <= int(digits) <= _LAST_YEAR:
            yield int(digits)


def year_of_text(texts: Sequence[str]) -> tuple[int | None, int | None]:
    """Return the year of the period stated, and the year most spoken of."""
    whole = squeeze("\n".join(texts))
    period = _PERIOD.search(whole)
    spoken = Counter(_years(_DATED.sub("", whole)))
    most = spoken.most_common(2)
    clear = most and (len(most) == 1 or most[0][1] > most[1][1])
    return (int(period[1]) if period else None), (most[0][0] if clear else None)


def date_in(line: str) -> date | None:
    """Return the date that a line consists of."""
    match = _DATE.fullmatch(squeeze(line).strip("()"))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def is_contact(text: str) -> bool:
    """Whether a paragraph tells whom to ask about the report."""
    words = word_list()["contact"]
    named = any(word in text for word in words["words"])
    return (
        named and _REACHED.search(text) is not None and any(word in text for word in words["about"])
    )


def is_contact_line(text: str) -> bool:
    """Whether a line of the report's end is a part of its contact: 地址：…, 联系人：… 电话：…"""
    return is_contact(text) or _contact_keys().match(squeeze(text)) is not None


@lru_cache(maxsize=1)
def _contact_keys() -> re.Pattern[str]:
    keys = "|".join(word_list()["contact"]["keys"])
    return re.compile(rf"[(]?(?:{keys})[:][^。;]+[。]?[)]?$")


def attachment_in(line: str) -> str:
    """Return what a line names as an attachment, letter by letter."""
    text = line.strip()
    begins = _half_width(tuple(word_list()["attachment"]["begins"]))
    if not half_width(text[: max(map(len, begins))]).startswith(begins):
        return ""
    plain = half_width(text)
    for begin in begins:
        if plain.startswith(begin):
            lead = _ITEM.match(plain, len(begin))
            end = lead.end() if lead else len(begin)
            if end == len(begin) and plain[-1:] not in begin and _SENTENCE_END.search(plain):
                return ""  # a sentence about attachments
            return text[end:].strip()
    return ""


def next_attachment_in(line: str, number: int) -> str:
    """Return what a line names that goes on with a list of attachments: 2.流程图."""
    text = line.strip()
    match = re.match(rf"{number}\s*[.、]\s*(?=\D|\d+[^\d.])", half_width(text))
    return text[match.end() :] if match else ""


def is_furniture(line: str) -> bool:
    """Whether a line outside the report belongs to the site around it.

    A short line without a sentence that begins like the site's own, or names a fact about the page.
    """
    text = squeeze(line)
    if not text.strip("|=-—*"):
        return True
    if len(text) >= _LONGEST:
        return False
    if any(word in line for word in word_list()["furniture"]["contains"]):
        return True
    if _SENTENCE_END.search(text):
        return False
    begins = text.strip("|[]【】()").startswith(
        _squeezed(tuple(word_list()["furniture"]["begins"]))
    )
    return begins or _keys().match(text) is not None


def is_whole_furniture(line: str) -> bool:
    """Whether a line is the site's even within the report: its whole words, or key：value."""
    text = squeeze(line).strip("|[]【】()")
    if not text.strip("=-—*"):
        return True
    if text.strip(":") in _squeezed(tuple(word_list()["furniture"]["begins"])):
        return True
    match = _keys().match(text)
    return match is not None and _FACT.fullmatch(text[match.end() :]) is not None


_REACHED = re.compile(r"\d{3}|[:：@]|请")
"""Whoever is to be reached has a number or an address behind a colon, or is asked to call."""
_SENTENCE_END = re.compile(r"[。;!]$|。")
_FACT = re.compile(r"[|\d\-./:年月日时分 ]*(?:次|人次|大中小)?")
_ITEM = re.compile(r"[:\s]*(?:\d{1,2}(?:\s*[.、:]|\s+))?[:\s]*")


@lru_cache(maxsize=1)
def _keys() -> re.Pattern[str]:
    """Return what a line of facts about a page begins with: 发布时间：, 索引号 |."""
    keys = "|".join(map(re.escape, word_list()["furniture"]["keys"]))
    return re.compile(rf"[|\[【(]*(?:20\d\d年\d+月\d+日)?(?:{keys})[:|]")


@lru_cache(maxsize=4)
def _half_width(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(half_width, words))


@lru_cache(maxsize=4)
def _squeezed(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(squeeze(word) for word in words)
