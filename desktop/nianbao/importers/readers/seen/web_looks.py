"""What the looks of one element say by themselves: not to be seen, raised, struck, tiny."""

import re

from nianbao.importers.readers.seen.stylesheet import Declarations
from nianbao.importers.visible import Mark

INLINE = frozenset({"span", "font", "a", "b", "strong", "i", "em", "u", "small"})
_CELLS = frozenset({"td", "th", "tr", "table", "tbody", "thead", "tfoot"})
SIZE = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(pt|px|em|rem|%)?")
POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12, None: 0.75}
_UNSEEN_SIZE = 2.0
"""Points, up to which nobody can read a digit."""
_RAISES = re.compile(r"(?:[1-9]\d*|\d*\.\d+)(?:\.\d+)?(?:px|pt|em|ex|%)")
_LIFTED = re.compile(r"translate(?:y\(|3?d?\([^,()]*,)\s*-\s*(?!0\D)[\d.]")
_ZERO = re.compile(r"0+(?:\.0+)?(?:px|pt|em|rem|%)?")
_NEXT_TO_NOTHING = re.compile(r"0*(?:\.0\d*)?%?|[0-4](?:\.\d*)?%")
_SMALL_SIDE = re.compile(r"[01](?:\.\d+)?(?:px|pt|em|rem|%)?")
_FAR_OFF = re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em|rem|vw|vh|%)?")
_SENT_OFF = re.compile(r"translate(?:x|y|3d)?\([^()]*-\d{3,}")
_TURNED_OFF = re.compile(r"scale(?:x|y|3d)?\(\s*0(?:\.0+)?\s*[,)]|rotate[xy]\(\s*-?(?:90|270)deg")
_SEEN_THROUGH = re.compile(r"opacity\(\s*0*(?:\.0+)?%?\s*\)|opacity\s*=\s*0\D")
_CLIPPED = re.compile(r"inset\(\s*(?:50|100)%|circle\(\s*0|polygon\((?:\s*0(?:px|%)?[\s,]*)+\)")
_CUT = re.compile(r"rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]")
_SIDES = ("width", "height", "max-height", "max-width")


def is_hidden(style: Declarations) -> bool:
    """Whether nothing of an element is seen, whatever stands in it."""
    if style.get("mso-hide") in {"all", "screen"} or style.get("content-visibility") == "hidden":
        return True
    opacity, turned = style.get("opacity", "1"), style.get("transform", "")
    if opacity and _NEXT_TO_NOTHING.fullmatch(opacity):
        return True
    if (
        _TURNED_OFF.search(turned)
        or _SENT_OFF.search(turned)
        or _ZERO.fullmatch(style.get("scale", "1"))
    ):
        return True
    if _SEEN_THROUGH.search(style.get("filter", "")) or _CLIPPED.match(style.get("clip-path", "")):
        return True
    return _is_closed(style) or _is_sent_off(style)


def _is_closed(style: Declarations) -> bool:
    """Whether an element is too small for its words and lets none stand over."""
    if style.get("overflow") not in {"hidden", "clip"}:
        return False
    if any(_ZERO.fullmatch(style.get(side, "1em")) for side in _SIDES):
        return True
    return all(_SMALL_SIDE.fullmatch(style.get(side, "9em")) for side in ("width", "height"))


def _is_sent_off(style: Declarations) -> bool:
    """Whether an element stands far outside the page."""
    placed = style.get("position") in {"absolute", "fixed", "relative"}
    sides = ("left", "right", "top", "bottom") if placed else ()
    if style.get("position") in {"absolute", "fixed"} and _CUT.match(style.get("clip", "")):
        return True
    places = (style.get(side, "") for side in ("text-indent", "margin-left", *sides))
    return any(map(_FAR_OFF.fullmatch, places))


def is_tiny(style: Declarations) -> bool:
    """Whether words are too small to be seen."""
    written = style.get("font-size", "")
    size = SIZE.fullmatch(written)
    return size is not None and float(size[1]) * POINTS[size[2]] <= _UNSEEN_SIZE


def mark_by_style(tag: str, style: Declarations) -> Mark | None:
    """Return the mark of what is struck, raised or lowered by its style."""
    lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
    if "line-through" in lines or style.get("text-line-through", "none") != "none":
        return Mark.STRUCK
    if tag in _CELLS:  # a cell's own text is aligned, not raised
        return None
    if tag in INLINE and _is_shifted(style):
        return Mark.RAISED
    variant = f"{style.get('font-variant', '')} {style.get('font-variant-position', '')}"
    raised = {style.get("vertical-align", ""), *variant.split()}
    if "super" in raised:
        return Mark.RAISED
    return Mark.LOWERED if "sub" in raised else None


def _is_shifted(style: Declarations) -> bool:
    """Whether words stand above their line by a distance."""
    if style.get("position") == "relative":
        bottom = style.get("bottom", "")
        if style.get("top", "").startswith("-") or _RAISES.fullmatch(bottom):
            return True
    if _LIFTED.search(style.get("transform", "")):
        return True
    align = style.get("vertical-align", "")
    if align in {"top", "text-top"}:
        return "font-size" in style
    return any(_RAISES.fullmatch(one) for one in (align, style.get("mso-text-raise", "")))
