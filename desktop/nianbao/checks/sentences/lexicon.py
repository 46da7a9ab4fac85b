"""The words of report prose and the units of its numbers, read from ``resources/prose``."""

import re
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
class Phrase:
    """Words put together in many ways, as one pattern: 经复议后又提起行政诉讼."""

    pattern: re.Pattern[str]
    kind: str
    id: str


@dataclass(frozen=True)
class Vocabulary:
    """Words and units by their first character, the longest first."""

    words_by_first: Mapping[str, tuple[tuple[int, Mapping[str, Word]], ...]]
    """First character -> the words that begin with it, by their length."""
    phrases_by_first: Mapping[str, tuple[Phrase, ...]]
    units_by_first: Mapping[str, tuple[str, ...]]
    case_units: tuple[str, ...]
    time_units: tuple[str, ...]
    ids: Mapping[str, frozenset[str]]
    """What words of each kind stand for."""
    formal: frozenset[str]
    """What only formal words stand for."""
    money: frozenset[str]
    """What amounts of money stand for."""
    office: re.Pattern[str]
    """What makes the name of an office of a word for its work."""
    short: Mapping[str, str]
    """Short names of results in a row of results: what the word stands for -> the result."""
    short_verbs: Mapping[str, str]
    """What words stand for beside a document that nothing else is said of."""
    beside_others: Mapping[str, tuple[str, frozenset[str]]]
    """A word for a group -> its one line, which it means where one of these others stands beside it."""

    def word_at(self, text: str, start: int) -> Word | None:
        """Return the longest word at a place."""
        for length, words in self.words_by_first.get(text[start], ()):
            found = words.get(text[start : start + length])
            if found is not None:
                return found
        return None

    def phrase_at(self, text: str, start: int) -> tuple[Phrase, int] | None:
        """Return the longest phrase at a place, with its end."""
        longest: tuple[Phrase, int] | None = None
        for phrase in self.phrases_by_first.get(text[start], ()):
            match = phrase.pattern.match(text, start)
            if match and (longest is None or match.end() > longest[1]):
                longest = phrase, match.end()
        return longest


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
        _by_length(words),
        _phrases(data["phrases"]),
        _by_first([*units["case_units"], *units["other_units"]]),
        tuple(units["case_units"]),
        tuple(units["time_units"]),
        _ids_by_kind(words.values()),
        frozenset(word.id for word in words.values() if word.formal),
        frozenset(word.id for word in words.values() if word.money),
        re.compile(data["office"]),
        data["short_names"],
        data["short_verbs"],
        {
            name: (one["is"], frozenset(one["others"]))
            for name, one in data["beside_others"].items()
        },
    )


def _by_length(words: Mapping[str, Word]) -> dict[str, tuple[tuple[int, dict[str, Word]], ...]]:
    found: dict[str, dict[int, dict[str, Word]]] = {}
    for text, word in words.items():
        found.setdefault(text[0], {}).setdefault(len(text), {})[text] = word
    return {first: tuple(sorted(by.items(), reverse=True)) for first, by in found.items()}


def _phrases(data: Iterable[Mapping[str, str]]) -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, list[Phrase]] = {}
    for one in data:
        phrase = Phrase(re.compile(one["pattern"]), one["kind"], one["id"])
        for first in one["first"]:
            found.setdefault(first, []).append(phrase)
    return {first: tuple(several) for first, several in found.items()}


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
