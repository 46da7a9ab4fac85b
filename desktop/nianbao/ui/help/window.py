"""The help: beside the work, never over it; it changes with F1 at another place."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
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
from nianbao.ui.look import plain_text, theme
from nianbao.ui.look.own_pages import OwnPages
from nianbao.ui.session.desk import Desk, OpenReport
from nianbao.ui.system.office_calendar import calendar_in_hand, calendar_of

_ID = Qt.ItemDataRole.UserRole
NOTHING_FOUND = "没有找到"
LEAST_WIDTH = 300


class HelpWindow(QWidget):
    """A search, the contents, and one page; a window of its own until it is given a place."""

    left = Signal()
    """It was closed: the keyboard goes back to the work."""

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
        self._split = QSplitter()
        self._split.addWidget(left)
        self._split.addWidget(self.page)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([240, 464])
        self._head = self._build_head()
        self._head.hide()
        around = QVBoxLayout(self)
        around.setContentsMargins(*[theme.GAP] * 4)
        around.addWidget(self._head)
        around.addWidget(self._split)

    def _build_head(self) -> QWidget:
        """What a window's own title bar would say and do."""
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        title = plain_text.label("说明")
        title.setFont(theme.font(11, bold=True))
        row.addWidget(title, 1)
        shut = QPushButton("关闭")
        shut.setAccessibleName("关闭说明")
        shut.setToolTip("关闭说明（Esc）")
        shut.clicked.connect(self.close)
        row.addWidget(shut)
        return made

    def stand_upright(self) -> None:
        """Become a part of a window: the contents above the page, a way to close it."""
        if self.isWindow():
            self.setWindowFlags(Qt.WindowType.Widget)
            self.setMinimumWidth(LEAST_WIDTH)
            self._split.setOrientation(Qt.Orientation.Vertical)
            self._split.setSizes([200, 400])
            self._head.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell whoever gave it a place."""
        super().closeEvent(event)
        self.left.emit()

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
        self.topics.blockSignals(False)
        self._mark()

    def show_page(self, page: HelpPage) -> None:
        """Show one page, and mark the entry of the contents that it is or belongs to."""
        self._draw(page)
        self._mark()
        self.page.setFocus()  # a list that gets the keyboard would choose its first row

    def _mark(self) -> None:
        """Mark the present topic, without going anywhere."""
        wanted = () if self.shown is None else (self.shown.id, self.shown.within)
        rows = range(self.topics.count())
        ids = {self.topics.item(row).data(_ID): row for row in rows}
        row = next((ids[one] for one in wanted if one and one in ids), -1)
        self.topics.blockSignals(True)
        self.topics.setCurrentRow(row)
        self.topics.blockSignals(False)
        if row >= 0:
            self.topics.scrollToItem(self.topics.item(row))

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
    shown = desk.widget.findChild(HelpWindow) or HelpWindow(desk.widget)
    shown.stand_upright()
    shown.load(in_order((*all_pages(form), _calendar(desk))))
    desk.stand_beside(shown)
    shown.show_page(page)


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
