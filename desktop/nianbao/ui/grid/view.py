"""The table view: sizes, heads, keyboard travel and block commands on one statutory table."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QTableView,
    QWidget,
)

from nianbao.ui.grid.body import Place
from nianbao.ui.grid.delegate import GridDelegate
from nianbao.ui.grid.headers import Corner, FormHeader
from nianbao.ui.grid.metrics import Metrics, measure
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.notice import Notice
from nianbao.ui.grid.travel import Travel

Flag = QItemSelectionModel.SelectionFlag
DOWN, RIGHT, STAY = "down", "right", "stay"
"""Where Enter goes."""

Index = QModelIndex | QPersistentModelIndex
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class TableGrid(QTableView):
    """One statutory table to type into."""

    where_changed = Signal(str)
    """The key of the current cell; empty on a printed cell."""
    selection_moved = Signal()
    zoom_asked = Signal(int)
    """Steps of the mouse wheel with Ctrl."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self.travel = Travel(model.body)
        self.enter_goes = DOWN
        self._zoom = 1.0
        self._anchor: Place | None = None
        self._tab_start: int | None = None
        self._metrics = self._measure()
        self.delegate = GridDelegate(model, self._metrics, self)
        self.delegate.left_with.connect(self._after_edit)
        model.session.refused.connect(self._tell_refused)
        self._set_up()
        self._set_up_heads()
        self._use(self._metrics)
        self.setCurrentIndex(model.index(*self.travel.first))

    @cached_property
    def notice(self) -> Notice:
        """Says why something was not entered; made when that happens first."""
        return Notice(self.viewport())

    def _hide_notice(self) -> None:
        if "notice" in vars(self):
            self.notice.hide()

    # Building

    def _set_up(self) -> None:
        table = self.grid.session.form.table(self.grid.table)
        section = self.grid.session.form.section(table.section)
        self.setAccessibleName(f"{section.label}，表格")
        self.setModel(self.grid)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked
        )
        for span in self.grid.body.spans():
            self.setSpan(*span)

    def _set_up_heads(self) -> None:
        layout = self.grid.body.layout
        self._head = FormHeader(Qt.Orientation.Horizontal, layout, self._metrics, self)
        self._side = FormHeader(Qt.Orientation.Vertical, layout, self._metrics, self)
        self.setHorizontalHeader(self._head)
        self.setVerticalHeader(self._side)
        self._head.setVisible(layout.header_rows > 0)
        self._side.setVisible(layout.label_columns > 0)
        self._head.picked.connect(self._pick_columns)
        self._side.picked.connect(self._pick_rows)
        corners = [one for one in layout.cells if one.role in {"note", "corner"} and not one.row]
        self._corner = None
        if layout.header_rows and layout.label_columns and corners:
            self._corner = Corner(corners[0], self._metrics, self)
            self._corner.pressed.connect(self.select_table)

    # Sizes

    def _measure(self, room: int = 0) -> Metrics:
        table = self.grid.session.form.table(self.grid.table)
        return measure(self.grid.body.layout, table.widths, self._zoom, room)

    def set_zoom(self, zoom: float, room: int = 0) -> None:
        """Draw everything larger or smaller; ``room`` is the width that there is for the table."""
        self._zoom = zoom
        metrics = self._measure(room)
        if metrics != self._metrics:
            self._use(metrics)

    def _use(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self.delegate.metrics = metrics
        for header in (self._head, self._side):
            header.set_metrics(metrics)
        if self._corner is not None:
            self._corner.metrics = metrics
        self.setMaximumSize(
            sum(metrics.column_widths) + self.verticalScrollBar().sizeHint().width() + 1,
            sum(metrics.row_heights) + self.horizontalScrollBar().sizeHint().height() + 1,
        )
        self.updateGeometries()

    def updateGeometries(self) -> None:
        """Keep the corner's note between the two heads."""
        super().updateGeometries()
        corner = getattr(self, "_corner", None)
        if corner is not None:
            corner.setGeometry(0, 0, self._side.width(), self._head.height())
            corner.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the notice follow its cell."""
        super().resizeEvent(event)
        self._hide_notice()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_asked.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's value in each cell."""
        self.delegate.shows_last_year = shown
        self.viewport().update()

    # Where the cursor is

    @property
    def place(self) -> Place:
        """The current cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else self.travel.first

    @property
    def current_key(self) -> str:
        """The current cell's key; empty on a printed cell."""
        return self.grid.body.keys.get(self.place, "")

    def go_to(self, key: str) -> None:
        """Make a cell the current one and show it."""
        place = self.grid.body.places.get(key)
        if place is not None:
            self._move(place)

    def _move(self, place: Place, *, extend: bool = False) -> None:
        index = self.grid.index(*place)
        if not extend:
            self.setCurrentIndex(index)
            self._anchor = place
            self.scrollTo(index)
            return
        start = self._anchor or self.place
        self.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
        self.selectionModel().select(self._block(start, place), Flag.ClearAndSelect)
        self._anchor = start
        self.scrollTo(index)

    def _block(self, one: Place, other: Place) -> QItemSelection:
        rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
        return QItemSelection(
            self.grid.index(rows[0], columns[0]), self.grid.index(rows[1], columns[1])
        )

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Highlight the current row's and column's labels."""
        super().currentChanged(current, previous)
        self.delegate.current = (current.row(), current.column()) if current.isValid() else None
        self._hide_notice()
        for header in (getattr(self, "_head", None), getattr(self, "_side", None)):
            if header is not None:
                header.viewport().update()
        self.where_changed.emit(self.current_key)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the status bar."""
        super().selectionChanged(selected, deselected)
        self.selection_moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or extend the one there is with Shift."""
        self._tab_start = None
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or (index.row(), index.column()) not in self.grid.body.keys:
            return
        super().mousePressEvent(event)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = self.place

    # Selections

    def selected_keys(self) -> list[str]:
        """Return the keys of the selected cells in reading order."""
        keys = self.grid.body.keys
        places = {(index.row(), index.column()) for index in self.selectedIndexes()}
        return [keys[place] for place in sorted(places) if place in keys]

    def select_table(self) -> None:
        """Select every cell."""
        self.selectionModel().select(
            self._block((0, 0), (self.grid.body.n_rows - 1, self.grid.body.n_columns - 1)),
            Flag.ClearAndSelect,
        )

    def select_keys(self, keys: Sequence[str]) -> None:
        """Select the rectangle around some cells and make the first the current one."""
        places = [self.grid.body.places[key] for key in keys]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        first = (min(rows), min(columns))
        self._move(self.travel.nearest(first))
        self.selectionModel().select(
            self._block(first, (max(rows), max(columns))), Flag.ClearAndSelect
        )

    def _pick_columns(self, first: int, last: int, extend: bool) -> None:
        self._pick((0, first), (self.grid.body.n_rows - 1, last), extend=extend)

    def _pick_rows(self, first: int, last: int, extend: bool) -> None:
        self._pick((first, 0), (last, self.grid.body.n_columns - 1), extend=extend)

    def _pick(self, start: Place, end: Place, *, extend: bool) -> None:
        if not extend:
            self.selectionModel().setCurrentIndex(self.grid.index(*start), Flag.NoUpdate)
        flag = Flag.Select if extend else Flag.ClearAndSelect
        self.selectionModel().select(self._block(start, end), flag)
        self._anchor = start
        self.setFocus()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Travel and clear; everything else is typing or Qt's own."""
        key = Qt.Key(event.key())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        target = self._target(key, event)
        if target is not None:
            self._tab_start = None
            self._move(target, extend=shift and key in _EXTENDING)
        elif key in _ENTER or key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._travel_on(key, shift=shift)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.clear_selection()
        elif key == Qt.Key.Key_Escape:
            self._hide_notice()
        else:
            super().keyPressEvent(event)

    def _target(self, key: Qt.Key, event: QKeyEvent) -> Place | None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _STEPS:
            if control:
                return self.travel.jump(self.place, *_STEPS[key], self._is_filled)
            return self.travel.step(self.place, *_STEPS[key])
        if key == Qt.Key.Key_Home:
            return self.travel.first if control else self.travel.home(self.place)
        if key == Qt.Key.Key_End:
            return self.travel.last if control else self.travel.end(self.place)
        return None

    def _is_filled(self, place: Place) -> bool:
        return self.grid.session.value(self.grid.body.keys[place]) is not None

    def _after_edit(self, key: int, shift: bool) -> None:
        if Qt.Key(key) in _STEPS:
            self._tab_start = None
            self._move(self.travel.step(self.place, *_STEPS[Qt.Key(key)]))
        else:
            self._travel_on(Qt.Key(key), shift=shift)

    def _travel_on(self, key: Qt.Key, *, shift: bool) -> None:
        if key in _ENTER:
            self._move(self._after_enter(-1 if shift else 1))
            self._tab_start = None
            return
        back = shift or key == Qt.Key.Key_Backtab
        start = self.place[1] if self._tab_start is None else self._tab_start
        there = self.travel.along(self.place, -1 if back else 1)
        # A Tab that runs on into the next row begins a new run there.
        self._tab_start = start if there[0] == self.place[0] else there[1]
        self._move(there)

    def _after_enter(self, by: int) -> Place:
        if self._tab_start is not None and by > 0:
            return self.travel.below_tab_run(self.place, self._tab_start)
        if self.enter_goes == RIGHT:
            return self.travel.along(self.place, by)
        if self.enter_goes == STAY:
            return self.place
        return self.travel.down_column(self.place, by)

    def edit(self, *arguments: object) -> object:  # type: ignore[override]
        """Remember whether typing opened the editor: arrows then leave it, as in Excel."""
        if len(arguments) > 1:
            self.delegate.typed = arguments[1] == QAbstractItemView.EditTrigger.AnyKeyPressed
        opened = super().edit(*arguments)  # type: ignore[call-overload]
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit) and not self.delegate.typed:
            editor.end(False)  # Qt selects everything; F2 is there to go on writing
        return opened

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let an input method begin an edit without losing what it gives first.

        Qt carries a composition over into the editor, but drops text that comes at once, such as
        a full-width digit: there it opens the editor and hands it only the following events.
        """
        super().inputMethodEvent(event)
        editor = self.indexWidget(self.currentIndex())
        if isinstance(editor, QLineEdit) and event.commitString() and not editor.text():
            QApplication.sendEvent(editor, event)

    def clear_selection(self) -> None:
        """Make the selected cells blank, in one step."""
        keys = self.selected_keys()
        notes = {key: "" for key in keys if self.grid.note(key)}
        self.grid.session.set_cells(dict.fromkeys(keys), f"清除 {len(keys)} 格", notes)

    def _tell_refused(self, key: str, why: str) -> None:
        place = self.grid.body.places.get(key)
        if place is not None and self.isVisible():
            self.notice.show_beside(self.visualRect(self.grid.index(*place)), why)


_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_EXTENDING = {*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End}
