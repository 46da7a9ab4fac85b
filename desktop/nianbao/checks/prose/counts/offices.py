"""Numbers of some offices of an area, or of an office alone: never more than what the tables count."""

import re
from collections.abc import Sequence

from nianbao.checks.prose.quantity import Count, Decisions, Documents, Part, Quantity
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_AREA = "[省市州区县旗盟]"
_SOME = re.compile(
    f"{_AREA}(?:直属?|级)(?:各|有关)?(?:部门|机关|单位|(?:人民)?政府)|{_AREA}政府(?:各|所属|组成)?部门"
    f"|(?:各?(?:{_AREA}{{2,3}}|乡镇|镇街|街镇)|各(?:{_AREA}|乡|镇|街道))(?:(?:人民)?政府|街道|部门)?|部门"
)
"""Offices that are only some of those a government's report is of."""
_ALONE = re.compile("[局委厅办镇乡](?:机关)?本级|本级机关")
_VERBS = frozenset({"verb", "document_verb"})
_PLAIN = frozenset({"neutral", "whole", "year", "organ", "timely", "among", "document"})


def are_of_some_offices(
    quantity: Quantity, own: Sequence[Statement], sentence: Sentence, place: int
) -> bool:
    """市直部门制发34件, 由县级政府收到3件: of a city's offices only some; 市政府及市直部门 are all of them."""
    if not isinstance(quantity, Count | Part | Documents | Decisions):
        return False
    before = _before_the_verb(sentence.pieces[place])
    joined = sentence.pieces[place].before == "、" or any(t.id == "and" for t in before)
    if joined or not all(token.kind in _PLAIN for token in before):
        return False
    named = [t for t in before if t.kind == "organ" or t.id in ("wide", "own")]
    if not named:
        last = own[-1] if own else None  # 市级部门制发3件，废止2件
        if last is None or not isinstance(quantity, Documents):
            return False
        return last.at_most and isinstance(last.quantity, Documents)
    said = sentence.words[named[0].start : named[-1].end]
    return _SOME.fullmatch(said) is not None


def _before_the_verb(piece: Piece) -> tuple[Token, ...]:
    """The words that say whose work it was."""
    words = piece.label
    at = next((n for n, t in enumerate(words) if t.kind in _VERBS or t.id == "decide"), 0)
    return words[:at]


def office_of_an_area(sentence: Sentence, place: int) -> bool:
    """全系统收到486件，其中市局本级74件: what the office itself has of the number before."""
    words = sentence.pieces[place].label
    named = [t for t in words if t.kind == "organ" or t.id in ("own_level", "own")]
    rest = [t for t in words if t not in named]
    if not named or words[-1].id != "own_level" or any(t.kind not in _OF_THEM for t in rest):
        return False
    said = sentence.words[named[0].start : named[-1].end]
    return _ALONE_OF_AREA.fullmatch(said) is not None and not sentence.pieces[place].tail


_OF_THEM = frozenset({"among", "neutral"})
_ALONE_OF_AREA = re.compile(f"(?:{_AREA}|我|本)?(?:局|委|厅)(?:机关)?本级(?:机关)?")


def without_its_level(sentence: Sentence, place: int) -> tuple[Token, ...]:
    """县政府办公室本级共办结26件, 局本级收到3件: the words but those that leave out who is below; else empty.

    市本级 names no one office: it may be more than the report is of.
    """
    words: Sequence[Token] = sentence.pieces[place].label
    for n, token in enumerate(words):
        own = n > 0 and words[n - 1].id == "own"
        said = sentence.words[token.start : token.end]
        if token.id == "own_level" and (own or _ALONE.fullmatch(said)):
            return (*words[:n], *words[n + 1 :])
    return ()
