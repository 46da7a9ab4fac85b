"""Which character each glyph of a PDF stands for, so that text can be searched and copied.

Qt asks the font; where several characters share a glyph it may name the rare one: 人 becomes the
Kangxi radical ⼈ (U+2F08), and nobody finds 人民政府; characters beyond U+FFFF it does not name at
all. The painter knows what it drew: a font's glyphs are numbered in the order of their first use.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

_LISTED = re.compile(rb"<([0-9A-F]{4})> <[0-9A-F]{4}> \[([^\]]*)\]")
_HEX = re.compile(rb"<([0-9A-F]+)>")
_BLOCK = 100
"""A map may list no more characters in one block."""
_ALIKE = 0.5
"""Part of the characters in which Qt's map and ours must agree to be about the same font."""


def names(cmap: bytes) -> dict[int, str]:
    """Return the characters that Qt names, by glyph; it leaves some out."""
    found: dict[int, str] = {}
    for listed in _LISTED.finditer(cmap):
        codes = (int(code, 16) for code in _HEX.findall(listed[2]))
        for glyph, code in enumerate(codes, int(listed[1], 16)):
            if code <= sys.maxunicode:
                found[glyph] = chr(code)
    return found


def best(theirs: Mapping[int, str], lists: Iterable[list[str]]) -> list[str] | None:
    """Return the painter's list for the font of Qt's map; None where no list can be meant."""
    possible = [ours for ours in lists if theirs and max(theirs) <= len(ours)]
    if not possible:
        return None
    chosen = max(possible, key=lambda ours: _agreeing(theirs, ours))
    return chosen if _agreeing(theirs, chosen) >= _ALIKE * len(theirs) else None


def _agreeing(theirs: Mapping[int, str], ours: Sequence[str]) -> int:
    """In how many glyphs a list, which begins with glyph 1, agrees with a map."""
    return sum(ours[glyph - 1] == character for glyph, character in theirs.items())


def written(characters: Sequence[str]) -> bytes:
    """Return a ToUnicode map that names each glyph's character."""
    return "\n".join(_lines(characters)).encode("ascii")


def _lines(characters: Sequence[str]) -> Iterator[str]:
    yield "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap"
    yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
    yield "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def"
    yield "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
    for start in range(0, len(characters), _BLOCK):
        block = characters[start : start + _BLOCK]
        yield f"{len(block)} beginbfchar"
        for glyph, character in enumerate(block, start + 1):
            yield f"<{glyph:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        yield "endbfchar"
    yield "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
