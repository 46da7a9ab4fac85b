"""Last year's number beside a difference, where the sentence has it: 较上年的48件减少7件."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nianbao.checks.sentences.segments import Piece

_TIMES = frozenset({"compare", "prev", "year", "neutral", "whole"})
_COUNTED = frozenset({"verb", "who", "outcome", "case", "document", "document_verb", "ending"})


def base_of(pieces: Sequence[Piece], place: int, this: Decimal | None, last: int) -> Decimal | None:
    """The number of the year ``last`` that a difference is from; ``this`` is this year's number.

    None unless the sentence sets both beside the difference and nothing else.
    """
    if place < 2 or this is None:  # noqa: PLR2004 - both numbers stand before the difference
        return None
    piece, before, first = pieces[place], pieces[place - 1], pieces[place - 2]
    aside = before.before == "(" and before.parent == place - 2  # 41件（上年48件），减少7件
    before = replace(before, depth=first.depth) if aside else before
    if not _alike(piece, before, first) or piece.before not in ("number", ","):
        return None
    if _is(first, this) and _names_only(before, last) and before.kinds <= _TIMES:
        return _value(before)  # 41件，较上年的48件减少7件; 41件，上年48件，减少7件
    named = [{t.id for t in one.label if t.kind in _COUNTED} for one in (first, before)]
    if piece.before == "," and before.before == "," and named[1] <= named[0]:
        told = before.names("this", str(last + 1))  # 上年新收48件，今年新收41件，减少7件
        return _value(first) if told and _is(before, this) and _names_only(first, last) else None
    return None


def _alike(*several: Piece) -> bool:
    """Whether pieces count things of one unit, side by side."""
    numbers = [one.number for one in several]
    if any(one is None or one.vague or one.percent for one in numbers):
        return False
    return len({one.unit for one in numbers if one}) == 1 == len({one.depth for one in several})


def _is(piece: Piece, value: Decimal) -> bool:
    return piece.number is not None and piece.number.value == value


def _names_only(piece: Piece, last: int) -> bool:
    """Whether the only time a piece names is last year."""
    times = {t.id for t in piece.label if t.kind in ("prev", "year")} - {"period"}
    return bool(times) and times <= {"last", str(last)} and not piece.has("delta", "among")


def _value(piece: Piece) -> Decimal | None:
    return piece.number.value if piece.number is not None else None
