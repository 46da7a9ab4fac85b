"""From cleaned text to tokens: numbers, years, words of the vocabulary, marks, and the rest."""

import re
from dataclasses import dataclass

from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.numerals import Number, arabic_at, case_units, chinese_at, unit_at

ENDS = "。!?\n"
MARKS = frozenset(",;:、()" + ENDS)
_OTHER_THING = "foreign"
_SIGNS = frozenset("+=")
"""新收116件＋上年结转4件＝120件: they part numbers as commas do."""
_CHINESE_DIGITS = frozenset("零〇一二三四五六七八九十百千两壹贰叁肆伍陆柒捌玖拾佰仟")

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:年(?:度)?|(?=[-~至到](?:19|20)[0-9]{2}年))")
_DATE = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)|[0-9]{1,2}时")
_SPAN = re.compile(
    r"(?!1月1日起?[-至到~](?:[0-9]{4}年)?12月31日)"
    r"[0-9]{1,2}月[0-9]{1,2}日起?[-至到~](?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日"
)
"""Some days of the year, not all of them."""
_WHOLE_YEAR = re.compile(r"1月?[-至到~]12月")
_MONTHS = re.compile(r"[0-9]{1,2}(?:月?[-至到~][0-9]{1,2})?月份?")
_NUMBERED = re.compile(r"[0-9]{1,2}(?:[.、](?![0-9])|\))")
_ORDINAL = re.compile("第[0-9零一二三四五六七八九十百]+(?!季度)[条款项批届次号章期名位类个版]?")
_DOCUMENT = re.compile(r"[〔\[(【][0-9]{4}[〕\])】]第?[0-9]+号?")
_TITLE = re.compile("《[^》《]{0,80}》")
_IGNORED = frozenset("“”\"'‘’·")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of cleaned text; ``kind`` is a kind of word, or number, year, mark, unknown."""

    kind: str
    id: str
    start: int
    end: int
    number: Number | None = None


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a cleaned text; they leave out nothing but quotation marks."""
    tokens: list[Token] = []
    position = rest = 0
    while position < len(text):
        token = _token_at(text, position)
        if token is None:
            position += 1
            continue
        _add_rest(tokens, text, rest, position)
        if token.kind != "ignored":
            tokens.append(token)
        position = rest = token.end
    _add_rest(tokens, text, rest, position)
    return tokens


def _add_rest(tokens: list[Token], text: str, start: int, end: int) -> None:
    if start < end:
        tokens.append(Token("unknown", text[start:end], start, end))


def _token_at(text: str, start: int) -> Token | None:
    char = text[start]
    if char in _SIGNS and text[start - 1 : start] in case_units():
        return Token("mark", ",", start, start + 1)
    if char in MARKS:
        return _document_at(text, start) or Token("mark", char, start, start + 1)
    if char.isdigit() and char.isascii():
        return _figure_at(text, start)
    named = _named_at(text, start)
    if named is not None:
        return named
    if char in _CHINESE_DIGITS:
        found = chinese_at(text, start)
        return Token("number", "", start, found[1], found[0]) if found else None
    return _whole_at(text, start, char)


def _named_at(text: str, start: int) -> Token | None:
    """The longest word or phrase at a place."""
    word, phrase = vocabulary().word_at(text, start), vocabulary().phrase_at(text, start)
    end = start + len(word.text) if word is not None else start
    if phrase is not None and phrase[1] >= end:  # a phrase looks around itself: it is meant here
        return Token(phrase[0].kind, phrase[0].id, start, phrase[1])
    if word is None:
        return None
    office = vocabulary().office.match(text, end) if word.id == _OTHER_THING else None
    if office is not None:
        return Token("organ", "organ", start, office.end())
    return Token(word.kind, word.id, start, end)


def _figure_at(text: str, start: int) -> Token:
    word = vocabulary().word_at(text, start)
    after = start + len(word.text) if word is not None else start
    counted = text[after : after + 1].isdigit() or unit_at(text, after) in case_units()
    if word is not None and not counted:
        return Token(word.kind, word.id, start, after)
    year = _YEAR.match(text, start)
    if year and not text[start - 1 : start].isdigit():
        return Token("year", year[1], start, year.end())
    for pattern, kind in _FIGURES:
        match = pattern.match(text, start)
        if match and (kind != "numbered" or _begins(text, start)):
            return Token(kind, match[0], start, match.end())
    found = arabic_at(text, start)
    assert found is not None  # noqa: S101 - a digit stands here
    return Token("number", "", start, found[1], found[0])


_FIGURES = (
    (_WHOLE_YEAR, "neutral"),
    (_SPAN, "part_time"),
    (_DATE, "neutral"),
    (_MONTHS, "part_time"),
    (_NUMBERED, "numbered"),
)


def _begins(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in MARKS


def _document_at(text: str, start: int) -> Token | None:
    match = _DOCUMENT.match(text, start)
    return Token("neutral", match[0], start, match.end()) if match else None


def _whole_at(text: str, start: int, char: str) -> Token | None:
    if char == "第":
        match = _ORDINAL.match(text, start)
    elif char == "《":
        match = _TITLE.match(text, start)
    elif char in "〔[【":
        match = _DOCUMENT.match(text, start)
    elif char in _IGNORED:
        return Token("ignored", char, start, start + 1)
    else:
        return None
    return Token("neutral", match[0], start, match.end()) if match else None
