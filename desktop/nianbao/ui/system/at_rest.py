"""Whether the window is at rest: nothing is being asked, chosen, read or exported.

What comes from outside, another start with its file, or a look at a file that changed, must not
put another report in the place of the one that a dialog or a piece of work is still about.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QApplication

PATIENCE = 200
"""Milliseconds between two looks."""


def is_at_rest() -> bool:
    """Whether only the outermost loop of events runs; work beside the window has a loop of its own."""
    level = QThread.currentThread().loopLevel()
    return level <= 1 and QApplication.activeModalWidget() is None


def when_at_rest(act: Callable[[], None], owner: QObject) -> None:
    """Act now, or once what is going on has ended; never where ``owner`` is gone by then."""
    if is_at_rest():
        act()
    else:
        QTimer.singleShot(PATIENCE, owner, lambda: when_at_rest(act, owner))
