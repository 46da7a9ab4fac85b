"""How the numbers of a text stand to the tables, with a way to set right those that differ."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from nianbao.checks.outline import State
from nianbao.ui.look import plain_text, theme
from nianbao.ui.text.text_marks import TextMark
from nianbao.ui.widgets.state_badge import StateMark


class NumberNotes(QWidget):
    """A line about the numbers that follow, and one for each that the clerk has overwritten."""

    mend_asked = Signal(object)
    """The TextMark of a number that shall be the table's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[TextMark] | None = None
        self.words = plain_text.label(wraps=True)
        self.words.setObjectName("muted")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.words)
        column.addLayout(self._rows)

    def show_marks(self, found: list[TextMark]) -> None:
        """Speak of the numbers among a text's marks."""
        numbers = [one for one in found if one.kind in {"follows", "open", "differs"}]
        if numbers == self._shown:
            return
        self._shown = numbers
        self.words.setText(summary(numbers))
        self.setVisible(bool(numbers))
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for mark in numbers:
            if mark.kind == "differs":
                self._rows.addWidget(self._row(mark))

    def _row(self, mark: TextMark) -> QWidget:
        sign = StateMark()
        sign.set_state(State.WARNING)
        words = plain_text.label(mark.words, wraps=True)
        button = QPushButton(f"改为 {mark.replacement}")
        button.setToolTip("把这个数改为表格中的数")
        button.clicked.connect(partial(self.mend_asked.emit, mark))
        made = QWidget()
        lines = QVBoxLayout()
        lines.addWidget(words)
        lines.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        return made


def summary(numbers: list[TextMark]) -> str:
    """Say how many numbers follow the tables, and how many wait or differ."""
    counts = {
        kind: sum(1 for one in numbers if one.kind == kind)
        for kind in ("follows", "open", "differs")
    }
    parts = []
    if counts["follows"]:
        parts.append(f"{counts['follows']} 个数取自表格，会跟着表格改")
    if counts["open"]:
        parts.append(f"{counts['open']} 个数等表格填好后自动写上")
    if counts["differs"]:
        parts.append(f"{counts['differs']} 个数与表格不同")
    return "；".join(parts) + "。" if parts else ""
