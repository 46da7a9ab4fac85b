"""The print preview shows the painter's pages and prints those that were asked for."""

from copy import deepcopy
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QGraphicsView, QProgressDialog
from pytestqt.qtbot import QtBot

from nianbao.exporters.printed.describe import describe
from nianbao.ui.look import theme
from nianbao.ui.paper.painter import PaperPainter
from nianbao.ui.paper.preview import PreviewDialog, new_printer, paint_report
from tests.exporters.reports import full
from tests.ui.wheel import turn

REPORT = full("gb_2021_30")
PAPER = describe(REPORT)


def shown_whole(dialog: PreviewDialog, qtbot: QtBot) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: dialog.preview.pageCount() == dialog.page_count)


def test_the_preview_shows_every_page(qtbot: QtBot) -> None:
    dialog = PreviewDialog(REPORT)

    shown_whole(dialog, qtbot)

    assert dialog.page_count > 2


@pytest.mark.parametrize("given_up", [False, True])
def test_many_pages_come_with_a_progress_that_can_be_ended_early(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, given_up: bool
) -> None:
    monkeypatch.setattr("nianbao.ui.widgets.progress.PATIENCE", 0)
    long = deepcopy(REPORT)
    long.change(texts={"problems": "本年度存在的问题和改进的情况。\n" * 900})
    dialog = PreviewDialog(long)
    qtbot.addWidget(dialog)
    seen: list[str] = []

    def look() -> None:
        for progress in dialog.findChildren(QProgressDialog):
            seen.append(progress.labelText())
            if given_up:
                progress.cancel()

    QTimer.singleShot(0, look)
    with qtbot.waitExposed(dialog):
        dialog.show()

    qtbot.waitUntil(lambda: dialog.preview.pageCount() > 0)
    assert seen == [f"正在排出 {dialog.page_count} 页的预览…"]
    assert (dialog.preview.pageCount() < dialog.page_count) is given_up


def test_a_page_stands_in_a_thin_frame_and_throws_no_shadow(qtbot: QtBot) -> None:
    dialog = PreviewDialog(REPORT)
    shown_whole(dialog, qtbot)
    (view,) = dialog.preview.findChildren(QGraphicsView)
    fine = {theme.color(role).name() for role in ("window", "frame")} | {"#ffffff"}
    for look in (dialog.preview.fitInView, dialog.preview.setAllPagesViewMode):
        look()
        turn(view.viewport(), -1)
        QApplication.processEvents()
        shown = view.viewport().rect()
        rooms = [
            view.mapFromScene(one.sceneBoundingRect()).boundingRect()
            for one in view.scene().items()
        ]
        page = next(one for one in rooms if shown.intersected(one).height() > one.height() * 0.9)
        margin = page.height() / 27 + 4  # as wide as Qt's border, and a little into the page
        across, down = int(page.bottom() - margin), int(page.right() - margin)
        seen = view.viewport().grab().toImage()

        assert {seen.pixelColor(x, across).name() for x in range(seen.width())} <= fine
        assert {seen.pixelColor(down, y).name() for y in range(seen.height())} <= fine


def table_width(dialog: PreviewDialog, target: Path) -> float:
    """Millimetres from the leftmost to the rightmost border that the dialog prints."""
    dialog.printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    dialog.printer.setOutputFileName(str(target))
    dialog.preview.print_()
    path = pypdfium2.raw.FPDF_PAGEOBJ_PATH
    pages = pypdfium2.PdfDocument(target)
    rules = [rule.get_bounds() for page in pages for rule in page.get_objects(filter=[path])]
    return float(max(rule[2] for rule in rules) - min(rule[0] for rule in rules)) * 25.4 / 72


def test_the_tables_may_be_as_wide_as_on_the_blank(tmp_path: Path, qtbot: QtBot) -> None:
    dialog = PreviewDialog(REPORT)
    qtbot.addWidget(dialog)
    assert table_width(dialog, tmp_path / "text.pdf") == pytest.approx(156, abs=1)

    dialog.wide.trigger()
    assert table_width(dialog, tmp_path / "wide.pdf") == pytest.approx(172, abs=1)


def printed(target: Path, pages: tuple[int, int] | None, _qtbot: QtBot) -> PdfReader:
    printer = new_printer("年报", PAPER.setup.page)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    if pages:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(*pages)
    paint_report(printer, PaperPainter(PAPER))
    return PdfReader(target)


def test_only_the_pages_that_were_asked_for_are_printed(tmp_path: Path, qtbot: QtBot) -> None:
    whole = printed(tmp_path / "a.pdf", None, qtbot)
    part = printed(tmp_path / "b.pdf", (2, 3), qtbot)

    assert len(whole.pages) == len(PaperPainter(PAPER).pages)
    assert len(part.pages) == 2
    assert [float(size) for size in whole.pages[0].mediabox[2:]] == [595, 842]
