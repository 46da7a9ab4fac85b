"""The figures of one block as shapes: tiles of two years, bars, a grid, tiles."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from nianbao.exporters.poster.declared import Colours
from nianbao.exporters.poster.describe import Block, Figure, Poster
from nianbao.exporters.poster.shapes import Anchor, Box, Run, Shape, Strokes, Words, fitted, hatched
from nianbao.exporters.poster.spoken import last_words
from nianbao.report.comparison.scale import bar_length

GAP, PAD = 20, 24
BAR = 16
LABEL, SMALL, FIGURE, TILE_FIGURE, LARGE = 28, 24, 30, 46, 60
BAR_ROW, GRID_ROW = 54, 62
PAIR, PAIR_ALONE, TILE = 226, 142, 134
_NAME, _GRID_NAME, _BAR_FIGURE = 190, 220, 190

Drawn = tuple[list[Shape], float]
"""The shapes of a block, and how high it is."""


def draw_block(block: Block, poster: Poster, corner: tuple[float, float], width: float) -> Drawn:
    """Return a block drawn from a corner on."""
    draw = _KINDS[block.kind]
    return draw(block, poster, corner, width)


class Spot(NamedTuple):
    """Where a line of text stands, and how wide it may be."""

    x: float
    y: float
    room: float
    anchor: Anchor = "start"


def line(spot: Spot, text: str, size: float, colour: str, *, bold: bool = False) -> Words:
    """Return a line of one size that fits its room."""
    run = Run(text, size, colour, bold)
    return fitted(Words(spot.x, spot.y, (run,), spot.anchor, spot.room))


def _number(spot: Spot, figure: Figure, sizes: tuple[float, float], inks: tuple[str, str]) -> Words:
    """A figure with its unit behind it; a blank has none."""
    runs = [Run(figure.text, sizes[0], inks[0], bold=True, cells=figure.cells)]
    if figure.now is not None and sizes[1]:
        runs.append(Run(f" {figure.unit}", sizes[1], inks[1]))
    return fitted(Words(spot.x, spot.y, tuple(runs), spot.anchor, spot.room))


def _pairs(block: Block, poster: Poster, corner: tuple[float, float], width: float) -> Drawn:
    compared = any(last_words(one, poster) for one in block.figures)
    high = PAIR if compared else PAIR_ALONE
    wide = (width - GAP) / 2
    shapes: list[Shape] = []
    for number, figure in enumerate(block.figures):
        x = corner[0] + number % 2 * (wide + GAP)
        y = corner[1] + number // 2 * (high + GAP)
        shapes += _pair(figure, block, poster, Box(x, y, wide, high, poster.colours.tint, 14))
    lines = -(-len(block.figures) // 2)
    return shapes, lines * high + (lines - 1) * GAP


def _pair(figure: Figure, block: Block, poster: Poster, tile: Box) -> Iterator[Shape]:
    inks, last = poster.colours, last_words(figure, poster)
    x, y, room = tile.x + PAD, tile.y, tile.width - 2 * PAD
    yield tile
    yield line(Spot(x, y + 46, room), figure.name, LABEL, inks.muted)
    yield _number(Spot(x, y + 114, room), figure, (LARGE, LABEL), (inks.accent, inks.ink))
    if not last:
        return
    now = bar_length(figure.now, block.largest, room)
    before = bar_length(figure.change.last, block.largest, room)
    if now:
        yield Box(x, y + 134, now, BAR, inks.accent)
    if before:
        yield hatched(Box(x, y + 134 + BAR + 6, before, BAR, ""), inks.muted)
    yield line(Spot(x, y + 206, room), last, SMALL, inks.muted)


def _bars(block: Block, poster: Poster, corner: tuple[float, float], width: float) -> Drawn:
    inks, (x, top) = poster.colours, corner
    left, room = x + _NAME, width - _NAME - _BAR_FIGURE
    shapes: list[Shape] = []
    for number, figure in enumerate(block.figures):
        y = top + number * BAR_ROW
        base, high = y + 36, BAR_ROW - 24
        shapes.append(line(Spot(x, base, _NAME - GAP), figure.name, LABEL, inks.ink))
        shapes.append(Box(left, y + 12, room, high, inks.tint))
        long = bar_length(figure.now, block.largest_now, room)
        if long:
            shapes.append(Box(left, y + 12, long, high, inks.accent))
        spot = Spot(x + width, base, _BAR_FIGURE - GAP, "end")
        shapes.append(_number(spot, figure, (FIGURE, SMALL), (inks.ink, inks.muted)))
    return shapes, len(block.figures) * BAR_ROW


def _grid(block: Block, poster: Poster, corner: tuple[float, float], width: float) -> Drawn:
    inks, (x, y) = poster.colours, corner
    wide = (width - _GRID_NAME) / len(block.columns)
    units = "、".join(dict.fromkeys(one.unit for one in block.figures))

    def spot(column: int, base: float) -> Spot:
        right = x + _GRID_NAME + (column + 1) * wide
        return Spot(right - GAP, base, wide - GAP, "end")

    shapes: list[Shape] = [
        Box(x, y, width, GRID_ROW - 6, inks.tint, 10),
        line(Spot(x + GAP, y + 37, _GRID_NAME - GAP), f"单位：{units}", SMALL, inks.muted),
    ]
    for column, name in enumerate(block.columns):
        shapes.append(line(spot(column, y + 37), name, SMALL, inks.ink))
    for number, (name, row) in enumerate(zip(block.names, block.rows, strict=True), 1):
        top = y + number * GRID_ROW
        shapes.append(line(Spot(x + GAP, top + 40, _GRID_NAME - GAP), name, LABEL, inks.ink))
        for column, figure in enumerate(row):
            shapes.append(_number(spot(column, top + 40), figure, (FIGURE, 0), (inks.accent, "")))
        if number < len(block.rows):
            below = top + GRID_ROW
            shapes.append(Strokes(((x, below, x + width, below),), inks.tint, 2))
    return shapes, (len(block.rows) + 1) * GRID_ROW


def _tiles(block: Block, poster: Poster, corner: tuple[float, float], width: float) -> Drawn:
    inks, figures = poster.colours, block.figures
    across = 2 if len(figures) % 3 else 3
    wide = (width - GAP * (across - 1)) / across
    room = wide - 2 * PAD
    shapes: list[Shape] = []
    for number, figure in enumerate(figures):
        x = corner[0] + number % across * (wide + GAP)
        y = corner[1] + number // across * (TILE + GAP)
        shapes.append(Box(x, y, wide, TILE, inks.tint, 14))
        shapes.append(line(Spot(x + PAD, y + 44, room), figure.name, LABEL, inks.muted))
        spot = Spot(x + PAD, y + 106, room)
        shapes.append(_number(spot, figure, (TILE_FIGURE, SMALL), (inks.accent, inks.ink)))
    lines = -(-len(figures) // across)
    return shapes, lines * TILE + (lines - 1) * GAP


_KINDS: Mapping[str, Callable[[Block, Poster, tuple[float, float], float], Drawn]] = {
    "pairs": _pairs,
    "bars": _bars,
    "grid": _grid,
    "tiles": _tiles,
}


def legend(poster: Poster, right: float, middle: float, inks: Colours) -> list[Shape]:
    """Say which bar is of which year, from the right edge on: solid this year, hatched the last."""
    if poster.last_year is None:
        return []
    shapes: list[Shape] = []
    for year, is_now in ((poster.last_year, False), (poster.year, True)):
        text = f"{year} 年"
        shapes.append(line(Spot(right, middle + 9, 110, "end"), text, SMALL, inks.muted))
        box = Box(right - 136, middle - BAR / 2, 34, BAR, inks.accent)
        shapes.append(box if is_now else hatched(box, inks.muted))
        right -= 166
    return shapes
