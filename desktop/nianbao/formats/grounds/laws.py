"""The laws at hand: ``resources/laws/``, in full or as far as the program cites them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from pydantic import BaseModel, ConfigDict

from nianbao import resources
from nianbao.formats.grounds.sources import Citation, Source, load_sources, numeral

FOLDER = "laws"


class Chapter(BaseModel):
    """A chapter, by its first article."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    title: str
    first: int


class Law(BaseModel):
    """A law with the articles that are at hand."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    source: str
    """The id of the source that it is."""
    whole: bool = False
    """Whether all of its articles are here."""
    chapters: tuple[Chapter, ...] = ()
    articles: Mapping[int, str]

    @cached_property
    def about(self) -> Source:
        """Its name, number and dates."""
        return load_sources().by_id[self.source]

    def article(self, number: int) -> "Article":
        """Return one article; KeyError where it is not at hand."""
        paragraphs = tuple(self.articles[number].strip().split("\n"))
        before = [one.title for one in self.chapters if one.first <= number]
        return Article(self.about, number, before[-1] if before else "", paragraphs)

    def all_articles(self) -> tuple["Article", ...]:
        """Return the articles in their order."""
        return tuple(self.article(number) for number in sorted(self.articles))

    def version(self) -> str:
        """Say which version this is."""
        about = self.about
        words = []
        if about.dated is not None:
            words.append(f"{about.dated.year}年{about.dated.month}月{about.dated.day}日公布的文本")
        if about.in_force is not None:
            day = about.in_force
            words.append(f"{day.year}年{day.month}月{day.day}日起施行")
        return "，".join(words)


@dataclass(frozen=True)
class Article:
    """One article of a law."""

    source: Source
    number: int
    chapter: str
    paragraphs: tuple[str, ...]

    @property
    def title(self) -> str:
        """The law's short name and the article's number."""
        return f"{self.source.short}第{numeral(self.number)}条"

    @property
    def address(self) -> str:
        """What links to it name."""
        return address(self.source.id, self.number)


def address(source_id: str, number: int) -> str:
    """Return what a link to an article names."""
    return f"law:{source_id}:{number}"


@lru_cache(maxsize=1)
def all_laws() -> Mapping[str, Law]:
    """Return the laws at hand by the id of their source, in the order of the sources."""
    files = (tomllib.loads(resources.text(name)) for name in resources.names(FOLDER, ".toml"))
    found = {law.source: law for law in (Law.model_validate(data) for data in files)}
    return {name: found[name] for name in load_sources().by_id if name in found}


def articles_of(citation: Citation) -> Iterator[Article]:
    """Yield the articles that a citation names, as far as they are at hand."""
    law = all_laws().get(citation.source.id)
    if law is not None:
        yield from (law.article(one) for one in citation.articles if one in law.articles)
