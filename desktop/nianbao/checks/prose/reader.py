"""The entrance: what a text states, read once and remembered until the text changes."""

from dataclasses import dataclass
from functools import lru_cache

from nianbao.checks.prose.claims import Claim, claims
from nianbao.checks.prose.clean import Cleaned, clean
from nianbao.checks.prose.lists import Listing, failing_lists
from nianbao.checks.prose.meaning import MeaningReader, Statement
from nianbao.checks.prose.respectively import taken_apart
from nianbao.checks.prose.segments import Sentence, sentences
from nianbao.checks.prose.shares import Share, shares
from nianbao.checks.prose.topic import APPLICATION, FOREIGN

LONGEST = 120_000
"""Characters read for statements; a longer text is no section of a report."""


@dataclass(frozen=True)
class Prose:
    """A text as read. All places are of ``cleaned``; ``original`` leads back."""

    cleaned: Cleaned
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]
    lists: tuple[Listing, ...]
    shares: tuple[Share, ...]
    claims: tuple[Claim, ...]

    def words(self, start: int, end: int) -> str:
        """Return the words between two places, without blanks."""
        return self.cleaned.text[start:end]


@lru_cache(maxsize=256)
def read_prose(text: str, year: int, *, about_applications: bool) -> Prose:
    """Read a text of a report for ``year``.

    ``about_applications`` says what bare numbers (收到3件) are about before any noun was met.
    """
    cleaned = clean(text[:LONGEST])
    default = APPLICATION if about_applications else FOREIGN
    found = tuple(sentences(cleaned.text))
    statements = tuple(MeaningReader(default, year).read(taken_apart(found)))
    return Prose(
        cleaned,
        found,
        statements,
        tuple(failing_lists(found)),
        tuple(shares(found, statements)),
        tuple(claims(found, statements, default, year)),
    )
