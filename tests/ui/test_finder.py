"""Ctrl+K: one field that finds rows, texts, commands, findings and help; and the sheet of all keys."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from nianbao.ui.commands.keys import in_words
from nianbao.ui.commands.table import COMMANDS
from nianbao.ui.finder.dialog import FinderDialog
from nianbao.ui.help.keys_sheet import KeysSheet
from nianbao.ui.help.window import HelpWindow
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.text.text_editor import TextEditor
from tests.ui.grid_keys import keyboard
from tests.ui.input_method import commit
from tests.ui.modal import when_asked
from tests.ui.scenes import open_practice

Use = Callable[[FinderDialog], None]


def titles(dialog: FinderDialog) -> list[str]:
    return [one.title for one in dialog.found.entries]


def kinds(dialog: FinderDialog) -> list[str]:
    return [one.kind for one in dialog.found.entries]


def finding(window: MainWindow, words: str, use: Use | None = None) -> list[str]:
    """Press Ctrl+K, type, and press Enter; return what was listed."""
    listed: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, FinderDialog)
        if words.isascii():
            QTest.keyClicks(dialog.field, words)
        else:
            commit(dialog.field, words)
        listed.extend(titles(dialog))
        if use is None:
            QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        else:
            use(dialog)

    when_asked(act, FinderDialog)
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    return listed


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    """A window on the sample that has a finding."""
    open_practice(start_window)
    start_window.activateWindow()
    return start_window


@pytest.mark.parametrize("words", ["部分公开", "bfgk"])
def test_a_row_is_found_by_characters_and_by_initials(window: MainWindow, words: str) -> None:
    assert finding(window, words)[0] == "部分公开"

    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == "table_3.granted_partly.natural_person"
    assert keyboard() is table.grid


def test_row_and_column_together_find_a_cell(window: MainWindow) -> None:
    finding(window, "bfgk syqy")

    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == "table_3.granted_partly.org_business"


def test_a_text_is_found_by_its_name_and_by_what_it_says(window: MainWindow) -> None:
    assert window.session is not None
    assert window.workspace is not None
    window.session.edit.set_texts({"other": "本年度没有收取信息处理费，另有紫杉木一件。"}, "x")

    finding(window, "紫杉木")

    page = window.workspace.page
    assert isinstance(page, TextPage)
    assert page.selected_words() == "紫杉木"
    finding(window, "jdbz")
    assert window.workspace.place == "overview.supervision"
    holder = keyboard()
    assert isinstance(holder, TextEditor)


def test_a_command_is_found_and_done(window: MainWindow) -> None:
    finding(window, "到审核与导出")

    assert window.workspace is not None
    assert window.workspace.place == "review"


def test_what_cannot_be_done_now_is_seen_and_not_done(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.show_place("facts")

    def look(dialog: FinderDialog) -> None:
        (line,) = (one for one in dialog.found.entries if one.title == "向下填充")
        assert not line.is_enabled
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(dialog.field, Qt.Key.Key_Escape)

    finding(window, "向下填充", look)
    assert window.workspace.place == "facts"


def test_a_finding_is_found_by_its_words_and_chosen(window: MainWindow) -> None:
    assert window.session is not None
    assert window.workspace is not None

    finding(window, "自然人列")

    assert window.workspace.finding is not None
    assert "自然人列" in window.workspace.finding.message


def test_a_topic_of_the_help_is_found_and_opened(window: MainWindow) -> None:
    def choose(dialog: FinderDialog) -> None:
        row = kinds(dialog).index("说明")
        for _ in range(row):
            QTest.keyClick(dialog.field, Qt.Key.Key_Down)
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)

    finding(window, "三安全一稳定", choose)

    (help_window,) = window.findChildren(HelpWindow)
    assert help_window.shown is not None
    assert "三安全" in help_window.shown.title
    help_window.close()


def test_a_click_chooses_and_escape_changes_nothing(window: MainWindow) -> None:
    assert window.workspace is not None
    window.workspace.show_place("facts")
    finding(window, "xs", lambda dialog: QTest.keyClick(dialog.field, Qt.Key.Key_Escape))
    assert window.workspace.place == "facts"

    def click(dialog: FinderDialog) -> None:
        row = next(n for n, one in enumerate(dialog.found.entries) if one.title == "新收／总计")
        assert row > 0
        index = dialog.found.index(row, 0)
        dialog.list.scrollTo(index)
        point = dialog.list.visualRect(index).center()
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=point)

    finding(window, "新收", click)
    assert window.table_page() is not None


def test_from_the_start_page_a_row_leads_back_into_the_report(window: MainWindow) -> None:
    window.go_home()

    finding(window, "bfgk")

    assert not window.is_home
    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == "table_3.granted_partly.natural_person"


def test_nothing_found_is_said(window: MainWindow) -> None:
    def look(dialog: FinderDialog) -> None:
        assert dialog.found.entries == ()
        assert any(
            "没有找到" in one.text() and one.isVisible() for one in dialog.findChildren(QLabel)
        )
        QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert dialog.isVisible()
        QTest.keyClick(dialog.field, Qt.Key.Key_Escape)

    finding(window, "qqqqqq", look)


def test_before_a_report_is_open_commands_and_help_are_found(start_window: MainWindow) -> None:
    def look(dialog: FinderDialog) -> None:
        assert {"命令", "说明"} >= set(kinds(dialog))
        QTest.keyClick(dialog.field, Qt.Key.Key_Escape)

    start_window.activateWindow()
    assert finding(start_window, "导出", look)


def test_the_sheet_has_every_key_once(window: MainWindow) -> None:
    said: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, KeysSheet)
        said.extend(one.text() for one in dialog.findChildren(QLabel))
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_asked(look, KeysSheet)
    QTest.keyClick(window, Qt.Key.Key_Slash, Qt.KeyboardModifier.ControlModifier)

    keys = [in_words(one.keys) for one in COMMANDS if one.menu and one.keys]
    assert [one for one in keys if said.count(one) != 1] == []
