"""How a text is written: TX-WORDING (marks, steps, dates) — read on the clerk's own characters."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from functools import lru_cache

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity, TextSpan
from nianbao.checks.sentences.numerals import chinese_number
from nianbao.checks.texts.patterns import pattern, text_data
from nianbao.checks.texts.read import all_texts

RULE = "TX-WORDING"
_CLOSES = {"）": "（", "》": "《", "”": "“", "〕": "〔", "】": "【"}
_MARKS = re.compile("[" + re.escape("".join((*_CLOSES, *_CLOSES.values()))) + "\n]")
_LEAP = 2024
"""A leap year: a day without a year may be its 29th of February."""
Place = tuple[int, int]
Habit = tuple[str, tuple[Place, ...]]
Slip = tuple[str, int, int]
"""What is wrong, and where it begins and ends."""


def check_wording(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each slip; what is a matter of habit only is one hint a text."""
    rule = catalogue()[RULE]
    for key, section, text in all_texts(context):
        context.compared(RULE)
        for what, start, end in _slips(text):
            yield Finding(
                rule.id, rule.severity, section, f"{what}。", hint=rule.advice,
                spans=(TextSpan(key, start, end),),
                subject=f"{key}:wording:{what}:{text[start:end]}",
            )  # fmt: skip
        for what, several in _habits(text):
            places = tuple(TextSpan(key, *place) for place in several)
            yield Finding(
                rule.id, Severity.HINT, section, f"{what}。", hint=rule.advice, spans=places,
                subject=f"{key}:wording:{what}",
            )  # fmt: skip


@lru_cache(maxsize=512)
def _slips(text: str) -> tuple[Slip, ...]:
    """Remembered, since most texts are the same as at the last key stroke."""
    return tuple(_all_slips(text))


def _all_slips(text: str) -> Iterator[Slip]:
    yield from _pairs(text)
    yield from _doubled(text)
    for name in ("step", "chapter", "level", "item", "subitem", "circled", "ordinal"):
        yield from _steps(text, name)
    yield from _clauses(text)
    yield from _dates(text)


@lru_cache(maxsize=512)
def _habits(text: str) -> tuple[Habit, ...]:
    return tuple(_all_habits(text))


def _all_habits(text: str) -> Iterator[Habit]:
    half = [match.span("marks") for match in pattern("wording", "half_width").finditer(text)]
    if half:
        yield f"中文之间用了半角标点（{len(half)} 处）", tuple(half)
    for what, start, end in _manner(text):
        yield what, ((start, end),)


def _pairs(text: str) -> Iterator[Slip]:
    """（）《》“”〔〕 open and close within a paragraph; “1）” numbers a step."""
    opened: list[int] = []
    for mark in _MARKS.finditer(text):
        place, char = mark.start(), mark[0]
        if char == "\n":
            yield from _unclosed(text, opened)
            opened = []
        elif char not in _CLOSES:
            opened.append(place)
        elif opened and text[opened[-1]] == _CLOSES[char]:
            opened.pop()
        elif not pattern("wording", "numbering").search(text[max(0, place - 3) : place]):
            yield f"有{_name(char)}，前面缺{_name(_CLOSES[char])}", place, place + 1
    yield from _unclosed(text, opened)


def _unclosed(text: str, places: Sequence[int]) -> Iterator[Slip]:
    for place in places:
        yield f"{_name(text[place])}没有配对的后一半", place, place + 1


def _name(mark: str) -> str:
    """Quotation marks cannot be shown between quotation marks."""
    return {"“": "前引号“", "”": "后引号”"}.get(mark, f"“{mark}”")


def _doubled(text: str) -> Iterator[Slip]:
    for match in pattern("wording", "doubled").finditer(text):
        yield f"标点“{match['marks']}”重复或连用", *match.span("marks")


def _steps(text: str, name: str) -> Iterator[Slip]:
    """一是 二是 三是, （一）（二）, 1. 2.: none is left out, each run begins with the first."""
    last = 0
    alone: re.Match[str] | None = None
    for match in pattern("wording", name).finditer(text):
        number = _number(match["number"])
        shown = match["shown"]
        if number == 1:
            if alone is not None and name == "step":
                yield _no_second(alone)
            last, alone = 1, match
            continue
        if number == last + 1:
            last, alone = number, None
        elif last or name == "step":
            yield f"“{shown}”的序号不连续", match.start("shown"), match.end("shown")
            last, alone = number, None
    if alone is not None and name == "step":
        yield _no_second(alone)


def _clauses(text: str) -> Iterator[Slip]:
    """（一）…；（二）…；（三）… in one paragraph; the next one numbers its own."""
    start = 0
    for paragraph in text.split("\n"):
        for what, begin, end in _steps(paragraph, "clause"):
            yield what, start + begin, start + end
        start += len(paragraph) + 1


def _no_second(match: re.Match[str]) -> Slip:
    return f"只有“{match['shown']}”，后面没有“二是”", match.start("shown"), match.end("shown")


def _number(text: str) -> int:
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return int(text) if text.isdecimal() else chinese_number(text) or 0


def _dates(text: str) -> Iterator[Slip]:
    """2月30日 and 13月 do not exist."""
    for match in pattern("wording", "date").finditer(text):
        year, month = int(match["year"] or _LEAP), int(match["month"])
        known = 1 <= month <= 12 and year >= 1  # noqa: PLR2004 - months of a year
        if not known or not 1 <= int(match["day"]) <= monthrange(year, month)[1]:
            yield f"没有“{match[0]}”这一天", match.start(), match.end()


def _manner(text: str) -> Iterator[Slip]:
    """2023年1月1日 and 2023.1.1 in one text."""
    in_words = pattern("wording", "date").search(text)
    otherwise = next(pattern("wording", "other_date").finditer(text), None)
    if in_words is not None and in_words["year"] and otherwise is not None:
        says = text_data()["wording"]["manner"].format(otherwise[0])
        yield says, otherwise.start(), otherwise.end()
