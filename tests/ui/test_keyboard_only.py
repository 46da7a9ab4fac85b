"""A clerk without a mouse: from the start page to an exported report, pane by pane."""

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QPushButton, QWidget

from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.exported import ExportedDialog
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.navigation import Navigation
from nianbao.ui.shell.workspace import Workspace
from nianbao.ui.text.text_editor import TextEditor
from tests.ui.input_method import commit
from tests.ui.modal import when_asked


@pytest.fixture
def workspace(start_window: MainWindow) -> Workspace:
    start_window.activateWindow()
    start_window.documents.open_sample("practice")
    assert start_window.workspace is not None
    return start_window.workspace


PLACES = (
    "facts", "overview", "proactive", "applications", "review_litigation", "problems", "other",
    "review",
)  # fmt: skip


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    holder = QApplication.focusWidget()
    assert holder is not None, "nothing has the keyboard"
    QTest.keyClick(holder, key, modifier)


def press_until(key: Qt.Key, words: str, most: int = 30) -> None:
    """Press a key until the button with these words has the keyboard."""
    for _ in range(most):
        holder = QApplication.focusWidget()
        if isinstance(holder, QPushButton) and words in (holder.accessibleName() or holder.text()):
            return
        press(key)
    raise AssertionError(f"{words} is not reached")


def holder() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_report_is_begun_from_the_start_page_with_enter(start_window: MainWindow) -> None:
    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, NewReportDialog)
        commit(dialog.unit, "砖路镇人民政府")
        QTest.keyClick(dialog.unit, Qt.Key.Key_Return)

    when_asked(fill, QDialog)
    press_until(Qt.Key.Key_Tab, "新建报告")
    press(Qt.Key.Key_Return)

    assert start_window.session is not None
    assert start_window.session.report.unit == "砖路镇人民政府"


def test_f6_goes_round_the_three_panes(workspace: Workspace) -> None:
    workspace.show_place("applications")
    workspace.take_keyboard()
    assert isinstance(holder(), TableGrid)
    press(Qt.Key.Key_F6)
    assert holder() is workspace.findings.list
    press(Qt.Key.Key_F6)
    assert isinstance(holder(), Navigation)
    press(Qt.Key.Key_F6)
    assert isinstance(holder(), TableGrid)
    press(Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(holder(), Navigation)


def test_arrows_look_through_the_places_and_enter_goes_in(workspace: Workspace) -> None:
    workspace.show_place("facts")
    workspace.navigation.setFocus()
    seen = [workspace.place]
    while workspace.place != "review":
        press(Qt.Key.Key_Down)
        assert holder() is workspace.navigation
        seen.append(workspace.place)
    assert seen[:3] == ["facts", "overview", "overview.disclosure"]
    assert len(seen) == 14

    while workspace.place != "overview.on_request":
        press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Return)
    editor = holder()
    assert isinstance(editor, TextEditor)
    assert editor.key == "overview.on_request"


@pytest.mark.parametrize(
    ("digit", "place"),
    list(enumerate(PLACES, 1)),
)
def test_control_and_a_digit_go_to_a_place_ready_to_type(
    start_window: MainWindow, workspace: Workspace, digit: int, place: str
) -> None:
    QTest.keyClick(start_window, Qt.Key(Qt.Key.Key_0 + digit), Qt.KeyboardModifier.ControlModifier)

    assert workspace.place == place
    assert workspace.stack.isAncestorOf(holder())


@pytest.mark.usefixtures("workspace")
def test_the_error_is_found_mended_and_the_report_exported(
    start_window: MainWindow, tmp_path: Path
) -> None:
    press(Qt.Key.Key_F8)
    assert isinstance(holder(), TableGrid)
    for digit in "1175":
        press(Qt.Key(ord(digit)))
    press(Qt.Key.Key_Return)
    assert start_window.plate is not None
    assert "错误" not in start_window.plate.words.replace("没有错误", "")
    target = tmp_path / "报告.docx"

    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.place.setFocus()
        dialog.place.selectAll()
        commit(dialog.place, str(target))
        when_asked(lambda done: QTest.keyClick(done, Qt.Key.Key_Escape), ExportedDialog)
        QTest.keyClick(dialog.place, Qt.Key.Key_Return)

    when_asked(export, ExportDialog)
    QTest.keyClick(start_window, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    press_until(Qt.Key.Key_Tab, "导出文档")
    press(Qt.Key.Key_Return)

    assert len(Document(str(target)).tables) >= 3


def test_the_filter_chooses_a_section_when_there_is_no_card(workspace: Workspace) -> None:
    chooser = workspace.findings.findChildren(QComboBox)[0]
    chooser.setCurrentIndex(chooser.findText("五、存在的主要问题及改进情况"))
    workspace.findings.take_keyboard()

    assert holder() is chooser
