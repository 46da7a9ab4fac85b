"""Numbers drawn in the middle of cells: each is laid out once, then only painted.

Laying a text out costs Qt several times what painting it does, and a table shows the same few
numbers over and over.
"""

from math import ceil

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTransform

from nianbao.ui.look import theme

ALWAYS_FITS = 4
"""So many digits fit into the narrowest column."""
_PADDING = 4
_KEPT = 2000
"""Numbers kept laid out; then all are forgotten."""


class Numerals:
    """Draws numbers in one font, smaller where one would not fit: none is cut."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._advance = QFontMetricsF(font)
        self._laid_out: dict[tuple[str, int], tuple[QStaticText, QFont, QPointF]] = {}

    def draw(self, painter: QPainter, box: QRect, text: str) -> None:
        """Draw a number in the middle of its cell with the painter's pen."""
        if not text:
            return
        # Short numbers fit every column, so that they are laid out once for all of them.
        width = 0 if len(text) <= ALWAYS_FITS else box.width() - _PADDING
        known = self._laid_out.get((text, width))
        if known is None:
            known = self._lay_out(text, width)
        laid_out, font, half = known
        painter.setFont(font)
        painter.drawStaticText(QPointF(box.center()) - half, laid_out)

    def _lay_out(self, text: str, width: int) -> tuple[QStaticText, QFont, QPointF]:
        font = self._font
        if width and (need := self._advance.horizontalAdvance(text)) > width:
            font = theme.font(font.pointSizeF() * width / need)
        laid_out = QStaticText(text)
        laid_out.setTextFormat(Qt.TextFormat.PlainText)
        laid_out.prepare(QTransform(), font)
        size = laid_out.size()
        known = laid_out, font, QPointF(size.width() / 2 - 0.5, size.height() / 2 - 0.5)
        if len(self._laid_out) >= _KEPT:
            self._laid_out.clear()
        self._laid_out[text, width] = known
        return known


class SmallNumerals:
    """Draws a second number along a cell's lower edge, and says what room is left above it."""

    def __init__(self, font: QFont) -> None:
        self._font = font
        self._metrics = QFontMetricsF(font)
        self._height = ceil(self._metrics.tightBoundingRect("0123456789").height())

    def above(self, box: QRect) -> QRect:
        """Return the part of a cell that the small number leaves free."""
        return box.adjusted(0, 0, 0, -self._height - 2)

    def draw(self, painter: QPainter, box: QRect, text: str) -> None:
        """Draw a number at the lower left, smaller where it would not fit."""
        room, need = box.width() - 2 * _PADDING, self._metrics.horizontalAdvance(text)
        smaller = theme.font(self._font.pointSizeF() * room / need) if need > room > 0 else None
        painter.setFont(smaller or self._font)
        painter.drawText(QPointF(box.left() + _PADDING, box.bottom() - 2), text)
