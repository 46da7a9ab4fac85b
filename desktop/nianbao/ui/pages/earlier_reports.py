"""The earlier years' reports that are kept with this one, on the page 报告信息."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nianbao.report.book import Report
from nianbao.report.earlier import without_year
from nianbao.ui.commands.keys import command, tip_of
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session

NONE = "还没有。添加以后，上年结转、现行有效件数和重复的文字会自动核对。"


class EarlierReports(QWidget):
    """A line for each report, and a button to add one."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Report, ...] | None = None
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.GAP // 2)
        self.add = QPushButton(command("earlier_report").text)
        self.add.setToolTip(tip_of("earlier_report"))
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        self._lines.addLayout(row)
        self.rows: list[QWidget] = []
        session.facts_changed.connect(self._show)
        self._show()

    def _show(self, _facts: object = None) -> None:
        if self._shown == self._session.previous:
            return
        self._shown = self._session.previous
        for row in self.rows:
            self._lines.removeWidget(row)
            row.deleteLater()
        self.rows = [self._row(one) for one in self._shown] or [_quiet(NONE)]
        for place, row in enumerate(self.rows):
            self._lines.insertWidget(place, row)

    def _row(self, report: Report) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        words = f"{report.year} 年　{report.unit or '（没有单位名称）'}"
        row.addWidget(plain_text.label(words, wraps=True), 1)
        remove = QPushButton("移去")
        remove.setAccessibleName(f"移去 {report.year} 年的报告")
        remove.clicked.connect(partial(self._remove, report.year))
        row.addWidget(remove)
        return made

    def _remove(self, year: int, _checked: bool = False) -> None:
        rest = without_year(self._session.previous, year)
        self._session.edit.set_facts("移去对照的报告", previous=rest)


def _quiet(words: str) -> QLabel:
    label = plain_text.label(words, wraps=True)
    label.setObjectName("muted")
    return label
