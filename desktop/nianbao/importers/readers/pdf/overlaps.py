"""Digits that something is printed over: nobody knows which of them are the number's own."""

from collections.abc import Iterator, Sequence

from nianbao.importers.readers.pdf.ruling import Char

UNKNOWN = "\ufffd"
_OVER, _SAME = 0.3, 0.25
"""Of the narrower width: what is printed over another, and what is printed twice to look bold."""
_HIGH = 0.5
"""Of the lower height; the lines of a narrow cell come nearly as close."""
_BAND = 20.0
_LEVEL = 0.5
"""Points by which the characters of one piece may differ in height."""


def without_overlaps(chars: Sequence[Char]) -> list[Char]:
    """Return the characters with digits as unknown that others are printed over.

    Neighbours of one piece follow one another in the file, and may be set as close as a font likes;
    a box over a number comes from elsewhere. What is printed twice at one place is seen once.
    """
    unknown: set[int] = set()
    twice: set[int] = set()
    for one, other in _overlapping(chars):
        if _is_twice(chars[one], chars[other]):
            twice.add(max(one, other))
        else:
            unknown.update(at for at in (one, other) if chars[at].text.isdigit())
    if not unknown and not twice:
        return list(chars)
    return [
        char._replace(text=UNKNOWN) if number in unknown else char
        for number, char in enumerate(chars)
        if number not in twice
    ]


def _overlapping(chars: Sequence[Char]) -> Iterator[tuple[int, int]]:
    """Yield the pairs with a digit that lie over one another and do not follow one another."""
    bands: dict[int, list[int]] = {}
    for number, char in enumerate(chars):
        if char.text.strip() and char.mark is None:
            bands.setdefault(int(char.middle[1] // _BAND), []).append(number)
    for band, own in bands.items():
        near = sorted([*own, *bands.get(band + 1, ())], key=lambda one: chars[one].left)
        for at, one in enumerate(near):
            for other in near[at + 1 :]:
                if chars[other].left >= chars[one].right:
                    break
                if not _lie_over(chars[one], chars[other]):
                    continue
                if abs(one - other) > 1 or not _is_level(chars[one], chars[other]):
                    yield one, other


def _lie_over(one: Char, other: Char) -> bool:
    if not (one.text.isdigit() or other.text.isdigit()):
        return False
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.top, other.top) - max(one.bottom, other.bottom)
    narrower = min(one.right - one.left, other.right - other.left)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    return wide > _OVER * narrower and high > _HIGH * lower


def _is_level(one: Char, other: Char) -> bool:
    return abs(one.bottom - other.bottom) < _LEVEL and abs(one.top - other.top) < _LEVEL


def _is_twice(one: Char, other: Char) -> bool:
    near = _SAME * (one.right - one.left)
    moved = (one.left - other.left, one.right - other.right, one.bottom - other.bottom)
    return one.text == other.text and all(abs(by) < near for by in moved)
