"""Draws text glyph by glyph, and remembers which character each glyph stood for."""

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGlyphRun, QPainter, QRawFont

from nianbao.exporters.typeset.lines import Face
from nianbao.ui.paper.fonts import Faces, Glyph


class GlyphPen:
    """Draws with the fonts of this PC."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self.used: dict[bytes, dict[int, str]] = {}
        """The glyphs drawn, by font file, in the order of their first use."""

    def draw(
        self, painter: QPainter, text: str, face: Face, start: QPointF, spacing: float = 0
    ) -> float:
        """Draw the glyphs themselves, each in its place; return where the next text begins.

        Were Qt to shape the text, it would put in glyphs of other widths (a digit beside letters,
        a long dash for two) that no longer tell which characters they stand for.
        """
        x = start.x()
        placed: list[tuple[Glyph, QPointF]] = []
        for character in text:
            glyph = self.faces.glyph(character, face)
            if glyph is not None:
                placed.append((glyph, QPointF(x, start.y())))
                self.used.setdefault(glyph.face, {}).setdefault(glyph.index, character)
            else:
                painter.setFont(self.faces.qfont(face))
                painter.drawText(QPointF(x, start.y()), character)
            x += self.faces.advance(character, face) + spacing
        for font, group in itertools.groupby(placed, lambda one: one[0].font):
            _draw(painter, font, list(group))
        return x


def _draw(painter: QPainter, font: QRawFont, placed: Sequence[tuple[Glyph, QPointF]]) -> None:
    run = QGlyphRun()
    run.setRawFont(font)
    run.setGlyphIndexes([glyph.index for glyph, _ in placed])
    run.setPositions([place for _, place in placed])
    painter.drawGlyphRun(QPointF(0, 0), run)
