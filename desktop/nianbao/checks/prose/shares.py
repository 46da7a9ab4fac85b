"""Percentages in prose that can be worked out again: 占, 率, 增长 and 下降."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from nianbao.checks.prose.quantity import NEW
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.levels import start_of
from nianbao.checks.sentences.segments import Piece, Sentence

ShareKind = Literal["share", "rate", "growth"]
Pairs = tuple[tuple[Decimal, Decimal | None], ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A stated percentage with the numbers it can come from, as (part, whole).

    For growth the pairs are (this year, last year); a last year of None is not in the text.
    """

    kind: ShareKind
    stated: Decimal
    pairs: Pairs
    start: int
    end: int
    grows: bool = True
    subject: Statement | None = None
    """What grew, where the text counts it."""


def shares(found: Sequence[Sentence], statements: Sequence[Statement]) -> Iterator[Share]:
    """Yield every percentage whose numbers are known."""
    for number, sentence in enumerate(found):
        earlier = [
            one for one in found[max(0, number - 3) : number] if one.paragraph == sentence.paragraph
        ]
        for place, piece in enumerate(sentence.pieces):
            if piece.number is None or not piece.number.percent or piece.number.vague:
                continue
            if piece.has("share"):
                yield from _share(sentence, earlier, place)
            elif piece.has("rate"):
                yield from _rate(sentence, place)
            elif piece.has("delta"):
                yield from _growth(sentence, number, place, statements)


def _plain(piece: Piece, unit: str | None = None) -> bool:
    number = piece.number
    if number is None or number.percent or number.vague:
        return False
    return unit is None or number.unit in (unit, "")


_WHOLES = ("neutral", "application", "whole", "publicity", "verb", "year", "carry", "compare")


def _names_another_whole(piece: Piece) -> bool:
    """占应公开数的100%: a share of something that the text may not count."""
    at = next(n for n, token in enumerate(piece.label) if token.kind == "share")
    return any(token.kind not in _WHOLES for token in piece.label[at + 1 :])


def _share(sentence: Sentence, earlier: Sequence[Sentence], place: int) -> Iterator[Share]:
    """81件占30.80%: the part stands right before, the whole is a number of its kind before that."""
    piece = sentence.pieces[place]
    if _names_another_whole(piece):
        return
    part_place = next(
        (n for n in range(place - 1, -1, -1) if sentence.pieces[n].number is not None), None
    )
    if part_place is None or not _plain(sentence.pieces[part_place]):
        return
    part = sentence.pieces[part_place].number
    assert part is not None  # noqa: S101 - it is plain
    unit = part.unit
    before = [one for one in sentence.pieces[:part_place] if _plain(one, unit)]
    before += [one for other in earlier for one in other.pieces if _plain(one, unit)]
    wholes = {one.number.value for one in before if one.number and one.number.value >= part.value}
    pairs = tuple((part.value, whole) for whole in sorted(wholes) if whole)
    yield _made("share", sentence, piece, pairs)


def _rate(sentence: Sentence, place: int) -> Iterator[Share]:
    piece = sentence.pieces[place]
    wanted = {token.id for token in piece.label if token.kind == "rate"}
    if "else" in wanted or piece.has("timely"):
        return
    plain = [
        one.number.value
        for one in sentence.pieces[:place]
        if _plain(one) and one.number and one.number.unit  # 12345热线 is a name
    ]
    whole = [
        token for one in sentence.pieces[:place] for token in one.label if token.kind == "verb"
    ]
    if len(plain) == 2 and {"received", NEW} & {token.id for token in whole}:  # noqa: PLR2004
        yield _made("rate", sentence, piece, ((plain[1], plain[0]),))


def _growth(
    sentence: Sentence, number: int, place: int, statements: Sequence[Statement]
) -> Iterator[Share]:
    """同比增长12%, （比上年51件下降78.43%）."""
    pieces, stated = sentence.pieces, sentence.pieces[place]
    place = _before_the_difference(pieces, place)
    piece = pieces[place]
    base = pieces[place - 1] if piece.before == "number" and place else None
    if base is not None and not (base.has("compare", "prev") and _plain(base)):
        base = None
    about = _grown(pieces, place, base)
    subject = next(
        (one for one in statements if one.sentence == number and one.piece == about), None
    )
    current = pieces[about].number if about is not None else None
    if current is None or current.vague or current.percent:
        return
    start = start_of(pieces, about) if about is not None else None
    last = base.number if base is not None else start
    if last is None and not any(
        one.has("compare", "prev") for one in pieces[place - 1 : place + 1]
    ):
        return
    grows = any(token.id == "up" for token in stated.label if token.kind == "delta")
    pairs = ((current.value, last.value if last else None),)
    yield replace(_made("growth", sentence, stated, pairs), grows=grows, subject=subject)


def _before_the_difference(pieces: Sequence[Piece], place: int) -> int:
    """比上年200条增加35条，增长17.5%: the difference in between says the same once more."""
    before = pieces[place - 1] if place else None
    number = before.number if before is not None else None
    if before is None or number is None or number.percent or not before.has("delta"):
        return place
    return place - 1 if before.before == "number" and before.depth == pieces[place].depth else place


def _grown(pieces: Sequence[Piece], place: int, base: Piece | None) -> int | None:
    """Which number grew: the one before the brackets, or the one before the comma."""
    piece = pieces[place]
    if piece.parent >= 0:
        return piece.parent
    first = place - 1 if base is not None else place
    if (
        first > 0
        and pieces[first - 1].number is not None
        and pieces[first - 1].depth == piece.depth
    ):
        return first - 1
    while first > 0 and pieces[first - 1].depth > piece.depth:
        first -= 1
    return first - 1 if first > 0 and pieces[first - 1].number is not None else None


def _made(kind: ShareKind, sentence: Sentence, piece: Piece, pairs: Pairs) -> Share:
    assert piece.number is not None and piece.figure is not None  # noqa: S101, PT018
    start, end = sentence.offset + piece.start, sentence.offset + piece.figure.end
    return Share(kind, piece.number.value, pairs, start, end)
