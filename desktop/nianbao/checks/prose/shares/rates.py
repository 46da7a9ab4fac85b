"""Rates by name (办结率, 答复率, 予以公开率, 维持率): what each is reckoned from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.prose.phrases.parts import is_plain
from nianbao.checks.prose.phrases.wording import has_unknown, own_tail
from nianbao.checks.prose.quantity import NEW, Cases, Count, Ended, Part
from nianbao.checks.prose.shares.growth import Pair
from nianbao.checks.prose.shares.named import APPLICATIONS, wholes_of
from nianbao.checks.prose.statement import MOST_TOGETHER, RECEIVED, Pairs, Share, Statement, made
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.segments import Piece, Sentence

OF_RESULTS = ("rate_of", "rate_of_requests")


def of_a_whole_in_brackets(pieces: Sequence[Piece], place: int) -> tuple[Pair, ...]:
    """纠错率11.8%（35件中4件被纠正）: the part and its whole, told right behind the percentage."""
    inner = [one for one in pieces[place + 1 :] if one.parent == place]
    if len(inner) != 2:  # noqa: PLR2004 - a part and its whole
        return ()
    if inner[0].label or inner[1].before != "number":
        return _part_and_sum(inner[0], inner[1])
    whole, part = inner[0].number, inner[1].number
    within = any(token.id == "of" for token in (*inner[0].tail, *inner[1].label))
    if [token.id for token in inner[1].label] in (["/"], ["÷"]):  # 办结率92.3%（48件/52件）
        whole, part, within = part, whole, True
    if whole is None or part is None or whole.unit != part.unit or not whole.value:
        return ()
    plain = within and is_plain(inner[0]) and is_plain(inner[1])
    return ((part.value, whole.value),) if plain else ()


def _part_and_sum(first: Piece, second: Piece) -> tuple[Pair, ...]:
    """维持率85.7%（维持6件，总计7件）: the whole is told by its word, in either order."""
    summed = [one for one in (first, second) if one.names("sum")]
    if len(summed) != 1 or not all(is_plain(one) and not one.tail for one in (first, second)):
        return ()
    (whole,), part = summed, second if summed[0] is first else first
    alone = all(token.kind in ("neutral", "case", "application") for token in whole.label)
    named = any(token.kind in ("ending", "verb", "outcome") for token in part.label)
    if not alone or not named or second.before not in (",", "、") or not part.number:
        return ()
    if whole.number is None or whole.number.unit != part.number.unit:
        return ()
    fits = 0 < part.number.value <= whole.number.value
    return ((part.number.value, whole.number.value),) if fits else ()


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
            share = replace(share, scope=_scope(own, place))
        yield share
    else:
        kinds = _cases_near(sentence.pieces[: place + 1], own, ours=ours)
        share = replace(share, pairs=_ended_of(sentence.pieces, place, wanted.id))
        if kinds:
            ended = Ended(wanted.id, kinds)
            yield replace(share, part=ended, wholes=wholes_of(ended))
        elif share.pairs:
            yield share


def _ended_of(pieces: Sequence[Piece], place: int, ending: str) -> Pairs:
    """复议8件中被纠正1件，纠错率12.5%: what the sentence itself says of how its cases ended."""
    parts: list[Piece] = []
    wholes: list[Piece] = []
    for at in range(place - 1, max(place - MOST_TOGETHER, -1), -1):
        piece = pieces[at]
        if not is_plain(piece) or piece.depth > pieces[place].depth:
            continue
        words = (*piece.label, *own_tail(pieces, at)[:2])
        if not parts and any(t.kind == "ending" and t.id == ending for t in words):
            parts.append(piece)
        elif parts and any(t.kind == "case" or t.id == "decided" for t in words):
            wholes.append(piece)
    return tuple(
        (part.number.value, whole.number.value)
        for part in parts
        for whole in wholes
        if part.number and whole.number and 0 < part.number.value <= whole.number.value
    )


def _is_of_all(sentence: Sentence, place: int, own: Sequence[Statement]) -> bool:
    """Whether a rate is that of this year's applications."""
    if sentence.pieces[place].has("application"):
        return True
    near = _counted_near(own, place)
    return near is not None and isinstance(near.quantity, Count)


def _counted_near(own: Sequence[Statement], place: int) -> Statement | None:
    """What is counted before a rate, or else behind it: 办结率为92%，共办结88件."""
    near = [one for one in own if one.piece < place] or own[:1]
    return near[-1] if near else None


def _scope(own: Sequence[Statement], place: int) -> str:
    near = _counted_near(own, place)
    return near.scope if near is not None else ""


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
    """收到12件，办结11件，办结率91.7%; what stands in brackets (含上年结转1件) is no number of its own."""
    depth = sentence.pieces[place].depth
    before = [one for one in sentence.pieces[:place] if one.depth <= depth]
    plain = [
        one
        for one in before
        if is_plain(one) and one.number and one.number.unit  # 12345热线 is a name
    ]
    if len(plain) != 2:  # noqa: PLR2004
        return ()
    whole, done = plain
    came_in = any(token.id in RECEIVED for one in before for token in one.label)
    dealt_with = done.names(*_DONE) and whole.names(*_TO_BE_DONE)
    if not (came_in or dealt_with) or whole.number is None or done.number is None:
        return ()
    return ((done.number.value, whole.number.value),) if whole.number.value else ()


_DONE = ("closed", "answered")
_TO_BE_DONE = ("taken", "undertaken", "handled")
