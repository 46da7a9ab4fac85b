"""Steps of a calendar with their last days: what is past in grey, what comes next in bold."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nianbao.checks.calendar import State, Task, day_words
from nianbao.formats.grounds.statements import plain
from nianbao.ui.look import plain_text, theme
from nianbao.ui.system.office_calendar import OfficeCalendar
from nianbao.ui.widgets.dialog_frame import muted

_MARKS = {State.DONE: "✓", State.PAST: "", State.NEXT: "▸", State.LATER: ""}
_SPOKEN = {State.DONE: "已完成", State.PAST: "已过", State.NEXT: "下一步", State.LATER: ""}
ALL_DAYS = "全年日程和依据"
GUESS = "先按部门的期限列出，新建报告时选了单位层级会跟着改。"


class CalendarList(QWidget):
    """The steps, and a way to the page that explains them; hidden where nothing is to come."""

    explain_asked = Signal()

    def __init__(self, shown: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = shown
        self._calendar: OfficeCalendar | None = None
        self.title = plain_text.label()
        self.title.setFont(theme.font(11, bold=True))
        self.guess = muted(GUESS)
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(theme.GAP)
        self._rows.setVerticalSpacing(theme.GAP // 2)
        self._rows.setColumnStretch(3, 1)
        self.explain = QPushButton(ALL_DAYS)
        self.explain.setFlat(True)
        self.explain.setObjectName("link")
        self.explain.setCursor(Qt.CursorShape.PointingHandCursor)
        self.explain.clicked.connect(self.explain_asked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addWidget(self.explain)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.guess)
        column.addLayout(self._rows)
        self.hide()

    def show_calendar(self, calendar: OfficeCalendar) -> None:
        """Show the steps: all of them, or as many of those to come as there is room for."""
        if calendar == self._calendar:
            return
        self._calendar = calendar
        self._clear()
        self.title.setText(f"{calendar.year} 年度报告的日程")
        self.guess.setVisible(calendar.is_guess)
        tasks = calendar.tasks if self._shown is None else calendar.coming[: self._shown]
        for row, task in enumerate(tasks):
            self._add(row, task, day_words(task.by, calendar.today))
        self.setVisible(bool(calendar.coming))

    def _clear(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _add(self, row: int, task: Task, day: str) -> None:
        """A mark, the day, what is to be done; the tip says what belongs to it."""
        quiet = task.state in {State.DONE, State.PAST}
        for column, words in enumerate((_MARKS[task.state], day, task.title)):
            label = plain_text.label(words)
            label.setObjectName("muted" if quiet else "")
            label.setFont(theme.font(10, bold=task.state is State.NEXT))
            label.setToolTip(plain_text.tip(plain(task.says)))
            self._rows.addWidget(label, row, column)
        label.setAccessibleDescription(_SPOKEN[task.state])
