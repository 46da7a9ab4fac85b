"""Answers dialogs as a clerk does: by the words on a button, while the program waits for it."""

import os
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QPushButton, QWidget

TRIES = 6000
PAUSE = 10
"""Together a minute: on a busy machine a dialog may take its time, and unanswered it waits for ever."""


def when_asked(act: Callable[[QWidget], None], kind: type[QWidget] = QDialog) -> None:
    """Do something with the next modal dialog of a kind, as soon as it is on the screen.

    Where none comes, the looking ends with the test: the next one's dialogs are its own.
    """
    mine = _test()

    def look(left: int) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isActiveWindow():
            try:
                act(dialog)
            except BaseException:
                dialog.close()  # else the test waits for ever
                raise
        elif left and _test() == mine:
            QTimer.singleShot(PAUSE, lambda: look(left - 1))

    QTimer.singleShot(0, lambda: look(TRIES))


def _test() -> str:
    """The test that runs now, whichever of its phases."""
    return os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]


def click(parent: QWidget, words: str) -> None:
    """Click the button with these words, or choose them from a button's menu."""
    names = {
        button.text().split("(")[0].rstrip("…"): button
        for button in parent.findChildren(QPushButton)
    }
    if words in names:
        QTest.mouseClick(names[words], Qt.MouseButton.LeftButton)
        return
    menus = parent.findChildren(QMenu)
    (chosen,) = (one for menu in menus for one in menu.actions() if one.text() == words)
    chosen.trigger()


def answer(words: str, asked: list[str] | None = None) -> None:
    """Answer the next question with the button that has these words; note what was asked."""

    def act(dialog: QWidget) -> None:
        if asked is not None and isinstance(dialog, QMessageBox):
            asked.append(dialog.text())
        click(dialog, words)

    when_asked(act, QMessageBox)
