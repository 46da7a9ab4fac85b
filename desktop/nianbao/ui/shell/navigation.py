"""The list at the left: the report's own order, each section with its mark and count."""

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nianbao.checks.outline import Place, places, state_of
from nianbao.ui.commands.keys import words_of
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets import state_shapes

Index = QModelIndex | QPersistentModelIndex
LEAST_WIDTH = 120
ASIDE = 62
"""Margins of a line, with room for its count and its mark."""
INDENT = 16
_DISPLAY, _TOOL_TIP, _SPOKEN = 0, 3, 11


class PlacesModel(QAbstractListModel):
    """The places with their states."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.places: tuple[Place, ...] = places(session.form)
        self.states = [state_of(session, place.id) for place in self.places]

    def rowCount(self, parent: Index | None = None) -> int:
        """One row a place."""
        return 0 if parent is not None and parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        """Return the label, and for screen readers the state with it."""
        place = self.places[index.row()]
        if int(role) == _DISPLAY:
            return place.label
        if int(role) in {_SPOKEN, _TOOL_TIP}:
            state, count = self.states[index.row()]
            words = f"{place.label}：{state_shapes.WORDS[state]}" + (
                f" {count} 处" if count else ""
            )
            words = words if place.is_filled else place.label
            keys = words_of(f"place_{place.number}" if place.number else place.id)
            spoken = f"{words}（{keys}）" if keys else words
            return spoken if int(role) == _SPOKEN else plain_text.tip(spoken)
        return None

    def refresh(self) -> None:
        """Look at every place again; tell which changed."""
        for row, place in enumerate(self.places):
            state = state_of(self._session, place.id)
            if state != self.states[row]:
                self.states[row] = state
                self.dataChanged.emit(self.index(row), self.index(row))


class _PlaceDelegate(QStyledItemDelegate):
    """Paints one line: label, count, mark."""

    def __init__(self, model: PlacesModel, parent: QListView) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self._heights: dict[tuple[str, int, str], int] = {}
        """Of the words of a place, by width and font: Qt asks several times for each."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the words need; parts are a little lower than sections."""
        place = self._model.places[index.row()]
        font = theme.font(9.5) if place.depth else theme.font(10, bold=True)
        width = self._view.viewport().width() - ASIDE - INDENT * place.depth
        key = (place.label, width, font.key())
        if key not in self._heights:
            room = QRect(0, 0, width, 200)
            words = QFontMetrics(font).boundingRect(room, _WRAP, place.label)
            self._heights[key] = words.height()
        lowest, margin = (30, 8) if place.depth else (38, 12)
        return QSize(LEAST_WIDTH, max(lowest, self._heights[key] + margin))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a line."""
        place = self._model.places[index.row()]
        state, count = self._model.states[index.row()]
        box = option.rect
        chosen = self._view.selectionModel().isSelected(index)
        if chosen:
            painter.fillRect(box, theme.color("accent_soft"))
            painter.fillRect(box.left(), box.top(), 3, box.height(), theme.color("accent"))
        mark = QRectF(box.right() - 26, box.center().y() - 7.5, 16, 16)
        if place.is_filled:
            state_shapes.draw(painter, state, mark)
        text = box.adjusted(14 + INDENT * place.depth, 0, 14 - ASIDE, 0)
        if count:
            painter.setFont(theme.font(9, bold=True))
            painter.setPen(theme.color(state_shapes.ROLES[state]))
            painter.drawText(box.adjusted(0, 0, -32, 0), _RIGHT, str(count))
        painter.setFont(theme.font(9.5 if place.depth else 10, bold=chosen and not place.depth))
        painter.setPen(theme.color("muted" if place.depth and not chosen else "text"))
        painter.drawText(text, _LEFT | _WRAP, place.label)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WRAP = int(Qt.TextFlag.TextWordWrap)


class Navigation(QListView):
    """Chooses what the middle shows."""

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side-left")
        self.setAccessibleName("报告各部分")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(LEAST_WIDTH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._places = PlacesModel(session, self)
        self.setModel(self._places)
        self.setItemDelegate(_PlaceDelegate(self._places, self))
        settling = Debounced(self._places.refresh, self)
        for signal in (
            session.findings_changed,
            session.cells_changed,
            session.texts_changed,
            session.facts_changed,
        ):
            signal.connect(settling.soon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew: Qt does so where the height changes, not the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def place_at(self, number: int) -> str | None:
        """Return the id of the n-th place of the upper level, as Ctrl+number asks."""
        upper = [place.id for place in self._places.places if place.number]
        return upper[number] if number < len(upper) else None

    def show_place(self, place_id: str) -> None:
        """Select a line without being clicked."""
        for row, place in enumerate(self._places.places):
            if place.id == place_id:
                self.setCurrentIndex(self._places.index(row))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell what was chosen."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self._places.places[current.row()].id)
