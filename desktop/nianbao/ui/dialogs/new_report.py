"""The first dialog: which unit, of which level, reports on which year."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from nianbao.formats.registry import Form, all_reports, form_for_year
from nianbao.report.book import Report, blank_report
from nianbao.ui.look import plain_text, theme
from nianbao.ui.session import last_session
from nianbao.ui.system import preferences
from nianbao.ui.widgets.dialog_frame import Dialog
from nianbao.ui.widgets.level_box import level_box
from nianbao.ui.widgets.steady import steady
from nianbao.ui.widgets.unit_field import UnitField
from nianbao.ui.widgets.year_box import FIRST_YEAR, year_box


class NewReportDialog(Dialog):
    """Asks for unit, level and year."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("新建报告", parent)
        self.unit = UnitField(preferences.text("unit"), "砖路镇人民政府")
        self.unit.selectAll()  # a name that is typed or pasted replaces the one proposed
        self.level = level_box()
        self.level.setCurrentIndex(max(0, self.level.findData(preferences.text("level"))))
        self.kind = steady(QComboBox())
        for form in all_reports():
            self.kind.addItem(form.definition.name, form)
        self.year = year_box()
        self.year.setValue(max(FIRST_YEAR, date.today().year - 1))  # noqa: DTZ011 - the clerk's calendar
        self._form = plain_text.label(wraps=True)
        self._form.setObjectName("muted")
        self.year.valueChanged.connect(self._name_form)
        self.kind.currentIndexChanged.connect(self._name_form)
        self._build()
        self._name_form()

    def _build(self) -> None:
        fields = QFormLayout()
        fields.setSpacing(theme.GAP)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        rows: list[tuple[str, QWidget]] = [
            ("单位名称(&U)", self.unit),
            ("单位层级(&L)", self.level),
            ("报告年度(&Y)", self.year),
        ]
        if self.kind.count() > 1:  # with the annual report alone there is nothing to choose
            rows.append(("报告种类(&K)", self.kind))
        for label, field in rows:
            fields.addRow(label, field)
            field.setAccessibleName(label.split("(")[0])
        fields.addRow("", self._form)
        self.column.addLayout(fields)
        self.add_buttons("新建")
        self.setMinimumWidth(440)

    def _name_form(self) -> None:
        self._form.setText(f"用{self._chosen().definition.document}印发的格式。")

    def _chosen(self) -> Form:
        return form_for_year(self.year.value(), self.kind.currentData())

    def report(self) -> Report:
        """Return the blank report that was asked for."""
        form = self._chosen()
        made = blank_report(form.id, form.cells, self.year.value())
        made.unit = self.unit.name
        made.level = self.level.currentData()
        made.auto_totals = last_session.auto_totals()
        preferences.remember_office(made.unit, made.level)
        return made
