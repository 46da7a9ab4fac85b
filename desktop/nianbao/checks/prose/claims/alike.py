"""All of them are of one kind: 均为自然人申请, 全部由企业提出, 均予以公开."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.prose.claims.claim import Claim, View, leads_on, speaks
from nianbao.checks.prose.quantity import AllBut, Cases, Count, Part
from nianbao.checks.prose.statement import KIND_OF_COUNT, Statement
from nianbao.checks.prose.topic import APPLICATION
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

_LINKS = frozenset({"neutral", "application", "publicity", "done"})
_ALL = ("all", "outcome_all")
_BY = ("belongs", "decide")
_NARROWS = ("rest", "except", "channel", "part_scope", "part_time", "foreign", "case", "carry",
            "outcome_part", "among", "includes", "compare", "prev", "next", "rate", "thing")  # fmt: skip


def all_alike(view: View, statements: Sequence[Statement]) -> Iterator[Claim]:
    """Yield the claims of a clause that all applications are of one applicant or one result."""
    for piece in view.clause:
        words = piece.tail if piece.figure else piece.label
        start = max((n for n, token in enumerate(words) if token.kind in _ALL), default=None)
        if start is None or leads_on(view, piece):
            continue
        part = _part(words[start + (words[start].kind == "all") :])
        if part is not None and _are_all(view, statements, piece, words[:start]):
            yield view.claim("alike", (AllBut(part),), words[start:])


def all_of_one_line(view: View, statements: Sequence[Statement]) -> Iterator[Claim]:
    """不予处理4件，均为信访举报投诉类: nothing is left of the other lines of that group."""
    groups = view.lines.group_of
    for piece in view.clause:
        place = view.sentence.pieces.index(piece)
        words = piece.label
        if piece.number is not None or not place or piece.before != "," or not words:
            continue
        of = [one for one in statements if (one.sentence, one.piece) == (view.number, place - 1)]
        named = {token.id for token in words if token.kind == "outcome"}
        if words[0].kind != "all" or not of or len(named) != 1 or not all(map(_may_name, words)):
            continue
        (line,), whole = named, of[0].quantity
        if isinstance(whole, Part) and whole == Part((groups.get(line, ""),)):
            others = tuple(one for one, group in groups.items() if group == groups[line])
            rest = Part(tuple(one for one in others if one != line))
            yield view.claim("none", (rest,), words)


def _may_name(token: Token) -> bool:
    return token.kind in ("all", "outcome") or _links(token)


def all_of_one_way(view: View) -> Iterator[Claim]:
    """行政诉讼案件5件，均为复议后起诉: none came the other ways that the form counts apart."""
    known = vocabulary().formal & vocabulary().ids["case"]
    for piece in view.clause:
        words = piece.tail if piece.figure else piece.label
        start = next((n for n, token in enumerate(words) if token.kind == "all"), None)
        if start is None and _is_said_of_one(view, piece):  # 行政诉讼1件，为复议后起诉
            start = 0
        named = (
            [token for token in words[start:] if token.kind == "case"] if start is not None else []
        )
        if len(named) != 1 or named[0].id not in known or not speaks(view):
            continue
        rest = [token for token in words[start:] if token is not named[0] and token.kind != "all"]
        if all(_links(token) or token.id == "foreign" for token in rest):
            others = tuple(sorted(known - {named[0].id}))
            yield view.claim("one_way", (Cases(others),), words[start:])


def _is_said_of_one(view: View, piece: Piece) -> bool:
    """Whether a piece without a number says of the only case before it what it was."""
    place = view.sentence.pieces.index(piece)
    before = view.sentence.pieces[place - 1] if place else None
    if before is None or before.number is None or before.number.vague or piece.number is not None:
        return False
    beside = piece.before == "," and before.depth == piece.depth and before.has("case")
    opens = bool(piece.label) and piece.label[0].kind == "neutral"
    return beside and opens and before.number.value == 1


def _part(words: Sequence[Token]) -> Part | None:
    """What they all are: one kind of applicant, or one result."""
    words = [_named(token) for token in words]
    named = [token for token in words if token.kind in ("who", "outcome")]
    if not named or named[0].id == "unclear" or len({token.kind for token in named}) != 1:
        return None
    by_whom = named[0].kind == "who"
    at = list(words).index(named[-1])
    # 全部为自然人通过网络提交 narrows nothing
    rest = [token for token in words if token not in named]
    behind = words[at + 1 :] if by_whom else ()
    if not all(_links(token) or (token.kind == "channel" and token in behind) for token in rest):
        return None
    ids = tuple(dict.fromkeys(token.id for token in named))
    if by_whom:
        return Part((), ids) if len(ids) == 1 else None
    joined = len(ids) == 1 or any(token.id in ("or", "and") for token in words)
    return Part(ids) if joined else None


def _named(token: Token) -> Token:
    """均予以公开: what stands for a result in a row of results does so here, too."""
    if token.id == "people":  # 申请人均为居民
        return replace(token, kind="who", id=vocabulary().short["people"])
    if token.kind == "outcome_all":  # 全部公开 says 全部 and 公开
        return replace(token, kind="outcome")
    result = vocabulary().short.get(token.id) if token.kind == "document_verb" else None
    return token if result is None else replace(token, kind="outcome", id=result)


def _links(token: Token) -> bool:
    return (
        token.kind in _LINKS or token.id in _BY or (token.kind == "unknown" and len(token.id) == 1)
    )


def _are_all(
    view: View, statements: Sequence[Statement], piece: Piece, before: Sequence[Token]
) -> bool:
    """Whether what is spoken of are this year's applications as a whole."""
    place = view.sentence.pieces.index(piece)
    near = view.sentence.pieces[: place + 1]
    own = before if piece.figure is None else piece.label
    if any(one.has(*_NARROWS) for one in near[:-1]) or any(one.depth for one in near):
        return False
    if any(token.kind in _NARROWS for token in own):
        return False
    numbered = [n for n, one in enumerate(near) if one.number is not None]
    if not numbered:
        words = [*before, *(token for one in near for token in one.label)]
        return _speaks_of_applications(view, words) and not _unknown(words)
    mine = [one for one in statements if (one.sentence, one.piece) == (view.number, numbered[-1])]
    return bool(mine) and not mine[0].scope and _counts_all(mine[0])


def _speaks_of_applications(view: View, words: Sequence[Token]) -> bool:
    """申请均为, or 申请人均为 where applications are spoken of."""
    if any(token.kind == "application" for token in words):
        return True
    ours = view.before.default == APPLICATION or speaks(view)
    return ours and any(token.id == "asker" for token in words)


def _counts_all(statement: Statement) -> bool:
    quantity = statement.quantity
    return (
        isinstance(quantity, Count) and quantity.verb in KIND_OF_COUNT and not quantity.of_the_new
    )


def _unknown(words: Sequence[Token]) -> bool:
    return any(token.kind == "unknown" and len(token.id) > 1 for token in words)
