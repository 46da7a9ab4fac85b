"""Just as much of CSS as hides, strikes, raises or whitens words: in style sheets and attributes.

Which of several rules wins is decided as browsers do: ``!important`` before all, the heavier
selector before the lighter, the later before the earlier.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from nianbao.importers.readers.seen.selectors import Selector, selectors_in

if TYPE_CHECKING:
    from lxml.etree import _Element

Declarations = Mapping[str, str]

_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->|<!\[CDATA\[|\]\]>", re.DOTALL)
_BRACES = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[{};]")
_ONE = re.compile(r"(?:[^;\"'(]|\"[^\"]*\"|'[^']*'|\([^()]*(?:\([^()]*\)[^()]*)*\)|[\"'(])+")
_FONT_SIZE = re.compile(r"(?:^|\s)((?:\d+(?:\.\d+)?|\.\d+)(?:px|pt|em|rem|ex|%)|0)(?=\s|/|$)")
_SAID = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|attr\(\s*([\w-]+)|(counters?\()")
_ESCAPED = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))")
_WIDTH = re.compile(r"\(\s*(min|max)-(?:device-)?width\s*:\s*([\d.]+)(px|em|rem)\s*\)")
_FEATURE = re.compile(r"\([^()]*\)")
_GIVEN = re.compile(
    r"\(\s*(?:orientation\s*:\s*landscape|prefers-color-scheme\s*:\s*light|color)\s*\)"
)
_SCREEN = 1280
"""Pixels of width of a window on an office's screen."""
_WANTED = frozenset(
    [
        *("display", "visibility", "font-size", "opacity", "text-decoration", "vertical-align"),
        *(
            "text-decoration-line",
            "text-line-through",
            "color",
            "background",
            "background-color",
            "text-indent",
        ),
        *("left", "right", "top", "bottom", "position", "mso-hide", "mso-text-raise", "transform"),
        *("width", "height", "max-height", "max-width", "overflow", "overflow-x", "overflow-y"),
        *("clip", "clip-path", "filter", "scale", "content-visibility", "margin-left"),
        *("font-variant", "font-variant-position", "font-family", "font", "content"),
        *("direction", "unicode-bidi", "-webkit-text-fill-color"),
    ]
)
_MOST_RULES = 3000
_MOST_NESTED = 6
_LONGEST = 400_000
"""Characters of all style sheets; Word writes some 20,000."""


class Styles(NamedTuple):
    """What a style says, apart what nothing but another ``!important`` overrules."""

    plain: Declarations
    important: Declarations


class _Rule(NamedTuple):
    order: tuple[tuple[int, int, int], int]
    selector: Selector
    styles: Styles


@lru_cache(maxsize=1024)
def declarations(text: str) -> Styles:
    """Return the wanted properties of a style, in lower case but for words that are shown."""
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    for one in _ONE.findall(text):
        key, colon, value = one.partition(":")
        key = key.strip().lower()
        if not colon or key not in _WANTED:
            continue
        said = value.strip() if key == "content" else value.strip().lower()
        bare = said.lower().removesuffix("important").rstrip().removesuffix("!").rstrip()
        is_important = len(bare) < len(said)
        found = important if is_important else plain
        for name, worth in _spelled_out(key, said[: len(bare)] if is_important else said):
            found[name] = worth
    return Styles(plain, important)


def _spelled_out(key: str, value: str) -> Iterator[tuple[str, str]]:
    """Yield what a property says, with the parts of those that say several things."""
    yield key, value
    if key == "font":
        size = _FONT_SIZE.search(value)
        if size:
            yield "font-size", size[1]
        yield "font-family", value
    elif key in {"overflow-x", "overflow-y"} and value in {"hidden", "clip"}:
        yield "overflow", value
    elif key == "background":
        yield "background-color", value


class Sheet:
    """All rules of a page's own style sheets, found by what an element is called."""

    def __init__(self, root: "_Element") -> None:
        self._rules: dict[str, list[_Rule]] = defaultdict(list)
        self._found: dict[_Element, Declarations] = {}
        self.has_content = False
        """Whether words are put before or behind elements."""
        sheets = "\n".join(
            "".join(map(str, style.itertext()))
            for style in root.iter("style")
            if _is_on_screen(style.get("media") or "")
        )
        for number, (selectors, styles) in enumerate(_rules_in(sheets[:_LONGEST])):
            if number >= _MOST_RULES:
                break
            for selector in selectors_in(selectors):
                last = selector.last
                name = f"#{last.name}" if last.name else f".{min(last.classes, default='')}"
                rule = _Rule((selector.weight, number), selector, styles)
                self._rules[last.tag if name == "." else name].append(rule)
                self.has_content = self.has_content or bool(selector.generated)

    def style(self, element: "_Element") -> Declarations:
        """Return what the style sheets and the element itself say of its looks."""
        found = self._found.get(element)
        if found is None:
            own = element.get("style")
            rules = self._suiting(element, "") if self._rules else ()
            found = _cascade(rules, declarations(own) if own else None) if rules else _own(own)
            self._found[element] = found
        return found

    def generated(self, element: "_Element", where: str) -> Declarations:
        """Return what the style sheets put before or behind an element."""
        return _cascade(self._suiting(element, where), None)

    def _suiting(self, element: "_Element", generated: str) -> list[_Rule]:
        names = ["", str(element.tag), f"#{element.get('id') or ''}"]
        names += [f".{one}" for one in (element.get("class") or "").split()]
        found = {
            rule.order: rule
            for name in names
            for rule in self._rules.get(name, ())
            if rule.selector.generated == generated and rule.selector.suits(element)
        }
        return [found[order] for order in sorted(found)]


@lru_cache(maxsize=1024)
def _own(style: str | None) -> Declarations:
    """Return what an element says of itself where nobody else does: the same in every cell."""
    return _cascade((), declarations(style) if style else None)


def _cascade(rules: Iterable[_Rule], own: Styles | None) -> Declarations:
    plain: dict[str, str] = {}
    important: dict[str, str] = {}
    styles = [rule.styles for rule in rules]
    for one in [*styles, own] if own is not None else styles:
        plain.update(one.plain)
        important.update(one.important)
    whole = {**plain, **important} if important else plain
    fill = whole.get("-webkit-text-fill-color")
    return {**whole, "color": fill} if fill else whole


def words_of(content: str, element: "_Element") -> str:
    """Return the words that a ``content`` shows; a counter's number is not known."""
    pieces: list[str] = []
    for match in _SAID.finditer(content):
        if match[3]:
            pieces.append(element.get(match[3].lower()) or "")
        elif match[4]:
            pieces.append("\ufffd")
        else:
            pieces.append(_ESCAPED.sub(_character, match[1] or match[2] or ""))
    return "".join(pieces)


def _character(match: re.Match[str]) -> str:
    if match[2]:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if 0 < code < 0xD800 else "\ufffd"  # noqa: PLR2004 - Unicode's letters


def _rules_in(sheets: str) -> Iterator[tuple[str, Styles]]:
    for selectors, body in _blocks(_COMMENT.sub("", sheets), 0):
        styles = declarations(body)
        if styles.plain or styles.important:
            yield selectors, styles


def _blocks(text: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield selectors and what stands in their braces, also within what holds on a screen."""
    begin = start = level = 0
    for match in _BRACES.finditer(text):
        sign = match[0]
        if sign == "{":
            level += 1
            start = match.end() if level == 1 else start
        elif sign == "}" and level:
            level -= 1
            if not level:
                head = text[begin : (start or 1) - 1].strip()
                body = text[start : match.start()]
                begin = match.end()
                if not head.startswith("@"):
                    yield head, body
                elif depth < _MOST_NESTED and _holds(head.lower()):
                    yield from _blocks(body, depth + 1)
        elif sign == ";" and not level:
            begin = match.end()  # @import, @charset


def _holds(head: str) -> bool:
    """Whether the rules in an at-rule hold."""
    if head.startswith("@media"):
        return _is_on_screen(head.removeprefix("@media"))
    return head.startswith(("@supports", "@layer", "@scope"))


def _is_on_screen(media: str) -> bool:
    """Whether one of several media is an office's screen."""
    return not media.strip() or any(map(_is_screen, media.lower().split(",")))


def _is_screen(medium: str) -> bool:
    words = medium.strip().removeprefix("only ").strip()
    is_not = words.startswith("not ")
    words = words.removeprefix("not ").strip()
    kind = _FEATURE.sub("", words).replace(" and ", " ").removesuffix(" and").strip()
    kind = kind.removeprefix("and ").strip()
    holds = kind in {"", "and", "screen", "all"} and all(map(_is_given, _FEATURE.findall(words)))
    return holds != is_not


def _is_given(feature: str) -> bool:
    width = _WIDTH.fullmatch(feature)
    if width is None:
        return _GIVEN.fullmatch(feature) is not None
    pixels = float(width[2]) * (1 if width[3] == "px" else 16)
    return pixels <= _SCREEN if width[1] == "min" else pixels >= _SCREEN
