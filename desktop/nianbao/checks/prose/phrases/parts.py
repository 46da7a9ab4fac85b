"""Which numbers are parts of others: by brackets, by 其中, by the words between them."""

from collections.abc import Sequence

from nianbao.checks.prose.quantity import Part, Quantity
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token


def enumerated(pieces: Sequence[Piece], place: int) -> Sequence[Piece]:
    """A piece with those before it of its enumeration: 行政复议5件、行政诉讼2件."""
    first = place
    while first and pieces[first].before in ("、", "number"):
        first -= 1
    return pieces[first : place + 1]


def is_of_the_level_before(pieces: Sequence[Piece], place: int) -> bool:
    """县本级引发的行政复议5件、行政诉讼2件: both are of the level that the first one names."""
    row = [*enumerated(pieces, place)][::-1]
    at = next((n for n, one in enumerate(row) if one.has("part_scope", "organ")), 0)
    told = any(token.id in ("wide", "own") for one in row[:at] for token in one.label)
    return at > 0 and not told and row[at].names("own_level")


def is_below(pieces: Sequence[Piece], head: int, place: int) -> bool:
    """Whether a piece belongs to the parts of an earlier one: in its brackets, or after 其中."""
    if pieces[place].depth > pieces[head].depth:
        return True
    found = False
    for piece in pieces[head + 1 : place + 1]:
        if piece.depth > pieces[place].depth:
            continue  # 办理177件（含上年结转19件），办结163件: what brackets add ends with them
        found = found and piece.before != ";"
        found = found or piece.has("among", "includes", "includes_carry", "items")
        found = found or piece.before == ":"
    return found


def is_named_plainly(pieces: Sequence[Piece], place: int, words: Sequence[Token]) -> bool:
    """依申请公开12件, or 申请12件 at the beginning; after other numbers 申请11件 is some of them."""
    near = (*words, *pieces[place].tail[:3])
    strong = any(token.kind == "application" and token.id == "strong" for token in near)
    return strong or all(one.number is None or _is_last_years(one) for one in pieces[:place])


def _is_last_years(piece: Piece) -> bool:
    """申请数量由去年的70件增长到84件: a number that the next one is only compared with."""
    return piece.has("prev") and not piece.has("among", "carry")


def is_of_the_number_before(pieces: Sequence[Piece], place: int) -> bool:
    """新收12件中已办结11件: the second number is a part of the first."""
    piece = pieces[place]
    return piece.before == "number" and bool(piece.label) and piece.label[0].id == "of"


def is_beside_a_channel(pieces: Sequence[Piece], place: int) -> bool:
    """收到书面申请4件、网络申请8件: the first number counts one way of applying, too."""
    piece, following = pieces[place], pieces[place + 1] if place + 1 < len(pieces) else None
    if following is None or following.number is None or following.depth != piece.depth:
        return False
    told = following.before == "、" or piece.names("written")  # 收到书面申请4件，网上申请3件
    apart = following.before in ("、", ",", ";") and not following.has("among", "includes")
    apart = apart and (following.before == "、" or not following.has("foreign", "thing"))
    return told and apart and following.has("channel") and piece.has("application")


def names_several_channels(pieces: Sequence[Piece], place: int) -> bool:
    """通过信函、网络等方式提出的申请12件: all of them, whatever the way."""
    piece, before = pieces[place], pieces[place - 1] if place else None
    if before is None or before.number is not None or piece.before != "、":
        return False
    last = before.label[-1] if before.label else None  # 书面、网络等各类申请12件
    return last is not None and (last.kind == "channel" or last.id == "written")


def among(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a piece stands in brackets or after 其中, so that it is a part of what was said."""
    piece = pieces[place]
    if piece.depth or any(token.kind in ("among", "includes_carry") for token in piece.label):
        return True
    before = [one for one in pieces[:place] if one.has("among", "includes", "includes_carry")]
    return bool(before)


def halves(pieces: Sequence[Piece], place: int) -> tuple[int, int] | None:
    """共答复9件（本年7件、上年2件）: where this year's part of a number and last year's stand, if here.

    Beside a number as large as this year's part, last year's is only compared with it.
    """
    for first in (place - 1, place):
        two = pieces[first : first + 2] if first > 0 else ()
        if len(two) == _TWO and _part_a_number(pieces, first):
            return first, first + 1
    return None


_TWO = 2
_IN_A_HALF = frozenset(
    {"whole", "year", "prev", "carry", "neutral", "application", "among", "verb", "includes"}
)


def _part_a_number(pieces: Sequence[Piece], first: int) -> bool:
    two = pieces[first : first + _TWO]
    alone = len(pieces) == first + _TWO or pieces[first + _TWO].depth < two[0].depth
    opens = two[0].before == "(" or two[0].has("among")
    head = pieces[two[0].parent if two[0].before == "(" else first - 1]
    if not alone or not opens or head.number is None or two[1].before not in ("、", ","):
        return False
    if any(not one.kinds <= _IN_A_HALF or one.tail or one.parent != two[0].parent for one in two):
        return False
    last = [one for one in two if one.has("prev") or one.names("from_last_year")]
    this = [one for one in two if one.names("this", "new") and one not in last]
    if len(last) != 1 or len(this) != 1 or not all(is_plain(one, head.number.unit) for one in two):
        return False
    return this[0].number is not None and this[0].number.value < head.number.value


def is_base(pieces: Sequence[Piece], place: int) -> bool:
    """在已审结的21件中占14.3%, 以21件为基数, 21件中有3件: others are counted out of it."""
    piece, following = pieces[place], pieces[place + 1 : place + 2]
    if piece.number is None or piece.number.percent:
        return False
    leads_on = bool(following) and following[0].before == "number"
    behind = following[0].label if leads_on else piece.tail
    compared = any(t.kind == "compare" for t in behind[:1]) and piece.names("and")
    counted_out = behind if leads_on else behind[-1:]
    return (
        compared
        or piece.has("share")
        or names_a_base(behind)
        or (any(token.id == "of" for token in counted_out))
    )


def is_whole_of_a_share(quantity: Quantity, piece: Piece) -> bool:
    """无法提供在全部99件办结申请里占三成: the words before 在 name the part, the number is the whole."""
    at = next((n for n, token in enumerate(piece.tail) if token.id == "of"), -1)
    shared = at > 0 and any(token.kind == "share" for token in piece.tail[at + 1 : at + 2])
    named = any(token.kind in ("verb", "application") for token in piece.tail[:at])
    return shared and named and isinstance(quantity, Part)


def names_a_base(words: Sequence[Token]) -> bool:
    """为基数, 计算."""
    return any(token.id == "base" for token in words)


def ends_a_list(pieces: Sequence[Piece], place: int) -> bool:
    """其中已评价的21家中有3家满意: what follows is of the 21, not of the number that was listed."""
    following = pieces[place + 1 : place + 2]
    return is_base(pieces, place) and not any(one.number_is_percent for one in following)


def is_part(piece: Piece) -> bool:
    """Whether a piece is one of several parts."""
    return (
        piece.depth > 0
        or piece.before in ("、", "number")
        or piece.has("among", "items", "includes")
    )


def is_plain(piece: Piece, unit: str | None = None) -> bool:
    """Whether a piece has a number of things, said exactly."""
    number = piece.number
    if number is None or number.percent or number.vague:
        return False
    return unit is None or number.unit in (unit, "")
