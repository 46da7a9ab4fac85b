"""What a text states: a quantity and its number, or a percentage and what it can come from."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.checks.prose.quantity import NEW, Count, Quantity
from nianbao.checks.sentences.numerals import Number
from nianbao.checks.sentences.segments import Piece, Sentence

ShareKind = Literal["share", "rate", "growth"]
Pairs = tuple[tuple[Decimal, Decimal], ...]
HEADS = frozenset({NEW, "received", "taken", "undertaken", "handled", "closed", "answered"})
RECEIVED = frozenset({NEW, "received", "application"})
KIND_OF_COUNT = {
    NEW: "in", "received": "in", "application": "in", "taken": "in", "undertaken": "in",
    "closed": "out", "answered": "out", "handled": "out",
}  # fmt: skip
"""Counts of what came in and of what went out."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The text says: ``quantity`` is ``number``. Spans are of the cleaned text."""

    quantity: Quantity
    number: Number
    start: int
    end: int
    paragraph: int
    sentence: int
    piece: int
    head: str = ""
    """What was counted before the parts that this statement belongs to."""
    includes_carry: bool = False
    named: bool = False
    """Whether the words name an office, which may be only a part of the whole."""
    years_ago: int = 0
    scope: str = ""
    """Words for more offices than one's own (全市, 各部门), empty where there are none."""
    beside_wide: bool = False
    """Whether the sentence counts one's own office beside all of them."""
    at_most: bool = False
    """Whether the number is of a part of what the tables count, which cannot be more than the whole."""
    at_least: bool = False
    """Whether the tables can count no more than the number: 除2件外，其余均已办结."""

    @property
    def verb(self) -> str:
        """What was done with the applications counted; empty where something else is."""
        return verb_of(self.quantity)


def verb_of(quantity: Quantity) -> str:
    """Return what was done with applications; empty where something else is counted."""
    return quantity.verb if isinstance(quantity, Count) else ""


@dataclass(frozen=True, slots=True)
class Share:
    """A stated percentage with the numbers it can come from, as (part, whole).

    For growth the pairs are (this year, last year). Where the words name part and whole, the
    tables may have what the text leaves out.
    """

    kind: ShareKind
    stated: Decimal
    pairs: Pairs
    start: int
    end: int
    grows: bool = True
    part: Quantity | None = None
    number: Decimal | None = None
    """The part's number, where the text has it."""
    wholes: tuple[Quantity, ...] = ()
    base: Decimal | None = None
    """What the part grew from, where only that number stands in the text."""
    of_named: bool = False
    """Whether the words name the whole: 占办结总数."""
    may_be_all: bool = False
    """Whether 100 % also says that nothing was left of what could be done."""
    scope: str = ""
    """Words for more offices than one's own (全市) that the part is of."""


def made(kind: ShareKind, sentence: Sentence, piece: Piece, pairs: Pairs) -> Share:
    """What a percentage says; its span is of the paragraph."""
    assert piece.number is not None and piece.figure is not None  # noqa: S101, PT018
    start, end = sentence.offset + piece.start, sentence.offset + piece.figure.end
    return Share(kind, piece.number.value, pairs, start, end)


MOST_TOGETHER = 100
"""Numbers that one sentence is taken to tie together; a text without a full stop must not take
the square of its length."""


def is_open(quantity: Quantity) -> bool:
    """Whether applications are counted without a word of what was done with them."""
    return verb_of(quantity) == "application"
