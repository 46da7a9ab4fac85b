"""Lists in prose: a total and the parts named behind it (其中…, 包括…, （…）, ：…, 分项为…)."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate, islice
from typing import Literal

from nianbao.checks.prose.parts import ends_a_list, is_base
from nianbao.checks.sentences.segments import Piece, Sentence

ListKind = Literal["among", "includes", "exact"]
"""among: may leave parts out (其中); includes: should not; exact: all parts (brackets, colon)."""

_RANK = {"、": 1, ",": 2, ";": 3}
_NO_PART = ("compare", "delta", "level", "share", "prev", "rate", "part_time")
_MONEY = frozenset({"元", "万元"})
"""Parts of an amount leave nothing out."""
_LEAST = 2
"""A list has two parts at least."""
_MOST_LISTS = 12
"""Lists in one sentence."""
_MOST = 80
"""Pieces looked at behind the beginning of a list."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A total that is not the sum of its parts. Places are of the cleaned text."""

    kind: ListKind
    total: Decimal
    parts: tuple[Decimal, ...]
    unit: str
    total_span: tuple[int, int]
    parts_span: tuple[int, int]
    ends_with_rest: bool
    """Whether the last part is 其他, so that nothing can be left out."""
    is_open: bool
    """Whether 等 says that parts were left out."""

    @property
    def sum(self) -> Decimal:
        """The sum of the parts."""
        return sum(self.parts, Decimal(0))


def failing_lists(found: Sequence[Sentence], everybody: AbstractSet[str]) -> Iterator[Listing]:
    """Yield the lists whose parts do not add up, under any way to tell where the list ends.

    ``everybody`` are the kinds of applicants that together leave nobody out.
    """
    for number, sentence in enumerate(found):
        before = found[number - 1] if number else None
        if before is not None and before.paragraph != sentence.paragraph:
            before = None
        for start, kind in islice(_openings(sentence.pieces), _MOST_LISTS):
            for one in _listings(sentence, before, (start, kind), everybody):
                if kind != "among" or not _is_of_another(sentence.pieces[:start], one):
                    yield one


def _is_of_another(before: Sequence[Piece], one: Listing) -> bool:
    """新收680件，结转30件；其中自然人541件、法人139件: 其中 may belong to a number further back."""
    whole = {piece.number.value for piece in before[-_MOST:] if piece.number is not None}
    return one.sum > one.total and one.sum in whole


def failing_sums(found: Sequence[Sentence]) -> Iterator[Listing]:
    """Yield sums announced behind their parts that are none: 网站70条、微信30条，合计110条."""
    for sentence in found:
        for place, piece in enumerate(sentence.pieces):
            number = piece.number
            if number is None or number.vague or not _is_a_sum(piece):
                continue
            parts = list(_parts_before(sentence.pieces, place))
            sums = list(accumulate(p.number.value for p in parts if p.number))
            single = {p.number.value for p in parts if p.number}
            if len(parts) >= _LEAST and number.value not in {*sums[1:], *single}:
                yield _described(
                    sentence, (piece, sentence.offset), parts[::-1], "exact", number.unit
                )


def _is_a_sum(piece: Piece) -> bool:
    """合计110条, with no other words."""
    whose = next((n + 1 for n, t in enumerate(piece.label) if t.kind == "organ"), 0)
    plain = all(t.kind == "neutral" for t in (*piece.label[whose:], *piece.tail[:1]))
    return piece.names("sum") and plain and piece.before in (",", "、", ";") and not piece.depth


def _parts_before(pieces: Sequence[Piece], place: int) -> Iterator[Piece]:
    """The numbers in a row before a sum, the last first, as far as they are of its unit."""
    total = pieces[place].number
    unit = total.unit if total else ""
    for at in range(place - 1, max(0, place - _MOST) - 1, -1):
        piece = pieces[at]
        if piece.depth and not piece.label:  # 自然资源局（86件）和公安局（41件）: a part by itself
            return
        if is_base(pieces, at):
            continue
        if piece.depth or (piece.number is None and pieces[at + 1].before in ("、", ")")):
            continue
        number = piece.number
        if number is None or number.unit != unit or number.vague or piece.has(*_NO_PART, "year"):
            return
        yield piece


def _openings(pieces: Sequence[Piece]) -> Iterator[tuple[int, ListKind]]:
    """Yield where lists begin."""
    for place, piece in enumerate(pieces):
        last = pieces[place - 1] if place else None
        numbered = _number_before(pieces, place)
        bracket = piece.before == "(" and piece.parent >= 0 and not piece.has("includes_carry")
        colon = piece.before == ":" and numbered and not (last and last.number is None)
        if piece.has("among") or _is_first_of_them(pieces, place):
            yield (place, "among")
        elif piece.has("includes"):
            yield (place, "includes")
        elif bracket or colon or piece.has("items") or _opens_parts(pieces, place):
            yield (place, "exact")


def _opens_parts(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a piece right behind a number begins the parts of that number."""
    named = _names_parts(pieces[place]) or _composes(pieces, place)
    return named and _number_before(pieces, place)


def _composes(pieces: Sequence[Piece], place: int) -> bool:
    """申请100件，由当面提交31件、邮寄24件、网络47件组成."""
    first = pieces[place].label[:1]
    row = [one for one in pieces[place:] if one.depth == pieces[place].depth]
    return (
        bool(first)
        and first[0].id == "from"
        and any(token.id == "composed" for one in row for token in one.tail[:2])
    )


def _is_first_of_them(pieces: Sequence[Piece], place: int) -> bool:
    """289件申请中，网上申请284件、信函申请5件; 其余… at the end leaves nothing out, too."""
    whole, piece = pieces[place - 1] if place else None, pieces[place]
    if whole is None or whole.number is None or piece.number is None or piece.before != ",":
        return False
    row = [one for one in pieces[place + 1 :] if one.depth == piece.depth]
    in_a_row = bool(row) and (row[0].before == "、" or _is_rest(row[-1]))
    return any(token.id == "of" for token in whole.tail[-1:]) and in_a_row


def _is_rest(piece: Piece) -> bool:
    return any(token.kind == "others" for token in (*piece.label, *piece.tail))


def _names_parts(piece: Piece) -> bool:
    """86条，分别为政策类8条、动态类60条、公告类18条; amounts need no names."""
    first = piece.label[0] if piece.label else None
    opens = piece.before == "," and first is not None and first.kind == "respectively"
    if first is not None and first.end - first.start == 1:  # 各分局收到538件
        return False
    money = piece.number is not None and piece.number.unit in _MONEY
    return bool(opens) and (
        money or any(token.kind not in ("respectively", "neutral") for token in piece.label)
    )


def _number_before(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a number, perhaps with brackets behind it, stands right before a piece."""
    while place and pieces[place - 1].depth > pieces[place].depth:
        place -= 1
    return bool(place) and pieces[place - 1].number is not None


def _listings(
    sentence: Sentence,
    before: Sentence | None,
    opening: tuple[int, ListKind],
    everybody: AbstractSet[str],
) -> Iterator[Listing]:
    (start, kind), pieces = opening, sentence.pieces
    level = islice(_level(pieces, start), _MOST)
    members = [piece for piece in _without_bases(pieces, level) if _may_be_part(piece)]
    units = dict.fromkeys(piece.number.unit for piece in members if piece.number) or {"": None}
    for unit in units if any(units) else ("",):
        if not unit and any(units):
            continue
        parts = [piece for piece in members if piece.number and piece.number.unit in (unit, "")]
        head, offset = _head(sentence, before, start, unit)
        if head is not None and len(parts) >= _LEAST:
            listing = _failing(sentence, head, parts, before.pieces if before else ())
            if listing is None or listing[0].number is None:
                continue
            if kind != "among" or _worth_a_word(listing[0].number.value, listing[1], everybody):
                yield _described(sentence, (head, offset), listing[1], kind, unit)


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
    for piece in level:
        place = pieces.index(piece)
        summed = piece.before == "number" and any(t.id == "sum" for t in piece.label[:1])
        if summed or ends_a_list(pieces, place):
            return
        if not is_base(pieces, place):
            yield piece


def _may_be_part(piece: Piece) -> bool:
    number = piece.number
    if number is None or number.percent or piece.has(*_NO_PART):
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
    if number is None or number.percent or piece.depth > depth or piece.has(*_NO_PART):
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
    if head.number.vague or len(intended) < _LEAST or any(_vague(one) for one in intended):
        return None
    values = [piece.number.value for piece in parts if piece.number]
    sums = list(accumulate(values))[1:]
    if any(head.number.agrees(total) for total in sums):
        return None
    pieces = sentence.pieces if head in sentence.pieces else before_it
    if any(total in sums for total in _joined_totals(pieces, head)):
        return None
    return head, intended


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


def _worth_a_word(total: Decimal, parts: Sequence[Piece], everybody: AbstractSet[str]) -> bool:
    """Two examples after 其中 are no list; many parts, all applicants, 其他 or too much are."""
    who = {token.id for one in parts for token in one.label if token.kind == "who"}
    if everybody and everybody <= who:
        return True
    names_rest = _is_rest(parts[-1])
    stated = sum((one.number.value for one in parts if one.number), Decimal(0))
    money = all(one.number is not None and one.number.unit in _MONEY for one in parts)
    results = all(any(t.kind == "outcome" for t in (*one.label, *one.tail)) for one in parts)
    several = len(parts) > _LEAST and not parts[0].names("mainly") and not results
    return bool(total) and (several or names_rest or money or stated > total)


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


def _described(
    sentence: Sentence, head: tuple[Piece, int], parts: list[Piece], kind: ListKind, unit: str
) -> Listing:
    first, last = parts[0], parts[-1]
    piece, offset = head
    assert piece.number is not None and piece.figure is not None  # noqa: S101, PT018
    return Listing(
        kind,
        piece.number.value,
        tuple(one.number.value for one in parts if one.number),
        unit,
        (offset + piece.figure.start, offset + piece.figure.end),
        (sentence.offset + first.start, sentence.offset + last.end),
        _is_rest(last),
        any(token.id == "etc" for token in last.tail),
    )
