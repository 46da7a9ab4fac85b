"""The texts of a report as the text rules see them: by key, in order, read once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import TextSpan
from nianbao.checks.prose.reader import About, Prose, read_prose
from nianbao.checks.texts.quantities import quantities
from nianbao.checks.texts.readings import lines_of
from nianbao.report.book import PREAMBLE

_CLAUSE_END = re.compile("[,。;:!?\n、(]")
_LONGEST_QUOTE = 24


@dataclass(frozen=True)
class ReadText:
    """A text under its key with what it states."""

    key: str
    section: str
    text: str
    prose: Prose

    def span(self, start: int, end: int) -> TextSpan:
        """Return the clerk's words for a span of the cleaned text."""
        return TextSpan(self.key, *self.prose.cleaned.original(start, end))

    def quoted(self, start: int, end: int) -> str:
        """The words as a finding quotes them, with who and what stands before them in their clause."""
        begins = self.clause_of(start)
        return self.prose.words(start if end - begins > _LONGEST_QUOTE else begins, end)

    def clause_of(self, place: int) -> int:
        """Where the clause begins that a place of the cleaned text stands in."""
        before = self.prose.cleaned.text[max(0, place - _LONGEST_QUOTE) : place]
        mark = _CLAUSE_END.search(before[::-1])  # backwards from the place
        return place - (len(before) if mark is None else mark.start())


def all_texts(context: CheckContext) -> Sequence[tuple[str, str, str]]:
    """Return (key, section id, text) of every text that is written, in the order of the report."""
    if "texts" not in context.once:
        context.once["texts"] = tuple(_all_texts(context))
    found: Sequence[tuple[str, str, str]] = context.once["texts"]
    return found


def _all_texts(context: CheckContext) -> Iterator[tuple[str, str, str]]:
    if context.report.preamble.strip():
        yield PREAMBLE, context.form.sections[0].id, context.report.preamble
    for key in context.form.text_keys:
        text = context.report.texts.get(key, "")
        if text.strip():
            yield key, key.split(".", 1)[0], text


def read_texts(context: CheckContext) -> Sequence[ReadText]:
    """Return every written text as read."""
    if "read" not in context.once:
        context.once["read"] = tuple(_read_texts(context))
    found: Sequence[ReadText] = context.once["read"]
    return found


def _read_texts(context: CheckContext) -> Iterator[ReadText]:
    data = quantities()
    lines = lines_of(context.form.id)
    for key, section, text in all_texts(context):
        about = About(
            key in data.about_applications, key in data.about_cases, key in data.about_decisions
        )
        prose = read_prose(text, context.report.year, lines, about)
        yield ReadText(key, section, text, prose)
