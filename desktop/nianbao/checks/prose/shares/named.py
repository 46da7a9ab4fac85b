"""What the words beside a percentage name as its part and its whole."""

from collections.abc import Sequence

from nianbao.checks.prose.quantity import FROM_LAST_YEAR, NEW, Cases, Count, Ended, Part, Quantity
from nianbao.checks.prose.statement import RECEIVED
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

APPLICATIONS = (Count(NEW), Count("received"), Count("closed"))


def wholes_of(part: Quantity) -> tuple[Quantity, ...]:
    """What a part can be a share of, where the words do not say."""
    if isinstance(part, Cases):
        return tuple(Cases((kind,)) for kind in sorted(vocabulary().ids["case"] - set(part.kinds)))
    if isinstance(part, Ended):
        return (Cases(part.kinds), Ended("decided", part.kinds))
    return APPLICATIONS if isinstance(part, Part | Count) else ()


_DONE = frozenset({"closed", "answered", "handled"})
"""Verbs of what was dealt with: 答复予以公开的占办理总数的35%."""
_WHOLES = (
    "neutral",
    "application",
    "whole",
    "publicity",
    "verb",
    "year",
    "carry",
    "compare",
    "done",
    "share",
)


def base_of(piece: Piece) -> tuple[Quantity, ...] | None:
    """What the words behind 占 name as the whole: 办结总数, 申请总量; None for other things."""
    at = next(n for n, token in enumerate(piece.label) if token.kind == "share")
    words = piece.label[at + 1 :]
    results = tuple(dict.fromkeys(token.id for token in words if token.kind == "outcome"))
    if results and all(token.kind in ("outcome", "neutral") for token in words):
        return (Part(results),)  # 占无法提供总数的41%
    who = tuple(dict.fromkeys(token.id for token in words if token.kind == "who"))
    if who and all(token.kind in ("who", "neutral", "application", "share") for token in words):
        return (Part((), who),) if len(who) == 1 and "unclear" not in who else None
    if any(token.kind not in _WHOLES and len(token.id) > 1 for token in words):
        return None
    verbs = [token.id for token in words if token.kind == "verb"]
    if _names_new_and_carried(words):
        return (Count("taken"),)
    whole = APPLICATIONS if verbs or any(t.kind == "application" for t in words) else ()
    return (Count("closed"),) if verbs and verbs[-1] in _DONE else whole


def _names_new_and_carried(words: Sequence[Token]) -> bool:
    """占新收与上年结转之和的95%, 占新收和结转总数的95%."""
    joined = any(token.id in ("and", "with", "contains") for token in words)
    carried = {token.id for token in words if token.kind == "carry"}
    new = any(token.kind == "verb" and token.id in RECEIVED for token in words)
    return new and (FROM_LAST_YEAR in carried or (joined and "carry" in carried))


def named_part(piece: Piece) -> Quantity | None:
    """予以公开和部分公开占…, 自然人申请占…: the part that the words before 占 name."""
    at = next(n for n, token in enumerate(piece.label) if token.kind == "share")
    words = tuple(token for token in piece.label[:at] if token.id not in _DONE)
    outcomes = tuple(dict.fromkeys(token.id for token in words if token.kind == "outcome"))
    who = tuple(dict.fromkeys(token.id for token in words if token.kind == "who"))
    plain = ("outcome", "who", "neutral", "application", "publicity", "whole", "among", "year")
    if not (outcomes or who):
        return _named_cases(words)
    if len(who) > 1 or "unclear" in who:
        return None
    if any(token.kind not in plain and len(token.id) > 1 for token in words):
        return None
    return Part(outcomes, who)


def _named_cases(words: Sequence[Token]) -> Quantity | None:
    """直接起诉占27.3%, 维持占60%: a kind of case by itself needs no other words."""
    kinds = [token.id for token in words if token.kind == "case"]
    plain = all(token.kind in ("case", "neutral", "among", "done") for token in words)
    known = vocabulary().formal & vocabulary().ids["case"]
    return Cases(tuple(kinds)) if plain and len(kinds) == 1 and kinds[0] in known else None


def named_before(pieces: Sequence[Piece], place: int) -> tuple[str, ...]:
    """予以公开、部分公开共占41%: the results named before the last of them."""
    found: tuple[str, ...] = ()
    while place and pieces[place].before == "、" and pieces[place - 1].number is None:
        place -= 1
        found = (*(token.id for token in pieces[place].label if token.kind == "outcome"), *found)
    return found
