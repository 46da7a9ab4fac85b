"""What follows a change after a moment, once, so that typing never waits for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

REST = 40
"""Milliseconds; less than the eye needs to move from the cell to the side."""


class Debounced(QObject):
    """Calls ``work`` once after the last of several changes."""

    def __init__(self, work: Callable[[], None], owner: QObject, delay: int = REST) -> None:
        super().__init__(owner)
        self._work = work
        self._timer = QTimer(self, singleShot=True, interval=delay)
        self._timer.timeout.connect(work)

    def soon(self, _changed: object = None) -> None:
        """Something changed."""
        self._timer.start()

    def now(self) -> None:
        """Do at once what is waiting, because somebody is about to look."""
        if self._timer.isActive():
            self._timer.stop()
            self._work()

    def cancel(self) -> None:
        """Leave undone what is waiting: it was done another way, or nobody looks any more."""
        self._timer.stop()
