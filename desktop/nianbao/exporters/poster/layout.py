"""The whole picture: a head with the unit, a card for each section, a closing line."""

from nianbao.exporters.poster.blocks import BAR, GAP, LABEL, SMALL, Spot, draw_block, legend, line
from nianbao.exporters.poster.describe import Poster, PosterOptions, Section, describe_poster
from nianbao.exporters.poster.measure import broken, width_of
from nianbao.exporters.poster.shapes import Box, Picture, Shape
from nianbao.exporters.poster.spoken import last_words, paragraphs
from nianbao.exporters.printed.title import name_lines
from nianbao.report.book import Report

WIDTH = 1080
MARGIN, INSET = 56, 40
_UNIT, _LONG_UNIT, _TITLE, _HEADING, _TAG = 54, 44, 42, 38, 30
_FEW = 2
_ROOM = WIDTH - 2 * MARGIN
_INNER = _ROOM - 2 * INSET
_DEFAULT = PosterOptions()


def picture_of(report: Report, options: PosterOptions = _DEFAULT) -> Picture:
    """Return the picture of a report; UserError where its form has none."""
    return lay_out(describe_poster(report, options))


def lay_out(poster: Poster) -> Picture:
    """Return the picture with every shape in its place."""
    shapes, y = _head(poster)
    for section in poster.sections:
        drawn, y = _card(section, poster, y + 28)
        shapes += drawn
    drawn, y = _closing(poster, y)
    sheet = Box(0, 0, WIDTH, y, poster.colours.sheet)
    title = f"{poster.unit}{poster.title}{poster.tag}"
    return Picture(
        WIDTH, y, (sheet, *shapes, *drawn), poster.unit, title, tuple(paragraphs(poster))
    )


def _head(poster: Poster) -> tuple[list[Shape], int]:
    inks, middle = poster.colours, WIDTH / 2
    size, units = _name(poster.unit)
    y = 64
    tag = width_of(poster.tag, _TAG) + 56
    shapes: list[Shape] = [
        Box(middle - tag / 2, y, tag, 54, inks.on_band, 27),
        line(Spot(middle, y + 38, tag, "middle"), poster.tag, _TAG, inks.band, bold=True),
    ]
    y += 54 + 24
    for text in units:
        y += round(size * 1.35)
        shapes.append(line(Spot(middle, y, _ROOM, "middle"), text, size, inks.on_band, bold=True))
    y += round(_TITLE * 1.9)
    shapes.append(line(Spot(middle, y, _ROOM, "middle"), poster.title, _TITLE, inks.on_band))
    y += 56
    return [Box(0, 0, WIDTH, y, inks.band), *shapes], y


def _name(unit: str) -> tuple[int, tuple[str, ...]]:
    """A name in lines, and its size: one that takes more than two is set smaller."""
    if not unit:
        return _UNIT, ()
    lines = name_lines(unit, _ROOM / _UNIT)
    if len(lines) <= _FEW:
        return _UNIT, lines
    return _LONG_UNIT, name_lines(unit, _ROOM / _LONG_UNIT)


def _card(section: Section, poster: Poster, top: int) -> tuple[list[Shape], int]:
    inks, x = poster.colours, MARGIN + INSET
    y = top + 70
    beside = x + width_of(section.title, _HEADING) + GAP
    inside: list[Shape] = [
        Box(MARGIN, y - 34, 10, 42, inks.accent),
        line(Spot(x, y, _INNER), section.title, _HEADING, inks.ink, bold=True),
        line(Spot(beside, y, x + _INNER - beside), section.note, SMALL, inks.muted),
    ]
    if _compares(section, poster):
        inside += legend(poster, MARGIN + _ROOM - INSET, y - BAR / 2, inks)
    y += 34
    if section.nothing:
        for text in broken(section.nothing, LABEL, _INNER):
            y += 44
            inside.append(line(Spot(x, y - 10, _INNER), text, LABEL, inks.ink))
    for block in section.blocks if not section.nothing else ():
        drawn, high = draw_block(block, poster, (x, y), _INNER)
        inside += drawn
        y += round(high) + GAP
    y += 36 if section.nothing else 16
    return [Box(MARGIN, top, _ROOM, y - top, inks.card, 20), *inside], y


def _compares(section: Section, poster: Poster) -> bool:
    """Whether bars of last year are drawn."""
    pairs = (block for block in section.blocks if block.kind == "pairs")
    return any(last_words(figure, poster) for block in pairs for figure in block.figures)


def _closing(poster: Poster, y: int) -> tuple[list[Shape], int]:
    shapes: list[Shape] = []
    y += 30
    lines = (part for one in poster.closing for part in broken(one, SMALL, _ROOM))
    for text in lines:
        y += 38
        shapes.append(line(Spot(WIDTH / 2, y, _ROOM, "middle"), text, SMALL, poster.colours.muted))
    return shapes, y + 48
