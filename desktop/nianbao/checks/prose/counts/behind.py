"""Several results behind one number: 其余47件为无法提供、不予处理和其他处理."""

from collections.abc import Sequence
from itertools import takewhile

from nianbao.checks.prose.quantity import Part, Quantity
from nianbao.checks.sentences.segments import Piece

_JOINS = frozenset({"and", "with"})


def with_the_results_behind(
    quantity: Quantity | None, pieces: Sequence[Piece], place: int
) -> Quantity | None:
    """What a number counts where a row of results follows it; nothing where the row is left open by 等."""
    piece = pieces[place]
    ended = piece.tail[-1:] and piece.tail[-1].kind == "outcome"
    if not isinstance(quantity, Part) or not ended or piece.has("outcome"):
        return quantity
    row = list(takewhile(_goes_on, pieces[place + 1 :]))
    if not row:
        return quantity
    names = [token for one in row for token in one.label]
    if not all(token.kind == "outcome" or token.id in _JOINS for token in names):
        return None
    ended_so = (*quantity.outcomes, *(t.id for t in names if t.kind == "outcome"))
    return Part(tuple(dict.fromkeys(ended_so)), quantity.applicants)


def _goes_on(piece: Piece) -> bool:
    return piece.before == "、" and piece.number is None and bool(piece.label)
