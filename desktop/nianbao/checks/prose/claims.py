"""Claims without a number: nothing was received, everything was closed, all were upheld."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from nianbao.checks.prose.lexicon import vocabulary
from nianbao.checks.prose.meaning import Statement
from nianbao.checks.prose.quantity import (
    FROM_LAST_YEAR,
    INTO_NEXT_YEAR,
    NEW,
    Cases,
    Count,
    Documents,
    EndedOtherwise,
    Lines,
    Quantity,
)
from nianbao.checks.prose.segments import Piece, Sentence
from nianbao.checks.prose.tokens import Token
from nianbao.checks.prose.topic import APPLICATION
from nianbao.checks.prose.wording import since_another_time

_LOOKED_BACK = 8
"""Sentences before a claim in which its subject is looked for."""
_WHOLE = frozenset({NEW, "received", "taken", "undertaken", "handled", "application"})
_LINKS = frozenset({"neutral", "timely", "done", "all", "whole"})
_CLOSED = frozenset({"closed"})
_ANSWERED = "answered"
"""全部答复 says what 全部办结 says; 全部按期答复 says only that nothing was late."""


ClaimKind = Literal["none", "done", "upheld"]


@dataclass(frozen=True, slots=True)
class Claim:
    """The text says that there is nothing of ``nothing_of``: 未收到…, 全部办结, 均获维持."""

    kind: ClaimKind
    nothing_of: tuple[Quantity, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a paragraph: what bare numbers are about, and what was counted last."""

    default: str
    counted_all: bool = False
    """Whether the last number counts this year's applications as a whole."""


def claims(
    found: Sequence[Sentence],
    statements: Sequence[Statement],
    before: Before,
    year: int,
    lines: Lines,
) -> Iterator[Claim]:
    """Yield the claims of a paragraph."""
    for number, sentence in enumerate(found):
        near = found[max(0, number - _LOOKED_BACK) : number]
        earlier = [one for one in near if one.paragraph == sentence.paragraph]
        for clause in _clauses(sentence.pieces):
            words = _words(clause)
            view = _View(
                sentence, number, tuple(clause), tuple(words), tuple(earlier), before, lines
            )
            yield from _none(view, before.default, year)
            yield from _done(view, statements)
            yield from _upheld(view)


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


@dataclass(frozen=True)
class _View:
    """A clause with what stands before it."""

    sentence: Sentence
    number: int
    clause: tuple[Piece, ...]
    words: tuple[Token, ...]
    earlier: tuple[Sentence, ...]
    before: Before
    lines: Lines

    def claim(
        self, kind: ClaimKind, nothing_of: tuple[Quantity, ...], words: Sequence[Token]
    ) -> Claim:
        """A claim over some words of the clause."""
        offset = self.sentence.offset
        return Claim(kind, nothing_of, offset + words[0].start, offset + words[-1].end)


def _clauses(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces with “、” between them belong together: 未发生行政复议、行政诉讼."""
    clause: list[Piece] = []
    for piece in pieces:
        if clause and piece.before != "、":
            yield clause
            clause = []
        clause.append(piece)
    if clause:
        yield clause


def _words(clause: Sequence[Piece]) -> list[Token]:
    found: list[Token] = []
    for piece in clause:
        if piece.before != "number":
            found.extend(piece.label)
        if piece.figure:
            found.append(piece.figure)
        found.extend(piece.tail)
    return found


def _none(view: _View, default: str, year: int) -> Iterator[Claim]:
    """未收到政府信息公开申请; 未发生因政府信息公开引起的行政复议、行政诉讼."""
    words = view.words
    place = next((n for n, token in enumerate(words) if token.kind == "none"), None)
    if place is None or _other_time(words, year):
        return
    outright = [token for token in words if token.kind == "none" and _outright(token)]
    for token in outright:
        yield view.claim("none", _outright(token), (token,))
    if outright:
        return
    behind = _denied_words(view, place)
    denied = tuple(_denied(view, behind, default))
    if denied:
        shown = [token for token in behind if token.kind in _SHOWN]
        yield view.claim("none", denied, sorted(shown, key=lambda token: token.start))


def _outright(token: Token) -> tuple[Quantity, ...]:
    """零申请, 零复议, 零诉讼 need no noun."""
    if token.id == "no_applications":
        return (Count(NEW),)
    return (Cases((token.id,)),) if token.id in vocabulary().ids["case"] else ()


_SHOWN = ("application", "case", "none", "verb", "carry", "document", "document_verb")


def _denied_words(view: _View, place: int) -> list[Token]:
    """What a word of denial speaks of: what follows it, or what stood before 为零 or “：无”."""
    words = list(view.words)
    behind = words[place:]
    if words[place].id == "zero" and not any(token.kind in _NOUNS for token in behind[1:]):
        return words
    first = view.sentence.pieces.index(view.clause[0])
    if len(words) == 1 and first and view.clause[0].before == ":":
        return [*words, *_words(list(_clauses(view.sentence.pieces[:first]))[-1])]
    return behind


_NOUNS = ("application", "case")


def _other_time(words: Sequence[Token], year: int) -> bool:
    return since_another_time(words, year) or any(
        token.kind in ("part_time", "prev", "next", "part_scope")
        or (token.kind == "year" and token.id != str(year))
        for token in words
    )


def _denied(view: _View, words: Sequence[Token], default: str) -> Iterator[Quantity]:
    """What the words after 未… deny, each only where nothing narrows it."""
    last = max((n for n, token in enumerate(words) if token.kind in _NOUNS), default=-1)
    kinds = {token.kind for token in words[: last + 2]}
    if any(token.kind == "except" for token in words):
        return
    yield from _denied_carry(view, words, default)
    yield from _denied_documents(words)
    caused = bool(kinds & {"cause", "publicity"})
    if kinds & {"ending", "adjudicate", "channel", "outcome_part", "foreign", "narrow"} - _caused(
        kinds
    ):
        return
    ours = default == APPLICATION or kinds & {"application", "publicity"} or _speaks(view)
    if not ours:
        return
    for place, token in enumerate(words):
        between = words[1:place]
        if token.kind == "application" and not (caused and "case" in kinds):
            strong = token.id == "strong"
            if any(one.kind == "publicity" and one.id == "cause" for one in between):
                continue
            if _empty(view, between, extra=("verb",)) and (
                strong or default == APPLICATION or _speaks(view)
            ):
                yield Count(NEW)
        elif token.kind == "case" and (caused or _empty(view, between, extra=_NOUNS)):
            yield Cases((token.id,))


def _denied_carry(view: _View, words: Sequence[Token], default: str) -> Iterator[Quantity]:
    """无结转, 没有上年结转的申请."""
    if not (default == APPLICATION or _speaks(view)):
        return
    for place, token in enumerate(words):
        if token.kind == "carry" and _empty(view, words[1:place], extra=("prev", "application")):
            before = [one.kind for one in words[1:place]]
            plain = FROM_LAST_YEAR if "prev" in before else INTO_NEXT_YEAR
            yield Count(plain if token.id == "carry" else token.id)
            return


def _denied_documents(words: Sequence[Token]) -> Iterator[Quantity]:
    """未制发行政规范性文件."""
    kinds = [token.kind for token in words if token.kind != "neutral"]
    if kinds == ["none", "document"] and words[0].id in vocabulary().ids["document_verb"]:
        noun = next(token.id for token in words if token.kind == "document")
        yield Documents(noun, words[0].id)


def _caused(kinds: set[str]) -> set[str]:
    """因 and 涉及 name the cause of reviews and suits; they narrow nothing there."""
    return {"outcome_part"} if "case" in kinds else set()


def _speaks(view: _View) -> bool:
    """Whether the paragraph has spoken of applications."""
    pieces = [piece for one in (*view.earlier, view.sentence) for piece in one.pieces]
    return any(piece.has("application", "publicity") for piece in pieces)


def _empty(view: _View, words: Sequence[Token], extra: Sequence[str]) -> bool:
    """Whether words narrow nothing: 公民、法人和其他组织提交的."""
    who = {token.id for token in words if token.kind == "who"}
    if who and who.isdisjoint(view.lines.anybody):
        return False
    if any(
        token.kind == "verb" and token.id not in ("received", NEW, "taken", "handled")
        for token in words
    ):
        return False
    plain = (
        "neutral",
        "whole",
        "who",
        "organ",
        "publicity",
        "year",
        "number",
        "none",
        *extra,
    )
    return all(
        token.kind in plain or (token.kind == "unknown" and len(token.id) < 2)  # noqa: PLR2004
        for token in words
    )


def _done(view: _View, statements: Sequence[Statement]) -> Iterator[Claim]:
    """全部办结, 均已办结, 已办结 without a number, 办结率100%."""
    for piece in view.clause:
        rate = [token for token in piece.label if token.kind == "rate"]
        full = piece.number is not None and piece.number.percent and piece.number.value == 100  # noqa: PLR2004
        if rate and full and rate[-1].id == "closed" and not piece.has("timely"):
            span = [*rate, piece.figure] if piece.figure else rate
            if _subject(view, statements, piece):
                yield view.claim("done", _NOTHING_LEFT, span)
        words = () if _leads_on(view, piece) else piece.tail if piece.figure else piece.label
        closing = _closing(words)
        if closing and _subject(view, statements, piece):
            yield view.claim("done", _NOTHING_LEFT, closing)


_NOTHING_LEFT = (Count(INTO_NEXT_YEAR),)


def _leads_on(view: _View, piece: Piece) -> bool:
    """12件中已办结11件: the words behind the first number are those of the second."""
    place = view.sentence.pieces.index(piece) + 1
    following = view.sentence.pieces[place : place + 1]
    return bool(following) and following[0].before == "number"


def _closing(words: Sequence[Token]) -> list[Token]:
    """The words that say all is closed."""
    start = next((n for n, token in enumerate(words) if token.kind in ("all", "done")), None)
    if start is None:
        return []
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


def _subject(view: _View, statements: Sequence[Statement], piece: Piece) -> bool:
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
        return bool(mine) and (mine[0].verb in _WHOLE or _is_all_of_them(mine[0], piece))
    if any(one.has("foreign", "case") for one in before):
        return False
    return any(one.has("application") for one in before) or _counted_before(view, statements)


def _counted_before(view: _View, statements: Sequence[Statement]) -> bool:
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


def _last_is(view: _View, statement: Statement) -> bool:
    """Whether no other number follows a statement in the sentence before."""
    pieces = view.earlier[-1].pieces if view.earlier else ()
    return not any(piece.number for piece in pieces[statement.piece + 1 :])


def _upheld(view: _View) -> Iterator[Claim]:
    """均获维持: every review or suit spoken of was upheld."""
    for piece in view.clause:
        words = piece.tail if piece.figure else piece.label
        start = next((n for n, token in enumerate(words) if token.kind == "all"), None)
        ending = next((n for n, token in enumerate(words) if token.kind == "ending"), None)
        if start is None or ending is None or ending < start or words[ending].id != "upheld":
            continue
        if not all(
            token.kind in _LINKS or token.kind == "unknown" for token in words[start:ending]
        ):
            continue
        kinds = _cases_before(view, piece)
        if kinds:
            others = EndedOtherwise(words[ending].id, kinds)
            yield view.claim("upheld", (others,), words[start : ending + 1])


def _cases_before(view: _View, piece: Piece) -> tuple[str, ...]:
    place = view.sentence.pieces.index(piece)
    near = [token for one in view.sentence.pieces[: place + 1] for token in (*one.label, *one.tail)]
    if not any(token.kind == "case" for token in near) and view.earlier:
        near = [token for one in view.earlier[-1].pieces for token in (*one.label, *one.tail)]
    kinds = {token.kind for token in near}
    if "adjudicate" in kinds and not kinds & {"application", "publicity"}:
        return ()
    return tuple(dict.fromkeys(t.id for t in near if t.kind == "case"))
