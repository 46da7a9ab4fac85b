"""Just as much of CSS as hides, strikes, raises or whitens words: in style sheets and attributes.

Selectors are names, classes, ids and attributes, one within or behind another; what is written
otherwise is passed over. ``content`` before or behind an element is words like any others.
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
_COMPOUND = re.compile(r"([a-z][\w:-]*|\*)?((?:[.#][\w-]+)*)((?:\[[^\]]*\])*)", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""\[\s*([\w-]+)\s*(?:([~|^$*]?)=\s*["']?([^"'\]]*)["']?\s*)?\]""")
_COMBINED = re.compile(r"\s*([+~])(?!=)\s*")
_GENERATED = re.compile(r"::?(before|after)\s*$", re.IGNORECASE)
_CONTENT = re.compile(r"""content\s*:\s*(?:"([^"]*)"|'([^']*)')""")
_NAME = re.compile(r"([.#])([\w-]+)")
_WANTED = frozenset(
    [
        *("display", "visibility", "font-size", "opacity", "text-decoration", "vertical-align"),
        *("text-decoration-line", "color", "background", "background-color", "text-indent"),
        *("left", "top", "position", "mso-hide", "mso-text-raise", "transform"),
        *("width", "height", "max-height", "max-width", "overflow", "clip", "clip-path"),
    ]
)
_MOST_RULES = 3000
_LONGEST = 400_000
"""Characters of all style sheets; Word writes some 20,000."""


class _Compound(NamedTuple):
    tag: str
    classes: frozenset[str]
    name: str
    attributes: tuple[tuple[str, str, str], ...] = ()
    behind: bool = False
    """Whether the compound before it is a sibling, and no parent."""

    def suits(self, element: "_Element") -> bool:
        if self.tag and element.tag != self.tag:
            return False
        if self.name and element.get("id") != self.name:
            return False
        if any(not _has(element, *one) for one in self.attributes):
            return False
        return not self.classes or self.classes <= {*(element.get("class") or "").split()}


def _has(element: "_Element", name: str, sign: str, value: str) -> bool:
    """Whether an element has an attribute, with a value if one is asked for."""
    own = element.get(name)
    if own is None or not value:
        return own is not None
    if sign == "^":
        return own.startswith(value)
    if sign == "$":
        return own.endswith(value)
    return value in own if sign == "*" else value in own.split() if sign == "~" else own == value


class Rule(NamedTuple):
    """What a selector's elements look like."""

    compounds: tuple[_Compound, ...]
    declarations: Declarations

    def suits(self, element: "_Element") -> bool:
        """Whether the selector means an element."""
        *outer, last = self.compounds
        if not last.suits(element):
            return False
        around = element.itersiblings(preceding=True) if last.behind else element.iterancestors()
        for one in reversed(outer):
            found = next((near for near in around if one.suits(near)), None)
            if found is None:
                return False
            if one.behind:
                around = found.itersiblings(preceding=True)
            elif found.getparent() is element.getparent():
                around = found.iterancestors()
        return True


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
        content = _CONTENT.search(match[2])
        if content is not None:
            words = content[1] or content[2] or ""
            yield from _generated(match[1], words)
            continue
        for selector in match[1].split(",") if said else ():
            compounds = _compounds(selector)
            if compounds:
                yield Rule(compounds, said)


def _generated(selectors: str, words: str) -> Iterator[Rule]:
    """Yield what puts words with digits before or behind elements."""
    for selector in selectors.split(",") if any(map(str.isdigit, words)) else ():
        where = _GENERATED.search(selector)
        compounds = _compounds(selector[: where.start()]) if where else ()
        if where and compounds:
            yield Rule(compounds, {where[1].lower(): words})


def _compounds(selector: str) -> tuple[_Compound, ...]:
    found: list[_Compound] = []
    behind = False
    for part in _COMBINED.sub(r" \1 ", selector).replace(">", " ").split():
        if part in {"+", "~"}:
            behind = True
            continue
        match = _COMPOUND.fullmatch(part)
        if match is None:
            return ()
        names = _NAME.findall(match[2])
        classes = frozenset(name for sign, name in names if sign == ".")
        ids = [name for sign, name in names if sign == "#"]
        tag = (match[1] or "").lower()
        attributes = tuple(_ATTRIBUTE.findall(match[3]))
        name = ids[0] if ids else ""
        found.append(_Compound("" if tag == "*" else tag, classes, name, attributes, behind))
        behind = False
    return tuple(found)
