"""Which words are a number's own, where a mark joins some before it to them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.prose.phrases.parts import names_several_channels
from nianbao.checks.prose.phrases.wording import blocks_in
from nianbao.checks.prose.quantity import NEW
from nianbao.checks.sentences.numerals import case_units
from nianbao.checks.sentences.segments import Piece
from nianbao.checks.sentences.tokens import Token


def own_words(pieces: Sequence[Piece], place: int) -> tuple[Token, ...]:
    """The label; where it says nothing (，共 12 件) also the words before the comma."""
    piece = pieces[place]
    counted = _counted_by_the_number_before(pieces, place)
    if counted:
        return piece.label[counted:]
    before = pieces[place - 1] if place else None
    adds_up = piece.names("sum") and before is not None and _names_what_came_in(before)
    nothing = ("neutral", "year", "numbered", "publicity", *(("whole",) if adds_up else ()))
    empty = all(token.kind in nothing for token in piece.label)
    joined = before is not None and (
        joined_applicants(before, piece)
        or joined_results(before, piece)
        or joined_cases(before, piece)
        or _joined_with_the_carried(before, piece)
        or names_several_channels(pieces, place)
    )
    if joined:
        return (*_joined_before(pieces, place), *piece.label)
    if not empty or piece.tail or before is None or before.number is not None:
        return piece.label
    mainly = before.names("mainly") and before.label[-1].kind == "who"  # 主要为自然人，共680件
    if before.has("among") and not mainly:
        return piece.label
    if piece.before not in (",", ":") or before.depth != piece.depth:
        return piece.label
    return (*_without_how_it_rose(before, piece), *piece.label)


def _joined_before(pieces: Sequence[Piece], place: int) -> Iterator[Token]:
    """收到通过网络、信函、当面等方式提出的申请12件: the verb stands before the first of the ways."""
    first = place - 1
    while names_several_channels(pieces, first):
        first -= 1
    for piece in pieces[first:place]:
        yield from piece.label


def _without_how_it_rose(before: Piece, piece: Piece) -> tuple[Token, ...]:
    """申请有所上升，达到26件: what rose, where the number behind is its size."""
    if before.has("delta") and piece.names("reaches", "sum"):
        return tuple(token for token in before.label if token.kind not in _COMPARING)
    return before.label


_COMPARING = frozenset({"delta", "compare", "prev"})
"""What says how a number rose; what it rose to stands behind the comma."""


def _names_what_came_in(before: Piece) -> bool:
    """进入我局的新收申请，全年合计12件: the words before the comma are all that name what is counted."""
    last = before.label[-1:]
    return bool(last) and last[0].kind == "application" and before.names(NEW, "received")


def _counted_by_the_number_before(pieces: Sequence[Piece], place: int) -> int:
    """How many words between two numbers belong to the first of them alone.

    2家商业企业提出申请12件: the business counts for the 2. 4件行政复议案件和3件行政诉讼案件: what stands
    before 和 is counted by the 4.
    """
    piece = pieces[place]
    if piece.before != "number" or not place or not piece.label:
        return 0
    if _counts_applicants(pieces[place - 1], piece):
        return 1
    return len(piece.label) if piece.label[-1].id == "and" else 0


def _counts_applicants(before: Piece, piece: Piece) -> bool:
    unit = before.number.unit if before.number else ""
    return unit not in case_units() and bool(piece.label) and piece.label[0].kind == "who"


def joined_applicants(before: Piece, piece: Piece) -> bool:
    """公民、法人和其他组织: all applicants, not the last kind of them."""
    last = before.label[-1] if before.label else None
    return (
        _share_a_number(before, piece)
        and last is not None
        and (last.kind == "who" or last.id == "people")
    )


def joined_results(before: Piece, piece: Piece) -> bool:
    """予以公开、部分公开合计61件: both together, as the sum says."""
    named = bool(before.label) and before.label[-1].kind == "outcome"
    return _share_a_number(before, piece) and named and piece.has("outcome")


def joined_cases(before: Piece, piece: Piece) -> bool:
    """行政复议、行政诉讼0件: both together."""
    both = bool(blocks_in(before.label)) and bool(blocks_in(piece.label))
    return _share_a_number(before, piece) and both


def _joined_with_the_carried(before: Piece, piece: Piece) -> bool:
    """上年结转、本年新收共计13件: both together, as the sum says."""
    new = before if piece.has("carry") else piece
    carried = before.has("carry") or piece.has("carry")
    summed = piece.names("sum") and new.names(NEW) and carried
    return _share_a_number(before, piece) and summed


def _share_a_number(before: Piece, piece: Piece) -> bool:
    """Whether 、 joins the words before it to those of the number behind it."""
    return piece.before == "、" and before.number is None and before.depth == piece.depth


def with_words_behind_brackets(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """其余76件（含上年结转的4件）均已答复: what is said behind the brackets is said of the rest."""
    found = []
    for place, piece in enumerate(pieces):
        inside = place + 1
        while inside < len(pieces) and pieces[inside].depth > piece.depth:
            inside += 1
        behind = pieces[inside] if place + 1 < inside < len(pieces) else None
        alone = piece.number is not None and piece.has("rest") and not piece.tail
        if alone and behind is not None and behind.before == ")" and behind.number is None:
            piece = replace(piece, tail=behind.label)  # noqa: PLW2901 - the same piece, whole
        found.append(piece)
    return tuple(found)
