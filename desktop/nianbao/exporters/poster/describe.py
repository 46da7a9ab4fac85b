"""From a report to the figures of its picture: what is said, before it is known where it stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from nianbao.exporters.poster.declared import (
    BlockDef,
    Colours,
    FigureDef,
    SectionDef,
    colours,
    declared,
)
from nianbao.exporters.printed.paragraphs import lines_of
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.comparison.changes import Change
from nianbao.report.comparison.charts import sum_of
from nianbao.report.earlier import last_report
from nianbao.report.errors import UserError
from nianbao.report.figures import Figures
from nianbao.report.numbers import format_number

BLANK = "未填"


class Figure(NamedTuple):
    """A figure of both years, and the cells that it is the sum of."""

    change: Change
    cells: tuple[str, ...]

    @property
    def name(self) -> str:
        """What is counted."""
        return self.change.name

    @property
    def unit(self) -> str:
        """What it is counted in."""
        return self.change.unit

    @property
    def now(self) -> Decimal | None:
        """This year's figure; None where a cell is blank."""
        return self.change.now

    @property
    def text(self) -> str:
        """This year's figure as the tables write it; a blank is no 0."""
        return BLANK if self.now is None else format_number(self.now)


@dataclass(frozen=True)
class Block:
    """Figures that are drawn in one way: in rows of a grid, else one after the other."""

    kind: str
    rows: tuple[tuple[Figure, ...], ...]
    columns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures in their order."""
        return tuple(figure for row in self.rows for figure in row)

    @property
    def largest(self) -> Decimal:
        """The largest figure of either year, against which bars of both are drawn."""
        return _largest(value for one in self.figures for value in (one.now, one.change.last))

    @property
    def largest_now(self) -> Decimal:
        """The largest figure of this year, where there are bars of no other."""
        return _largest(one.now for one in self.figures)


def _largest(values: Iterable[Decimal | None]) -> Decimal:
    return max((abs(value) for value in values if value is not None), default=Decimal(0))


@dataclass(frozen=True)
class Section:
    """A card: a title and figures, or a sentence where all of them are 0."""

    id: str
    title: str
    note: str
    blocks: tuple[Block, ...]
    nothing: str


@dataclass(frozen=True)
class Poster:
    """The whole picture in words and figures."""

    unit: str
    title: str
    """What is printed below the unit, the year in it."""
    tag: str
    year: int
    last_year: int | None
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
    colours: Colours


@dataclass(frozen=True)
class PosterOptions:
    """What a clerk chooses."""

    left_out: frozenset[str] = frozenset()
    colours: str = ""


_DEFAULT = PosterOptions()


def describe_poster(report: Report, options: PosterOptions = _DEFAULT) -> Poster:
    """Return the picture of a report; UserError where its form has none."""
    form = load_form(report.form)
    if not form.has_picture:
        raise UserError("这种报告没有一图读懂。", "请导出 Word 文档、PDF 或者网页。")
    figures, last, data = Figures(report), last_report(report), declared()
    unit = "".join(lines_of(report.unit))
    title = form.definition.title.format(year=report.year)
    sections = (_section(one, figures) for one in data.sections if one.id not in options.left_out)
    return Poster(
        unit,
        title,
        data.tag,
        report.year,
        None if last is None else last.year,
        tuple(one for one in sections if one.blocks),
        tuple(one.format(title=title) for one in data.closing),
        colours(options.colours),
    )


def _section(section: SectionDef, figures: Figures) -> Section:
    blocks = tuple(found for one in section.blocks if (found := _block(one, figures)).rows)
    shown = [figure.now for block in blocks for figure in block.figures]
    empty = bool(shown) and all(value == 0 for value in shown)
    return Section(
        section.id, section.title, section.note, blocks, section.nothing if empty else ""
    )


def _block(block: BlockDef, figures: Figures) -> Block:
    if block.kind != "grid":
        found = (_figure(one, figures) for one in block.figures)
        return Block(block.kind, tuple((one,) for one in found if one is not None))
    rows = {one.name: tuple(_row(one, figures)) for one in block.rows}
    whole = {name: row for name, row in rows.items() if len(row) == len(block.columns)}
    return Block(block.kind, tuple(whole.values()), block.columns, tuple(whole))


def _row(row: FigureDef, figures: Figures) -> Iterator[Figure]:
    for cell in row.cells:
        found = _figure(FigureDef(name=row.name, cells=(cell,)), figures)
        if found is not None:
            yield found


def _figure(figure: FigureDef, figures: Figures) -> Figure | None:
    cells = tuple(key for key in figure.cells if key in figures.form.cells)
    if not cells:
        return None
    now, last = sum_of(cells, figures.value), sum_of(cells, figures.last_year)
    return Figure(Change(figure.name, last, now, figures.form.cells[cells[0]].unit), cells)
