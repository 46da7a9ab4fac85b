"""Percentages in prose that can be worked out again: 占, 率, 增长 and 下降."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.prose.phrases.parts import is_below, is_plain
from nianbao.checks.prose.quantity import Part, Quantity
from nianbao.checks.prose.shares.bases import (
    has_its_whole_before,
    is_in_a_row,
    names_a_channel,
    names_its_whole,
    of_a_channel,
    of_a_number,
    of_all_cases,
    of_the_whole_before,
    pairs_of,
)
from nianbao.checks.prose.shares.compared import compared
from nianbao.checks.prose.shares.growth import grown
from nianbao.checks.prose.shares.named import (
    APPLICATIONS,
    base_of,
    named_before,
    named_part,
    wholes_of,
)
from nianbao.checks.prose.shares.rates import OF_RESULTS, of_a_whole_in_brackets, rate
from nianbao.checks.prose.shares.rows import beside, of_its_row
from nianbao.checks.prose.shares.times import is_of_another_time
from nianbao.checks.prose.statement import Share, Statement, made
from nianbao.checks.sentences.names import in_full
from nianbao.checks.sentences.segments import Sentence


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
        growth = None if piece.has("respectively") else grown(sentence.pieces, place, year)
        if growth is not None:
            share = made("growth", sentence, piece, (growth.pair,))
            yield replace(share, grows=growth.grows)
        else:
            yield from compared(sentence, place, year, ours=ours)
    else:
        yield from of_a_number(sentence, place)
        yield from _named_behind(sentence, place)


def _share(
    sentence: Sentence, earlier: Sequence[Sentence], place: int, own: Sequence[Statement]
) -> Iterator[Share]:
    """81件占30.80%: the part stands right before, or in the words: 予以公开占30.80%."""
    piece = sentence.pieces[place]
    if has_its_whole_before(sentence.pieces, place):
        yield from of_the_whole_before(sentence, place)
        return
    base = base_of(piece)
    pairs = of_all_cases(sentence.pieces, place)
    if pairs:
        yield made("share", sentence, piece, pairs)
    if base is None or pairs:
        return
    if names_a_channel(piece):
        yield from of_a_channel(sentence, earlier, place)
        return
    named = named_part(piece)
    together = named_before(sentence.pieces, place)
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
    if is_in_a_row(pieces, at):  # 分别为18件和6件，占80%: of which of them is not said
        return
    pairs = pairs_of(sentence, earlier, at, beside(pieces, place))
    share = made("share", sentence, pieces[place], pairs)
    stated = next((one for one in own if one.piece == at), None)
    if share.pairs and not base and names_its_whole(pieces, at):
        yield share
        return
    if stated is not None:
        share = _of_stated(share, stated, base)
    if share.pairs or share.part is not None:
        wholes = share.wholes or APPLICATIONS
        yield replace(share, number=number.value, wholes=wholes)
    else:
        yield from of_its_row(sentence, place)


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
    pieces, base = sentence.pieces, base_of(sentence.pieces[place])
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
