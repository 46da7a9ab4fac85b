"""图表: the sum's figures beside last year's, and the units with the most."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nianbao.report.comparison.changes import Change
from nianbao.report.comparison.charts import Chart, charts_of
from nianbao.rollup.history import YearsChart, charts_over_years
from nianbao.rollup.key_figures import key_figures
from nianbao.rollup.sums import Sum
from nianbao.ui.compare.chart import LEAST_WIDTH, ChartView
from nianbao.ui.compare.years_chart import YearsView
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.county import County
from nianbao.ui.rollup.view import View, heading, sheet_in_scroll
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.steady import steady

MOST = 10
"""Units in the chart of those with the most."""
WIDTH = 1800


class ChartsPage(View):
    """Pictures for the one who reads no tables."""

    def __init__(self, county: County, parent: QWidget | None = None) -> None:
        super().__init__(county, parent)
        self.title = heading("")
        self.words = muted("")
        self.figure = steady(QComboBox())
        self.charts: list[ChartView | YearsView] = []
        self._columns = 0
        self._grid = QGridLayout()
        self._inner = QFrame()
        sheet_in_scroll(self, self._build(), WIDTH)

    def _build(self) -> QWidget:
        self.figure.setAccessibleName("按哪一项排名")
        self.figure.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.figure.currentIndexChanged.connect(self._draw)
        self._choice = QWidget()
        row = QHBoxLayout(self._choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(plain_text.label("单位排名按"))
        row.addWidget(self.figure)
        row.addStretch(1)
        self._grid.setHorizontalSpacing(4 * theme.GAP)
        self._grid.setVerticalSpacing(3 * theme.GAP)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(*[3 * theme.GAP] * 4)
        column.setSpacing(2 * theme.GAP)
        for one in (self.title, self.words, self._choice):
            column.addWidget(one)
        column.addLayout(self._grid)
        return self._inner

    def refresh(self) -> None:
        """Draw the figures that there are now."""
        total, collection = self.county.total, self.county.collection
        self._choice.setVisible(total is not None)
        if total is None or collection is None:
            self.title.setText("图表")
            self.words.setText("还没有可以汇总的报告。")
            self._show([])
            return
        self.title.setText(f"{collection.year} 年度 · {len(total.units)} 个单位")
        self.words.setText(
            "每个数旁边是上年的数。"
            if collection.last_year is not None
            else "在“准备”里选择上年的文件夹，图里就有上年的数。"
        )
        figures = key_figures(total.form)
        names = [one.label for one in figures]
        if [self.figure.itemText(n) for n in range(self.figure.count())] != names:
            self.figure.blockSignals(True)
            self.figure.clear()
            for one in figures:
                self.figure.addItem(one.label, one.cell)
            self.figure.blockSignals(False)
        self._draw()

    def _draw(self, _row: int = 0) -> None:
        total, collection = self.county.total, self.county.collection
        if total is None or collection is None:
            return
        years = (collection.year - 1, collection.year)
        charts = list(charts_of(total.form, total.value, total.last_year, years))
        key = self.figure.currentData()
        if key:
            charts.append(_ranking(total, key, self.figure.currentText(), years))
        self._show([*charts_over_years(total), *(chart for chart in charts if chart.bars)])

    def _show(self, charts: list[Chart | YearsChart]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.charts = [
            YearsView(chart) if isinstance(chart, YearsChart) else ChartView(chart)
            for chart in charts
        ]
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        room = self._inner.width() - 6 * theme.GAP
        columns = max(1, min(3, room // (LEAST_WIDTH + 4 * theme.GAP)))
        if columns == self._columns:
            return
        self._columns = columns
        for number, chart in enumerate(self.charts):
            place = divmod(number, columns)
            self._grid.addWidget(chart, *place, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many charts beside each other as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def take_keyboard(self) -> None:
        """Begin with the ranking."""
        self.figure.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """The ranking's chooser, then the charts."""
        return (self.figure, *self.charts[:1])


def _ranking(total: Sum, key: str, name: str, years: tuple[int, int]) -> Chart:
    unit = total.form.cells[key].unit
    bars = tuple(
        Change(one.unit, one.last_year, one.value, unit) for one in total.addends(key, MOST)
    )
    return Chart(f"{name}最多的单位", bars, *years)
