"""What growth is reckoned from: last year's number, or the difference beside the percentage."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.checks.prose.phrases.parts import is_plain
from nianbao.checks.sentences.levels import start_of
from nianbao.checks.sentences.numerals import Number
from nianbao.checks.sentences.segments import Piece

Pair = tuple[Decimal, Decimal]
"""This year's number and last year's."""


@dataclass(frozen=True, slots=True)
class Growth:
    """The numbers that a percentage comes from, and whether it says that they grew."""

    pair: Pair
    grows: bool


def grown(pieces: Sequence[Piece], place: int, year: int) -> Growth | None:
    """（比上年51件下降78.43%）, 增加46件，增长9.7%: growth from a number that the text has."""
    pair = _levels_behind(pieces, place) or _numbers(pieces, place, year)
    ways = [token.id for token in pieces[place].label if token.kind == "delta"]
    return Growth(pair, "up" in ways) if pair is not None else None


def _numbers(pieces: Sequence[Piece], place: int, year: int) -> Pair | None:
    first = _before_the_difference(pieces, place)
    piece = pieces[first]
    base = pieces[first - 1] if piece.before == "number" and first else None
    plain = base is not None and is_plain(base) and not base.has("delta")
    if base is not None and _names_its_subject(base):  # 收到98件，其中自然人比上年的60件增长30%
        return None
    if base is not None and not (plain and _is_compared_with(base, year)):
        base = None
    about = _grown(pieces, first, base)
    pair = _beside_last(pieces, about, year) if base is None else None
    pair = pair or (_from_the_difference(pieces, about) if base is None else None)
    pair = pair or _from_last(pieces, (first, place), about, base)
    if pair is not None or about is None:
        return pair
    current = pieces[about].number
    if current is None or current.vague or current.percent:
        return None
    last = base.number if base is not None else start_of(pieces, about)
    earlier = last.value if last is not None else _less_the_difference(pieces, first, current)
    return None if earlier is None else (current.value, earlier)


def _names_its_subject(piece: Piece) -> bool:
    """Whether the words before 比 name what grew: it is not the number before them."""
    at = next((n for n, token in enumerate(piece.label) if token.kind == "compare"), 0)
    return any(t.kind in ("who", "outcome", "channel", "case") for t in piece.label[:at])


def _is_compared_with(piece: Piece, year: int) -> bool:
    """比上年51件, 与2023年58件相比: what follows is the change from that number."""
    earlier = any(token.kind == "year" and int(token.id) < year for token in piece.label)
    return piece.has("compare", "prev") or (
        earlier and any(token.kind == "compare" for token in piece.tail)
    )


def _levels_behind(pieces: Sequence[Piece], place: int) -> Pair | None:
    """申请量增长10%，由120件增至132件: this year's number and last year's, behind the percentage."""
    now = pieces[place + 2 : place + 3]
    start = start_of(pieces, place + 2) if now else None
    if start is None or pieces[place + 1].before != "," or now[0].number is None:
        return None
    plain = all(t.kind in ("neutral", "compare", "prev", "year") for t in pieces[place + 1].label)
    exact = not start.vague and not now[0].number.vague
    return (now[0].number.value, start.value) if plain and exact else None


def _beside_last(pieces: Sequence[Piece], about: int | None, year: int) -> Pair | None:
    """收到75件，上年同期60件，增加15件，增幅25%: last year's number stands behind this year's."""
    if not about or any(token.kind == "compare" for token in pieces[about].tail):
        return None
    last, now = pieces[about], pieces[about - 1]
    aside = pieces[about + 1]  # 250件（上年200件），升幅25%
    if aside.number is not None and aside.parent == about:
        last, now = aside, replace(last, depth=aside.depth)
    times = {t.id for t in last.label if t.kind in ("prev", "year")} - {"period"}
    own = all(t.kind != "year" or t.id == str(year) for t in now.label) and not now.has("prev")
    if not times or not times <= {"last", str(year - 1)} or not own:
        return None
    if last.depth != now.depth or not is_plain(last) or now.number is None or last.number is None:
        return None
    return (now.number.value, last.number.value) if is_plain(now, last.number.unit) else None


def _from_the_difference(pieces: Sequence[Piece], about: int | None) -> Pair | None:
    """比上年多18件，达到80件，增幅29%: the size that it rose to stands behind the difference."""
    if not about:
        return None
    by, size = pieces[about - 1], pieces[about]
    ways = [token.id for token in by.label if token.kind == "delta"]
    plain = size.label and all(token.kind == "neutral" for token in size.label) and not size.tail
    if not ways or not plain or size.before != "," or by.depth != size.depth or not is_plain(size):
        return None
    if size.number is None or by.number is None or not is_plain(by, size.number.unit):
        return None
    return _pair(size.number.value, by.number.value, falls=ways[-1] == "down")


def _pair(now: Decimal, difference: Decimal, *, falls: bool) -> Pair:
    return now, now + (difference if falls else -difference)


def _from_last(
    pieces: Sequence[Piece], places: tuple[int, int], about: int | None, base: Piece | None
) -> Pair | None:
    """与上年的500件相比，增加85件，增幅17%; 比上年的50件上升34%，增加17件: last year's number, and by how much."""
    first, place = places
    if base is not None and about is None:
        start, way = base, place + 1
    elif about is not None and base is None and first != place and _is_last_years(pieces[about]):
        start, way = pieces[about], first
    else:
        return None
    by = pieces[way] if way < len(pieces) else None
    if by is None or by.number is None or start.number is None or by.before != ",":
        return None
    if not is_plain(by, start.number.unit) or not by.has("delta") or not is_plain(start):
        return None
    down = [token.id for token in by.label if token.kind == "delta"][-1] == "down"
    return start.number.value + (-by.number.value if down else by.number.value), start.number.value


def _is_last_years(piece: Piece) -> bool:
    """与2022年的500件相比."""
    words = (*piece.label, *piece.tail)
    named = any(token.kind in ("prev", "year") for token in piece.label)
    return named and any(token.kind == "compare" for token in words)


def _less_the_difference(pieces: Sequence[Piece], place: int, current: Number) -> Decimal | None:
    """Last year's number by the difference stated beside the percentage."""
    piece = pieces[place]
    number = piece.number
    if number is None or number.percent or number.unit != current.unit or number.vague:
        return None
    ways = [token.id for token in piece.label if token.kind == "delta"]
    if not ways:
        return None
    return current.value + (number.value if ways[-1] == "down" else -number.value)


def _before_the_difference(pieces: Sequence[Piece], place: int) -> int:
    """比上年200条增加35条，增长17.5%: the difference in between says the same once more."""
    before = pieces[place - 1] if place else None
    number = before.number if before is not None else None
    if before is None or number is None or number.percent or not before.has("delta"):
        return place
    beside = before.before in ("number", ",") and pieces[place].before in ("number", ",", "、")
    return place - 1 if beside and before.depth == pieces[place].depth else place


def _grown(pieces: Sequence[Piece], place: int, base: Piece | None) -> int | None:
    """Which number grew: the one before the brackets, or the one before the comma."""
    piece = pieces[place]
    if piece.parent >= 0:
        return piece.parent
    first = place - 1 if base is not None else place
    if (
        first > 0
        and pieces[first - 1].number is not None
        and pieces[first - 1].depth == piece.depth
    ):
        return first - 1
    while first > 0 and pieces[first - 1].depth > piece.depth:
        first -= 1
    return first - 1 if first > 0 and pieces[first - 1].number is not None else None
