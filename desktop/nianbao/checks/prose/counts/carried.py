"""Applications carried over from one year into the next, and those counted with them."""

from collections.abc import Sequence
from dataclasses import replace

from nianbao.checks.prose.phrases.parts import is_below
from nianbao.checks.prose.phrases.wording import (
    carry_in,
    first_words,
    has_carry,
    has_unknown,
    own_tail,
    verbs_in,
)
from nianbao.checks.prose.quantity import (
    CARRIED,
    FROM_LAST_YEAR,
    INTO_NEXT_YEAR,
    NEW,
    Carried,
    Count,
    Part,
    Quantity,
)
from nianbao.checks.prose.statement import HEADS, MOST_TOGETHER, Statement, is_open
from nianbao.checks.sentences.numerals import case_units
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

_TOGETHER = frozenset({"within", "sum"})
_BESIDE_THE_CARRIED = frozenset({"neutral", "application", "whole", "publicity", "verb"})


def counts_with_the_carried(pieces: Sequence[Piece], place: int, words: Sequence[Token]) -> bool:
    """含上年结转在内的9件, 连同上年结转共9件, 新收及上年结转的9件: not those carried in alone."""
    at = _carry_in_more(words)
    return at >= 0 and (
        _ends_the_sum(words, at) > 0 or _opens_a_sentence(pieces, place, words[at + 1 :])
    )


def _carry_in_more(words: Sequence[Token]) -> int:
    """Where words name what was carried in behind 含, 连同 or 新收和; -1 where they do not."""
    at = next((n for n, token in enumerate(words) if token.kind == "carry"), -1)
    if at < 0 or words[at].id == INTO_NEXT_YEAR:
        return -1
    opens = ("includes_carry", "includes", "except")
    opened = any(t.kind in opens or t.id in ("with", NEW) for t in words[:at])
    behind = {token.id for token in words[at:]}  # 上年结转与本年新收合计9件
    joined = bool(behind & {"sum", "and"}) and NEW in behind
    return at if opened or joined else -1


def _ends_the_sum(words: Sequence[Token], carry: int) -> int:
    """Where 在内 or 合计 stands behind what was carried in, 0 where nothing does.

    新收和上年结转的9件, 上年结转和新收的9件 need neither.
    """
    new = next((n for n, token in enumerate(words) if token.id == NEW), -1)
    both = 0 if new < 0 else max(carry, new)
    return next((n for n, t in enumerate(words) if n > carry and t.id in _TOGETHER), both)


def _opens_a_sentence(pieces: Sequence[Piece], place: int, behind: Sequence[Token]) -> bool:
    """Whether 连同上年结转的9件申请 opens its sentence: it may be all of them or only those carried."""
    first = not pieces[place].depth and not any(one.number for one in pieces[:place])
    named = (*behind, *pieces[place].tail[:1])
    excepted = any(token.kind == "except" for token in pieces[place].label)
    return first and not excepted and any(token.kind == "application" for token in named)


def with_the_carried(pieces: Sequence[Piece], place: int, words: Sequence[Token]) -> Count | None:
    """What a number counts that has those in it which were carried in."""
    end = _ends_the_sum(words, _carry_in_more(words))
    if not end:
        return Count("perhaps_with_carried")
    piece, rest, after = pieces[place], words[end + 1 :], own_tail(pieces, place)
    leads_on = any(one.before == "number" for one in pieces[place + 1 : place + 2])
    if piece.depth or piece.has("among", "except") or has_unknown(words):
        return None
    if any(token.kind not in _BESIDE_THE_CARRIED for token in rest) or _narrows(after):
        return None
    verbs = verbs_in(rest) or verbs_in(() if leads_on else first_words(piece.tail))
    return Count("taken" if not verbs or verbs[-1] == NEW else verbs[-1])


def _narrows(words: Sequence[Token]) -> bool:
    return any(token.kind in ("who", "outcome", "outcome_part", "channel") for token in words)


def without_the_carried(quantity: Quantity, aside: Sequence[Token]) -> Quantity:
    """受理量为102件（不含上年结转）: what came in this year alone."""
    excepted = any(token.kind == "except" for token in aside)
    if quantity != Count("received") or not excepted or carry_of(aside) not in _LEFT_OUT:
        return quantity
    return Count(NEW)


def carry_of(words: Sequence[Token]) -> str:
    """The carry that words name first, empty where they name none."""
    return next((token.id for token in words if token.kind == "carry"), "")


_LEFT_OUT = frozenset({FROM_LAST_YEAR, CARRIED, "carry"})


def mark_carry(statements: list[Statement], pieces: Sequence[Piece]) -> None:
    """受理15件（含上年结转3件）: the number before it includes what was carried in."""
    statement = statements[-1]
    piece = pieces[statement.piece]  # 收到70件（不含上年结转的34件）; 其中上年结转34件另计
    if any(token.kind == "except" for token in (*piece.label, *piece.tail)):
        return
    if _stands_alone(pieces, statement.piece):
        return
    if any(one.names("sum") for one in pieces[statement.piece + 1 : statement.piece + 2]):
        return  # 新收12件（连同上年结转的1件共13件）: the sum has them, not the number before
    last = len(statements) - 1
    for place in range(last - 1, max(last - MOST_TOGETHER, 0) - 1, -1):
        before = statements[place]
        if before.sentence != statement.sentence:
            return
        beside = not is_below(pieces, before.piece, statement.piece)
        if before.verb in HEADS and beside and before.piece != statement.piece:
            continue
        if before.verb in HEADS and statement.includes_carry:
            statements[place] = replace(before, includes_carry=True)
            return


def _stands_alone(pieces: Sequence[Piece], place: int) -> bool:
    """新收56件（上年结转5件）: brackets that name nothing else and say not that it is included."""
    piece = pieces[place]
    beside = any(one.parent == piece.parent for one in pieces if one is not piece)
    told = piece.has("among", "includes", "includes_carry")
    return piece.parent >= 0 and not beside and not told


def is_of_the_carried(own: Sequence[Statement], pieces: Sequence[Piece], place: int) -> bool:
    """上年结转的20件申请中，10件予以公开: a part of what was carried in."""
    whole = own[-1] if own else None
    if whole is None or whole.verb != FROM_LAST_YEAR:
        return False
    return any(token.id == "of" for token in pieces[whole.piece].tail) and place > whole.piece


_CARRIES = frozenset({FROM_LAST_YEAR, INTO_NEXT_YEAR, CARRIED})


def is_part_of_a_carry(
    quantity: Quantity, own: Sequence[Statement], pieces: Sequence[Piece], place: int
) -> bool:
    """结转7件（自然人6件、企业1件）; 年末未办结的38件申请，自然人25件: parts of what is carried over."""
    heads = [one for one in own if isinstance(one.quantity, Count)]
    if not isinstance(quantity, Part) or not heads or heads[-1].verb not in _CARRIES:
        return False
    alone = all(one.verb in _CARRIES for one in heads)
    inside = pieces[place].parent == heads[-1].piece or is_below(pieces, heads[-1].piece, place)
    return inside or (alone and _opens_a_row(pieces[heads[-1].piece]))


def _opens_a_row(head: Piece) -> bool:
    """结转下年的38件申请, 结转下年的38件中: what follows is of these."""
    return any(token.kind == "application" or token.id == "of" for token in head.tail)


def who_carried(
    part: Quantity, own: Sequence[Statement], pieces: Sequence[Piece], place: int
) -> Carried | None:
    """结转7件（自然人6件、企业1件）: of those carried over, where the words leave no other whole."""
    heads = [one for one in own if isinstance(one.quantity, Count)]
    if not isinstance(part, Part) or part.outcomes or not part.applicants or not heads:
        return None
    head = heads[-1]
    if head.scope or head.at_most:
        return None
    inside = pieces[place].parent == head.piece
    alone = all(one.verb in _CARRIES for one in heads)
    row = [one.number.value for one in pieces[head.piece + 1 :] if one.number and one.has("who")]
    if inside or alone or sum(row) == head.number.value:
        return Carried(head.verb, part.applicants)
    return None


def carried_for_a_reason(pieces: Sequence[Piece], place: int, year: int) -> Count | None:
    """有1件因情况复杂须结转下年办理: what a reason is given for are some of those carried over."""
    piece, following = pieces[place], pieces[place + 1 : place + 2]
    opens = all(token.kind in _SOME for token in piece.label) and piece.label
    if not opens or piece.number is None or piece.number.unit not in case_units():
        return None
    near = piece.tail
    if following and following[0].number is None and following[0].before == ",":
        near = (*near, *following[0].label)
    marks = [n for n, token in enumerate(near) if token.kind == "carry"]
    reason = [token.kind for token in near[: marks[0]]] if marks else []
    if "unknown" not in reason and "outcome_part" not in reason and "verb" not in reason:
        return None
    if any(token.kind in ("none", "prev", "delta", "foreign", "case") for token in near):
        return None
    later = carry_in(near[marks[0] :], year) == INTO_NEXT_YEAR
    return Count(INTO_NEXT_YEAR) if later else None


def left_unclosed(pieces: Sequence[Piece], place: int) -> bool:
    """除2件补正未到期外，其余均已办结: no more than these can be left for the next year."""
    piece = pieces[place]
    opens = bool(piece.label) and piece.label[0].kind in ("rest", "except")
    known = ("rest", "except", "neutral", "application", "carry", "year", "prev", "publicity")
    words = (*piece.label, *piece.tail)
    plain = all(t.kind in known or t.kind == "unknown" for t in words if t.end - t.start > 1)
    if not opens or not plain or piece.number is None or piece.number.unit not in case_units():
        return False
    return any(_closes_all(one) for one in pieces[place + 1 :])


def _closes_all(piece: Piece) -> bool:
    """其余申请均已办结; 均在法定期限内办结 may say only that none was late."""
    words = piece.tail if piece.figure else piece.label
    at = next((n for n, token in enumerate(words) if token.kind == "all"), None)
    if at is None or piece.has("case", "foreign", "document", "channel", "who"):
        return False
    behind = [t for t in words[at + 1 :] if t.kind not in ("done", "neutral", "application")]
    return [(t.kind, t.id) for t in behind[:1]] == [("verb", "closed")]


def carried_of_a_time(pieces: Sequence[Piece], place: int, year: int) -> Count | None:
    """12月下旬收到的4件结转下年: those of a part of the year are some of those carried over."""
    piece = pieces[place]
    timed = piece.has("part_time") and piece.kinds <= _OF_A_TIME
    if not timed or piece.number is None or piece.number.unit not in case_units():
        return None
    if not set(verbs_in(piece.label)) & {NEW, "received"}:
        return None
    if any(token.kind in ("none", "prev", "delta", "foreign", "case") for token in piece.tail):
        return None
    later = carry_in(own_tail(pieces, place), year) == INTO_NEXT_YEAR
    return Count(INTO_NEXT_YEAR) if later else None


_OF_A_TIME = frozenset(
    {"part_time", "year", "whole", "verb", "neutral", "application", "among", "rest"}
)


def rest_is_closed(own: Sequence[Statement], pieces: Sequence[Piece], place: int) -> Count | None:
    """除31件结转下年外，其余351件均已答复: what is not carried over is closed."""
    piece, words = pieces[place], (*pieces[place].label, *pieces[place].tail)
    verbs = verbs_in(first_words(piece.tail) or own_tail(pieces, place)[-1:])
    numbered = next((n for n in range(place - 1, -1, -1) if pieces[n].number is not None), -1)
    last = own[-1] if own else None
    if last is None or last.verb != INTO_NEXT_YEAR or last.piece != numbered:
        return None
    if not piece.has("rest") or piece.names("more") or verbs not in (["closed"], ["answered"]):
        return None
    if any(token.kind not in _ALL_OF_THE_REST for token in words) or piece.depth:
        return None
    verb, whole = verbs[0], {one.verb for one in own[:-1]}
    with_carried = FROM_LAST_YEAR in whole or "taken" in whole
    with_carried = with_carried or any(one.includes_carry for one in own[:-1])
    inside = [one for one in pieces[place + 1 : place + 2] if one.depth > piece.depth]
    with_carried = with_carried or any(has_carry(one.label) for one in inside)
    told = whole & HEADS or whole == {INTO_NEXT_YEAR}  # 除3件结转外，其余9件均已办结
    return Count(verb, of_the_new=not with_carried) if told else None


_ALL_OF_THE_REST = frozenset(
    {"rest", "neutral", "application", "all", "done", "timely", "verb", "whole"}
)
_SOME = frozenset({"rest", "neutral", "application", "among"})


def is_this_years(
    quantity: Quantity | None, own: Sequence[Statement], words: Sequence[Token]
) -> bool:
    """办理上年结转申请13件、当年申请240件: beside those carried in, the rest are new."""
    carried = bool(own) and own[-1].verb == FROM_LAST_YEAR
    named = quantity is not None and is_open(quantity)
    weak = quantity is None and bool(words) and words[-1].kind == "application"
    plain = all(token.kind in ("neutral", "whole", "application", "year") for token in words)
    return carried and (named or weak) and plain and any(t.kind in ("whole", "year") for t in words)
