"""The lines of the table 收报情况: a unit each, then the files that are no unit's, and how each stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from nianbao.rollup.model import FILE_WORDS, Collection, FileRow, FileState, UnitRow, UnitState


class Shape(StrEnum):
    """How a state is drawn, so that nobody needs its colour."""

    TICK = "tick"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    CROSS = "cross"
    ASKED = "asked"
    RING = "ring"
    DASH = "dash"


_SHAPES = {
    FileState.TAKEN: Shape.TICK,
    FileState.TAKEN_WITH_WARNINGS: Shape.DIAMOND,
    FileState.FAILING: Shape.TRIANGLE,
    FileState.WRONG_YEAR: Shape.CROSS,
    FileState.OTHER_FORM: Shape.CROSS,
    FileState.UNREADABLE: Shape.CROSS,
    FileState.NAME_TO_CONFIRM: Shape.ASKED,
    FileState.SEVERAL_VERSIONS: Shape.ASKED,
    FileState.EARLIER_SUM: Shape.DASH,
    FileState.NOT_A_REPORT: Shape.DASH,
}
ROLES = {
    Shape.TICK: "ok",
    Shape.DIAMOND: "warning",
    Shape.TRIANGLE: "error",
    Shape.CROSS: "error",
    Shape.ASKED: "accent",
    Shape.RING: "muted",
    Shape.DASH: "muted",
}
MISSING = "没报"
_BACK = frozenset(
    {FileState.FAILING, FileState.WRONG_YEAR, FileState.OTHER_FORM, FileState.UNREADABLE}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a unit with the file that stands for it, or a file that is no unit's."""

    number: int
    """Its place in the order of the roster."""
    unit: UnitRow | None
    file: FileRow | None

    @property
    def key(self) -> str:
        """What stays the same when the folder is read again."""
        return self.unit.name if self.unit is not None else self.place

    @property
    def place(self) -> str:
        """Where its file lies below the folder; empty where there is none."""
        return self.file.place if self.file is not None else ""

    @property
    def name(self) -> str:
        """The unit's name; a file that is no unit's is named by what it says of itself."""
        if self.unit is not None:
            return self.unit.name
        if self.file is None:
            return ""
        return self.file.unit if self.file.unit and self.file.row >= 0 else self.file.name

    @property
    def words(self) -> str:
        """The state in a clerk's words."""
        return MISSING if self.file is None else FILE_WORDS[self.file.state]

    @property
    def shape(self) -> Shape:
        """The state as a shape."""
        return Shape.RING if self.file is None else _SHAPES[self.file.state]

    @property
    def is_due(self) -> bool:
        """Whether it is one of those that must hand in."""
        return self.unit is not None

    @property
    def is_received(self) -> bool:
        """Whether the unit has sent something, late or not."""
        return self.unit is not None and self.unit.state is not UnitState.MISSING

    @property
    def is_late(self) -> bool:
        """Whether it came after the deadline."""
        return self.unit is not None and self.unit.state is UnitState.LATE

    @property
    def is_missing(self) -> bool:
        """Whether a unit of the roster has sent nothing."""
        return self.unit is not None and self.unit.state is UnitState.MISSING

    @property
    def in_order(self) -> bool:
        """Whether it is summed without errors."""
        return self.unit is not None and self.unit.in_order

    @property
    def goes_back(self) -> bool:
        """Whether the unit has to mend something: what F8 leads to."""
        return self.file is not None and self.file.state in _BACK

    @property
    def fails(self) -> bool:
        """Whether the report has errors."""
        return self.file is not None and self.file.state is FileState.FAILING

    @property
    def is_useless(self) -> bool:
        """Whether the file cannot be summed at all: another year, another form, not to be read."""
        return self.goes_back and not self.fails

    @property
    def waits(self) -> bool:
        """Whether it waits for an answer of the coordinator."""
        if self.unit is not None:
            return any(one.undecided for one in self.unit.files)
        return self.file is not None and self.file.undecided

    @property
    def left_out(self) -> bool:
        """Whether a readable report is not in the sum."""
        return self.unit is not None and self.file is not None and not self.unit.summed


def when(file: FileRow) -> str:
    """Say when a file came; a date that the system cannot tell is not known."""
    return f"{file.modified:%Y-%m-%d %H:%M}" if file.modified is not None else "时间不明"


def lines_of(collection: Collection) -> tuple[Line, ...]:
    """Return the units in the order of the roster, then the files that belong to none."""
    return tuple(Line(number, *one) for number, one in enumerate(_pairs(collection)))


def _pairs(collection: Collection) -> Iterator[tuple[UnitRow | None, FileRow | None]]:
    known: set[str] = set()
    for unit in collection.units:
        known.update(file.place for file in unit.files)
        if unit.file is not None:
            known.add(unit.file.place)
        yield unit, unit.file
    yield from ((None, file) for file in collection.files if file.place not in known)


@dataclass(frozen=True)
class Filter:
    """Some of the lines, with the words on its button."""

    id: str
    words: str
    takes: Callable[[Line], bool]
    shape: Shape | None = None
    always: bool = True
    """Whether its button is shown even where no line is behind it."""


FILTERS = (
    Filter("all", "全部", lambda line: True),  # noqa: ARG005 - a filter is asked of each line
    Filter("due", "应报", lambda line: line.is_due),
    Filter("received", "已报", lambda line: line.is_received),
    Filter("in_order", "可汇总", lambda line: line.in_order, Shape.TICK),
    Filter("failing", "有错误", lambda line: line.fails, Shape.TRIANGLE),
    Filter("useless", "用不了", lambda line: line.is_useless, Shape.CROSS, always=False),
    Filter("missing", "没报", lambda line: line.is_missing, Shape.RING),
    Filter("late", "迟报", lambda line: line.is_late, always=False),
    Filter("waits", "待处理", lambda line: line.waits, Shape.ASKED, always=False),
    Filter("others", "其他文件", lambda line: line.unit is None, Shape.DASH, always=False),
)
