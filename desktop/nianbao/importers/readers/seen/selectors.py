"""Selectors of CSS: which elements a rule of a style sheet means, and how much it weighs.

What is not known, or depends on the mouse, means no element.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

Weight = tuple[int, int, int]
"""Ids, classes and attributes, tags: what weighs more wins, whatever stands last."""

_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\.)+"
_TOKEN = re.compile(
    rf"(?P<combinator>\s*[>+~]\s*|\s+)|(?P<tag>\*|{_NAME})|\.(?P<class>{_NAME})|#(?P<id>{_NAME})"
    rf"|\[\s*(?P<key>[\w-]+)\s*(?:(?P<sign>[~|^$*]?)=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\]\s]*)"
    rf"\s*[iIsS]?\s*)?\]|::?(?P<pseudo>[\w-]+)(?:\((?P<given>(?:[^()]|\([^()]*\))*)\))?"
)
_STEP = re.compile(r"\s*([+-]?\d*)n\s*(?:([+-])\s*(\d+))?\s*")
_GENERATED = frozenset({"before", "after"})
_SAME_TAG = "-of-type"
_ANY_OF = frozenset({"is", "where", "matches", "any", "-webkit-any"})
_PLAIN = frozenset({"link", "any-link", "checked", "disabled", "enabled", "root", "empty"})
_MOST_PARTS = 12
_OUTSIDE = re.compile(r",(?![^()]*\))(?![^\[]*\])")
"""A comma that parts selectors, not the words within brackets."""


class Compound(NamedTuple):
    """One element of a selector: what it must be, and how it stands to the one before."""

    combinator: str = ""
    tag: str = ""
    name: str = ""
    classes: frozenset[str] = frozenset()
    attributes: tuple[tuple[str, str, str], ...] = ()
    pseudos: tuple[tuple[str, str], ...] = ()

    def suits(self, element: "_Element") -> bool:
        """Whether an element is what the compound says."""
        if self.tag and element.tag != self.tag:
            return False
        if self.name and element.get("id") != self.name:
            return False
        if self.classes and not self.classes.issubset((element.get("class") or "").split()):
            return False
        if any(not _has(element, *one) for one in self.attributes):
            return False
        return all(_is(element, *one) for one in self.pseudos)


class Selector(NamedTuple):
    """A selector, its compounds from left to right."""

    compounds: tuple[Compound, ...]
    weight: Weight
    generated: str = ""
    """``before`` or ``after`` where it means what a style sheet puts there."""

    @property
    def last(self) -> Compound:
        """The compound that the meant element itself must suit."""
        return self.compounds[-1]

    def suits(self, element: "_Element") -> bool:
        """Whether the selector means an element."""
        return _suits(element, self.compounds)


def selectors_in(text: str) -> Iterator[Selector]:
    """Yield the selectors of a list; those that are not understood are passed over."""
    for one in _OUTSIDE.split(text):
        selector = _parse(one.strip())
        if selector is not None:
            yield selector


@lru_cache(maxsize=512)
def _parse(text: str) -> Selector | None:
    compounds = [Compound()]
    weight = [0, 0, 0]
    generated = ""
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or generated or len(compounds) > _MOST_PARTS:
            return None
        at = match.end()
        if match["combinator"]:
            compounds.append(Compound(match["combinator"].strip() or " "))
            continue
        if match["pseudo"] and match["pseudo"].lower() in _GENERATED:
            generated = match["pseudo"].lower()
            continue
        compounds[-1] = _with(compounds[-1], match)
        weight = [one + other for one, other in zip(weight, _weight_of(match), strict=True)]
    if not text or (compounds[-1] == Compound(compounds[-1].combinator) and not generated):
        return None
    return Selector(tuple(compounds), (weight[0], weight[1], weight[2]), generated)


def _with(one: Compound, match: re.Match[str]) -> Compound:
    if match["tag"]:
        tag = match["tag"].lower()
        return one._replace(tag="" if tag == "*" else tag)
    if match["class"]:
        return one._replace(classes=one.classes | {_bare(match["class"])})
    if match["id"]:
        return one._replace(name=_bare(match["id"]))
    if match["key"]:
        value = (match["value"] or "").strip("\"'")
        sign = "" if match["value"] is None else f"{match['sign']}="
        found = (match["key"].lower(), sign, value)
        return one._replace(attributes=(*one.attributes, found))
    pseudo = (match["pseudo"].lower(), match["given"] or "")
    return one._replace(pseudos=(*one.pseudos, pseudo))


def _weight_of(match: re.Match[str]) -> Weight:
    if match["tag"]:
        return 0, 0, int(match["tag"] != "*")
    if match["id"]:
        return 1, 0, 0
    if match["pseudo"] and match["given"] and not match["given"][0].isdigit():
        if match["pseudo"].lower() == "where":
            return 0, 0, 0
        if match["pseudo"].lower() in _ANY_OF | {"not"}:
            return max((one.weight for one in selectors_in(match["given"])), default=(0, 0, 0))
    return 0, 1, 0


def _bare(name: str) -> str:
    return name.replace("\\", "")


def _suits(element: "_Element", compounds: tuple[Compound, ...]) -> bool:
    *outer, last = compounds
    if not last.suits(element):
        return False
    if not outer:
        return True
    is_below = last.combinator in {">", " "}
    near = element.iterancestors() if is_below else element.itersiblings(preceding=True)
    rest = tuple(outer)
    for one in near:
        if _suits(one, rest):
            return True
        if last.combinator in {">", "+"}:
            return False
    return False


def _has(element: "_Element", name: str, sign: str, value: str) -> bool:
    """Whether an element has an attribute, with a value if one is asked for."""
    own = element.get(name)
    if own is None or not sign:
        return own is not None
    return _SIGNS[sign](own, value)


_SIGNS: "dict[str, Callable[[str, str], bool]]" = {
    "=": lambda own, value: own == value,
    "~=": lambda own, value: value in own.split(),
    "|=": lambda own, value: own == value or own.startswith(f"{value}-"),
    "^=": lambda own, value: bool(value) and own.startswith(value),
    "$=": lambda own, value: bool(value) and own.endswith(value),
    "*=": lambda own, value: bool(value) and value in own,
}


def _is(element: "_Element", pseudo: str, given: str) -> bool:
    """Whether an element stands as a pseudo-class says."""
    if pseudo in _ANY_OF or pseudo == "not":
        return any(one.suits(element) for one in selectors_in(given)) == (pseudo != "not")
    if pseudo in _PLAIN:
        return _is_plainly(element, pseudo)
    return _is_at_its_place(element, pseudo, given)


def _is_at_its_place(element: "_Element", pseudo: str, given: str) -> bool:
    same, last = pseudo.endswith(_SAME_TAG), "last" in pseudo
    base = pseudo.removesuffix(_SAME_TAG) + ("-child" if same else "")
    if base == "only-child":
        return (
            _number(element, same=same, last=False) == 1 == _number(element, same=same, last=True)
        )
    if base in {"first-child", "last-child"}:
        return _number(element, same=same, last=last) == 1
    if base in {"nth-child", "nth-last-child"}:
        return _is_nth(_number(element, same=same, last=last), given.strip().lower())
    return False


def _is_plainly(element: "_Element", pseudo: str) -> bool:
    if pseudo in {"link", "any-link"}:
        return element.tag == "a" and element.get("href") is not None
    if pseudo == "checked":
        return element.get("checked") is not None or element.get("selected") is not None
    if pseudo in {"disabled", "enabled"}:
        return (element.get("disabled") is not None) == (pseudo == "disabled")
    if pseudo == "root":
        return element.getparent() is None
    return not len(element) and not element.text


def _number(element: "_Element", *, same: bool, last: bool) -> int:
    tag = str(element.tag) if same else "*"
    return 1 + sum(1 for _ in element.itersiblings(tag, preceding=not last))


def _is_nth(number: int, given: str) -> bool:
    given = {"odd": "2n+1", "even": "2n"}.get(given, given)
    if given.isdecimal():
        return number == int(given)
    match = _STEP.fullmatch(given)
    if match is None:
        return False
    step = int(f"{match[1]}1" if match[1] in {"", "+", "-"} else match[1])
    begin = int(f"{match[2]}{match[3]}") if match[3] else 0
    if not step:
        return number == begin
    return (number - begin) % step == 0 and (number - begin) // step >= 0
