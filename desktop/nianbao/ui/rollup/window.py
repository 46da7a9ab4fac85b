"""The window 汇总: its views at the left, the one that is shown in the middle, what happens below."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from nianbao.formats.registry import load_form, newest_form
from nianbao.report.errors import UserError
from nianbao.ui.commands.keys import keys_of
from nianbao.ui.commands.table import REREAD
from nianbao.ui.help.content import all_pages, in_order, place_page
from nianbao.ui.help.window import show_beside
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.county import County
from nianbao.ui.rollup.pages.charts_page import ChartsPage
from nianbao.ui.rollup.pages.output_page import OutputPage
from nianbao.ui.rollup.pages.prepare_page import PreparePage
from nianbao.ui.rollup.pages.receipt_page import ReceiptPage
from nianbao.ui.rollup.pages.sum_page import SumPage
from nianbao.ui.rollup.pages.to_do_page import ToDoPage
from nianbao.ui.session.desk import Desk
from nianbao.ui.system import preferences
from nianbao.ui.system.mime_data import local_files, take_copy
from nianbao.ui.widgets.buttons import press_with_enter

if TYPE_CHECKING:
    from collections.abc import Callable

TITLE = "汇总"
SIDE = 152
WAITING = "文件夹里放进报告以后，会自动读入"
GEOMETRY = "rollup_geometry"
Page = PreparePage | ReceiptPage | ToDoPage | SumPage | ChartsPage | OutputPage


class RollupWindow(QWidget):
    """The county's side: who has handed in, what is wrong where, and the sum."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self._desk = desk
        self.county = County(self)
        self.prepare = PreparePage(self.county)
        self.receipt = ReceiptPage(self.county, desk)
        self.to_do = ToDoPage(self.county)
        self.sum = SumPage(self.county)
        self.charts = ChartsPage(self.county)
        self.output = OutputPage(self.county, desk)
        self.pages: dict[str, Page] = {
            "准备": self.prepare,
            "收报情况": self.receipt,
            "待处理": self.to_do,
            "汇总表": self.sum,
            "图表": self.charts,
            "输出": self.output,
        }
        self.views = QListWidget()
        self.middle = QStackedWidget()
        self._build()
        self._connect()
        self._add_keys()
        self._show_title()
        self._restore_place()

    # Building

    def _build(self) -> None:
        self.views.setAccessibleName("汇总的各步")
        self.views.setFixedWidth(SIDE)
        self.views.setFrameShape(QFrame.Shape.NoFrame)
        self.views.setFont(theme.font(11))
        self.views.setObjectName("views")
        self.views.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for name, page in self.pages.items():
            self.views.addItem(name)
            self.middle.addWidget(page)
        self.views.setCurrentRow(0)
        side = QFrame()
        side.setObjectName("side-left")
        left = QVBoxLayout(side)
        left.setContentsMargins(theme.GAP, 2 * theme.GAP, theme.GAP, theme.GAP)
        left.addWidget(self.views)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(side)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._build_notice())
        right.addWidget(self.middle, 1)
        row.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self._build_foot())

    def _build_notice(self) -> QFrame:
        self.notice = QFrame()
        self.notice.setObjectName("notice")
        self.trouble = plain_text.label(wraps=True)
        hide = QPushButton("知道了")
        hide.clicked.connect(self.notice.hide)
        row = QHBoxLayout(self.notice)
        row.addWidget(self.trouble, 1)
        row.addWidget(hide)
        self.notice.hide()
        return self.notice

    def _build_foot(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("side")
        self.words = plain_text.label()
        self.words.setObjectName("muted")
        self.progress = QProgressBar()
        self.progress.setAccessibleName("读入的进度")
        self.progress.setFixedWidth(200)
        self.progress.setTextVisible(False)
        self.read_so_far = plain_text.label()
        self.cancel = QPushButton("停止读入")
        self.cancel.setAutoDefault(False)
        self.cancel.setToolTip("已经读入的都保留，以后可以接着读")
        self.cancel.clicked.connect(self._stop_or_go_on)
        row = QHBoxLayout(foot)
        row.setContentsMargins(2 * theme.GAP, theme.GAP // 2, 2 * theme.GAP, theme.GAP // 2)
        row.addWidget(self.words, 1)
        row.addWidget(self.read_so_far)
        row.addWidget(self.progress)
        row.addWidget(self.cancel)
        foot.setFixedHeight(self.cancel.sizeHint().height() + theme.GAP)
        self._show_reading(on=False)
        return foot

    def _connect(self) -> None:
        county = self.county
        self.views.currentRowChanged.connect(self._show_row)
        self.views.itemActivated.connect(lambda _item: self._enter())
        county.opened.connect(self._show_opened)
        county.gathered.connect(self._show_gathered)
        county.alike_found.connect(self._show_counts)
        county.reading.connect(lambda on: self._show_reading(on=on))
        county.progressed.connect(self._show_progress)
        county.said.connect(self.say)
        county.troubled.connect(self._show_trouble)
        for page in self.pages.values():
            page.asked.connect(self.go_to)
            page.said.connect(self.say)
        self.to_do.unit_asked.connect(self.show_unit)
        self.sum.unit_asked.connect(self.show_unit)
        self.receipt.letter_asked.connect(self.output.letter_for)
        self.to_do.cells_asked.connect(self._show_cells)

    def _add_keys(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            REREAD: self.county.go_on,
            keys_of("next_finding"): partial(self._step_failing, 1),
            keys_of("previous_finding"): partial(self._step_failing, -1),
            keys_of("find"): self._find,
            keys_of("undo"): self._undo,
            keys_of("open"): self.prepare.choose_folder,
            keys_of("help"): self._help,
            keys_of("next_pane"): partial(self._step_pane, 1),
            keys_of("previous_pane"): partial(self._step_pane, -1),
        }
        for number, name in enumerate(self.pages, 1):
            acts[keys_of(f"place_{number}")] = partial(self.go_to, name)
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    # Views

    @property
    def page(self) -> Page:
        """The view that is shown."""
        return list(self.pages.values())[self.middle.currentIndex()]

    def go_to(self, name: str) -> None:
        """Show a view, with the keyboard in it."""
        self.views.setCurrentRow(list(self.pages).index(name))
        self._enter()

    def _show_row(self, row: int) -> None:
        self.middle.setCurrentIndex(row)
        self.page.show_now()

    def _enter(self) -> None:
        self.page.take_keyboard()

    def _step_pane(self, by: int) -> None:
        """Go round: the list of views, then the view's own panes."""
        every = (self.views, *self.page.panes())
        panes = [one for one in every if one.isVisible() and one.isEnabled()]
        holder = QApplication.focusWidget()
        held = (n for n, one in enumerate(panes) if one is holder or _is_in(holder, one))
        here = next(held, 0)
        panes[(here + by) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _step_failing(self, by: int) -> None:
        self.go_to("收报情况")
        if not self.receipt.step_failing(by):
            self.say("列出的单位里没有需要退回修改的")

    def _find(self) -> None:
        self.go_to("收报情况")
        self.receipt.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _undo(self) -> None:
        if not self.county.undo():
            self.say("没有可以撤销的处理")

    def _help(self) -> None:
        collection = self.county.collection
        form = load_form(collection.form) if collection and collection.form else newest_form()
        show_beside(self, place_page("rollup"), in_order(all_pages(form)))

    def show_unit(self, name: str) -> None:
        """Show a unit in the table."""
        self.go_to("收报情况")
        self.receipt.show_unit(name)

    def _show_cells(self, keys: tuple[str, ...]) -> None:
        self.go_to("汇总表")
        self.sum.show_cells(keys)

    # What is said

    def say(self, words: str) -> None:
        """Say below what just happened."""
        self.words.setText(words)

    def _show_opened(self) -> None:
        self._show_title()
        self.notice.hide()
        self.say("")

    def _show_title(self) -> None:
        folder = self.county.folder
        collection = self.county.collection
        year = f" · {collection.year} 年度" if collection is not None and collection.units else ""
        self.setWindowTitle(f"{folder.name}{year} — {TITLE}" if folder is not None else TITLE)

    def _show_gathered(self) -> None:
        self._show_title()
        self._show_counts()
        collection = self.county.collection
        if collection is not None and not self.words.text():
            read = len(collection.files)
            self.say(f"已看过 {read} 个文件；文件夹里有变动，会自动重新读入" if read else WAITING)

    def _show_counts(self) -> None:
        counts = {
            "收报情况": self.receipt.failing(),
            "待处理": self.to_do.count(),
        }
        for row, name in enumerate(self.pages):
            item = self.views.item(row)
            number = counts.get(name, 0)
            item.setText(f"{name}　{number}" if number else name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(name, number))

    def _show_reading(self, *, on: bool) -> None:
        self.progress.setVisible(on)
        self.read_so_far.setText("正在看文件夹…" if on else "")
        self.cancel.setVisible(on or self.county.is_paused)
        self.cancel.setText("停止读入" if on else "接着读入")
        if on:
            self.progress.setRange(0, 0)
        elif self.county.is_paused:
            self.say("读入已停止，已读的都列出来了")

    def _stop_or_go_on(self) -> None:
        if self.county.is_reading:
            self.county.stop()
        else:
            self.county.go_on()

    def _show_progress(self, number: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(number)
        self.read_so_far.setText(f"正在读 {number}／{of}")

    def _show_trouble(self, error: UserError | None) -> None:
        self.notice.setVisible(error is not None)
        if error is not None:
            self.trouble.setText(f"{error.message}{error.advice}")

    # The folder

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a folder from the file manager."""
        if any(one.is_dir() for one in local_files(event.mimeData())):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a folder that was dropped."""
        take_copy(event)
        folder = next(one for one in local_files(event.mimeData()) if one.is_dir())
        # After the drag has ended: the file manager waits for the answer.
        QTimer.singleShot(0, self, lambda: self.prepare.open(folder))

    def _restore_place(self) -> None:
        self.resize(1280, 760)
        geometry = preferences.bytes_of(GEOMETRY)
        if geometry.isEmpty():
            self.setWindowState(self.windowState() | Qt.WindowState.WindowMaximized)
        else:
            self.restoreGeometry(geometry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keyboard with Enter too, as clerks expect."""
        if not press_with_enter(self, event, QAbstractButton):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Read no further; everything that was decided is kept already."""
        preferences.remember_bytes(GEOMETRY, self.saveGeometry())
        self.county.close()
        event.accept()


def _spoken(name: str, number: int) -> str:
    return f"{name}，{number} 项" if number else name


def _is_in(holder: QWidget | None, pane: QWidget) -> bool:
    return holder is not None and pane.isAncestorOf(holder)
