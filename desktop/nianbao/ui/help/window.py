"""The help window: beside the work, not over it; it changes with F1 at another place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from nianbao.formats.grounds.laws import all_laws
from nianbao.formats.registry import newest_form
from nianbao.report.guide import load_guide
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.help.content import (
    all_pages,
    article_pages,
    calendar_page,
    cell_page,
    in_order,
    law_page,
    page_at,
    page_of_rule,
    place_page,
    text_page,
)
from nianbao.ui.help.markup import page_html
from nianbao.ui.help.pages import HelpPage, find
from nianbao.ui.look import theme
from nianbao.ui.look.own_pages import OwnPages
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.system.office_calendar import calendar_in_hand, calendar_of

_ID = Qt.ItemDataRole.UserRole
NOTHING_FOUND = "没有找到"


class HelpWindow(QWidget):
    """A search, the contents, and one page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setWindowTitle("说明")
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找，例如：签收、36条")
        self.search.setAccessibleName("在说明和法规里查找")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.topics = QListWidget()
        self.topics.setAccessibleName("说明的目录")
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.setWordWrap(True)
        self.page = OwnPages()
        self.page.setAccessibleName("说明")
        self.page.setOpenLinks(False)
        self.page.anchorClicked.connect(self._follow)
        self.shown: HelpPage | None = None
        self._pages: Sequence[HelpPage] = ()
        self._build()
        self.topics.currentItemChanged.connect(lambda item, _before: self._show_item(item))
        self.resize(720, 560)

    def _build(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.search)
        column.addWidget(self.topics, 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([240, 464])
        around = QVBoxLayout(self)
        around.setContentsMargins(*[theme.GAP] * 4)
        around.addWidget(split)

    def load(self, pages: Sequence[HelpPage]) -> None:
        """Take the pages that there are."""
        self._pages = pages
        self._list()

    def _list(self, _words: str = "") -> None:
        """Show the contents group by group, or what the search finds in them and in the laws."""
        words = self.search.text().strip()
        shown = find((*self._pages, *article_pages()), words) if words else self._pages
        self.topics.blockSignals(True)
        self.topics.clear()
        before = None
        for page in shown:
            if page.group is not before and not words:
                self.topics.addItem(_heading(page.group))
            before = page.group
            item = QListWidgetItem(page.title)
            item.setData(_ID, page.id)
            self.topics.addItem(item)
        if not shown:
            self.topics.addItem(_heading(NOTHING_FOUND))
        self.topics.setCurrentRow(-1)
        self.topics.blockSignals(False)

    def show_page(self, page: HelpPage) -> None:
        """Show one page; no entry of the contents is meant."""
        self.topics.blockSignals(True)
        self.topics.setCurrentRow(-1)
        self.topics.blockSignals(False)
        self._draw(page)
        self.page.setFocus()  # a list that gets the keyboard would choose its first row

    def _draw(self, page: HelpPage) -> None:
        self.shown = page
        self.page.document().setDefaultStyleSheet(
            "h2 { margin: 0 } h3 { margin: 12px 0 4px 0 }"
            f".ground {{ color: {theme.color('muted').name()} }}"
            f"a {{ color: {theme.color('accent').name()} }}"
        )
        self.page.setHtml(page_html(page))

    def _show_item(self, item: QListWidgetItem | None) -> None:
        page = page_at(item.data(_ID) or "", self._pages) if item is not None else None
        if page is not None:
            self._draw(page)

    def _follow(self, url: QUrl) -> None:
        page = page_at(url.toString(), self._pages)
        if page is not None:
            self.show_page(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the help, and so do the keys that opened it."""
        again = QKeySequence(event.keyCombination()) == QKeySequence(keys_of("help"))
        if again or event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _heading(words: str) -> QListWidgetItem:
    item = QListWidgetItem(words)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = QFont()
    font.setBold(True)
    item.setFont(font)
    return item


def page_for(desk: Desk) -> HelpPage:
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
    show(desk, page_for(desk))


def show_basis(desk: Desk, shown: OpenReport) -> None:
    """Open the help at what the chosen finding rests on, the articles of the law with it."""
    finding = shown.finding
    page = page_of_rule(finding.rule, shown.session.form) if finding is not None else None
    if page is None:
        desk.say("先在右边选一条提示，再看依据。")
    else:
        show(desk, page)


def show_calendar(desk: Desk) -> None:
    """Open the help at what is to be done by when."""
    show(desk, _calendar(desk))


def show_laws(desk: Desk) -> None:
    """Open the help at the first of the laws, the regulations in full."""
    show(desk, law_page(next(iter(all_laws().values()))))


def _calendar(desk: Desk) -> HelpPage:
    session = desk.session
    calendar = calendar_in_hand() if session is None else calendar_of(session.report)
    return calendar_page(calendar.tasks, calendar.year, calendar.today)


def show(desk: Desk, page: HelpPage) -> None:
    """Open the help at a page."""
    form = desk.session.form if desk.session is not None else newest_form()
    show_beside(desk.widget, page, in_order((*all_pages(form), _calendar(desk))))


def show_beside(window: QWidget, page: HelpPage, pages: Sequence[HelpPage]) -> None:
    """Open the help beside a window at a page; ``pages`` are its contents."""
    shown = window.findChild(HelpWindow) or HelpWindow(window)
    shown.load(pages)
    if not shown.isVisible():
        shown.move(
            beside(window.frameGeometry(), shown.size(), window.screen().availableGeometry())
        )
    shown.show()
    shown.raise_()
    shown.activateWindow()
    shown.show_page(page)
