"""Waiting for a window to come to rest, instead of for a time that is too short on a busy machine."""

from time import monotonic

from PySide6.QtWidgets import QApplication

from nianbao.ui.system.debounce import Debounced

LONGEST = 10.0


def settle() -> None:
    """Let everything happen that follows of itself: layouts, paints, what comes a moment later.

    Twice at rest, because what came last may have asked for more.
    """
    end, rested = monotonic() + LONGEST, 0
    while rested < 2:
        QApplication.processEvents()
        rested = 0 if _waiting() else rested + 1
        assert monotonic() < end, _waiting()


def _waiting() -> list[Debounced]:
    return [
        one
        for window in QApplication.topLevelWidgets()
        for one in window.findChildren(Debounced)
        if one._timer.isActive()
    ]
