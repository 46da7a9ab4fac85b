"""What the window shows before a report is open: the ways to begin, and the files used last."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nianbao.ui.commands.keys import command, words_of
from nianbao.ui.help.first_steps import FirstSteps
from nianbao.ui.look import icons, plain_text, theme
from nianbao.ui.shell import menus
from nianbao.ui.system import recent

if TYPE_CHECKING:
    from nianbao.ui.session.session import Session
    from nianbao.ui.widgets.calendar_list import CalendarList

_WAYS = (
    ("from_last_year", "", ""),
    ("new", "新建报告", "填好单位和年度，从空白的表开始"),
    ("open", "打开报告", "保存过的报告，Word、网页也可以"),
    ("import", "读入 Word／网页", "从已有的文件读出数字和文字"),
    ("sample", "", ""),
    ("practice", "", ""),
    ("rollup", "汇总各单位的报告", "收齐、查错、合成本级的数"),
)
"""The commands to begin with, and what a beginner is told of them where the menu's words are terse."""
HINT = f"也可以把文件拖到这个窗口里；网页或表格复制以后，按 {words_of('import_clipboard')} 粘贴为报告。"
SHOWN_RECENT = 6
SHOWN_TASKS = 3
COLUMNS = 3
WAY_HEIGHT = 80
WAY_WIDTH, LEAST_WIDTH = 304, 248
"""Of a way to begin; the lesser one on a small screen at 150%, where its words break into two lines."""
ICON = 24
ROW_HEIGHT = 40
YEAR_WIDTH, STATE_WIDTH, WHEN_WIDTH = 90, 190, 130
BETWEEN = "\u3000"
OPEN = "正在填写"
ESCAPE = 0x01000000
"""Qt.Key.Key_Escape by its number: see ``menus`` for why ``Qt`` is not used here."""


class StartPage(QScrollArea):
    """The first thing a clerk sees."""

    asked = Signal(str)
    """The id of the way chosen."""
    file_asked = Signal(str)
    back_asked = Signal()
    """Show the report again that is open behind this page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("focusPolicy", menus.NO_FOCUS)
        inner = QFrame()
        inner.setObjectName("start")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(theme.GAP // 2)
        column = QVBoxLayout()
        column.setSpacing(2 * theme.GAP)
        middle = QHBoxLayout(inner)
        middle.setContentsMargins(3 * theme.GAP, 4 * theme.GAP, 3 * theme.GAP, 3 * theme.GAP)
        middle.addStretch(1)
        middle.addLayout(column)
        middle.addStretch(1)
        title = plain_text.label("政府信息公开工作年度报告")
        title.setFont(theme.font(20))
        column.addWidget(title)
        self.steps = FirstSteps()
        self.steps.setMaximumWidth(COLUMNS * WAY_WIDTH + (COLUMNS - 1) * 2 * theme.GAP)
        self._ways: list[_WayButton] = []
        self.rows: list[ReportRow] = []
        column.addLayout(self._recent)
        column.addLayout(self._build_ways())
        column.addWidget(self.steps)
        hint = plain_text.label(HINT)
        hint.setObjectName("muted")
        column.addWidget(hint)
        self.calendar: CalendarList | None = None
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        column.addStretch(1)
        self.setWidget(inner)
        self.refresh()

    def _build_ways(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2 * theme.GAP)
        for number, (way, label, words) in enumerate(_WAYS):
            about = command(way)
            name = label or about.text.rstrip("…")
            button = _WayButton(about.icon, name, words or about.tip)
            self._ways.append(button)
            button.clicked.connect(lambda _checked=False, chosen=way: self.asked.emit(chosen))
            grid.addWidget(button, number // COLUMNS, number % COLUMNS)
        return grid

    def show_calendar(self) -> None:
        """Say below the ways to begin what is to be done next; it loads what a report needs."""
        from nianbao.ui.system.office_calendar import calendar_in_hand
        from nianbao.ui.widgets.calendar_list import CalendarList

        if self.calendar is None:
            self.calendar = CalendarList(SHOWN_TASKS)
            self.calendar.explain_asked.connect(lambda: self.asked.emit("calendar"))
            self._below.addWidget(self.calendar)
        self.calendar.show_calendar(calendar_in_hand())

    def redraw(self) -> None:
        """Draw the icons in the colours of another theme."""
        for button in self._ways:
            button.redraw()

    def refresh(self, opened: "Session | None" = None) -> None:
        """List the recent reports, above the ways to begin: most come back to what they had.

        ``opened`` is the report that is open behind this page.
        """
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        reports = recent.reports()[:SHOWN_RECENT]
        file = None if opened is None else opened.path
        if opened is not None and file not in {one.path for one in reports}:
            self._add_row(ReportRow(opened.title, "", OPEN, "回到这份报告"), self.back_asked.emit)
        if reports:
            label = plain_text.label("最近的报告")
            label.setFont(theme.font(12))
            self._recent.addWidget(label)
        for one in reports:
            if one.path == file:
                self._add_row(row_of(one._replace(state=OPEN)), self.back_asked.emit)
            else:
                self._add_row(row_of(one), partial(self.file_asked.emit, str(one.path)))
        # The first steps are for a first report; later they are found under 帮助.
        if reports or opened:
            self.steps.hide()

    def _add_row(self, row: "ReportRow", act: Callable[[], object]) -> None:
        row.clicked.connect(lambda _checked=False: act())
        self.rows.append(row)
        self._recent.addWidget(row)

    def take_keyboard(self) -> None:
        """Let the arrows and Enter choose."""
        first = self.rows[0] if self.rows else self._ways[0]
        first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the report that is open."""
        if event.key() == ESCAPE:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)


def row_of(one: recent.Recent) -> "ReportRow":
    """Return the line of a report: what is not known of it is told by its file."""
    from nianbao.ui.dialogs.times import spoken_time

    year = f"{one.year} 年度" if one.year else ""
    when = "" if one.at is None else spoken_time(one.at)
    row = ReportRow(one.name, year, one.state.replace(BETWEEN, "，"), when)
    row.setToolTip(plain_text.tip(str(one.path)))
    return row


class ReportRow(QPushButton):
    """Unit, year, state and when, in one button as wide as the page."""

    def __init__(self, unit: str, year: str, state: str, when: str) -> None:
        super().__init__()
        self.setObjectName("row")
        words = "，".join(part for part in (unit, year, state, when) if part)
        self.setAccessibleName(f"打开 {words}")
        self.setMinimumHeight(ROW_HEIGHT)
        _give_way(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * theme.GAP, 0, 2 * theme.GAP, 0)
        row.setSpacing(2 * theme.GAP)
        self._unit = unit
        self._name = plain_text.label(unit)
        self._name.setFont(theme.font(11))
        self._name.setMinimumWidth(1)
        row.addWidget(self._name, 1)
        for text, width in ((year, YEAR_WIDTH), (state, STATE_WIDTH), (when, WHEN_WIDTH)):
            label = plain_text.label(text)
            label.setFixedWidth(width)
            label.setObjectName("" if text == state else "muted")
            row.addWidget(label)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten a long name where it is seen that it goes on."""
        super().resizeEvent(event)
        others = YEAR_WIDTH + STATE_WIDTH + WHEN_WIDTH + 10 * theme.GAP
        room, metrics = self.width() - others, self._name.fontMetrics()
        if metrics.horizontalAdvance(self._unit) <= room:
            self._name.setText(self._unit)
        else:
            from PySide6.QtCore import Qt  # its first use takes longer than the first window may

            elided = metrics.elidedText(self._unit, Qt.TextElideMode.ElideRight, room)
            self._name.setText(elided)

    def sizeHint(self) -> QSize:
        """A line; the page gives it the width."""
        return QSize(COLUMNS * WAY_WIDTH, ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """As wide as the ways to begin are together, at least."""
        return QSize(COLUMNS * LEAST_WIDTH, ROW_HEIGHT)


class _WayButton(QPushButton):
    """An icon, a name and a line of words, in one button as wide as the others."""

    def __init__(self, picture: str, label: str, words: str) -> None:
        super().__init__()
        self._picture = picture
        self._image = plain_text.label()
        self.setAccessibleName(label)
        self.setAccessibleDescription(words)
        self.setMinimumHeight(WAY_HEIGHT)
        self.setMaximumWidth(WAY_WIDTH)
        _give_way(self)
        row = QGridLayout(self)
        row.setContentsMargins(2 * theme.GAP, theme.GAP, 2 * theme.GAP, theme.GAP)
        row.setHorizontalSpacing(2 * theme.GAP)
        row.setVerticalSpacing(2)
        name = plain_text.label(label)
        name.setFont(theme.font(12))
        about = plain_text.label(words, wraps=True)
        about.setObjectName("muted")
        about.setFont(theme.font(9))
        row.addWidget(self._image, 1, 0, 2, 1)
        row.addWidget(name, 1, 1)
        row.addWidget(about, 2, 1)
        row.setColumnStretch(1, 1)
        row.setRowStretch(0, 1)
        row.setRowStretch(3, 1)
        self.redraw()

    def redraw(self) -> None:
        """Draw the icon in the colours of the theme."""
        scale = self.devicePixelRatioF()
        self._image.setPixmap(icons.picture(self._picture, size=ICON, scale=scale))

    def sizeHint(self) -> QSize:
        """As large as its words."""
        layout = self.layout()
        wanted = layout.sizeHint() if layout is not None else QSize()
        return QSize(WAY_WIDTH, max(wanted.height(), self.minimumHeight()))

    def minimumSizeHint(self) -> QSize:
        """What a narrow window leaves it."""
        return QSize(LEAST_WIDTH, self.sizeHint().height())


def _give_way(button: QPushButton) -> None:
    """Let a button be narrower than it would like to be: Qt takes its wish for its least."""
    policy = button.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)
    button.setSizePolicy(policy)
