"""From the window to paper and to the website: print preview, and the page on the clipboard."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import Paper
from nianbao.exporters.web.html import html_fragment, plain_text
from nianbao.ui.paper.preview import PreviewDialog
from nianbao.ui.session.desk import Desk, OpenReport

COPIED = "已复制。请在网站的网页编辑器里粘贴；粘贴后表格没有线的，见“审核与导出”的帮助。"


def preview(desk: Desk, shown: OpenReport) -> None:
    """Show the pages as they will be printed."""
    PreviewDialog(shown.session.report, desk.widget).exec()


def copy_for_web(desk: Desk, shown: OpenReport) -> None:
    """Put the report on the clipboard as a web page and as plain text."""
    QGuiApplication.clipboard().setMimeData(clipboard_data(describe(shown.session.report)))
    desk.say(COPIED)


def clipboard_data(paper: Paper) -> QMimeData:
    """Return both forms of the report: an editor takes what it can."""
    data = QMimeData()
    data.setHtml(html_fragment(paper))
    data.setText(plain_text(paper))
    return data
