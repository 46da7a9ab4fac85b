"""The table view: sizes, heads, keyboard travel and block commands on one statutory table."""

from collections.abc import Sequence
from typing import cast, overload

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QTableView,
    QWidget,
)

from nianbao.formats.body import Place
from nianbao.ui.grid.cell_editing import CellEditing, Trigger
from nianbao.ui.grid.delegate import GridDelegate
from nianbao.ui.grid.edge_scroll import EdgeScroll
from nianbao.ui.grid.heads import Heads
from nianbao.ui.grid.metrics import Metrics, measure
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.notice import Notice
from nianbao.ui.grid.selection import Selection
from nianbao.ui.grid.sheet import SheetPainter
from nianbao.ui.grid.travel import Travel
from nianbao.ui.grid.travel_keys import DOWN, TABS, TravelKeys

Index = QModelIndex | QPersistentModelIndex

NOTCH = 120
"""What a mouse wheel turns by one notch, in Qt's eighths of a degree."""


class TableGrid(QTableView):
    """One statutory table to type into."""

    where_changed = Signal(str)
    """The key of the current cell; empty on a printed cell."""
    cell_clicked = Signal(str)
    """The key of a cell that was clicked with the left button."""
    selection_moved = Signal()
    zoom_asked = Signal(int)
    """Steps of the mouse wheel with Ctrl."""

    def __init__(self, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notice: Notice | None = None
        self.sheet_model = model
        self.travel = Travel(model.body)
        self.selection = Selection(self, model.body)
        self.enter_goes = DOWN
        self._zoom = 1.0
        self._turned = 0
        self._metrics = self._measure()
        self._heads = Heads(self, model.body.layout, self._metrics)
        self.sheet = SheetPainter(model, self._metrics)
        self.delegate = GridDelegate(model, self._metrics.value_font, self.selected_keys, self)
        self._editing = CellEditing(self, self.delegate)
        self._keys = TravelKeys(self)
        self._edge = EdgeScroll(self, self._drag_to)
        self.delegate.left_with.connect(self._keys.leave_cell)
        model.session.refused.connect(self._tell_refused)
        model.session.cells_changed.connect(self._hide_notice)
        self._set_up()
        self._set_up_heads()
        self._use(self._metrics)
        self.setCurrentIndex(model.index(*self.travel.first))

    @property
    def notice(self) -> Notice:
        """Says why something was not entered; made when that happens first."""
        if self._notice is None:
            self._notice = Notice(self.parentWidget() or self)
        return self._notice

    def _hide_notice(self) -> bool:
        """Say nothing any more; return whether something was said."""
        return self._notice is not None and self._notice.put_away()

    # Building

    def _set_up(self) -> None:
        table = self.sheet_model.session.form.table(self.sheet_model.table)
        section = self.sheet_model.session.form.section(table.section)
        self.setAccessibleName(f"{section.label}，表格")
        self.setModel(self.sheet_model)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(Trigger.AnyKeyPressed | Trigger.EditKeyPressed | Trigger.DoubleClicked)
        for span in self.sheet_model.body.spans():
            self.setSpan(*span)

    def _set_up_heads(self) -> None:
        heads = self._heads
        heads.set_up()
        heads.columns.picked.connect(self._pick_columns)
        heads.rows.picked.connect(self._pick_rows)
        if heads.corner is not None:
            heads.corner.pressed.connect(self.select_table)

    # Sizes

    def _measure(self, room: int = 0, tall: int = 0) -> Metrics:
        table = self.sheet_model.session.form.table(self.sheet_model.table)
        return measure(self.sheet_model.body.layout, table.widths, self._zoom, room, tall)

    def set_zoom(self, zoom: float, room: int = 0, tall: int = 0) -> None:
        """Draw everything larger or smaller, in the width and height that there is for the table."""
        zooms, self._zoom = zoom != self._zoom, zoom
        metrics = self._measure(room, tall)
        if metrics != self._metrics:
            self._use(metrics)
            if zooms:
                self.scrollTo(self.currentIndex())  # what is looked at stays in sight

    def _use(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self.sheet.use(metrics)
        self.delegate.font = metrics.value_font
        self._heads.use(metrics)
        self.setMaximumSize(
            sum(metrics.column_widths) + self.verticalScrollBar().sizeHint().width() + 1,
            sum(metrics.row_heights) + self.horizontalScrollBar().sizeHint().height() + 1,
        )
        self.updateGeometries()

    def updateGeometries(self) -> None:
        """Keep the corner's note between the two heads."""
        super().updateGeometries()
        self._heads.place_corner()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that are exposed."""
        self.sheet.paint(self, QPainter(self.viewport()), event.region())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the notice follow its cell."""
        super().resizeEvent(event)
        self._hide_notice()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._turned += event.angleDelta().y()
            steps = int(self._turned / NOTCH)  # a touchpad sends a notch in many small pieces
            self._turned -= steps * NOTCH
            if steps:
                self.zoom_asked.emit(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def show_last_year(self, *, shown: bool) -> None:
        """Show or hide last year's value in each cell."""
        self.sheet.shows_last_year = shown
        self.viewport().update()

    # Where the cursor is

    @property
    def place(self) -> Place:
        """The active cell."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else self.travel.first

    @property
    def current_key(self) -> str:
        """The active cell's key; empty on a printed cell."""
        return self.sheet_model.body.keys.get(self.place, "")

    def go_to(self, key: str) -> None:
        """Make a cell the active one and show it."""
        place = self.sheet_model.body.places.get(key)
        if place is not None:
            self.selection.move(place)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Highlight the active cell's row and column labels."""
        super().currentChanged(current, previous)
        self.sheet.go_to((current.row(), current.column()) if current.isValid() else None)
        self._hide_notice()
        if not self.sheet_model.body.layout.header_rows:
            self.viewport().update()  # the labels stand among the cells
        self._heads.follow_current()
        self.where_changed.emit(self.current_key)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Tell the status bar."""
        super().selectionChanged(selected, deselected)
        self.selection_moved.emit()

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection, or extend the one there is with Shift."""
        self._keys.end_run()
        index = self.indexAt(event.position().toPoint())
        place = (index.row(), index.column())
        if place not in self.sheet_model.body.keys:
            named = self.sheet_model.body.named_by(place)
            if named is not None and event.button() == Qt.MouseButton.LeftButton:
                self._pick(*named, add=False)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finish_editing()
            self.selection.extend(place)
            return
        if event.button() == Qt.MouseButton.RightButton and place in self.selection.places():
            return  # the menu is for the selection, whose active cell stays
        super().mousePressEvent(event)
        self.selection.forget()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the far end; Qt would drag the active cell along with it."""
        apart = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if apart or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        self._edge.follow(event.position().toPoint())
        self._drag_to(event.position().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection that is being dragged."""
        self._edge.stop()
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.selection.is_block:
            self.cell_clicked.emit(self.current_key)

    def _drag_to(self, point: QPoint) -> None:
        """Select up to the cell under a point, or the one nearest to it."""
        box = self.viewport().rect()
        index = self.indexAt(
            QPoint(min(max(point.x(), 0), box.right()), min(max(point.y(), 0), box.bottom()))
        )
        place = (index.row(), index.column())
        if index.isValid() and place in self.sheet_model.body.keys and place != self.selection.far:
            self.selection.extend(place)

    # Selections

    def selected_keys(self) -> list[str]:
        """Return the keys of the selected cells in reading order."""
        return [self.sheet_model.body.keys[place] for place in self.selection.places()]

    def select_table(self) -> None:
        """Select every cell."""
        self.finish_editing()
        self.selection.pick(
            (0, 0), (self.sheet_model.body.n_rows - 1, self.sheet_model.body.n_columns - 1)
        )

    def select_keys(self, keys: Sequence[str]) -> None:
        """Select the rectangle around some cells, make its first the active one, and show it."""
        places = [self.sheet_model.body.places[key] for key in keys]
        rows, columns = [row for row, _ in places], [column for _, column in places]
        self.selection.pick((min(rows), min(columns)), (max(rows), max(columns)))
        self.scrollTo(self.currentIndex())

    def go_where_typing_harms_nothing(self) -> None:
        """Go on to the next blank cell; where none is left, stay in the one cell there is."""
        order, session = self.travel.order_from(self.place), self.sheet_model.session
        blank = (one for one in order if session.value(self.sheet_model.body.keys[one]) is None)
        self.selection.move(next(blank, self.place))

    def _pick_columns(self, first: int, last: int, add: bool) -> None:
        self._pick((0, first), (self.sheet_model.body.n_rows - 1, last), add=add)

    def _pick_rows(self, first: int, last: int, add: bool) -> None:
        self._pick((first, 0), (last, self.sheet_model.body.n_columns - 1), add=add)

    def _pick(self, start: Place, end: Place, *, add: bool) -> None:
        self.finish_editing()
        self.selection.pick_in_sight(start, end, add=add)
        self.setFocus()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Travel and clear; everything else is typing or Qt's own."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and key in TABS:
            super().focusNextPrevChild(key == Qt.Key.Key_Tab)
        elif self._keys.press(key, event.modifiers()):
            event.accept()
        elif key == Qt.Key.Key_Delete:
            self.clear_selection()
        elif key == Qt.Key.Key_Backspace:
            self._begin_blank()
        elif key == Qt.Key.Key_Escape:  # else it belongs to the dialog that the table stands in
            event.setAccepted(self._hide_notice())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Tab stays in the table and goes to the next cell; Ctrl+Tab leaves it."""
        return False

    # Editing

    @overload
    def edit(self, index: Index, /) -> None: ...
    @overload
    def edit(self, index: Index, trigger: Trigger, event: QEvent | None, /) -> bool: ...
    def edit(
        self, index: Index, trigger: Trigger | None = None, event: QEvent | None = None, /
    ) -> bool | None:
        """Open the editor; typing is told apart from F2, a double click and the program."""
        if trigger is None:
            opened = super().edit(index)
        else:
            self._editing.opens_by(trigger)
            # Qt has no event where nothing was pressed, though its stubs do not say so.
            opened = super().edit(index, trigger, cast("QEvent", event))
        self._editing.go_to_end()
        return opened

    def editor(self) -> QLineEdit | None:
        """Return the editor that is open, if one is."""
        return self._editing.editor()

    def finish_editing(self) -> None:
        """Enter what stands in the open editor, as clicking elsewhere does."""
        self._editing.finish()

    def _begin_blank(self) -> None:
        """Backspace opens an empty editor, as in Excel."""
        self.edit(self.currentIndex(), Trigger.AnyKeyPressed, None)
        self._editing.begin_blank()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let an input method begin an edit."""
        self._editing.compose(event, super().inputMethodEvent)

    def clear_selection(self) -> None:
        """Make the selected cells blank, in one step."""
        keys = self.selected_keys()
        notes = {key: "" for key in keys if self.sheet_model.note(key)}
        self.sheet_model.session.edit.set_cells(dict.fromkeys(keys), f"清除 {len(keys)} 格", notes)

    def tell_end(self) -> None:
        """Say that no cell follows the active one."""
        self.notice.show_beside(self, self.currentIndex(), self._keys.words_at_end())

    def _tell_refused(self, key: str, why: str) -> None:
        place = self.sheet_model.body.places.get(key)
        if place is not None and self.isVisible():
            self.notice.show_beside(self, self.sheet_model.index(*place), why)
