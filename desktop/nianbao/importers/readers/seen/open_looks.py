"""What the styles of an OpenDocument sheet make of its words: struck, raised, too pale, too small."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from nianbao.importers.readers.seen.colours import BLACK, WHITE, Colour, colour, is_lost
from nianbao.importers.readers.seen.digits import NOTE, PICTURES, SMALLER
from nianbao.importers.visible import Mark, marked, plain

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_STYLE = f"{{{_NAMES}style:1.0}}"
_RAISED = re.compile(r"super|[1-9]")
_LOWERED = re.compile(r"sub|-")
_POINTS = re.compile(r"([\d.]+)pt")
_DIGIT = re.compile(r"\d")
_UNSEEN = 2
_DEEPEST = 20

Looks = Mapping[str, str]


class Piece(NamedTuple):
    """A text with the style of its own, if it has one."""

    text: str
    style: str = ""


class OpenLooks:
    """The styles by their names, each with what it takes from its parents."""

    def __init__(self, *roots: "_Element") -> None:
        self._own: dict[str, tuple[str, Looks]] = {}
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                parent = style.get(f"{_STYLE}parent-style-name") or ""
                self._own[style.get(f"{_STYLE}name") or ""] = parent, dict(_said(style))
        self._known: dict[str, Looks] = {"": {}}

    def shown(self, pieces: Iterator[Piece], cell: str) -> str:
        """Return the pieces of a cell with their marks; ``cell`` is the name of its style."""
        around = self._of(cell)
        paper = colour(around.get("background-color", "")) or WHITE
        found: list[str] = []
        before, size = "", _points(around)
        for text, style in pieces:
            looks = {**around, **self._of(style)} if style else around
            mark = _mark(looks, text, paper) or _smaller(looks, text, before, size)
            if looks.get("font-name", "").lower().startswith(PICTURES):
                text = _DIGIT.sub("\ufffd", text)  # noqa: PLW2901
            found.append(text if mark is None else marked(plain(text), mark))
            before, size = text or before, _points(looks) or size
        return "".join(found)

    def _of(self, name: str) -> Looks:
        if name not in self._known:
            chain: list[Looks] = []
            at = name
            while at in self._own and len(chain) < _DEEPEST:
                at, looks = self._own[at]
                chain.append(looks)
            whole: dict[str, str] = {}
            for looks in reversed(chain):
                whole.update(looks)
            self._known[name] = whole
        return self._known[name]


def _said(style: "_Element") -> Iterator[tuple[str, str]]:
    """Yield what a style says itself."""
    for part in style:
        for name, value in part.attrib.items():
            word = str(name).rpartition("}")[2]
            if word == "use-window-font-color" and value == "true":
                yield "color", ""
            else:
                yield word, str(value)


def _mark(looks: Looks, text: str, paper: Colour) -> Mark | None:
    lines = {looks.get(f"text-line-through-{what}", "none") for what in ("style", "type")}
    if lines != {"none"}:
        return Mark.STRUCK
    position = looks.get("text-position", "")
    if _RAISED.match(position):
        return Mark.RAISED
    if _LOWERED.match(position):
        return Mark.LOWERED
    size = _points(looks)
    if looks.get("display") == "none" or (size is not None and size <= _UNSEEN):
        return Mark.HIDDEN
    if not _DIGIT.search(text):
        return None
    said = looks.get("color", "")
    return Mark.HIDDEN if is_lost(colour(said) if said else BLACK, paper) else None


def _smaller(looks: Looks, text: str, before: str, size: float | None) -> Mark | None:
    """Return the mark of a few digits smaller than those that they follow."""
    own = _points(looks)
    if own is None or size is None or own >= SMALLER * size:
        return None
    return Mark.SMALLER if before[-1:].isdigit() and NOTE.fullmatch(text) else None


def _points(looks: Looks) -> float | None:
    written = _POINTS.fullmatch(looks.get("font-size", ""))
    return float(written[1]) if written and written[1].count(".") <= 1 else None
