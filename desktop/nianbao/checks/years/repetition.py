"""X-SAME: how much of a section's text stood in last year's report, with the repeated passages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, TextSpan
from nianbao.checks.sentences.clean import clean
from nianbao.checks.texts.read import all_texts
from nianbao.formats.registry import load_form
from nianbao.report.book import PREAMBLE, Report

_GRAM = 8
"""Characters that must be the same in a row; shorter ones are in every report."""
_DIGITS = re.compile("[0-9]")


@dataclass(frozen=True)
class Repetition:
    """Of ``length`` characters of a section, ``repeated`` stood in last year's text."""

    section: str
    length: int
    repeated: int
    spans: tuple[TextSpan, ...]

    @property
    def percent(self) -> int:
        """The share that is repeated."""
        return self.repeated * 100 // self.length if self.length else 0


def repetitions(context: CheckContext) -> Mapping[str, Repetition]:
    """Return the figure of every text section, where last year's report is at hand."""
    last = context.last_year
    if last is None:
        return {}
    old = _sections(last)
    found = {}
    for section, texts in _sections(context.report).items():
        if section in old:
            found[section] = _compare(
                section, texts, "\n".join(text for _key, text in old[section])
            )
    return found


def _sections(report: Report) -> dict[str, tuple[tuple[str, str], ...]]:
    form = load_form(report.form)
    found: dict[str, list[tuple[str, str]]] = {}
    for key in form.text_keys:
        if report.text(key).strip():
            found.setdefault(key.split(".", 1)[0], []).append((key, report.text(key)))
    return {section: tuple(texts) for section, texts in found.items()}


@lru_cache(maxsize=64)
def _compare(section: str, texts: tuple[tuple[str, str], ...], old: str) -> Repetition:
    grams = _grams(old)
    length = repeated = 0
    spans: list[TextSpan] = []
    for key, text in texts:
        size, passages = _passages(text, grams)
        length += size
        repeated += sum(count for _start, _end, count in passages)
        spans.extend(TextSpan(key, start, end) for start, end, _count in passages)
    return Repetition(section, length, repeated, tuple(spans))


@lru_cache(maxsize=64)
def _grams(text: str) -> frozenset[str]:
    plain = _DIGITS.sub("0", clean(text).text)
    return frozenset(plain[n : n + _GRAM] for n in range(len(plain) - _GRAM + 1))


@lru_cache(maxsize=64)
def _passages(text: str, grams: frozenset[str]) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """Return the text's length and its repeated passages as (start, end, characters)."""
    cleaned = clean(text)
    plain = _DIGITS.sub("0", cleaned.text)
    found: list[tuple[int, int]] = []
    for n in range(len(plain) - _GRAM + 1):
        if plain[n : n + _GRAM] in grams:
            if found and n <= found[-1][1]:
                found[-1] = (found[-1][0], n + _GRAM)
            else:
                found.append((n, n + _GRAM))
    return len(plain), tuple((*cleaned.original(s, e), e - s) for s, e in found)


def check_repetition(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each section that repeats more than the limit."""
    limits = context.rules.limits
    rule = catalogue()["X-SAME"]
    written = {section for key, section, _text in all_texts(context) if key != PREAMBLE}
    for section, one in repetitions(context).items():
        context.compared(rule.id)
        if (
            section in written
            and one.length >= limits.same_text_least
            and one.percent > limits.same_text_percent
        ):
            label = context.form.section(section).label
            yield Finding(
                rule.id, rule.severity, section,
                f"“{label}”有 {one.percent}% 的文字与上年报告相同（本地审查要求不超过 {limits.same_text_percent}%）。",
                hint=rule.advice, spans=one.spans, subject=section,
            )  # fmt: skip
