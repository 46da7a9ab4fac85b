"""What changed: what the words name, or the number before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from nianbao.checks.prose.quantity import Cases, Count, Documents, Part, Quantity
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token

APART = frozenset(
    {"foreign", "thing", "channel", "part_scope", "part_time", "outcome_part", "adjudicate", "rate",
     "share", "narrow", "level", "since"}
)  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """What changed, with this year's number where the text has it."""

    quantity: Quantity
    head: str = ""
    number: Decimal | None = None
    unit: str = ""
    scope: str = ""


def what_changed(
    pieces: Sequence[Piece], place: int, own: Sequence[Statement], *, ours: bool
) -> Changed | None:
    """What the change is of."""
    others = not pieces[place].has("application") and _of_others_before(pieces, place, own)
    named = None if others else _plainly_named(pieces[place].label, ours=ours)
    if others or named is not None:
        return named
    near = [pieces[place]]
    at = place
    while at and pieces[at].before in (",", "、") and _goes_on(pieces[at - 1]):
        at -= 1
        near.insert(0, pieces[at])
    named = _plainly_named([token for piece in near for token in piece.label], ours=ours)
    if named is not None:
        return named
    words = [token for piece in near for token in piece.label]
    if any(token.kind in APART for token in words) or _is_unknown(words):
        return None
    # 复议7件（维持4件），比上年增加4件: what stands in brackets is passed over
    depth = pieces[place].depth
    before = [one for one in own if one.piece < place and pieces[one.piece].depth <= depth]
    if not before or _ends_a_row(pieces, [one.piece for one in before]):
        return None
    between = [one for one in pieces[before[-1].piece + 1 : at] if one.depth <= depth]
    if any(one.number and not one.has("delta", "prev", "year") for one in between):
        return None
    return of_number(before[-1])


def _of_others_before(pieces: Sequence[Piece], place: int, own: Sequence[Statement]) -> bool:
    """收到投诉80件，比上年少收到5件: a verb alone goes on with what was counted before it."""
    if not any(token.kind == "verb" or token.id == "take_in" for token in pieces[place].label):
        return False
    counted = {one.piece for one in own}
    return any(
        one.has("foreign", "thing") and not one.has("application") and at not in counted
        for at, one in enumerate(pieces[:place])
    )


def _ends_a_row(pieces: Sequence[Piece], counted: Sequence[int]) -> bool:
    """复议10件，维持6件、纠正1件，较上年增加2件: which of them grew is not said."""
    last = pieces[counted[-1]]
    return len(counted) > 2 and last.before == "、" and not last.depth  # noqa: PLR2004


def of_number(one: Statement) -> Changed:
    """收到80件，较上年减少20件: what a number before the change counts."""
    return Changed(one.quantity, one.head, one.number.value, one.number.unit, one.scope)


def _plainly_named(words: Sequence[Token], *, ours: bool) -> Changed | None:
    """What words name where nothing in them sets it apart."""
    if any(token.kind in APART for token in words) or _is_unknown(words):
        return None
    return _named(words, ours=ours)


def _goes_on(before: Piece) -> bool:
    """Whether a change is of what the piece before names: 受理量同比增加71件，增幅为38%."""
    return before.number is None or before.has("delta")


def _is_unknown(words: Sequence[Token]) -> bool:
    return any(token.kind == "unknown" and len(token.id) > 2 for token in words)  # noqa: PLR2004


def _named(words: Sequence[Token], *, ours: bool) -> Changed | None:
    """申请量较上年增加24件: the quantity that the words name, with the number of the tables.

    ``ours``: whether applications were spoken of, so that 办结量 and 行政复议 are theirs.
    """
    kinds = {token.kind for token in words}
    ours = ours or bool(kinds & {"publicity", "application"})
    scope = "wide" if any(token.id == "wide" for token in words) else ""
    blocks = tuple(dict.fromkeys(t.id for t in words if t.kind == "case"))
    if blocks:
        plain = ours and len(blocks) == 1 and not kinds & {"ending", "verb"}
        return Changed(Cases(blocks), scope=scope) if plain else None
    document = _document(words)
    if document is not None:
        return Changed(document, scope=scope)
    if kinds & {"carry", "ending", "foreign"} or not ours:
        return None
    quantity = _applications(words)
    return None if quantity is None else Changed(quantity, scope=scope)


def _document(words: Sequence[Token]) -> Documents | None:
    """规范性文件制发数量."""
    nouns = {token.id for token in words if token.kind == "document"}
    verbs = {token.id for token in words if token.kind == "document_verb"}
    if len(nouns) != 1 or len(verbs) != 1 or verbs & {"else", "public"}:
        return None
    return Documents(nouns.pop(), verbs.pop())


def _takes_in(token: Token, after: Token) -> bool:
    """少收5件, 多收3件."""
    return token.kind == "delta" and after.id == "take_in"


def _applications(words: Sequence[Token]) -> Quantity | None:
    """申请量, 办结量, 予以公开件数, 自然人申请: what was received or closed, or a part of it."""
    outcomes = tuple(dict.fromkeys(t.id for t in words if t.kind == "outcome"))
    who = tuple(dict.fromkeys(t.id for t in words if t.kind == "who"))
    if len(outcomes) + len(who) > 1:
        return None
    if outcomes or who:
        return Part(outcomes, who)
    verbs = [token.id for token in words if token.kind == "verb"]
    verbs += ["received" for token, after in pairwise(words) if _takes_in(token, after)]
    if verbs:
        return None if verbs[-1] == "extended" else Count(verbs[-1])
    return Count("received") if any(token.kind == "application" for token in words) else None
