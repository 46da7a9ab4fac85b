"""Opening what is open, beginning a new report, and what the status bar says of saving."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from nianbao.report.storage.files import load_report, save_report
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.documents import Documents
from tests.ui.grid_keys import keyboard, show_table
from tests.ui.modal import answer, when_asked
from tests.ui.outside import CELL, change_outside, edit

Key = Qt.Key


def saved(window: MainWindow) -> str:
    """What the status bar says of saving."""
    assert window.status is not None
    return window.status.saved.text()


def test_opening_the_open_file_asks_nothing_and_loses_nothing(
    documents: Documents, start_window: MainWindow, file: Path
) -> None:
    edit(documents, 7)
    session = documents.session
    steps = None if session is None else session.undo_stack.count()

    start_window.open_files([file])

    assert documents.session is session
    assert session is not None
    assert session.value(CELL) == 7
    assert session.is_dirty
    assert session.undo_stack.count() == steps
    assert start_window.status is not None
    assert "已经打开" in start_window.status.currentMessage()


def test_the_open_file_is_known_in_another_spelling(documents: Documents, file: Path) -> None:
    edit(documents, 7)
    session = documents.session

    (file.parent / "下一级").mkdir()
    documents.open_path(file.parent / "下一级" / ".." / file.name)

    assert documents.session is session


def test_opening_the_open_file_that_others_changed_asks_what_to_do(
    documents: Documents, file: Path
) -> None:
    change_outside(file)
    answer("继续用现在的内容")
    documents.look_outside()

    answer("重新读入")
    documents.open_path(file)

    assert documents.session is not None
    assert documents.session.report.text("problems") == load_report(file).text("problems")


def begin(window: MainWindow, name: str) -> None:
    """Make a new report, its unit's name pasted over the one that is proposed."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, NewReportDialog)
        QApplication.clipboard().setText(name)
        QTest.keyClick(keyboard(), Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(dialog, Key.Key_Return)

    when_asked(act, QDialog)
    window.actions_by_id["new"].trigger()


def test_a_pasted_name_replaces_the_one_that_was_proposed(start_window: MainWindow) -> None:
    begin(start_window, "甲镇人民政府")
    begin(start_window, "乙镇人民政府")

    assert start_window.session is not None
    assert start_window.session.report.unit == "乙镇人民政府"


def test_a_new_report_opens_on_its_facts(documents: Documents, start_window: MainWindow) -> None:
    assert documents.session is not None
    show_table(start_window, "applications")

    begin(start_window, "乙镇人民政府")

    assert start_window.workspace is not None
    assert start_window.workspace.place == "facts"


def test_a_report_that_takes_anothers_place_has_the_keyboard_on_its_page(
    documents: Documents, start_window: MainWindow, file: Path, tmp_path: Path
) -> None:
    """What had it goes with the report before: it fell to the button that came next."""
    other = tmp_path / "另一份.nianbao"
    save_report(load_report(file), other)
    show_table(start_window, "applications")

    documents.open_path(other)
    opened = page_with_keyboard(start_window)
    session = documents.session
    assert session is not None
    session.replace(load_report(file), "恢复")

    assert opened
    assert page_with_keyboard(start_window)


def page_with_keyboard(window: MainWindow) -> bool:
    workspace, focus = window.workspace, window.focusWidget()
    assert workspace is not None
    assert isinstance(workspace.page, QWidget)
    return focus is workspace.page or workspace.page.isAncestorOf(focus)


def test_a_new_report_does_not_show_another_file_as_saved(
    documents: Documents, start_window: MainWindow, file: Path
) -> None:
    edit(documents, 7)
    documents.save()
    assert saved(start_window).startswith("已保存")
    assert file.exists()

    begin(start_window, "乙镇人民政府")

    assert saved(start_window) == "还没有保存"
    edit(documents, 5)
    assert saved(start_window).startswith("已自动保护")
    assert saved(start_window).endswith("还没有保存")


def test_a_file_that_was_just_opened_says_nothing_of_protection(
    documents: Documents, start_window: MainWindow, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一份.nianbao"
    save_report(load_report(file), other)
    edit(documents, 7)
    documents.save()
    edit(documents, 8)
    assert saved(start_window).startswith("已自动保护")

    answer("不保存")
    documents.open_path(other)

    assert saved(start_window) == ""
    assert start_window.status is not None
    assert start_window.status.currentMessage() == ""
