"""What was read, as the report's own pages: the opening, the tables, the texts."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QTabWidget, QWidget

from nianbao.formats.schema import SectionDef
from nianbao.report.book import PREAMBLE
from nianbao.ui.import_review.review_marks import ReviewMarks
from nianbao.ui.look import plain_text, theme
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.session.session import Session
from nianbao.ui.text.text_editor import TextEditor
from nianbao.ui.widgets.dialog_frame import muted
from nianbao.ui.widgets.steady import steady

TABLE_ZOOM = 0.85
"""The tables share the window with the source."""


class OpeningPage(QFrame):
    """The opening paragraph to correct, and what stands around the sections."""

    entered = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.editor = TextEditor(session, PREAMBLE, "开头段落")
        self.editor.setPlaceholderText("资料里没有开头段落。")
        self.editor.entered.connect(self.entered)
        rows = QFormLayout(self)
        rows.setContentsMargins(*[2 * theme.GAP] * 4)
        rows.setSpacing(2 * theme.GAP)
        title = plain_text.label("开头段落")
        title.setFont(theme.font(13, bold=True))
        rows.addRow(title)
        rows.addRow(self.editor)
        about = session.report.publication
        rows.addRow("联系方式", muted(about.contact or "没有读到"))
        if about.attachments:
            rows.addRow("附件", muted("\n".join(about.attachments)))


class ReviewPages(QTabWidget):
    """One tab for each part of the report; their names count what is still to be looked at."""

    cell_entered = Signal(str)
    text_entered = Signal(str)

    def __init__(self, session: Session, marks: ReviewMarks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        steady(self.tabBar())
        self.setAccessibleName("读出的内容")
        self._session = session
        self.opening = OpeningPage(session)
        self.tables: dict[str, TablePage] = {}
        self.texts: dict[str, TextPage] = {}
        self._names: list[str] = []
        self._add(self.opening, "开头")
        for section in session.form.sections:
            self._add_section(section, marks)
        self.opening.entered.connect(self.text_entered)
        self.currentChanged.connect(self._tell)

    def _add(self, page: QWidget, name: str) -> None:
        self._names.append(name)
        self.addTab(page, name)

    def _add_section(self, section: SectionDef, marks: ReviewMarks) -> None:
        number = section.label.split("、")[0]
        self_named = section.label.split("、")[-1]
        if section.table is not None:
            table = TablePage(self._session, marks, section.table, tools=False)
            table.set_zoom(TABLE_ZOOM)
            table.grid.where_changed.connect(self.cell_entered)
            self.tables[section.table] = table
            self._add(table, f"表{number}")
        else:
            text = TextPage(self._session, section.id)
            text.guide.hide()
            for editor in text.editors.values():
                editor.setPlaceholderText("资料里没有这一段。")
            text.entered.connect(self.text_entered)
            self.texts[section.id] = text
            self._add(text, f"第{number}部分")
        self.setTabToolTip(self.count() - 1, plain_text.tip(self_named))

    def go_to(self, key: str, last: str = "") -> None:
        """Show a cell, if it can be with another one of its table, or show a text."""
        cells = self._session.form.cells
        if key in cells:
            table = self.tables[cells[key].table]
            self.setCurrentWidget(table)
            if last in cells and cells[last].table == cells[key].table:
                table.go_to(last)
            table.go_to(key)
        elif key == PREAMBLE:
            self.setCurrentWidget(self.opening)
            self.opening.editor.setFocus()
        else:
            page = self.texts.get(key.split(".", maxsplit=1)[0])
            if page is not None:
                self.setCurrentWidget(page)
                page.go_to(key)

    def count_open(self, keys: Iterable[str]) -> None:
        """Name the tabs with the number of doubts whose first cell each of them holds."""
        cells = self._session.form.cells
        open_in = Counter(self.tables[cells[key].table] for key in keys if key in cells)
        for number, name in enumerate(self._names):
            count = open_in[self.widget(number)]  # type: ignore[index]
            self.setTabText(number, f"{name}（{count}）" if count else name)

    def _tell(self, number: int) -> None:
        """Another part is shown: say where in it the clerk is."""
        page = self.widget(number)
        if isinstance(page, TablePage):
            self.cell_entered.emit(page.grid.current_key)
        elif isinstance(page, TextPage):
            self.text_entered.emit(next(iter(page.editors)))
        else:
            self.text_entered.emit(PREAMBLE)
