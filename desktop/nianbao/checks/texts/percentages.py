"""TX-PERCENT: 占, 率 and 增长 worked out again, from the numbers of the text or of the tables."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.checks.prose.quantity import Quantity
from nianbao.checks.prose.statement import Share
from nianbao.checks.sentences.numerals import chinese_number
from nianbao.checks.texts.patterns import matches, pattern, text_data, text_finding
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.readings import known_part, readings_of
from nianbao.checks.texts.whose.area import is_of_others
from nianbao.report.numbers import format_number
from nianbao.report.rounding import HUNDREDTHS, rounded

_ALL = 100
_TOLERANCE = Decimal("0.1")
"""Of a percentage point: reports round to one or two places."""
_HALF = Decimal("0.5")


class _Number(NamedTuple):
    """A number that a percentage is worked out from."""

    value: Decimal
    row: str = ""
    """What it is called in the tables; empty where the sentence itself has it."""
    terms: tuple[Decimal, ...] = ()
    """The numbers of the sentence that it is the sum of."""


Pair = tuple[_Number, _Number]


def check_percentages(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each percentage that no pair of numbers gives."""
    for text in read_texts(context):
        yield from _without_sign(context, text)
        for share in text.prose.shares:
            if share.scope and not share.pairs and is_of_others(context, text, share.end):
                continue  # 全市办结率98.3%; what its own sentence has is worked out, whoever's it is
            if (
                share.kind == "growth"
                and share.pairs
                and not any(last for _this, last in share.pairs)
            ):
                this_year = share.pairs[0][0]
                context.compared("TX-PERCENT")
                found = _found(text, share, this_year, "上年是 0，算不出百分比", share.stated)
                yield replace(found, hint=text_data()["last_year"]["from_nothing"])
            else:
                yield from _wrong(context, text, share)


def _without_sign(context: CheckContext, text: ReadText) -> Iterator[Finding]:
    """占62.5: the sign is missing."""
    data = text_data()["shares"]
    for match in matches(text, "shares", "unsigned"):
        context.compared("TX-PERCENT")
        says = f"{data['unsigned_says'].format(match['shown'])}。"
        subject = f"percent:sign:{match['number']}"
        found = text_finding(text, "TX-PERCENT", says, [match.span("shown")], subject)
        yield replace(found, hint=data["unsigned_advice"])


def _wrong(context: CheckContext, text: ReadText, share: Share) -> Iterator[Finding]:
    if share.may_be_all and share.stated == _ALL:
        return
    of_tables = list(_of_tables(context, share))
    written = [(_Number(part), _Number(whole)) for part, whole in share.pairs]
    known = of_tables if share.of_named and _is_in_tables(context, share) else written
    known = [(part, whole) for part, whole in known if whole.value]
    pairs = [*known, *((part, whole) for part, whole in of_tables if whole.value)]
    together = _together(text, share)
    if together is not None:
        pairs = known = [
            (part, whole) for part in together for _part, whole in dict.fromkeys(pairs)
        ]
    results = [(pair, _percent(share, pair[0].value, pair[1].value)) for pair in pairs]
    context.compared("TX-PERCENT", int(bool(results)))
    context.waits("TX-PERCENT", places=int(not results and _lacks_cells(context, share)))
    if not results or any(
        abs(value - share.stated) <= tolerance(share.stated) for _pair, value in results
    ):
        return
    # What the sentence itself names comes before what the tables may have meant.
    named = [one for one in results if one[0] in known] or results
    pair, value = min(named, key=lambda one: abs(one[1] - share.stated))
    right = without_zeros(rounded(value, HUNDREDTHS))
    says = f"按{_in_words(*pair)}计算是 {format_number(right)}%"
    found = _found(text, share, pair[0].value, says, right)
    yield replace(found, one_way=len({rounded(value, HUNDREDTHS) for _pair, value in named}) == 1)


def _together(text: ReadText, share: Share) -> list[_Number] | None:
    """What 两类合计 adds up: the numbers just before; None where a share is of no such sum.

    Without a number (合计占…) it may be the last two, three …; none where there are not as many.
    """
    begins = text.clause_of(share.start)
    said = pattern("shares", "together").search(text.prose.words(begins, share.end))
    if said is None:
        return None
    sentence = max(text.prose.cleaned.text.rfind(mark, 0, begins) for mark in "。!?\n")
    before = [one.number.value for one in text.prose.statements if sentence < one.start < begins]
    number = chinese_number(said["number"] or "")
    sizes = range(2, len(before) + 1) if number is None else (number,)
    several = [tuple(before[-size:]) for size in sizes if size <= len(before)]
    return [_Number(sum(terms, Decimal(0)), terms=terms) for terms in several]


def _lacks_cells(context: CheckContext, share: Share) -> bool:
    """Whether the words name numbers of the tables that are not filled in."""
    named = [one for one in (share.part, *share.wholes) if one is not None]
    return any(
        not known_part(reading.cells, context.values)[1]
        for one in named
        for reading in readings_of(context.form.id, one)
    )


def _in_words(part: _Number, whole: _Number) -> str:
    """Say both numbers with where each comes from: a clerk looks there which one is wrong."""
    if part.row == whole.row:
        return f"{_source(part)} 和 {format_number(whole.value)} "
    return f"{_source(part)} 和{_source(whole)} "


def _source(number: _Number) -> str:
    where = f"表里“{number.row}”的" if number.row else "这里写的"
    terms = " ＋ ".join(map(format_number, number.terms))
    return f"{where} {terms}{' ＝ ' if terms else ''}{format_number(number.value)}"


def _is_in_tables(context: CheckContext, share: Share) -> bool:
    """Whether the part is what the tables have, so that the whole named beside it is theirs, too."""
    part = [] if share.part is None else list(_values(context, share.part))
    return any(one.value == share.number for one in part)


def _of_tables(context: CheckContext, share: Share) -> Iterator[Pair]:
    """Part and whole that the words name, by the tables; none where a cell is blank.

    A number of the text that the tables deny is another finding: the share may be right by them.
    """
    known = [] if share.part is None else list(_values(context, share.part))
    if share.base is not None:
        yield from ((part, _Number(share.base)) for part in known)
    if share.number is not None:
        fits = [one for one in known if one.value == share.number]
        known = fits or [_Number(share.number), *known]
    wholes = list(dict.fromkeys(one for each in share.wholes for one in _values(context, each)))
    rows = {whole.row for whole in wholes}
    for part in known:
        for whole in wholes:
            if part.row == whole.row or part.row not in rows:  # of those received, or those closed
                yield part, whole


def _values(context: CheckContext, quantity: Quantity) -> Iterator[_Number]:
    for reading in readings_of(context.form.id, quantity):
        total, complete = known_part(reading.cells, context.values)
        if complete:
            yield _Number(total, reading.name)


def tolerance(stated: Decimal) -> Decimal:
    """Return how far a percentage may be off: 83.33 % printed without decimals is 83 %, not 83.0 %."""
    exponent = stated.as_tuple().exponent
    return _HALF if exponent == 0 else _TOLERANCE


def _percent(share: Share, part: Decimal, whole: Decimal) -> Decimal:
    if share.kind != "growth":
        return part * 100 / whole
    change = (part - whole) * 100 / whole
    return change if share.grows else -change


def without_zeros(value: Decimal) -> Decimal:
    """50.00 % is 50 %."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _found(text: ReadText, share: Share, part: Decimal, says: str, right: Decimal) -> Finding:
    rule = catalogue()["TX-PERCENT"]
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        section=text.section,
        message=f"正文写“{text.quoted(share.start, share.end)}”，{says}。",
        hint=rule.advice,
        left=share.stated,
        right=right,
        spans=(text.span(share.start, share.end),),
        subject=f"{text.key}:percent:{share.kind}:{format_number(part)}",
    )
