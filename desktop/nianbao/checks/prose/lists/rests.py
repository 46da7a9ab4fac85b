"""A rest that does not fill up its whole: 28件中，自然人21件，其余9件由企业提出."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from nianbao.checks.prose.lists.listing import NO_PART, Listing, described
from nianbao.checks.prose.phrases.parts import is_plain
from nianbao.checks.sentences.segments import Piece, Sentence

_MOST = 4
"""Parts before a rest; of a longer row one cannot tell what is the rest of what."""


def failing_rests(found: Sequence[Sentence]) -> Iterator[Listing]:
    """Yield wholes that a rest and the parts before it do not make up, in whatever way they are taken."""
    for number, sentence in enumerate(found):
        for place, piece in enumerate(sentence.pieces):
            head = _whole_of(sentence.pieces, place) if _is_a_rest(piece) else None
            if head is None or piece.number is None:
                continue
            if _is_left_beside(sentence.pieces[head], piece):
                continue
            parts = _numbered(sentence.pieces[head + 1 : place], piece)
            if _sum(parts) == _sum([sentence.pieces[head]]):
                continue  # 公开36件，其中全部公开24件、部分公开12件；其余60件…: of a larger whole
            near = [one for other in found[max(0, number - 2) : number] for one in other.pieces]
            near += sentence.pieces[:place]
            if parts and len(parts) <= _MOST and not _fills_up(near, piece):
                whole = (sentence.pieces[head], sentence.offset)
                unit = piece.number.unit
                yield described(sentence, whole, [*parts, piece], "exact", unit)


def _is_a_rest(piece: Piece) -> bool:
    """其余9件, 剩余的9件; 另有9件 comes on top, and 除9件 is taken out."""
    opens = piece.label[:1] and (piece.label[0].kind, piece.label[0].id) == ("rest", "rest")
    plain = all(token.kind in ("rest", "neutral", "application") for token in piece.label)
    return bool(opens) and plain and not piece.depth and is_plain(piece)


def _is_left_beside(whole: Piece, rest: Piece) -> bool:
    """办结30件，其中予以公开10件，其余3件结转下年: of what came in, not of what was closed."""
    carried = any(token.kind == "carry" for token in (*rest.label, *rest.tail))
    return carried and whole.names("closed", "answered")


def _whole_of(pieces: Sequence[Piece], place: int) -> int | None:
    """The number that the rest is of: 28件中, or the one right before 其中."""
    for at in range(place - 1, -1, -1):
        piece = pieces[at]
        if piece.before == ";" and at + 1 == place:
            continue
        told = any(token.id == "of" for token in piece.tail[-1:])
        among = pieces[at + 1].has("among") and at + 1 < place
        if piece.number is not None and not piece.depth and (told or among):
            return at if is_plain(piece, _unit(pieces[place])) and not piece.has(*NO_PART) else None
    return None


def _sum(pieces: Sequence[Piece]) -> Decimal:
    return sum((one.number.value for one in pieces if one.number), Decimal(0))


def _unit(piece: Piece) -> str:
    return piece.number.unit if piece.number else ""


def _numbered(between: Sequence[Piece], rest: Piece) -> list[Piece]:
    """The parts before a rest; none where one of them is rough, open or of another time."""
    level = [one for one in between if not one.depth and one.number is not None]
    plain = all(is_plain(one, _unit(rest)) and not one.has(*NO_PART, "year") for one in level)
    is_open = any(token.id == "etc" for one in between for token in (*one.label, *one.tail))
    return level if plain and not is_open else []


def _fills_up(before: Sequence[Piece], rest: Piece) -> bool:
    """Whether the rest with some of the numbers before it makes up another of them."""
    numbers = [one.number.value for one in before if is_plain(one, _unit(rest)) and one.number]
    left = rest.number.value if rest.number else Decimal(0)
    near = numbers[-3 * _MOST :]
    wholes = set(near)
    return any(
        left + sum(some) in wholes for size in range(1, _MOST) for some in combinations(near, size)
    )
