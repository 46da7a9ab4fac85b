"""Which elements of a page are raised, lowered, struck or not to be seen, and what fields show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from nianbao.importers.readers.seen.stylesheet import Declarations, Rule, declarations, rules_of
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKED_TAG = re.compile(rb"<(?:su[pb]|s|del|strike)[\s>/]|\shidden[\s=>/]")
_LOOKS = re.compile(
    rb"""(?:style|color)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))|<style[^>]*>(.*?)</style""",
    re.DOTALL,
)
"""What a page says of the looks of its elements: a few different words, repeated in every cell."""
_SIGNS = (
    *(b"hidden", b"line-through", b"mso-hide", b"collapse", b"size:0", b"size: 0", b"size :"),
    *(b"opacity", b"indent:-", b"indent: -", b"left:-", b"left: -", b"top:-", b"top: -"),
    *(b"#fff", b"white", b"transparent", b"rgb(255", b"super", b":sub", b": sub", b"none"),
)
"""One of these stands in the looks of a page with a mark; most pages have none."""
_TAGS = {
    "sup": Mark.RAISED,
    "sub": Mark.LOWERED,
    "s": Mark.STRUCK,
    "strike": Mark.STRUCK,
    "del": Mark.DELETED,
}
_CELLS = frozenset({"td", "th", "tr", "table", "tbody", "thead", "tfoot"})
_ZERO = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?")
_FAR_OFF = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|%)?")
_WHITE = re.compile(r"#f{3}(?:f{3})?|white|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)")
_CLEAR = re.compile(r"transparent|none|rgba\(.*,\s*0\s*\)")
_NO_TEXT = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio", "file"})
_DIGIT = re.compile(r"\d")


def marks_of(root: "_Element", page: bytes) -> Mapping["_Element", Mark]:
    """Return the outermost marked elements of a page."""
    if not _may_have_marks(page.lower()):
        return {}
    looks = _Looks(rules_of(root))
    found: dict[_Element, Mark] = {}
    for element in root.iter():
        if isinstance(element.tag, str):
            mark = looks.mark(element)
            if mark is not None:
                found[element] = mark
    return found


def _may_have_marks(page: bytes) -> bool:
    """Whether anything in a page's source can be a mark: most pages are told in one pass."""
    if _MARKED_TAG.search(page):
        return True
    looks = b"\n".join({b"".join(found) for found in _LOOKS.findall(page)})
    return any(sign in looks for sign in _SIGNS)


class _Looks:
    """What the style sheets and the element itself say of its looks."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules

    def mark(self, element: "_Element") -> Mark | None:
        """Return an element's own mark."""
        by_tag = _TAGS.get(str(element.tag))
        if element.get("hidden") is not None:
            return _hidden(element)
        style = self._style(element)
        color = style.get("color") or element.get("color", "").lower()
        if not style and not color:
            return by_tag
        if style.get("display") == "none":
            return _hidden(element)
        if _is_hidden(style) or self._is_outshone(element, style, color):
            return Mark.HIDDEN
        return by_tag or _by_style(element, style)

    def _style(self, element: "_Element") -> Declarations:
        found: dict[str, str] = {}
        for rule in self._rules:
            if rule.suits(element):
                found.update(rule.declarations)
        own = element.get("style")
        return {**found, **declarations(own)} if own else found

    def _is_outshone(self, element: "_Element", style: Declarations, color: str) -> bool:
        """Whether an element shows nothing where it stands: its words inside may show again."""
        if _ZERO.fullmatch(style.get("font-size", "")):
            return not self._any_within(element, "font-size")
        if style.get("visibility") in {"hidden", "collapse"}:
            return not self._any_within(element, "visibility")
        if color == "transparent":
            return not self._any_within(element, "color")
        return bool(_WHITE.fullmatch(color)) and self._is_on_white(element)

    def _any_within(self, element: "_Element", key: str) -> bool:
        return any(key in self._style(one) for one in element.iterdescendants("*"))

    def _is_on_white(self, element: "_Element") -> bool:
        """Whether white digits stand on white; a heading in white stands on a colour."""
        if not _DIGIT.search("".join(map(str, element.itertext()))):
            return False
        around: Iterator[_Element] = iter([element, *element.iterancestors()])
        return not any(map(partial(_is_coloured, self._style), around))


def _is_coloured(style_of: object, element: "_Element") -> bool:
    if element.get("bgcolor") or element.get("background"):
        return True
    style = style_of(element) if callable(style_of) else {}
    said = style.get("background-color") or style.get("background") or ""
    return bool(said) and not _CLEAR.match(said) and not _WHITE.match(said)


def _hidden(element: "_Element") -> Mark:
    """Return the mark of what takes no place; a cell that takes none moves those behind it."""
    return Mark.GONE if element.tag in ("td", "th") else Mark.HIDDEN


def _is_hidden(style: Declarations) -> bool:
    if style.get("mso-hide") in {"all", "screen"}:
        return True
    if _ZERO.fullmatch(style.get("opacity", "")):
        return True
    placed = style.get("position") in {"absolute", "fixed"}
    sides = (style.get("left", ""), style.get("top", "")) if placed else ()
    return any(_FAR_OFF.fullmatch(one) for one in (style.get("text-indent", ""), *sides))


def _by_style(element: "_Element", style: Declarations) -> Mark | None:
    lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    if "line-through" in lines:
        return Mark.STRUCK
    if element.tag in _CELLS:  # a cell's own text is aligned, not raised
        return None
    raised = style.get("vertical-align", "")
    return {"super": Mark.RAISED, "sub": Mark.LOWERED}.get(raised)


def field_text(element: "_Element") -> str:
    """Return what a form's field shows: its value, the chosen item."""
    if element.tag == "input":
        is_text = (element.get("type") or "text").lower() not in _NO_TEXT
        return element.get("value", "") if is_text else ""
    if element.tag != "select":
        return "".join(map(str, element.itertext()))
    options = list(element.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None] or options[:1]
    return "".join(map(str, chosen[0].itertext())).strip() if chosen else ""
