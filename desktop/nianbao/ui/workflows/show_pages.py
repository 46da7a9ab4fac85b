"""From the window to paper and to the website: print preview, and the page on the clipboard."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import Paper
from nianbao.exporters.web.html import html_fragment, plain_text

if TYPE_CHECKING:
    from nianbao.ui.shell.main_window import MainWindow

COPIED = "已复制。请在网站的网页编辑器里粘贴。"


def preview(window: "MainWindow") -> None:
    """Show the pages as they will be printed."""
    if window.session is not None:
        from nianbao.ui.paper.preview import PreviewDialog

        PreviewDialog(window.session.report, window).exec()


def copy_for_web(window: "MainWindow") -> None:
    """Put the report on the clipboard as a web page and as plain text."""
    if window.session is not None:
        paper = describe(window.session.report)
        QGuiApplication.clipboard().setMimeData(clipboard_data(paper))
        if window.status is not None:
            window.status.say(COPIED)


def clipboard_data(paper: Paper) -> QMimeData:
    """Return both forms of the report: an editor takes what it can."""
    data = QMimeData()
    data.setHtml(html_fragment(paper))
    data.setText(plain_text(paper))
    return data
