"""Whether 全县, 全市 are what the tables count, in the report of a government's office.

As a rule a 人民政府办公室 puts together the report of the whole government, and then 全县 is what its
tables count; some report of the office alone (17件 beside 全区95件). The report itself tells: by a
number of the office told apart from 全县, by one of 全县 that the tables have, by several that are
more than the tables have.
"""

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding, Severity
from nianbao.checks.texts.patterns import is_whole, pattern, text_data
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.shown import shown_to_be_ours
from nianbao.checks.texts.whose.borne_out import Compared, compare

_SEVERAL = 2
_WHOLE = "全"


class Area(Enum):
    """Whether the numbers of the whole area are those of the tables."""

    OURS = "ours"
    OPEN = "open"
    OTHERS = "others"


def compared_numbers(context: CheckContext) -> Sequence[Compared]:
    """Every number of the text beside the tables."""
    if "compared_numbers" not in context.once:
        context.once["compared_numbers"] = tuple(
            compare(context, text, statement)
            for text in read_texts(context)
            for statement in (*text.prose.statements, *shown_to_be_ours(context, text).statements)
        )
    found: Sequence[Compared] = context.once["compared_numbers"]
    return found


def area_of(context: CheckContext) -> Area:
    """Whether 全县 of this report is what its tables count."""
    if is_whole(context):
        return Area.OURS
    if "area" not in context.once:
        context.once["area"] = _area(context)
    found: Area = context.once["area"]
    return found


def is_an_office(context: CheckContext) -> bool:
    """Whether the unit is a government's office: 清河县人民政府办公室."""
    return pattern("scope", "office").search(context.report.unit.strip()) is not None


def _area(context: CheckContext) -> Area:
    """What the numbers of the report say of it; one that can be either leaves it open."""
    if not is_an_office(context):
        return Area.OTHERS
    said = [one for one in compared_numbers(context) if one.statement.number.value]
    wide = [one for one in said if one.statement.scope]
    wide = [one for one in wide if is_of_the_area(context, one.text, one.statement.end)]
    own = [one for one in said if not one.statement.scope and is_told_apart(one)]
    counted = {one.statement.quantity for one in wide}
    same = [
        one
        for one in said
        if one.fits and not one.statement.scope and one.statement.quantity in counted
    ]
    if any(one.fits for one in own):
        return Area.OTHERS
    if any(one.fits for one in wide):
        return Area.OURS
    more = {one.statement.quantity for one in wide if is_more(one)}
    return Area.OTHERS if own or same or len(more) >= _SEVERAL else Area.OPEN


def is_of_others(context: CheckContext, text: ReadText, end: int) -> bool:
    """Whether what is said of 全县, 各部门 before a place is of more than the tables count."""
    if is_whole(context):
        return is_of_a_larger_area(context, text, end)
    return area_of(context) is Area.OTHERS or not is_of_the_area(context, text, end)


def is_of_a_larger_area(context: CheckContext, text: ReadText, end: int) -> bool:
    """全市 in the report of a county: the area that it belongs to, not its own."""
    unit = pattern("scope", "area").search(context.report.unit.strip())
    levels: dict[str, int] = text_data()["scope"]["levels"]
    named = _last_area(text, end)
    return unit is not None and bool(named) and levels[named] < levels[unit["area"]]


def or_of_the_office(found: Finding) -> Finding:
    """A finding about the whole area as a hint: the tables may count the office alone."""
    return replace(
        found, severity=Severity.HINT, hint=text_data()["scope"]["either"], one_way=False
    )


def is_of_the_area(context: CheckContext, text: ReadText, end: int) -> bool:
    """Whether the last word for an area before a place is that of the unit's own: 全县 of a 县."""
    unit = pattern("scope", "office").search(context.report.unit.strip())
    return unit is not None and _last_area(text, end) == unit["area"]


def _last_area(text: ReadText, end: int) -> str:
    """市, 县 … of the last 全市, 全县 … of a paragraph before a place; empty where it has none."""
    words = text.prose.cleaned.text
    begins = words.rfind("\n", 0, end) + 1
    at = words.rfind(_WHOLE, begins, end)
    while at >= 0:
        named = pattern("scope", "larger").match(words, at, end)
        if named is not None:
            return named[0][-1]
        at = words.rfind(_WHOLE, begins, at)
    return ""


def is_more(one: Compared) -> bool:
    """Whether a number is more than the tables have: of the whole area it can be no less."""
    value = one.statement.number.value
    return one.fits is False and all(value > total for _reading, total in one.readings)


def is_told_apart(one: Compared) -> bool:
    """Whether a number is said of the office itself: 我办收到17件, 其中区政府办办结12件."""
    if one.statement.beside_wide:
        return True
    begins = one.text.clause_of(one.statement.start)
    words = one.text.prose.words(begins, one.statement.end)
    return pattern("scope", "told_apart").search(words) is not None
