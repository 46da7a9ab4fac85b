"""Where the parts of a number begin: 其中, 包括, a bracket, a colon, 分别为."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from nianbao.checks.prose.lists.listing import ListKind, is_rest
from nianbao.checks.sentences.segments import Piece

MONEY = frozenset({"元", "万元"})
"""Parts of an amount leave nothing out."""


def openings(pieces: Sequence[Piece]) -> Iterator[tuple[int, ListKind]]:
    """Yield where lists begin."""
    for place, piece in enumerate(pieces):
        last = pieces[place - 1] if place else None
        numbered = _number_before(pieces, place)
        bracket = piece.before == "(" and piece.parent >= 0 and not piece.has("includes_carry")
        colon = piece.before == ":" and numbered and not (last and last.number is None)
        colon = colon or _is_announced(pieces, place)
        if piece.has("among") or _is_first_of_them(pieces, place):
            yield (place, "among")
        elif piece.has("includes") or _contains_all(pieces, place):
            yield (place, "includes")
        elif bracket or colon or piece.has("items") or _opens_parts(pieces, place):
            yield (place, "exact")


def _contains_all(pieces: Sequence[Piece], place: int) -> bool:
    """56篇，含文字30篇、图文20篇、其他6篇: 含 may name some, but not before a rest."""
    piece = pieces[place]
    row = list(takewhile(lambda one: one.before == "、", pieces[place + 1 :]))
    ends = bool(row) and is_rest(row[-1]) and row[-1].number is not None
    plain = piece.names("contains") and not any(one.has("carry") for one in (piece, *row))
    return plain and ends and piece.number is not None and _number_before(pieces, place)


def _is_announced(pieces: Sequence[Piece], place: int) -> bool:
    """417条，分别为：公告56条、动态203条: words that only announce the parts stand before the colon."""
    words = pieces[place - 1] if place else None
    if pieces[place].before != ":" or words is None or words.number is not None:
        return False
    plain = all(token.kind in ("respectively", "items", "neutral") for token in words.label)
    return plain and words.before in (",", ";") and _number_before(pieces, place - 1)


def _opens_parts(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a piece right behind a number begins the parts of that number."""
    named = _names_parts(pieces[place]) or _composes(pieces, place) or _is_about(pieces, place)
    named = named or _spells_out(pieces, place) or _gives_out(pieces, place)
    return named and _number_before(pieces, place)


def _spells_out(pieces: Sequence[Piece], place: int) -> bool:
    """会议22次，即党组会12次、办公会10次: the same once more, by its parts."""
    piece, behind = pieces[place], pieces[place + 1 : place + 2]
    opens = bool(piece.label[1:]) and piece.label[0].id == "namely" and piece.before == ","
    row = bool(behind) and behind[0].before == "、" and behind[0].number is not None
    return opens and piece.number is not None and row


def _gives_out(pieces: Sequence[Piece], place: int) -> bool:
    """112件新收申请分别为审批类53件、补助类37件、其他类22件: all of them, each with its name."""
    piece = pieces[place]
    at = next((n for n, t in enumerate(piece.label) if t.kind == "respectively"), -1)
    if piece.before != "number" or at < 0 or at + 1 == len(piece.label):
        return False
    plain = all(token.kind in _GIVEN_OUT for token in piece.label[:at])
    row = list(takewhile(lambda one: one.before in ("、", ","), pieces[place + 1 :]))
    row = [one for one in row if one.depth == piece.depth and one.number is not None]
    return plain and bool(row) and (len(row) > 1 or is_rest(row[-1]))


_GIVEN_OUT = frozenset({"verb", "application", "neutral", "all", "publicity"})


def _composes(pieces: Sequence[Piece], place: int) -> bool:
    """申请100件，由当面提交31件、邮寄24件、网络47件组成."""
    first = pieces[place].label[:1]
    row = [one for one in pieces[place:] if one.depth == pieces[place].depth]
    return (
        bool(first)
        and first[0].id == "from"
        and any(token.id == "composed" for one in row for token in one.tail[:4])
    )


def _is_about(pieces: Sequence[Piece], place: int) -> bool:
    """145件申请涉及征地51件、规划37件及其他方面21件: a row of matters that ends with the others."""
    piece = pieces[place]
    words = [token.id for token in piece.label if token.kind not in ("neutral", "application")]
    row = list(takewhile(lambda one: one.before in ("、", "number", ","), pieces[place + 1 :]))
    row = [one for one in row if one.depth == piece.depth and one.number is not None]
    opens = piece.before in ("number", ",") and words[:1] == ["about"]
    return opens and len(row) > 1 and any(is_rest(one) for one in row)


def _is_first_of_them(pieces: Sequence[Piece], place: int) -> bool:
    """289件申请中，网上申请284件、信函申请5件; 其余… at the end leaves nothing out, too."""
    whole, piece = pieces[place - 1] if place else None, pieces[place]
    if whole is None or whole.number is None or piece.number is None or piece.before != ",":
        return False
    row = [one for one in pieces[place + 1 :] if one.depth == piece.depth]
    in_a_row = bool(row) and (row[0].before == "、" or is_rest(row[-1]))
    return any(token.id == "of" for token in whole.tail[-1:]) and in_a_row


def _names_parts(piece: Piece) -> bool:
    """86条，分别为政策类8条、动态类60条、公告类18条; amounts need no names."""
    first = piece.label[0] if piece.label else None
    opens = piece.before == "," and first is not None and first.kind == "respectively"
    if first is not None and first.end - first.start == 1:  # 各分局收到538件
        return False
    money = piece.number is not None and piece.number.unit in MONEY
    return bool(opens) and (
        money or any(token.kind not in ("respectively", "neutral") for token in piece.label)
    )


def _number_before(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a number, perhaps with brackets behind it, stands right before a piece."""
    while place and pieces[place - 1].depth > pieces[place].depth:
        place -= 1
    return bool(place) and pieces[place - 1].number is not None
