"""How far the report is from its end, beside its state: what is missing, and by which day."""

from datetime import date

from PySide6.QtWidgets import QPushButton, QWidget

from nianbao.checks.remaining import Missing, deadline_words
from nianbao.ui.look import plain_text


class ToDo(QPushButton):
    """Two short lines; a click goes to the next blank."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("todo")
        self.setFlat(True)

    def show_missing(self, missing: Missing, day: date, today: date) -> None:
        """Say what is missing and how far the day is."""
        when = deadline_words(day, today)
        short, _, left = when.partition("，")
        words = f"{missing.words}\n{short if left.startswith('还有') else left}"
        if words == self.text():
            return
        self.setText(words)
        goes = "；点一下到下一处空白" if missing.cells or missing.texts else ""
        self.setAccessibleName(f"{missing.words}，{when}{goes}")
        self.setToolTip(plain_text.tip(f"{missing.words}；{when}{goes}。"))
