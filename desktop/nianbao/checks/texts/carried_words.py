"""Which numbers of last year's words this year's tables have: put in at first, offered when they change.

Only what is certain: the number that last year's text states is the one that last year's tables
have for what the reader takes it to count, and all ways to understand it that fitted then say one
number now. Anything else stays open for the clerk.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from nianbao.checks.context import CheckContext, make_context
from nianbao.checks.prose.statement import Statement
from nianbao.checks.texts.patterns import is_whole
from nianbao.checks.texts.read import ReadText, read_texts
from nianbao.checks.texts.readings import known_part, readings_of
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.earlier import last_report
from nianbao.report.numbers import format_number
from nianbao.report.totals import values_in_force

_NUMBER = re.compile("[0-9]+(?:,[0-9]{3})*")
_SENTENCE = re.compile("[^。；！？\n]+")
_HOLE = re.compile("【】|[0-9０-９]+(?:[,，.．][0-9０-９]+)*|(?P<mark>[【】\\s])")
"""Where a sentence of two years may differ: its numbers, open or not, and marks of doubt around words."""
Values = Mapping[str, Decimal | None]


def numbers_now(last: Report, report: Report) -> dict[str, dict[int, str]]:
    """Return this year's numbers by the key of last year's text, and where each stood in it."""
    if last.form != report.form:
        return {}  # a line of another form need not count the same
    now = values_in_force(load_form(report.form), report)
    context = make_context(last)
    found: dict[str, dict[int, str]] = {}
    for text in read_texts(context):
        said: dict[int, set[str]] = {}
        for statement in text.prose.statements:
            for place, value in _number_now(context, now, text, statement):
                said.setdefault(place, set()).add(value)
        found[text.key] = {
            place: value for place, values in said.items() for value in values if len(values) == 1
        }
    return found


def number_as_last_year(report: Report, key: str, place: int) -> str:
    """Return what last year's report would now say in the place of a number; empty if unsure.

    A sentence that both years have, but for its numbers, counts in both what it counted last year:
    that settles which of several ways to understand it is this office's own.
    """
    last = last_report(report)
    sentence = next((one for one in _sentences(report.text(key)) if place in one.holes), None)
    if last is None or sentence is None:
        return ""
    known = numbers_now(last, report).get(key, {})
    number = sentence.holes.index(place)
    alike = [one for one in _sentences(last.text(key)) if one.words == sentence.words]
    said = {known.get(one.holes[number], "") for one in alike}
    return said.pop() if len(said) == 1 else ""


class _Sentence(NamedTuple):
    """A sentence without its numbers, and where they stand in the text."""

    words: str
    holes: tuple[int, ...]


def _sentences(text: str) -> Iterator[_Sentence]:
    for found in _SENTENCE.finditer(text):
        holes = [one.start() for one in _HOLE.finditer(text, *found.span()) if not one["mark"]]
        words = _HOLE.sub(lambda one: "" if one["mark"] else "#", found[0])
        yield _Sentence(words, tuple(holes))


def _number_now(
    context: CheckContext, now: Values, text: ReadText, one: Statement
) -> Iterator[tuple[int, str]]:
    """Where a statement's number stands in last year's text, and what it is now; nothing if unsure."""
    written = [
        number
        for number in _NUMBER.finditer(text.prose.cleaned.text, one.start, one.end)
        if Decimal(number[0].replace(",", "")) == one.number.value
    ]
    if len(written) != 1 or not _is_plain(one, whole=is_whole(context)):
        return
    ways = readings_of(context.form.id, one.quantity, one.head, with_carry=one.includes_carry)
    fitting = [
        way.cells
        for way in ways
        if known_part(way.cells, context.values) == (one.number.value, True)
    ]
    totals = {known_part(cells, now) for cells in fitting}
    if len(totals) == 1:
        ((total, complete),) = totals
        if complete:
            place, _end = text.prose.cleaned.original(*written[0].span())
            yield place, format_number(total)


def _is_plain(one: Statement, *, whole: bool) -> bool:
    """Whether a number is exact, of just what the tables count, and of the year itself."""
    rough = one.number.vague or one.number.percent or one.number.quantum != 1
    bounded = one.at_most or one.at_least
    wide = one.scope and not whole  # of all offices together, which is more than one's own
    elsewhere = wide or one.named or one.beside_wide or one.years_ago
    return not (rough or bounded or elsewhere)
