"""从上年报告新建: which report of last year, and what is taken over from it."""

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from nianbao.formats.crosswalk import carried, starting_points
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.next_year import report_for_next_year
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session import last_session
from nianbao.ui.session.desk import Desk
from nianbao.ui.system import preferences, recent
from nianbao.ui.system.source_kinds import kinds_or_any
from nianbao.ui.widgets.choose_file import file_to_open
from nianbao.ui.widgets.dialog_frame import Dialog, muted
from nianbao.ui.widgets.progress import work_beside
from nianbao.ui.widgets.year_box import year_box

if TYPE_CHECKING:
    from nianbao.importers.review import ImportResult

NO_YEAR = 2008
"""Shown as words: the first report that can follow on another is that of the year after."""


def _doubts(result: "ImportResult") -> list[str]:
    """Return what the clerk must know of a reading before it is looked at piece by piece."""
    lines = []
    if not result.reading.year_known:
        lines.append("！资料里没有写年度，请核对新报告的年度。")
    if result.unread:
        lines.append(f"！有 {len(result.unread)} 处没有读出。")
    inferred = sum(1 for mark in result.marks.values() if mark.state == "inferred")
    if inferred:
        lines.append(f"！有 {inferred} 格是按勾稽关系推断的。")
    said = [one for one in result.problems if one.kind not in {"inferred", "year", "heading"}]
    if said:
        lines.append(f"！有 {len(said)} 处需要留意。")
    if lines:
        lines.append("新建以前，请点“逐处核对…”对照原文看一遍。")
    return lines


OFFERED = 4
"""Reports used last that are offered as last year's."""
_COMPUTED = "现行有效件数不照搬：填好本年制发、废止件数后，在那张表里用“按上年推算”一步算出。"


class LastYearDialog(Dialog):
    """Reads last year's report and shows what will be carried over."""

    def __init__(self, parent: QWidget | None = None, *, opened: Report | None = None) -> None:
        super().__init__("从上年报告新建", parent)
        self.old: Report | None = None
        self._doubts: list[str] = []
        self._result: ImportResult | None = None
        self.place = QLineEdit(readOnly=True)
        self.place.setAccessibleName("上年报告")
        self.place.setPlaceholderText("公开年报的文件，或者 Word、网页等")
        self.year = year_box(NO_YEAR)
        self.year.setSpecialValueText("选好上年报告后自动填写")
        self.year.setEnabled(False)
        self.year.setAccessibleName("新报告的年度")
        self.year.valueChanged.connect(lambda _year: self._show())
        self._says = plain_text.label(wraps=True)
        self._computed = muted(_COMPUTED)
        self.look = QPushButton("逐处核对…")
        self.look.setAutoDefault(False)
        self.look.clicked.connect(self._look)
        self._recent = [] if opened is not None else _latest(recent.reports())
        self._build()
        self._show()
        self.setMinimumWidth(560)
        self.choose.setFocus()  # the field beside it cannot be typed into
        if opened is not None:
            self.place.setText("现在打开的这份报告")
            self._take(deepcopy(opened))

    def _build(self) -> None:
        self.add_heading(
            "从上年报告新建",
            "上年的“结转下年度”自动成为今年的“上年结转”，单位、层级、联系方式照用；"
            "上年的文字不会照搬，只在旁边供参考。",
        )
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        self.choose = QPushButton("选择文件…")
        self.choose.clicked.connect(self._choose)
        row.addWidget(self.choose)
        fields = QFormLayout()
        fields.setSpacing(theme.GAP)
        fields.addRow("上年报告", row)
        if self._recent:
            fields.addRow("最近的报告", self._build_recent())
        fields.addRow("新报告年度", self.year)
        self.column.addLayout(fields)
        self.column.addWidget(self._says)
        self.column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self._computed)
        self._accept = self.add_buttons("新建")

    def _build_recent(self) -> QListWidget:
        self.offered = QListWidget()
        self.offered.setAccessibleName("最近的报告")
        self.offered.setTabKeyNavigation(False)
        self.offered.addItems([_words_of(one) for one in self._recent])
        for row, one in enumerate(self._recent):
            self.offered.item(row).setToolTip(plain_text.tip(str(one.path)))
        line = self.offered.sizeHintForRow(0)
        self.offered.setFixedHeight(line * len(self._recent) + theme.GAP)
        self.offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.offered.currentRowChanged.connect(self._take_recent)
        return self.offered

    def _take_recent(self, row: int) -> None:
        if row >= 0:
            self.read(self._recent[row].path)
            self.offered.setFocus()  # where the arrows go on to the next

    def find_source(self) -> None:
        """Take what is most likely meant; where nothing is known, ask for a file at once."""
        if self.old is not None:
            return
        if not self._recent:
            self._choose()
            return
        self.offered.setCurrentRow(0)
        self.offered.setFocus()

    def _choose(self) -> None:
        path = file_to_open(self, "选择上年报告", kinds_or_any("上年报告"))
        if path is not None:
            if self._recent:
                self.offered.setCurrentRow(-1)
            self.read(path)

    def read(self, path: Path) -> None:
        """Read a report of last year; say why where that fails."""
        from nianbao.importers.registry import read_for_review

        self.old, self._doubts, self._result = None, [], None
        self.place.setText(str(path))
        self._show()
        try:
            result = work_beside(self, f"正在读“{path.name}”…", lambda: read_for_review(path))
        except UserError as error:
            self._says.setText(str(error))
            self._says.show()
            self.grow()
            return
        if result is None:
            return
        preferences.remember_folder(path)
        self._result, self._doubts = result, _doubts(result)
        self._take(result.reading.report)

    def _look(self) -> None:
        """Compare with the source, piece by piece; corrections count for the new report."""
        from nianbao.ui.import_review.dialog import ImportReview, Taken

        if self._result is None:
            return
        name = Path(self.place.text()).name
        review = ImportReview(self._result, name, ways=(Taken.LAST_YEAR,), parent=self)
        review.exec()
        if review.taken is Taken.LAST_YEAR:
            self._result = None  # a second look would begin without the corrections
            self._doubts = ["已对照原文核对过。"]
            self._take(deepcopy(review.report))
        review.deleteLater()

    def _take(self, old: Report) -> None:
        self.old = old
        self.year.setMinimum(NO_YEAR + 1)
        self.year.setValue(self.old.year + 1)
        self.year.setEnabled(True)
        self._show()
        if self._accept is not None and not self.look.isVisibleTo(self):
            self._accept.setFocus()  # else Enter would ask for a file once more

    def _enable(self, *, possible: bool) -> None:
        if self._accept is not None:
            self._accept.setEnabled(possible)

    def _show(self) -> None:
        self._enable(possible=self.old is not None)
        self._says.setVisible(self.old is not None)
        self._computed.setVisible(self.old is None or _goes_on(self.old))
        self.look.setVisible(
            self.old is not None and self._result is not None and bool(self._doubts)
        )
        if self.old is None:
            return
        new = self.report()
        taken = sum(1 for value in new.cells.values() if value is not None)
        document = load_form(new.form).definition.document
        lines = [f"读到：{self.old.unit or '（没有单位名称）'} {self.old.year} 年度报告。"]
        if carried(load_form(self.old.form), load_form(new.form)):
            lines.append(_taken_over(self.old, new, taken))
        lines.append(f"新报告用{document}印发的格式。")
        lines.extend(self._doubts)
        self._says.setText("\n".join(lines))
        self.grow()

    def report(self) -> Report:
        """Return the new report."""
        assert self.old is not None  # noqa: S101 - the button is off until there is one
        totals = last_session.auto_totals()
        return report_for_next_year(self.old, self.year.value(), auto_totals=totals)


def _latest(reports: list[recent.Recent]) -> list[recent.Recent]:
    """Of the reports used last those of the latest years first, as many as are offered."""
    return sorted(reports, key=lambda one: one.year, reverse=True)[:OFFERED]


def _words_of(one: recent.Recent) -> str:
    year = f"{one.year} 年度" if one.year else ""
    return "　".join(part for part in (one.unit or one.path.stem, year) if part)


def _goes_on(old: Report) -> bool:
    """Whether a figure of last year's report is where this year's begins."""
    form = load_form(old.form)
    return bool(starting_points(form, form))


def _taken_over(old: Report, new: Report, taken: int) -> str:
    if taken:
        return f"上年结转将填入 {taken} 格。"
    if new.year == old.year + 1:
        return "上年报告里没有读到结转下年度的数字，上年结转请自己填。"
    return "不是相邻的年度，上年结转请自己填。"


def begin(desk: Desk) -> None:
    """Begin with what continues from last year's report: the one that is open, or another."""
    opened = None if desk.session is None else desk.session.report
    dialog = LastYearDialog(desk.widget, opened=opened)
    QTimer.singleShot(0, dialog, dialog.find_source)
    if dialog.exec():
        report = dialog.report()
        if desk.documents.begin_with(report):
            preferences.remember_office(report.unit, report.level)
