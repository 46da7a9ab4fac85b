"""The page 与上年对比: what changed most, and charts of both years."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.report.comparison.changes import ranked
from nianbao.report.comparison.charts import Chart, charts_of
from nianbao.ui.commands.keys import command, tip_of
from nianbao.ui.compare.chart import LEAST_WIDTH, ChartView
from nianbao.ui.compare.year_table import YearTable
from nianbao.ui.look import plain_text, theme
from nianbao.ui.pages.page import ScrolledPage
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced

MOST = 10
"""Changes that are listed; more would hide which are the great ones."""
NONE = (
    "还没有上年的报告。添加以后，这里列出变化最大的数字，画出两年的收到、办结和结果。"
    "上年的报告可以是公开年报的文件，也可以是 Word、网页等。"
)
UNCHANGED = "两年都有的数字没有变化。"
ABOUT = "变化大不一定有错；看看每一处能不能说出原因。回车或双击到那一格。"


class ComparePage(ScrolledPage):
    """Both years at a glance."""

    cell_asked = Signal(str)
    """The key of a cell to go to."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setAccessibleName("与上年对比")
        self._title = plain_text.label(wraps=True)
        self._title.setFont(theme.font(13, bold=True))
        self._says = plain_text.label(wraps=True)
        self._says.setObjectName("muted")
        self.add = QPushButton(command("earlier_report").text)
        self.add.setToolTip(tip_of("earlier_report"))
        self.add.clicked.connect(lambda _checked=False: self.asked.emit("earlier_report"))
        self.most = YearTable("变化最大的数字")
        self.most.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.most.chosen.connect(self.cell_asked)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4 * theme.GAP)
        self._grid.setVerticalSpacing(3 * theme.GAP)
        self.charts: list[ChartView] = []
        self._columns = 0
        self.setWidget(self._build())
        self._settling = Debounced(self._show, self)
        session.cells_changed.connect(self._settling.soon)
        session.facts_changed.connect(self._settling.soon)

    def _build(self) -> QWidget:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*[3 * theme.GAP] * 4)
        column.setSpacing(theme.GAP)
        column.addWidget(self._title)
        column.addWidget(self._says)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.most)
        column.addSpacing(2 * theme.GAP)
        column.addLayout(self._grid)
        column.addStretch(1)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(*[theme.GAP] * 4)
        around.addWidget(sheet)
        return inner

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked is shown now."""
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the charts side by side where two have room."""
        super().resizeEvent(event)
        self._arrange()
        self.fit_soon()

    def _show(self) -> None:
        if not self.isVisible():
            return
        session, last = self._session, self._session.last_report()
        self.add.setVisible(last is None)
        if last is None:
            self._title.setText("与上年对比")
            self._says.setText(NONE)
            self.most.hide()
            self._show_charts(())
            return
        years = (last.year, session.report.year)
        self._title.setText(f"{years[1]} 年与 {years[0]} 年：变化最大的数字")
        changes = ranked(session.form, session.value, session.last_year, MOST)
        self._says.setText(ABOUT if changes else UNCHANGED)
        self.most.show_changes(changes, years)
        self.most.setFixedHeight(self.most.whole_height)
        self.most.setVisible(bool(changes))
        self._show_charts(charts_of(session.form, session.value, session.last_year, years))

    def _show_charts(self, charts: tuple[Chart, ...]) -> None:
        while len(self.charts) > len(charts):
            view = self.charts.pop()
            self._grid.removeWidget(view)
            view.deleteLater()
        for number, chart in enumerate(charts):
            if number < len(self.charts):
                self.charts[number].show_chart(chart)
            else:
                self.charts.append(ChartView(chart))
                self._columns = 0
        self._arrange()
        self.fit_soon()

    def _arrange(self) -> None:
        room = self.viewport().width() - 8 * theme.GAP
        columns = max(1, min(2, (room + 4 * theme.GAP) // (LEAST_WIDTH + 4 * theme.GAP)))
        if columns == self._columns:
            return
        self._columns = columns
        for number, chart in enumerate(self.charts):
            self._grid.addWidget(
                chart, number // columns, number % columns, Qt.AlignmentFlag.AlignTop
            )
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def take_keyboard(self) -> None:
        """Lead to what changed most."""
        target = self.add if self.most.isHidden() else self.most
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if target is self.most and not self.most.currentIndex().isValid():
            self.most.selectRow(0)

    def go_to(self, _key: str, _start: int = 0, _end: int = 0, /) -> None:
        """Show the newest figures."""
        self._show()
        self.take_keyboard()
