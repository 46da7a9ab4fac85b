"""What a number in a text counts: a small union, one dataclass for each kind of thing.

Ids are those of ``resources/prose``; which cells of a form they stand for is known there and to
``nianbao.checks.texts.quantities``, not here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

NEW = "new"
FROM_LAST_YEAR = "from_last_year"
INTO_NEXT_YEAR = "into_next_year"
CARRIED = "carried"
"""Carried over, and the words leave open from which year into which."""


@dataclass(frozen=True, slots=True)
class Count:
    """Applications by what was done with them: ``verb`` is 新收, 办结, 结转下年 …."""

    verb: str
    of_the_new: bool = False
    """Whether only those are counted that came in this year: 新收的12件中，11件已办结."""


@dataclass(frozen=True, slots=True)
class Part:
    """Applications by how they ended, by who applied, or by both."""

    outcomes: tuple[str, ...] = ()
    """Several where one number counts them together: 予以公开和部分公开."""
    applicants: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    """Other applicants that the sentence counts: 其他组织 may be all but these."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Those of the applications carried over that some applicants made."""

    verb: str
    applicants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """Reviews and suits of some kinds, however they ended."""

    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """Those of the reviews and suits that ended in one way."""

    ending: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EndedOtherwise:
    """Those of the reviews and suits that did not end in this way, or not yet."""

    ending: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents of one kind by what was done with them: 制发, 废止, 现行有效."""

    noun: str
    done: str


@dataclass(frozen=True, slots=True)
class AllBut:
    """Applications that are none of a part: what 均为自然人申请 leaves nothing of."""

    part: Part


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions of one kind, or an amount of charges: 行政许可, 行政事业性收费."""

    kind: str


Quantity = Count | Part | Carried | Cases | Ended | EndedOtherwise | Documents | Decisions | AllBut


@dataclass(frozen=True, eq=False)
class Lines:
    """What the reader asks of a form's trees. One for each form, so compared by identity."""

    group_of: Mapping[str, str]
    """A line below a group of outcomes -> that group."""
    everybody: frozenset[str]
    """The kinds of applicants that together are all of them."""
    anybody: frozenset[str]
    """Applicants whose name may stand for every applicant: 公民."""

    def is_below_a_group(self, outcomes: tuple[str, ...]) -> bool:
        """Whether one of the outcomes is a single line, not a group."""
        return any(one in self.group_of for one in outcomes)
