"""Paints printed cells: heads, row labels, bands and the note in the corner."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter

from nianbao.formats.layout import LayoutCell
from nianbao.ui.grid.metrics import PADDING, WRAP, is_upright, shown_text
from nianbao.ui.look import theme

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
LONG_LABEL = 7


def draw_label(  # noqa: PLR0913 - what a painter needs
    painter: QPainter, cell: LayoutCell, box: QRect, font: QFont, *, here: bool, seen: QRect
) -> None:
    """Draw one printed cell; its text stays in the middle of the part that is ``seen``."""
    painter.fillRect(box, theme.color("here_fill" if here else "label_fill"))
    painter.setPen(theme.color("grid"))
    painter.drawLine(box.topRight(), box.bottomRight())
    painter.drawLine(box.bottomLeft(), box.bottomRight())
    painter.setFont(font)
    painter.setPen(theme.color("muted" if cell.role == "note" else "text"))
    inside = box.intersected(seen) if cell.row_span > 1 else box
    if is_upright(cell):
        painter.drawText(inside, _CENTRE, "\n".join(cell.text))
        return
    words = inside.adjusted(PADDING, 0, -PADDING, 0)
    text = shown_text(cell, painter.fontMetrics(), words.width())
    painter.drawText(words, (_LEFT if _begins_left(cell) else _CENTRE) | WRAP, text)


def _begins_left(cell: LayoutCell) -> bool:
    """Whether a label begins at the left, as on paper: notes, and rows of a tree or of long words."""
    if cell.role == "note":
        return True
    return (
        cell.role == "row" and cell.row_span == 1 and (cell.col > 0 or len(cell.text) > LONG_LABEL)
    )
