"""TX-REPEAT for things of no table: 召开新闻发布会18场 … 全年16场新闻发布会均有负责人出席."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

from nianbao.checks.context import CheckContext
from nianbao.checks.findings import Finding
from nianbao.checks.texts.patterns import matches, pattern, text_data, text_finding
from nianbao.checks.texts.read import ReadText, read_texts

_MOST = 100
"""Numbers of one text that are looked at; no report takes up more."""
_TOGETHER = 6
"""Numbers side by side that one number may take up together."""
_REACH = 2000
"""Characters looked back for the number that is taken up."""


def check_said_again(context: CheckContext) -> Iterator[Finding]:
    """Yield a finding for each number that a text takes up again and has otherwise.

    Only where the words take up one number that stands alone before: another number of the same
    things may count some of them, and is then left alone.
    """
    for text in read_texts(context):
        told: set[int] = set()
        for again, others in _taken_up(text):
            if _is_of(others, again[0]):
                continue
            before = [one for one in _before(text, again, others) if _takes_up(again, one)]
            context.compared("TX-REPEAT", int(len(before) == 1))
            if len(before) == 1 and not _is_known(text, again):
                told.add(again.start("number"))
                yield _finding(text, before[0], again)
        for again in islice(matches(text, "again", "above"), _MOST):
            first = _said_above(text, again)
            context.compared("TX-REPEAT", int(first is not None))
            known = again.start("number") in told or _is_known(text, again)
            if first is not None and not known:
                yield _finding(text, first, again)


def _taken_up(text: ReadText) -> Iterator[tuple[re.Match[str], str]]:
    """Where words take up a number, each with the pattern of what they must not be of."""
    seen: set[int] = set()
    for name, others in (("these", "not_of_these"), ("said", "not_of"), ("done", "not_of")):
        for one in islice(matches(text, "again", name), _MOST):
            if one.start("number") not in seen:
                seen.add(one.start("number"))
                yield one, others


def _is_of(others: str, words: str) -> bool:
    """Whether another check sees to words, or they are of another time or another office."""
    return pattern("again", others).search(words) is not None


def _before(text: ReadText, again: re.Match[str], others: str) -> Iterator[re.Match[str]]:
    """The numbers of the same things before: 新闻发布会18场 before 全年16场新闻发布会."""
    end = again.start("number")
    for name in ("first", "first_behind"):
        template = str(text_data()["again"][name])
        same = template.replace("{noun}", re.escape(again["noun"])).replace("{unit}", again["unit"])
        for match in re.compile(same).finditer(text.prose.cleaned.text, max(0, end - _REACH), end):
            words = text.prose.words(text.clause_of(match.start()), match.end())
            if not _is_of(others, words) and _is_done_alike(again, words):
                yield match


def _takes_up(again: re.Match[str], first: re.Match[str]) -> bool:
    """Whether a number can be no count of some of those before it: 全年16场, 16场中, or more than they are.

    18场 … 16场发布会均直播 may be of sixteen of them; 18场 … 81场 is a slip of the hand.
    """
    if again["whole"] or again["of"]:
        return True
    now, before = (one["number"].replace(",", "") for one in (again, first))
    return int(now) > int(before) or sorted(now) == sorted(before)


def _is_done_alike(again: re.Match[str], words: str) -> bool:
    """Whether words tell of the same work by the same way: 门户网站发布的 after 通过门户网站发布."""
    said = again.groupdict()
    if not said.get("work"):
        return True
    channel = said["channel"] or ""
    same = channel in words if channel else not pattern("again", "channels").search(words)
    return same and said["work"] in words


def is_of_those_before(text: ReadText, start: int, end: int) -> bool:
    """Whether the sentence up to a place is about some that the text counted before: 上述2件, 这2件."""
    cleaned = text.prose.cleaned.text
    near = max(0, start - _SENTENCE)
    begins = max(near, *(cleaned.rfind(mark, near, start) + 1 for mark in _STOPS))
    one = pattern("again", "pointed").search(cleaned, begins, end)
    if one is None:
        return False
    before = cleaned[max(0, one.start() - _REACH) : one.start()]
    at = before.rfind(f"{one['number']}{one['unit']}")
    return at >= 0 and not before[max(0, at - 1) : at].isnumeric()


def _said_above(text: ReadText, again: re.Match[str]) -> re.Match[str] | None:
    """The one number of such things in the sentence before 上述8件申请, or before it in its own."""
    cleaned, end = text.prose.cleaned.text, again.start("number")
    begins = max(cleaned.rfind(mark, 0, again.start() + 1) for mark in _STOPS) + 1
    counted = pattern("again", "counted")
    found = list(counted.finditer(cleaned, begins, again.start()))
    if not found:
        begins = max(cleaned.rfind(mark, 0, max(0, begins - 1)) for mark in _STOPS) + 1
        found = list(counted.finditer(cleaned, begins, again.start()))
    between = text.prose.words(begins, end)
    if len(found) != 1 or "\n" in between or pattern("again", "other_time").search(between):
        return None
    (first,) = found
    behind = re.split("[,。;:!?]", cleaned[first.end() : again.start() + 1])[0]
    clause = text.prose.words(text.clause_of(first.start()), first.end()) + behind
    exact = first["number"].replace(",", "").isdecimal() and not first["rough"]
    alike = first["unit"] == again["unit"] and again["noun"] in clause
    return first if exact and alike else None


_SENTENCE = 200
"""Characters looked back for the beginning of a sentence."""
_STOPS = "。!?\n"
"""Where a sentence ends."""


def _is_known(text: ReadText, again: re.Match[str]) -> bool:
    """Whether the text has that number of such things before, whatever it calls them."""
    end = again.start("number")
    words = text.prose.words(max(0, end - _REACH), end).replace(",", "")
    number = int(again["number"].replace(",", ""))
    counted = re.finditer(f"(?<![0-9.])([0-9]{{1,9}}){again['unit']}", words)
    return number in _sums([int(one[1]) for one in counted][-_MOST:])


def _sums(numbers: Sequence[int]) -> set[int]:
    """The numbers, and what some that stand side by side make together: 留言30条、来信25条."""
    found = set(numbers)
    for first in range(len(numbers)):
        found.update(accumulate(numbers[first : first + _TOGETHER]))
    return found


def _finding(text: ReadText, first: re.Match[str], again: re.Match[str]) -> Finding:
    once = text.quoted(first.start("number"), first.end())
    twice = text.quoted(again.start("number"), again.end("noun"))
    places = [again.span("number"), first.span("number")]
    message = f"正文写“{twice}”，前面写“{once}”，同一个数前后不一样。"
    return text_finding(text, "TX-REPEAT", message, places, f"again:{again['noun']}")
