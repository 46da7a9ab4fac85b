"""One chart: a pair of bars a line, a scale of round steps, the figures beside the bars."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nianbao.report.comparison.changes import Change
from nianbao.report.comparison.charts import Chart
from nianbao.report.comparison.scale import bar_length, marks
from nianbao.report.numbers import format_number
from nianbao.ui.compare import bars
from nianbao.ui.look import theme

BAR, BETWEEN, LINE = 10, 2, 34
"""Pixels: a bar's height, the gap in a pair, and the distance from one line to the next."""
FOOT = 22
LEAST_WIDTH = 360
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)


class ChartView(QWidget):
    """Drawn anew from the figures at every size and scale; nothing in it is a picture."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(LEAST_WIDTH)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show other figures."""
        self.chart = chart
        self.setAccessibleName(f"图：{chart.title}")
        self.setAccessibleDescription(chart.spoken)
        self.updateGeometry()
        self.update()

    @property
    def years(self) -> tuple[int, ...]:
        """The years that are drawn: a year of which nothing at all is known would only say so at each line."""
        has_last = any(one.last is not None for one in self.chart.bars)
        return (self.chart.last_year, self.chart.year) if has_last else (self.chart.year,)

    def sizeHint(self) -> QSize:
        """A line for every bar."""
        return QSize(LEAST_WIDTH, bars.HEAD + LINE * len(self.chart.bars) + FOOT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chart."""
        painter = QPainter(self)
        drawn = {self.chart.last_year: bars.draw_last, self.chart.year: bars.draw_now}
        kinds = [(f"{year} 年", drawn[year]) for year in self.years]
        bars.draw_head(painter, self.width(), self.chart.title, kinds)
        painter.setFont(theme.font(9.5))
        metrics = QFontMetricsF(painter.font())
        widths = [metrics.horizontalAdvance(one.name) for one in self.chart.bars]
        figures = [metrics.horizontalAdvance(_figure(one)) for one in self.chart.bars]
        turns = [metrics.horizontalAdvance(one.turn) for one in self.chart.bars]
        left = max(widths) + theme.GAP
        right = self.width() - max(turns) - theme.GAP
        room = right - left - max(figures) - 2 * theme.GAP
        scale = marks(self.chart.largest, whole=self.chart.is_whole)
        self._draw_scale(painter, left, room, scale)
        painter.setFont(theme.font(9.5))
        for number, one in enumerate(self.chart.bars):
            self._draw_bar(painter, one, bars.HEAD + number * LINE, (left, room), scale)
        if self.hasFocus():
            painter.setPen(theme.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _draw_scale(
        self, painter: QPainter, left: float, room: float, scale: tuple[Decimal, ...]
    ) -> None:
        painter.setFont(theme.font(8))
        bottom = bars.HEAD + LINE * len(self.chart.bars)
        for number, mark in enumerate(scale):
            x = round(left + room * number / (len(scale) - 1))
            painter.fillRect(
                x, bars.HEAD, 1, bottom - bars.HEAD, theme.color("grid" if not number else "rule")
            )
            painter.setPen(theme.color("muted"))
            painter.drawText(QRectF(x - 40, bottom + 2, 80, FOOT - 2), _CENTRE, f"{mark}")

    def _draw_bar(
        self,
        painter: QPainter,
        one: Change,
        top: int,
        across: tuple[float, float],
        scale: tuple[Decimal, ...],
    ) -> None:
        left, room = across
        largest = scale[-1]
        middle = QRectF(0, top, left - theme.GAP, LINE - theme.GAP)
        painter.setPen(theme.color("text"))
        painter.drawText(middle, _RIGHT, one.name)
        sides = ((one.last, bars.draw_last), (one.now, bars.draw_now))[-len(self.years) :]
        y = top + (LINE - theme.GAP - len(sides) * (BAR + BETWEEN) + BETWEEN) / 2
        for value, draw in sides:
            long = bar_length(value, largest, room)
            draw(painter, QRectF(left + 1, y, long, BAR))
            painter.setFont(theme.font(8))
            painter.setPen(theme.color("muted"))
            words = "没有数" if value is None else format_number(value)
            painter.drawText(QRectF(left + long + 5, y - 3, 90, BAR + 6), _LEFT, words)
            y += BAR + BETWEEN
        painter.setFont(theme.font(9.5))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(0, top, self.width(), LINE - theme.GAP), _RIGHT, one.turn)


def _figure(one: Change) -> str:
    """The longer of the two figures beside the bars."""
    return max((format_number(one.last), format_number(one.now), "没有数"), key=len)
