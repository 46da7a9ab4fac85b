"""Numbers of the text against the tables: TX-NEW, TX-HANDLED, TX-APPLICANT, TX-REVIEW, TX-SUIT, TX-DOC.

The wording decides which readings are tried; the text is right if one of them fits. What does not
fit is shown with the reading that was assumed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from nianbao.checks.catalogue import catalogue
from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, more_or_less
from nianbao.checks.prose.quantity import (
    CARRIED,
    FROM_LAST_YEAR,
    INTO_NEXT_YEAR,
    NEW,
    Cases,
    Ended,
    Quantity,
)
from nianbao.checks.prose.statement import Statement
from nianbao.checks.texts.again import is_of_those_before
from nianbao.checks.texts.patterns import is_whole, pattern, text_data
from nianbao.checks.texts.quantities import rule_of, subject_of
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.readings import known_part
from nianbao.checks.texts.whose.area import (
    Area,
    area_of,
    compared_numbers,
    is_an_office,
    is_more,
    is_of_a_larger_area,
    is_of_the_area,
    is_told_apart,
    or_of_the_office,
)
from nianbao.checks.texts.whose.borne_out import Compared
from nianbao.report.numbers import format_number

_RECEIVED = frozenset({NEW, "received", "application"})
_CLOSED = frozenset({"closed", "answered", "handled"})
_STATED_ONCE = frozenset({NEW, "received", *_CLOSED, FROM_LAST_YEAR, INTO_NEXT_YEAR})
"""What a text has one value of, even where the tables are still blank."""


def check_text_numbers(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each number of the text that no reading finds in the tables."""
    compared = _of_ones_own(context, compared_numbers(context))
    compared = [one for one in compared if one.fits is not False or not _points_back(one)]
    compared = _ended_of_all(context, compared)
    alike: dict[tuple[Quantity, bool], _Alike] = {}
    for one in compared:
        alike.setdefault(_said(one), _Alike()).take(one)
    for one in compared:
        context.compared(_rule(one), int(one.fits is not None))
        if one.fits is None and _lacks_cells(context, one):
            context.waits(rule_of(one.statement.quantity))
        # One subject for all findings about a quantity: a number among them would change with
        # what is written before; decisions tell them apart by their own sentences.
        yield from _said_of(context, one, alike[_said(one)])


def _points_back(one: Compared) -> bool:
    """其中2件延期答复。上述2件申请均已答复: of those that were named before, not of all."""
    return is_of_those_before(one.text, one.statement.start, one.statement.end)


def _ended_of_all(context: CheckContext, compared: Sequence[Compared]) -> list[Compared]:
    """1278件诉讼中，纠正97件: of all of them, not of one kind, where the total is that of all."""
    wholes: dict[tuple[str, int, int], list[Compared]] = {}
    for one in compared:
        if isinstance(one.statement.quantity, Cases):
            wholes.setdefault(_sentence(one), []).append(one)
    return [_of_all(context, one, wholes.get(_sentence(one), [])) for one in compared]


def _of_all(context: CheckContext, one: Compared, wholes: Sequence[Compared]) -> Compared:
    quantity = one.statement.quantity
    if not isinstance(quantity, Ended) or len(wholes) != 1 or not one.fits:
        return one
    (whole,) = wholes
    value = whole.statement.number.value
    fitting = [len(way.cells) for way, total in whole.readings if total == value]
    together = whole.fits and fitting and min(fitting) > 1 and not whole.statement.scope
    if not together or getattr(whole.statement.quantity, "kinds", ()) != quantity.kinds:
        return one
    reading, total = one.readings[0]
    if known_part(reading.cells, context.values)[1] and not one.statement.number.agrees(total):
        return replace(one, readings=one.readings[:1], fits=False)
    return one


def _sentence(one: Compared) -> tuple[str, int, int]:
    return one.text.key, one.statement.paragraph, one.statement.sentence


def _lacks_cells(context: CheckContext, one: Compared) -> bool:
    """Whether a number could not be compared because the tables are not filled in."""
    cells = [key for reading, _value in one.readings for key in reading.cells]
    return any(context.values.get(key) is None for key in cells)


def _said(one: Compared) -> tuple[Quantity, bool]:
    """What is counted: numbers of the same should be the same."""
    return one.statement.quantity, one.statement.includes_carry


@dataclass
class _Alike:
    """The numbers that should be the same: what is asked of them, without looking through them."""

    count: int = 0
    right: Compared | None = None
    """The first that the tables bear out."""
    first: Compared | None = None
    """The first that another may be held against."""

    def take(self, one: Compared) -> None:
        self.count += 1
        if one.fits and self.right is None:
            self.right = one
        if one.fits is None and self.first is None and _is_exact(one):
            self.first = one


def _said_of(context: CheckContext, one: Compared, same: _Alike) -> Iterator[Finding]:
    """The finding about one number: that it is wrong, or that the text says it twice, unlike."""
    context.compared("TX-REPEAT", int(same.count > 1))
    right = same.right
    if one.fits is False and right is None:
        yield or_of_the_office(_finding(one)) if one.may_be_wider else _finding(one)
    elif one.fits is False and right is not None and not one.statement.named:
        yield _repeated(one, right)
    elif one.fits is None and one.statement.verb in _STATED_ONCE:
        first = same.first
        if first is not None and _is_exact(one) and _value(one) != _value(first):
            yield _repeated(one, first)


def _is_exact(one: Compared) -> bool:
    """Whether a number is neither rough nor said of an office that is named, or of some of all."""
    said = one.statement
    return said.number.quantum == 1 and not (said.named or said.at_most or said.at_least)


def _value(one: Compared) -> Decimal:
    return one.statement.number.value


def _repeated(one: Compared, other: Compared) -> Finding:
    """TX-REPEAT: two values for one quantity of one scope and time."""
    rule = catalogue()["TX-REPEAT"]
    words = one.text.quoted(one.statement.start, one.statement.end)
    also = other.text.quoted(other.statement.start, other.statement.end)
    tables = f"表里是 {format_number(other.statement.number.value)}，" if other.fits else ""
    places = (
        one.text.span(one.statement.start, one.statement.end),
        other.text.span(other.statement.start, other.statement.end),
    )
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        section=one.text.section,
        message=f"正文写“{words}”，另一处写“{also}”，{tables}同一件数前后不一样。",
        cells=other.readings[0][0].cells if other.readings else (),
        hint=rule.advice,
        left=one.statement.number.value,
        right=other.statement.number.value,
        spans=places,
        subject=f"{one.text.key}:{subject_of(one.statement.quantity)}",
    )


def _of_ones_own(context: CheckContext, compared: Sequence[Compared]) -> list[Compared]:
    """Leave out numbers of 全市, 各部门 … unless one of them shows that they are this report's."""
    if is_whole(context):
        beside = {_sentence(one) for one in compared if one.statement.beside_wide}
        larger = {at for at in beside if _is_in_a_larger_area(context, at, compared)}
        mine = (one for one in compared if one.fits or not _is_of_the_area_above(context, one))
        return [one for one in mine if _is_the_areas_own(one, in_larger=_sentence(one) in larger)]
    area = area_of(context)
    if is_an_office(context) and area is not Area.OTHERS:
        return _of_the_whole_government(context, area, compared)
    shown = (one for one in compared if one.fits and one.statement.scope)
    ours = {_scope(one) for one in shown if one.statement.number.value}
    return [one for one in compared if not one.statement.scope or _scope(one) in ours]


def _of_the_whole_government(
    context: CheckContext, area: Area, compared: Sequence[Compared]
) -> list[Compared]:
    """An office's report of the whole 县: its own part beside 全县 is no number of the tables."""
    found = []
    for one in compared:
        wide = bool(one.statement.scope)
        if wide and not is_of_the_area(context, one.text, one.statement.end):
            continue
        if area is Area.OURS and not wide and is_told_apart(one):
            continue
        found.append(replace(one, may_be_wider=wide and area is Area.OPEN and is_more(one)))
    return found


def _is_of_the_area_above(context: CheckContext, one: Compared) -> bool:
    """全市收到3210件 in the report of a county of that city."""
    statement = one.statement
    return bool(statement.scope) and is_of_a_larger_area(context, one.text, statement.end)


def _is_the_areas_own(one: Compared, *, in_larger: bool) -> bool:
    """Whether a number is that of the whole area that the report is of, not of one office in it.

    全区收到316件，其中涉及本镇7件: in a township's report the seven are its own, unless the tables have 316.
    """
    if one.statement.beside_wide:
        return in_larger
    return one.fits is True or not (in_larger and one.statement.scope)


def _is_in_a_larger_area(
    context: CheckContext, at: tuple[str, int, int], compared: Sequence[Compared]
) -> bool:
    """Whether a sentence of a township's report speaks of the whole district, too."""
    if pattern("scope", "township").search(context.report.unit.strip()) is None:
        return False
    near = [one for one in compared if _sentence(one) == at]
    said, start = near[0].text.prose.cleaned.text, near[0].statement.start
    begins = max(said.rfind(mark, 0, start) for mark in "。\n") + 1
    return pattern("scope", "larger").search(said, begins, near[-1].statement.end) is not None


def _scope(one: Compared) -> tuple[str, int]:
    return one.text.key, one.statement.paragraph


def _finding(one: Compared) -> Finding:
    statement = one.statement
    value = one.readings[0][1]
    rule = catalogue()[_rule(one)]
    words = one.text.quoted(statement.start, statement.end)
    stated = statement.number.value
    read_as, near, ways = _read_as(one)
    cells = dict.fromkeys(key for r, _v in one.readings[:3] for key in r.cells)
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        section=one.text.section,
        message=f"正文写“{words}”，{read_as}，正文{more_or_less(stated - near)}。",
        cells=tuple(cells),
        hint=_advice_on_an_area(one) if statement.scope else rule.advice,
        left=stated,
        right=value,
        spans=(one.text.span(statement.start, statement.end),),
        one_way=ways == 1 and not statement.scope,
        subject=f"{one.text.key}:{subject_of(statement.quantity)}",
    )


def _advice_on_an_area(one: Compared) -> str:
    """What to do about a number of 全县: one that is less than the tables' is wrong in any case."""
    less = all(_value(one) < value for _reading, value in one.readings)
    advice: str = text_data()["scope"]["less" if less else "advice"]
    return advice


def _read_as(one: Compared) -> tuple[str, Decimal, int]:
    """The readings that were tried, each with its value; the nearest value, and how many there are."""
    ways: dict[Decimal, list[str]] = {}
    for reading, value in list(dict.fromkeys((r.name, v) for r, v in one.readings))[:3]:
        ways.setdefault(value, []).append(f"“{reading}”")
    read_as = "；".join(
        f"按{'、'.join(names)}理解，表里{'都' if len(names) > 1 else ''}是 {format_number(value)}"
        for value, names in ways.items()
    )
    if len(ways) == 1:
        denied = "一部分不会比全部还多" if one.statement.at_most else "对不上"
        return f"{read_as}，{denied}", next(iter(ways)), 1
    stated = one.statement.number.value  # no reading is the right one
    near = min(ways, key=lambda value: abs(value - stated))
    return f"{read_as}；都对不上，与最近的 {format_number(near)} 相比", near, len(ways)


def _rule(one: Compared) -> str:
    """收到3件 over a table of zeros, or 收到0件 over applications, is more than a difference."""
    if one.statement.verb not in _RECEIVED:
        return rule_of(one.statement.quantity)
    stated = one.statement.number.value
    if stated == 0 or all(value == 0 for _reading, value in one.readings):
        return "TX-NONE"
    return rule_of(one.statement.quantity)


def check_balance_in_text(context: CheckContext) -> Iterator[Finding]:
    """TX-BALANCE: a paragraph that states all four numbers must balance in itself."""
    for text in read_texts(context):
        paragraphs: dict[int, list[Statement]] = {}
        for statement in text.prose.statements:
            paragraphs.setdefault(statement.paragraph, []).append(statement)
        for several in paragraphs.values():
            four = _four(several)
            context.compared("TX-BALANCE", int(four is not None))
            if four is not None and not _balances(four):
                yield _unbalanced(text, four)


def _four(several: Sequence[Statement]) -> tuple[Statement, ...] | None:
    """新收, 上年结转, 办结, 结转下年, each stated once."""
    groups: tuple[frozenset[str], ...] = (
        _RECEIVED, frozenset({FROM_LAST_YEAR}), _CLOSED, frozenset({INTO_NEXT_YEAR, CARRIED}),
    )  # fmt: skip
    found = []
    for group in groups:
        mine = [o for o in several if o.verb in group and not (o.at_least or o.at_most)]
        if len(mine) != 1 or mine[0].number.quantum != 1:
            return None
        found.append(mine[0])
    return tuple(found)


def _balances(four: Sequence[Statement]) -> bool:
    received, carried_in, closed, carried_out = (one.number.value for one in four)
    done = closed + carried_out
    may_include = four[0].verb != NEW
    if received + carried_in == done and not four[0].includes_carry:
        return True
    return (may_include or four[0].includes_carry) and received == done


def _unbalanced(text: ReadText, four: Sequence[Statement]) -> Finding:
    rule = catalogue()["TX-BALANCE"]
    received, carried_in, closed, carried_out = (one.number.value for one in four)
    left = received if four[0].includes_carry else received + carried_in
    right = closed + carried_out
    shown = [format_number(one.number.value) for one in four]
    begin = f"新收 {shown[0]} ＋ 上年结转 {shown[1]} ＝ {format_number(left)}"
    if four[0].includes_carry:
        begin = f"新收（含上年结转）{shown[0]}"
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        section=text.section,
        message=f"正文里{begin}，办结 {shown[2]} ＋ 结转下年 {shown[3]} ＝ {format_number(right)}，"
        f"前者{more_or_less(left - right)}。",
        hint=rule.advice,
        left=left,
        right=right,
        spans=tuple(text.span(one.start, one.end) for one in four),
        subject=f"{text.key}:balance",
    )
