"""Which elements of a page are raised, lowered, struck or not to be seen, and what fields show."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from nianbao.importers.readers.seen.stylesheet import Declarations, Rule, declarations, rules_of
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKED_TAG = re.compile(
    rb"<(?:su[pb]|s|del|strike|small|dialog)[\s>/]|\shidden[\s=>/]|<font[^>]*\ssize|href=[\"']?#"
)
_LOOKS = re.compile(
    rb"""(?:style|color)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))|<style[^>]*>(.*?)</style""",
    re.DOTALL,
)
"""What a page says of the looks of its elements: a few different words, repeated in every cell."""
_SIGNS = (
    *(b"hidden", b"line-through", b"mso-hide", b"collapse", b"size:0", b"size: 0", b"size :"),
    *(b"opacity", b"indent:-", b"indent: -", b"left:-", b"left: -", b"top:-", b"top: -"),
    *(b"#f", b"#e", b"white", b"snow", b"ivory", b"transparent", b"rgb", b"super"),
    *(b":sub", b": sub", b"none", b"text-raise", b"text-top", b"align:top", b"scale", b"clip"),
    *(b"height:0", b"height: 0", b"width:0", b"width: 0", b"content", b"relative"),
)
"""One of these stands in the looks of a page with a mark; most pages have none."""
_TAGS = {
    "sup": Mark.RAISED,
    "sub": Mark.LOWERED,
    "s": Mark.STRUCK,
    "strike": Mark.STRUCK,
    "del": Mark.DELETED,
}
_INLINE = frozenset({"span", "font", "a", "b", "strong", "i", "em", "u", "small"})
_SMALLER = 0.85
_TINY = 7.5
"""Points; whoever writes a table's numbers so small does not want them read."""
_SIZE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(pt|px|em|rem|%)")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
_RAISES = re.compile(r"(?:[1-9]\d*|\d*\.\d+)(?:\.\d+)?(?:px|pt|em|ex|%)")
_CELLS = frozenset({"td", "th", "tr", "table", "tbody", "thead", "tfoot"})
_ZERO = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?")
_FAR_OFF = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|%)?")
_HEX = re.compile(r"#(?:([0-9a-f])([0-9a-f])([0-9a-f])|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2}))")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+).*\)")
_NAMED_WHITE = frozenset({"white", "snow", "ivory", "whitesmoke", "ghostwhite", "floralwhite"})
_LIGHTEST = 0xEE
"""Of each colour, from which on it is not seen on white."""
_SIDES = ("width", "height", "max-height", "max-width")
_CLIPPED = re.compile(r"inset\(\s*(?:50|100)%|circle\(\s*0")
_CUT = re.compile(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]")
_CLEAR = re.compile(r"transparent|none|rgba\(.*,\s*0\s*\)")
_NO_TEXT = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio", "file"})
_DIGIT = re.compile(r"\d")


def marks_of(root: "_Element", page: bytes) -> Mapping["_Element", Mark]:
    """Return the outermost marked elements of a page."""
    if not _may_have_marks(page.lower()):
        return {}
    looks = _Looks(rules_of(root))
    looks.put_in_content(root)
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
        if element.tag == "dialog" and element.get("open") is None:
            return Mark.HIDDEN
        if element.get("hidden") is not None:
            return _hidden(element)
        style = self._style(element)
        color = style.get("color") or element.get("color", "").lower()
        if not style and not color:
            return by_tag or self._as_note(element, style)
        if style.get("display") == "none":
            return _hidden(element)
        if _is_hidden(style) or self._is_outshone(element, style, color):
            return Mark.HIDDEN
        return by_tag or _by_style(element, style) or self._as_note(element, style)

    def put_in_content(self, root: "_Element") -> None:
        """Put the words that style sheets show before and behind elements where they are seen."""
        for rule in self._rules:
            before, behind = rule.declarations.get("before"), rule.declarations.get("after")
            for element in root.iter("*") if before or behind else ():
                if not rule.suits(element):
                    continue
                if before:
                    element.text = before + (element.text or "")
                elif len(element):
                    element[-1].tail = (element[-1].tail or "") + (behind or "")
                else:
                    element.text = (element.text or "") + (behind or "")

    def _as_note(self, element: "_Element", style: Declarations) -> Mark | None:
        """Return the mark of a few small digits right behind a number, or of a link to a note."""
        if element.tag not in _INLINE or not _NOTE.fullmatch(
            "".join(map(str, element.itertext())).strip()
        ):
            return None
        before = _text_before(element)
        if not before[-1:].isdigit() or next(element.iterancestors("td", "th"), None) is None:
            return None
        if element.tag == "a" and (element.get("href") or "").startswith("#"):
            return Mark.RAISED
        if _looks_like_the_one_before(element):
            return None  # a number in pieces, all of one size
        return Mark.SMALLER if self._is_smaller(element, style) else None

    def _is_smaller(self, element: "_Element", style: Declarations) -> bool:
        if element.tag == "small" or element.get("size", "") in {"1", "-1", "-2"}:
            return True
        own = _SIZE.fullmatch(style.get("font-size", ""))
        if own is None:
            return style.get("font-size", "") in {"smaller", "x-small", "xx-small"}
        if own[2] in {"em", "%"}:
            return float(own[1]) < (_SMALLER if own[2] == "em" else 100 * _SMALLER)
        points = float(own[1]) * _POINTS[own[2]]
        beside = element.getprevious()
        near = beside if beside is not None and not (beside.tail or "").strip() else None
        size = _SIZE.fullmatch(self._style(near).get("font-size", "")) if near is not None else None
        return points < _SMALLER * float(size[1]) * _POINTS[size[2]] if size else points <= _TINY

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
        return bool(_is_white(color)) and self._is_on_white(element)

    def _any_within(self, element: "_Element", key: str) -> bool:
        return any(key in self._style(one) for one in element.iterdescendants("*"))

    def _is_on_white(self, element: "_Element") -> bool:
        """Whether white digits stand on white; a heading in white stands on a colour."""
        if not _DIGIT.search("".join(map(str, element.itertext()))):
            return False
        around: Iterator[_Element] = iter([element, *element.iterancestors()])
        return not any(map(partial(_is_coloured, self._style), around))


_NOTE = re.compile(r"[\[(（〔【]?\d{1,2}[\])）〕】]?")


def _looks_like_the_one_before(element: "_Element") -> bool:
    beside = element.getprevious()
    if beside is None or beside.tag != element.tag or (beside.tail or "").strip():
        return False
    return all(beside.get(name) == element.get(name) for name in ("style", "class", "size"))


def _text_before(element: "_Element") -> str:
    """Return the words right before an element, in the element that both stand in."""
    beside = element.getprevious()
    if beside is None:
        parent = element.getparent()
        return ((parent.text if parent is not None else "") or "").rstrip()
    return ("".join(map(str, beside.itertext())) + (beside.tail or "")).rstrip()


def _is_white(color: str) -> bool:
    """Whether a colour is white, or so near to it that nothing is seen."""
    if color in _NAMED_WHITE:
        return True
    found = _HEX.fullmatch(color)
    if found:
        parts = [int(2 * one if len(one) == 1 else one, 16) for one in found.groups() if one]
    else:
        found = _RGB.fullmatch(color)
        parts = [int(one) for one in found.groups()] if found else [0]
    return min(parts) >= _LIGHTEST


def _is_coloured(style_of: object, element: "_Element") -> bool:
    if element.get("bgcolor") or element.get("background"):
        return True
    style = style_of(element) if callable(style_of) else {}
    said = style.get("background-color") or style.get("background") or ""
    return bool(said) and not _CLEAR.match(said) and not _is_white(said)


def _hidden(element: "_Element") -> Mark:
    """Return the mark of what takes no place; a cell that takes none moves those behind it."""
    return Mark.GONE if element.tag in ("td", "th") else Mark.HIDDEN


def _is_hidden(style: Declarations) -> bool:
    if style.get("mso-hide") in {"all", "screen"} or _ZERO.fullmatch(style.get("opacity", "")):
        return True
    scale = style.get("transform", "").removeprefix("scale(").rstrip(")")
    if _ZERO.fullmatch(scale) or _CLIPPED.match(style.get("clip-path", "")):
        return True
    closed = style.get("overflow") == "hidden"
    if closed and any(_ZERO.fullmatch(style.get(side, "1")) for side in _SIDES):
        return True
    placed = style.get("position") in {"absolute", "fixed"}
    places = (style.get("left", ""), style.get("top", "")) if placed else ()
    if placed and _CUT.match(style.get("clip", "")):
        return True
    return any(_FAR_OFF.fullmatch(one) for one in (style.get("text-indent", ""), *places))


def _by_style(element: "_Element", style: Declarations) -> Mark | None:
    lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    if "line-through" in lines:
        return Mark.STRUCK
    if element.tag in _CELLS:  # a cell's own text is aligned, not raised
        return None
    if element.tag in _INLINE and _is_shifted(style):
        return Mark.RAISED
    raised = style.get("vertical-align", "")
    return {"super": Mark.RAISED, "sub": Mark.LOWERED}.get(raised)


def _is_shifted(style: Declarations) -> bool:
    """Whether words stand above their line by a distance."""
    if style.get("position") == "relative" and style.get("top", "").startswith("-"):
        return True
    align = style.get("vertical-align", "")
    if align in {"top", "text-top"}:
        return "font-size" in style
    return any(_RAISES.fullmatch(one) for one in (align, style.get("mso-text-raise", "")))


def field_text(element: "_Element") -> str:
    """Return what a form's field shows: its value, the chosen item."""
    if element.tag == "input":
        kind = (element.get("type") or "text").lower()
        if kind == "password":
            return "•" * len(element.get("value", ""))
        is_text = kind not in _NO_TEXT
        return element.get("value", "") if is_text else ""
    if element.tag != "select":
        return "".join(map(str, element.itertext()))
    options = list(element.iter("option"))
    chosen = [one for one in options if one.get("selected") is not None] or options[:1]
    return "".join(map(str, chosen[0].itertext())).strip() if chosen else ""
