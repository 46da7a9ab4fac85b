"""Colours of CSS, and whether words in one can be seen on another."""

import re

Colour = tuple[int, int, int] | str
"""Red, green and blue up to 255; the word itself where it is none of the known ones."""

WHITE: Colour = (255, 255, 255)
BLACK: Colour = (0, 0, 0)
_NAMES: dict[str, Colour] = {
    "white": WHITE,
    "black": BLACK,
    "snow": (255, 250, 250),
    "ivory": (255, 255, 240),
    "whitesmoke": (245, 245, 245),
    "ghostwhite": (248, 248, 255),
    "floralwhite": (255, 250, 240),
    "red": (255, 0, 0),
    "yellow": (255, 255, 0),
    "blue": (0, 0, 255),
    "gray": (128, 128, 128),
    "grey": (128, 128, 128),
}
_HEX = re.compile(r"#?([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})")
_CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_PART = re.compile(r"(-?[\d.]+)(%?)")
_WORD = re.compile(r"[a-z]+\([^()]*\)|#[0-9a-f]+|[a-z]+")
_NO_GROUND = re.compile(r"url\(|gradient\(")
_NO_COLOURS = frozenset(
    [
        *("repeat", "no", "x", "y", "scroll", "fixed", "local", "center", "left", "right", "top"),
        *("bottom", "cover", "contain", "px", "em", "inherit", "initial", "unset", "auto"),
        *("border", "padding", "content", "box", "round", "space", "currentcolor", "important"),
    ]
)
"""What else stands in a background."""
_LIGHTEST = 0xEE
"""Of each part of a colour, from which on it is not seen on white."""
_NEAR = 0x0C


def colour(text: str) -> Colour | None:
    """Return a colour; None for none at all."""
    text = text.strip()
    if text in {"", "transparent", "none"}:
        return None
    digits = _HEX.fullmatch(text)
    if digits:
        return _from_hex(digits[1])
    call = _CALL.fullmatch(text)
    if call:
        return _from_call(call[1], call[2])
    return _NAMES.get(text, text)


def _from_hex(digits: str) -> Colour | None:
    if len(digits) in {3, 4}:
        digits = "".join(2 * one for one in digits)
    if digits[6:] in {"00", "01", "02"}:
        return None  # seen through
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def _from_call(kind: str, given: str) -> Colour | None:
    parts = [(float(number), sign) for number, sign in _PART.findall(given) if number.strip(".-")]
    if len(parts) > 3 and parts[3][0] < 0.02:  # noqa: PLR2004 - how much is seen through
        return None
    if len(parts) < 3:  # noqa: PLR2004 - three parts
        return given
    if kind == "hsl":
        light = round(parts[2][0] * 2.55)
        is_grey = not parts[1][0] or light in {0, 255}
        return (light, light, light) if is_grey else f"{kind}({given})"
    red, green, blue = (round(one * 2.55) if sign else round(one) for one, sign in parts[:3])
    return red, green, blue


def ground(background: str) -> Colour | None:
    """Return the colour of a background; a word of its own where it is a picture."""
    if _NO_GROUND.search(background):
        return background
    for word in _WORD.findall(background):
        found = colour(word)
        if found is not None and word not in _NO_COLOURS:
            return found
    return None


def is_lost(ink: Colour | None, paper: Colour) -> bool:
    """Whether nothing is seen of words in one colour on another."""
    if ink is None or ink == paper:
        return True
    if isinstance(ink, str) or isinstance(paper, str):
        return False
    if min(ink) >= _LIGHTEST and min(paper) >= _LIGHTEST:
        return True
    return all(abs(one - other) <= _NEAR for one, other in zip(ink, paper, strict=True))
