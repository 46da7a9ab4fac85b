"""Growth from numbers of earlier years that the words name, each percentage from its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.checks.prose.phrases.parts import is_plain
from nianbao.checks.prose.quantity import Count, Quantity
from nianbao.checks.prose.statement import Share, made
from nianbao.checks.sentences.segments import Piece, Sentence

_PLAIN = frozenset({"neutral", "application", "whole", "verb", "publicity"})


def compared(sentence: Sentence, place: int, year: int, *, ours: bool) -> Iterator[Share]:
    """申请总量比2021年的61件、2022年的74件分别增长60.7%和32.4%; 申请量较上年的74件增长32.4%."""
    pieces, row = sentence.pieces, _row(sentence.pieces, place)
    first = place - len(row)
    bases = pieces[first:place] if first >= 0 else ()
    if not bases or not all(_is_earlier(one, year) for one in bases):
        return
    if not bases[0].has("compare") or any(one.has("compare", "verb") for one in bases[1:]):
        return
    now = pieces[first - 1] if first else None
    counted = now is not None and _is_this_years(now, bases[0], year)
    named = None if now is not None else _named(bases[0], ours=ours)
    if not counted and named is None:
        return
    grows = [token.id for token in pieces[place].label if token.kind == "delta"][-1] == "up"
    for base, at in zip(bases, row, strict=True):
        share = replace(made("growth", sentence, pieces[at], ()), grows=grows)
        if base.number is not None and now is not None and now.number is not None:
            yield replace(share, pairs=((now.number.value, base.number.value),))
        elif base.number is not None:
            yield replace(share, part=named, base=base.number.value)


def _row(pieces: Sequence[Piece], place: int) -> list[int]:
    """The percentages that 分别 gives out; one where it does not stand there."""
    row = [place]
    if not pieces[place].has("respectively"):
        return row
    for at in range(place + 1, len(pieces)):
        piece = pieces[at]
        bare = all(token.kind == "neutral" for token in piece.label)
        if not piece.number_is_percent or not bare or piece.before not in ("、", "number", ","):
            break
        row.append(at)
    return row


def _is_earlier(piece: Piece, year: int) -> bool:
    """2022年的61件, 上年的74件."""
    years = [int(token.id) for token in piece.label if token.kind == "year"]
    last = any(token.kind == "prev" for token in piece.label)
    return is_plain(piece) and bool(years or last) and all(one < year for one in years)


def _is_this_years(now: Piece, base: Piece, year: int) -> bool:
    """收到98件，比…: the number right before is what grew."""
    other = now.has("prev", "delta", "share", "carry", "among")
    other = other or any(t.kind == "year" and t.id != str(year) for t in now.label)
    unit = base.number.unit if base.number else ""
    beside = base.before == "," and now.depth == base.depth and base.label[0].kind == "compare"
    return beside and is_plain(now, unit) and not other


def _named(piece: Piece, *, ours: bool) -> Quantity | None:
    """申请总量, 收到申请数量: what came in, where nothing narrows it."""
    at = next(n for n, token in enumerate(piece.label) if token.kind == "compare")
    words = piece.label[:at]
    verbs = {token.id for token in words if token.kind == "verb"}
    named = any(token.kind == "application" for token in words)
    plain = all(token.kind in _PLAIN and token.id != "wide" for token in words)
    plain = plain and verbs <= {"received", "new"}
    return Count("received") if ours and named and plain else None
