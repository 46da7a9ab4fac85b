"""Exports of a full report, each against what its library needs for the same content at least."""

import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.registry import export_report
from nianbao.report.storage.files import load_report
from tests.bench.measure import Benchmark, Pair, milliseconds
from tests.conftest import ROOT
from tests.exporters.formats import DOCX, HTML, XLSX

if TYPE_CHECKING:
    from nianbao.exporters.poster.shapes import Picture
    from nianbao.ui.paper.painter import PaperPainter

REPORT = ROOT / "resources" / "samples" / "sample-report.nianbao"
CITY = ROOT / "resources" / "samples" / "sample-with-errors.nianbao"
"""A city's report: no section of its picture is a sentence."""


def _deflate(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@contextmanager
def _word() -> Iterator[Pair]:
    report = load_report(REPORT)
    parts = _parts(DOCX.render(describe(report)))
    yield Pair(
        floor=milliseconds(lambda: _deflate(parts), times=5),
        subject=milliseconds(lambda: DOCX.render(describe(report))),
    )


@contextmanager
def _web() -> Iterator[Pair]:
    report = load_report(REPORT)
    page = HTML.render(describe(report))
    yield Pair(
        floor=milliseconds(lambda: _deflate({"page": page}), times=5),
        subject=milliseconds(lambda: HTML.render(describe(report))),
    )


def _plain_workbook(rows: list[list[str]]) -> bytes:
    from xlsxwriter.workbook import Workbook

    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


@contextmanager
def _workbook() -> Iterator[Pair]:
    report = load_report(REPORT)
    rows = [
        [cell.text for cell in row] for table in describe(report).tables() for row in table.grid()
    ]
    yield Pair(
        floor=milliseconds(lambda: _plain_workbook(rows)),
        subject=milliseconds(lambda: XLSX.render(describe(report))),
    )


def _unset_pdf(painter: "PaperPainter") -> bytes:
    """The same characters in the same fonts, put down line by line without any order."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QPainter, QPdfWriter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    drawing = QPainter(writer)
    for page in painter.pages:
        if page.number > 1:
            writer.newPage()
        for line in painter.lines(page):
            for run in line.runs:
                drawing.setFont(painter.faces.qfont(run.face))
                drawing.drawText(100, 1000, run.text)
    drawing.end()
    return bytes(buffer.data().data())


@contextmanager
def _pdf() -> Iterator[Pair]:
    from nianbao.ui.paper.painter import PaperPainter
    from nianbao.ui.paper.pdf import PDF, ensure_application

    ensure_application()
    report = load_report(REPORT)
    painter = PaperPainter(describe(report))
    yield Pair(
        floor=milliseconds(lambda: _unset_pdf(painter)),
        subject=milliseconds(lambda: PDF.render(describe(report))),
    )


@contextmanager
def _picture() -> Iterator[Pair]:
    from nianbao.exporters.poster.layout import picture_of
    from nianbao.ui.paper.poster import image_of, png_of, render_png

    report = load_report(CITY)
    picture = picture_of(report)
    drawn = image_of(picture)
    yield Pair(
        floor=milliseconds(lambda: png_of(drawn)),
        subject=milliseconds(lambda: render_png(picture_of(report))),
    )


def _untagged_picture(picture: "Picture") -> bytes:
    """The same shapes on the same page, with nothing said of them."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QPainter, QPdfWriter

    from nianbao.ui.paper.poster import PosterPainter

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    drawing = QPainter(writer)
    PosterPainter(picture).paint(drawing)
    drawing.end()
    return bytes(buffer.data().data())


@contextmanager
def _picture_pdf() -> Iterator[Pair]:
    from nianbao.exporters.poster.layout import picture_of
    from nianbao.ui.paper.pdf import ensure_application
    from nianbao.ui.paper.poster import render_pdf

    ensure_application()
    picture = picture_of(load_report(CITY))
    yield Pair(
        floor=milliseconds(lambda: _untagged_picture(picture)),
        subject=milliseconds(lambda: render_pdf(picture)),
    )


@contextmanager
def _archive() -> Iterator[Pair]:
    from nianbao.ui.paper.pdf import ARCHIVAL_PDF, PDF, ensure_application

    ensure_application()
    report = load_report(REPORT)
    yield Pair(
        floor=milliseconds(lambda: PDF.render(describe(report))),
        subject=milliseconds(lambda: ARCHIVAL_PDF.render(describe(report))),
    )


@contextmanager
def _changes() -> Iterator[Pair]:
    from nianbao.exporters.word.changes import render_changes

    report = load_report(REPORT)
    earlier = deepcopy(report)
    earlier.year -= 1
    earlier.texts = {key: text.replace("，", "、") for key, text in report.texts.items()}
    papers = describe(report), describe(earlier)
    yield Pair(
        floor=milliseconds(lambda: [DOCX.render(paper) for paper in papers]),
        subject=milliseconds(lambda: render_changes(*papers)),
    )


@contextmanager
def _template() -> Iterator[Pair]:
    from nianbao.exporters.word.office_template import office_layout
    from nianbao.exporters.word.sample_template import sample_template

    report = load_report(REPORT)
    options = PaperOptions(office=office_layout(sample_template()))
    yield Pair(
        floor=milliseconds(lambda: DOCX.render(describe(report))),
        subject=milliseconds(lambda: DOCX.render(describe(report, options))),
    )


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def _checked() -> Iterator[Pair]:
    report = load_report(REPORT)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "report.docx"

        def plain() -> None:
            _write_through(target, DOCX.render(describe(report)))

        yield Pair(
            floor=milliseconds(plain),
            subject=milliseconds(partial(export_report, report, target)),
        )


BENCHMARKS = (
    Benchmark("export .docx", "deflating its finished XML", 15, _word),
    Benchmark("export .pdf", "QPdfWriter, the same text unset", 4, _pdf),
    Benchmark("export .png, the picture", "packing its finished pixels", 2, _picture),
    Benchmark("export .pdf, the picture", "the same untagged", 3, _picture_pdf),
    Benchmark("export .pdf for the archive", "the usual PDF", 1.3, _archive),
    Benchmark("export of the changes", "both years as they are", 3, _changes),
    Benchmark("export on an office's template", "the same on ours", 1.5, _template),
    Benchmark("export .html", "deflating the finished page", 12, _web),
    Benchmark("export .xlsx", "XlsxWriter, the same texts bare", 8, _workbook),
    Benchmark("export that reads itself back", "the same without", 2.5, _checked),
)
