"""Lists in prose: a total and the parts named behind it (其中…, 包括…, （…）, ：…, 分项为…)."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate, islice

from nianbao.checks.prose.lists.ends import names_a_rest, of_its_result
from nianbao.checks.prose.lists.listing import (
    LEAST,
    MOST,
    NO_PART,
    Listing,
    ListKind,
    described,
    is_rest,
)
from nianbao.checks.prose.lists.money import in_one_currency
from nianbao.checks.prose.lists.openings import MONEY, openings
from nianbao.checks.prose.phrases.parts import ends_a_list, is_base
from nianbao.checks.prose.quantity import Lines
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece, Sentence

_RANK = {"、": 1, ",": 2, ";": 3}
_MOST_LISTS = 12
"""Lists in one sentence."""


def failing_lists(found: Sequence[Sentence], lines: Lines) -> Iterator[Listing]:
    """Yield the lists whose parts do not add up, under any way to tell where the list ends.

    ``lines`` know the applicants that together leave nobody out, and which result is whose part.
    """
    found = [in_one_currency(sentence) for sentence in found]
    for number, sentence in enumerate(found):
        before = found[number - 1] if number else None
        if before is not None and before.paragraph != sentence.paragraph:
            before = None
        for start, kind in islice(openings(sentence.pieces), _MOST_LISTS):
            for one in _listings(sentence, before, (start, kind), lines):
                if kind != "among" or not _is_of_another(sentence.pieces[:start], one):
                    yield one


def _is_of_another(before: Sequence[Piece], one: Listing) -> bool:
    """新收680件，结转30件；其中自然人541件、法人139件: 其中 may belong to a number further back."""
    whole = {piece.number.value for piece in before[-MOST:] if piece.number is not None}
    return one.sum > one.total and one.sum in whole


def _listings(
    sentence: Sentence,
    before: Sentence | None,
    opening: tuple[int, ListKind],
    lines: Lines,
) -> Iterator[Listing]:
    (start, kind), pieces = opening, sentence.pieces
    level = islice(_level(pieces, start), MOST)
    members = [piece for piece in _without_bases(pieces, level) if _may_be_part(piece)]
    units = dict.fromkeys(piece.number.unit for piece in members if piece.number) or {"": None}
    for unit in units if any(units) else ("",):
        if not unit and any(units):
            continue
        parts = [piece for piece in members if piece.number and piece.number.unit in (unit, "")]
        head, offset = _head(sentence, before, start, unit)
        parts = of_its_result(head, parts, lines) if head is not None else parts
        if head is not None and len(parts) >= LEAST:
            listing = _failing(sentence, head, parts, before.pieces if before else ())
            if listing is None or listing[0].number is None:
                continue
            if kind != "among" or _worth_a_word(listing[0], listing[1], lines.everybody):
                one = described(sentence, (head, offset), listing[1], kind, unit)
                rest = names_a_rest(pieces, listing[1][-1])
                yield replace(one, is_open=one.is_open or rest)


def _level(pieces: Sequence[Piece], start: int) -> Iterator[Piece]:
    """The pieces from ``start`` on that stand on its level, up to the end of its brackets."""
    first = pieces[start]
    for piece in pieces[start:]:
        if piece.depth < first.depth:
            return
        if piece.depth == first.depth and piece.parent == first.parent:
            yield piece


def _without_bases(pieces: Sequence[Piece], level: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a level up to one that others are counted out of, but for bases of shares.

    A sum right behind a number (连同上年结转的1件共13件) ends a row, too.
    """
    start = -1
    for piece in level:
        place = pieces.index(piece)
        start = place if start < 0 else start
        summed = piece.before == "number" and any(t.id == "sum" for t in piece.label[:1])
        summed = summed or (place != start and _parts_the_one_before(pieces, place))
        if summed or ends_a_list(pieces, place):
            return
        if not is_base(pieces, place):
            yield piece


def _parts_the_one_before(pieces: Sequence[Piece], place: int) -> bool:
    """新收131件中，组织15件，其中企业10件、其他5件: what adds up to the number before is its parts."""
    if not pieces[place].has("among"):
        return False
    level = [one for one in pieces if one.parent == pieces[place].parent and one.number]
    before = [one for one in level if pieces.index(one) < place and not one.number_is_percent]
    parts = [one.number.value for one in level if one.number and pieces.index(one) >= place]
    whole = before[-1].number if before else None
    return whole is not None and any(whole.agrees(one) for one in accumulate(parts))


def _may_be_part(piece: Piece) -> bool:
    number = piece.number
    if number is None or number.percent or piece.has(*NO_PART):
        return False
    return not piece.has("year") or piece.has("carry")  # 其中2022年结转16件、本年新收327件


def _head(
    sentence: Sentence, before: Sentence | None, start: int, unit: str
) -> tuple[Piece | None, int]:
    """The nearest number before the list in the unit of its parts, with its sentence's offset."""
    opening = sentence.pieces[start]
    inside = [sentence.pieces[opening.parent]] if opening.parent >= 0 else None
    for piece in inside or reversed(sentence.pieces[:start]):
        if _is_head(piece, unit, opening.depth):
            return piece, sentence.offset
    if before is not None and start == 0 and opening.has("among", "includes", "items"):
        for piece in reversed(before.pieces):
            if _is_head(piece, unit, 0):
                return piece, before.offset
    return None, 0


def _is_head(piece: Piece, unit: str, depth: int) -> bool:
    number = piece.number
    if number is None or number.percent or piece.depth > depth or piece.has(*NO_PART):
        return False
    return number.unit == unit if unit else bool(number.unit)


def _failing(
    sentence: Sentence,
    head: Piece,
    parts: Sequence[Piece],
    before_it: Sequence[Piece],
) -> tuple[Piece, list[Piece]] | None:
    """Return head and parts where no end of the list makes them add up."""
    assert head.number is not None  # noqa: S101 - heads have numbers
    intended = _intended(sentence.pieces, parts)
    if head.number.vague or len(intended) < LEAST or any(_vague(one) for one in intended):
        return None
    values = [piece.number.value for piece in parts if piece.number]
    sums = list(accumulate(values))[1:]
    if any(head.number.agrees(total) for total in sums):
        return None
    intended = list(_before_the_total_again(head, intended))
    if len(intended) < LEAST:
        return None
    pieces = sentence.pieces if head in sentence.pieces else before_it
    if any(total in sums for total in _joined_totals(pieces, head)):
        return None
    return head, intended


def _before_the_total_again(head: Piece, parts: Sequence[Piece]) -> Iterator[Piece]:
    """150条，其中采纳80条；150条均已答复: the total said again is none of its parts."""
    for piece in parts:
        if piece.before == ";" and piece.number and head.number and piece.tail:
            again = piece.number.value == head.number.value
            if again and any(token.kind == "all" for token in piece.tail):
                return
        yield piece


def _joined_totals(pieces: Sequence[Piece], head: Piece) -> Iterator[Decimal]:
    """建议12件、提案8件，其中…: the parts may be those of both."""
    if head not in pieces or head.number is None:
        return
    place, total = pieces.index(head), head.number.value
    while place and pieces[place].before in ("、", ",", "number"):
        place -= 1
        number = pieces[place].number
        if pieces[place].depth > head.depth:
            continue
        if number is None or number.unit != head.number.unit:
            return
        total += number.value
        yield total


def _worth_a_word(head: Piece, parts: Sequence[Piece], everybody: AbstractSet[str]) -> bool:
    """Two examples after 其中 are no list; many parts, all applicants, all ways to sue, 其他 or too much are."""
    total = head.number.value if head.number else Decimal(0)
    if _are_all_ways(head, parts):
        return True
    who = {token.id for one in parts for token in one.label if token.kind == "who"}
    if everybody and everybody <= who:
        return True
    names_rest = is_rest(parts[-1])
    stated = sum((one.number.value for one in parts if one.number), Decimal(0))
    money = all(one.number is not None and one.number.unit in MONEY for one in parts)
    results = all(any(t.kind == "outcome" for t in (*one.label, *one.tail)) for one in parts)
    several = len(parts) > LEAST and not parts[0].names("mainly") and not results
    return bool(total) and (several or names_rest or money or stated > total)


def _are_all_ways(head: Piece, parts: Sequence[Piece]) -> bool:
    """行政诉讼5件，其中直接起诉3件、复议后起诉1件: the form knows no other way."""
    known = vocabulary().formal & vocabulary().ids["case"]
    ways = [{t.id for t in one.label if t.kind == "case"} for one in parts]
    return set().union(*ways) == known and all(len(one) == 1 for one in ways) and head.has("case")


def _vague(piece: Piece) -> bool:
    return piece.number is None or piece.number.vague


def _intended(pieces: Sequence[Piece], parts: Sequence[Piece]) -> list[Piece]:
    """The parts up to a mark that parts the sentence more than those between the first parts."""
    places = [pieces.index(part) for part in parts]
    rank = _mark_between(pieces, places[0], places[1])
    first_counts = parts[0].has("verb", "carry", "outcome", "case", "ending")
    intended = [parts[0]]
    for piece, last, place in zip(parts[1:], places, places[1:], strict=False):
        verb = any(token.kind == "verb" and token.id != "extended" for token in piece.label)
        verb = verb and not piece.has("foreign", "thing")  # 留言回复65次
        other_kind = (verb or piece.has("carry", "case", "ending")) and not first_counts
        other_kind = other_kind or piece.has("ending") != parts[0].has("ending")
        apart = rank == _RANK[";"] and piece.has("verb", "document_verb")
        if _mark_between(pieces, last, place) > rank or other_kind or apart:
            break
        intended.append(piece)
    return intended


def _mark_between(pieces: Sequence[Piece], first: int, second: int) -> int:
    """The rank of the strongest mark between two pieces."""
    return max(_RANK.get(one.before, 0) for one in pieces[first + 1 : second + 1])
