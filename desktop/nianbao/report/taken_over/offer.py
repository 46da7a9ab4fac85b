"""Takes last year's sentences over; nothing that may have to stay is changed in silence.

A year of the report's own time moves on, a count becomes 【】, or its number
of this year where it is known; the date of an act, a law and a term
stay. What may be either is set in 【】 with its words, for the clerk to look at.
"""

import re
from typing import TYPE_CHECKING

from nianbao.report.taken_over.numerals import like, value_of
from nianbao.report.taken_over.pieces import any_of, days, numbers, pieces, words, years

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

OPEN = "【】"
_ENDS_OF_YEAR = (1, 1), (12, 31)
_LAST_MONTH = (12, 0)
_CLAUSE_END = re.compile("[，。；：！？\n]")
_SAID_ALONE = re.compile(r"(?:[人批场]次|.)(?:[，。；、）)：\n]|$)")


def taken_over(
    text: str, old_year: int, new_year: int, numbers_now: "Mapping[int, str] | None" = None
) -> str:
    """Return last year's words as a pattern for this year's.

    ``numbers_now`` has this year's number for a count, by where it stands in ``text``.
    """
    return _Sentences(text, old_year, new_year, near=1).offered(numbers_now or {})


def with_year(text: str, old_year: int, new_year: int) -> str:
    """Return the clerk's own words for another year: only the report's own year moves along."""
    return _Sentences(text, old_year, new_year, near=0).years_only()


class _Sentences:
    """One text, and the two years between which it is taken over."""

    def __init__(self, text: str, old_year: int, new_year: int, near: int) -> None:
        self._text = text
        self._now: Mapping[int, str] = {}
        self._old, self._by, self._near = old_year, new_year - old_year, near
        self._years: dict[str, Callable[[re.Match[str]], str]] = {
            "date": self._date,
            "dotted": self._date,
            "span": self._span,
            "year": self._year,
        }
        self._ways = self._years | {
            "title": self._title,
            "rank": _doubt,
            "months": self._doubt_if_near,
            "short_span": self._doubt_if_near,
            "day": self._day,
            "term": self._term,
            "count": self._count,
            "time": _doubt,
            "spoken": self._spoken,
            "percent": _doubt,
            "number": self._number,
        }

    def offered(self, numbers_now: "Mapping[int, str]") -> str:
        """Return the words with years moved on, counts known or open, and doubts in brackets."""
        self._now = numbers_now
        return pieces().sub(
            lambda found: self._ways.get(found.lastgroup or "", _stay)(found), self._text
        )

    def years_only(self) -> str:
        """Return the words with nothing but sure years moved on."""

        def way(found: re.Match[str]) -> str:
            said = self._years.get(found.lastgroup or "", _stay)(found)
            return found[0] if said == _doubt(found) else said

        return pieces().sub(way, self._text)

    # Years

    def _is_near(self, year: int) -> bool:
        return abs(year - self._old) <= self._near

    def _moved(self, found: re.Match[str]) -> str:
        return years().sub(lambda one: like(one[0], value_of(one[0]) + self._by), found[0])

    def _doubt_if_near(self, found: re.Match[str]) -> str:
        return _doubt(found) if any(map(self._is_near, _years_in(found))) else found[0]

    def _title(self, found: re.Match[str]) -> str:
        """A paper of last year's may have a successor: its year is looked at."""
        return years().sub(
            lambda one: _doubt(one) if self._is_near(value_of(one[0])) else one[0], found[0]
        )

    def _date(self, found: re.Match[str]) -> str:
        """The ends of the year belong to the report; another date is that of one event."""
        if self._is_act(found):
            return found[0]
        at_end = self._text.startswith(("底", "末"), found.end())
        ends = _ENDS_OF_YEAR + ((_LAST_MONTH,) if at_end else ())
        sure = set(_days_in(found)) <= set(ends) and not self._is_followed(found, "takes_effect")
        if sure and all(map(self._is_near, _years_in(found))):
            return self._moved(found)
        return self._doubt_if_near(found)

    def _span(self, found: re.Match[str]) -> str:
        """All of its years move, or none: three years are rather those of a plan."""
        spanned = _years_in(found)
        if all(map(self._is_near, spanned)) and max(spanned) - min(spanned) <= 1:
            return self._moved(found)
        return self._doubt_if_near(found)

    def _year(self, found: re.Match[str]) -> str:
        if not self._is_near(_years_in(found)[0]) or self._is_act(found):
            return found[0]
        doubtful = self._is_beginning(found) or self._is_followed(found, "described")
        return _doubt(found) if doubtful else self._moved(found)

    def _is_act(self, found: re.Match[str]) -> bool:
        """Whether a time is that in which a law or a paper was made: 2019年修订的《条例》."""
        acts, revised = any_of("acts"), any_of("revised")
        law = f"[^，。；、《]{{0,4}}?(?:{acts})+(?:并|和|及)?(?:{acts})*[的了]?(?:新|《|条例)"
        after = re.compile(f"(?:{revised})(?:[）)，。；、]|$)|{law}")
        return after.match(self._text, found.end()) is not None

    def _is_beginning(self, found: re.Match[str]) -> bool:
        begins = self._text[: found.start()].endswith(("自", "从"))
        return begins and self._is_followed(found, "since")

    def _is_followed(self, found: re.Match[str], by: str) -> bool:
        return self._text.startswith(tuple(words()[by]), found.end())

    def _day(self, found: re.Match[str]) -> str:
        """A day without a year: the ends of the year, and what comes each year, stay."""
        before = self._text[: found.start()]
        at_end = self._text.startswith(("底", "末"), found.end())
        ends = _ENDS_OF_YEAR + ((_LAST_MONTH,) if at_end else ())
        stays = set(_days_in(found)) <= set(ends) or before.endswith("每")
        return found[0] if stays or before.endswith(("每年", "每月")) else _doubt(found)

    # Numbers

    def _clause(self, found: re.Match[str]) -> str:
        ends = (one.end() for one in _CLAUSE_END.finditer(self._text, 0, found.start()))
        start = max(ends, default=0)
        end = _CLAUSE_END.search(self._text, found.end())
        return self._text[start : end.start() if end else None]

    def _term(self, found: re.Match[str]) -> str:
        clause = self._clause(found)
        return _doubt(found) if any(one in clause for one in words()["measured"]) else found[0]

    def _count(self, found: re.Match[str]) -> str:
        if self._text[: found.start()].endswith(tuple(words()["required"])):
            return _doubt(found)
        start = found.start()
        return numbers().sub(lambda one: self._now.get(start + one.start(), OPEN), found[0])

    def _spoken(self, found: re.Match[str]) -> str:
        """十二件 is a count; 三件 may be one; 一项 seldom is."""
        if len(found[0]) > 1 or found[0] in "十百千":
            return OPEN
        alone = _SAID_ALONE.match(self._text, found.end()) is not None
        return found[0] if found[0] == "一" and not alone else _doubt(found)

    def _number(self, found: re.Match[str]) -> str:
        named = self._text[: found.start()].endswith(tuple(words()["before_names"]))
        return found[0] if named else _doubt(found)


def _years_in(found: re.Match[str]) -> list[int]:
    return [value_of(one) for one in years().findall(found[0])]


def _days_in(found: re.Match[str]) -> list[tuple[int, int]]:
    """Month and day of each date in a piece; 0 where it names no day."""
    return [
        (value_of(one["month"] or one["month_2"]), value_of(one["day"] or one["day_2"] or "0"))
        for one in days().finditer(found[0])
    ]


def _doubt(found: re.Match[str]) -> str:
    return f"【{found[0]}】"


def _stay(found: re.Match[str]) -> str:
    return found[0]
