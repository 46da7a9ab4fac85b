"""Things that a text counts and also names: 等三方面 (TX-PARTS), measures for problems (TX-PROBLEMS), fees (TX-FEE)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity, more_or_less
from nianbao.checks.sentences.numerals import chinese_number
from nianbao.checks.texts.patterns import matches, pattern, section_of, text_data, text_finding
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.report.numbers import format_number

_LEAST = 3
"""Names that make a list of its own; two may be examples of many."""
_NEAR = 2
"""By how many a miscount is off; more were left out on purpose."""
_SEVERAL = 2
_REACH = 160
"""Characters that a list of ten names takes at the most."""
_WAN = 10_000


def check_counted(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each count that the things named beside it deny."""
    for text in read_texts(context):
        yield from _aspects(context, text)
        yield from _announced(context, text)
        if text.key == section_of("shortcomings"):
            yield from _measures(text)
        if text.key == section_of("fee"):
            yield from _fees(context, text)


def _aspects(context: CheckContext, text: ReadText) -> Iterator[Finding]:
    """TX-PARTS: 组织领导、制度建设、业务培训等三方面 names three."""
    listed = (
        *_lists(text, "aspects", _NEAR),
        *_lists(text, "means", 1),
        *_lists(text, "stages", 1),
        *_lists(text, "faults", _NEAR),
    )
    for match, most in listed:
        least = _LEAST if "thing" in match.groupdict() or match["open"] else _SEVERAL
        number = (
            int(match["number"]) if match["number"].isdecimal() else chinese_number(match["number"])
        )
        context.compared("TX-PARTS")
        may_be = _how_many(match)
        off = min(abs((number or 0) - one) for one in may_be)
        off = 0 if (number or 0) > max(may_be) and _names_examples(match) else off
        if number is None or max(may_be) < least or not 0 < off <= most:
            continue
        message = (
            f"正文写“{match['shown']}”，前面列出了 {' 或 '.join(map(str, sorted(may_be)))} 个。"
        )
        found = text_finding(text, "TX-PARTS", message, [match.span("shown")], match["names"][:20])
        yield replace(found, hint=text_data()["parts"]["advice"])


def _announced(context: CheckContext, text: ReadText) -> Iterator[Finding]:
    """TX-PARTS: 两个方面的问题：一是…，二是…，三是… tells three."""
    cleaned = text.prose.cleaned.text
    for match in matches(text, "parts", "announced"):
        told = _told_one_by_one(cleaned[match.end() :])
        context.compared("TX-PARTS")
        if told < _SEVERAL or told == chinese_number(match["number"]):
            continue
        message = f"正文写“{match['shown']}”，后面逐条写了 {told} 条。"
        found = text_finding(text, "TX-PARTS", message, [match.span("shown")], match["shown"])
        yield replace(found, hint=text_data()["parts"]["advice"])


def _told_one_by_one(said: str) -> int:
    """How far 一是, 二是, 三是 goes, up to where measures begin or others are told anew."""
    again = said.find("一是", 1)
    turn = pattern("shortcomings", "turn").search(said)
    ends = [at for at in (again, turn.start() if turn else -1, said.find("\n")) if at > 0]
    said = said[: min(ends, default=len(said))]
    told = 0
    for numeral in "一二三四五六七八九十":
        at = said.find(f"{numeral}是")
        if at < 0:
            break
        told, said = told + 1, said[at:]
    return told


def _how_many(match: re.Match[str]) -> set[int]:
    """How many the names are: 平台和保障 are one or two.

    按国家、省部署健全登记、答复、归档三项制度: what is made of them may be told behind names of other things.
    """
    said, joined = match["names"], pattern("parts", "aspects_joined")
    if match["open"] or "thing" not in match.groupdict():
        names = said.split("、")
        return {len(names), len(names) + (joined.search(names[-1], 1) is not None)}
    begins = [0, *(one.end() for one in pattern("parts", "stages_of").finditer(said))]
    ways = [said[begin:].split("、") for begin in begins if "、" in said[begin:]]
    several = [sum(joined.search(one, 1) is not None for one in names) for names in ways]
    return {
        len(names) + more
        for names, most in zip(ways, several, strict=True)
        for more in range(most + 1)
    }


def _names_examples(match: re.Match[str]) -> bool:
    """教育、医疗、环保等五个领域: 等 may leave some out there."""
    thing = match.groupdict().get("thing")
    return bool(match["open"]) and thing in text_data()["parts"]["examples_of"]


def _lists(text: ReadText, kind: str, most: int) -> Iterator[tuple[re.Match[str], int]]:
    """The lists of a kind that are counted, with by how much a miscount of it may be off."""
    cleaned, whole = text.prose.cleaned.text, pattern("parts", kind)
    for end in matches(text, "parts", f"{kind}_end"):
        found = whole.search(cleaned, max(0, end.start() - _REACH), end.end())
        if found is not None:
            yield found, most


def _measures(text: ReadText) -> Iterator[Finding]:
    """TX-PROBLEMS: as many measures as problems, where both are numbered."""
    cleaned = text.prose.cleaned.text
    turn = pattern("shortcomings", "turn").search(cleaned)
    if turn is None:
        return
    before = _numbered(cleaned[: turn.start()])
    behind = _numbered(cleaned[turn.start() :])
    if max(before) < _SEVERAL or max(behind) == max(before):
        return
    if max(behind) >= _SEVERAL or _is_one_of_them(before, behind):
        message = f"存在的问题列了 {max(before)} 条，改进的措施列了 {max(behind)} 条。"
        finding = text_finding(text, "TX-PROBLEMS", message, [turn.span()], "measures")
        advice = text_data()["shortcomings"]["advice"]
        yield replace(finding, severity=Severity.HINT, hint=advice)


def _numbered(words: str) -> list[int]:
    """How many things are numbered in each manner: 一是, 1., (1)."""
    manners = text_data()["shortcomings"]["numbered"]
    return [len(re.findall(one, words)) for one in manners]


def _is_one_of_them(before: list[int], behind: list[int]) -> bool:
    """Whether a single measure has a number in the manner of the problems: 1. and nothing else."""
    same = next(n for n, many in enumerate(before) if many == max(before))
    return behind[same] == max(behind) == 1


def _fees(context: CheckContext, text: ReadText) -> Iterator[Finding]:
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
            parts = sum(rest, Decimal(0))
            message = (
                f"正文写“{charged[0]}”，后面列出的 {' ＋ '.join(map(format_number, rest))} ＝ "
                f"{format_number(parts)}，总数{more_or_less(total - parts)}。"
            )
            found = text_finding(text, "TX-FEE", message, [place], "fee:sum")
            yield replace(found, left=total, right=parts)
        yield from _fee_cases(text, sentence, total)
        yield from _beyond_the_table(context, text, charged, place)


def _fee_cases(text: ReadText, sentence: re.Match[str], total: Decimal) -> Iterator[Finding]:
    """5件共720元，其中甲局3件620元，乙局1件100元: parts that are all of the money are all of the cases."""
    pairs = list(pattern("fee", "cases_and_amount").finditer(sentence[0]))
    if len(pairs) <= _SEVERAL or len({one["unit"] for one in pairs}) > 1:
        return
    whole, parts = pairs[0], pairs[1:]
    counted = sum(int(one["several"]) for one in parts)
    all_of_it = Decimal(whole["amount"]) == total == sum(Decimal(one["amount"]) for one in parts)
    if all_of_it and counted != int(whole["several"]):
        shown = " ＋ ".join(one["several"] for one in parts)
        off = more_or_less(Decimal(int(whole["several"]) - counted))
        message = f"正文写“{whole[0]}”，后面列出的件数 {shown} ＝ {counted}，总数{off}。"
        place = (sentence.start() + whole.start(), sentence.start() + whole.end())
        yield text_finding(text, "TX-FEE", message, [place], "fee:cases_sum")


def _beyond_the_table(
    context: CheckContext, text: ReadText, charged: re.Match[str], place: tuple[int, int]
) -> Iterator[Finding]:
    """What was collected is a 行政事业性收费 itself, which the table has at least as much of."""
    data = text_data()["fee"]
    key = data["collected"]
    held = context.values.get(key)
    amount = Decimal(charged["amount"]) / (1 if charged["unit"] == "万元" else _WAN)
    if held is None or amount <= held:
        return
    message = data["says_beyond"].format(charged[0], format_number(held))
    found = text_finding(text, "TX-FEE", message, [place], "fee:beyond")
    yield replace(
        found,
        severity=Severity.HINT,
        hint=data["advice_beyond"],
        cells=(key,),
        left=amount,
        right=held,
    )
