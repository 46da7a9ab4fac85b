"""What the text says of last year, or of this year beside it, against last year's report."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, more_or_less
from nianbao.checks.prose.changes.change import Change
from nianbao.checks.prose.quantity import Quantity
from nianbao.checks.prose.statement import Statement
from nianbao.checks.rule_info import RuleInfo
from nianbao.checks.texts.patterns import text_data
from nianbao.checks.texts.percentages import tolerance, without_zeros
from nianbao.checks.texts.quantities import rule_of
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.readings import known_part, readings_of
from nianbao.checks.texts.shown import shown_to_be_ours
from nianbao.checks.texts.whose.area import Area, area_of, is_of_others, or_of_the_office
from nianbao.formats.registry import load_form
from nianbao.report.numbers import format_number
from nianbao.report.rounding import HUNDREDTHS, percentage, rounded
from nianbao.report.totals import values_in_force

_WITHOUT_A_NUMBER = frozenset({"more", "same"})
_Sides = tuple[Decimal, Decimal]
"""The number of the text, and that of the reports."""


@dataclass(frozen=True)
class _Year:
    """A report of last year: its form and its values with the totals computed."""

    form: str
    values: Mapping[str, Decimal | None]


def check_against_last_year(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each number of last year, and each change, that last year's report denies.

    Several reports of last year may be given; what one of them bears out is right.
    """
    reports = [one for one in context.previous if one.year == context.report.year - 1]
    texts = [one for one in read_texts(context) if _is_of_years(one)]
    if not reports or not texts:
        _await_last_year(context, texts)
        return
    last = [_Year(one.form, values_in_force(load_form(one.form), one)) for one in reports]
    for text in texts:
        shown = shown_to_be_ours(context, text)
        for statement in (*text.prose.earlier, *shown.earlier):
            found = _of_last_year(context, last, text, statement)
            yield from _of_ones_own(context, text, statement, found)
        for change in (*text.prose.changes, *shown.changes):
            yield from _of_ones_own(context, text, change, _change(context, last, text, change))


def check_differences(context: CheckContext) -> Iterator[Finding]:
    """TX-PERCENT: 今年41件，较上年的48件减少8件 does not hold by its own two numbers."""
    for text in read_texts(context):
        for change in (*text.prose.changes, *shown_to_be_ours(context, text).changes):
            if change.base is None or change.number is None or change.kind != "by":
                continue
            context.compared("TX-PERCENT")
            if not _holds(change, change.number, change.base):
                yield _differs(text, change, (change.number, change.base))


def _differs(text: ReadText, change: Change, sides: _Sides) -> Finding:
    """What the difference of two numbers of the sentence should be."""
    (this, earlier), place = sides, (change.start, change.end)
    message = (
        f"正文写“{text.quoted(*place)}”，这句话里本年是 {format_number(this)}，"
        f"上年是 {format_number(earlier)}，{_really(change, this, earlier)}。"
    )
    right = _stated_rightly(change, this, earlier)
    of = (change.stated, this - earlier if right is None else right)
    found = _finding(text, catalogue()["TX-PERCENT"], message, place, of)
    hint = text_data()["last_year"]["of_itself"]
    return replace(found, hint=hint, one_way=right is not None)


def _of_ones_own(
    context: CheckContext, text: ReadText, said: Statement | Change, found: Iterator[Finding]
) -> Iterator[Finding]:
    """The findings about what is said, unless it is of more than the tables count."""
    if said.scope and is_of_others(context, text, said.end):
        return
    may_be_wider = bool(said.scope) and area_of(context) is Area.OPEN
    yield from (or_of_the_office(one) if may_be_wider else one for one in found)


def _is_of_years(text: ReadText) -> bool:
    """Whether a text says anything of last year, or may do so."""
    prose = text.prose
    return bool(prose.earlier or prose.changes or prose.unsure)


def _await_last_year(context: CheckContext, texts: Sequence[ReadText]) -> None:
    """What the texts say of last year is held against its report once there is one."""
    for text in texts:
        context.waits("TX-PERCENT", "no_last_year", len(text.prose.changes))
        for statement in text.prose.earlier:
            context.waits(rule_of(statement.quantity), "no_last_year")


def _values_of(year: _Year, quantity: Quantity, head: str) -> Iterator[tuple[str, Decimal]]:
    """The values a quantity had in a year, with the reading; none where a cell is blank."""
    for reading in readings_of(year.form, quantity, head):
        total, complete = known_part(reading.cells, year.values)
        if complete:
            yield reading.name, total


def _of_last_year(
    context: CheckContext, last: Sequence[_Year], text: ReadText, one: Statement
) -> Iterator[Finding]:
    values = [value for year in last for _way, value in _values_of(year, one.quantity, one.head)]
    context.compared(rule_of(one.quantity), int(bool(values)))
    context.waits(rule_of(one.quantity), places=int(not values))
    if not values or any(one.number.agrees(value) for value in values):
        return
    words = text.quoted(one.start, one.end)
    right = values[0]
    message = (
        f"正文写“{words}”，说的是上年；上年报告里是 {format_number(right)}，"
        f"正文{more_or_less(one.number.value - right)}。"
    )
    sides = (one.number.value, right)
    found = _finding(text, catalogue()[rule_of(one.quantity)], message, (one.start, one.end), sides)
    yield replace(found, hint=text_data()["last_year"]["of_it"])


def _change(
    context: CheckContext, last: Sequence[_Year], text: ReadText, change: Change
) -> Iterator[Finding]:
    pairs = list(_pairs(context, last, change))
    context.compared("TX-PERCENT", int(bool(pairs)))
    context.waits("TX-PERCENT", places=int(not pairs))
    if not pairs or any(_holds(change, *pair) for pair in pairs) or _denies_itself(change):
        return
    this, earlier = pairs[0]
    words = text.quoted(change.start, change.end)
    message = (
        f"正文写“{words}”，本年是 {format_number(this)}，上年报告里是 {format_number(earlier)}，"
        f"{_really(change, this, earlier)}。"
    )
    place = (change.start, change.end)
    right = _stated_rightly(change, this, earlier)
    sides = (change.stated, this - earlier if right is None else right)
    found = _finding(text, catalogue()["TX-PERCENT"], message, place, sides)
    found = replace(found, one_way=right is not None and len(set(pairs)) == 1)
    by_words = change.kind != "percent"
    yield replace(found, hint=text_data()["last_year"]["beside"]) if by_words else found


def _denies_itself(change: Change) -> bool:
    """Whether the sentence's own numbers deny the change, which is said of it already."""
    if change.base is None or change.number is None or change.kind != "by":
        return False
    return not _holds(change, change.number, change.base)


def _pairs(context: CheckContext, last: Sequence[_Year], change: Change) -> Iterator[_Sides]:
    """This year beside the last, each by one reading: what was received, or what was to be done."""
    own = _Year(context.form.id, context.values)
    now = list(_values_of(own, change.quantity, change.head))
    if change.number is None and change.kind in _WITHOUT_A_NUMBER:
        now = now[:1]  # 申请量同比上升: nothing shows that those carried in are counted with them
    if change.number is not None:
        fits = [one for one in now if one[1] == change.number]
        now = fits or [("", change.number)]
    for year in last:
        before = list(_values_of(year, change.quantity, change.head))
        names = {way for way, _value in before}
        for way, this in now:
            yield from ((this, value) for name, value in before if name == way or way not in names)


def _holds(change: Change, this: Decimal, earlier: Decimal) -> bool:
    difference = this - earlier if change.grows else earlier - this
    if change.kind == "percent":
        near = bool(earlier) and abs(difference * 100 / earlier - change.stated)
        return bool(earlier) and near <= tolerance(change.stated)
    return {
        "by": difference == change.stated,
        "times": bool(earlier) and abs(this / earlier - change.stated) <= _printed(change.stated),
        "same": difference == 0,
        "more": difference > 0,
    }[change.kind]


def _stated_rightly(change: Change, this: Decimal, earlier: Decimal) -> Decimal | None:
    """The number that the same words should have; None where it takes other words."""
    difference = this - earlier if change.grows else earlier - this
    if difference <= 0:
        return None
    if change.kind == "by":
        return difference
    if change.kind == "percent" and earlier:
        return without_zeros(percentage(difference, earlier, HUNDREDTHS))
    return None


def _printed(stated: Decimal) -> Decimal:
    """Half of the last place that is printed: 1.5 times may be 1.46."""
    exponent = stated.as_tuple().exponent
    return (
        Decimal(5).scaleb(exponent - 1)
        if isinstance(exponent, int) and exponent < 0
        else Decimal(0)
    )


def _really(change: Change, this: Decimal, earlier: Decimal) -> str:
    """What the change is by the two numbers."""
    if this == earlier:
        return "两年相同"
    if change.kind == "times" and earlier:
        return f"应为上年的 {format_number(without_zeros(rounded(this / earlier, HUNDREDTHS)))} 倍"
    way, much = ("增加", this - earlier) if this > earlier else ("减少", earlier - this)
    if change.kind == "percent":
        if not earlier:
            return "上年是 0，算不出百分比"
        share = without_zeros(percentage(much, earlier, HUNDREDTHS))
        return f"应为{way} {format_number(share)}%"
    return f"应为{way} {format_number(much)}"


def _finding(
    text: ReadText, rule: RuleInfo, message: str, place: tuple[int, int], sides: _Sides
) -> Finding:
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        section=text.section,
        message=message,
        hint=rule.advice,
        left=sides[0],
        right=sides[1],
        spans=(text.span(*place),),
        subject=f"{text.key}:last:{text.prose.words(*place)}",
    )
