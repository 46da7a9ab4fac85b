"""The whole picture: a head with the unit, a card for each section, a closing line."""

from nianbao.exporters.poster.blocks import BAR, GAP, LABEL, SMALL, Spot, draw_block, legend, line
from nianbao.exporters.poster.describe import Poster, PosterOptions, Section, describe_poster
from nianbao.exporters.poster.measure import broken, width_of
from nianbao.exporters.poster.shapes import Box, Part, Picture, Shape
from nianbao.exporters.poster.spoken import last_words, paragraphs, said
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
    parts, y = _head(poster)
    for section in poster.sections:
        drawn, y = _card(section, poster, y + 28)
        parts += drawn
    closing, y = _closing(poster, y)
    sheet = Part("aside", (Box(0, 0, WIDTH, y, poster.colours.sheet),))
    title = f"{poster.unit}{poster.title}{poster.tag}"
    spoken = tuple(paragraphs(poster))
    return Picture(WIDTH, y, (sheet, *parts, closing), poster.unit, title, spoken)


def _head(poster: Poster) -> tuple[list[Part], int]:
    inks, middle = poster.colours, WIDTH / 2
    size, units = _name(poster.unit)
    y = 64
    wide = width_of(poster.tag, _TAG) + 56
    behind = Box(middle - wide / 2, y, wide, 54, inks.on_band, 27)
    tag = line(Spot(middle, y + 38, wide, "middle"), poster.tag, _TAG, inks.band, bold=True)
    y += 54 + 24
    title: list[Shape] = []
    for text in units:
        y += round(size * 1.35)
        title.append(line(Spot(middle, y, _ROOM, "middle"), text, size, inks.on_band, bold=True))
    y += round(_TITLE * 1.9)
    title.append(line(Spot(middle, y, _ROOM, "middle"), poster.title, _TITLE, inks.on_band))
    y += 56
    band = Box(0, 0, WIDTH, y, inks.band)
    parts = [Part("aside", (band, behind)), Part("text", (tag,)), Part("title", tuple(title))]
    return parts, y


def _name(unit: str) -> tuple[int, tuple[str, ...]]:
    """A name in lines, and its size: one that takes more than two is set smaller."""
    if not unit:
        return _UNIT, ()
    lines = name_lines(unit, _ROOM / _UNIT)
    if len(lines) <= _FEW:
        return _UNIT, lines
    return _LONG_UNIT, name_lines(unit, _ROOM / _LONG_UNIT)


def _card(section: Section, poster: Poster, top: int) -> tuple[list[Part], int]:
    inks, x = poster.colours, MARGIN + INSET
    base = top + 70
    beside = x + width_of(section.title, _HEADING) + GAP
    title = line(Spot(x, base, _INNER), section.title, _HEADING, inks.ink, bold=True)
    note = line(Spot(beside, base, x + _INNER - beside), section.note, SMALL, inks.muted)
    inside, y = _inside(section, poster, base)
    behind = Box(MARGIN, top, _ROOM, y - top, inks.card, 20)
    parts = [
        Part("aside", (behind, Box(MARGIN, base - 34, 10, 42, inks.accent))),
        Part("heading", (title,)),
        *((Part("text", (note,)),) if section.note else ()),
        inside,
    ]
    return parts, y


def _inside(section: Section, poster: Poster, base: int) -> tuple[Part, int]:
    """What stands below the title: the figures, or a sentence in their place."""
    inks, x, y = poster.colours, MARGIN + INSET, base + 34
    shapes: list[Shape] = []
    if section.nothing:
        for text in broken(section.nothing, LABEL, _INNER):
            y += 44
            shapes.append(line(Spot(x, y - 10, _INNER), text, LABEL, inks.ink))
        return Part("text", tuple(shapes)), y + 36
    if _compares(section, poster):
        shapes += legend(poster, MARGIN + _ROOM - INSET, base - BAR / 2, inks)
    for block in section.blocks:
        drawn, high = draw_block(block, poster, (x, y), _INNER)
        shapes += drawn
        y += round(high) + GAP
    place = Box(x, base - BAR, _INNER, y - base, "")
    return Part("figure", tuple(shapes), said(section, poster), place), y + 16


def _compares(section: Section, poster: Poster) -> bool:
    """Whether bars of last year are drawn."""
    pairs = (block for block in section.blocks if block.kind == "pairs")
    return any(last_words(figure, poster) for block in pairs for figure in block.figures)


def _closing(poster: Poster, y: int) -> tuple[Part, int]:
    shapes: list[Shape] = []
    y += 30
    lines = (part for one in poster.closing for part in broken(one, SMALL, _ROOM))
    for text in lines:
        y += 38
        shapes.append(line(Spot(WIDTH / 2, y, _ROOM, "middle"), text, SMALL, poster.colours.muted))
    return Part("text", tuple(shapes)), y + 48
