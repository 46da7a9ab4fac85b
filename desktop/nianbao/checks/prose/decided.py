"""Decisions that 表二 counts: 作出行政许可决定 12 件, and 行政事业性收费 3 万元.

A number counts decisions only beside a word for deciding (作出, 实施, 办理 …), in its piece or before
it in the sentence; 立案, 受理 and published items are other things.
"""

from collections.abc import Sequence

from nianbao.checks.prose.quantity import Decisions
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.numerals import case_units
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

_FOREIGN = "foreign"
"""Words for other things; those with an id of their own name what a table counts."""
_MONEY = frozenset({"元", "万元"})
_PLAIN = frozenset(
    {"neutral", "whole", "year", "organ", "done", "among", "numbered", "publicity", "timely"}
)
_UNITS = frozenset({"项", "次", "个"})
_VERBS = frozenset({"handled", "closed"})
_SHORT = 4
"""Characters of 行政许可; 行政许可决定 is longer."""


def decision_in(pieces: Sequence[Piece], place: int, *, sure: bool) -> Decisions | None:
    """Return what a number of decisions, or an amount of charges, counts; None for other numbers.

    ``sure``: whether the text is about decisions, so that no verb need say so.
    """
    piece = pieces[place]
    figure = piece.number
    if figure is None:
        return None
    words = (*_named_before(pieces, place), *piece.label)
    named = {token.id for token in words if token.kind == _FOREIGN}
    if len(named) != 1 or _FOREIGN in named or not _is_plain(words):
        return None
    (kind,) = named
    if kind in vocabulary().money or figure.unit in _MONEY:
        return Decisions(kind) if kind in vocabulary().money and figure.unit in _MONEY else None
    if figure.unit not in case_units() and figure.unit not in _UNITS:
        return None
    decides = sure or any(_decides(one.label) for one in pieces if one.depth <= piece.depth)
    return Decisions(kind) if decides else None


def _named_before(pieces: Sequence[Piece], place: int) -> tuple[Token, ...]:
    """行政许可方面，作出决定3件: the words before the comma name what is decided."""
    before = pieces[place - 1] if place else None
    if before is None or before.number is not None or pieces[place].has(_FOREIGN):
        return ()
    plain = all(token.kind in ("neutral", _FOREIGN) for token in before.label)
    return before.label if plain and _decides(pieces[place].label) else ()


def _is_plain(words: Sequence[Token]) -> bool:
    """Whether nothing narrows the number: 主动公开 goes with 办理, for those are what is published."""
    handled = any(token.kind == "verb" and token.id in _VERBS for token in words)
    return all(
        token.kind in _PLAIN
        or token.kind == _FOREIGN
        or (token.kind == "verb" and token.id in _VERBS)
        or (token.kind in ("marking", "document_verb") and handled)
        or (token.kind == "unknown" and len(token.id) == 1)
        or token.id == "decided"
        for token in words
    )


def _decides(words: Sequence[Token]) -> bool:
    """行政许可决定 says itself that something was decided."""
    return any(
        token.id in ("decide", "decided")
        or (token.kind == "verb" and token.id in _VERBS)
        or (token.kind == _FOREIGN and token.end - token.start > _SHORT)
        for token in words
    )
