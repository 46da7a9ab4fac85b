"""Sums announced behind their parts: 网站70条、微信30条，合计110条."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from nianbao.checks.prose.lists.listing import LEAST, MOST, NO_PART, Listing, described
from nianbao.checks.prose.phrases.parts import halves, is_base
from nianbao.checks.sentences.numerals import chinese_number
from nianbao.checks.sentences.segments import Piece, Sentence


def failing_sums(found: Sequence[Sentence]) -> Iterator[Listing]:
    """Yield sums announced behind their parts that are none: 网站70条、微信30条，合计110条."""
    for sentence in found:
        for place, piece in enumerate(sentence.pieces):
            number = piece.number
            amount = place > 0 and _goes_with_the_number_before(sentence.pieces, place)
            sums = sentence.pieces[place - 1] if amount else piece  # 合计4件440元
            if number is None or number.vague or not _is_a_sum(sums):
                continue
            parts = list(_parts_before(sentence.pieces, place))
            sums_of = list(accumulate(p.number.value for p in parts if p.number))
            single = {p.number.value for p in parts if p.number}
            several = _how_many(sums)
            if several not in (0, len(parts)):
                continue
            if len(parts) >= LEAST and number.value not in {*sums_of[1:], *single}:
                yield described(
                    sentence, (piece, sentence.offset), parts[::-1], "exact", number.unit
                )


def failing_halves(found: Sequence[Sentence]) -> Iterator[Listing]:
    """Yield numbers that this year's part and last year's do not make up: 共答复9件（本年8件、上年2件）."""
    for sentence in found:
        for place, piece in enumerate(sentence.pieces):
            both = halves(sentence.pieces, place)
            if both is None or both[0] != place:
                continue
            head = sentence.pieces[piece.parent if piece.before == "(" else place - 1]
            parts = [sentence.pieces[at] for at in both]
            total = sum(one.number.value for one in parts if one.number)
            if head.number is not None and not head.number.vague and head.number.value != total:
                yield described(sentence, (head, sentence.offset), parts, "exact", head.number.unit)


def _goes_with_the_number_before(pieces: Sequence[Piece], place: int) -> bool:
    """3件260元: the amount of those cases."""
    piece, before = pieces[place], pieces[place - 1].number
    alone = piece.before == "number" and not piece.label and piece.number is not None
    return (
        alone
        and before is not None
        and piece.number is not None
        and (before.unit != piece.number.unit)
    )


def _is_a_sum(piece: Piece) -> bool:
    """合计110条, with no other words."""
    whose = next((n + 1 for n, t in enumerate(piece.label) if t.kind == "organ"), 0)
    whose = _TWO if _how_many(piece) else whose
    plain = all(t.kind == "neutral" for t in (*piece.label[whose:], *piece.tail[:1]))
    return piece.names("sum") and plain and piece.before in (",", "、", ";") and not piece.depth


def _how_many(piece: Piece) -> int:
    """三个平台合计110条: how many parts a sum is said to be of; 0 where it does not say."""
    named = len(piece.label) > _TWO and piece.label[0].kind == "unknown"
    counted = _COUNTED.fullmatch(piece.label[0].id) if named else None
    return (chinese_number(counted[1]) or 0) if counted else 0


_COUNTED = re.compile("([二两三四五六七八九十])(?:个|大|类|项|种|家)")
_TWO = 2


def _is_in_another_unit(pieces: Sequence[Piece], at: int, unit: str) -> bool:
    """Of 3件260元 one number is of the sum's unit, the other goes with it."""
    number = pieces[at].number
    paired = _goes_with_the_number_before(pieces, at) or _goes_with_the_number_before(
        pieces, at + 1
    )
    return number is not None and number.unit != unit and paired


def _parts_before(pieces: Sequence[Piece], place: int) -> Iterator[Piece]:
    """The numbers in a row before a sum, the last first, as far as they are of its unit."""
    total = pieces[place].number
    unit = total.unit if total else ""
    for at in range(place - 1, max(0, place - MOST) - 1, -1):
        piece = pieces[at]
        if piece.depth and not piece.label:  # 自然资源局（86件）和公安局（41件）: a part by itself
            return
        if is_base(pieces, at):
            continue
        if piece.depth or (piece.number is None and pieces[at + 1].before in ("、", ")")):
            continue
        number = piece.number
        if _is_in_another_unit(pieces, at, unit):
            continue
        if number is None or number.unit != unit or number.vague or piece.has(*NO_PART, "year"):
            return
        yield piece
