"""Reads a finished PDF: which characters stand in each cell's rectangle and on each line."""

import unicodedata
from collections.abc import Iterator

import pypdfium2

from nianbao.exporters.exporter import Place, Printed
from nianbao.exporters.printed.paper import Paper
from nianbao.exporters.typeset.pages import Fragment, SetPage, TextLine
from nianbao.ui.paper.painter import PaperPainter

_TWIPS_IN_POINT = 20
_SLACK = 20
"""Twips by which a glyph may reach over its line."""
_INVISIBLE = str.maketrans("", "", "\ufffe\u0002\r\n")


def read_pdf(content: bytes, paper: Paper) -> Printed:
    """Return what stands on the pages, looked for where the painter puts it."""
    painter = PaperPainter(paper)
    document = pypdfium2.PdfDocument(content)
    try:
        return _read(document, painter)
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, painter: PaperPainter) -> Printed:
    paragraphs: list[str] = []
    tables: dict[str, dict[Place, str]] = {}
    for page in painter.pages:
        if page.number > len(document):
            break
        looking = _Look(document[page.number - 1].get_textpage(), painter, page)
        for item in page.items:
            if isinstance(item, TextLine):
                if item.begins:
                    paragraphs.append("")
                paragraphs[-1] += looking.line(item)
            else:
                tables.setdefault(item.table.table.id, {}).update(looking.cells(item))
    return Printed(tuple(tables.values()), tuple(paragraphs))


def _looks(text: str) -> str:
    """A text by its looks: ﬁ is f and i, blanks are nothing, an accent may stand anywhere."""
    plain = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join("".join(plain).split())


class _Look:
    """Looks up rectangles of one page."""

    def __init__(self, text: pypdfium2.PdfTextPage, painter: PaperPainter, page: SetPage) -> None:
        self.text = text
        self.painter = painter
        self.sheet = painter.setup.page
        self.page = page

    def line(self, item: TextLine) -> str:
        top = self.sheet.top + item.top
        found = self._within(0, top + _SLACK, self.sheet.width, top + item.pitch - _SLACK)
        return self._as_meant(found, item.line.text)

    def cells(self, fragment: Fragment) -> Iterator[tuple[Place, str]]:
        for one, (left, top, right, bottom) in self.painter.rectangles(fragment):
            place = one.cell.place
            if self.painter.is_home(one, fragment):
                found = self._within(left, top, right, bottom)
                meant = "".join(line.text for line in one.lines)
                yield (place.row, place.col), self._as_meant(found, meant)

    def _as_meant(self, found: str, meant: str) -> str:
        """What was drawn, where the difference is none of ink: one glyph has several characters."""
        return meant if _looks(found) == _looks(meant) else found

    def _within(self, left: float, top: float, right: float, bottom: float) -> str:
        height = self.sheet.height
        found = self.text.get_text_bounded(
            left / _TWIPS_IN_POINT,
            (height - bottom) / _TWIPS_IN_POINT,
            right / _TWIPS_IN_POINT,
            (height - top) / _TWIPS_IN_POINT,
        )
        return str(found).translate(_INVISIBLE)
