"""What is compared with what, and the ticks of one sitting, without a widget."""

from decimal import Decimal
from typing import NamedTuple

from nianbao.report.numbers import format_number
from nianbao.report.proofreading import compared_cells, next_open, paper_order
from nianbao.ui.session.session import Session

SHOWN = 11
"""Characters of each end of a long file name that are shown."""


class Beside(NamedTuple):
    """What stands beside a cell, from where."""

    name: str
    value: Decimal | None

    @property
    def words(self) -> str:
        """The value as it is shown."""
        return "没有数" if self.value is None else format_number(self.value)


def _shortened(name: str) -> str:
    """A file's name begins with the unit and ends with the year and its kind: both are told."""
    return name if len(name) <= 2 * SHOWN else f"{name[:SHOWN]}…{name[-SHOWN:]}"


class Sitting:
    """Goes through the cells; its ticks are kept in the report as one step a table."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.order = paper_order(session.form)
        self._ticks: dict[str, Decimal | None] = {}
        self._taken: set[str] = set()
        self.here = next_open(self.order, self.done, "") or self.order[0]

    @property
    def done(self) -> frozenset[str]:
        """The cells with a tick that holds."""
        session = self.session
        kept = frozenset(compared_cells(session.form, session.report, session.value))
        mine = {key for key, value in self._ticks.items() if session.value(key) == value}
        return (kept | mine) - self._taken

    def beside(self) -> tuple[Beside, ...]:
        """Return what there is to compare this cell with, the source first."""
        session, found = self.session, []
        if session.read is not None:
            found.append(Beside(_shortened(session.read.name), session.read.values.get(self.here)))
        last = session.last_report()
        if last is not None:
            found.append(Beside(f"{last.year} 年", session.last_year(self.here)))
        return tuple(found)

    def tick(self) -> bool:
        """Take this cell for compared, and go on; return whether any is left."""
        self._ticks[self.here] = self.session.value(self.here)
        self._taken.discard(self.here)
        following = next_open(self.order, self.done, self.here)
        if following is None:
            self.keep()
            return False
        if self._table(following) != self._table(self.here):
            self.keep()
        self.here = following
        return True

    def take_back(self) -> None:
        """Take the tick of this cell back."""
        self._ticks.pop(self.here, None)
        self._taken.add(self.here)

    def step(self, by: int) -> None:
        """Go to the next or the previous cell, whether it has a tick or not."""
        self.here = self.order[(self.order.index(self.here) + by) % len(self.order)]

    def correct(self, text: str) -> bool:
        """Enter another number; the cell is to be compared anew."""
        self.keep()
        return self.session.edit.enter(self.here, text)

    def keep(self) -> None:
        """Keep the ticks in the report."""
        known = {
            key: value
            for key, value in {**self.session.report.proofread, **self._ticks}.items()
            if key not in self._taken
        }
        count = len(self._ticks)
        self._ticks, self._taken = {}, set()
        if known != self.session.report.proofread:
            self.session.edit.set_facts(f"对照校对 {count} 格", proofread=known)

    def _table(self, key: str) -> str:
        return self.session.form.cells[key].table
