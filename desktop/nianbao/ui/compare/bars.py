"""A pair of bars, last year's above this year's: hatched and solid, so that no one needs a colour."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from nianbao.report.comparison.scale import bar_length
from nianbao.ui.look import theme

Kind = tuple[str, Callable[[QPainter, QRectF], None]]
"""What a kind of bar is called, and what draws one."""
HEAD = 34
"""The height of a chart's head."""
HATCH = 4
"""Pixels between two strokes of last year's bars."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_last(painter: QPainter, box: QRectF) -> None:
    """Draw last year's bar: outlined and hatched, line by line, as sharp as the screen is."""
    if box.width() <= 0:
        return
    painter.save()
    painter.setClipRect(box)
    painter.fillRect(box, theme.color("sheet"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("muted"), 1))
    rise = box.height()
    first = box.left() - rise
    strokes = int((box.width() + rise) / HATCH) + 1
    starts = (first + HATCH * number for number in range(strokes))
    painter.drawLines([QLineF(at, box.bottom(), at + rise, box.top()) for at in starts])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.restore()
    _outline(painter, box)


def _outline(painter: QPainter, box: QRectF) -> None:
    """Four filled strips are sharp at every scale; a stroked frame is not."""
    colour = theme.color("muted")
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), colour)
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), colour)
    painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), colour)
    painter.fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), colour)


def draw_now(painter: QPainter, box: QRectF) -> None:
    """Draw this year's bar: solid."""
    if box.width() > 0:
        painter.fillRect(box, theme.color("accent"))


def draw_pair(
    painter: QPainter,
    box: QRectF,
    figures: tuple[Decimal | None, Decimal | None],
    largest: Decimal,
) -> None:
    """Draw both bars of a line, one above the other."""
    last, now = figures
    high = (box.height() - 2) / 2
    draw_last(painter, QRectF(box.left(), box.top(), bar_length(last, largest, box.width()), high))
    low = box.bottom() - high
    draw_now(painter, QRectF(box.left(), low, bar_length(now, largest, box.width()), high))


def draw_head(
    painter: QPainter,
    width: float,
    title: str,
    kinds: Sequence[Kind],
) -> None:
    """Draw what a chart shows, and at its right what each kind of bar stands for."""
    painter.setFont(theme.font(11, bold=True))
    painter.setPen(theme.color("text"))
    painter.drawText(QRectF(0, 0, width, HEAD - theme.GAP), _LEFT, title)
    painter.setFont(theme.font(9))
    metrics = QFontMetricsF(painter.font())
    at = width
    for words, draw in reversed(kinds):
        at -= metrics.horizontalAdvance(words)
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(at, 0, width - at, HEAD - theme.GAP), _LEFT, words)
        at -= 2 * theme.GAP + 6
        draw(painter, QRectF(at, 8, 2 * theme.GAP, 10))
        at -= 2 * theme.GAP


def draw_kinds(painter: QPainter, box: QRectF, kinds: Sequence[Kind]) -> None:
    """Draw what each kind of bar stands for in one line, from the left."""
    metrics = QFontMetricsF(painter.font())
    at = box.left()
    for words, draw in kinds:
        draw(painter, QRectF(at, box.center().y() - 5, 2 * theme.GAP, 10))
        at += 2 * theme.GAP + 6
        painter.setPen(theme.color("text"))
        wide = metrics.horizontalAdvance(words)
        painter.drawText(QRectF(at, box.top(), wide + 1, box.height()), _LEFT, words)
        at += wide + 2 * theme.GAP
