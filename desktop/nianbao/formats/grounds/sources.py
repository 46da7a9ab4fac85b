"""What statements rest on: ``resources/sources.toml``, and how a statement names its source."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from pydantic_core import CoreSchema, core_schema

from nianbao import resources

FILE = "sources.toml"
DOCUMENT = "{document}"
"""What stands for the notice that prescribes the form in hand."""
_DIGITS = "零一二三四五六七八九"
_PLACE = re.compile(
    r"(?P<first>\d+)(?:~(?P<last>\d+))?(?:/(?P<paragraph>\d))?(?P<items>(?:\(\d+\))*)"
)


# Dataclasses, not models: rules cite sources, and an opened report waits for its rules.


@dataclass(frozen=True)
class Rank:
    """How much a source weighs."""

    id: str
    label: str
    """As a clerk reads it."""
    binding: bool
    """Whether what it says is a rule (规定)."""
    careful: bool = False
    """Whether a statement on it must say itself that it is none."""


@dataclass(frozen=True)
class Source:
    """A law, a notice, a standard, what offices do, or what we conclude ourselves."""

    id: str
    name: str
    short: str
    rank: str
    number: str = ""
    dated: date | None = None
    """The day of the version that is meant."""
    in_force: date | None = None


@dataclass(frozen=True)
class Sources:
    """The whole of ``resources/sources.toml``."""

    ranks: tuple[Rank, ...]
    careful_words: tuple[str, ...]
    sources: tuple[Source, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Source]:
        """All sources by their id."""
        return {one.id: one for one in self.sources}

    def rank_of(self, source: Source) -> Rank:
        """Return the rank of a source; StopIteration never, the ranks are checked when loaded."""
        return next(one for one in self.ranks if one.id == source.rank)


@lru_cache(maxsize=1)
def load_sources() -> Sources:
    """Return the shipped sources; ValueError where one has a rank that there is not."""
    data = tomllib.loads(resources.text(FILE))
    found = Sources(
        tuple(Rank(**one) for one in data["ranks"]),
        tuple(data["careful_words"]),
        tuple(Source(**one) for one in data["sources"]),
    )
    ranks = {one.id for one in found.ranks}
    wrong = [one.id for one in found.sources if one.rank not in ranks]
    if wrong or len(found.by_id) != len(found.sources):
        message = f"{FILE}: ids that stand twice, or ranks that there are not: {wrong}"
        raise ValueError(message)
    return found


def numeral(number: int) -> str:
    """Return a number below 1000 as articles of laws write it: 二十、一百零六."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True)
class Citation:
    """A source, and the place in it."""

    source: Source
    place: str = ""
    """The place as a clerk reads it: 第三十六条第一项, 附件表三."""
    articles: tuple[int, ...] = ()
    """The articles among it, where the source has articles."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> CoreSchema:
        """Models take one as it is."""
        return core_schema.is_instance_schema(cls)

    @property
    def rank(self) -> Rank:
        """The rank of the source."""
        return load_sources().rank_of(self.source)

    def label(self, document: str = "") -> str:
        """Return it as a clerk reads it, for a form that ``document`` prescribes."""
        return self.source.short.replace(DOCUMENT, document or "格式文件") + self.place

    def whole_name(self, document: str = "") -> str:
        """Return the number of the source with its name in full; empty where it has no number."""
        number = document if self.source.short == DOCUMENT else self.source.number
        named = next((one for one in load_sources().sources if one.number == number), None)
        return f"{number}：{named.name}" if number and named is not None else ""


def citations(words: str) -> tuple[Citation, ...]:
    """Return what ``条例:31; 格式:表三`` names; ValueError where there is no such source."""
    return tuple(_citation(one.strip()) for one in words.split(";") if one.strip())


def _citation(words: str) -> Citation:
    name, _colon, place = words.partition(":")
    source = load_sources().by_id.get(name)
    if source is None:
        message = f"{FILE} has no source {name!r} ({words!r})"
        raise ValueError(message)
    pieces = [_PLACE.fullmatch(one) for one in place.split(",")]
    found = [one for one in pieces if one is not None]
    if len(found) != len(pieces):
        return Citation(source, place)
    named = "、".join(_place(one) for one in found)
    return Citation(source, named, tuple(number for one in found for number in _numbers(one)))


def _numbers(match: re.Match[str]) -> range:
    first = int(match["first"])
    return range(first, int(match["last"] or first) + 1)


def _place(match: re.Match[str]) -> str:
    words = f"第{numeral(int(match['first']))}条"
    if match["last"]:
        words += f"至第{numeral(int(match['last']))}条"
    if match["paragraph"]:
        words += f"第{numeral(int(match['paragraph']))}款"
    items = re.findall(r"\d+", match["items"])
    return words + "、".join(f"第{numeral(int(one))}项" for one in items)


def labels(cited: tuple[Citation, ...], document: str = "") -> str:
    """Return several sources as a clerk reads them, each law named once: 《条例》第一条、第三条."""
    return "；".join(dict.fromkeys(one.label(document) for one in cited))


_MENTION = re.compile(
    r"(?:第[一二三四五六七八九十百零]+条(?:、?第[一二三四五六七八九十]+[款项])*(?:[、至和](?=第))?)+"
)
_ARTICLE = re.compile(r"第([一二三四五六七八九十百零]+)条")


@lru_cache(maxsize=1)
def _spoken() -> Mapping[str, Source]:
    """The names that words of forms and rules use for sources with articles, the longest first."""
    names: dict[str, Source] = {}
    for source in load_sources().sources:
        if source.rank == load_sources().ranks[0].id:
            names |= {source.name: source, source.short: source, source.id: source}
    return dict(sorted(names.items(), key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _numerals() -> Mapping[str, int]:
    return {numeral(number): number for number in range(1, 300)}


def mentions(text: str) -> Iterator[tuple[str, Citation | None]]:
    """Cut a text into pieces, those that name articles of a law with what they name.

    ``条例第三十条、国办函〔2020〕109号`` gives the first four words with article 30, and the rest.
    """
    done, last = 0, None
    for match in _MENTION.finditer(text):
        start, source = _named_before(text, done, match.start(), last)
        if source is None:
            continue
        if start > done:
            yield text[done:start], None
        end = match.end()
        numbers = tuple(_numerals()[one] for one in _ARTICLE.findall(match[0]))
        yield text[start:end], Citation(source, text[match.start() : end], numbers)
        done, last = end, source
    if done < len(text):
        yield text[done:], None


def _named_before(text: str, done: int, end: int, last: Source | None) -> tuple[int, Source | None]:
    """Where the name of a law begins that ends here; an enumeration goes on with the last law."""
    for name, source in _spoken().items():
        if text[done:end].endswith(name):
            return end - len(name), source
    return (end, last) if text[done:end] in {"、", "，", "和", "至"} else (end, None)
