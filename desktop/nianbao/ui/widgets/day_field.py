"""The field for a day: typed in any of the ways in which people write one, stepped with the arrows."""

import re
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from nianbao.report.days import day_in_words

_PARTS = re.compile(r"\s*(?:(\d{4})\D+)?(\d{1,2})\D+(\d{1,2})\D*")
_DIGITS = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*")
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class DayField(QLineEdit):
    """Shows one day; what is none is put back to the day that stood there."""

    day_changed = Signal()

    def __init__(self, day: date, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAcceptDrops(False)
        self.setFixedWidth(150)
        self.day = day
        self.show_day(day)
        self.editingFinished.connect(self._enter)

    def show_day(self, day: date) -> None:
        """Show a day that was said elsewhere."""
        self.day = day
        self.setText(day_in_words(day))

    def _enter(self) -> None:
        typed = read_day(self.text(), self.day.year)
        before = self.day
        self.show_day(typed or before)
        if self.day != before:
            self.day_changed.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be ready to be typed over."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows go to the next day and the one before."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._enter()
        self.show_day(self.day + timedelta(days=step))
        self.day_changed.emit()


def read_day(words: str, year: int) -> date | None:
    """Return the day that somebody wrote: 2025年1月20日, 2025-1-20, 20250120, 1.20; None where it is none."""
    found = _DIGITS.fullmatch(words) or _PARTS.fullmatch(words)
    if found is None:
        return None
    named, month, day = found.groups()
    try:
        return date(int(named or year), int(month), int(day))
    except ValueError:
        return None
