"""A window on a report, and the keys a clerk presses in it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nianbao.report.book import Report
from nianbao.report.storage.files import save_report
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.shell.main_window import MainWindow

Key = Qt.Key


def open_window(qtbot: QtBot, report: Report, folder: Path) -> MainWindow:
    """Save a report and open it in a window of a common small screen."""
    path = folder / "报告.nianbao"
    save_report(report, path)
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=forget)
    window.resize(1366, 728)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.documents.open_path(path)
    return window


def forget(window: MainWindow) -> None:
    """Close without the question about work that is not saved."""
    if window.session is not None:
        window.session.undo_stack.setClean()


def show_table(window: MainWindow, section: str) -> TableGrid:
    """Go to a table's page and return its grid, with the keyboard in it."""
    assert window.workspace is not None
    window.workspace.show_place(section)
    page = window.workspace.page
    assert isinstance(page, TablePage)
    page.grid.setFocus()
    return page.grid


def click_cell(grid: TableGrid, key: str) -> None:
    """Bring a cell into sight and click it."""
    index = grid.sheet_model.index(*grid.sheet_model.body.places[key])
    grid.scrollTo(index)
    point = grid.visualRect(index).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=point)


def keyboard() -> QWidget:
    """The widget that has the keyboard: the grid, or the editor open in it."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press keys one after another."""
    for key in keys:
        QTest.keyClick(keyboard(), key, modifier)


def type_text(text: str, then: Key = Key.Key_Return) -> None:
    """Type characters one by one, as a clerk does, and end with a key.

    What no key of a keyboard gives comes from the input method.
    """
    for character in text:
        if character.isascii():
            QTest.keyClicks(keyboard(), character)
        else:
            commit = QInputMethodEvent()
            commit.setCommitString(character)
            QApplication.sendEvent(keyboard(), commit)
    QTest.keyClick(keyboard(), then)
