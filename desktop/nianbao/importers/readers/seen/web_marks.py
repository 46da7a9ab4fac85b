"""Which elements of a page are raised, lowered, struck or not to be seen."""

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from nianbao.importers.readers.seen.colours import BLACK, WHITE, Colour, colour, ground, is_lost
from nianbao.importers.readers.seen.digits import NOTE, SMALLER
from nianbao.importers.readers.seen.stylesheet import Declarations, Sheet, words_of
from nianbao.importers.readers.seen.web_looks import (
    INLINE,
    POINTS,
    SIZE,
    is_hidden,
    is_tiny,
    mark_by_style,
)
from nianbao.importers.visible import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element

_MARKED_TAGS = (
    *("sup", "sub", "s", "del", "strike", "small", "dialog", "bdo", "rt", "msup", "msub"),
    *("msubsup", "mover", "munder", "mfrac", "mroot", "msqrt", "xml"),
)
_MARKING = (re.compile(rb"hidden[\s=>/]"), re.compile(rb"href=[\"']?#"))
"""Attributes that mark an element: it is not seen, it leads to a note."""
_GIVEN = rb"""\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))"""
_LOOKS = (
    *(re.compile(name + _GIVEN) for name in (b"style", b"color", b"face")),
    re.compile(rb"<style[^>]*>(.*?)</style", re.DOTALL),
)
"""What a page says of the looks of its elements: a few different words, repeated in every cell.

One pattern for each word: Python looks for the letters that a pattern begins with many times faster.
"""
_SIGNS = re.compile(
    rb"hidden|line-through|mso-hide|collapse|(?:size|font)\s*:\s*(?:0|\.|[12]p|[12]\.)|opacity|e:[12]?\d%"
    rb"|indent\s*:\s*-|(?:left|right|top|bottom)\s*:\s*-|#[ef]|white|snow|ivory|transparent|rgb|hsl"
    rb"|super|:\s*sub|none|text-raise|text-top|align\s*:\s*top|scale|rotate|translate|clip|filter"
    rb"|(?<!line-)(?:height|width)\s*:\s*[01]|content|relative|dings|bidi-override|background|\b[ef][0-9a-f]{2}"
)
"""One of these stands in the looks of a page with a mark; most pages have none."""
_TAGS = {
    "sup": Mark.RAISED,
    "sub": Mark.LOWERED,
    "s": Mark.STRUCK,
    "strike": Mark.STRUCK,
    "del": Mark.DELETED,
    "xml": Mark.HIDDEN,  # what Office programs keep for themselves
}
_ABOVE: dict[str, tuple[Mark, ...]] = {
    "msup": (Mark.RAISED,),
    "msub": (Mark.LOWERED,),
    "mover": (Mark.RAISED,),
    "munder": (Mark.LOWERED,),
    "msubsup": (Mark.LOWERED, Mark.RAISED),
}
_OTHER_FORMULAS = frozenset({"mfrac", "mroot", "msqrt"})
_LARGE = 40_000
"""Bytes of a page, from which on the same tags must stand in it many times."""
_TINY = 7.5
"""Points; whoever writes a table's numbers so small does not want them read."""
_DIGIT = re.compile(r"\d")
_SAYS = re.compile(r"[\w+−–—\ufffd-]")
_INHERITED = frozenset({"", "inherit", "initial", "unset", "currentcolor", "revert"})
_GUIDE = re.compile(r"[\d\u4e00-\u9fff]")
_Looked = TypeVar("_Looked")
_UNKNOWN, _REVERSED = "\ufffd", "\u202e"


def marks_of(root: "_Element", page: bytes) -> Mapping["_Element", Mark]:
    """Return the outermost marked elements of a page."""
    if _has_marked_tags(root) or _may_have_marks(_said_once(page).lower()):
        return _Looks(root).marks()
    return {}


def _has_marked_tags(root: "_Element") -> bool:
    """Whether a page has an element that marks by itself what it holds."""
    if next(root.iter(*_MARKED_TAGS), None) is not None:
        return True
    return any(font.get("size") is not None for font in root.iter("font"))


def _said_once(page: bytes) -> bytes:
    """Return a large page's source without what it repeats: the same looks in every cell."""
    return b">".join(dict.fromkeys(page.split(b">"))) if len(page) > _LARGE else page


def _may_have_marks(page: bytes) -> bool:
    """Whether what a page says of its looks can be a mark: most pages are told by their source."""
    if any(marking.search(page) for marking in _MARKING):
        return True
    said = {match[match.lastindex or 0] for looks in _LOOKS for match in looks.finditer(page)}
    looks = b"\n".join(said)
    return _SIGNS.search(looks) is not None


class _Looks:
    """What the style sheets and the elements themselves say of their looks."""

    def __init__(self, root: "_Element") -> None:
        self._root = root
        self._sheet = Sheet(root)
        self._found: dict[_Element, Mark] = {}
        self._inks: dict[_Element, str] = {}
        self._grounds: dict[_Element, Colour] = {}

    def marks(self) -> Mapping["_Element", Mark]:
        """Return the marked elements; what is put in by a style sheet becomes an element."""
        elements = list(self._root.iter("*"))
        if self._sheet.has_content:
            for element in elements:
                self._sheet.style(element)  # before their siblings are counted anew
            for element in elements:
                self._put_in_content(element)
            elements = list(self._root.iter("*"))
        for element in elements:
            mark = self._mark(element)
            if mark is not None:
                self._found[element] = mark
        return self._found

    def _mark(self, element: "_Element") -> Mark | None:
        """Return an element's own mark."""
        if element in self._found:
            return self._found[element]
        tag = str(element.tag)
        style = self._style(element)
        if _takes_no_place(element, style):
            return Mark.GONE if tag in ("td", "th") else Mark.HIDDEN  # what stands behind moves
        if tag == "rt":
            return Mark.GUIDE if _GUIDE.search(_words(element)) else None
        if tag in _ABOVE or tag in _OTHER_FORMULAS:
            self._put_in_formula(element)
        self._put_in_signs(element, style)
        has_looks = bool(style) or element.get("bgcolor") is not None
        if has_looks and (is_hidden(style) or self._is_outshone(element, style)):
            return Mark.HIDDEN
        by_looks = _TAGS.get(tag) or (mark_by_style(tag, style) if style else None)
        return by_looks or self._as_note(element, style)

    def _style(self, element: "_Element") -> Declarations:
        style = self._sheet.style(element)
        if element.tag != "font":
            return style
        color, face = element.get("color"), element.get("face")
        if color and "color" not in style:
            style = {**style, "color": color.strip().lower()}
        return {"font-family": face.lower(), **style} if face else style

    def _put_in_content(self, element: "_Element") -> None:
        """Put in the words that style sheets show before and behind an element."""
        for where in ("before", "after"):
            style = self._sheet.generated(element, where)
            words = words_of(style.get("content", ""), element)
            if not _SAYS.search(words) or style.get("display") == "none":
                continue
            looks = ";".join(f"{key}:{value}" for key, value in style.items() if key != "content")
            put = element.makeelement("span", style=looks)
            put.text = words
            if where == "before":
                put.tail, element.text = element.text, None
                element.insert(0, put)
            else:
                element.append(put)

    def _put_in_formula(self, element: "_Element") -> None:
        """Mark what stands above or below in a formula; a fraction is no number."""
        marks = _ABOVE.get(str(element.tag))
        if marks is None:
            element.text = _UNKNOWN + (element.text or "")
            return
        children = list(element)
        self._found.update(zip(children[1:], marks, strict=False))

    def _put_in_signs(self, element: "_Element", style: Declarations) -> None:
        """Make digits that are shown as pictures or turned round no digits of a number."""
        if "dings" in style.get("font-family", ""):
            for one in element.iter("*"):
                one.text = _DIGIT.sub(_UNKNOWN, one.text or "")
                if one is not element:
                    one.tail = _DIGIT.sub(_UNKNOWN, one.tail or "")
        is_turned = element.tag == "bdo" or "bidi-override" in style.get("unicode-bidi", "")
        if is_turned and "rtl" in (element.get("dir", "").lower(), style.get("direction")):
            element.text = _REVERSED + (element.text or "")

    def _as_note(self, element: "_Element", style: Declarations) -> Mark | None:
        """Return the mark of a few small digits right behind a number, or of a link to a note."""
        if element.tag not in INLINE or not NOTE.fullmatch(_words(element).strip()):
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
        own = SIZE.fullmatch(style.get("font-size", ""))
        if own is None:
            return style.get("font-size", "") in {"smaller", "x-small", "xx-small"}
        if own[2] in {"em", "%"}:
            return float(own[1]) < (SMALLER if own[2] == "em" else 100 * SMALLER)
        points = float(own[1]) * POINTS[own[2]]
        beside = element.getprevious()
        near = beside if beside is not None and not (beside.tail or "").strip() else None
        size = SIZE.fullmatch(self._style(near).get("font-size", "")) if near is not None else None
        return points < SMALLER * float(size[1]) * POINTS[size[2]] if size else points <= _TINY

    def _is_outshone(self, element: "_Element", style: Declarations) -> bool:
        """Whether an element shows nothing where it stands.

        Where parts of it show again, only what stands around them is marked.
        """
        key = self._why_unseen(element, style)
        if not key:
            return False
        if not any(key in self._style(one) for one in element.iterdescendants("*")):
            return True
        self._mark_around(element, key)
        return False

    def _why_unseen(self, element: "_Element", style: Declarations) -> str:
        """Return the inherited property for which an element's words are not seen."""
        if is_tiny(style):
            return "font-size"
        if style.get("visibility") in {"hidden", "collapse"}:
            return "visibility"
        said = style.get("color", "")
        if said not in _INHERITED and colour(said) is None:
            return "color"
        has_ground = element.get("bgcolor") or style.get("background-color")
        if said in _INHERITED and not has_ground:
            return ""
        return "color" if self._is_lost(element) else ""

    def _mark_around(self, element: "_Element", key: str) -> None:
        """Mark the pieces of an element in which nothing says that it shows again."""
        for child in list(element):
            if child.tail and child.tail.strip():
                behind = child.makeelement("span")
                behind.text, child.tail = child.tail, None
                child.addnext(behind)
                self._found[behind] = Mark.HIDDEN
            if key in self._style(child):
                continue
            if any(key in self._style(one) for one in child.iterdescendants("*")):
                self._mark_around(child, key)
            else:
                self._found[child] = Mark.HIDDEN
        if element.text and element.text.strip():
            first = element.makeelement("span")
            first.text, element.text = element.text, None
            element.insert(0, first)
            self._found[first] = Mark.HIDDEN

    def _is_lost(self, element: "_Element") -> bool:
        """Whether digits stand in the colour of their ground; a white heading stands on another."""
        if not _DIGIT.search(_words(element)):
            return False
        ink = self._ink(element)
        return is_lost(colour(ink) if ink != "black" else BLACK, self._ground(element))

    def _ink(self, element: "_Element") -> str:
        """Return the colour of an element's words, its own or that of what it stands in."""
        return self._inherited(element, self._inks, self._own_ink, "black")

    def _own_ink(self, element: "_Element") -> str | None:
        said = self._style(element).get("color", "")
        return None if said in _INHERITED else said

    def _ground(self, element: "_Element") -> Colour:
        """Return the colour that an element's words stand on."""
        return self._inherited(element, self._grounds, self._own_ground, WHITE)

    def _own_ground(self, element: "_Element") -> Colour | None:
        style = self._style(element)
        said = style.get("background") or style.get("background-color") or ""
        found = ground(said) or ground((element.get("background") and "url(") or "")
        return found or colour((element.get("bgcolor") or "").lower())

    def _inherited(
        self,
        element: "_Element",
        known: "dict[_Element, _Looked]",
        own: "Callable[[_Element], _Looked | None]",
        otherwise: _Looked,
    ) -> _Looked:
        """Return what the nearest element says that says something; each is asked once."""
        found, asked = otherwise, []
        for one in (element, *element.iterancestors()):
            if one in known:
                found = known[one]
                break
            asked.append(one)
            said = own(one)
            if said is not None:
                found = said
                break
        known.update(dict.fromkeys(asked, found))
        return found


def _words(element: "_Element") -> str:
    return "".join(map(str, element.itertext())) or element.get("value", "")


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
    return (_words(beside) + (beside.tail or "")).rstrip()


def _takes_no_place(element: "_Element", style: Declarations) -> bool:
    if element.get("hidden") is not None or (element.tag, element.get("open")) == ("dialog", None):
        return style.get("display", "none") == "none"
    return style.get("display") == "none"
