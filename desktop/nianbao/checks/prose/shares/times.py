"""Percentages of another year, which this year's numbers do not tell."""

from collections.abc import Sequence

from nianbao.checks.prose.phrases.parts import enumerated
from nianbao.checks.prose.shares.rates import OF_RESULTS
from nianbao.checks.sentences.segments import Piece


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
