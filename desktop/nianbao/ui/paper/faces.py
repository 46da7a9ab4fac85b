"""The fonts of this PC for the roles of ``page.toml``, and how wide their characters are.

Sizes are pixels of one twip each, so that widths do not depend on the device that is drawn on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from nianbao.exporters.page import Font
from nianbao.ui.paper.lines import Face

TWIPS_IN_HALF_POINT = 10


@dataclass(frozen=True)
class Choice:
    """The family that was found for a role."""

    family: str
    bold: bool = False


def choose(font: Font, families: frozenset[str], any_chinese: str) -> Choice:
    """Return the font itself or the first of its substitutes that is installed."""
    for name in (font.name, *font.alternatives):
        if name in families:
            return Choice(name)
    for name in font.bold_alternatives:
        if name in families:
            return Choice(name, bold=True)
    return Choice(any_chinese)


class Faces:
    """Fonts and widths; needs a QGuiApplication."""

    def __init__(self, fonts: Mapping[str, Font]) -> None:
        self._fonts = fonts
        self._qfonts: dict[Face, QFont] = {}
        self._widths: dict[tuple[str, Face], float] = {}
        self._metrics: dict[Face, QFontMetricsF] = {}

    @cached_property
    def choices(self) -> Mapping[str, Choice]:
        """The font in use for each role."""
        families = frozenset(QFontDatabase.families())
        chinese = QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
        fallback = chinese[0] if chinese else QFont().family()
        return {role: choose(font, families, fallback) for role, font in self._fonts.items()}

    def substitutes(self) -> dict[str, str]:
        """Return the official fonts that are missing here, with what stands in for each."""
        return {
            font.name: self.choices[role].family
            for role, font in self._fonts.items()
            if self.choices[role].family not in {font.name, font.alternatives[0]}
        }

    def qfont(self, face: Face) -> QFont:
        """Return the font of a face; the caller must not change it."""
        found = self._qfonts.get(face)
        if found is None:
            choice = self.choices[face.role]
            found = QFont(choice.family)
            found.setPixelSize(face.size * TWIPS_IN_HALF_POINT)
            found.setBold(choice.bold)
            found.setKerning(False)
            found.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._qfonts[face] = found
        return found

    def advance(self, character: str, face: Face) -> float:
        """Return a character's width in twips."""
        key = (character, face)
        width = self._widths.get(key)
        if width is None:
            metrics = self._metrics.get(face)
            if metrics is None:
                metrics = self._metrics[face] = QFontMetricsF(self.qfont(face))
            width = self._widths[key] = metrics.horizontalAdvance(character)
        return width
