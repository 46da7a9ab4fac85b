"""The shape of a page of the help, before anything is drawn: what it says, and on what ground."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from nianbao.formats.grounds.sources import Citation, labels, numeral
from nianbao.formats.grounds.statements import Statement, plain


class Group(StrEnum):
    """The groups of the contents, in their order."""

    START = "怎样用"
    DUTY = "怎样编、怎样交"
    ROWS = "表格各行各栏"
    TEXTS = "各部分文字"
    RULES = "审核规则"
    LAWS = "法规原文"


@dataclass(frozen=True)
class Part:
    """Some paragraphs or points under a heading, each of one or more statements."""

    said: tuple[tuple[Statement, ...], ...]
    heading: str = ""
    as_list: bool = False


@dataclass(frozen=True)
class Entry:
    """What is said about one thing."""

    title: str
    parts: tuple[Part, ...]
    grounds: tuple[Citation, ...] = ()
    """What everything in it rests on that names nothing else."""
    named_by_form: str = ""
    """The articles that the form itself names for a row."""


@dataclass(frozen=True)
class Link:
    """A way to another page."""

    words: str
    page_id: str


@dataclass(frozen=True)
class HelpPage:
    """One page of the help."""

    id: str
    title: str
    group: Group
    entries: tuple[Entry, ...]
    document: str = ""
    """The notice that prescribes the form in hand."""
    closing: str = ""
    links: tuple[Link, ...] = ()
    within: str = ""
    """The id of the page in the contents to which it belongs, where it is none of them itself."""

    @property
    def words(self) -> str:
        """Everything that it says, for the search."""
        return "\n".join((self.title, *self._lines(), self.closing))

    def _lines(self) -> Iterator[str]:
        for entry in self.entries:
            yield entry.title
            yield f"{entry.named_by_form} {labels(entry.grounds, self.document)}"
            for part in entry.parts:
                yield part.heading
                for said in part.said:
                    yield plain(said)
                    yield labels(tuple(one for s in said for one in s.grounds), self.document)


def own(text: str) -> tuple[Statement, ...]:
    """Return words that need no ground: a name, a key, the text of a law."""
    return (Statement(text, ()),)


_ARTICLE = re.compile(r"第?(\d{1,3})条")


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _ARTICLE.sub(lambda match: f"第{numeral(int(match[1]))}条", folded)


def find(pages: Iterable[HelpPage], words: str) -> tuple[HelpPage, ...]:
    """Return the pages that have all the words, those first that have them in the title.

    ``36条`` finds 第三十六条.
    """
    wanted = _folded(words).split()
    if not wanted:
        return ()
    found = [page for page in pages if all(one in _folded(page.words) for one in wanted)]
    return tuple(
        sorted(found, key=lambda page: not all(one in _folded(page.title) for one in wanted))
    )
