"""Which character each glyph of a PDF stands for, so that text can be searched and copied.

Qt asks the font; where several characters share a glyph it may name the rare one: 人 becomes the
Kangxi radical ⼈ (U+2F08), and nobody finds 人民政府. Here the characters that the report really has
take their place.
"""

import re
from collections.abc import Iterable, Mapping

from PySide6.QtGui import QRawFont

from nianbao.ui.paper.faces import Faces
from nianbao.ui.paper.lines import Face

_HEX = re.compile(rb"<([0-9A-F]{4})>")
_LIST = re.compile(rb"\[[^\]]*\]")
_SINGLE = re.compile(rb"(<[0-9A-F]{4}> <[0-9A-F]{4}> )<([0-9A-F]{4})>")
_PROBE_SIZE = 32


def aliases(faces: Faces, text: str, found: Iterable[str]) -> dict[str, str]:
    """Return for characters that the text does not have those of the text with the same glyph."""
    strange = sorted(set(found) - set(text))
    known = sorted(set(text))
    result: dict[str, str] = {}
    for role in faces.choices:
        raw = QRawFont.fromFont(faces.qfont(Face(role, _PROBE_SIZE)))
        real = {glyph: c for c in known if (glyph := _glyph(raw, c))}
        for character in strange:
            glyph = _glyph(raw, character)
            if glyph in real:
                result.setdefault(character, real[glyph])
    return result


def _glyph(font: QRawFont, character: str) -> int:
    glyphs = font.glyphIndexesForString(character)
    return glyphs[0] if glyphs else 0


def characters(cmap: bytes) -> set[str]:
    """Return the characters that a ToUnicode map names."""
    return {chr(int(code, 16)) for part in _LIST.findall(cmap) for code in _HEX.findall(part)} | {
        chr(int(match[2], 16)) for match in _SINGLE.finditer(cmap)
    }


def corrected(cmap: bytes, other: Mapping[str, str]) -> bytes:
    """Return a ToUnicode map with characters replaced."""
    codes = {b"%04X" % ord(old): b"%04X" % ord(new) for old, new in other.items()}

    def replace(match: re.Match[bytes]) -> bytes:
        return b"<" + codes.get(match[1], match[1]) + b">"

    listed = _LIST.sub(lambda part: _HEX.sub(replace, part[0]), cmap)
    return _SINGLE.sub(lambda match: match[1] + b"<" + codes.get(match[2], match[2]) + b">", listed)
