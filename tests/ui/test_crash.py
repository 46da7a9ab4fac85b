"""A failure of the program: a report to send, one calm sentence, and no word of the clerk's."""

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from nianbao import user_folders
from nianbao.ui.system import crash

CLERKS_WORDS = "李四申请公开的内容"


class Told:
    """Stands in for the sentence on the screen."""

    def __init__(self) -> None:
        self.reports: list[Path | None] = []

    def __call__(self, report: Path | None) -> None:
        self.reports.append(report)


@pytest.fixture
def told() -> Iterator[Told]:
    told = Told()
    watch = crash.CrashWatch(told)
    watch.start()
    yield told
    watch.stop()


def fail() -> None:
    raise LookupError(CLERKS_WORDS)


def raise_unhandled() -> None:
    """What the interpreter does with an exception that nobody caught."""
    try:
        fail()
    except LookupError as exception:
        sys.excepthook(LookupError, exception, exception.__traceback__)


def test_a_failure_leaves_a_report_without_the_clerks_words(told: Told) -> None:
    raise_unhandled()

    [report] = told.reports
    assert report is not None
    assert report.parent == user_folders.crash_reports()
    written = report.read_text(encoding="utf-8")
    assert "builtins.LookupError" in written
    assert "test_crash.py" in written
    assert CLERKS_WORDS not in written
    assert str(Path(__file__).parent) not in written


def test_a_failure_while_the_sentence_is_shown_opens_no_second_window() -> None:
    shown: list[Path | None] = []

    def show_and_fail(report: Path | None) -> None:
        shown.append(report)
        raise_unhandled()

    watch = crash.CrashWatch(show_and_fail)
    watch.start()
    raise_unhandled()
    watch.stop()

    assert len(shown) == 1
    assert len(list(user_folders.crash_reports().glob("故障记录-*.txt"))) == 2


def test_a_failure_in_a_thread_is_written_down_but_opens_no_window(told: Told) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    assert told.reports == []
    assert len(list(user_folders.crash_reports().glob("故障记录-*.txt"))) == 1


def test_a_fault_that_ended_the_last_run_becomes_a_report() -> None:
    user_folders.crash_reports().mkdir(parents=True)
    fault = user_folders.crash_reports() / crash.FAULT_FILE
    fault.write_text(
        'Fatal Python error: Aborted\n  File "C:\\Users\\王五\\grid.py", line 7 in paint\n',
        encoding="utf-8",
    )

    report = crash.keep_last_fault()

    assert report is not None
    written = report.read_text(encoding="utf-8")
    assert 'File "grid.py", line 7 in paint' in written
    assert "王五" not in written


def test_an_ordinary_run_leaves_no_report(told: Told) -> None:
    assert told.reports == []
    assert crash.keep_last_fault() is None


def test_only_the_newest_reports_are_kept(told: Told) -> None:
    for _ in range(crash.KEPT_REPORTS + 3):
        raise_unhandled()

    kept = list(user_folders.crash_reports().glob("故障记录-*.txt"))
    assert len(kept) == crash.KEPT_REPORTS
    assert told.reports[-1] in kept


@pytest.mark.usefixtures("qapp")
def test_the_sentence_is_calm_and_names_the_report(tmp_path: Path) -> None:
    seen: list[str] = []

    def read_and_close() -> None:
        [box] = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
        seen.append(box.text() + box.informativeText())
        box.reject()

    QTimer.singleShot(0, read_and_close)
    crash.tell_clerk(tmp_path / "故障记录-1.txt")

    assert "您的报告还在" in seen[0]
    assert "故障记录-1.txt" in seen[0]
