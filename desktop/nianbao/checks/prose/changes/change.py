"""A change from last year, as the text states it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from nianbao.checks.prose.quantity import Quantity

ChangeKind = Literal["by", "percent", "times", "same", "more"]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, and how.

    ``by`` a number of cases, ``percent``, ``times`` last year's number, the ``same``, or ``more``
    (fewer where ``grows`` is false) without a number.
    """

    kind: ChangeKind
    quantity: Quantity
    head: str
    number: Decimal | None
    """This year's number where the text has it; else that of the tables counts."""
    stated: Decimal
    grows: bool
    start: int
    end: int
    scope: str = ""
    """Words for more offices than one's own (全市) that the number is of."""
    base: Decimal | None = None
    """Last year's number, where the sentence has it beside this year's."""
