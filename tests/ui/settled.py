"""Waiting for a window to come to rest, instead of for a time that is too short on a busy machine."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nianbao.ui.system.debounce import Debounced

LONGEST = 10.0
PATIENCE = 60.0
"""For what is waited for by name: another process may have to read files first."""


def settle() -> None:
    """Let everything happen that follows of itself: layouts, paints, what comes a moment later.

    Twice at rest, because what came last may have asked for more.
    """
    end, rested = monotonic() + LONGEST, 0
    while rested < 2:
        QApplication.processEvents()
        rested = 0 if _waiting() else rested + 1
        assert monotonic() < end, _waiting()


def wait_until(came: Callable[[], bool]) -> None:
    """Go on as soon as something has come that takes its time: a reading, a notice, a window."""
    end = monotonic() + PATIENCE
    while not came():
        assert monotonic() < end
        QTest.qWait(10)


def _waiting() -> list[Debounced]:
    return [
        one
        for window in QApplication.topLevelWidgets()
        for one in window.findChildren(Debounced)
        if one._timer.isActive()
    ]
