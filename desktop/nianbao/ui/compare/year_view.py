"""A statutory table beside the year before: line by line, one column at a time where it has many."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nianbao.report.comparison.changes import changes_in, total_columns
from nianbao.ui.compare.year_table import ROW, YearTable
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.steady import steady

NONE = "还没有上年的报告。添加以后，这里列出每一项两年的数和增减。"

LEAST_ROWS = 4


class YearView(QWidget):
    """What became of each figure of a table."""

    chosen = Signal(str)
    """The key of a cell to go to."""
    asked = Signal(str)
    """The id of a command that a button stands for."""

    def __init__(self, session: Session, table: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._table = table
        section = session.form.section(session.form.table(table).section)
        self.lines = YearTable(f"{section.label}，与上年对比")
        self.lines.chosen.connect(self.chosen)
        self.column = steady(QComboBox())
        self.column.setAccessibleName("对比哪一列")
        self._title = plain_text.label("与上年对比")
        self._title.setFont(theme.font(11, bold=True))
        self._none = plain_text.label(NONE, wraps=True)
        self._none.setObjectName("muted")
        self.add = QPushButton("添加上年报告…")
        self.add.clicked.connect(lambda _checked=False: self.asked.emit("earlier_report"))
        self._build()
        for name, label in total_columns(session.form, table).items():
            self.column.addItem(label, name)
        self.column.setVisible(self.column.count() > 0)
        self.column.currentIndexChanged.connect(lambda _row: self._show())
        self._settling = Debounced(self._show, self)
        session.cells_changed.connect(self._settling.soon)
        session.facts_changed.connect(self._settling.soon)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        head.addWidget(self._title)
        head.addWidget(self.column)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP // 2)
        column.addLayout(head)
        column.addWidget(self.lines, 1)
        empty = QHBoxLayout()
        empty.addWidget(self._none, 1)
        empty.addWidget(self.add)
        column.addLayout(empty)
        column.addStretch(0)

    @property
    def has_last_year(self) -> bool:
        """Whether there is a year to compare with."""
        return self._session.last_report() is not None

    @property
    def least_height(self) -> int:
        """The height below which a look at the lines is no help: all of them, or a handful."""
        form, column = self._session.form, self.column.currentData() or ""
        cells = [form.cells[key] for key in form.table_cells[self._table]]
        lines = sum(1 for one in cells if column in ("", one.column.id))
        # Not by what is shown: before the first look nothing is, and there would be room for it.
        return min(lines, LEAST_ROWS) * ROW + 7 * theme.GAP

    def take_keyboard(self) -> None:
        """Go through the lines with the arrows, or to the button where there are none."""
        target = self.add if not self.has_last_year else self.lines
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if target is self.lines and not self.lines.currentIndex().isValid():
            self.lines.selectRow(0)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is shown now."""
        super().showEvent(event)
        self._show()

    def sizeHint(self) -> QSize:
        """Heading and lines."""
        return QSize(super().sizeHint().width(), self.lines.whole_height + 5 * theme.GAP)

    def _show(self) -> None:
        if not self.isVisible():
            return
        last, session = self._session.last_report(), self._session
        self.lines.setVisible(last is not None)
        self._none.setVisible(last is None)
        self.add.setVisible(last is None)
        self.column.setVisible(last is not None and self.column.count() > 0)
        if last is None:
            return
        column = self.column.currentData() or ""
        changes = changes_in(session.form, self._table, session.value, session.last_year, column)
        self.lines.show_changes(changes, (last.year, session.report.year))
