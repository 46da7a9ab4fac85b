"""Sizes of a grid on screen: the form's column widths, and rows high enough for their labels."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from nianbao.formats.layout import Layout, LayoutCell
from nianbao.ui.look import theme

BASE_WIDTH = 800
"""Pixels of a table at 100 %: the widest that fits between the panels at 1366."""
NARROWEST, WIDEST = 0.86, 1.3
"""How far columns shrink and stretch at the same size of letters."""
MOST_FROZEN = 0.5
"""How much of its room a table's frozen labels take at the most, however large it is shown."""
LEAST_POINTS = 8.0
"""Labels that give way to the numbers stay as large as this."""
BASE_ROW = 26
PADDING = 5
LABEL_POINTS = 9.0
VALUE_POINTS = 10.5
NUMBER_LENGTH = 4
LONGEST_HEAD = 12
TALL_ROWS = 8
"""A label over so many rows in a narrow column stands upright, as on paper."""


class Metrics(NamedTuple):
    """All sizes of one table at one zoom."""

    column_widths: tuple[int, ...]
    row_heights: tuple[int, ...]
    label_font: QFont
    value_font: QFont
    zoom: float

    def head_height(self, layout: Layout) -> int:
        """Height of the frozen head."""
        return sum(self.row_heights[: layout.header_rows])

    def label_width(self, layout: Layout) -> int:
        """Width of the frozen row labels."""
        return sum(self.column_widths[: layout.label_columns])


def measure(
    layout: Layout, widths: Sequence[int], zoom: float, room: int = 0, tall: int = 0
) -> Metrics:
    """Return a table's sizes; columns fit into ``room``, a little narrower or wider than usual.

    ``tall`` is the height that there is for it; frozen labels give way to the numbers in both.
    """
    natural = BASE_WIDTH * zoom
    total = min(max(natural * NARROWEST, room), natural * WIDEST) if room else natural
    # Edges are rounded, not widths: the table is never a pixel wider than its room.
    edges = [int(sum(widths[:n]) * total / sum(widths)) for n in range(len(widths) + 1)]
    columns = tuple(right - left for left, right in pairwise(edges))
    frozen = sum(columns[: layout.label_columns])
    share = min(1.0, room * MOST_FROZEN / frozen) if room and frozen else 1.0
    narrowed = (int(width * share) for width in columns[: layout.label_columns])
    columns = (*narrowed, *columns[layout.label_columns :])
    label_font, heights = _labels(layout, columns, zoom, share)
    head = sum(heights[: layout.header_rows])
    if tall and head > tall * MOST_FROZEN:
        label_font, heights = _labels(layout, columns, zoom, share * tall * MOST_FROZEN / head)
    return Metrics(columns, heights, label_font, theme.font(VALUE_POINTS * zoom), zoom)


def _labels(
    layout: Layout, columns: Sequence[int], zoom: float, share: float
) -> tuple[QFont, tuple[int, ...]]:
    """Return the font of labels that are ``share`` of their size, and the rows that hold them."""
    points = LABEL_POINTS * zoom
    font = theme.font(min(points, max(points * share, LEAST_POINTS)))
    return font, _row_heights(layout, columns, QFontMetrics(font), zoom, share)


def _row_heights(
    layout: Layout, columns: Sequence[int], metrics: QFontMetrics, zoom: float, share: float
) -> tuple[int, ...]:
    """Rows of numbers are as high as the zoom says, rows of a head as their smaller letters."""
    rows, head = layout.n_rows - layout.header_rows, round(BASE_ROW * zoom * share)
    heights = [head] * layout.header_rows + [round(BASE_ROW * zoom)] * rows
    for cell in sorted(layout.cells, key=lambda one: one.row_span):
        if cell.role == "input" or is_upright(cell):
            continue
        width = sum(columns[cell.col : cell.col + cell.col_span]) - 2 * PADDING
        need = text_height(metrics, shown_text(cell, metrics, width), width) + PADDING
        lack = need - sum(heights[cell.row : cell.row + cell.row_span])
        if lack > 0:
            heights[cell.row + cell.row_span - 1] += lack
    return tuple(heights)


def shown_text(cell: LayoutCell, metrics: QFontMetrics, width: int) -> str:
    """Return a label's words, broken where the eye expects it if they need two lines anyway."""
    text = cell.printed
    if cell.role == "column" and "\n" not in text:
        return _in_even_lines(text, metrics, width)
    number, bracket, rest = text.partition("）")
    numbered = (
        cell.role == "row"
        and cell.row_span > 1
        and text.startswith("（")
        and len(number) < NUMBER_LENGTH
    )
    if numbered and rest and metrics.horizontalAdvance(text) > width:
        whole = metrics.horizontalAdvance(rest) <= width
        return f"{number}{bracket}\n{rest}" if whole else text
    return text


def _in_even_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """Break a short head into lines of the same length: 社会公益组织 after 社会公."""
    lines = -(-metrics.horizontalAdvance(text) // max(width, 1))
    if lines < 2 or len(text) > LONGEST_HEAD:  # noqa: PLR2004 - two lines are a break
        return text
    size = -(-len(text) // lines)
    return "\n".join(text[start : start + size] for start in range(0, len(text), size))


def is_upright(cell: LayoutCell) -> bool:
    """Whether a label is written from top to bottom."""
    return cell.role == "row" and cell.row_span >= TALL_ROWS and cell.col == 0


def text_height(metrics: QFontMetrics, text: str, width: int) -> int:
    """Return the height of a wrapped text."""
    return metrics.boundingRect(QRect(0, 0, max(width, 10), 10_000), WRAP, text).height()


WRAP = int(Qt.TextFlag.TextWordWrap)
"""Qt knows which Chinese marks must not begin a line."""
