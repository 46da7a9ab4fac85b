"""The end of the tool bar: how the report stands, what is missing, and by which day."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from nianbao.checks.remaining import Missing, deadline_words
from nianbao.ui.look import plain_text, theme
from nianbao.ui.widgets.state_badge import StatePlate

LONG_AGO = 90
"""Days after which nobody asks any more by which day an old report was due."""


class ToDo(QPushButton):
    """Two short lines; a click goes to the next blank."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("todo")
        self.setFlat(True)
        self.setFont(theme.font(9))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_missing(self, missing: Missing, day: date, today: date) -> None:
        """Say what is missing and how far the day is."""
        when = deadline_words(day, today)
        named, _, left = when.partition("，")
        line = named if day > today else f"公布期限{left}"
        words = missing.words if (today - day).days > LONG_AGO else f"{missing.words}\n{line}"
        if words == self.text():
            return
        self.setText(words)
        goes = "；点一下到下一处空白" if missing.cells or missing.texts else ""
        self.setAccessibleName(f"{missing.words}，{when}{goes}")
        self.setToolTip(plain_text.tip(f"{missing.words}；{when}{goes}。"))


class StateCorner(QWidget):
    """The plate, and beside it what is missing where there is room for both."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.todo, self.plate = ToDo(), StatePlate()
        self.todo.hide()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP // 2)
        row.addStretch(1)
        row.addWidget(self.todo)
        row.addWidget(self.plate)

    def minimumSizeHint(self) -> QSize:
        """The state is always seen."""
        return self.plate.minimumSizeHint()

    def sizeHint(self) -> QSize:
        """Both, in full."""
        plate, todo = self.plate.sizeHint(), self.todo.sizeHint()
        return QSize(plate.width() + todo.width() + theme.GAP, plate.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what is missing before the state itself is cut."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Show what there is room for, once it is known: it is counted after one can type."""
        needed = self.plate.minimumSizeHint().width() + self.todo.sizeHint().width() + theme.GAP
        self.todo.setVisible(bool(self.todo.text()) and needed <= self.width())
