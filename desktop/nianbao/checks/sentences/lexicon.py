"""The words of report prose and the units of its numbers, read from ``resources/prose``."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nianbao import resources

WORDS = "prose/words.toml"
UNITS = "prose/units.toml"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, the part it plays (``kind``) and what it stands for (``id``)."""

    text: str
    kind: str
    id: str
    formal: bool = False
    """Whether only the form speaks so, and who counts by it."""
    money: bool = False
    """Whether an amount of money is counted, not a number of cases."""


@dataclass(frozen=True)
class Vocabulary:
    """Words and units by their first character, the longest first."""

    words_by_first: Mapping[str, tuple[Word, ...]]
    units_by_first: Mapping[str, tuple[str, ...]]
    case_units: tuple[str, ...]
    ids: Mapping[str, frozenset[str]]
    """What words of each kind stand for."""
    formal: frozenset[str]
    """What only formal words stand for."""
    money: frozenset[str]
    """What amounts of money stand for."""
    short: Mapping[str, str]
    """Short names of results in a row of results: what the word stands for -> the result."""
    short_verbs: Mapping[str, str]
    """What words stand for beside a document that nothing else is said of."""


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """Return the shipped vocabulary; ValueError where a word stands twice."""
    words: dict[str, Word] = {}
    data = tomllib.loads(resources.text(WORDS))
    for entry in data["words"]:
        for text in entry["words"]:
            if text in words:
                message = f"{WORDS}: {text} stands twice"
                raise ValueError(message)
            marks = {mark: True for mark in ("formal", "money") if entry.get(mark)}
            words[text] = Word(text, entry["kind"], entry["id"], **marks)
    units = tomllib.loads(resources.text(UNITS))
    return Vocabulary(
        {first: tuple(words[text] for text in texts) for first, texts in _by_first(words).items()},
        _by_first([*units["case_units"], *units["other_units"]]),
        tuple(units["case_units"]),
        _ids_by_kind(words.values()),
        frozenset(word.id for word in words.values() if word.formal),
        frozenset(word.id for word in words.values() if word.money),
        data["short_names"],
        data["short_verbs"],
    )


def _ids_by_kind(words: Iterable[Word]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for word in words:
        found.setdefault(word.kind, set()).add(word.id)
    return {kind: frozenset(ids) for kind, ids in found.items()}


def _by_first(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for text in sorted(texts, key=len, reverse=True):
        found.setdefault(text[0], []).append(text)
    return {first: tuple(several) for first, several in found.items()}
