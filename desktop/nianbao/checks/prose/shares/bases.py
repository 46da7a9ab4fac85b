"""Which numbers of the text are a percentage's whole: behind 占, beside 在…中, or before it."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from decimal import Decimal

from nianbao.checks.prose.phrases.parts import is_base, is_plain, names_a_base
from nianbao.checks.prose.statement import Pairs, Share, made
from nianbao.checks.sentences.segments import Piece, Sentence

_LOOKED_BACK = 40
"""Pieces before a part in which its whole is looked for; a text without a full stop has no end."""


def names_its_whole(pieces: Sequence[Piece], at: int) -> bool:
    """78份办结申请中，部分公开9份: what is behind the first number is of it, or of a later one."""
    first = next((one for one in pieces[:at] if one.number is not None), None)
    opens = first is not None and is_plain(first) and first.has("part_time", "carry") is False
    return opens and first is not None and any(token.id == "of" for token in first.tail)


def of_all_cases(pieces: Sequence[Piece], place: int) -> Pairs:
    """应诉案件29件，其中信息公开类9件，占应诉总数的31%: of the cases of all matters that the text counts."""
    words = pieces[place].label
    named = any(t.kind == "case" for t in words) and all(t.kind in _ALL_CASES for t in words)
    plain = [one for one in pieces[:place] if is_plain(one)][-2:]
    if not named or pieces[place].names("wide") or len(plain) < 2:  # noqa: PLR2004
        return ()
    whole, part = plain
    if whole.number is None or part.number is None or not whole.has("case") or part.has("case"):
        return ()
    alike = whole.number.unit == part.number.unit and whole.number.value >= part.number.value
    return ((part.number.value, whole.number.value),) if alike and whole.number.value else ()


_ALL_CASES = frozenset({"share", "case", "neutral", "whole", "foreign", "year"})


def is_in_a_row(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a number is one of several that 分别 gives out."""
    while at and pieces[at].before in ("number", "、") and not pieces[at].has("respectively"):
        at -= 1
    row = pieces[at].has("respectively") and at + 1 < len(pieces)
    return row and pieces[at + 1].number is not None and pieces[at + 1].before in ("number", "、")


def of_the_whole_before(sentence: Sentence, place: int) -> Iterator[Share]:
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


def has_its_whole_before(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a share names its part and its whole by the two numbers before it."""
    piece = pieces[place]
    at = next(n for n, token in enumerate(piece.label) if token.kind == "share")
    within = any(token.id == "of" for token in piece.label[:at]) or names_a_base(piece.label[:at])
    beside = place > 1 and piece.before == "number" and pieces[place - 1].before in (",", "(")
    if place > 1 and piece.before == "," and names_a_base(pieces[place - 1].tail):
        within = beside = is_base(pieces, place - 1)
    both = within and beside and is_plain(pieces[place - 1])
    return both and is_plain(_before_a_base(pieces, place - 1))


def pairs_of(
    sentence: Sentence,
    earlier: Sequence[Sentence],
    at: int,
    others: AbstractSet[int] = frozenset(),
) -> Pairs:
    """The part at a place with every number before it that may be its whole; ``others`` are parts, too."""
    part = sentence.pieces[at].number
    assert part is not None  # noqa: S101 - it is plain
    near = (n for n in range(max(0, at - _LOOKED_BACK), at) if n not in others)
    before = [one for n in near if is_plain(one := sentence.pieces[n], part.unit)]
    before += [one for other in earlier for one in other.pieces if is_plain(one, part.unit)]
    wholes = {one.number.value for one in before if one.number and one.number.value >= part.value}
    return tuple((part.value, whole) for whole in sorted(wholes) if whole)


def of_a_channel(sentence: Sentence, earlier: Sequence[Sentence], place: int) -> Iterator[Share]:
    """网络申请12件、信函申请4件，网络申请占75%: the part is the number of that way, the whole all of them."""
    pieces, named = sentence.pieces, _ways(sentence, sentence.pieces[place])
    row = [n for n, one in enumerate(pieces[:place]) if one.has("channel") and is_plain(one)]
    mine = [n for n in row if _ways(sentence, pieces[n]) == named]
    part = pieces[mine[-1]].number if mine else None
    if part is None:
        return
    numbers = [one.number for n in row if (one := pieces[n]).number]
    together = sum((number.value for number in numbers), Decimal(0))
    wholes = dict.fromkeys(pairs_of(sentence, earlier, mine[-1]))
    pairs = (*wholes, (part.value, together)) if len(row) > 1 else tuple(wholes)
    share = made("share", sentence, pieces[place], tuple(pair for pair in pairs if pair[1]))
    yield replace(share, number=part.value)


def names_a_channel(piece: Piece) -> bool:
    """Whether the words right before 占 name a way of applying."""
    at = next(n for n, token in enumerate(piece.label) if token.kind == "share")
    return any(token.kind == "channel" for token in piece.label[:at])


def _ways(sentence: Sentence, piece: Piece) -> frozenset[str]:
    """The words for ways of applying in a piece."""
    return frozenset(
        sentence.words[token.start : token.end] for token in piece.label if token.kind == "channel"
    )


def of_a_number(sentence: Sentence, place: int) -> Iterator[Share]:
    """网上申请32件，占全部申请46件的70%: the whole is the number behind 占.

    占30条动态类10%的图解3条: the part may stand behind the percentage.
    """
    piece, pieces = sentence.pieces[place], sentence.pieces
    whole = pieces[place - 1] if place > 1 and piece.before == "number" else None
    if whole is None or not whole.has("share") or not is_plain(whole):
        return
    behind = pieces[place + 1] if place + 1 < len(pieces) else None
    leads_on = behind is not None and behind.before == "number" and not behind.has("delta", "prev")
    near = behind if behind is not None and leads_on else pieces[place - 2]
    if not is_plain(near):
        return
    part = near.number
    if part is not None and whole.number is not None and whole.number.value:
        yield made("share", sentence, piece, ((part.value, whole.number.value),))
