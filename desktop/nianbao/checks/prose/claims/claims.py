"""Claims without a number: nothing was received, everything was closed, all were upheld."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from nianbao.checks.prose.claims.alike import all_alike, all_of_one_line, all_of_one_way
from nianbao.checks.prose.claims.claim import Before, Claim, View, clauses, words_of
from nianbao.checks.prose.claims.closed import WHOLE, all_closed
from nianbao.checks.prose.claims.denied import denials
from nianbao.checks.prose.claims.ended import all_ended, only_one_ended
from nianbao.checks.prose.quantity import Lines
from nianbao.checks.prose.statement import Statement
from nianbao.checks.sentences.segments import Piece, Sentence

_LOOKED_BACK = 8
"""Sentences before a claim in which its subject is looked for."""


def claims(
    found: Sequence[Sentence],
    statements: Sequence[Statement],
    before: Before,
    year: int,
    lines: Lines,
) -> Iterator[Claim]:
    """Yield the claims of a paragraph."""
    for number, sentence in enumerate(found):
        if not _may_claim(sentence.pieces):
            continue
        near = found[max(0, number - _LOOKED_BACK) : number]
        earlier = [one for one in near if one.paragraph == sentence.paragraph]
        for clause in clauses(sentence.pieces):
            words = words_of(clause)
            view = View(
                sentence, number, tuple(clause), tuple(words), tuple(earlier), before, lines
            )
            yield from denials(view, before.default, year)
            yield from all_closed(view, statements)
            yield from all_ended(view)
            yield from only_one_ended(view, statements)
            yield from all_alike(view, statements)
            yield from all_of_one_line(view, statements)
            yield from all_of_one_way(view)


def claims_of_cases(
    found: Sequence[Sentence], unsure: Sequence[Statement], before: Before, lines: Lines
) -> Iterator[Claim]:
    """行政诉讼1件，结果维持: how cases ended that may be others than those disclosure led to."""
    for number in dict.fromkeys(one.sentence for one in unsure if not one.years_ago):
        for clause in clauses(found[number].pieces):
            view = View(
                found[number], number, tuple(clause), tuple(words_of(clause)), (), before, lines,
                of_cases=True,
            )  # fmt: skip
            yield from all_ended(view)
            yield from only_one_ended(view, unsure)


@lru_cache(maxsize=4096)
def _may_claim(pieces: tuple[Piece, ...]) -> bool:
    """Whether a sentence has one of the words that claims are made with."""
    return any(
        token.kind in _CLAIMING or token.id == "absent" or (token.number and token.number.percent)
        for piece in pieces
        for token in (
            *piece.label,
            *piece.tail,
            *piece.aside,
            *((piece.figure,) if piece.figure else ()),
        )
    )


_CLAIMING = frozenset({"none", "all", "done", "outcome_all", "none_corrected", "ending", "rate"})


def counts_all_last(
    found: Sequence[Sentence], statements: Sequence[Statement], before: Before
) -> bool:
    """Whether the last number of a paragraph, or of those before, counts all applications."""
    numbered = [n for n, one in enumerate(found) if any(piece.number for piece in one.pieces)]
    if not numbered:
        return before.counted_all and not any(one.pieces for one in found)
    last = statements[-1] if statements else None
    if last is None or last.sentence != len(found) - 1 or last.verb not in WHOLE:
        return False
    return not any(piece.number for piece in found[-1].pieces[last.piece + 1 :])
