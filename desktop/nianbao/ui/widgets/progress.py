"""Work that may take longer than half a second: done beside the window, with a way to give up."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QProgressDialog, QWidget

from nianbao.ui.look import plain_text
from nianbao.ui.system.jobs import Job

Result = TypeVar("Result")
LEAST_WIDTH = 400
PATIENCE = 500
"""Milliseconds before the progress is shown."""


class _Waiting(QEventLoop):
    """Keeps the window alive until a job is over, and then its result or what it raised."""

    def __init__(self) -> None:
        super().__init__()
        self.result: object = None
        self.problem: BaseException | None = None

    def keep_result(self, _job: object, result: object) -> None:
        self.result = result
        self.quit()

    def keep_problem(self, _job: object, problem: BaseException) -> None:
        self.problem = problem
        self.quit()


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
    job, waiting = Job(lambda _job: work()), _Waiting()
    progress = progress_dialog(parent, words)
    progress.canceled.connect(waiting.quit)
    job.voice.done.connect(waiting.keep_result)
    job.voice.failed.connect(waiting.keep_problem)
    job.start()
    progress.setValue(0)
    waiting.exec()
    given_up = progress.wasCanceled()
    progress.reset()
    progress.deleteLater()
    if given_up:
        return None
    if waiting.problem is not None:
        raise waiting.problem
    return cast("Result | None", waiting.result)
