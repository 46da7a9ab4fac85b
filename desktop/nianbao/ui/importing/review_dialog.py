"""The source at the left, the form at the right; corrected here, then taken over."""

from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QListWidget,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from nianbao.importers.document import Place
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from nianbao.ui import theme
from nianbao.ui.dialogs.frame import Dialog, Role, muted
from nianbao.ui.facts_page import FactsPage
from nianbao.ui.importing.doubts import doubts, summary
from nianbao.ui.importing.review_marks import ReviewMarks
from nianbao.ui.importing.source_page import keys_at
from nianbao.ui.importing.source_view import SourceView
from nianbao.ui.session import Session
from nianbao.ui.table_page import TablePage
from nianbao.ui.text_page import TextPage

LEGEND = "绿底：已经读出；≈ 按勾稽关系推断；✗ 没有读出。点一处，右边转到对应的格子。"
TABLE_ZOOM = 0.85
"""The tables share the window with the source."""


class Taken(Enum):
    """What becomes of what was read."""

    NOT = auto()
    NEW = auto()
    HERE = auto()
    LAST_YEAR = auto()


class ImportReview(Dialog):
    """Looks at an ``ImportResult``; the report as corrected is ``session.report``."""

    def __init__(
        self, result: ImportResult, name: str, *, over: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(f"核对读入的内容：{name}", parent)
        self._result = result
        self.taken = Taken.NOT
        self.session = Session(result.reading.report.model_copy(deep=True), parent=self)
        self.marks = ReviewMarks(self.session, result, self)
        self.source = SourceView(result)
        self.pages = QTabWidget()
        self.pages.setAccessibleName("读出的内容")
        self._tables: dict[str, TablePage] = {}
        self._texts: dict[str, TextPage] = {}
        self.doubts = QListWidget()
        self.doubts.setAccessibleName("需要核对的")
        self.doubts.setWordWrap(True)
        self._doubts = doubts(result)
        self._build()
        self._add_choices(over=over)
        self._connect()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter belongs to the cells
        self.resize(1240, 700)

    def _build(self) -> None:
        self.column.setContentsMargins(*[2 * theme.GAP] * 4)
        self.column.setSpacing(theme.GAP)
        self.column.addWidget(muted(summary(self._result)))
        facts = FactsPage(self.session)
        facts.guide.hide()
        self.pages.addTab(facts, "报告信息")
        for section in self.session.form.sections:
            label = section.label.split("、")[0]
            if section.table is not None:
                table = TablePage(self.session, self.marks, section.table)
                table.set_zoom(TABLE_ZOOM)
                self._tables[section.table] = table
                self.pages.addTab(table, f"表{label}")
            else:
                text = TextPage(self.session, section.id)
                text.guide.hide()
                self._texts[section.id] = text
                self.pages.addTab(text, f"第{label}部分")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages, 1)
        if self._doubts:
            self.doubts.addItems([one.words for one in self._doubts])
            self.doubts.setFixedHeight(120)
            column.addWidget(self.doubts)
        left = QWidget()
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.source, 1)
        beside.addWidget(muted(LEGEND))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([400, 820])
        self.column.addWidget(split, 1)

    def _add_choices(self, *, over: bool) -> None:
        self.add_buttons("", "")
        ways = [("采用为新报告", Taken.NEW)]
        if over:
            ways.append(("采用到当前报告", Taken.HERE))
        ways.append(("只作为上年数据", Taken.LAST_YEAR))
        for label, taken in ways if over else ways[:1]:
            button = self.buttons.addButton(label, Role.ActionRole)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, way=taken: self._take(way))
        self.buttons.addButton("取消", Role.RejectRole).setAutoDefault(False)

    def _connect(self) -> None:
        self.source.chosen.connect(self._follow_source)
        self.doubts.currentRowChanged.connect(self._follow_doubt)
        for table in self._tables.values():
            table.grid.where_changed.connect(self._follow_cell)
        for text in self._texts.values():
            text.entered.connect(self._follow_text)

    def _take(self, way: Taken) -> None:
        self.taken = way
        self.accept()

    @property
    def report(self) -> Report:
        """The report as read and corrected."""
        return self.session.report

    # From one side to the other

    def _follow_source(self, place: Place) -> None:
        self._show_keys(keys_at(self._result, place))

    def _follow_doubt(self, row: int) -> None:
        if 0 <= row < len(self._doubts):
            doubt = self._doubts[row]
            self._show_keys(doubt.keys)
            if doubt.place is not None:
                self.source.show_place(doubt.place)

    def _follow_cell(self, key: str) -> None:
        mark = self._result.marks.get(key)
        if mark is not None:
            self.source.show_place(mark.place)

    def _follow_text(self, key: str) -> None:
        places = self._result.texts.get(key)
        if places:
            self.source.show_place(places[0])

    def _show_keys(self, keys: tuple[str, ...]) -> None:
        cells = [key for key in keys if key in self.session.form.cells]
        self.marks.link_cells(frozenset(cells))
        if cells:
            table = self._tables[self.session.form.cells[cells[0]].table]
            self.pages.setCurrentWidget(table)
            table.go_to(cells[0])
        elif keys and keys[0] in self.session.form.text_keys:
            page = self._texts.get(keys[0].split(".", maxsplit=1)[0])
            if page is not None:
                self.pages.setCurrentWidget(page)
                page.go_to(keys[0])
