"""All applications are closed: 全部办结, 均已办结, 办结率100%."""

from collections.abc import Iterator, Sequence

from nianbao.checks.prose.claims.claim import LINKS, Claim, View, leads_on
from nianbao.checks.prose.phrases.wording import has_carry
from nianbao.checks.prose.quantity import CARRIED, FROM_LAST_YEAR, INTO_NEXT_YEAR, NEW, Count
from nianbao.checks.prose.statement import RECEIVED, Statement
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

WHOLE = frozenset({NEW, "received", "taken", "undertaken", "handled", "application"})
_CLOSED = frozenset({"closed"})
_ANSWERED = "answered"
"""全部答复 says what 全部办结 says; 全部按期答复 says only that nothing was late."""


def all_closed(view: View, statements: Sequence[Statement]) -> Iterator[Claim]:
    """全部办结, 均已办结, 已办结 without a number, 办结率100%."""
    for piece in view.clause:
        rate = [token for token in piece.label if token.kind == "rate"]
        full = piece.number is not None and piece.number.percent and piece.number.value == 100  # noqa: PLR2004
        if rate and full and rate[-1].id == "closed" and not piece.has("timely"):
            span = [*rate, piece.figure] if piece.figure else rate
            if _subject(view, statements, piece):
                yield view.claim("done", _NOTHING_LEFT, span)
        all_of = full and not rate and piece.has("application")  # 申请100%办结
        if all_of and any(t.kind == "verb" and t.id in _CLOSED for t in piece.tail[:2]):
            yield view.claim("done", _NOTHING_LEFT, [*piece.label, *piece.tail[:2]])
        words = () if leads_on(view, piece) else piece.tail if piece.figure else piece.label
        closing = _closing(words)
        if closing and _subject(view, statements, piece):
            yield view.claim("done", _NOTHING_LEFT, closing)


_NOTHING_LEFT = (Count(INTO_NEXT_YEAR),)


def _closing(words: Sequence[Token]) -> list[Token]:
    """The words that say all is closed."""
    starts = [n for n, token in enumerate(words) if token.kind in ("all", "done")]
    return next((found for start in starts if (found := _closing_from(words, start))), [])


def _closing_from(words: Sequence[Token], start: int) -> list[Token]:
    for place in range(start + 1, len(words)):
        token = words[place]
        if token.kind == "verb":
            return list(words[start : place + 1]) if _closes(words, start, place) else []
        if token.kind not in LINKS and token.kind != "unknown":
            return []
    return []


def _closes(words: Sequence[Token], start: int, place: int) -> bool:
    """Whether a verb behind 均 or 已 ends applications; 已办结申请 only names them."""
    between = {token.kind for token in words[start:place]}
    following = next((token for token in words[place + 1 :] if token.kind != "neutral"), None)
    if "unknown" in between or (following is not None and following.kind == "application"):
        return False
    in_time = any(token.kind == "timely" for token in words[:place])
    all_answered = words[place].id == _ANSWERED and "all" in between and not in_time
    return words[place].id in _CLOSED or all_answered


def _subject(view: View, statements: Sequence[Statement], piece: Piece) -> bool:
    """Whether what is closed are this year's applications as a whole."""
    if any(one.has("rest", "except") for one in view.sentence.pieces):
        return False
    own = [
        token for token in piece.label if token.kind in ("application", "foreign", "case", "carry")
    ]
    if own and (piece.figure is None or piece.number_is_percent):
        alone = has_carry(piece.label) or piece.has("part_time")  # 12月收到的申请均已办结
        return _names_new_and_carried(view) or (own[-1].kind == "application" and not alone)
    place = view.sentence.pieces.index(piece)
    before = view.sentence.pieces[
        : place + (1 if piece.figure and not piece.number_is_percent else 0)
    ]
    numbered = [
        n for n, one in enumerate(before) if one.number and not one.number.percent and not one.depth
    ]
    if numbered:
        mine = [
            one for one in statements if one.sentence == view.number and one.piece == numbered[-1]
        ]
        both = {one.verb for one in statements if one.sentence == view.number}
        if CARRIED in both and _is_joined(
            before[numbered[-1]]
        ):  # 收到30件连同结转件2件，已全部办结
            both = both - {CARRIED} | {FROM_LAST_YEAR}
        if FROM_LAST_YEAR in both and both & RECEIVED and both <= {FROM_LAST_YEAR, *RECEIVED}:
            return True  # 新收30件及上年结转2件全部办结
        of_all = bool(mine) and mine[0].verb in WHOLE and not mine[0].at_most
        return of_all or (bool(mine) and _is_all_of_them(mine[0], piece))
    if any(one.has("foreign", "case") for one in before):
        return False
    named = any(one.has("application") for one in before) or _names_new_and_carried(view)
    return named or _counted_before(view, statements)


def _is_joined(piece: Piece) -> bool:
    """Whether what was carried is counted together with what came in, so that it came in before."""
    at = next((n for n, token in enumerate(piece.label) if token.kind == "carry"), 0)
    return any(token.id in ("with", "and") for token in piece.label[:at])


def _names_new_and_carried(view: View) -> bool:
    """上年结转件、当年新收件均已办毕: a clause without numbers names both."""
    named = {token.id for token in view.words if token.kind == "verb"} & RECEIVED
    plain = all(piece.number is None for piece in view.clause)
    other = any(token.kind in ("foreign", "case", "thing") for token in view.words)
    return plain and not other and bool(named) and has_carry(view.words)


def _counted_before(view: View, statements: Sequence[Statement]) -> bool:
    """Whether the sentence before, or the paragraph before, ended with all applications."""
    if view.number == 0:
        return view.before.counted_all
    earlier = [one for one in statements if one.sentence == view.number - 1]
    of_all = bool(earlier) and earlier[-1].verb in WHOLE and not earlier[-1].at_most
    return of_all and _last_is(view, earlier[-1])


def _is_all_of_them(statement: Statement, piece: Piece) -> bool:
    """12件申请全部办结: the number counts applications, and the closing words follow it."""
    named = any(token.kind == "application" for token in (*piece.label, *piece.tail))
    closed_before = any(token.kind == "verb" and token.id in _CLOSED for token in piece.label)
    return statement.verb in _CLOSED and named and not closed_before and not piece.has("among")


def _last_is(view: View, statement: Statement) -> bool:
    """Whether no other number follows a statement in the sentence before."""
    pieces = view.earlier[-1].pieces if view.earlier else ()
    return not any(piece.number for piece in pieces[statement.piece + 1 :])
