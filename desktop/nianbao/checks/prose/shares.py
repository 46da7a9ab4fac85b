"""Percentages in prose that can be worked out again: 占, 率, 增长 and 下降."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.prose.growth import (
    APPLICATIONS,
    OF_RESULTS,
    grown,
    is_of_another_time,
    is_plain,
    of_a_whole_in_brackets,
    rate,
    wholes_of,
)
from nianbao.checks.prose.parts import is_base, is_below, names_a_base
from nianbao.checks.prose.quantity import Cases, Count, Part, Quantity
from nianbao.checks.prose.statement import Pairs, Share, Statement, made
from nianbao.checks.sentences.lexicon import vocabulary
from nianbao.checks.sentences.names import in_full
from nianbao.checks.sentences.segments import Piece, Sentence
from nianbao.checks.sentences.tokens import Token

_LOOKED_BACK = 40
"""Pieces before a part in which its whole is looked for; a text without a full stop has no end."""


def shares(
    found: Sequence[Sentence],
    statements: Sequence[Statement],
    spoken: Sequence[bool],
    year: int,
) -> Iterator[Share]:
    """Yield every percentage whose numbers may be known.

    ``spoken`` tells of each sentence whether applications were spoken of.
    """
    for number, sentence in enumerate(found):
        if not any(piece.number_is_percent for piece in sentence.pieces):
            continue
        earlier = [
            one for one in found[max(0, number - 3) : number] if one.paragraph == sentence.paragraph
        ]
        own = [one for one in statements if one.sentence == number]
        named = replace(sentence, pieces=tuple(in_full(piece) for piece in sentence.pieces))
        for place, piece in enumerate(named.pieces):  # 公开和部分公开占51.7%
            number_is_known = piece.number is not None and not piece.number.vague
            if not piece.number_is_percent or not number_is_known:
                continue
            if not is_of_another_time(named.pieces, place, year):
                yield from _of_piece(named, earlier, place, own, (spoken[number], year))


def _of_piece(
    sentence: Sentence,
    earlier: Sequence[Sentence],
    place: int,
    own: Sequence[Statement],
    about: tuple[bool, int],
) -> Iterator[Share]:
    """What one percentage is a share of, a rate of, or the growth of."""
    piece, (ours, year) = sentence.pieces[place], about
    behind = of_a_whole_in_brackets(sentence.pieces, place)
    if behind and piece.has("rate", "share", *OF_RESULTS):
        yield made("rate", sentence, piece, behind)
    elif piece.has("share") and piece.has("respectively"):
        yield from _in_a_row(sentence, place, own)
    elif not piece.label and piece.parent >= 0:
        yield from _in_brackets(sentence, place, own)
    elif piece.has("share"):
        yield from _share(sentence, earlier, place, own)
    elif piece.has("rate", *OF_RESULTS):
        yield from rate(sentence, place, own, ours=ours)
    elif piece.has("delta"):
        growth = grown(sentence.pieces, place, year)
        if growth is not None:
            share = made("growth", sentence, piece, (growth.pair,))
            yield replace(share, grows=growth.grows)
    else:
        yield from _of_a_number(sentence, place)
        yield from _named_behind(sentence, place)


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


def _base(piece: Piece) -> tuple[Quantity, ...] | None:
    """What the words behind 占 name as the whole: 办结总数, 申请总量; None for other things."""
    at = next(n for n, token in enumerate(piece.label) if token.kind == "share")
    words = piece.label[at + 1 :]
    results = tuple(dict.fromkeys(token.id for token in words if token.kind == "outcome"))
    if results and all(token.kind in ("outcome", "neutral") for token in words):
        return (Part(results),)  # 占无法提供总数的41%
    if any(token.kind not in _WHOLES and len(token.id) > 1 for token in words):
        return None
    verbs = [token.id for token in words if token.kind == "verb"]
    if verbs and verbs[-1] in _DONE:
        return (Count("closed"),)
    if verbs or any(token.kind == "application" for token in words):
        return APPLICATIONS
    return ()


def _share(
    sentence: Sentence, earlier: Sequence[Sentence], place: int, own: Sequence[Statement]
) -> Iterator[Share]:
    """81件占30.80%: the part stands right before, or in the words: 予以公开占30.80%."""
    piece = sentence.pieces[place]
    if _has_its_whole_before(sentence.pieces, place):
        yield from _of_the_whole_before(sentence, place)
        return
    base = _base(piece)
    if base is None:
        return
    named = _named_part(piece)
    together = _named_before(sentence.pieces, place)
    if together and (not isinstance(named, Part) or not piece.names("sum")):
        return  # 予以公开、部分公开占41%: of which of them is not said
    if together and isinstance(named, Part):
        named = Part((*together, *named.outcomes), named.applicants)
    if named is None:
        yield from _of_the_number_before(sentence, earlier, (place, own), base)
        return
    share = made("share", sentence, piece, ())
    heads = [one.quantity for one in own if is_below(sentence.pieces, one.piece, place)][:1]
    wholes = base or (*heads, *wholes_of(named))  # 组织申请90件，其中企业占66.7%
    yield replace(share, part=named, wholes=wholes)


def _of_the_number_before(
    sentence: Sentence,
    earlier: Sequence[Sentence],
    said: tuple[int, Sequence[Statement]],
    base: tuple[Quantity, ...],
) -> Iterator[Share]:
    """27件（公开19件、部分公开8件），占48.2%: the part is the last number on its level."""
    (place, own), pieces = said, sentence.pieces
    level = range(place - 1, -1, -1)
    at = next((n for n in level if pieces[n].number and pieces[n].depth <= pieces[place].depth), -1)
    number = pieces[at].number if at >= 0 else None
    if number is None or not is_plain(pieces[at]):
        return
    if _is_in_a_row(pieces, at):  # 分别为18件和6件，占80%: of which of them is not said
        return
    share = made("share", sentence, pieces[place], _pairs(sentence, earlier, at))
    stated = next((one for one in own if one.piece == at), None)
    if share.pairs and not base and _names_its_whole(pieces, at):
        yield share
        return
    if stated is not None:
        share = _of_stated(share, stated, base)
    if share.pairs or share.part is not None:
        wholes = share.wholes or APPLICATIONS
        yield replace(share, number=number.value, wholes=wholes)


def _names_its_whole(pieces: Sequence[Piece], at: int) -> bool:
    """78份办结申请中，部分公开9份: what is behind the first number is of it, or of a later one."""
    first = next((one for one in pieces[:at] if one.number is not None), None)
    opens = first is not None and is_plain(first) and first.has("part_time", "carry") is False
    return opens and first is not None and any(token.id == "of" for token in first.tail)


def _is_in_a_row(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a number is one of several that 分别 gives out."""
    while at and pieces[at].before in ("number", "、") and not pieces[at].has("respectively"):
        at -= 1
    row = pieces[at].has("respectively") and at + 1 < len(pieces)
    return row and pieces[at + 1].number is not None and pieces[at + 1].before in ("number", "、")


def _of_the_whole_before(sentence: Sentence, place: int) -> Iterator[Share]:
    """企业申请121件，在180件组织申请中占67.2%."""
    base, before = sentence.pieces[place - 1], _before_a_base(sentence.pieces, place - 1)
    whole, part = base.number, before.number
    if whole is not None and part is not None and whole.value and not _names_its_part(base):
        pair = (part.value, whole.value)
        yield made("share", sentence, sentence.pieces[place], (pair,))


def _before_a_base(pieces: Sequence[Piece], place: int) -> Piece:
    """公开6件（在12件中占50%）: the number whose brackets these are, or the one before."""
    inside = pieces[place].before == "(" and pieces[place].parent >= 0
    return pieces[pieces[place].parent if inside else place - 1]


def _names_its_part(base: Piece) -> bool:
    """线上15场、线下8场，线上场次在区级15场中占100%: the part need not be the last number."""
    named = base.label[0].kind in ("channel", "who", "outcome", "unknown") if base.label else False
    return named and any(token.end - token.start == 1 for token in base.label[1:])


def _has_its_whole_before(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a share names its part and its whole by the two numbers before it."""
    piece = pieces[place]
    at = next(n for n, token in enumerate(piece.label) if token.kind == "share")
    within = any(token.id == "of" for token in piece.label[:at]) or names_a_base(piece.label[:at])
    beside = place > 1 and piece.before == "number" and pieces[place - 1].before in (",", "(")
    if place > 1 and piece.before == "," and names_a_base(pieces[place - 1].tail):
        within = beside = is_base(pieces, place - 1)
    both = within and beside and is_plain(pieces[place - 1])
    return both and is_plain(_before_a_base(pieces, place - 1))


def _of_stated(share: Share, stated: Statement, base: tuple[Quantity, ...]) -> Share:
    """A share whose part the text counts."""
    wholes = base or wholes_of(stated.quantity)
    number = stated.number.value
    return replace(
        share,
        part=stated.quantity,
        number=number,
        wholes=wholes,
        of_named=bool(base),
        scope=stated.scope,
    )


def _in_a_row(sentence: Sentence, place: int, own: Sequence[Statement]) -> Iterator[Share]:
    """无法提供50件、不予处理30件，分别占办结总数的25%、15%: each percentage is of its own part."""
    pieces, base = sentence.pieces, _base(sentence.pieces[place])
    percents = [place]
    for at, piece in enumerate(pieces[place + 1 :], place + 1):
        named = any(token.kind != "neutral" for token in piece.label)
        if piece.number is None or not piece.number.percent or named or piece.before == ";":
            break
        percents.append(at)
    parts = [one for one in own if one.piece < place][-len(percents) :]
    first = parts[0].piece if parts else place
    alone = [one for one in pieces[first:place] if one.number is not None and not one.depth]
    if base is None or not len(parts) == len(percents) == len(alone):
        return
    for at, part in zip(percents, parts, strict=True):
        yield _of_stated(made("share", sentence, pieces[at], ()), part, base)


def _pairs(sentence: Sentence, earlier: Sequence[Sentence], at: int) -> Pairs:
    """The part at a place with every number before it that may be its whole."""
    part = sentence.pieces[at].number
    assert part is not None  # noqa: S101 - it is plain
    near = sentence.pieces[max(0, at - _LOOKED_BACK) : at]
    before = [one for one in near if is_plain(one, part.unit)]
    before += [one for other in earlier for one in other.pieces if is_plain(one, part.unit)]
    wholes = {one.number.value for one in before if one.number and one.number.value >= part.value}
    return tuple((part.value, whole) for whole in sorted(wholes) if whole)


def _named_part(piece: Piece) -> Quantity | None:
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


def _named_before(pieces: Sequence[Piece], place: int) -> tuple[str, ...]:
    """予以公开、部分公开共占41%: the results named before the last of them."""
    found: tuple[str, ...] = ()
    while place and pieces[place].before == "、" and pieces[place - 1].number is None:
        place -= 1
        found = (*(token.id for token in pieces[place].label if token.kind == "outcome"), *found)
    return found


def _of_a_number(sentence: Sentence, place: int) -> Iterator[Share]:
    """网上申请32件，占全部申请46件的70%: the whole is the number behind 占."""
    piece, pieces = sentence.pieces[place], sentence.pieces
    whole = pieces[place - 1] if place > 1 and piece.before == "number" else None
    if (
        whole is None
        or not whole.has("share")
        or not is_plain(whole)
        or not is_plain(pieces[place - 2])
    ):
        return
    part = pieces[place - 2].number
    if part is not None and whole.number is not None and whole.number.value:
        yield made("share", sentence, piece, ((part.value, whole.number.value),))


def _in_brackets(sentence: Sentence, place: int, own: Sequence[Statement]) -> Iterator[Share]:
    """自然人申请72件（81.0%）."""
    piece = sentence.pieces[place]
    part = next((one for one in own if one.piece == piece.parent), None)
    if part is not None and isinstance(part.quantity, Part):
        yield _of_stated(made("share", sentence, piece, ()), part, APPLICATIONS)


def _named_behind(sentence: Sentence, place: int) -> Iterator[Share]:
    """72.7%的申请由自然人提出."""
    piece = sentence.pieces[place]
    who = tuple(dict.fromkeys(token.id for token in piece.tail if token.kind == "who"))
    plain = all(token.kind in ("neutral", "application", "who", "all") for token in piece.tail)
    named = plain and any(token.kind == "application" for token in piece.tail)
    bare = all(token.kind in ("neutral", "whole") for token in piece.label)
    if named and bare and len(who) == 1 and "unclear" not in who:
        share = made("share", sentence, piece, ())
        yield replace(share, part=Part((), who), wholes=APPLICATIONS)
