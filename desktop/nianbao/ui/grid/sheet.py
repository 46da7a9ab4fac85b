"""Paints the body of a table: values, marks, printed cells.

One pass over the exposed cells instead of a delegate's call for each: Qt repaints the whole table
whenever the keyboard enters or leaves it, which is at every edit, and a call from Qt into Python
costs more than what it draws. Backgrounds and lines are filled rectangles for the same reason.
"""

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QRegion
from PySide6.QtWidgets import QTableView

from nianbao.formats.body import Body, Place
from nianbao.formats.layout import LayoutCell
from nianbao.report.numbers import format_number
from nianbao.ui.grid.cell_marks import Mark
from nianbao.ui.grid.labels import draw_label
from nianbao.ui.grid.metrics import Metrics
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.numerals import Numerals, SmallNumerals
from nianbao.ui.look import theme
from nianbao.ui.look.alignment import AT_LEFT

_SOURCE_FILLS = {
    Mark.READ: "ok_soft",
    Mark.INFERRED: "warning_soft",
    Mark.UNREAD: "error_soft",
}
_SIGNS = {Mark.INFERRED: ("≈", "warning"), Mark.UNREAD: ("✗", "error")}
SMALL_POINTS = 7
"""The size of last year's numbers, below this year's."""


class SheetPainter:
    """Draws one table's cells."""

    def __init__(self, model: GridModel, metrics: Metrics) -> None:
        self._model = model
        self.current: Place | None = None
        self.labels_here: frozenset[Place] = frozenset()
        self.shows_last_year = False
        self.use(metrics)

    def go_to(self, place: Place | None) -> None:
        """Frame another cell as the active one, and highlight what names it."""
        self.current = place
        self.labels_here = frozenset() if place is None else self._model.body.labels_of(place)

    def use(self, metrics: Metrics) -> None:
        """Take new sizes."""
        self.metrics = metrics
        self._places = _Boxes(self._model.body, metrics)
        self._numerals = Numerals(metrics.value_font)
        self._beside = SmallNumerals(theme.font(SMALL_POINTS * metrics.zoom))

    def paint(self, view: QTableView, painter: QPainter, region: QRegion) -> None:
        """Draw the cells in ``region``, a part of the view's viewport."""
        shift = QPoint(-view.horizontalOffset(), -view.verticalOffset())
        # Qt's lists and regions can be iterated, though their type stubs do not say so.
        chosen = view.selectionModel().selection().toList()
        blocks = [(one.top(), one.bottom(), one.left(), one.right()) for one in chosen]
        exposed: QRect
        for exposed in region:  # type: ignore[attr-defined]
            painter.fillRect(exposed, theme.color("sheet"))
            for place, cell, box in self._places.within(exposed.translated(-shift)):
                self._draw(painter, place, cell, box.translated(shift), blocks)
        self._close(painter, self._places.whole.translated(shift))

    def _close(self, painter: QPainter, table: QRect) -> None:
        """Cells end with a line; where no head or side begins the table, its own edge does."""
        layout, line = self._model.body.layout, theme.color("grid")
        if not layout.header_rows:
            painter.fillRect(table.x(), table.y(), table.width(), 1, line)
        if not layout.label_columns:
            painter.fillRect(table.x(), table.y(), 1, table.height(), line)

    def _draw(
        self,
        painter: QPainter,
        place: Place,
        cell: LayoutCell,
        box: QRect,
        blocks: list[tuple[int, int, int, int]],
    ) -> None:
        key = cell.key
        if key is None:
            here = place in self.labels_here
            draw_label(painter, cell, box, self.metrics.label_font, here=here, seen=box)
            return
        row, column = place
        selected = any(
            top <= row <= bottom and left <= column <= right for top, bottom, left, right in blocks
        )
        mark = self._model.marks.of(key)
        self._fill(painter, box, key, mark, selected=selected)
        if mark > Mark.READ:
            self._draw_mark(painter, box, mark)
        elif self._model.differing_total(key) is not None:
            _corner(painter, box, "warning", left=True, size=7)
        here = place == self.current
        if here:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        self._write(
            painter, box, key
        )  # over the frames: with last year's below it there is no room
        if self._model.note(key):  # within the frame of the active cell, which has its colour
            inner = box.adjusted(4, 4, -5, -5) if here else box
            _corner(painter, inner, "accent", left=False, size=7)

    def _fill(self, painter: QPainter, box: QRect, key: str, mark: Mark, *, selected: bool) -> None:
        if mark is Mark.SUSPECT:
            painter.fillRect(box, theme.color("error_soft"))
        elif selected or self._model.marks.is_linked(key):
            painter.fillRect(box, theme.color("accent_soft"))
        elif mark in _SOURCE_FILLS:
            painter.fillRect(box, theme.color(_SOURCE_FILLS[mark]))
        elif self._model.is_total(key):
            painter.fillRect(box, theme.color("total_fill"))
        x, y, width, height = box.x(), box.y(), box.width(), box.height()
        line = theme.color("grid")
        painter.fillRect(x + width - 1, y, 1, height, line)
        painter.fillRect(x, y + height - 1, width, 1, line)

    def _draw_mark(self, painter: QPainter, box: QRect, mark: Mark) -> None:
        """Errors have a frame and a corner, doubts of a source a sign: no one needs the colour."""
        if mark in _SIGNS:
            sign, role = _SIGNS[mark]
            painter.setFont(self.metrics.value_font)
            painter.setPen(theme.color(role))
            painter.drawText(box.adjusted(3, 0, 0, 0), AT_LEFT, sign)
        elif mark is Mark.WARNING:
            painter.setPen(QPen(theme.color("warning"), 1.5, Qt.PenStyle.DashLine))
            painter.drawRect(box.adjusted(1, 1, -3, -3))
            _corner(painter, box, "warning", left=True, size=7)
        else:
            suspect = mark is Mark.SUSPECT
            _frame(painter, box, "error", 3.0 if suspect else 1.5)
            _corner(painter, box, "error", left=True, size=9 if suspect else 7)

    def _write(self, painter: QPainter, box: QRect, key: str) -> None:
        text, beside = self._model.text(key), self._last_year(key)
        if text:
            computed = self._model.is_computed(key)
            painter.setPen(theme.color("accent" if computed else "text"))
            self._numerals.draw(painter, self._beside.above(box) if beside else box, text)
        if beside:
            painter.setPen(theme.color("muted"))
            self._beside.draw(painter, box, beside)

    def _last_year(self, key: str) -> str:
        """What stands below a cell's number; empty where nothing does."""
        value = self._model.session.last_year(key) if self.shows_last_year else None
        return "" if value is None else format_number(value)


class _Boxes:
    """Where each cell of the body stands, counted from the body's own upper left corner."""

    def __init__(self, body: Body, metrics: Metrics) -> None:
        layout = body.layout
        self._body = body
        self._bottoms = list(accumulate(metrics.row_heights[layout.header_rows :]))
        self._rights = list(accumulate(metrics.column_widths[layout.label_columns :]))

    @property
    def whole(self) -> QRect:
        """The whole table."""
        return QRect(0, 0, self._rights[-1], self._bottoms[-1])

    def within(self, exposed: QRect) -> Iterator[tuple[Place, LayoutCell, QRect]]:
        """Yield the cells that a rectangle touches, each once."""
        first = bisect_right(self._bottoms, exposed.top())
        last = bisect_right(self._bottoms, exposed.bottom())
        left, right = exposed.left(), exposed.right()
        for number, cells in enumerate(self._rows[first : last + 1], first):
            for place, cell, box in cells:
                begins_here = place[0] == number or number == first
                if begins_here and box.left() <= right and box.right() >= left:
                    yield place, cell, box

    @cached_property
    def _rows(self) -> list[list[tuple[Place, LayoutCell, QRect]]]:
        """The cells that reach into each row, those that begin further up included."""
        tops, lefts = [0, *self._bottoms], [0, *self._rights]
        rows: list[list[tuple[Place, LayoutCell, QRect]]] = [[] for _ in self._bottoms]
        for place, cell in self._body.cells.items():
            row, column = place
            x, y = lefts[column], tops[row]
            right, bottom = lefts[column + cell.col_span], tops[row + cell.row_span]
            box = QRect(x, y, right - x, bottom - y)
            for reached in rows[row : row + cell.row_span]:
                reached.append((place, cell, box))
        return rows


def _frame(painter: QPainter, box: QRect, role: str, width: float) -> None:
    """Frame a cell with four filled strips: a stroked path takes five times as long."""
    color = theme.color(role)
    x, y, across, down = box.x(), box.y(), box.width() - 1, box.height() - 1
    painter.fillRect(QRectF(x, y, across, width), color)
    painter.fillRect(QRectF(x, y + down - width, across, width), color)
    painter.fillRect(QRectF(x, y, width, down), color)
    painter.fillRect(QRectF(x + across - width, y, width, down), color)


def _corner(painter: QPainter, box: QRect, role: str, *, left: bool, size: int) -> None:
    """Fill a small triangle in an upper corner."""
    corner = QPoint(box.left() if left else box.right(), box.top())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(role))
    painter.drawPolygon(_triangle(size if left else -size).translated(corner))
    painter.setBrush(Qt.BrushStyle.NoBrush)


@lru_cache(maxsize=8)
def _triangle(inward: int) -> QPolygonF:
    return QPolygonF([QPointF(0, 0), QPointF(inward, 0), QPointF(0, abs(inward))])
