"""Print preview and printing, with the painter that makes the PDF."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QDialog,
    QGraphicsView,
    QLabel,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import Page
from nianbao.exporters.printed.paper import OfficeLayout, Paper, PaperOptions
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.ui.look import plain_text
from nianbao.ui.paper.office_layout import layout_in_force, words_of_office
from nianbao.ui.paper.page_frames import PageFrames
from nianbao.ui.paper.painter import PaperPainter
from nianbao.ui.paper.pdf import PDF, sheet
from nianbao.ui.widgets.dialog_frame import within_screen
from nianbao.ui.widgets.progress import progress_dialog
from nianbao.ui.widgets.steady import steady_everywhere

_ZOOM_STEP = 1.25
_MANY = 30
"""Pages that take a noticeable time."""


def paint_report(
    printer: QPrinter, painter: PaperPainter, go_on: Callable[[int], bool] = lambda _done: True
) -> None:
    """Paint a report on a printer or a preview, only the pages that were asked for."""
    pages = painter.pages
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        first, last = printer.fromPage() or 1, printer.toPage() or len(pages)
        pages = tuple(page for page in pages if first <= page.number <= last)
    if pages:
        painter.paint(printer, pages, go_on)


def new_printer(title: str, page: Page) -> QPrinter:
    """Return the default printer, set to a sheet without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setFullPage(True)
    printer.setPageLayout(sheet(page))
    return printer


def _office() -> tuple[OfficeLayout | None, tuple[str, ...]]:
    """The office's layout, and what is to be said of it under the pages."""
    words = words_of_office(PDF)
    try:
        return layout_in_force(), words
    except UserError:  # the copy was damaged since, as the words say
        return None, words[1:]


def _below(words: str) -> QLabel:
    label = plain_text.label(words)
    label.setWordWrap(True)
    label.setContentsMargins(8, 4, 8, 8)
    return label


class PreviewDialog(QDialog):
    """Shows the pages as they will be printed; prints them."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._office, self._said = _office()
        paper = self._paper(wide=False)
        self.setWindowTitle(f"打印预览 - {paper.title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._painter = PaperPainter(paper)
        self.printer = new_printer(paper.title, paper.setup.page)
        self.preview = QPrintPreviewWidget(self.printer)
        self.preview.setAccessibleName("页面预览")
        for part in self.preview.findChildren(QAbstractScrollArea):
            part.setAccessibleName("页面预览")  # Qt gives the keyboard to these
            part.viewport().setAccessibleName("页面")
        self.preview.paintRequested.connect(self._paint)
        self.preview.previewChanged.connect(self._show_page)
        self._frames = PageFrames(self.preview.findChildren(QGraphicsView)[0])
        self._page = plain_text.label()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._tools())
        column.addWidget(self.preview)
        for words in (*self._said, self._missing_fonts()):
            if words:
                column.addWidget(_below(words))
        self.resize(within_screen(self, 1000, 720))
        self.preview.fitInView()

    def _paper(self, *, wide: bool) -> Paper:
        return describe(self._report, PaperOptions(wide_tables=wide, office=self._office))

    @property
    def page_count(self) -> int:
        """How many pages the report has."""
        return len(self._painter.pages)

    def _tools(self) -> QToolBar:
        bar = QToolBar()
        bar.addAction(self._action("打印…(&P)", QKeySequence.StandardKey.Print, self.print_pages))
        bar.addSeparator()
        bar.addAction(self._action("上一页(&B)", QKeySequence("PgUp"), lambda: self._turn(-1)))
        bar.addWidget(self._page)
        bar.addAction(self._action("下一页(&N)", QKeySequence("PgDown"), lambda: self._turn(1)))
        bar.addSeparator()
        zoom_in, zoom_out = QKeySequence.StandardKey.ZoomIn, QKeySequence.StandardKey.ZoomOut
        bar.addAction(self._action("放大", zoom_in, lambda: self.preview.zoomIn(_ZOOM_STEP)))
        bar.addAction(self._action("缩小", zoom_out, lambda: self.preview.zoomOut(_ZOOM_STEP)))
        bar.addAction(self._action("整页(&W)", None, self.preview.fitInView))
        bar.addAction(self._action("页宽(&H)", None, self.preview.fitToWidth))
        bar.addAction(self._action("全部页面(&A)", None, self.preview.setAllPagesViewMode))
        bar.addAction(self._action("单页(&S)", None, self.preview.setSinglePageViewMode))
        bar.addSeparator()
        bar.addAction(self._wide_tables())
        return bar

    def _wide_tables(self) -> QAction:
        self.wide = QAction("宽表格(&T)", self)
        self.wide.setCheckable(True)
        self.wide.setToolTip("表格用下发样表的宽度，比正文宽；导出时也可以这样选")
        self.wide.toggled.connect(self._set_tables)
        return self.wide

    def _set_tables(self, wide: bool) -> None:
        self._painter = PaperPainter(self._paper(wide=wide))
        self.preview.updatePreview()

    def _paint(self, printer: QPrinter) -> None:
        """Draw the pages; many of them with a progress, and a way to be content with the first."""
        if self.page_count < _MANY:
            paint_report(printer, self._painter)
            return
        progress = progress_dialog(self, f"正在排出 {self.page_count} 页的预览…")
        progress.setCancelButtonText("只看已排好的")
        progress.setMaximum(self.page_count)

        def go_on(done: int) -> bool:
            progress.setValue(done)
            return not progress.wasCanceled()

        paint_report(printer, self._painter, go_on)
        progress.reset()
        progress.deleteLater()

    def _action(
        self,
        text: str,
        keys: QKeySequence | QKeySequence.StandardKey | None,
        do: Callable[[], object],
    ) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: do())
        return action

    def _turn(self, step: int) -> None:
        page = min(max(self.preview.currentPage() + step, 1), self.page_count)
        self.preview.setCurrentPage(page)
        self._show_page()

    def _show_page(self) -> None:
        self._page.setText(f" 第 {self.preview.currentPage()} 页，共 {self.page_count} 页 ")

    def _missing_fonts(self) -> str:
        pairs = self._painter.faces.substitutes()
        if not pairs:
            return ""
        words = "、".join(f"“{name}”用“{other}”" for name, other in pairs.items())
        return f"本机缺少公文字体，预览和打印时{words}代替。"

    def print_pages(self) -> None:
        """Ask for a printer and the pages, and print."""
        dialog = QPrintDialog(self.printer, self)
        dialog.setMinMax(1, self.page_count)
        with steady_everywhere():
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
        if accepted:
            paint_report(self.printer, self._painter)
