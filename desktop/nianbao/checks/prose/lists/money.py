"""Amounts of one sentence in one unit: 0.12万元，其中甲案700元、乙案500元."""

from dataclasses import replace
from decimal import Decimal

from nianbao.checks.sentences.segments import Piece, Sentence

_YUAN, _MYRIAD_YUAN = "元", "万元"
_MYRIAD = Decimal(10000)


def in_one_currency(sentence: Sentence) -> Sentence:
    """Return a sentence with both units of money in 元; any other as it is."""
    units = {piece.number.unit for piece in sentence.pieces if piece.number is not None}
    if not units >= {_YUAN, _MYRIAD_YUAN}:
        return sentence
    return replace(sentence, pieces=tuple(_in_yuan(piece) for piece in sentence.pieces))


def _in_yuan(piece: Piece) -> Piece:
    number = piece.number
    if number is None or number.unit != _MYRIAD_YUAN:
        return piece
    value = number.value * _MYRIAD
    exponent = number.value.as_tuple().exponent  # 0.12万元 may be 1234元
    printed = _MYRIAD.scaleb(exponent) if isinstance(exponent, int) and exponent else _MYRIAD
    return replace(piece, number=replace(number, value=value, quantum=printed, unit=_YUAN))
