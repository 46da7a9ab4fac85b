"""Parts of the parts that a sentence counts: 予以公开60件，其中商业企业5件; 自然人申请中，予以公开48件."""

from collections.abc import Sequence
from dataclasses import replace

from nianbao.checks.prose.phrases.parts import is_below
from nianbao.checks.prose.quantity import Part, Quantity
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.segments import Piece


def part_of_a_part(
    quantity: Quantity, own: Sequence[Statement], pieces: Sequence[Piece], place: int
) -> Quantity:
    """予以公开60件，其中商业企业5件: 其中 belongs to the number that it follows."""
    whole = own[-1] if own else None
    if whole is None or not isinstance(quantity, Part) or not isinstance(whole.quantity, Part):
        return quantity
    narrows = not quantity.outcomes and whole.quantity.outcomes
    beside = bool(whole.quantity.applicants) and pieces[place].before == "、"
    of_it = pieces[place].before == "," and is_of_it(pieces, whole.piece, place)
    if narrows and (beside or of_it or is_below(pieces, whole.piece, place)):
        return Part(whole.quantity.outcomes, quantity.applicants)
    return quantity


def is_of_it(pieces: Sequence[Piece], head: int, place: int) -> bool:
    """予以公开的25件中，申请人为自然人的18件: the words right behind the number say that others are of it."""
    of_it = any(token.id == "of" for token in pieces[head].tail[-1:])
    return of_it and place == head + 1


def of_whom(quantity: Quantity, pieces: Sequence[Piece], place: int) -> Quantity:
    """自然人申请中，予以公开48件; 对自然人提出的申请，予以公开48件: the results of that kind of applicant."""
    if not isinstance(quantity, Part) or quantity.applicants or not quantity.outcomes:
        return quantity
    for piece in reversed(pieces[:place]):
        ended = any(one.before == ";" for one in pieces[pieces.index(piece) + 1 : place + 1])
        whose = not ended and _names_whose(piece)
        if piece.number is None and (whose or piece.names("of")):
            who = {token.id for token in piece.label if token.kind == "who"}
            alone = len(who) == 1 and piece.before in ("", ",", ";")
            return Part(quantity.outcomes, tuple(who)) if alone else quantity
    return quantity


def _names_whose(piece: Piece) -> bool:
    """对自然人提出的申请, 自然人申请方面: whose applications the numbers that follow are of."""
    plain = all(token.kind in _WHOSE or len(token.id) == 1 for token in piece.label)
    return plain and piece.has("who") and piece.has("application") and not piece.aside


_WHOSE = frozenset({"neutral", "who", "application", "year", "whole", "verb"})


def with_those_beside(quantity: Quantity, own: Sequence[Statement]) -> Quantity:
    """商业企业19件，律所11件，其余16件来自其他组织: the others may be all that are not counted beside them."""
    if not isinstance(quantity, Part) or quantity.outcomes:
        return quantity
    parts = [one.quantity for one in own if isinstance(one.quantity, Part)]
    beside = tuple(
        dict.fromkeys(who for one in parts if not one.outcomes for who in one.applicants)
    )
    return replace(quantity, beside=beside) if quantity.applicants == _OTHERS else quantity


_OTHERS = ("unclear",)
"""其他组织."""
