"""The words and patterns of the rules about texts, read once from ``resources/prose/texts.toml``."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from nianbao import resources
from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, TextSpan
from nianbao.checks.texts.read import ReadText

DATA = "prose/texts.toml"


@lru_cache(maxsize=1)
def text_data() -> Mapping[str, Any]:
    """Return the data file."""
    return tomllib.loads(resources.text(DATA))


def is_whole(context: CheckContext) -> bool:
    """Whether the report is that of a whole 省, 市, 县 …, of which 全市 says what the tables say."""
    return pattern("scope", "whole").search(context.report.unit.strip()) is not None


def section_of(table: str) -> str:
    """Return the id of the section that a table of the data file speaks about."""
    name: str = text_data()[table]["section"]
    return name


@lru_cache(maxsize=64)
def pattern(table: str, name: str) -> re.Pattern[str]:
    """Return one pattern; several in a list are alternatives."""
    found = text_data()[table][name]
    return re.compile(found if isinstance(found, str) else "|".join(found))


def matches(text: ReadText, table: str, name: str) -> Iterator[re.Match[str]]:
    """Yield where a pattern stands in a text, the text half-width and without blanks."""
    return iter(_matches(table, name, text.prose.cleaned.text))


@lru_cache(maxsize=2048)
def _matches(table: str, name: str, text: str) -> tuple[re.Match[str], ...]:
    """Remembered, since most texts are the same as at the last key stroke."""
    return tuple(pattern(table, name).finditer(text))


def any_word(words: Sequence[str], text: str) -> bool:
    """Whether one of the words stands in a text."""
    return any(word in text for word in words)


def text_finding(
    text: ReadText, rule_id: str, message: str, places: Sequence[tuple[int, int]], subject: str
) -> Finding:
    """Return a finding about words of a text; ``places`` are of the cleaned text."""
    rule = catalogue()[rule_id]
    spans: tuple[TextSpan, ...] = tuple(text.span(*place) for place in places)
    return Finding(
        rule.id,
        rule.severity,
        text.section,
        message,
        hint=rule.advice,
        spans=spans,
        subject=f"{text.key}:{subject}",
    )
