"""Preview and copy from the window."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from nianbao.ui.paper.preview import PreviewDialog
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.show_pages import COPIED
from tests.ui.modal import when_asked


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.documents.open_sample("practice")
    return window


def test_the_preview_opens_with_every_page(window: MainWindow) -> None:
    seen: list[int] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, PreviewDialog)
        seen.append(dialog.page_count)
        dialog.close()

    when_asked(look, PreviewDialog)
    window.actions_by_id["preview"].trigger()

    assert seen == [5]


def test_the_report_is_copied_as_a_web_page_and_as_text(window: MainWindow) -> None:
    window.actions_by_id["copy_for_web"].trigger()

    data = QGuiApplication.clipboard().mimeData()
    assert '<th scope="colgroup" colspan="5"' in data.html()
    assert "一、总体情况" in data.text()
    assert window.status is not None
    assert window.status.currentMessage() == COPIED
