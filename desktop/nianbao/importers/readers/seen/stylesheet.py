"""Just as much of CSS as hides, strikes, raises or whitens words: in style sheets and attributes.

Selectors are names, classes and ids, one within another; what is written otherwise is passed over.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

Declarations = Mapping[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MEDIA = re.compile(r"@media\b([^{]*)\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}", re.IGNORECASE)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMPOUND = re.compile(r"([a-z][\w:-]*|\*)?((?:[.#][\w-]+)*)", re.IGNORECASE)
_NAME = re.compile(r"([.#])([\w-]+)")
_WANTED = frozenset(
    [
        *("display", "visibility", "font-size", "opacity", "text-decoration", "vertical-align"),
        *("text-decoration-line", "color", "background", "background-color", "text-indent"),
        *("left", "top", "position", "mso-hide"),
    ]
)
_MOST_RULES = 3000
_LONGEST = 400_000
"""Characters of all style sheets; Word writes some 20,000."""


class _Compound(NamedTuple):
    tag: str
    classes: frozenset[str]
    name: str

    def suits(self, element: "_Element") -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.name and element.get("id") != self.name:
            return False
        return not self.classes or self.classes <= {*(element.get("class") or "").split()}


class Rule(NamedTuple):
    """What a selector's elements look like."""

    compounds: tuple[_Compound, ...]
    declarations: Declarations

    def suits(self, element: "_Element") -> bool:
        """Whether the selector means an element."""
        *outer, last = self.compounds
        if not last.suits(element):
            return False
        above = element.iterancestors()
        return all(any(one.suits(parent) for parent in above) for one in reversed(outer))


def declarations(text: str) -> Declarations:
    """Return the wanted properties of a style, in lower case."""
    found: dict[str, str] = {}
    for one in text.lower().split(";"):
        key, colon, value = one.partition(":")
        if colon and key.strip() in _WANTED:
            found[key.strip()] = value.replace("!important", "").strip()
    return found


def rules_of(root: "_Element") -> list[Rule]:
    """Return the rules of a page's own style sheets that say something wanted."""
    sheets = "\n".join("".join(map(str, style.itertext())) for style in root.iter("style"))
    text = _COMMENT.sub("", sheets[:_LONGEST].replace("<!--", "").replace("-->", ""))
    return list(_rules(_MEDIA.sub(_on_screen, text)))[:_MOST_RULES]


def _on_screen(match: re.Match[str]) -> str:
    """Return the rules of a medium where it is the screen."""
    medium = match[1].strip().lower()
    return match[2] if not medium or medium.startswith(("screen", "all")) else ""


def _rules(text: str) -> Iterator[Rule]:
    for match in _RULE.finditer(text):
        said = declarations(match[2])
        for selector in match[1].split(",") if said else ():
            compounds = _compounds(selector)
            if compounds:
                yield Rule(compounds, said)


def _compounds(selector: str) -> tuple[_Compound, ...]:
    found: list[_Compound] = []
    for part in selector.replace(">", " ").split():
        match = _COMPOUND.fullmatch(part)
        if match is None:
            return ()
        names = _NAME.findall(match[2])
        classes = frozenset(name for sign, name in names if sign == ".")
        ids = [name for sign, name in names if sign == "#"]
        tag = (match[1] or "").lower()
        found.append(_Compound("" if tag == "*" else tag, classes, ids[0] if ids else ""))
    return tuple(found)
