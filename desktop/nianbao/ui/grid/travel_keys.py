"""Arrows, Home, End, Enter and Tab as moves over a grid, with Shift and Ctrl as in Excel."""

from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nianbao.formats.body import Place
from nianbao.ui.grid.model import GridModel
from nianbao.ui.grid.selection import Selection
from nianbao.ui.grid.travel import Travel
from nianbao.ui.system.enter_keys import ENTER

DOWN, RIGHT, STAY = "down", "right", "stay"
"""Where Enter goes."""
END = "这张表到这里为止，没有下一格了。"
END_OF_ROW = "下面没有格了；要往右填，请按 Tab。"
END_OF_COLUMN = "这一列到底了；右边一列已经填了，要改的请点那一格。"
TABS = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class Travelled(Protocol):
    """What the keys need of the grid that they move in."""

    sheet_model: GridModel
    travel: Travel
    selection: Selection
    enter_goes: str

    @property
    def place(self) -> Place:
        """The active cell."""

    def tell_end(self) -> None:
        """Say that no cell follows."""

    def viewport(self) -> QWidget:
        """What is seen of the table."""

    def rowHeight(self, row: int, /) -> int:
        """Return the height of a row in pixels."""


class TravelKeys:
    """The travelling keys of one grid."""

    def __init__(self, view: Travelled) -> None:
        self._view = view
        self._tab_start: int | None = None

    def end_run(self) -> None:
        """A run of Tabs ends: Enter goes straight down from here."""
        self._tab_start = None

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Move where a key leads; return whether it is one that leads anywhere."""
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if key in ENTER or key in TABS:
            self._go_on(key, shift=shift)
            return True
        selection = self._view.selection
        target = self._target(key, selection.far if shift else self._view.place, control=control)
        if target is None:
            return False
        self.end_run()
        (selection.extend if shift else selection.move)(target)
        return True

    def leave_cell(self, key: int, shift: bool) -> None:
        """Go on after an edit that this key ended."""
        step = _STEPS.get(Qt.Key(key))
        if step is None:
            self._go_on(Qt.Key(key), shift=shift)
        else:
            self.end_run()
            self._view.selection.move(self._view.travel.step(self._view.place, *step))

    def _target(self, key: Qt.Key, place: Place, *, control: bool) -> Place | None:
        travel = self._view.travel
        if key in _STEPS:
            if control:
                return travel.jump(place, *_STEPS[key], self._is_filled)
            return travel.step(place, *_STEPS[key])
        if key == Qt.Key.Key_Home:
            return travel.first if control else travel.home(place)
        if key == Qt.Key.Key_End:
            return travel.last if control else travel.end(place)
        if key in _PAGES and not control:
            room = self._view.viewport().height()
            return travel.page(place, _PAGES[key], room, self._view.rowHeight)
        return None

    def words_at_end(self) -> str:
        """Say why a key led no further from the active cell."""
        travel, place = self._view.travel, self._view.place
        beside = travel.along(place, 1, self._view.sheet_model.is_passed)
        if place in travel.ends or beside == place:
            return END
        return END_OF_COLUMN if self._tab_start is None else END_OF_ROW

    def _is_filled(self, place: Place) -> bool:
        model = self._view.sheet_model
        return model.session.value(model.body.keys[place]) is not None

    def _go_on(self, key: Qt.Key, *, shift: bool) -> None:
        """Go on with Enter or Tab: within the selection where there is one, else in the table."""
        view, enter = self._view, key in ENTER
        by = -1 if shift or key == Qt.Key.Key_Backtab else 1
        ring = view.selection.ring(across=not enter or view.enter_goes == RIGHT)
        if ring:
            stays = enter and view.enter_goes == STAY
            at = ring.index(view.place) + (0 if stays else by)
            view.selection.step(ring[at % len(ring)])
        elif enter:
            self._arrive(self._after_enter(by), stays=view.enter_goes == STAY)
            self.end_run()
        else:
            self._tab(by)

    def _tab(self, by: int) -> None:
        place = self._view.place
        start = place[1] if self._tab_start is None else self._tab_start
        there = self._view.travel.along(place, by, self._view.sheet_model.is_passed)
        # A Tab that runs on into the next row begins a new run there.
        self._tab_start = start if there[0] == place[0] else there[1]
        self._arrive(there)

    def _arrive(self, there: Place, *, stays: bool = False) -> None:
        """Make a cell the active one; where the table ends, say so."""
        ends = there == self._view.place and not stays
        self._view.selection.move(there)
        if ends:
            self._view.tell_end()

    def _after_enter(self, by: int) -> Place:
        travel, place = self._view.travel, self._view.place
        if self._tab_start is not None and by > 0:
            return travel.below_tab_run(place, self._tab_start)
        passed = self._view.sheet_model.is_passed
        if self._view.enter_goes == RIGHT:
            return travel.along(place, by, passed)
        if self._view.enter_goes == STAY:
            return place
        there = travel.down_column(place, by, passed)
        turns = by > 0 and there[0] <= place[0]
        # At the top of a column that is filled the next number would replace one unseen.
        return place if turns and self._is_filled(there) else there
