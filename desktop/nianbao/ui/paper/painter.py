"""Draws set pages with a QPainter: on a PDF, a printer or a preview alike."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPainter, QPen

from nianbao.exporters.printed.page_setup import TWIPS_IN_HALF_POINT, Setup
from nianbao.exporters.printed.paper import Paper
from nianbao.exporters.typeset.lines import Face, Line, Run
from nianbao.exporters.typeset.pages import Fragment, SetPage, TextLine, set_pages
from nianbao.exporters.typeset.table_set import SetCell
from nianbao.ui.paper.fonts import Faces
from nianbao.ui.paper.glyphs import GlyphPen
from nianbao.ui.paper.marks import Aside, CellWords, Piece, Words, unmarked

TWIPS_IN_INCH = 1440
_BASELINE = 0.86
"""Of the character's height above the baseline; the same in all Chinese fonts of the PC."""
_TWIPS_IN_EIGHTH = 2.5
_UPRIGHT_SHIFT = 0.6
"""An upright 、 stands in the upper right corner of its square, by this part of its size."""
_UPRIGHT_MARKS = "、，。"
Rectangle = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class PaperPainter:
    """A report set for painting; made once, painted on any device."""

    def __init__(self, paper: Paper, mark: Callable[[QPainter, Piece], None] = unmarked) -> None:
        self._mark = mark
        self.setup = paper.setup
        self.faces = Faces(self.setup.fonts)
        self.pages = set_pages(paper, self.setup, self.faces.advance)
        self.pen = GlyphPen(self.faces)
        self._homes = _homes(self.pages)

    def paint(
        self,
        device: QPagedPaintDevice,
        pages: Sequence[SetPage] | None = None,
        go_on: Callable[[int], bool] = lambda _done: True,
    ) -> None:
        """Draw the pages, all of them unless some are given, as long as it is to go on."""
        painter = QPainter(device)
        painter.scale(device.logicalDpiX() / TWIPS_IN_INCH, device.logicalDpiY() / TWIPS_IN_INCH)
        for number, page in enumerate(self.pages if pages is None else pages):
            if number:
                device.newPage()
            self.paint_page(painter, page)
            if not go_on(number + 1):
                break
        painter.end()

    def lines(self, page: SetPage) -> Iterator[Line]:
        """Yield a page's lines, those in cells too."""
        for item in page.items:
            if isinstance(item, TextLine):
                yield item.line
            else:
                yield from (line for one in item.table.cells for line in one.lines)

    def unprintable(self) -> str:
        """Return the characters that no font of this PC has, each once."""
        runs = (run for page in self.pages for line in self.lines(page) for run in line.runs)
        pairs = ((c, run.face) for run in runs for c in run.text if not c.isspace())
        return "".join(dict.fromkeys(c for c, face in pairs if self.faces.glyph(c, face) is None))

    def paint_page(self, painter: QPainter, page: SetPage) -> None:
        """Draw one page on a painter whose unit is a twip and whose origin is the sheet's corner."""
        painter.save()
        painter.setPen(_black(self.setup))
        sheet = self.setup.page
        for item in page.items:
            if isinstance(item, TextLine):
                top = sheet.top + item.top
                self._mark(painter, Words(item.paragraph, item.begins))
                self._text(painter, item.line, sheet.left, top, (item.pitch, item.size))
            else:
                self._fragment(painter, item)
        self._mark(painter, Aside.PAGE_NUMBER)
        self._number(painter, page)
        self._mark(painter, Aside.END)
        painter.restore()

    def _text(
        self, painter: QPainter, line: Line, left: float, top: float, pitch_size: tuple[int, int]
    ) -> None:
        pitch, size = pitch_size
        em = size * TWIPS_IN_HALF_POINT
        baseline = top + (pitch - em) / 2 + em * _BASELINE
        x = left + line.left
        for run in line.runs:
            x = self._run(painter, run, QPointF(x, baseline), line.spacing)

    def _run(self, painter: QPainter, run: Run, start: QPointF, spacing: float) -> float:
        if not run.face.colour:
            return self.pen.draw(painter, run.text, run.face, start, spacing)
        usual = painter.pen()
        painter.setPen(QColor(f"#{run.face.colour}"))
        end = self.pen.draw(painter, run.text, run.face, start, spacing)
        painter.setPen(usual)
        return end

    def rectangles(self, fragment: Fragment) -> Iterator[tuple[SetCell, Rectangle]]:
        """Yield a fragment's cells with their edges, in twips from the sheet's corner."""
        table = fragment.table
        left = self.setup.page.left + (self.setup.page.text_width - table.edges[-1]) / 2
        tops: dict[int, int] = {}
        y = self.setup.page.top + fragment.top
        for row in fragment.rows:
            tops[row] = y
            y += table.heights[row]
        for one in table.cells:
            place = one.cell.place
            rows = [row for row in range(place.row, one.cell.bottom) if row in tops]
            if rows:
                yield (
                    one,
                    (
                        left + table.edges[place.col],
                        tops[rows[0]],
                        left + table.edges[one.cell.right],
                        tops[rows[-1]] + table.heights[rows[-1]],
                    ),
                )

    def is_home(self, one: SetCell, fragment: Fragment) -> bool:
        """Whether a cell's text stands in this part of its table; heads stand in each."""
        home = self._homes.get(_name(one, fragment))
        if home is None:
            return one.cell.place.row in fragment.rows
        return home is fragment

    def _fragment(self, painter: QPainter, fragment: Fragment) -> None:
        for one, (left, top, right, bottom) in self.rectangles(fragment):
            self._mark(painter, Aside.LINES)
            painter.drawRect(QRectF(left, top, right - left, bottom - top))
            if one.cell.text and self.is_home(one, fragment):
                self._mark(painter, CellWords(fragment.table.table, one.cell))
                edge = left + one.left - fragment.table.edges[one.cell.place.col]
                self._cell(
                    painter, one, edge, (top + bottom - one.needed) / 2 + one.padding + one.above
                )

    def _cell(self, painter: QPainter, one: SetCell, left: float, top: float) -> None:
        size = one.cell.size or self.setup.styles[one.cell.style].size
        for number, line in enumerate(one.lines):
            shift = 0.0
            if one.cell.upright and line.text in _UPRIGHT_MARKS:
                shift = size * TWIPS_IN_HALF_POINT * _UPRIGHT_SHIFT
            y = top + number * one.pitch - shift
            self._text(painter, line, left + shift, y, (one.pitch, size))

    def _number(self, painter: QPainter, page: SetPage) -> None:
        settings, sheet = self.setup.page_number, self.setup.page
        style = self.setup.styles[settings.style]
        face = Face(style.font, style.size, style.colour)
        text = f"{settings.before}{page.number}{settings.after}"
        width = sum(self.faces.advance(c, face) for c in text)
        blank = settings.outer_em * style.size * TWIPS_IN_HALF_POINT
        x = sheet.left + (blank if page.is_even else sheet.text_width - blank - width)
        pitch = self.setup.line_of(settings.style)
        em = style.size * TWIPS_IN_HALF_POINT
        top = sheet.height - sheet.footer - pitch
        baseline = top + (pitch - em) / 2 + em * _BASELINE
        self._run(painter, Run(text, face), QPointF(x, baseline), 0)


def _black(setup: Setup) -> QPen:
    pen = QPen(QColor(Qt.GlobalColor.black))
    pen.setWidthF(setup.table.border * _TWIPS_IN_EIGHTH)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return pen


def _name(one: SetCell, fragment: Fragment) -> tuple[str, int, int]:
    return fragment.table.table.id, one.cell.place.row, one.cell.place.col


def _homes(pages: Sequence[SetPage]) -> dict[tuple[str, int, int], Fragment]:
    """Where the label of several rows stands when they are parted: the first part with room for it."""
    homes: dict[tuple[str, int, int], Fragment] = {}
    rooms: dict[tuple[str, int, int], int] = {}
    fragments = [item for page in pages for item in page.items if isinstance(item, Fragment)]
    for fragment in fragments:
        table = fragment.table
        for one in table.cells:
            place = one.cell.place
            if place.row_span == 1 or place.row < table.table.layout.header_rows:
                continue
            name = _name(one, fragment)
            rows = [row for row in range(place.row, one.cell.bottom) if row in fragment.rows]
            room = min(one.needed, sum(table.heights[row] for row in rows))
            if room > rooms.get(name, 0):
                homes[name], rooms[name] = fragment, room
    return homes
