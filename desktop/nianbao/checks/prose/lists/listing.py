"""A total and parts that do not make it up, as the text states them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.checks.sentences.segments import Piece, Sentence

NO_PART = ("compare", "delta", "level", "share", "prev", "rate", "part_time")
"""Words of a number that is no part of a total, nor a total."""
LEAST = 2
"""A list has two parts at least."""
MOST = 80
"""Pieces looked at behind the beginning of a list."""

ListKind = Literal["among", "includes", "exact"]
"""among: may leave parts out (其中); includes: should not; exact: all parts (brackets, colon)."""


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
    """Whether 等, or a rest without a number, says that parts were left out."""

    @property
    def sum(self) -> Decimal:
        """The sum of the parts."""
        return sum(self.parts, Decimal(0))


def described(
    sentence: Sentence, head: tuple[Piece, int], parts: list[Piece], kind: ListKind, unit: str
) -> Listing:
    """Put a total and its parts together; the total's sentence is told by its offset."""
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
        is_rest(last),
        any(token.id == "etc" for token in last.tail),
    )


def is_rest(piece: Piece) -> bool:
    """其他3件, 其余3件: what leaves nothing out."""
    return any(token.kind == "others" for token in (*piece.label, *piece.tail))
