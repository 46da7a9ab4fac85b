"""The page 报告信息: unit, level, year, and the opening paragraph before section 一."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from nianbao.formats.registry import form_for_year
from nianbao.ui import theme
from nianbao.ui.dialogs.new_report import FIRST_YEAR, LAST_YEAR
from nianbao.ui.earlier_reports import EarlierReports
from nianbao.ui.level_box import level_box, name_judged
from nianbao.ui.session import Session
from nianbao.ui.settling import Settling


class FactsPage(QFrame):
    """What the report is about."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("page")
        self.unit = QLineEdit()
        self.level = level_box()
        self.year = QSpinBox(minimum=FIRST_YEAR, maximum=LAST_YEAR)
        self.year.setSuffix(" 年")
        self.preamble = QPlainTextEdit()
        self.preamble.setPlaceholderText("开头的一段话：依据哪些规定编制，统计期限，联系方式。")
        self.preamble.setTabChangesFocus(True)
        self.earlier = EarlierReports(session)
        self._form = QLabel()
        self._form.setObjectName("muted")
        self._build()
        self._show()
        self._connect()

    def _build(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        fields = QFormLayout(sheet)
        fields.setContentsMargins(*[3 * theme.GAP] * 4)
        fields.setSpacing(2 * theme.GAP)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        title = QLabel("报告信息")
        title.setFont(theme.font(14, bold=True))
        fields.addRow(title)
        for label, field in (
            ("单位名称", self.unit),
            ("单位层级", self.level),
            ("报告年度", self.year),
            ("采用格式", self._form),
            ("对照的上年报告", self.earlier),
            ("开头段落", self.preamble),
        ):
            fields.addRow(label, field)
            field.setAccessibleName(label)
        around = QVBoxLayout(self)
        around.setContentsMargins(*[theme.GAP] * 4)
        around.addWidget(sheet)

    def _connect(self) -> None:
        # Not only when the field is left: what is typed must be kept before a crash can come.
        typed = Settling(lambda: self._set(unit=self.unit.text().strip()), self)
        self.unit.textEdited.connect(typed.soon)
        self.unit.editingFinished.connect(lambda: self._set(unit=self.unit.text().strip()))
        self.level.activated.connect(lambda _row: self._set(level=self.level.currentData()))
        self.year.editingFinished.connect(self._set_year)
        self.preamble.textChanged.connect(lambda: self._set(preamble=self.preamble.toPlainText()))
        self._session.facts_changed.connect(lambda _facts: self._show())

    def _set(self, **facts: object) -> None:
        self._session.set_facts("修改报告信息", **facts)

    def _set_year(self) -> None:
        """A year of another form is not silently moved onto this one."""
        year = self.year.value()
        if form_for_year(year).id != self._session.report.form:
            self._form.setText(f"{year} 年用另一种格式，请新建那一年的报告。")
            self.year.setValue(self._session.report.year)
            return
        self._set(year=year)

    def _show(self) -> None:
        report = self._session.report
        definition = self._session.form.definition
        self._form.setText(f"{definition.name}（{definition.document}）")
        if self.unit.text().strip() != report.unit:
            self.unit.setText(report.unit)
        name_judged(self.level, report.unit)
        self.level.setCurrentIndex(max(0, self.level.findData(report.level)))
        self.year.setValue(report.year)
        if self.preamble.toPlainText() != report.preamble:
            self.preamble.blockSignals(True)
            self.preamble.setPlainText(report.preamble)
            self.preamble.blockSignals(False)

    def go_to(self, _key: str) -> None:
        """Give the keyboard to the first field."""
        self.unit.setFocus()
