"""Title, unit, year and what stands around the six sections: contact, attachments, date."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from nianbao.importers.words import half_width, squeeze, word_list

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
_SUBJECT = "政府信息公开"
_LONGEST_TITLE = 80
_LONGEST_UNIT = 40
_MOST_LINES = 3


@dataclass(frozen=True)
class Title:
    """A report's title, taken apart."""

    unit: str
    year: int | None


def find_title(lines: Sequence[str]) -> tuple[Title, int] | None:
    """Return the first title among short lines, which may be broken over several, and its end."""
    squeezed = [squeeze(line) for line in lines]
    for count in range(1, _MOST_LINES + 1):
        for start in range(len(squeezed) - count + 1):
            text = "".join(squeezed[start : start + count])
            title = parse_title(text) if len(text) <= _LONGEST_TITLE else None
            if title:
                before = squeezed[start - 1] if start else ""
                if not title.unit and is_office(before):
                    title = Title(before, title.year)
                return title, start + count
    return None


def parse_title(text: str) -> Title | None:
    """Take a title apart: 宿迁市2023年政府信息公开工作年度报告."""
    squeezed = squeeze(text)
    at = squeezed.find(_SUBJECT)
    rest = squeezed[at + len(_SUBJECT) :]
    ending = _title_end().match(rest)
    if at < 0 or not ending:
        return None
    before = re.split(r"[,。;:!?、]", squeezed[:at])[-1]
    year = year_in(before) or year_in(rest[: ending.end()])
    name = re.sub(r"(?:20\d\d|二[〇○零Ｏ]..)?年?度?$|^(?:20\d\d|二[〇○零Ｏ]..)年?度?", "", before)
    name = re.sub(r"(?:20\d\d|二[〇○零Ｏ]..)年?度?", "", name).strip('-—_|《》“”"() ')
    for lead in word_list()["title"]["leads"]:
        name = name.removeprefix(lead).lstrip(":")
    return Title(_own_name(name), year)


@lru_cache(maxsize=1)
def _title_end() -> re.Pattern[str]:
    endings = "|".join(word_list()["title"]["endings"])
    return re.compile(rf"(?:工作)?(?:\(?20\d\d\)?年?度?|20\d\d)?(?:情况)?(?:{endings})")


def _own_name(name: str) -> str:
    if len(name) > _LONGEST_UNIT or name.startswith(tuple(word_list()["title"]["ourselves"])):
        return ""
    return name


def is_office(text: str) -> bool:
    """Whether a line is an office's name and nothing else."""
    offices = tuple(word_list()["title"]["offices"])
    return bool(re.fullmatch(r"[^\W\d]{3,40}", text)) and text.endswith(offices)


def office_in(text: str) -> str:
    """Return the office that a first sentence speaks of: 2022年度，栖霞区交通运输局依规定…"""
    offices = sorted(word_list()["title"]["offices"][:14], key=len, reverse=True)
    names = "|".join(offices)
    pattern = (
        rf"(?:20\d\d年度?[,，]?)?([\u4e00-\u9fff]{{2,24}}?(?:{names}))"
        r"(?=依|按|认真|严格|坚持|贯彻|高度|深入|积极|紧)"
    )
    match = re.match(pattern, half_width(squeeze(text)))
    return _own_name(match[1]) if match else ""


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
    return any(word in text for word in words["words"]) and any(
        word in text for word in words["about"]
    )


def attachment_in(line: str) -> str:
    """Return what a line names as an attachment."""
    text = half_width(line).strip()
    for begin in word_list()["attachment"]["begins"]:
        if text.startswith(half_width(begin)):
            return text.removeprefix(half_width(begin)).lstrip("0123456789 :、.").strip()
    return ""


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site around the report."""
    words = word_list()["furniture"]
    text = squeeze(line)
    if not text:
        return True
    short = len(text) < _LONGEST_TITLE
    return (short and text.startswith(_squeezed(tuple(words["begins"])))) or any(
        word in line for word in words["contains"]
    )


@lru_cache(maxsize=4)
def _squeezed(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(squeeze(word) for word in words)


def publisher_in(line: str) -> str:
    """Return the office that a page names as its publisher: 发布机构：某市某局."""
    text = squeeze(line)
    for begin in word_list()["publisher"]["begins"]:
        match = re.match(rf"{begin}:([^\W\d]{{3,40}})", text)
        if match and is_office(match[1]):
            return match[1]
    return ""
