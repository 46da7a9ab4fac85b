"""The headings that a document shows, held against those that the form prescribes."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from nianbao.formats.registry import Form
from nianbao.report.texts import NUMERALS

_PARTS = re.compile(r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})?[、.,:．，\s]*(?P<words>.*)")
_END = ":：。.,，;；"


class HeadingFault(NamedTuple):
    """What is not as prescribed, and the section that it is about."""

    section: str
    kind: str
    """The same as long as the fault is: missing, order, or the heading's own words."""
    message: str


def heading_faults(form: Form, shown: Mapping[str, str]) -> tuple[HeadingFault, ...]:
    """Return what is amiss with a document's headings, given by section in the document's order."""
    known = {key: words for key, words in shown.items() if form.find_section(key) is not None}
    return (*_missing(form, known), *_order(form, known), *_wording(form, known))


def _missing(form: Form, shown: Mapping[str, str]) -> Iterator[HeadingFault]:
    """All that are missing are said at once: they have one cause, a source that was cut."""
    missing = [section for section in form.sections if section.id not in shown]
    if not missing:
        return
    names = "、".join(f"“{section.label}”" for section in missing)
    none = len(missing) == len(form.sections)
    what = f"，规定的 {len(missing)} 个标题一个也没有" if none else f"没有标题{names}"
    kind = "missing:" + ",".join(section.id for section in missing)
    yield HeadingFault(missing[0].id, kind, f"读入的资料里{what}。")


def _order(form: Form, shown: Mapping[str, str]) -> Iterator[HeadingFault]:
    for first, second in _swapped(form, shown):
        message = f"读入的资料里标题“{shown[first]}”排在“{shown[second]}”前面，次序应当反过来。"
        yield HeadingFault(second, f"order:{first},{second}", message)


def _swapped(form: Form, shown: Mapping[str, str]) -> list[tuple[str, str]]:
    order = [section.id for section in form.sections]
    return [pair for pair in pairwise(shown) if order.index(pair[0]) > order.index(pair[1])]


def _wording(form: Form, shown: Mapping[str, str]) -> Iterator[HeadingFault]:
    moved = {key for pair in _swapped(form, shown) for key in pair}
    numbered = any(_parts(words)[0] for words in shown.values())
    for key, written in shown.items():
        official = form.section(key).label
        number, words = _parts(written)
        right, due = _parts(official)
        same_number = number in {right, _digit(right)} or key in moved or not (number or numbered)
        if words != due or not same_number:
            message = f"读入的资料里标题写成“{written}”，规定的是“{official}”。"
            yield HeadingFault(key, f"words:{written}", message)


def _parts(heading: str) -> tuple[str, str]:
    """Return a heading's number and its words, without blanks and without a mark at its end."""
    match = _PARTS.fullmatch("".join(heading.split()).rstrip(_END))
    return (match["number"] or "", match["words"]) if match else ("", heading)


def _digit(number: str) -> str:
    """Return 3 for 三: many sites number their headings so."""
    return str(NUMERALS.find(number) + 1)
