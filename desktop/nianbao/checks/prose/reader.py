"""The entrance: what a text states, read paragraph by paragraph, each remembered until it changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import NamedTuple, TypeVar

from nianbao.checks.prose.changes.change import Change
from nianbao.checks.prose.changes.changes import changes
from nianbao.checks.prose.claims.claim import Before, Claim, spoken_of
from nianbao.checks.prose.claims.claims import claims, claims_of_cases, counts_all_last
from nianbao.checks.prose.counts.meaning import MeaningReader
from nianbao.checks.prose.lists.listing import Listing
from nianbao.checks.prose.lists.lists import failing_lists
from nianbao.checks.prose.lists.rests import failing_rests
from nianbao.checks.prose.lists.sums import failing_halves, failing_sums
from nianbao.checks.prose.quantity import Lines
from nianbao.checks.prose.shares.shares import shares
from nianbao.checks.prose.statement import Share, Statement
from nianbao.checks.prose.topic import APPLICATION, FOREIGN, Topic
from nianbao.checks.sentences.clean import Cleaned, clean
from nianbao.checks.sentences.levels import with_levels
from nianbao.checks.sentences.names import with_plain_names
from nianbao.checks.sentences.respectively import taken_apart
from nianbao.checks.sentences.segments import Piece, Sentence, sentences

LONGEST = 120_000
"""Characters read for statements; a longer text is no section of a report."""
Placed = TypeVar("Placed", Share, Claim, Change)


@dataclass(frozen=True)
class Prose:
    """A text as read. All places are of ``cleaned``; ``original`` leads back."""

    cleaned: Cleaned
    statements: tuple[Statement, ...]
    earlier: tuple[Statement, ...]
    """What the text says of the year before."""
    unsure: tuple[Statement, ...]
    """Reviews and suits that may be others than those disclosure led to."""
    lists: tuple[Listing, ...]
    shares: tuple[Share, ...]
    claims: tuple[Claim, ...]
    unsure_claims: tuple[Claim, ...]
    """How the reviews and suits ended that are unsure."""
    changes: tuple[Change, ...]
    unsure_changes: tuple[Change, ...]
    """Changes of what is unsure."""

    def words(self, start: int, end: int) -> str:
        """Return the words between two places, without blanks."""
        return self.cleaned.text[start:end]


@dataclass(frozen=True)
class _Paragraph:
    """What one paragraph states; places count from its beginning."""

    statements: tuple[Statement, ...]
    earlier: tuple[Statement, ...]
    unsure: tuple[Statement, ...]
    lists: tuple[Listing, ...]
    shares: tuple[Share, ...]
    claims: tuple[Claim, ...]
    unsure_claims: tuple[Claim, ...]
    changes: tuple[Change, ...]
    unsure_changes: tuple[Change, ...]
    after: Before
    """What the next paragraph finds before it."""
    spoke_of_applications: bool


class About(NamedTuple):
    """What a text is about before any noun was met."""

    applications: bool
    """Whether bare numbers (收到3件) count applications."""
    cases: bool = False
    """Whether reviews and suits are those of this unit's disclosure."""
    decisions: bool = False
    """Whether licences and penalties without a verb are decisions."""


@lru_cache(maxsize=256)
def read_prose(text: str, year: int, lines: Lines, about: About) -> Prose:
    """Read a text of a report for ``year`` in a form with these ``lines``."""
    cleaned = clean(text[:LONGEST])
    before = Before(APPLICATION if about.applications else FOREIGN, decides=about.decisions)
    read = tuple(_paragraphs(cleaned.text, year, lines, (before, about.cases)))
    return Prose(
        cleaned,
        tuple(_moved(one, at, n) for n, (at, p) in enumerate(read) for one in p.statements),
        tuple(_moved(one, at, n) for n, (at, p) in enumerate(read) for one in p.earlier),
        tuple(_moved(one, at, n) for n, (at, p) in enumerate(read) for one in p.unsure),
        tuple(_moved_list(one, at) for at, p in read for one in p.lists),
        tuple(_moved_to(one, at) for at, p in read for one in p.shares),
        tuple(_moved_to(one, at) for at, p in read for one in p.claims),
        tuple(_moved_to(one, at) for at, p in read for one in p.unsure_claims),
        tuple(_moved_to(one, at) for at, p in read for one in p.changes),
        tuple(_moved_to(one, at) for at, p in read for one in p.unsure_changes),
    )


def _paragraphs(
    text: str, year: int, lines: Lines, start_with: tuple[Before, bool]
) -> Iterator[tuple[int, _Paragraph]]:
    """Yield the paragraphs with where they begin; a key stroke changes one of them."""
    (before, spoke), start = start_with, 0
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
    state = Topic(before.default, spoke_of_applications=spoke, decides=before.decides)
    said = _read_sentences(found, state, year, lines)
    statements = tuple(said.statements)
    ours = before.default == APPLICATION
    spoken = spoken_of(found, before=spoke) if ours else (False,) * len(found)
    claimed = tuple(claims(found, statements, before, year, lines))
    of_cases = claims_of_cases(found, said.unsure, before, lines)
    return _Paragraph(
        statements,
        tuple(said.earlier),
        tuple(said.unsure),
        _failing(found, lines),
        tuple(shares(found, statements, spoken, year)),
        claimed,
        tuple(one for one in of_cases if one not in claimed),
        tuple(changes(found, statements, year, spoken)),
        tuple(_changes_of(found, said.unsure, year)),
        replace(
            before,
            default=state.default,
            counted_all=counts_all_last(found, statements, before),
        ),
        state.spoke_of_applications,
    )


def _failing(found: Sequence[Sentence], lines: Lines) -> tuple[Listing, ...]:
    """What does not add up: lists, sums behind their parts, two halves, a rest; each whole once."""
    lists = (*failing_lists(found, lines), *failing_sums(found), *failing_halves(found))
    told = {one.total_span for one in lists}
    return (*lists, *(one for one in failing_rests(found) if one.total_span not in told))


def _changes_of(
    found: Sequence[Sentence], unsure: Sequence[Statement], year: int
) -> Iterator[Change]:
    """行政诉讼90件，同比增长22.2%: as unsure as the number that grew."""
    now = [one for one in unsure if not one.years_ago]
    if now:
        yield from changes(found, now, year, (False,) * len(found))


_FIELDS = tuple(one.name for one in fields(Topic))
_About = tuple[object, ...]
"""The values of a topic."""


@dataclass
class _Said:
    """What a text states: of this year, of last year, and what may be of other cases."""

    statements: list[Statement] = field(default_factory=list)
    earlier: list[Statement] = field(default_factory=list)
    unsure: list[Statement] = field(default_factory=list)


def _read_sentences(found: Sequence[Sentence], state: Topic, year: int, lines: Lines) -> _Said:
    """Read the sentences of one paragraph in order; ``state`` is left as the last one leaves it.

    What a sentence states depends on its own words and on what was spoken of before it, which is all
    that is handed on: a key stroke changes one sentence of many, and the rest is remembered.
    """
    said = _Said()
    for number, sentence in enumerate(found):
        scope = said.statements[-1].scope if said.statements else None
        about = tuple([getattr(state, name) for name in _FIELDS])
        own, after = _read_sentence(
            (sentence.pieces, sentence.first, sentence.words), (about, scope), year, lines
        )
        for name, value in zip(_FIELDS, after, strict=True):
            setattr(state, name, value)
        said.statements += [_placed(one, sentence, number) for one in own.statements]
        said.earlier += [_placed(one, sentence, number) for one in own.earlier]
        said.unsure += [_placed(one, sentence, number) for one in own.unsure]
    return said


@lru_cache(maxsize=4096)
def _read_sentence(
    words: tuple[tuple[Piece, ...], bool, str],
    before: tuple[_About, str | None],
    year: int,
    lines: Lines,
) -> tuple[_Said, _About]:
    """Read the pieces of a sentence that may open its paragraph, after what was spoken of."""
    (pieces, first, said_words), (about, scope) = words, before
    state = Topic(*about)  # type: ignore[arg-type]
    reader = MeaningReader(state, year, lines)
    alone = with_plain_names((Sentence(pieces, 0, 0, first, said_words),), lines.group_of)
    (sentence,) = with_levels(taken_apart(alone, year))
    reader.read(sentence, scope)
    said = _Said(reader.said.statements, reader.said.earlier, reader.said.unsure)
    return said, tuple([getattr(state, name) for name in _FIELDS])


def _placed(one: Statement, sentence: Sentence, number: int) -> Statement:
    """The statement of a sentence where the sentence stands in its paragraph."""
    start, end = one.start + sentence.offset, one.end + sentence.offset
    return replace(one, start=start, end=end, paragraph=sentence.paragraph, sentence=number)


def _moved(one: Statement, by: int, paragraph: int) -> Statement:
    if (by, paragraph) == (0, one.paragraph):
        return one
    return replace(one, start=one.start + by, end=one.end + by, paragraph=paragraph)


def _moved_to(one: Placed, by: int) -> Placed:
    return replace(one, start=one.start + by, end=one.end + by) if by else one


def _moved_list(one: Listing, by: int) -> Listing:
    (start, end), (first, last) = one.total_span, one.parts_span
    return replace(one, total_span=(start + by, end + by), parts_span=(first + by, last + by))
