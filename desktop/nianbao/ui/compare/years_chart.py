"""A chart over the years: a group of columns a year, its figures above them, its words below."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nianbao.report.comparison.scale import bar_length, marks
from nianbao.report.numbers import format_number
from nianbao.rollup.history import YearsChart
from nianbao.ui.compare import bars
from nianbao.ui.compare.chart import LEAST_WIDTH
from nianbao.ui.look import theme

HEIGHT, FOOT, ABOVE = 264, 40, 16
"""Pixels: the whole, its title, the years below, a figure above a column."""
WIDEST, BETWEEN = 36, 3
"""Pixels: a column, and the gap between two of one year."""
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_BELOW = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_OVER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
_DRAWN = (bars.draw_last, bars.draw_now)
"""Hatched and solid: told apart without colour."""


class YearsView(QWidget):
    """Drawn anew from the figures at every size and scale."""

    def __init__(self, chart: YearsChart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setAccessibleName(f"图：{chart.title}")
        self.setAccessibleDescription(chart.spoken)

    def sizeHint(self) -> QSize:
        """As high as it is easy to compare."""
        return QSize(LEAST_WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart."""
        painter = QPainter(self)
        kinds = list(zip(self.chart.names, _DRAWN, strict=True))
        bars.draw_head(painter, self.width(), self.chart.title, kinds)
        painter.setFont(theme.font(8))
        scale = marks(self.chart.largest)
        metrics = QFontMetricsF(painter.font())
        left = max(metrics.horizontalAdvance(f"{mark}") for mark in scale) + theme.GAP
        self._draw_scale(painter, left, scale)
        wide = (self.width() - left) / len(self.chart.years)
        for number in range(len(self.chart.years)):
            self._draw_year(painter, number, QRectF(left + wide * number, 0, wide, 0), scale[-1])
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    @property
    def _bottom(self) -> int:
        return self.height() - FOOT

    @property
    def _high(self) -> int:
        """The room for the largest column."""
        return self._bottom - bars.HEAD - ABOVE

    def _draw_scale(self, painter: QPainter, left: float, scale: tuple[Decimal, ...]) -> None:
        for number, mark in enumerate(scale):
            y = round(self._bottom - self._high * number / (len(scale) - 1))
            colour = theme.color("grid" if not number else "rule")
            painter.fillRect(QRectF(left, y, self.width() - left, 1), colour)
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(0, y - 8, left - theme.GAP, 16), _RIGHT, f"{mark}")

    def _draw_year(self, painter: QPainter, number: int, place: QRectF, most: Decimal) -> None:
        values = self.chart.values[number]
        room = (place.width() - 2 * theme.GAP) / len(values) - BETWEEN
        wide = min(float(WIDEST), room)
        x = place.center().x() - (wide + BETWEEN) * len(values) / 2
        for value, draw in zip(values, _DRAWN, strict=True):
            high = bar_length(value, most, self._high)
            draw(painter, QRectF(round(x), self._bottom - high, round(wide), high))
            painter.setPen(theme.color("muted"))
            words = "—" if value is None else format_number(value)
            above = QRectF(x - 40, self._bottom - high - ABOVE - 1, wide + 80, ABOVE)
            painter.drawText(above, _OVER, words)
            x += wide + BETWEEN
        painter.setPen(theme.color("text"))
        below = QRectF(place.left(), self._bottom + 4, place.width(), FOOT - 4)
        painter.drawText(below, _BELOW, self.chart.years[number].replace("（", "\n（"))
