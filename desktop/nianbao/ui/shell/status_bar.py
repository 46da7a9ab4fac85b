"""The bottom line: where I am, last year's value, the selection's sum, the zoom."""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSlider, QStatusBar, QWidget

from nianbao.report.numbers import format_number
from nianbao.report.rounding import rounded
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.look import plain_text
from nianbao.ui.look.theme import GAP
from nianbao.ui.session.session import Session
from nianbao.ui.widgets.steady import steady

STEP = 10
LEAST, MOST = 50, 300
SHOWN_MILLISECONDS = 6000


def _start(session: Session, key: str) -> str:
    """Say how this year's figure follows from last year's, where it does."""
    from nianbao.report.next_year import starting_figures

    last = session.last_report()
    return "" if last is None else starting_figures(last, session.report).get(key, "")


def _of_year(session: Session) -> str:
    """Call last year's report so, and an older one by its year."""
    last, year = session.last_report(), session.report.year
    return "上年" if last is None or last.year == year - 1 else f"{last.year} 年"


class StatusBar(QStatusBar):
    """What a clerk glances at."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.where = plain_text.label()
        self.sums = plain_text.label()
        self.saved = plain_text.label()
        self.percent = plain_text.label("100%")
        self.zoom = steady(QSlider(Qt.Orientation.Horizontal))
        self.zoom.setRange(LEAST, MOST)
        self.zoom.setFixedWidth(112)
        self.zoom.setPageStep(STEP)
        self.zoom.setSingleStep(STEP)
        self.zoom.setValue(100)
        self.zoom.setAccessibleName("表格显示比例")
        self.zoom.valueChanged.connect(self._tell_zoom)
        self.setContentsMargins(GAP, 0, GAP, 0)
        self.addWidget(self.where, 1)
        for widget in (self.sums, self.percent, self.zoom, self.saved):
            self.addPermanentWidget(widget)

    def _tell_zoom(self, percent: int) -> None:
        self.percent.setText(f"{percent}%")
        self.zoom_changed.emit(percent / 100)

    def say(self, words: str) -> None:
        """Say for a while what was done."""
        self.showMessage(words, SHOWN_MILLISECONDS)

    def zoom_by(self, steps: int) -> None:
        """Zoom in or out by whole steps."""
        self.zoom.setValue(self.zoom.value() + steps * STEP)

    def show_place(self, session: Session, key: str) -> None:
        """Say which cell is the current one, and what stood there last year."""
        if key not in session.form.cells:
            self.where.setText("")
            return
        cell = session.form.cells[key]
        words = f"{cell.column.name} / {cell.row.name}" if cell.row.name else cell.name
        last = session.last_year(key)
        if last is not None:
            words += f" · {_start(session, key) or f'{_of_year(session)} {format_number(last)}'}"
        self.where.setText(words)

    def show_selection(self, grid: TableGrid | None) -> None:
        """Count, add and average what is selected."""
        if grid is None or not grid.selection.is_block:
            self.sums.setText("")
            return
        keys, session = grid.selected_keys(), grid.sheet_model.session
        values = [value for key in keys if (value := session.value(key)) is not None]
        words = f"选中 {len(keys)} 格"
        if 0 < len(values) < len(keys):
            words += f"（{len(values)} 格有数）"
        if values:
            total = sum(values, Decimal(0))
            mean = rounded(total / len(values))
            words += f"　合计 {format_number(total)}　平均 {format_number(mean)}"
        self.sums.setText(words)
