"""What happens when the program itself fails: a report to send, a calm sentence, work goes on.

The report says what kind of failure and where in the program; nothing of the clerk's report, no
message of the exception (it may quote what was typed), no folder names.
"""

import faulthandler
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from nianbao import installation, user_folders

FAULT_FILE = "fault.txt"
KEPT_REPORTS = 20
Tell = Callable[[Path | None], None]


class CrashWatch:
    """Takes over unhandled exceptions of the process, from any thread."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self.tell_replaced: Callable[[], None] = lambda: None
        """How to say that the program's files were exchanged; no failure of the program."""
        self._telling = False
        self._fault_file: TextIO | None = None
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook

    def start(self) -> None:
        """Watch from now on; a fault that ended the last run becomes a report."""
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        sys.unraisablehook = self._on_unraisable
        keep_last_fault()
        self._watch_faults()

    def stop(self) -> None:
        """Give the hooks back to whoever had them."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self._fault_file is not None:
            faulthandler.disable()
            self._fault_file.close()
            self._fault_file = None

    def _watch_faults(self) -> None:
        """A fault of Qt itself ends the process; Python still writes down where it was."""
        try:
            user_folders.make_private(user_folders.crash_reports())
            self._fault_file = (user_folders.crash_reports() / FAULT_FILE).open(
                "w", encoding="utf-8"
            )
        except OSError:
            return
        faulthandler.enable(self._fault_file)

    def _on_thread_exception(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None and threading.current_thread() is threading.main_thread():
            self._on_exception(given.exc_type, given.exc_value, given.exc_traceback)
        elif given.exc_value is not None:
            # No window may be opened from another thread.
            write_report(given.exc_value)

    def _on_unraisable(self, given: "sys.UnraisableHookArgs") -> None:
        """A failure in a finaliser, at any moment: a window could come in the middle of anything."""
        if given.exc_value is not None:
            write_report(given.exc_value)

    def _on_exception(
        self, kind: type[BaseException], value: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
            return
        if issubclass(kind, installation.ReplacedError):
            self.tell_replaced()
            return
        if sys.stderr is not None:  # a window program of Windows has none
            sys.__excepthook__(kind, value, trace)
        report = write_report(value)
        if self._telling:
            return  # it fails again while the sentence is shown: one window is enough
        self._telling = True
        try:
            self._tell(report)
        finally:
            self._telling = False


def write_report(exception: BaseException) -> Path | None:
    """Write a crash report; None where that cannot be done."""
    # Loaded when something fails, not at every start.
    import logging

    from nianbao import logs

    what = logs.describe(exception)
    logging.getLogger(__name__).error("unexpected failure\n%s", what)
    return _write(what)


def keep_last_fault() -> Path | None:
    """Make a report of the fault that ended the last run, if one did."""
    fault = user_folders.crash_reports() / FAULT_FILE
    try:
        text = fault.read_text(encoding="utf-8", errors="replace")
        fault.unlink()
    except OSError:
        return None
    return _write(_without_folders(text)) if text.strip() else None


def tell_clerk(report: Path | None) -> None:
    """Say calmly what happened and what the clerk may do."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices
    from PySide6.QtWidgets import QApplication, QMessageBox

    box = QMessageBox(QApplication.activeWindow())
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("公开年报")
    box.setText("刚才这一步没有做完，程序遇到了没有料到的情况。")
    if report is None:
        box.setInformativeText("您的报告还在。请先保存报告，再继续工作。")
        box.exec()
        return
    box.setInformativeText(
        "您的报告还在。请先保存报告，再继续工作。\n\n"
        f"程序写了一份故障记录（不含报告的任何内容）：\n{report.name}\n"
        "如果再次出现，请把它交给为您安装程序的人。"
    )
    folder = box.addButton("打开记录所在的文件夹", QMessageBox.ButtonRole.ActionRole)
    box.addButton("继续工作", QMessageBox.ButtonRole.AcceptRole)
    box.exec()
    if box.clickedButton() is folder:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(report.parent)))


def _write(what: str) -> Path | None:
    folder = user_folders.crash_reports()
    name = f"故障记录-{datetime.now().astimezone():%Y%m%d-%H%M%S-%f}.txt"
    try:
        user_folders.make_private(folder)
        (folder / name).write_text(f"{_circumstances()}\n\n{what}\n", encoding="utf-8")
        _forget_old_reports(folder)
    except OSError:
        return None
    return folder / name


def _circumstances() -> str:
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from PySide6.QtCore import qVersion

    try:
        own = version("nianbao")
    except PackageNotFoundError:
        own = "?"
    facts = {
        "program": own,
        "python": platform.python_version(),
        "qt": qVersion(),
        "system": f"{platform.system()} {platform.release()} {platform.version()}",
        "time": f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}",
    }
    return "\n".join(f"{name}: {fact}" for name, fact in facts.items())


def _without_folders(text: str) -> str:
    """Drop all of a fault's lines but the frames, and the folders from those."""
    kept = []
    for line in text.splitlines():
        before, quote, rest = line.partition('File "')
        path, _, after = rest.partition('"')
        name = Path(path.replace("\\", "/")).name
        kept.append(f'{before}File "{name}"{after}' if quote else line)
    return "\n".join(kept)


def _forget_old_reports(folder: Path) -> None:
    for old in sorted(folder.glob("故障记录-*.txt"))[:-KEPT_REPORTS]:
        old.unlink()
