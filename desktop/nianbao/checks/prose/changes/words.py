"""How words say that something changed: 增加24件, 下降8%, 持平, 翻一番, 有所增加."""

from decimal import Decimal

from nianbao.checks.prose.changes.change import ChangeKind
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

_SUBJECT_OF_TIMES = frozenset(
    {"neutral", "prev", "year", "verb", "application", "publicity", "whole"}
)


def said_by(piece: Piece) -> tuple[ChangeKind, Decimal, bool, Token] | None:
    """How a piece says that something changed, with the word that says it."""
    words = (*piece.label, *piece.tail)
    delta = next((t for t in piece.label if t.kind == "delta"), None)
    number = piece.number
    if any(token.id == "rough" for token in words):
        return None
    plain: tuple[ChangeKind, Decimal, bool, Token] | None = None
    times = number is not None and number.unit == "倍" and not number.vague and delta is None
    if times and number is not None and all(t.kind in _SUBJECT_OF_TIMES for t in words):
        return ("times", number.value, True, words[0])  # 受理量为上年的2倍
    same = next((token for token in words if token.kind in ("same", "times")), None)
    if same is not None:
        plain = ("same", Decimal(1), True, same)
        if same.kind == "times":
            plain = ("times", Decimal(2), True, same)
    elif number is None and delta is not None:
        plain = ("more", Decimal(0), delta.id == "up", delta)
    elif delta is not None and _names_a_time_behind(piece, delta):
        plain = None
    elif delta is not None and number is not None and not number.vague:
        plain = changed_by(number.value, number.unit, grows=delta.id == "up", word=delta)
    return plain


def _names_a_time_behind(piece: Piece, delta: Token) -> bool:
    """少于2023年的85件: the number is last year's, not the difference."""
    behind = piece.label[piece.label.index(delta) + 1 :]
    return any(token.kind in ("prev", "year") for token in behind)


def changed_by(
    value: Decimal, unit: str, *, grows: bool, word: Token
) -> tuple[ChangeKind, Decimal, bool, Token] | None:
    """增加24件, 增长8%, 增长1.5倍: what a number behind a word for growth says."""
    if unit == "%":
        return ("percent", value, grows, word)
    if unit == "倍":
        return ("times", value + 1, grows, word) if grows else None
    return ("by", value, grows, word)


def span_of_change(piece: Piece, word: Token) -> tuple[int, int]:
    """From 较上年 to the number, or to the word that says the change."""
    first = next((t for t in piece.label if t.kind in ("compare", "prev", "delta")), word)
    end = piece.figure.end if piece.figure and word in piece.label else word.end
    return min(first.start, word.start), max(end, word.end)
