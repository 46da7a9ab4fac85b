"""A process with a real window in which numbers are typed until it is killed; for the kill tests.

It begins as the program does: what an earlier run left behind is offered and taken. Then a counter
is typed into one cell of 表三 and copied into the cell beside it, over and over, with Ctrl+S in
between. A pipe tells what was found at the start, each finished number, and when a save begins.
"""

import itertools
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.ui.app import build_application
from nianbao.ui.dialogs.recovery import RecoveryDialog
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.recover import offer_recovery
from tests.ui.modal import click, when_asked

FORM = "gb_2021_30"
COUNTER = "table_3.received_new.natural_person"
COPY = "table_3.received_new.org_business"
SAVE_EVERY = 3
FOUND, TYPED, SAVING = "found", "typed", "saving"


def type_until_killed(data: str, file: str | None, pipe: Connection) -> None:
    """Start, say what was found, and type."""
    sys.excepthook = _end
    os.environ |= {"NIANBAO_DATA": data, "QT_QPA_PLATFORM": "offscreen"}
    app = build_application()  # noqa: F841 - Qt needs it to live
    window = MainWindow()
    window.resize(1366, 728)
    window.show()
    _wait_until_active(window)
    _begin(window, None if file is None else Path(file))
    assert window.session is not None
    assert window.workspace is not None
    _wait_until_active(window)
    window.workspace.show_place("applications")
    found, copied = (int(window.session.value(key) or 0) for key in (COUNTER, COPY))
    pipe.send((FOUND, found, copied))
    page = window.workspace.page
    assert isinstance(page, TablePage)
    page.grid.setFocus()
    _enter(page.grid, COPY, found)  # a kill may have come between the two
    for number in itertools.count(found + 1):
        _enter(page.grid, COUNTER, number)
        pipe.send((TYPED, number, 0))
        _enter(page.grid, COPY, number)
        if file is not None and number % SAVE_EVERY == 0:
            pipe.send((SAVING, number, 0))
            QTest.keyClick(_keyboard(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def _end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A failure in one of Qt's callbacks ends the process: its test must not go on without it."""
    sys.__excepthook__(kind, error, trace)
    os._exit(1)


def _begin(window: MainWindow, file: Path | None) -> None:
    """Take what is offered; without an offer open the file, or begin a report."""

    def restore(dialog: QWidget) -> None:
        assert isinstance(dialog, RecoveryDialog)
        click(dialog, "恢复")

    when_asked(restore, RecoveryDialog)
    offer_recovery(window, window.documents)
    if window.session is not None:
        return
    if file is not None:
        window.documents.open_path(file)
    else:
        window.documents.begin_with(blank_report(FORM, load_form(FORM).cells, 2024))


def _wait_until_active(window: MainWindow) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)


def _enter(grid: TableGrid, key: str, number: int) -> None:
    grid.go_to(key)
    for digit in str(number):
        QTest.keyClicks(_keyboard(), digit)
    QTest.keyClick(_keyboard(), Qt.Key.Key_Return)


def _keyboard() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget
