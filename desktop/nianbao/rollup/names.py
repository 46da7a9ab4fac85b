"""Units' names as people write them: which two are one, and which name a doubtful one may mean.

The words are data in ``resources/rollup/names.toml``.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Any

from nianbao import resources
from nianbao.importers.vocabulary.words import squeeze

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_SECOND = re.compile(r"^(?P<name>.+[局委厅办会心室院校府镇乡道])\((?P<second>[^()]{2,24})\)$")
"""The other name of an office: 教育局（体育局）."""
_YEARS = re.compile(r"(?:20\d\d|二[〇○零]..)(?:年度(?!(?:工作)?报告)|年(?!度|报(?![告送]))|度)?")
"""With the 年 of 2025年, and without that of 2025年报 and 2025年度报告, which are words of their own."""
_EDGES = re.compile(
    r"^[\d\s.、()\[\]_\-—+《》“”:：v]+|[\d\s.、()\[\]_\-—+《》“”:：v]+$", re.IGNORECASE
)
_NO_LETTERS = re.compile(r"[^\w]|_|[0-9a-zA-Z]")
_ALIKE = 0.65
"""Of the letters of two names, in order, that must be the same to ask about them."""
_SHORT = 5
"""Letters of a name below which its last one must be the same to ask: 城关镇 is no 城关乡."""
_OF_ONE_PLACE = 0.95
"""How alike 城关镇 and 城关街道 are: asked about, never taken for one."""
_ABBREVIATED = 3
"""Letters that a shortened name has at least: 发改局."""
_MOST_PROPOSALS = 5
_FAR = 0.25
"""Behind the likeliest one, what is not worth a clerk's look."""
_LONGEST_REGION = 60
_COMPARED = 200
"""Units whose names are compared with a doubtful one, letter by letter."""
_RAREST = 4
"""Letters of a name by which units are looked for; 局 is in most names and finds nothing."""


@dataclass(frozen=True)
class Match:
    """What a written name is on a list."""

    name: str = ""
    """The unit, where only one can be meant."""
    proposals: tuple[str, ...] = ()
    """The units that may be meant, the likeliest first, where it is doubtful."""


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """Return the words of ``resources/rollup/names.toml``."""
    return tomllib.loads(resources.text("rollup/names.toml"))


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """Return what tells one unit from another: without blanks, seals, 人民政府 and the like."""
    text = _without_seals(squeeze(name)).strip("-_·.。,:;《》“”\"'")
    for one in words()["same"]:
        text = text.replace(one["written"], one["meant"])
    text = _without_joints(text)
    for one in words()["short"]:
        text = text.replace(one["written"], one["meant"])
    government = words()["government"]
    for kind in government["of"]:
        if text.endswith((kind, kind + government["word"])):
            text = text.replace(government["word"], "")
    return text


def _without_seals(text: str) -> str:
    seals = words()["seals"]
    for match in reversed(list(_BRACKETS.finditer(text))):
        if next(part for part in match.groups() if part is not None) in seals:
            text = text[: match.start()] + text[match.end() :]
    return text


def _without_joints(text: str) -> str:
    within = words()["joints"]["within"]
    for joint in words()["joints"]["words"]:
        pieces = text.split(joint)
        if len(pieces) == 1 or any(name in text for name in within if joint in name):
            continue
        text = "".join(pieces)
    return text


def _first_name(text: str) -> str:
    """An office's first name, where it has a second one in brackets."""
    match = _SECOND.match(text)
    return match["name"] if match else text


@lru_cache(maxsize=16384)
def is_region(prefix: str) -> bool:
    """Whether letters before a name can be the regions that a unit lies in."""
    region = words()["region"]
    if prefix in region["bare"]:
        return True
    return prefix.endswith(tuple(region["ends"])) and not prefix.endswith(tuple(region["not_ends"]))


def fits_home(prefix: str, home: str) -> bool:
    """Whether a region before a name is the collecting unit's own, as far as that is known."""
    return (
        not home
        or prefix in words()["region"]["bare"]
        or home.endswith(prefix)
        or prefix.endswith(home)
    )


class Names:
    """A list of units, to look names up in."""

    def __init__(self, units: Iterable[str], home: str = "") -> None:
        """Take the units in their order; ``home`` is the region that they lie in, where it is known."""
        self.units = tuple(dict.fromkeys(units))
        self.home = home
        self._by_plain: dict[str, list[str]] = {}
        for unit in self.units:
            for form in dict.fromkeys((plain(unit), _first_name(plain(unit)))):
                self._by_plain.setdefault(form, []).append(unit)
        self._by_end: dict[str, list[str]] = {}
        self._elsewhere: dict[str, list[str]] = {}
        for form, names in self._by_plain.items():
            for start in range(1, len(form) - 1):
                if is_region(form[:start]):
                    ours = fits_home(form[:start], home)
                    ends = self._by_end if ours else self._elsewhere
                    ends.setdefault(form[start:], []).extend(names)

    def find(self, written: str) -> Match:
        """Return the unit that a name means, or those that it may mean."""
        sure = self._sure(written)
        if len(sure) == 1:
            return Match(sure[0])
        return Match(proposals=tuple(sure) or proposals(written, self._near(written)))

    @cached_property
    def _by_letter(self) -> Mapping[str, Sequence[str]]:
        """The units that have a letter; only a name that is not sure asks."""
        found: dict[str, list[str]] = {}
        for unit in self.units:
            for letter in set(_forms(unit)[-1]):
                found.setdefault(letter, []).append(unit)
        return found

    def _near(self, written: str) -> list[str]:
        """The units that share most letters with a name: on a list of 10,000, not all are compared."""
        if len(self.units) <= _COMPARED:
            return list(self.units)
        lists = sorted((self._by_letter.get(one, []) for one in set(_forms(written)[-1])), key=len)
        shared = Counter(unit for units in lists[:_RAREST] for unit in units)
        return [unit for unit, _count in shared.most_common(_COMPARED)]

    def is_listed(self, written: str) -> str:
        """Return the one unit whose whole name this is, region included; empty where there is none."""
        found = self._by_plain.get(plain(written), [])
        return found[0] if len(found) == 1 else ""

    def is_sure(self, written: str) -> str:
        """Return the unit that a name means beyond doubt; empty where there is none."""
        sure = self._sure(written)
        return sure[0] if len(sure) == 1 else ""

    def _sure(self, written: str) -> list[str]:
        text = plain(written)
        if not text:
            return []
        for form in dict.fromkeys((text, _first_name(text))):
            found = self._by_plain.get(form) or self._in_a_region(form) or self._shorter(form)
            if found:
                return list(dict.fromkeys(found))
        return []

    def _in_a_region(self, form: str) -> list[str]:
        """The units with a region before this name: two counties' bureaus, where both are on the list."""
        ours = self.longer(form)
        return [*ours, *self._elsewhere.get(form, ())] if ours else []

    def longer(self, form: str) -> list[str]:
        """Return the units whose names are this one with a region before it."""
        return self._by_end.get(form, [])

    def _shorter(self, form: str) -> list[str]:
        """The unit whose name is this one without its region; both may leave some of it out."""
        for start in range(1, len(form) - 1):
            prefix = form[:start]
            if is_region(prefix) and fits_home(prefix, self.home):
                rest = form[start:]
                found = self._by_plain.get(rest) or self._by_end.get(rest)
                if found:
                    return found
        return []


def home_of(written: Iterable[str]) -> str:
    """Return the region that most of some names begin with; empty where none is common."""
    found = Counter(region for name in written if (region := _region_of(plain(name))))
    if not found:
        return ""
    region, times = found.most_common(1)[0]
    return region if times > 1 and 2 * times > found.total() else ""


def _region_of(name: str) -> str:
    """The longest region before a name: 某市清河县 of 某市清河县教育局."""
    places = range(min(len(name) - 2, _LONGEST_REGION), 1, -1)
    return next((name[:n] for n in places if is_region(name[:n])), "")


@lru_cache(maxsize=16384)
def unit_in_file_name(stem: str) -> str:
    """Return the unit that a file's name names: 1.教育局2024年政府信息公开年报（盖章）."""
    text = _without_seals(squeeze(stem))
    text = _YEARS.sub("", text)
    for word in words()["file_name"]["words"]:
        text = text.replace(word, "")
    text = text.replace("()", "").replace("[]", "").replace("【】", "").replace("《》", "")
    while (shorter := _EDGES.sub("", text)) != text:
        text = shorter
    if text.count("(") != text.count(")"):
        text = text.replace("(", "").replace(")", "")
    said = _NO_LETTERS.sub("", text)
    for word in words()["file_name"]["nothing"]:
        said = said.replace(word, "")
    return text if len(said) > 1 else ""


def proposals(written: str, units: Sequence[str], most: int = _MOST_PROPOSALS) -> tuple[str, ...]:
    """Return the units whose names are nearest to a written one, the nearest first."""
    forms = _forms(written)
    found = []
    for unit in units:
        theirs = _forms(unit)
        if _region_of(forms[0]) and _region_of(forms[0]) == _region_of(theirs[0]):
            likeness = _likeness(forms[-1], theirs[-1])  # what all units share says nothing
        else:
            likeness = max(_likeness(one, other) for one in forms for other in theirs)
        if likeness >= _ALIKE:
            found.append((-likeness, unit))
    found.sort(key=lambda one: one[0])
    return tuple(unit for likeness, unit in found[:most] if likeness <= found[0][0] + _FAR)


@lru_cache(maxsize=16384)
def _forms(name: str) -> tuple[str, ...]:
    """A name as it may be compared: whole, and without its region and its second name."""
    first = _first_name(plain(name))
    return tuple(dict.fromkeys((first, first.removeprefix(_region_of(first)))))


@lru_cache(maxsize=16384)
def _likeness(one: str, other: str) -> float:
    """How alike two names are: misspelt, or shortened as offices shorten names (发改局)."""
    if not one or not other:
        return 0
    short, long = sorted((one, other), key=len)
    if _stem(short) == _stem(long):
        return _OF_ONE_PLACE
    same_end = short[-1] == long[-1]
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
    if same_end and len(short) >= _ABBREVIATED and _is_within(short, long):
        return max(alike, _ALIKE + 0.1 * len(short) / len(long))
    near = 2 * len(short) > len(long) and (same_end or len(short) >= _SHORT)
    return alike if near else 0


@lru_cache(maxsize=16384)
def _stem(name: str) -> str:
    """A name without the kind of place that it is: towns become streets, and people leave it out."""
    kinds = (kind for kind in words()["places"]["kinds"] if name.endswith(kind))
    stem = name.removesuffix(next(kinds, ""))
    return stem if len(stem) > 1 else name


def _is_within(short: str, long: str) -> bool:
    """Whether the letters of one name stand in the other, in their order."""
    rest = iter(long)
    return all(letter in rest for letter in short)
