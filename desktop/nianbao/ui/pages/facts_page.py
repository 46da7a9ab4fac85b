"""The page 报告信息: unit, level, year, and the opening paragraph before section 一."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.formats.registry import form_for_year
from nianbao.report.book import PREAMBLE
from nianbao.ui.look import plain_text, theme
from nianbao.ui.pages.earlier_reports import EarlierReports
from nianbao.ui.pages.page import PageAnswers
from nianbao.ui.session.session import Session
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.level_box import level_box, name_judged
from nianbao.ui.widgets.unit_field import UnitField
from nianbao.ui.widgets.year_box import year_box

if TYPE_CHECKING:
    from nianbao.ui.text.guide_pane import GuidePane
    from nianbao.ui.text.text_editor import TextEditor

PAUSE = 30
"""Milliseconds for which the page is on the screen before what is written with is built."""


class FactsPage(PageAnswers, QFrame):
    """What the report is about."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("page")
        self.unit = UnitField()
        self.level = level_box()
        self.year = year_box()
        self.confirm = QPushButton("年度没有错")
        self.confirm.setToolTip("资料里没有写年度，现在的年度是程序暂填的")
        self._place = QVBoxLayout()
        self._written: tuple[TextEditor, GuidePane] | None = None
        self._building = Debounced(self._build_if_shown, self, PAUSE)
        self.earlier = EarlierReports(session)
        self._form = plain_text.label(wraps=True)
        self._form.setObjectName("muted")
        self._build()
        self._show()
        self._connect()

    def _build(self) -> None:
        sheet = QFrame()
        sheet.setObjectName("sheet")
        sheet.setMaximumWidth(theme.TEXT_WIDTH)
        fields = QFormLayout(sheet)
        fields.setContentsMargins(*[3 * theme.GAP] * 4)
        fields.setSpacing(2 * theme.GAP)
        fields.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        title = plain_text.label("报告信息")
        title.setFont(theme.font(14, bold=True))
        fields.addRow(title)
        for label, field in (
            ("单位名称", self.unit),
            ("单位层级", self.level),
            ("报告年度", self._year_row()),
            ("采用格式", self._form),
            ("上年报告", self.earlier),
        ):
            fields.addRow(label, field)
            field.setAccessibleName(label)
        fields.addRow("开头段落", self._place)
        self._around = around = QHBoxLayout(self)
        around.setContentsMargins(theme.GAP, theme.GAP, 0, theme.GAP)
        around.setSpacing(theme.GAP)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(sheet, 1000)
        middle.addStretch(1)
        around.addLayout(middle, 1)

    def _year_row(self) -> QWidget:
        """Return the year, and beside it the way to confirm one that the source did not name."""
        row = QWidget()
        beside = QHBoxLayout(row)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(2 * theme.GAP)
        beside.addWidget(self.year)
        beside.addWidget(self.confirm)
        beside.addStretch()
        return row

    @property
    def preamble(self) -> "TextEditor":
        """The editor of the opening paragraph."""
        return self._build_texts()[0]

    @property
    def guide(self) -> "GuidePane":
        """The guide beside it."""
        return self._build_texts()[1]

    def showEvent(self, event: QShowEvent) -> None:
        """Build what is written with a moment later: opening another page must not wait for it."""
        super().showEvent(event)
        if self._written is None:
            self._building.soon()

    def _build_if_shown(self) -> None:
        if self.isVisible():
            self._build_texts()

    def _build_texts(self) -> "tuple[TextEditor, GuidePane]":
        if self._written is not None:
            return self._written
        from nianbao.ui.text.guide_pane import GuidePane
        from nianbao.ui.text.text_editor import TextEditor

        editor = TextEditor(self._session, PREAMBLE, "开头段落")
        guide = GuidePane(self._session, {PREAMBLE: editor})
        self._written = editor, guide
        editor.setPlaceholderText("开头的一段话：依据哪些规定编制，统计期限，由哪几部分组成。")
        guide.asked.connect(self.asked)
        self._place.addWidget(editor)
        editor.show()  # now, so that it can take the keyboard at once
        self._around.addWidget(guide)
        self.use_settings()
        return self._written

    def _connect(self) -> None:
        # Not only when the field is left: what is typed must be kept before a crash can come.
        typed = Debounced(lambda: self._set(unit=self.unit.name), self)
        self.unit.textEdited.connect(typed.soon)
        self.unit.editingFinished.connect(lambda: self._set(unit=self.unit.name))
        self.level.activated.connect(lambda _row: self._set(level=self.level.currentData()))
        self.year.editingFinished.connect(self._set_year)
        self.earlier.add.clicked.connect(lambda: self.asked.emit("earlier_report"))
        self.confirm.clicked.connect(self._confirm_year)
        self._session.facts_changed.connect(self._show)

    def _set(self, **facts: object) -> None:
        self._session.edit.set_facts("修改报告信息", **facts)

    def _set_year(self) -> None:
        """A year of another form is not silently moved onto this one."""
        year = self.year.value()
        if form_for_year(year, self._session.form).id != self._session.form.id:
            self._form.setText(f"{year} 年用另一种格式，请新建那一年的报告。")
            self.year.setValue(self._session.report.year)
            return
        if year != self._session.report.year:
            self._set(year=year, year_guessed=False)

    def _confirm_year(self) -> None:
        self._session.edit.set_facts("核对报告年度", year_guessed=False)
        self.year.setFocus()

    def _show(self) -> None:
        report = self._session.report
        definition = self._session.form.definition
        self._form.setText(f"{definition.name}（{definition.document}）")
        self.unit.show_name(report.unit)
        self.unit.setToolTip(plain_text.tip(report.unit))
        name_judged(self.level, report.unit)
        self.level.setCurrentIndex(max(0, self.level.findData(report.level)))
        self.year.setValue(report.year)
        self.confirm.setVisible(report.year_guessed)

    def take_keyboard(self) -> None:
        """Let a clerk type into the first field."""
        self.unit.setFocus()

    @property
    def about(self) -> str:
        """The opening paragraph, where the keyboard is in it."""
        in_preamble = self._written is not None and self._written[0] is self.window().focusWidget()
        return PREAMBLE if in_preamble else ""

    def go_to(self, key: str, start: int = 0, end: int = 0, /) -> None:
        """Give the keyboard to the opening paragraph, or to the first field."""
        if key != PREAMBLE:
            self.take_keyboard()
            return
        self.preamble.show_words(start, end)
        self.preamble.setFocus()

    def selected_words(self) -> str:
        """Return what is selected in the opening paragraph."""
        return self.preamble.selected_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the guide out where there is no room for it."""
        super().resizeEvent(event)
        if self._written is not None:
            self.guide.fit(self.width())

    def use_settings(self) -> None:
        """Show or hide the guide, and colour the marks anew."""
        self.guide.fit(self.width())
        self.preamble.refresh_marks()
