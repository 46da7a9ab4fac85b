"""How well words answer what somebody typed: by characters, by initials, or by both mixed."""

import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from nianbao.report.search.initials import initials


class Fit(IntEnum):
    """How well, the best first."""

    WHOLE = 0
    BEGINNING = 1
    INSIDE = 2
    SPOKEN = 3
    """By initials, at the beginning."""
    SPOKEN_INSIDE = 4


class Match(NamedTuple):
    """A match: how well, then how little the words say beside it."""

    fit: Fit
    rest: int


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return what counts of words: letters, digits and characters, half-width and small."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in folded if one.isalnum())


def match(typed: str, words: str) -> Match | None:
    """Return how well words answer what was typed; None where they do not.

    Terms between blanks may stand anywhere, in any order; all must be there.
    """
    target = plain(words)
    found = [_term(term, target) for part in typed.split() if (term := plain(part))]
    if not found or None in found:
        return None
    fits = [one for one in found if one is not None]
    taken = sum(len(plain(part)) for part in typed.split())
    return Match(max(fits), len(target) - taken)


def _term(term: str, target: str) -> Fit | None:
    at = target.find(term)
    if at >= 0:
        whole = Fit.WHOLE if term == target else Fit.BEGINNING
        return whole if at == 0 else Fit.INSIDE
    if not any(one.isascii() and one.isalpha() for one in term):
        return None
    for start in range(len(target) - len(term) + 1):
        if all(_is_heard(one, target[start + n]) for n, one in enumerate(term)):
            return Fit.SPOKEN if start == 0 else Fit.SPOKEN_INSIDE
    return None


def _is_heard(letter: str, character: str) -> bool:
    return letter == character or letter in initials(character)
