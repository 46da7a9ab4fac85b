"""The page 审核与导出: how far each section is, what remains, and the way to the document."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.checks.findings import Severity, count
from nianbao.ui import marks, theme
from nianbao.ui.outline import state_of
from nianbao.ui.session import Session
from nianbao.ui.state_mark import StateMark


class ReviewPage(QFrame):
    """The last look before the report goes out."""

    export_asked = Signal()
    place_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("page")
        self._verdict = QLabel(wordWrap=True)
        self._verdict.setFont(theme.font(13, bold=True))
        self._rows: dict[str, tuple[StateMark, QLabel]] = {}
        sheet = QFrame()
        sheet.setObjectName("sheet")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(*[3 * theme.GAP] * 4)
        column.setSpacing(2 * theme.GAP)
        column.addWidget(self._verdict)
        column.addLayout(self._build_sections())
        column.addLayout(self._build_buttons())
        column.addStretch(1)
        around = QVBoxLayout(self)
        around.setContentsMargins(*[theme.GAP] * 4)
        around.addWidget(sheet)
        for signal in (session.findings_changed, session.cells_changed, session.texts_changed):
            signal.connect(self._show)
        self._show()

    def _build_sections(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * theme.GAP)
        grid.setVerticalSpacing(theme.GAP)
        for row, section in enumerate(self._session.form.sections):
            mark, words = StateMark(), QLabel()
            link = QPushButton(section.label)
            link.setFlat(True)
            link.setObjectName("link")
            link.clicked.connect(lambda _checked=False, to=section.id: self.place_asked.emit(to))
            grid.addWidget(mark, row, 0)
            grid.addWidget(link, row, 1)
            grid.addWidget(words, row, 2)
            self._rows[section.id] = (mark, words)
        grid.setColumnStretch(3, 1)
        return grid

    def _build_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        export = QPushButton("导出 Word 文档…")
        export.setDefault(True)
        export.clicked.connect(self.export_asked)
        row.addWidget(export)
        row.addStretch(1)
        return row

    def _show(self, _changed: object = None) -> None:
        if not self.isVisible() and self._verdict.text():
            return
        errors = count(self._session.findings, Severity.ERROR)
        warnings = count(self._session.findings, Severity.WARNING)
        self._verdict.setText(_verdict(errors, warnings))
        for section_id, (mark, words) in self._rows.items():
            state, number = state_of(self._session, section_id)
            mark.set_state(state)
            words.setText(marks.WORDS[state] + (f" {number} 处" if number else ""))

    def go_to(self, _key: str) -> None:
        """Show the newest state."""
        self._show()


def _verdict(errors: int, warnings: int) -> str:
    if errors:
        return f"还有 {errors} 处错误没有改好，请先按右边的提示核对。也可以先导出，文件会照现在的样子。"
    if warnings:
        return f"没有错误，还有 {warnings} 处提醒，看过以后就可以导出了。"
    return "各表数据平衡，文字也没有问题，可以导出了。"
