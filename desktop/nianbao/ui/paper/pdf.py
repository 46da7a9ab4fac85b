"""The report as a PDF, without Word or LibreOffice and without a display.

QPdfWriter draws the pages and embeds subsets of this PC's fonts; pypdf adds what it cannot write:
bookmarks, the document's language, that its title is what a window shows, and what each piece is
for those who have it read aloud. For the archive the same pages become PDF/A-1a (GB/T 23286.1).
"""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter
from PySide6.QtWidgets import QApplication

from nianbao.exporters.exporter import Printed
from nianbao.exporters.printed.page_setup import Page
from nianbao.exporters.printed.paper import Paper
from nianbao.exporters.registry import PDF_KIND
from nianbao.exporters.typeset.pages import TextLine
from nianbao.report.errors import UserError
from nianbao.ui.paper.marks import Marks
from nianbao.ui.paper.painter import TWIPS_IN_INCH, PaperPainter
from nianbao.ui.paper.pdf_fonts import name_characters, name_fonts
from nianbao.ui.paper.pdf_metadata import LANGUAGE, Standards, describe_itself, read_drawn
from nianbao.ui.paper.pdf_size import press

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import IndirectObject

_TWIPS_IN_POINT = 20
_SHOWN = 10
_application: list[QApplication] = []
"""Kept for as long as the program runs: Qt allows one application in a process."""


@dataclass(frozen=True)
class Bookmark:
    """A heading and where it stands."""

    text: str
    level: int
    page: int
    """Counted from 0."""
    top: int
    """Twips from the upper edge of the sheet."""


def render(paper: Paper) -> bytes:
    """Return the .pdf of a report; raise UserError where no font here has one of its characters."""
    return _render(paper, archival=False)


def render_for_archive(paper: Paper) -> bytes:
    """Return the .pdf as PDF/A, which says by itself how it looks, now and in fifty years."""
    return _render(paper, archival=True)


def _render(paper: Paper, *, archival: bool) -> bytes:
    ensure_application()
    marks = Marks()
    painter = PaperPainter(paper, marks.lay)
    _refuse_what_cannot_be_set(painter)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    if archival:
        # Qt writes what colours mean, and nothing transparent.
        writer.setPdfVersion(QPdfWriter.PdfVersion.PdfVersion_A1b)
    writer.setResolution(TWIPS_IN_INCH)
    writer.setPageLayout(sheet(paper.setup.page))
    writer.setTitle(paper.title)
    painter.paint(writer)
    buffer.close()
    return _finish(bytes(buffer.data().data()), paper, painter, marks, archival=archival)


def _refuse_what_cannot_be_set(painter: PaperPainter) -> None:
    refuse_missing(painter.unprintable(), "PDF ", "请改用别的字，或者导出 Word 文档。")
    text = (line.text for page in painter.pages for line in painter.lines(page))
    refuse_leftward(text, "PDF ", "请导出 Word 文档，再用 Word 或 WPS 输出成 PDF。")


def refuse_missing(missing: str, where: str, way_out: str) -> None:
    """Raise UserError where there are characters that no font here has."""
    if missing:
        raise UserError(
            f"这台电脑的字体里没有“{missing[:_SHOWN]}”，{where}里印不出来，没有导出。", way_out
        )


def refuse_leftward(texts: Iterable[str], where: str, way_out: str) -> None:
    """Raise UserError where a text is written from right to left, which the painter cannot set."""
    leftward = [c for line in texts for c in line if unicodedata.bidirectional(c) in {"R", "AL"}]
    if leftward:
        shown = "".join(dict.fromkeys(leftward))[:_SHOWN]
        raise UserError(
            f"报告里有从右向左写的文字（{shown}），{where}里排不好，没有导出。", way_out
        )


def _read(content: bytes, paper: Paper) -> Printed:
    from nianbao.ui.paper.readback import read_pdf

    return read_pdf(content, paper)


PDF = PDF_KIND.made_by(render, _read)
ARCHIVAL_PDF = PDF_KIND.made_by(render_for_archive, _read)


def sheet(page: Page) -> QPageLayout:
    """Return a sheet without margins: the painter keeps the margins itself."""
    size = QSizeF(page.width / _TWIPS_IN_POINT, page.height / _TWIPS_IN_POINT)
    return QPageLayout(
        # Within a few points of A4 it is A4 to a printer's tray.
        QPageSize(size, QPageSize.Unit.Point),
        QPageLayout.Orientation.Portrait,
        QMarginsF(0, 0, 0, 0),
        QPageLayout.Unit.Point,
        QMarginsF(0, 0, 0, 0),
    )


def ensure_application() -> None:
    """Make Qt's fonts available on the command line, also where there is no display."""
    if QApplication.instance() is not None:
        return
    if sys.platform not in {"win32", "darwin"}:
        # On Windows the offscreen platform would not see the system's fonts.
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # One that can show widgets: the process may go on to open a window.
    _application.append(QApplication(sys.argv[:1]))


def bookmarks(painter: PaperPainter) -> Iterator[Bookmark]:
    """Yield the headings in order."""
    styles = painter.setup.styles
    for page in painter.pages:
        for item in page.items:
            if isinstance(item, TextLine) and item.begins:
                level = styles[item.paragraph.style].outline
                if level:
                    top = painter.setup.page.top + item.top
                    yield Bookmark(item.paragraph.text, level, page.number - 1, top)


def _finish(
    content: bytes, paper: Paper, painter: PaperPainter, marks: Marks, *, archival: bool
) -> bytes:
    from pypdf import PdfWriter
    from pypdf.generic import BooleanObject, NameObject, TextStringObject

    from nianbao.ui.paper.structure import add_structure

    drawn = read_drawn(content)
    writer = PdfWriter(clone_from=drawn)
    _add_bookmarks(writer, bookmarks(painter))
    name_characters(writer, painter.pen.used)
    name_fonts(writer)
    add_structure(writer, marks, painter.setup.styles)
    describe_itself(writer, drawn, paper, Standards(tagged=True, archival=archival))
    press(writer)
    writer.root_object[NameObject("/Lang")] = TextStringObject(LANGUAGE)
    writer.create_viewer_preferences()[NameObject("/DisplayDocTitle")] = BooleanObject(value=True)
    writer.page_mode = "/UseOutlines"
    stream = BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _add_bookmarks(writer: "PdfWriter", marks: Iterator[Bookmark]) -> None:
    from pypdf.generic import Fit

    parents: dict[int, IndirectObject] = {}
    for mark in marks:
        parents = {level: item for level, item in parents.items() if level < mark.level}
        above = max(parents, default=0)
        height = float(writer.pages[mark.page].mediabox.height)
        parents[mark.level] = writer.add_outline_item(
            title=mark.text,
            page_number=mark.page,
            parent=parents.get(above),
            fit=Fit.xyz(left=0, top=height - mark.top / _TWIPS_IN_POINT),
        )
