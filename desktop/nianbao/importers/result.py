"""What recognising a document gives: values with their places, and what was left out and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.importers.document import Aside, Place
from nianbao.importers.vocabulary.values import Value


@dataclass(frozen=True)
class Unread:
    """A piece of the source that was not taken over."""

    place: Place
    text: str
    reason: str
    keys: tuple[str, ...] = ()
    """The cells that it may belong to."""


@dataclass(frozen=True)
class Problem:
    """Something the clerk must know: a doubtful value, a converted unit, a missing row."""

    kind: str
    message: str
    place: Place | None = None
    where: str = ""
    """The place in words, where the document has none."""
    cells: tuple[str, ...] = ()


@dataclass
class Cells:
    """The cells of the tables as read."""

    values: dict[str, Decimal | None] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    inferred: set[str] = field(default_factory=set)
    units: dict[str, frozenset[str]] = field(default_factory=dict)
    """Those that the source names for its amounts."""
    unread: list[Unread] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    """Blocks of the document that belong to tables."""
    claimed: set[Place] = field(default_factory=set)
    """Where pieces stand that are a value, a value's label or a part of something unread."""
    left: list[Aside] = field(default_factory=list)
    """What was understood and not taken: a row that stands twice."""

    def as_read(self) -> tuple[object, ...]:
        """Return all that the report is told of."""
        taken = (self.values, self.notes, self.places, self.inferred)
        return (*taken, self.unread, self.problems, self.used, self.left)

    def put(self, key: str, value: Value, place: Place) -> None:
        """Take a cell's value over."""
        self.values[key] = value.number
        self.places[key] = place
        if value.note:
            self.notes[key] = value.note
        if value.said:
            self.problems.append(Problem("unit", value.said, place, cells=(key,)))

    def decline(self, key: str, piece: Unread) -> None:
        """Leave a cell of the source blank whose text is not surely its number."""
        self.values[key] = None
        self.places[key] = piece.place
        self.unread.append(piece)

    def put_inferred(self, keys: Iterable[str], values: Iterable[Decimal], place: Place) -> None:
        """Take values over that only the form's sums tell apart."""
        for key, value in zip(keys, values, strict=True):
            self.values[key] = value
            self.places[key] = place
            self.inferred.add(key)

    def drop(self, key: str) -> None:
        """Take a value back."""
        for kept in (self.values, self.notes, self.places):
            kept.pop(key, None)
        self.inferred.discard(key)
