"""Which cells are selected, as in Excel: an active cell that stays, and a far end that moves."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QTableView

from nianbao.formats.body import Body, Place

Flag = QItemSelectionModel.SelectionFlag


class Selection:
    """The selection of one grid."""

    def __init__(self, view: QTableView, body: Body) -> None:
        self._view = view
        self._body = body
        self._far: Place | None = None
        self._start: Place | None = None

    @property
    def far(self) -> Place:
        """The end that Shift moves; the active cell itself where nothing is extended."""
        return self._far if self._far is not None else self._active

    @property
    def _active(self) -> Place:
        index = self._view.currentIndex()
        return index.row(), index.column()

    def move(self, place: Place) -> None:
        """Make one cell the active one, alone."""
        self.forget()
        index = self._view.model().index(*place)
        # Qt's own setCurrentIndex would look at the keyboard, and add the cell while Ctrl is down.
        self._view.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
        self._view.scrollTo(index)

    def forget(self) -> None:
        """Extend from the active cell the next time: something else selected it."""
        self._far = self._start = None

    def extend(self, place: Place) -> None:
        """Select from the active cell to ``place``; typing still goes to the active cell."""
        start = self._start or self._active
        self._select(*self._grown(start, place))
        self._far, self._start = place, start
        self._view.scrollTo(self._view.model().index(*place))

    def step(self, place: Place) -> None:
        """Make another cell of the selection the active one; the selection stays."""
        index = self._view.model().index(*place)
        self._view.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
        self._view.scrollTo(index)

    def pick(self, start: Place, end: Place, *, add: bool = False) -> None:
        """Select a block whose first input becomes the active cell."""
        self._pick(self._inputs(start, end)[:1], start, end, add=add)

    def pick_in_sight(self, start: Place, end: Place, *, add: bool = False) -> None:
        """Select a block where the clerk looks: nothing scrolls, the active cell is in sight."""
        inputs = self._inputs(start, end)
        seen = [one for one in inputs if self._is_seen(one)]
        scrolls = self._view.hasAutoScroll()
        self._view.setAutoScroll(False)
        self._pick((seen or inputs)[:1], start, end, add=add)
        self._view.setAutoScroll(scrolls)

    def _inputs(self, start: Place, end: Place) -> list[Place]:
        return [one for one in sorted(self._body.keys) if _within(one, start, end)]

    def _is_seen(self, place: Place) -> bool:
        box = self._view.visualRect(self._view.model().index(*place))
        return self._view.viewport().rect().contains(box)

    def _pick(self, active: Sequence[Place], start: Place, end: Place, *, add: bool) -> None:
        """Select a block, if it has an active cell."""
        if not active:
            return
        index = self._view.model().index(*active[0])
        self._view.selectionModel().setCurrentIndex(index, Flag.NoUpdate)
        self._select(start, end, add=add)
        self._far, self._start = end, start

    @property
    def is_block(self) -> bool:
        """Whether more than one cell is selected."""
        chosen = self._view.selectionModel().selection()
        if chosen.count() == 1 and chosen.first().height() * chosen.first().width() == 1:
            return False  # what every edit asks is answered without a look at each cell
        return len(self.places()) > 1

    def places(self) -> list[Place]:
        """Return the selected inputs in reading order."""
        found = {(index.row(), index.column()) for index in self._view.selectedIndexes()}
        return sorted(found & self._body.keys.keys())

    def ring(self, *, across: bool) -> Sequence[Place]:
        """Return the cells that Tab and Enter go round in; empty where one cell is selected."""
        places = self.places()
        if len(places) < 2 or self._active not in places:  # noqa: PLR2004 - a ring needs two
            return ()
        return places if across else sorted(places, key=lambda one: (one[1], one[0]))

    def _grown(self, one: Place, other: Place) -> tuple[Place, Place]:
        """Return the corners of a block that holds merged cells whole or not at all, as in Excel."""
        top, bottom = sorted((one[0], other[0]))
        left, right = sorted((one[1], other[1]))
        for (row, column), cell in self._body.cells.items():
            last_row, last = row + cell.row_span - 1, column + cell.col_span - 1
            apart = row > bottom or last_row < top or column > right or last < left
            if cell.key is not None and not apart:
                left, right = min(left, column), max(right, last)
                top, bottom = min(top, row), max(bottom, last_row)
        found = (top, left), (bottom, right)
        return found if found == tuple(sorted((one, other))) else self._grown(*found)

    def _select(self, one: Place, other: Place, *, add: bool = False) -> None:
        rows, columns = sorted((one[0], other[0])), sorted((one[1], other[1]))
        model = self._view.model()
        block = QItemSelection(model.index(rows[0], columns[0]), model.index(rows[1], columns[1]))
        self._view.selectionModel().select(block, Flag.Select if add else Flag.ClearAndSelect)


def _within(place: Place, start: Place, end: Place) -> bool:
    return start[0] <= place[0] <= end[0] and start[1] <= place[1] <= end[1]
