"""What a text is about at the moment, as far as it has been read."""

from collections.abc import Sequence
from dataclasses import dataclass

from nianbao.checks.prose.quantity import Quantity
from nianbao.checks.sentences.tokens import Token

APPLICATION = "application"
FOREIGN = "foreign"
CASE = "case"
"""What a number is about after reviews and suits: 审结2件 counts no applications."""


@dataclass
class Topic:
    """What the text is about at the moment."""

    default: str
    topic: str = ""
    unit: str = ""
    this_sentence: bool = False
    about_applications: bool = False
    head: str = ""
    blocks: tuple[str, ...] = ()
    our_cases: bool = False
    """Whether the reviews and suits spoken of are about disclosure."""
    document: str = ""
    document_verb: str = ""
    """What was done with the documents before their parts: issued, in_force, or else (清理)."""
    over_years: Quantity | None = None
    """What the sentence has counted of several years together."""
    scope: str = ""
    """Words for more offices than the report's own (全市, 各部门) that the numbers are of."""
    is_court: bool = False
    """Whether the sentence speaks of the work of a review organ."""
    is_in_parts: bool = False
    """Whether the sentence tells the suits of a higher instance from those of the first."""
    decides: bool = False
    """Whether bare licences and penalties are decisions."""
    year: str = ""
    """The year the sentence speaks of where it names one; "another" for last year or a quarter,
    "past" for years ago."""
    looks_back: bool = False
    """Whether the sentence says that it looks back: 回顾上一年度，全年新收35件."""

    spoke_of_applications: bool = False
    """Whether any paragraph so far has spoken of applications."""

    def inherited(self, unit: str) -> str:
        """What a number without a noun of its own is about."""
        if self.topic == FOREIGN and not self.this_sentence and unit != self.unit:
            return self.default
        return self.topic or self.default

    def is_another_year(self, words: Sequence[Token], year: int) -> bool:
        """Whether words, or the sentence they stand in, speak of another year than the report's."""
        own = [token.id for token in words if token.kind == "year"] or [self.year]
        return any(token.kind in ("prev", "next") for token in words) or any(
            one not in ("", str(year)) for one in own
        )

    def is_past(self, words: Sequence[Token], year: int) -> bool:
        """Whether the sentence speaks of a year gone by, and these words of no other time."""
        told = any(t.kind in ("year", "prev", "next") or t.id == "this" for t in words)
        return self.year not in ("", "another", str(year)) and not told

    def is_last_year(self, words: Sequence[Token], year: int) -> bool:
        """Whether words, or the sentence they stand in, count last year's: 2022年收到8件."""
        kinds = {token.kind for token in words}
        if kinds & {"carry", "next", "compare", "since"}:
            return False
        named = [token.id for token in words if token.kind in ("prev", "year")]
        named = [one for one in named if one != "period"] or named  # 2022年同期
        return set(named or [self.year]) <= {"last", str(year - 1)}
