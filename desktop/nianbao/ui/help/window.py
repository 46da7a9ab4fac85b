"""The help window: beside the work, not over it; it changes with F1 at another place."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QListWidget, QSplitter, QVBoxLayout, QWidget

from nianbao.formats.registry import newest_form
from nianbao.report.book import PREAMBLE
from nianbao.report.guide import load_guide
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.help.content import (
    KEYS_TITLE,
    all_pages,
    cell_page,
    keys_page,
    place_page,
    text_page,
)
from nianbao.ui.look import theme
from nianbao.ui.look.own_pages import OwnPages
from nianbao.ui.session.desk import Desk


class HelpWindow(QWidget):
    """A list of topics and the page of one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle("说明")
        self.topics = QListWidget()
        self.topics.setAccessibleName("说明的目录")
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.setWordWrap(True)
        self.page = OwnPages()
        self.page.setAccessibleName("说明")
        self.page.document().setDefaultStyleSheet("h2 { margin: 0 } h3 { margin: 12px 0 4px 0 }")
        self._pages: list[tuple[str, str]] = []
        split = QSplitter()
        split.addWidget(self.topics)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([232, 432])
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme.GAP] * 4)
        column.addWidget(split)
        self.topics.currentRowChanged.connect(self._show_row)
        self.resize(680, 560)

    def load(self, pages: list[tuple[str, str]]) -> None:
        """Fill the list of topics."""
        self._pages = pages
        self.topics.blockSignals(True)
        self.topics.clear()
        self.topics.addItems([title for title, _html in pages])
        self.topics.setCurrentRow(-1)
        self.topics.blockSignals(False)

    def show_page(self, html: str) -> None:
        """Show one page; no topic of the list is meant."""
        self.topics.blockSignals(True)
        self.topics.setCurrentRow(-1)
        self.topics.blockSignals(False)
        self.page.setHtml(html)
        self.page.setFocus()  # a list that gets the keyboard would choose its first row

    def _show_row(self, row: int) -> None:
        if 0 <= row < len(self._pages):
            self.page.setHtml(self._pages[row][1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the help, and so do the keys that opened it."""
        again = QKeySequence(event.keyCombination()) == QKeySequence(keys_of("help"))
        if again or event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def page_for(desk: Desk) -> str:
    """Return the help for where the clerk is."""
    session, workspace = desk.session, desk.workspace
    if session is None or workspace is None:
        return place_page("start")
    about = workspace.page.about if workspace.page is not None else ""
    if about in session.form.cells:
        return cell_page(session.form, about)
    text = load_guide().text_for(session.form, about)
    return place_page(workspace.place) if text is None else text_page(text)


def beside(window: QRect, size: QSize, screen: QRect) -> QPoint:
    """Return where the help stands: right of the window, else over its right edge, never beyond.

    What is being filled in, at the left and in the middle, stays in sight as far as it can.
    """
    left = min(window.right() + theme.GAP, screen.right() - size.width() - theme.GAP)
    top = min(window.top() + 10 * theme.GAP, screen.bottom() - size.height() - theme.GAP)
    return QPoint(max(screen.left(), left), max(screen.top(), top))


def show_help(desk: Desk) -> None:
    """Open the help, or change it to where the clerk is now."""
    window = desk.widget
    shown = window.findChild(HelpWindow) or HelpWindow(window)
    form = desk.session.form if desk.session is not None else newest_form()
    pages = [("怎样开始", place_page("start")), (KEYS_TITLE, keys_page()), *all_pages(form)]
    guide = load_guide()
    keys = (PREAMBLE, *form.text_keys)
    texts = [text for key in keys if (text := guide.text_for(form, key)) is not None]
    shown.load([*pages, *((text.title, text_page(text)) for text in texts if text.skeleton)])
    if not shown.isVisible():
        shown.move(
            beside(window.frameGeometry(), shown.size(), window.screen().availableGeometry())
        )
    shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.show_page(page_for(desk))
