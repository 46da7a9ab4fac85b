"""The entrance: what a text states, read paragraph by paragraph, each remembered until it changes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from nianbao.checks.prose.claims import Before, Claim, claims, counts_all_last
from nianbao.checks.prose.clean import Cleaned, clean
from nianbao.checks.prose.levels import with_levels
from nianbao.checks.prose.lists import Listing, failing_lists
from nianbao.checks.prose.meaning import MeaningReader, Statement
from nianbao.checks.prose.quantity import Lines
from nianbao.checks.prose.respectively import taken_apart
from nianbao.checks.prose.segments import sentences
from nianbao.checks.prose.shares import Share, shares
from nianbao.checks.prose.topic import APPLICATION, FOREIGN, Topic

LONGEST = 120_000
"""Characters read for statements; a longer text is no section of a report."""


Placed = TypeVar("Placed", Share, Claim)


@dataclass(frozen=True)
class Prose:
    """A text as read. All places are of ``cleaned``; ``original`` leads back."""

    cleaned: Cleaned
    statements: tuple[Statement, ...]
    lists: tuple[Listing, ...]
    shares: tuple[Share, ...]
    claims: tuple[Claim, ...]

    def words(self, start: int, end: int) -> str:
        """Return the words between two places, without blanks."""
        return self.cleaned.text[start:end]


@dataclass(frozen=True)
class _Paragraph:
    """What one paragraph states; places count from its beginning."""

    statements: tuple[Statement, ...]
    lists: tuple[Listing, ...]
    shares: tuple[Share, ...]
    claims: tuple[Claim, ...]
    after: Before
    """What the next paragraph finds before it."""
    spoke_of_applications: bool


@lru_cache(maxsize=256)
def read_prose(text: str, year: int, lines: Lines, *, about_applications: bool) -> Prose:
    """Read a text of a report for ``year`` in a form with these ``lines``.

    ``about_applications`` says what bare numbers (收到3件) are about before any noun was met.
    """
    cleaned = clean(text[:LONGEST])
    read = tuple(_paragraphs(cleaned.text, year, lines, about_applications=about_applications))
    return Prose(
        cleaned,
        tuple(
            _moved(one, at, number) for number, (at, p) in enumerate(read) for one in p.statements
        ),
        tuple(_moved_list(one, at) for at, p in read for one in p.lists),
        tuple(_moved_to(one, at) for at, p in read for one in p.shares),
        tuple(_moved_to(one, at) for at, p in read for one in p.claims),
    )


def _paragraphs(
    text: str, year: int, lines: Lines, *, about_applications: bool
) -> Iterator[tuple[int, _Paragraph]]:
    """Yield the paragraphs with where they begin; a key stroke changes one of them."""
    before = Before(APPLICATION if about_applications else FOREIGN)
    spoke, start = False, 0
    for words in text.split("\n"):
        paragraph = _read_paragraph(words, year, lines, before, spoke)
        yield start, paragraph
        before, spoke = paragraph.after, paragraph.spoke_of_applications
        start += len(words) + 1


@lru_cache(maxsize=4096)
def _read_paragraph(
    words: str,
    year: int,
    lines: Lines,
    before: Before,
    spoke: bool,  # noqa: FBT001
) -> _Paragraph:
    found = tuple(sentences(words))
    reader = MeaningReader(Topic(before.default, spoke_of_applications=spoke), year, lines)
    statements = tuple(reader.read(with_levels(taken_apart(found))))
    return _Paragraph(
        statements,
        tuple(failing_lists(found)),
        tuple(shares(found, statements)),
        tuple(claims(found, statements, before, year, lines)),
        Before(reader.state.default, counts_all_last(found, statements, before)),
        reader.state.spoke_of_applications,
    )


def _moved(one: Statement, by: int, paragraph: int) -> Statement:
    return replace(one, start=one.start + by, end=one.end + by, paragraph=paragraph)


def _moved_to(one: Placed, by: int) -> Placed:
    return replace(one, start=one.start + by, end=one.end + by)


def _moved_list(one: Listing, by: int) -> Listing:
    (start, end), (first, last) = one.total_span, one.parts_span
    return replace(one, total_span=(start + by, end + by), parts_span=(first + by, last + by))
