"""Rows of parts that each have their share: the parts together are the whole where the others say so."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.checks.prose.phrases.parts import is_plain
from nianbao.checks.prose.statement import HEADS, MOST_TOGETHER, Share, made
from nianbao.checks.sentences.segments import Piece, Sentence

_CLOSE = Decimal("0.06")
"""Of a percentage point: what rounding to one place leaves open."""
_LEAST = 2
_MARKS = (",", ";", "、", "(", "")


def of_its_row(sentence: Sentence, place: int) -> Iterator[Share]:
    """网络566件，占67.5%；信函355件，占36.7%；当面47件，占4.9%: the last two are of the sum of all three.

    The text names no whole; that it is the sum is believed only where every other share is of it.
    """
    row = _row(sentence.pieces)
    total = sum((part for _at, part, _stated in row), Decimal(0))
    mine = next((one for one in row if one[0] == place), None)
    others = [one for one in row if one[0] != place]
    exact = all(is_plain(sentence.pieces[at - 1]) for at, _part, _stated in row)
    if mine is None or not exact or not total or len(others) < _LEAST:
        return
    if all(abs(part * 100 / total - stated) <= _CLOSE for _at, part, stated in others):
        yield made("share", sentence, sentence.pieces[place], ((mine[1], total),))


def beside(pieces: Sequence[Piece], place: int) -> frozenset[int]:
    """Where the other parts of a share's row stand: 355件，占36.7% is no share of the 566 before it."""
    places = [at for at, _part, _stated in _row(pieces)]
    return frozenset(at - 1 for at in places) if place in places else frozenset()


def _row(pieces: Sequence[Piece]) -> list[tuple[int, Decimal, Decimal]]:
    """Each share of a sentence with where it stands and its part; none where other numbers stand there."""
    row: list[tuple[int, Decimal, Decimal]] = []
    numbered = [n for n, one in enumerate(pieces) if one.number is not None][:MOST_TOGETHER]
    if len(numbered) % 2:
        return []
    unit = None
    for at, share in zip(numbered[::2], numbered[1::2], strict=True):
        part, stated = pieces[at].number, pieces[share].number
        if part is None or stated is None or part.percent or part.unit != (unit or part.unit):
            return []
        if not stated.percent or share != at + 1 or not _is_its_share(pieces[share]):
            return []
        if pieces[at].has("among", "includes") or pieces[at].names(*HEADS):
            return []
        unit = part.unit
        row.append((share, part.value, stated.value))
    return row


def _is_its_share(piece: Piece) -> bool:
    """，占67.5%, （67.5%）: of no whole that is named."""
    plain = all(token.kind in ("share", "neutral") for token in piece.label)
    return plain and piece.before in _MARKS and (piece.has("share") or piece.before == "(")
