"""Windows in tests: drawn off screen unless `--onscreen` asks to watch them.

A window on a blank report and its 表三, and a window on the sample in a file of its own, are shared;
a test that needs another one has a fixture of the same name.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.documents import Documents
from tests.ui.grid_keys import forget, open_window, show_table

FORM = "gb_2021_30"
FIRST = "table_3.received_new.natural_person"


def pytest_configure(config: pytest.Config) -> None:
    """Choose Qt's platform before anything makes a QApplication; a described screen stays."""
    described = os.environ.get("QT_QPA_PLATFORM", "").startswith("offscreen:")
    if not config.getoption("--onscreen") and not described:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard_at_the_end() -> Iterator[None]:
    """Off screen Qt frees what was copied last after Python is gone, and crashes: let nothing be left."""
    yield
    if QApplication.instance() is not None:
        QApplication.clipboard().clear()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    """A window on a blank report."""
    return open_window(qtbot, blank_report(FORM, load_form(FORM).cells, 2024), tmp_path)


@pytest.fixture
def grid(window: MainWindow) -> TableGrid:
    """表三 in that window, with the keyboard in its first cell."""
    grid = show_table(window, "applications")
    grid.go_to(FIRST)
    return grid


@pytest.fixture
def session(window: MainWindow) -> Session:
    """The session of that window."""
    assert window.session is not None
    return window.session


@pytest.fixture
def start_window(qtbot: QtBot) -> MainWindow:
    """A window with its start page."""
    window = MainWindow()
    qtbot.addWidget(window, before_close_func=forget)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def documents(start_window: MainWindow) -> Documents:
    """The documents of that window, with the sample open."""
    start_window.documents.open_sample()
    return start_window.documents


@pytest.fixture
def file(documents: Documents, tmp_path: Path) -> Path:
    """The sample, saved under a name of its own."""
    path = tmp_path / "报告.nianbao"
    assert documents._move_to(path)
    return path
