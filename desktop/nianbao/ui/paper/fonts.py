"""The fonts of this PC for the roles of ``page.toml``, and how wide their characters are.

Sizes are pixels of one twip each, so that widths do not depend on the device that is drawn on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QRawFont

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Font
from nianbao.exporters.typeset.lines import Face

_PROBE = 32


@dataclass(frozen=True)
class Choice:
    """The family that was found for a role."""

    family: str
    bold: bool = False


@dataclass(frozen=True)
class Glyph:
    """One character's picture."""

    font: QRawFont
    index: int
    width: float
    """Twips from its beginning to the next one's."""
    face: bytes
    """Which font file it is from, whatever names and weights that goes by."""


def choose(font: Font, is_installed: Callable[[str], bool], any_chinese: str) -> Choice:
    """Return the font itself or the first of its substitutes that is installed."""
    for name in (font.name, *font.kin, *font.alternatives):
        if is_installed(name):
            return Choice(name, font.bold)
    for name in font.bold_alternatives:
        if is_installed(name):
            return Choice(name, bold=True)
    return Choice(any_chinese, font.bold)


@cache
def is_installed(name: str) -> bool:
    """Whether a font bears the name in any language.

    Qt lists a font by one of its names, the English or the Chinese as the user's language is.
    """
    if QFontDatabase.hasFamily(name):
        return True
    table = QRawFont.fromFont(QFont(name)).fontTable("name")
    return name.encode("utf-16-be") in table.data()


class Faces:
    """Fonts and widths; needs a QGuiApplication."""

    def __init__(self, fonts: Mapping[str, Font]) -> None:
        self._fonts = fonts
        self._qfonts: dict[Face, QFont] = {}
        self._glyphs: dict[tuple[str, Face], Glyph | None] = {}
        self._others: dict[tuple[str, str], str | None] = {}
        self._raws: dict[tuple[str, int, bool], QRawFont] = {}
        self._names: dict[tuple[str, bool], bytes] = {}

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """The font in use for each role."""
        chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        fallback = chinese[0] if chinese else QFont().family()
        return {role: choose(font, is_installed, fallback) for role, font in self._fonts.items()}

    def substitutes(self) -> dict[str, str]:
        """Return the official fonts that are missing here, with what stands in for each."""
        return {
            font.name: self.choices[role].family
            for role, font in self._fonts.items()
            if self.choices[role].family not in {font.name, *font.kin, font.alternatives[0]}
        }

    def qfont(self, face: Face) -> QFont:
        """Return the font of a face; the caller must not change it."""
        if face not in self._qfonts:
            self._qfonts[face] = _font(self.choices[face.role], face.size)
        return self._qfonts[face]

    def glyph(self, character: str, face: Face) -> Glyph | None:
        """Return a character's glyph in its font, or in any font that has it; None where none has."""
        key = (character, face)
        if key not in self._glyphs:
            family = self._family_with(character, face)
            self._glyphs[key] = None if family is None else self._glyph_of(character, face, family)
        return self._glyphs[key]

    def advance(self, character: str, face: Face) -> float:
        """Return a character's width in twips."""
        glyph = self.glyph(character, face)
        if glyph is None:
            return QFontMetricsF(self.qfont(face)).horizontalAdvance(character)
        return glyph.width

    def _family_with(self, character: str, face: Face) -> str | None:
        """The face's family, else the first of this PC's that has the character."""
        family = self.choices[face.role].family
        if self._has(family, character):
            return family
        rare = (character, face.role)
        if rare not in self._others:
            chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
            candidates = dict.fromkeys([*chinese, *QFontDatabase.families()])
            self._others[rare] = next(
                (name for name in candidates if self._has(name, character)), None
            )
        return self._others[rare]

    def _has(self, family: str, character: str) -> bool:
        raw = self._raw(family, _PROBE)
        if not self._names[family, False]:
            # Not a font but the boxes that Qt draws where it finds none: they pretend to have
            # every character.
            return False
        glyphs = raw.glyphIndexesForString(character)
        return len(glyphs) == 1 and glyphs[0] != 0

    def _glyph_of(self, character: str, face: Face, family: str) -> Glyph:
        own = family == self.choices[face.role].family
        bold = own and self.choices[face.role].bold
        raw = self._raw(family, face.size, bold=bold)
        (index,) = raw.glyphIndexesForString(character)
        width = raw.advancesForGlyphIndexes([index])[0].x()
        return Glyph(raw, index, width, self._names[family, bold])

    def _raw(self, family: str, size: int, *, bold: bool = False) -> QRawFont:
        key = (family, size, bold)
        if key not in self._raws:
            raw = QRawFont.fromFont(_font(Choice(family, bold), size))
            self._raws[key] = raw
            self._names.setdefault((family, bold), bytes(raw.fontTable("name").data()))
        return self._raws[key]


def _font(choice: Choice, size: int) -> QFont:
    font = QFont(choice.family)
    font.setPixelSize(size * TWIPS_IN_HALF_POINT)
    font.setBold(choice.bold)
    font.setKerning(False)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
