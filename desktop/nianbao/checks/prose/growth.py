"""What growth and rates (办结率, 答复率, 维持率) are reckoned from, by the text and by what the words name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.checks.prose.parts import enumerated
from nianbao.checks.prose.quantity import NEW, Cases, Count, Ended, Part, Quantity
from nianbao.checks.prose.statement import Pairs, Share, Statement, made
from nianbao.checks.prose.wording import has_unknown
from nianbao.checks.sentences.levels import start_of
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.numerals import Number
from nianbao.checks.sentences.segments import Piece, Sentence

OF_RESULTS = ("rate_of", "rate_of_requests")
APPLICATIONS = (Count(NEW), Count("received"), Count("closed"))
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
    if base is not None and not (plain and _is_compared_with(base, year)):
        base = None
    about = _grown(pieces, first, base)
    pair = _beside_last(pieces, about, year) if base is None else None
    pair = pair or _from_last(pieces, (first, place), about, base)
    if pair is not None or about is None:
        return pair
    current = pieces[about].number
    if current is None or current.vague or current.percent:
        return None
    last = base.number if base is not None else start_of(pieces, about)
    earlier = last.value if last is not None else _less_the_difference(pieces, first, current)
    return None if earlier is None else (current.value, earlier)


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


def is_plain(piece: Piece, unit: str | None = None) -> bool:
    """Whether a piece has a number of things, said exactly."""
    number = piece.number
    if number is None or number.percent or number.vague:
        return False
    return unit is None or number.unit in (unit, "")


def is_of_another_time(pieces: Sequence[Piece], place: int, year: int) -> bool:
    """占比由9.4%升至13.8%: the first is last year's, and so is 从2023年的82.4%."""
    piece = pieces[place]
    if not piece.has("share", "rate", *OF_RESULTS):
        return False
    if any(_names_another_year(one, year) for one in enumerated(pieces, place)):
        return True
    at = max(n for n, t in enumerate(piece.label) if t.kind in ("share", "rate", *OF_RESULTS))
    behind = piece.label[at + 1 :]
    rises = place + 1 < len(pieces) and pieces[place + 1].has("level", "delta")
    starts = any(token.id == "from" for token in behind) and rises
    return starts or any(
        t.kind == "prev" or (t.kind == "year" and t.id != str(year)) for t in behind
    )


def _names_another_year(piece: Piece, year: int) -> bool:
    """与2022年自然人占86%、企业占14%的结构相近: shares of the year that is named before them."""
    at = next((n for n, token in enumerate(piece.label) if token.kind == "share"), 0)
    words = piece.label[:at]
    if any(token.kind == "year" for token in words):
        return all(t.id != str(year) for t in words if t.kind == "year")
    opens = words[:1] and words[0].id == "and"
    return bool(opens) and any(token.kind == "prev" for token in words)


def of_a_whole_in_brackets(pieces: Sequence[Piece], place: int) -> tuple[Pair, ...]:
    """纠错率11.8%（35件中4件被纠正）: the part and its whole, told right behind the percentage."""
    inner = [one for one in pieces[place + 1 :] if one.parent == place]
    if len(inner) != 2 or inner[0].label or inner[1].before != "number":  # noqa: PLR2004
        return ()
    whole, part = inner[0].number, inner[1].number
    within = any(token.id == "of" for token in (*inner[0].tail, *inner[1].label))
    if whole is None or part is None or whole.unit != part.unit or not whole.value:
        return ()
    plain = within and is_plain(inner[0]) and is_plain(inner[1])
    return ((part.value, whole.value),) if plain else ()


def wholes_of(part: Quantity) -> tuple[Quantity, ...]:
    """What a part can be a share of, where the words do not say."""
    if isinstance(part, Cases):
        return tuple(Cases((kind,)) for kind in sorted(vocabulary().ids["case"] - set(part.kinds)))
    if isinstance(part, Ended):
        return (Cases(part.kinds), Ended("decided", part.kinds))
    return APPLICATIONS if isinstance(part, Part | Count) else ()


def rate(
    sentence: Sentence, place: int, own: Sequence[Statement], *, ours: bool
) -> Iterator[Share]:
    """办结率, 答复率, 予以公开率, 维持率, 纠错率."""
    piece = sentence.pieces[place]
    wanted = [token for token in piece.label if token.kind in ("rate", *OF_RESULTS)][-1]
    if wanted.id == "else" or piece.has("timely", "foreign", "prev", "level"):
        return
    if has_unknown(piece.label):  # 消费维权办结率99.1%
        return
    share = made("rate", sentence, piece, _done_of(sentence, place))
    if wanted.kind in OF_RESULTS:
        included = tuple(token.id for token in piece.aside if token.kind == "outcome")
        if wanted.kind == "rate_of_requests" and not (piece.has("application") or included):
            return  # 公开率 may be that of documents, 公开率（含部分公开） is none
        part = Part((wanted.id,))
        if included:  # 公开率（含部分公开）
            part = Part((vocabulary().short["public"], *included))
        yield replace(share, part=part, wholes=APPLICATIONS)
    elif wanted.id in ("closed", "answered"):
        if _is_of_all(sentence, place, own):
            wholes = (Count("taken"), Count(NEW))
            share = replace(share, part=Count("closed"), wholes=wholes, may_be_all=True)
        yield share
    else:
        kinds = _cases_near(sentence.pieces[: place + 1], own, ours=ours)
        if kinds:
            ended = Ended(wanted.id, kinds)
            yield replace(share, part=ended, wholes=wholes_of(ended), pairs=())


def _is_of_all(sentence: Sentence, place: int, own: Sequence[Statement]) -> bool:
    """Whether a rate is that of this year's applications."""
    if sentence.pieces[place].has("application"):
        return True
    near = [one for one in own if one.piece < place] or own[:1]  # 办结率为92%，共办结88件
    return bool(near) and isinstance(near[-1].quantity, Count) and not near[-1].scope


def _cases_near(
    pieces: Sequence[Piece], own: Sequence[Statement], *, ours: bool
) -> tuple[str, ...]:
    """The kinds of case that 维持率 or 纠错率 is of: named, or counted in the sentence."""
    words = [token for one in pieces for token in (*one.label, *one.tail)]
    here = tuple(dict.fromkeys(token.id for token in pieces[-1].label if token.kind == "case"))
    named = here or tuple(dict.fromkeys(token.id for token in words if token.kind == "case"))[-1:]
    counted = [one.quantity.kinds for one in own if isinstance(one.quantity, Cases)]
    if here or not counted:
        return named if ours or pieces[-1].has("publicity", "application") else ()
    return counted[-1]


def _done_of(sentence: Sentence, place: int) -> Pairs:
    """收到12件，办结11件，办结率91.7%."""
    plain = [
        one.number.value
        for one in sentence.pieces[:place]
        if is_plain(one) and one.number and one.number.unit  # 12345热线 is a name
    ]
    whole = [
        token for one in sentence.pieces[:place] for token in one.label if token.kind == "verb"
    ]
    received = {"received", NEW} & {token.id for token in whole}
    return ((plain[1], plain[0]),) if len(plain) == 2 and received and plain[0] else ()  # noqa: PLR2004
