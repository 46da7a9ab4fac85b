"""Where the cursor goes: arrows, Tab, Enter, Home, End and Ctrl+arrows, over inputs only."""

from collections.abc import Callable
from functools import cached_property

from nianbao.formats.body import Body, Place

IsFilled = Callable[[Place], bool]
IsPassed = Callable[[Place], bool]
"""Whether Tab and Enter pass over an input, because nobody has to type into it."""


def _nothing(_place: Place) -> bool:
    return False


class Travel:
    """Moves within one table."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._rows = body.rows
        self._order = [place for row in body.rows for place in row]
        self._row_of = {place: n for n, row in enumerate(self._rows) for place in row}

    @property
    def first(self) -> Place:
        """The first input."""
        return self._order[0]

    @property
    def last(self) -> Place:
        """The last input."""
        return self._order[-1]

    @property
    def ends(self) -> tuple[Place, Place]:
        """The first input and the last one."""
        return self.first, self.last

    def order_from(self, place: Place) -> list[Place]:
        """Return all inputs in reading order from one on, those before it last."""
        at = self._order.index(self.nearest(place))
        return [*self._order[at:], *self._order[:at]]

    def nearest(self, place: Place) -> Place:
        """Return ``place`` itself where it is an input, else the input closest to it."""
        if place in self._row_of:
            return place
        return min(self._order, key=lambda one: (abs(one[0] - place[0]), abs(one[1] - place[1])))

    def step(self, place: Place, down: int, right: int) -> Place:
        """Return the next input in a direction, ``place`` itself at the edge."""
        place = self.nearest(place)
        row = self._row_of[place]
        if right:
            columns = self._rows[row]
            at = columns.index(place) + right
            return columns[at] if 0 <= at < len(columns) else place
        row += down
        return self._beside(row, place[1]) if 0 <= row < len(self._rows) else place

    def _beside(self, row: int, column: int) -> Place:
        return min(self._rows[row], key=lambda one: (abs(one[1] - column), one[1]))

    def jump(self, place: Place, down: int, right: int, is_filled: IsFilled) -> Place:
        """Return the edge of the data in a direction, as Ctrl+arrow does in Excel."""
        place = self.nearest(place)
        beyond = self.step(place, down, right)
        run = is_filled(place) and is_filled(beyond)
        here = place
        while (there := self.step(here, down, right)) != here:
            if run and not is_filled(there):
                return here
            here = there
            if not run and is_filled(here):
                return here
        return here

    def page(self, place: Place, down: int, room: int, height_of: Callable[[int], int]) -> Place:
        """Return the input about ``room`` pixels further in the column, at least the next one."""
        place = self.nearest(place)
        here = self.step(place, down, 0)
        room -= height_of(place[0]) + height_of(here[0])
        while (there := self.step(here, down, 0)) != here:
            room -= height_of(there[0])
            if room < 0:
                break
            here = there
        return here

    def home(self, place: Place) -> Place:
        """Return the first input of the row."""
        return self._rows[self._row_of[self.nearest(place)]][0]

    def end(self, place: Place) -> Place:
        """Return the last input of the row."""
        return self._rows[self._row_of[self.nearest(place)]][-1]

    def along(self, place: Place, by: int, passed: IsPassed = _nothing) -> Place:
        """Return the next input in reading order, as Tab does; at the end ``place`` itself.

        It never goes round: the next number would replace the first one.
        """
        return self._ahead(self._order, place, by, passed)

    def down_column(self, place: Place, by: int, passed: IsPassed = _nothing) -> Place:
        """Return the next input in the column; at its end the top of the next column.

        At the end of the last column that is ``place`` itself.
        """
        return self._ahead(self._by_columns, place, by, passed)

    def _ahead(
        self, order: list[Place], place: Place, by: int, passed: IsPassed = _nothing
    ) -> Place:
        place = self.nearest(place)
        ahead = order[order.index(place) :: by][1:]
        return next((one for one in ahead if not passed(one)), place)

    @cached_property
    def _by_columns(self) -> list[Place]:
        """Every input, column by column.

        Blocks of a table may have columns of their own; each input comes once all the same, so
        that the way ends and leads back as it came.
        """
        order, left = [self.first], dict.fromkeys(self._order[1:])
        while left:
            there = self._down(order[-1])
            if there not in left:
                there = min(left, key=lambda one: (one[1], one[0]))
            order.append(there)
            del left[there]
        return order

    def _down(self, place: Place) -> Place:
        there = self.step(place, 1, 0)
        return there if there != place else self._beside(0, self.step(place, 0, 1)[1])

    def below_tab_run(self, place: Place, start_column: int) -> Place:
        """Return where Enter goes after a run of Tabs: a next row, where the run began.

        Below the last row that is ``place`` itself.
        """
        place = self.nearest(place)
        below = self._row_of[place] + 1
        return self._beside(below, start_column) if below < len(self._rows) else place
