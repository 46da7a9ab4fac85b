"""Decisions that 表二 counts: 作出行政许可决定 12 件, and 行政事业性收费 3 万元.

A number counts decisions only beside a word for deciding (作出, 实施, 办理 …), in its piece or before
it in the sentence; 立案, 受理 and published notices are other things. 公开行政处罚 26 件 counts decisions where
nothing narrows it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.checks.prose.quantity import Decisions
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.numerals import Number, case_units
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

_FOREIGN = "foreign"
"""Words for other things; those with an id of their own name what a table counts."""
_MONEY = frozenset({"元", "万元"})
_PLAIN = frozenset(
    {"neutral", "whole", "year", "organ", "done", "among", "numbered", "publicity", "timely"}
)
_UNITS = frozenset({"项", "次", "个", "件次"})
_VERBS = frozenset({"handled", "closed"})
_MYRIAD = Decimal(10000)
_OF_MANY = re.compile("系统|(?<!安)全|[各两级和及同与原委托]|管理|机关|部门|联合")
"""What may be more offices than the report's own, or other ones."""
_OF_WORK = re.compile("执法|监察|稽查|监督|综合|领域|方面")
"""What a team or a field of an office's work is called."""
_NO_FIELD = re.compile("[不免拟撤注告暂建非联]|其他|全部|部分")
"""What is no field of an office's work."""
_NARROW_NOTHING = frozenset({"neutral", "whole", "year", "timely"})
_FIELDS = re.compile("(?:多个|各|几个|重点)?(?:领域|方面|行业|环节|门类|类别|事项)的?")
"""What examples are examples of; which of them there are narrows nothing."""
_TWO = 2
_SHORT = 4
"""Characters of 行政许可; 行政许可决定 is longer."""


def decision_in(pieces: Sequence[Piece], place: int, *, sure: bool) -> Decisions | None:
    """Return what a number of decisions, or an amount of charges, counts; None for other numbers.

    ``sure``: whether the text is about decisions, so that no verb need say so.
    """
    piece = pieces[place]
    figure = piece.number
    some = piece.before == "number" and piece.names("of")  # 67项行政处罚决定中有3项未公示
    if figure is None or some or piece.has("level") or piece.names("from"):  # 由20项减为17项
        return None
    row = _is_a_row(pieces)
    words = (*_named_before(pieces, place), *_behind_examples(piece.label), *_behind(piece))
    named = {_kind(token, pieces) for token in words if token.kind == _FOREIGN}
    if len(named) != 1 or _FOREIGN in named or not _is_plain(words, row=row):
        return None
    (kind,) = named
    if kind in vocabulary().money or figure.unit in _MONEY:
        return Decisions(kind) if kind in vocabulary().money and figure.unit in _MONEY else None
    if figure.unit not in case_units() and figure.unit not in _UNITS:
        return None
    start = place
    while start and (
        pieces[start].before == "、"
        or pieces[start - 1].number is None
        or _names_decisions(pieces[start - 1])
    ):
        start -= 1
    near = [one for one in pieces[start : place + 1] if one.depth <= piece.depth]
    published = any(_publishes(token) for one in near for token in one.label)
    if published and not _handled(words) and not _decided_in_its_clause(pieces, place):
        full = figure.unit in _UNITS and _names_decisions(piece) and _decides(words)
        counted = (figure.unit in case_units() or full) and not any(
            one.names(_FOREIGN, "channel") for one in near
        )
        return Decisions(kind) if counted else None
    decides = sure or any(
        _decides((*one.label, *_behind(one))) for one in pieces if one.depth <= piece.depth
    )
    return Decisions(kind) if decides or row or _is_bare(pieces, place, figure) else None


def _decided_in_its_clause(pieces: Sequence[Piece], place: int) -> bool:
    """公开执法信息，全年作出行政处罚决定12件、行政许可决定30件: what is published stands in another clause."""
    first = place
    while first and pieces[first].before == "、":
        first -= 1
    words = [token for one in pieces[first : place + 1] for token in one.label]
    return _decides(words) and not any(map(_publishes, words))


def part_of_decisions(pieces: Sequence[Piece], place: int) -> Decisions | None:
    """镇综合行政执法队作出行政处罚决定37件, 局本级作出 …: those of a team, a field or the office alone.

    作出林业行政许可决定12件 are of a field, too. The table counts all of them, so that such a number can
    only be as high as its.
    """
    piece = pieces[place]
    figure, words = piece.number, _with_the_verb_of_its_row(pieces, place)
    at = next((n for n, t in enumerate(words) if t.id == "decide" or _publishes(t)), -1)
    nouns = [token for token in words[at + 1 :] if token.kind != "neutral"]
    if figure is None or figure.unit not in case_units() or at < 0 or not nouns:
        return None
    if nouns[-1].kind != _FOREIGN or not _names(nouns[-1]) or piece.tail:
        return None
    whose = [token for token in words[:at] if token.kind not in _NARROW_NOTHING]
    narrow = all(_narrows(token) for token in whose) and not piece.names("wide", "own")
    of_a_field = len(nouns) == _TWO and _is_a_field(nouns[0])
    known_part = of_a_field or (len(nouns) == 1 and any(_is_a_part(token) for token in whose))
    return Decisions(nouns[-1].id) if known_part and narrow else None


def _with_the_verb_of_its_row(pieces: Sequence[Piece], place: int) -> Sequence[Token]:
    """公开税务行政许可5件、税务行政处罚3件: what was done with the first was done with the others."""
    first = place
    while first and pieces[first].before == "、" and pieces[first - 1].number is not None:
        first -= 1
    words = pieces[first].label if first < place else ()
    at = next((n for n, t in enumerate(words) if t.id == "decide" or _publishes(t)), -1)
    return (*words[: at + 1], *pieces[place].label)


def _is_a_field(token: Token) -> bool:
    """林业行政许可, 涉企行政处罚; 不予行政处罚 and 拟作出 are no decisions of the kind."""
    return token.kind == "unknown" and len(token.id) == _TWO and not _NO_FIELD.search(token.id)


def denies_the_others(pieces: Sequence[Piece]) -> bool:
    """执法队作出行政处罚17起，无行政许可和行政强制: what is said of all decisions is said of all penalties."""
    return any(
        one.number is None and one.has("none") and any(_names(token) for token in one.label)
        for one in pieces
    )


def _narrows(token: Token) -> bool:
    """Whether a word before 作出 names an office's team, a field of its work or the office alone."""
    if token.kind == "unknown":
        return not _OF_MANY.search(token.id)
    return token.kind in ("organ", "numbered") or token.id in (_FOREIGN, "own_level")


def _is_a_part(token: Token) -> bool:
    if token.kind == "unknown":
        return bool(_OF_WORK.search(token.id))
    return token.id in (_FOREIGN, "own_level")


def _is_bare(pieces: Sequence[Piece], place: int, figure: Number) -> bool:
    """行政处罚8462宗，较上年增加553宗: named in full, with nothing else in the sentence before it."""
    piece = pieces[place]
    counted = figure.unit in case_units() or (figure.unit in _UNITS and piece.has("whole"))
    plain = all(token.kind in ("neutral", "whole", "year", _FOREIGN) for token in piece.label)
    before = all(one.number is None and not one.has(_FOREIGN) for one in pieces[:place])
    alone = not piece.tail and not piece.aside and not piece.depth
    return counted and plain and before and alone and _names_decisions(piece)


def in_myriads(figure: Number) -> Number:
    """2.05亿元 and 35000元 in 万元, as the table counts charges."""
    quantum = figure.quantum / _MYRIAD
    return replace(figure, value=figure.value / _MYRIAD, unit="万元", quantum=quantum)


def _kind(token: Token, pieces: Sequence[Piece]) -> str:
    """作出处罚决定95件、许可188件: a short name stands for the decision beside another in full."""
    full = vocabulary().short.get(token.id)
    if token.id == "cases_of_disclosure":
        return _FOREIGN
    if full is None:
        return token.id
    known = (*vocabulary().short, *vocabulary().short.values())
    others = [
        one for piece in pieces if piece.number for one in piece.label if one.kind == _FOREIGN
    ]
    alike = all(one.id in known for one in others)
    several = len({one.id for one in others}) > _TWO  # 许可5件、处罚4件、强制3件
    sure = several or any(_names_decisions(one) for one in pieces)
    return full if alike and sure else _FOREIGN


def _names_decisions(piece: Piece, *, short: bool = False) -> bool:
    kinds = (
        (*vocabulary().short, *vocabulary().short.values())
        if short
        else (*vocabulary().short.values(),)
    )
    return any(token.kind == _FOREIGN and token.id in kinds for token in piece.label)


def _is_a_row(pieces: Sequence[Piece]) -> bool:
    """行政许可5310件、行政处罚1447件、行政强制206件: what the table counts, in its order."""
    row = [one for one in pieces if _names_decisions(one, short=True)]
    kinds = {t.id for one in row for t in one.label if t.kind == _FOREIGN}
    known = ["neutral", "whole", "year", "among", _FOREIGN]
    known += ["document_verb", "marking", "timely"] if len(kinds) > _TWO else []  # 公示
    plain = all(token.kind in known for one in row for token in one.label)
    counted = all(one.number is not None and one.number.unit in case_units() for one in row)
    full = any(_names_decisions(one) for one in row)
    return plain and counted and len(row) >= (_TWO if full else _TWO + 1)


def _behind_examples(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """民办学校设立、变更等行政许可决定: the words before 等 are examples and narrow nothing."""
    for place in range(len(words) - 2, -1, -1):
        at = place + 1
        if words[place].id != "etc":
            continue
        while at + 1 < len(words) and _names_a_field(words[at]):  # 渔政、种子等领域行政处罚决定
            at += 1
        if words[at].kind == _FOREIGN:
            return words[at:]
    return words


def _names_a_field(token: Token) -> bool:
    return token.kind == "neutral" or bool(_FIELDS.fullmatch(token.id))


def _publishes(token: Token) -> bool:
    """公开行政处罚26件: those that were made, unless a place is named where they stand."""
    return token.kind == "marking" or token.id in ("public", "released")


def _behind(piece: Piece) -> tuple[Token, ...]:
    """作出3件行政许可决定: the noun behind the number, where nothing else follows it."""
    noun, rest = piece.tail[:1], piece.tail[1:2]
    named = any(_names(token) and token.end - token.start > _SHORT for token in noun)
    ends = all(t.kind in ("all", "done", "timely", "document_verb") or t.id == "of" for t in rest)
    return noun if named and ends and not piece.has(_FOREIGN) else ()


def _names(token: Token) -> bool:
    return token.kind == _FOREIGN and token.id in vocabulary().short.values()


def _named_before(pieces: Sequence[Piece], place: int) -> tuple[Token, ...]:
    """行政许可方面，作出决定3件: the words before the comma name what is decided."""
    before = pieces[place - 1] if place else None
    if before is None or before.number is not None or pieces[place].has(_FOREIGN):
        return ()
    plain = all(token.kind in ("neutral", _FOREIGN) for token in before.label)
    return before.label if plain and _decides(pieces[place].label) else ()


def _is_plain(words: Sequence[Token], *, row: bool) -> bool:
    """Whether nothing narrows the number: 主动公开 goes with 办理, for those are what is published."""
    handled = _handled(words)
    return all(
        token.kind in _PLAIN
        or token.kind == _FOREIGN
        or (token.kind == "verb" and token.id in _VERBS)
        or (token.kind in ("marking", "document_verb") and (handled or row or _publishes(token)))
        or (token.kind == "unknown" and len(token.id) == 1)
        or token.id == "decided"
        for token in words
    )


def _handled(words: Sequence[Token]) -> bool:
    return any(token.kind == "verb" and token.id in _VERBS for token in words)


def _decides(words: Sequence[Token]) -> bool:
    """行政许可决定 says itself that something was decided."""
    return any(
        token.id in ("decide", "decided")
        or (token.kind == "verb" and token.id in _VERBS)
        or (token.kind == _FOREIGN and token.end - token.start > _SHORT)
        for token in words
    )
