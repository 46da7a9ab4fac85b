"""Unit, year and level above what was read: always in sight, and asked for where they must be known."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from nianbao.formats.registry import form_for_year
from nianbao.importers.review import ImportResult
from nianbao.ui.import_review.doubts import fact_doubt
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.level_box import level_box, name_judged
from nianbao.ui.widgets.unit_field import UnitField
from nianbao.ui.widgets.year_box import year_box

NO_YEAR = 2007
"""Shown as words; the first year that can be reported on is the one after."""
_ASK_UNIT = "！没有读到单位全称，请在这里填写"
_ASK_YEAR = "！资料里没有写年度，请在这里填写"
UNIT_FIRST = "先填单位全称，才能采用：标题和有些核对要用它。"
OTHER_FORM = (
    "年度填错的请改正；年度没错的，采用后仍是原来的表格，正式报送请另外新建这一年的报告再填。"
)
YEAR_FIRST = "先填报告年度，才能采用：表格的格式和上年的数都看年度。"


class FactsStrip(QFrame):
    """Unit, year and level of the report that was read, and what is doubtful about them."""

    def __init__(
        self, session: Session, result: ImportResult, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.unit = UnitField(session.report.unit, "栖霞区交通运输局")
        self.year = year_box(NO_YEAR)
        self.year.setSpecialValueText("请填写")
        self.year.setValue(session.report.year if result.reading.year_known else NO_YEAR)
        self.level = level_box()
        self.about_unit, self.about_year = _doubt_label(), _doubt_label()
        self._read_year = self.year.value()
        self._year_doubt = fact_doubt(result, "year")
        self._build()
        self._show()
        typed = Debounced(self._take_unit, self)
        self.unit.textEdited.connect(typed.soon)
        self.unit.editingFinished.connect(self._take_unit)
        self.year.valueChanged.connect(lambda _year: self._take_year())
        self.level.activated.connect(lambda _row: self._take_level())
        session.facts_changed.connect(self._show)

    def _build(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(2 * theme.GAP, theme.GAP, 2 * theme.GAP, theme.GAP)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP // 2)
        fields = (
            ("单位名称", self.unit),
            ("报告年度", self.year),
            ("单位层级", self.level),
        )
        for number, (words, field) in enumerate(fields):
            label = plain_text.label(words)
            label.setBuddy(field)
            grid.addWidget(label, 0, 3 * number)
            grid.addWidget(field, 0, 3 * number + 1)
            if number:
                grid.setColumnMinimumWidth(3 * number - 1, 2 * theme.GAP)
        # A year needs no more room than it has digits, a name all that is left.
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.about_unit, 1, 1)
        grid.addWidget(self.about_year, 1, 4, 1, -1)

    @property
    def has_year(self) -> bool:
        """Whether the year was read or filled in."""
        return self.year.value() != NO_YEAR

    def finish(self) -> None:
        """Take what is typed but not left yet."""
        self._take_unit()
        self.year.interpretText()
        self._take_year()

    def ask_for_year(self) -> None:
        """Give the keyboard to the year, and say why it is needed."""
        self.about_year.setText(f"！{YEAR_FIRST}")
        self.about_year.show()
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)
        self.year.selectAll()

    def ask_for_unit(self) -> None:
        """Give the keyboard to the unit, and say why it is needed."""
        self.about_unit.setText(f"！{UNIT_FIRST}")
        self.unit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_unit(self) -> None:
        self._session.edit.set_facts("填写单位名称", unit=self.unit.name)

    def _take_year(self) -> None:
        if self.has_year:
            year = self.year.value()
            self._session.edit.set_facts("填写报告年度", year=year, year_guessed=False)
        self._show()

    def _take_level(self) -> None:
        self._session.edit.set_facts("填写单位层级", level=self.level.currentData())

    def _show(self) -> None:
        report = self._session.report
        self.unit.show_name(report.unit)
        name_judged(self.level, report.unit)
        self.level.setCurrentIndex(max(0, self.level.findData(report.level)))
        if self.has_year and self.year.value() != report.year:
            self.year.setValue(report.year)
        for label, words in (
            (self.about_unit, "" if report.unit else _ASK_UNIT),
            (self.about_year, self._said_of_year()),
        ):
            label.setText(words)
            label.setVisible(bool(words))

    def _said_of_year(self) -> str:
        if not self.has_year:
            return _ASK_YEAR
        due = form_for_year(self.year.value(), self._session.form)
        if due.id != self._session.report.form:
            used = self._session.form.definition.document
            return f"！表格是{used}的格式，{self.year.value()}年应当用{due.definition.document}的格式。{OTHER_FORM}"
        untouched = self.year.value() == self._read_year
        return f"！{self._year_doubt}" if self._year_doubt and untouched else ""


def _doubt_label() -> QLabel:
    label = plain_text.label(wraps=True)
    label.setObjectName("doubt")
    return label
