"""Work that may take longer than half a second: done beside the window, with a way to give up."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QEventLoop, QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from nianbao.ui.look import plain_text

Result = TypeVar("Result")
LEAST_WIDTH = 400
PATIENCE = 500
"""Milliseconds before the progress is shown."""


class _Voice(QObject):
    done = Signal()


class _Work(QRunnable, Generic[Result]):
    """One piece of work; its result or its exception is kept for the window's thread."""

    def __init__(self, work: Callable[[], Result]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work = work
        self.voice = _Voice()
        self.result: Result | None = None
        self.problem: BaseException | None = None

    def run(self) -> None:
        """Work, in the other thread."""
        try:
            self.result = self._work()
        except BaseException as problem:  # noqa: BLE001 - raised again in the window's thread
            self.problem = problem
        self.voice.done.emit()


def progress_dialog(parent: QWidget, words: str) -> QProgressDialog:
    """Return what is shown to a clerk who has to wait, with a way to give up."""
    progress = QProgressDialog("", "取消", 0, 0, parent)
    # Qt's own label would lay the words out, and fetch pictures, before it could be told otherwise.
    progress.setLabel(plain_text.label(words, wraps=True))
    progress.setWindowTitle("请稍候")
    progress.setWindowModality(Qt.WindowModality.WindowModal)
    progress.setMinimumDuration(PATIENCE)
    progress.setMinimumWidth(LEAST_WIDTH)
    return progress


def work_beside(parent: QWidget, words: str, work: Callable[[], Result]) -> Result | None:
    """Return what ``work`` returns, None where the clerk gave up; what it raises is raised here.

    The work must not touch the report or the window: it gets values and returns values.
    """
    task = _Work(work)
    loop = QEventLoop()
    progress = progress_dialog(parent, words)
    progress.canceled.connect(loop.quit)
    task.voice.done.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    QThreadPool.globalInstance().start(task)
    progress.setValue(0)
    loop.exec()
    given_up = progress.wasCanceled()
    progress.reset()
    progress.deleteLater()
    if given_up:
        _orphans.append(task)
        return None
    if task.problem is not None:
        raise task.problem
    return task.result


_orphans: list[object] = []
"""Work that nobody waits for any more must not be destroyed while it runs."""
