"""One cell at a time: a key ticks it, another one goes back, a digit begins to correct it."""

from decimal import Decimal
from itertools import zip_longest

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from nianbao.report.numbers import format_number
from nianbao.ui.look import plain_text, theme
from nianbao.ui.proofreading.desk import Beside, Sitting
from nianbao.ui.session.session import Session
from nianbao.ui.system.enter_keys import ENTER
from nianbao.ui.widgets.dialog_frame import Dialog, Role, Scrolled

LARGE, BESIDE_SIZE = 40, 22
WIDTH, HEIGHT = 780, 580
KEYS = "空格或回车：对，下一格　　← →：上一格、下一格　　数字：改这一格　　退格：收回勾"
DONE = "全部对照过了。改动过的格，勾会自己落下，再来一遍就行。"
NOTHING = "旁边没有资料：请对照手边的原件。读入资料或添加上年报告以后，这里会列出来。"
_TICK = ENTER | {Qt.Key.Key_Space}
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class _BesideRow(QWidget):
    """What stands beside the cell: from where, the number, and whether it is the same."""

    def __init__(self) -> None:
        super().__init__()
        self._name = plain_text.label(wraps=True)
        self._name.setObjectName("muted")
        self._value = plain_text.label()
        self._value.setFont(theme.font(BESIDE_SIZE))
        self._same = plain_text.label()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, theme.GAP)
        grid.addWidget(self._name, 0, 0, 1, 2)
        grid.addWidget(self._value, 1, 0)
        grid.addWidget(self._same, 1, 1)
        grid.setColumnStretch(1, 1)

    def show_what(self, beside: Beside | None, mine: Decimal | None) -> None:
        """Show what there is; nothing where there is nothing."""
        self.setVisible(beside is not None)
        if beside is not None:
            self._name.setText(beside.name)
            self._value.setText(beside.words)
            self._same.setText("＝ 相同" if beside.value == mine else "≠ 不同")


class ProofreadingDialog(Dialog):
    """The cells in the order of the paper, large."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("对照校对", parent)
        self.sitting = Sitting(session)
        self._session = session
        self.card = QFrame()
        self._section = plain_text.label()
        self._section.setObjectName("muted")
        self.row = plain_text.label(wraps=True)
        self.row.setFont(theme.font(15, bold=True))
        self.column_name = plain_text.label(wraps=True)
        self.column_name.setFont(theme.font(13))
        self.value = plain_text.label()
        self.value.setFont(theme.font(LARGE, bold=True))
        self.value.setAccessibleName("这一格")
        self.field = QLineEdit()
        self.field.setFont(theme.font(LARGE // 2, bold=True))
        self.field.setAccessibleName("改这一格")
        self.field.setMaximumWidth(WIDTH // 3)
        self.field.hide()
        self._refused = plain_text.label(wraps=True)
        self._refused.setObjectName("doubt")
        self._beside = (_BesideRow(), _BesideRow())
        self._nothing = plain_text.label(NOTHING, wraps=True)
        self.state = plain_text.label(wraps=True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("已对照的格数")
        self.progress.setRange(0, len(self.sitting.order))
        self.progress.setFormat("已对照 %v／%m 格")
        self._build()
        session.refused.connect(self._tell_refused)
        self._show()
        self.resize(WIDTH, HEIGHT)

    def _build(self) -> None:
        self.column.addWidget(self.progress)
        self.card.setObjectName("proof")
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(*[2 * theme.GAP] * 4)
        for widget in (self._section, self.row, self.column_name):
            inside.addWidget(widget)
        middle = QHBoxLayout()
        left = QVBoxLayout()
        left.addWidget(self.value)
        left.addWidget(self.field)
        left.addWidget(self.state)
        left.addWidget(self._refused)
        left.addStretch(1)
        middle.addLayout(left, 1)
        right = QVBoxLayout()
        for row in self._beside:
            right.addWidget(row)
        right.addWidget(self._nothing)
        right.addStretch(1)
        middle.addLayout(right, 1)
        inside.addLayout(middle, 1)
        self.column.addWidget(Scrolled(self.card), 1)
        keys = plain_text.label(KEYS, wraps=True)
        keys.setObjectName("muted")
        self.column.addWidget(keys)
        self.tick = self._button("对，下一格(&Y)", self._tick)
        self.change = self._button("改这一格(&E)", lambda: self._begin(""))
        self.back = self._button("上一格(&B)", lambda: self._step(-1))
        self.add_buttons("", "关闭")
        self.column.addWidget(self.buttons)
        self.tick.setDefault(True)
        self.card.setFocus()

    def _button(self, words: str, act: "object") -> QPushButton:
        made = self.buttons.addButton(words, Role.ActionRole)
        made.setAutoDefault(False)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(act)
        return made

    # What is shown

    def _show(self) -> None:
        sitting, session = self.sitting, self._session
        cell, done = session.form.cells[sitting.here], sitting.done
        section = session.form.section(session.form.section_of(cell.key))
        self._section.setText(section.label)
        self.row.setText(" ".join(cell.row_labels) or "／".join(cell.column_labels[:-1]))
        self.column_name.setText(
            "／".join(cell.column_labels) if cell.row.name else cell.column.label
        )
        value = session.value(cell.key)
        self.value.setText("空白" if value is None else format_number(value))
        ticked = sitting.here in done
        self.state.setText("✓ 对照过了" if ticked else "还没有对照")
        self.progress.setValue(len(done))
        self._show_beside(sitting.beside())
        self.card.setAccessibleName(self._spoken())

    def _show_beside(self, found: tuple[Beside, ...]) -> None:
        mine = self._session.value(self.sitting.here)
        for row, one in zip_longest(self._beside, found):
            row.show_what(one, mine)
        self._nothing.setVisible(not found)

    def _spoken(self) -> str:
        """All of this cell in a sentence, for screen readers."""
        cell = self._session.form.cells[self.sitting.here]
        beside = "，".join(f"{one.name} {one.words}" for one in self.sitting.beside())
        parts = (cell.name, self.value.text(), beside, self.state.text())
        return "，".join(part for part in parts if part)

    # What a clerk does

    def _tick(self) -> None:
        self._end()
        if self.sitting.tick():
            self._show()
        else:
            self._show()
            self.state.setText(DONE)

    def _step(self, by: int) -> None:
        self._end()
        self.sitting.step(by)
        self._show()

    def _begin(self, digit: str) -> None:
        """Begin to correct; the first digit may be typed already."""
        self.field.setText(digit or format_number(self._session.report.cell(self.sitting.here)))
        self.value.hide()
        self.field.show()
        self.field.setFocus()
        if not digit:
            self.field.selectAll()

    def _end(self) -> None:
        self.field.hide()
        self.value.show()
        self._refused.setText("")
        self.card.setFocus()

    def _enter(self) -> None:
        """Enter what was typed; where it is refused, the field stays open with the reason."""
        self._refused.setText("")
        if self.sitting.correct(self.field.text()):
            self._end()
            self._show()

    def _tell_refused(self, _key: str, why: str) -> None:
        self._refused.setText(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key a cell."""
        key = Qt.Key(event.key())
        if not self.field.isHidden():
            if key in ENTER:
                self._enter()
            elif key == Qt.Key.Key_Escape:
                self._end()
            else:
                super().keyPressEvent(event)
        elif key in _TICK:
            self._tick()
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}:
            self.sitting.take_back()
            self._show()
        elif event.text().isdigit() or event.text() == "-":
            self._begin(event.text())
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """However it is left, the ticks are kept."""
        self.sitting.keep()
        super().done(result)
