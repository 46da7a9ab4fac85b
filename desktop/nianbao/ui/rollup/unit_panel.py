"""Beside the table: one unit, what it sent, what is wrong with it in a clerk's words, and what to do."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.checks.findings import Severity
from nianbao.report.errors import UserError
from nianbao.rollup.gather import remarks_of
from nianbao.rollup.model import FILE_WORDS, FileRow, Remark
from nianbao.ui.look import plain_text, theme
from nianbao.ui.rollup.county import County
from nianbao.ui.rollup.lines import Line, Shape, when
from nianbao.ui.rollup.shapes import ShapeMark
from nianbao.ui.rollup.view import button, clear, heading
from nianbao.ui.system.debounce import Debounced
from nianbao.ui.widgets.dialog_frame import muted

REST = 80
"""Milliseconds after a step in the table: who holds the arrow down sees the last one."""
WEIGHTS = {Severity.ERROR: "▲ 错误", Severity.WARNING: "◇ 提醒", Severity.HINT: "提示"}


class UnitPanel(QFrame):
    """The current line of the table."""

    opened = Signal(object)
    folder_asked = Signal(object)
    letter_asked = Signal(object)

    def __init__(self, county: County, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._county = county
        self._line: Line | None = None
        self.setObjectName("sheet")
        self.setMinimumWidth(260)
        self.name = heading("", 12)
        self.mark = ShapeMark(Shape.DASH)
        self.state = plain_text.label(wraps=True)
        self.reason = plain_text.label(wraps=True)
        self.facts = muted("")
        self.remarks = QListWidget()
        self._versions = QVBoxLayout()
        self.open = button("打开报告", lambda: self._emit(self.opened))
        self.folder = button("打开文件夹", lambda: self._emit(self.folder_asked))
        self.letter = button("退回修改意见…", lambda: self._emit(self.letter_asked))
        self.take = button("", self._turn_round)
        self._soon = Debounced(self._show, self, REST)
        self._build()
        self._show()

    def _build(self) -> None:
        self.remarks.setAccessibleName("审核发现的问题")
        self.remarks.setWordWrap(True)
        self.remarks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remarks.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[2 * theme.GAP] * 4)
        column.setSpacing(theme.GAP)
        column.addWidget(self.name)
        row = QHBoxLayout()
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.state, 1)
        column.addLayout(row)
        column.addWidget(self.reason)
        column.addWidget(self.facts)
        column.addLayout(self._versions)
        column.addWidget(self.remarks, 1)
        self._room = QWidget()
        column.addWidget(self._room, 1)
        for pair in ((self.open, self.folder), (self.letter, self.take)):
            buttons = QHBoxLayout()
            for one in pair:
                buttons.addWidget(one)
            buttons.addStretch(1)
            column.addLayout(buttons)

    # What is shown

    def show_soon(self, line: Line | None) -> None:
        """Show a line after a moment."""
        self._line = line
        self._soon.soon()

    def show_line(self, line: Line | None) -> None:
        """Show a line now."""
        self._line = line
        self._soon.cancel()
        self._show()

    def _show(self) -> None:
        line = self._line
        for one in (self.mark, self.state, self.reason, self.facts, self.open, self.folder):
            one.setVisible(line is not None)
        self._show_remarks(line)
        self._show_versions(line)
        file = line.file if line is not None else None
        self.open.setEnabled(file is not None)
        self.folder.setEnabled(file is not None)
        self.letter.setVisible(line is not None and line.unit is not None and line.goes_back)
        may_sum = line is not None and line.unit is not None and file is not None and file.row >= 0
        self.take.setVisible(may_sum)
        if line is None:
            self.name.setText("请在左边选一个单位" if self._county.collection else "")
            return
        self.take.setText("计入汇总" if line.left_out else "不计入汇总")
        self.name.setText(line.name)
        self.mark.show_shape(line.shape)
        self.state.setText(_state_words(line))
        reason = file.reason if file is not None else "名单上有这个单位，文件夹里没有它的报告。"
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.facts.setText(_facts(file) if file is not None else "")

    def _show_remarks(self, line: Line | None) -> None:
        found = self._remarks(line)
        self.remarks.clear()
        for one in found:
            words = f"{WEIGHTS[one.severity]}　{one.message}"
            item = QListWidgetItem(f"{words}\n{one.hint}" if one.hint else words)
            self.remarks.addItem(item)
        self.remarks.setVisible(bool(found))
        self._room.setVisible(not found)

    def _remarks(self, line: Line | None) -> tuple[Remark, ...]:
        collection = self._county.collection
        if line is None or line.file is None or collection is None or line.file.row < 0:
            return ()
        try:
            return remarks_of(collection, line.file)
        except UserError as error:
            self._county.said.emit(error.message)
            return ()

    def _show_versions(self, line: Line | None) -> None:
        clear(self._versions)
        unit = line.unit if line is not None else None
        if unit is None or len(unit.files) < 2:  # noqa: PLR2004 - one is no choice
            return
        self._versions.addWidget(muted(f"这个单位有 {len(unit.files)} 份文件："))
        for file in unit.files:
            self._versions.addWidget(self._version(unit.name, file, counts=file.summed))

    def _version(self, unit: str, file: FileRow, *, counts: bool) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        label = plain_text.label(f"{file.place}（{FILE_WORDS[file.state]}）", wraps=True)
        row.addWidget(label, 1)
        if counts:
            row.addWidget(plain_text.label("已采用"))
        elif file.row >= 0:
            row.addWidget(
                button(
                    "采用",
                    lambda: self._county.decide(lambda now: now.choose_version(unit, file.place)),
                    name=f"采用 {file.place}",
                )
            )
        return made

    # What is done

    def _emit(self, signal: SignalInstance) -> None:
        if self._line is not None:
            signal.emit(self._line)

    def _turn_round(self) -> None:
        """Take the unit into the sum, or out of it."""
        line = self._line
        if line is None or line.unit is None:
            return
        name, is_out = line.unit.name, line.left_out
        self._county.decide(lambda now: now.take_in(name) if is_out else now.leave_out(name))

    def first(self) -> QPushButton | QListWidget:
        """Return what the keyboard goes to."""
        return self.remarks if self.remarks.count() else self.open


def _state_words(line: Line) -> str:
    words = [line.words]
    if line.is_late:
        words.append("迟报")
    if line.unit is not None and line.file is not None:
        words.append("已计入汇总" if line.unit.summed else "没有计入汇总")
        if not line.unit.on_roster:
            words.append("不在名单上")
    return " · ".join(words)


def _facts(file: FileRow) -> str:
    lines = [f"文件：{file.place}", f"收到：{when(file)}"]
    if file.row >= 0:
        lines.append(f"错误 {file.errors}　提醒 {file.warnings}　空白 {file.blanks} 格")
    if file.unread:
        lines.append(f"有 {file.unread} 处没有读懂，请打开核对。")
    return "\n".join(lines)
