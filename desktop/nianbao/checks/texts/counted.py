"""Things that a text counts and also names: 等三方面 (TX-PARTS), measures for problems (TX-PROBLEMS), fees (TX-FEE)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.sentences.numerals import chinese_number
from nianbao.checks.texts.patterns import matches, pattern, section_of, text_data, text_finding
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.report.numbers import format_number

_LEAST = 3
"""Names that make a list of its own; two may be examples of many."""
_NEAR = 2
"""By how many a miscount is off; more were left out on purpose."""
_SEVERAL = 2


def check_counted(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each count that the things named beside it deny."""
    for text in read_texts(context):
        yield from _aspects(context, text)
        if text.key == section_of("shortcomings"):
            yield from _measures(text)
        if text.key == section_of("fee"):
            yield from _fees(text)


def _aspects(context: CheckContext, text: ReadText) -> Iterator[Finding]:
    """TX-PARTS: 组织领导、制度建设、业务培训等三方面 names three."""
    for match in matches(text, "parts", "aspects"):
        named = len(match["names"].split("、"))
        number = (
            int(match["number"]) if match["number"].isdecimal() else chinese_number(match["number"])
        )
        context.compared("TX-PARTS")
        if number is None or named < _LEAST or not 0 < abs(number - named) <= _NEAR:
            continue
        message = f"正文写“{match['shown']}”，前面列出了 {named} 个。"
        yield text_finding(text, "TX-PARTS", message, [match.span("shown")], match["names"][:20])


def _measures(text: ReadText) -> Iterator[Finding]:
    """TX-PROBLEMS: as many measures as problems, where both are numbered."""
    cleaned = text.prose.cleaned.text
    turn = pattern("shortcomings", "turn").search(cleaned)
    if turn is None:
        return
    before = _numbered(cleaned[: turn.start()])
    behind = _numbered(cleaned[turn.start() :])
    if before >= _SEVERAL and behind >= _SEVERAL and before != behind:
        message = f"存在的问题列了 {before} 条，改进的措施列了 {behind} 条。"
        finding = text_finding(text, "TX-PROBLEMS", message, [turn.span()], "measures")
        yield replace(finding, severity=Severity.HINT)


def _numbered(words: str) -> int:
    """How many things are numbered, in whatever manner: 一是, 1., (1)."""
    manners = text_data()["shortcomings"]["numbered"]
    return max(len(re.findall(one, words)) for one in manners)


def _fees(text: ReadText) -> Iterator[Finding]:
    """TX-FEE: an amount goes with its cases; parts named behind it add up to it."""
    for sentence in re.finditer("[^。!?\n]+", text.prose.cleaned.text):
        charged = pattern("fee", "charged").search(sentence[0])
        if charged is None:
            continue
        place = (sentence.start() + charged.start(), sentence.start() + charged.end())
        if not pattern("fee", "how_many").search(sentence[0]):
            message = f"正文写“{charged[0]}”，没有写件数。"
            yield text_finding(text, "TX-FEE", message, [place], "fee:cases")
        rest = [
            Decimal(one["amount"])
            for one in pattern("fee", "amount").finditer(sentence[0], charged.end())
            if one["unit"] == charged["unit"]
        ]
        total = Decimal(charged["amount"])
        listed = pattern("fee", "listed").search(sentence[0]) is not None
        if len(rest) >= _SEVERAL and not listed and sum(rest) != total:
            message = f"正文写“{charged[0]}”，后面列出的合计 {format_number(sum(rest, Decimal(0)))}{charged['unit']}。"
            yield text_finding(text, "TX-FEE", message, [place], "fee:sum")
