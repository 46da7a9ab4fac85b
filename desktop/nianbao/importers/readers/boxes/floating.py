"""What floats over a sheet: a box over empty rows is read there, one over cells is listed."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from nianbao.importers.document import Aside, Block, Grid, Place
from nianbao.importers.visible import Mark

Spot = tuple[int, int]
LOOSE = 0
"""The row of a box that does not say where it stands."""


class Box(NamedTuple):
    """The lines of a box, and the cells that it covers, counted from 1."""

    lines: tuple[str, ...]
    top: int = LOOSE
    low: int = LOOSE
    left: int = 1
    mark: Mark = Mark.BOX


class Settled(NamedTuple):
    """Where the boxes of a sheet have gone."""

    lines: dict[int, list[str]]
    """What is read between the rows, by the row before which it stands."""
    others: list[tuple[str, Mark]]

    def asides(self, number: int, blocks: Iterable[Block]) -> Iterator[Aside]:
        """Yield what is only listed, at the sheet's first table; ``number`` is its first block."""
        blocks = list(blocks)
        at = next((n for n, block in enumerate(blocks) if isinstance(block, Grid)), 0)
        for words, mark in self.others:
            yield Aside(Place(number + at), words, mark.value)


def settle(boxes: Iterable[Box], filled: Iterable[Spot], merges: Mapping[Spot, Spot]) -> Settled:
    """Part the boxes of a sheet: a title over empty rows is part of the text.

    What lies over or beside cells with something in them may belong to any of them, or hide one.
    """
    taken: set[int] = set()
    right = 0
    for row, column in filled:
        low, end = merges.get((row, column), (row, column))
        taken.update(range(row, low + 1))
        right = max(right, end)
    settled = Settled({}, [])
    for box in sorted(boxes, key=lambda one: (one.top, one.left)):
        is_free = box.top != LOOSE and taken.isdisjoint(range(box.top, box.low + 1))
        if is_free and box.mark is Mark.BOX and box.left <= max(right, 1):
            settled.lines.setdefault(box.top, []).extend(box.lines)
        else:
            settled.others.append((" ".join(box.lines), box.mark))
    return settled
