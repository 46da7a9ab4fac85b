"""Claims without a number: nothing was received, everything was closed, all were upheld."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nianbao.checks.prose.alike import all_alike, all_of_one_way
from nianbao.checks.prose.claim import Before, Claim, View, clauses, speaks, words_of
from nianbao.checks.prose.denied import denials
from nianbao.checks.prose.quantity import (
    FROM_LAST_YEAR,
    INTO_NEXT_YEAR,
    NEW,
    Cases,
    Count,
    Ended,
    EndedOtherwise,
    Lines,
)
from nianbao.checks.prose.statement import RECEIVED, Statement
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_LOOKED_BACK = 8
"""Sentences before a claim in which its subject is looked for."""
_WHOLE = frozenset({NEW, "received", "taken", "undertaken", "handled", "application"})
_LINKS = frozenset({"neutral", "timely", "done", "all", "whole"})
_CLOSED = frozenset({"closed"})
_ANSWERED = "answered"
"""全部答复 says what 全部办结 says; 全部按期答复 says only that nothing was late."""


def claims(
    found: Sequence[Sentence],
    statements: Sequence[Statement],
    before: Before,
    year: int,
    lines: Lines,
) -> Iterator[Claim]:
    """Yield the claims of a paragraph."""
    for number, sentence in enumerate(found):
        if not _may_claim(sentence.pieces):
            continue
        near = found[max(0, number - _LOOKED_BACK) : number]
        earlier = [one for one in near if one.paragraph == sentence.paragraph]
        for clause in clauses(sentence.pieces):
            words = words_of(clause)
            view = View(
                sentence, number, tuple(clause), tuple(words), tuple(earlier), before, lines
            )
            yield from denials(view, before.default, year)
            yield from _done(view, statements)
            yield from _upheld(view)
            yield from _ended(view, statements)
            yield from all_alike(view, statements)
            yield from all_of_one_way(view)


@lru_cache(maxsize=4096)
def _may_claim(pieces: tuple[Piece, ...]) -> bool:
    """Whether a sentence has one of the words that claims are made with."""
    return any(
        token.kind in _CLAIMING or token.id == "absent" or (token.number and token.number.percent)
        for piece in pieces
        for token in (
            *piece.label,
            *piece.tail,
            *piece.aside,
            *((piece.figure,) if piece.figure else ()),
        )
    )


_CLAIMING = frozenset({"none", "all", "done", "outcome_all", "none_corrected", "ending", "rate"})


def counts_all_last(
    found: Sequence[Sentence], statements: Sequence[Statement], before: Before
) -> bool:
    """Whether the last number of a paragraph, or of those before, counts all applications."""
    numbered = [n for n, one in enumerate(found) if any(piece.number for piece in one.pieces)]
    if not numbered:
        return before.counted_all and not any(one.pieces for one in found)
    last = statements[-1] if statements else None
    if last is None or last.sentence != len(found) - 1 or last.verb not in _WHOLE:
        return False
    return not any(piece.number for piece in found[-1].pieces[last.piece + 1 :])


def _done(view: View, statements: Sequence[Statement]) -> Iterator[Claim]:
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
        words = () if _leads_on(view, piece) else piece.tail if piece.figure else piece.label
        closing = _closing(words)
        if closing and _subject(view, statements, piece):
            yield view.claim("done", _NOTHING_LEFT, closing)


_NOTHING_LEFT = (Count(INTO_NEXT_YEAR),)


def _leads_on(view: View, piece: Piece) -> bool:
    """12件中已办结11件: the words behind the first number are those of the second."""
    place = view.sentence.pieces.index(piece) + 1
    following = view.sentence.pieces[place : place + 1]
    return bool(following) and following[0].before == "number"


def _closing(words: Sequence[Token]) -> list[Token]:
    """The words that say all is closed."""
    starts = [n for n, token in enumerate(words) if token.kind in ("all", "done")]
    return next((found for start in starts if (found := _closing_from(words, start))), [])


def _closing_from(words: Sequence[Token], start: int) -> list[Token]:
    for place in range(start + 1, len(words)):
        token = words[place]
        if token.kind == "verb":
            return list(words[start : place + 1]) if _closes(words, start, place) else []
        if token.kind not in _LINKS and token.kind != "unknown":
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
        return own[-1].kind == "application"
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
        if FROM_LAST_YEAR in both and both & RECEIVED and both <= {FROM_LAST_YEAR, *RECEIVED}:
            return True  # 新收30件及上年结转2件全部办结
        return bool(mine) and (mine[0].verb in _WHOLE or _is_all_of_them(mine[0], piece))
    if any(one.has("foreign", "case") for one in before):
        return False
    return any(one.has("application") for one in before) or _counted_before(view, statements)


def _counted_before(view: View, statements: Sequence[Statement]) -> bool:
    """Whether the sentence before, or the paragraph before, ended with all applications."""
    if view.number == 0:
        return view.before.counted_all
    earlier = [one for one in statements if one.sentence == view.number - 1]
    return bool(earlier) and earlier[-1].verb in _WHOLE and _last_is(view, earlier[-1])


def _is_all_of_them(statement: Statement, piece: Piece) -> bool:
    """12件申请全部办结: the number counts applications, and the closing words follow it."""
    named = any(token.kind == "application" for token in (*piece.label, *piece.tail))
    closed_before = any(token.kind == "verb" and token.id in _CLOSED for token in piece.label)
    return statement.verb in _CLOSED and named and not closed_before and not piece.has("among")


def _last_is(view: View, statement: Statement) -> bool:
    """Whether no other number follows a statement in the sentence before."""
    pieces = view.earlier[-1].pieces if view.earlier else ()
    return not any(piece.number for piece in pieces[statement.piece + 1 :])


def _upheld(view: View) -> Iterator[Claim]:
    """均获维持, 均已审结, 无一败诉: what is said of every review or suit spoken of."""
    for piece in view.clause:
        words = piece.tail if piece.figure else piece.label
        if not any(token.kind in _OF_ENDS for token in (*words, *piece.aside)):
            continue
        outright = [token for token in words if token.kind == "none_corrected"]
        if any(token.kind == "prev" for token in view.words):  # 上年无被纠正案件
            continue
        if outright and speaks(view) and _cases_before(view, piece):
            corrected = Ended("corrected", _cases_before(view, piece))
            yield view.claim("corrected", (corrected,), outright)
        if any(one.has("rest", "except") for one in view.sentence.pieces):  # 除1件外均已审结
            continue
        yield from _all_upheld(view, words, _cases_before(view, piece))
        if piece.aside and piece.number is not None:  # 复议后起诉2件（均维持）
            own = tuple(dict.fromkeys(token.id for token in piece.label if token.kind == "case"))
            yield from _all_upheld(view, piece.aside, own)


_OF_ENDS = frozenset({"none_corrected", "ending"})


def _all_upheld(view: View, words: Sequence[Token], kinds: tuple[str, ...]) -> Iterator[Claim]:
    """What 均维持 or 均已审结 says of cases of these kinds."""
    start = next((n for n, token in enumerate(words) if token.kind == "all"), None)
    ending = next((n for n, token in enumerate(words) if token.kind == "ending"), None)
    if start is None or ending is None or ending < start or not kinds:
        return
    between = all(t.kind in _LINKS or t.kind == "unknown" for t in words[start:ending])
    said = words[start : ending + 1]
    if between and words[ending].id == "decided" and speaks(view):
        yield view.claim("pending", (Ended("pending", kinds),), said)
    elif between and words[ending].id == "upheld":
        yield view.claim("upheld", (EndedOtherwise("upheld", kinds),), said)


def _ended(view: View, statements: Sequence[Statement]) -> Iterator[Claim]:
    """发生1起行政诉讼，法院判决维持: how the only one ended, said without a number."""
    for piece in view.clause:
        place = view.sentence.pieces.index(piece)
        while place > 1 and _only_names_the_way(view.sentence.pieces[place - 1]):
            place -= 1
        before = view.sentence.pieces[place - 1] if place else None
        ending = [token for token in piece.label if token.kind == "ending"]
        if piece.number is not None or before is None or before.number is None or len(ending) != 1:
            continue
        beside = piece.before == "," and before.depth == piece.depth
        plain = all(t in ending or t.kind in ("neutral", "done", "whole") for t in piece.label)
        only = [s for s in statements if (s.sentence, s.piece) == (view.number, place - 1)]
        if beside and plain and only and before.number.value == 1:
            quantity = only[0].quantity
            if isinstance(quantity, Cases) and not before.number.vague:
                others = EndedOtherwise(ending[0].id, quantity.kinds)
                yield view.claim("ended", (others,), piece.label)


def _only_names_the_way(piece: Piece) -> bool:
    """行政诉讼1件，为复议后起诉，尚未审结: what stands between says which kind of suit it is."""
    plain = all(token.kind in ("case", "neutral") for token in piece.label)
    return piece.number is None and plain and piece.has("case") and piece.before == ","


def _cases_before(view: View, piece: Piece) -> tuple[str, ...]:
    place = view.sentence.pieces.index(piece)
    pieces = view.sentence.pieces
    near = [token for one in pieces[: place + 1] for token in (*one.label, *one.tail)]
    own = [t for t in (*piece.label, *piece.tail) if t.kind == "case"]
    if len(own) == 1 and piece.number is not None and piece.before in (",", ";") and place:
        near = [*(t for t in near if t.kind != "case"), *own]  # 3起诉讼中，2起复议后起诉的均维持
    if not any(token.kind == "case" for token in near) and view.earlier:
        near = [token for one in view.earlier[-1].pieces for token in (*one.label, *one.tail)]
    kinds = {token.kind for token in near}
    ours = kinds & {"application", "publicity"} or any(token.id == "own" for token in near)
    if "adjudicate" in kinds and not ours:
        return ()
    return tuple(dict.fromkeys(t.id for t in near if t.kind == "case"))
