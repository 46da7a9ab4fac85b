"""A picture as shapes with places: what an SVG writes and a painter paints, one as the other."""

from dataclasses import dataclass, replace
from typing import Literal

from nianbao.exporters.poster.measure import width_of

Anchor = Literal["start", "middle", "end"]
Segment = tuple[float, float, float, float]
"""A stroke from one point to another: x, y, x, y."""


@dataclass(frozen=True)
class Box:
    """A filled rectangle, its corners rounded where it has a radius."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0


@dataclass(frozen=True)
class Strokes:
    """Thin straight lines of one colour."""

    lines: tuple[Segment, ...]
    colour: str
    width: float = 1


@dataclass(frozen=True)
class Run:
    """Characters of one size and colour; a figure knows its cells."""

    text: str
    size: float
    colour: str
    bold: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """One line of text at a place, on its baseline."""

    x: float
    y: float
    runs: tuple[Run, ...]
    anchor: Anchor = "start"
    room: float = 0
    """How wide it may be."""

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(run.text for run in self.runs)


Shape = Box | Strokes | Words


Kind = Literal["title", "heading", "text", "figure", "aside"]


@dataclass(frozen=True)
class Part:
    """Shapes that are one thing to those who have the picture read out; an aside is not read."""

    kind: Kind
    shapes: tuple[Shape, ...]
    said: str = ""
    """What a figure shows, in words."""
    place: Box | None = None
    """Where a figure stands."""


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn, and what it says to those who do not see it."""

    width: int
    height: int
    parts: tuple[Part, ...]
    unit: str
    title: str
    spoken: tuple[str, ...]

    @property
    def shapes(self) -> tuple[Shape, ...]:
        """All of them in the order in which they are drawn."""
        return tuple(shape for part in self.parts for shape in part.shapes)

    @property
    def words(self) -> tuple[Words, ...]:
        """The lines of text in the order in which they are read."""
        return tuple(one for one in self.shapes if isinstance(one, Words))

    @property
    def alternative(self) -> str:
        """The text for those who do not see it."""
        return "".join(self.spoken)


def fitted(words: Words) -> Words:
    """Return a line set smaller where it would be wider than its room."""
    needed = sum(width_of(run.text, run.size) for run in words.runs)
    if not words.room or needed <= words.room:
        return words
    share = words.room / needed
    return replace(words, runs=tuple(replace(run, size=run.size * share) for run in words.runs))


def hatched(box: Box, colour: str, step: float = 8) -> Strokes:
    """Return the outline and the slanting strokes within a rectangle."""
    right, bottom = box.x + box.width, box.y + box.height
    lines: list[Segment] = [
        (box.x, box.y, right, box.y),
        (right, box.y, right, bottom),
        (right, bottom, box.x, bottom),
        (box.x, bottom, box.x, box.y),
    ]
    start = box.x - box.height + step
    while start < right:
        left, end = max(start, box.x), min(start + box.height, right)
        if left < end:
            lines.append((left, bottom - (left - start), end, bottom - (end - start)))
        start += step
    return Strokes(tuple(lines), colour, 1.5)
