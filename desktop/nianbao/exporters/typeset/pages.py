"""Cutting the paper into pages, by the same rules as the Word document.

A page break falls between two atoms (a line of text, a row of a table) that need not be kept
together; a long table repeats its head on the next page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Setup
from nianbao.exporters.printed.paper import Paper, PaperTable, Paragraph
from nianbao.exporters.printed.paragraphs import alignment
from nianbao.exporters.typeset.lines import Advance, Face, Line, Measure, Run, break_lines
from nianbao.exporters.typeset.table_set import SetTable, set_table


@dataclass(frozen=True)
class TextLine:
    """A line of running text, ``top`` from the upper edge of the text."""

    line: Line
    paragraph: Paragraph
    begins: bool
    """Whether it is its paragraph's first line."""
    pitch: int
    size: int
    top: int = 0


@dataclass(frozen=True)
class Fragment:
    """The rows of a table that stand on one page."""

    table: SetTable
    rows: tuple[int, ...]
    top: int = 0

    @property
    def height(self) -> int:
        """The rows' height."""
        return sum(self.table.heights[row] for row in self.rows)


@dataclass(frozen=True)
class SetPage:
    """One page."""

    number: int
    items: tuple[TextLine | Fragment, ...]

    @property
    def is_even(self) -> bool:
        """Whether it is a left-hand page."""
        return self.number % 2 == 0


@dataclass(frozen=True)
class _Atom:
    item: TextLine | Fragment
    height: int
    keep: bool = False
    """Whether it stays on one page with the next."""
    before: int = 0
    """Blank above it, except at the head of a page to which the text flowed."""
    after: int = 0
    starts_page: bool = False


def set_pages(paper: Paper, setup: Setup, advance: Advance) -> tuple[SetPage, ...]:
    """Return the pages of a report."""
    flow = _Flow(setup.page.text_height)
    for group in _groups(
        [atom for block in paper.blocks for atom in _atoms(block, setup, advance)]
    ):
        flow.place(group)
    return tuple(SetPage(n, tuple(_joined(items))) for n, items in enumerate(flow.pages, 1))


def _atoms(block: Paragraph | PaperTable, setup: Setup, advance: Advance) -> Iterator[_Atom]:
    if isinstance(block, Paragraph):
        yield from _paragraph_atoms(block, setup, advance)
        return
    table = set_table(block, setup, advance)
    for row, height in enumerate(table.heights):
        yield _Atom(Fragment(table, (row,)), height, keep=block.kept[row])


def _paragraph_atoms(block: Paragraph, setup: Setup, advance: Advance) -> Iterator[_Atom]:
    style = setup.styles[block.style]
    goes_along = style.keep_next if block.keep_next is None else block.keep_next
    lines = break_lines(_runs(block, setup), _measure(block, setup), advance, setup.line_breaks)
    for number, line in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        item = TextLine(line, block, first, setup.line_of(block.style), style.size)
        yield _Atom(
            item,
            item.pitch,
            # A heading is kept whole; of a text only the end goes along with what follows.
            keep=goes_along if last else style.keep_next,
            before=setup.blank_before(block.style) + block.before if first else 0,
            after=setup.blank_after(block.style) + block.after if last else 0,
            starts_page=block.starts_page and first,
        )


def _runs(block: Paragraph, setup: Setup) -> list[Run]:
    style = setup.styles[block.style]
    face = Face(style.font, style.size, style.colour)
    lead = setup.leads.get(block.level) if block.lead else None
    if lead is None:
        return [Run(block.text, face)]
    head = Run(block.text[: block.lead], Face(lead.font, style.size, lead.colour or style.colour))
    return [head, Run(block.text[block.lead :], face)]


def _measure(block: Paragraph, setup: Setup) -> Measure:
    style = setup.styles[block.style]
    em = style.size * TWIPS_IN_HALF_POINT
    tracking = setup.page.tracking if style.tracked else 0
    width = setup.page.text_width
    left = style.left_em * em
    if block.block_em:
        left = max(0, width - round(block.block_em * (em + setup.page.tracking)))
    return Measure(width, alignment(block, setup), style.first_em * em, left, tracking)


def _groups(atoms: Sequence[_Atom]) -> Iterator[list[_Atom]]:
    group: list[_Atom] = []
    for atom in atoms:
        group.append(atom)
        if not atom.keep:
            yield group
            group = []
    if group:
        yield group


class _Flow:
    """Fills pages from the top."""

    def __init__(self, height: int) -> None:
        self.height = height
        self.pages: list[list[TextLine | Fragment]] = [[]]
        self.used = 0
        self.after = 0
        """Blank below the last atom, which is part of the blank above the next."""

    def place(self, group: list[_Atom]) -> None:
        gaps = [max(one.after, other.before) for one, other in pairwise(group)]
        needed = max(self.after, group[0].before) + sum(atom.height for atom in group) + sum(gaps)
        fits_a_page = needed <= self.height
        if self.pages[-1] and (
            group[0].starts_page or (fits_a_page and self.used + needed > self.height)
        ):
            self._new_page()
        for atom in group:
            self._place(atom)

    def _place(self, atom: _Atom) -> None:
        # Word and its kin keep the larger of two blanks that meet, not both.
        gap = max(self.after, atom.before)
        if self.pages[-1] and self.used + gap + atom.height > self.height:
            self._new_page()
            self._repeat_head(atom.item)
        elif self.pages[-1] or atom.starts_page or len(self.pages) == 1:
            # At its head a blank counts where a page was asked for, not where text flowed over.
            self.used += gap
        elif isinstance(atom.item, Fragment):
            self._repeat_head(atom.item)
        self.pages[-1].append(replace(atom.item, top=self.used))
        self.used += atom.height
        self.after = atom.after

    def _repeat_head(self, item: TextLine | Fragment) -> None:
        if not isinstance(item, Fragment):
            return
        head = item.table.table.layout.header_rows
        if item.rows[0] < head:
            return
        fragment = Fragment(item.table, tuple(range(head)), self.used)
        if fragment.rows:
            self.pages[-1].append(fragment)
            self.used += fragment.height

    def _new_page(self) -> None:
        self.pages.append([])
        self.used = self.after = 0


def _joined(items: Sequence[TextLine | Fragment]) -> Iterator[TextLine | Fragment]:
    """The rows of a table that follow each other, as one fragment."""
    pending: Fragment | None = None
    for item in items:
        if isinstance(item, Fragment) and pending and pending.table is item.table:
            pending = replace(pending, rows=pending.rows + item.rows)
            continue
        if pending:
            yield pending
        pending = item if isinstance(item, Fragment) else None
        if isinstance(item, TextLine):
            yield item
    if pending:
        yield pending
