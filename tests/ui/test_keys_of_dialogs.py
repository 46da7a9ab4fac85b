"""Enter presses the button with the keyboard, Esc closes, and one blue button means one thing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget

from nianbao.importers.paste.blocks import read_document
from nianbao.importers.paste.plan import plan_paste
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.grid.sheet import SheetPainter
from nianbao.ui.help.tour import TourDialog
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.widgets.messages import ask, tell_error
from tests.ui.grid_keys import Key, keyboard, press, show_table, type_text
from tests.ui.modal import when_asked
from tests.ui.scenes import DIALOGS, open_practice
from tests.ui.settled import settle

FOREIGN = {"preview", "progress", "question"}
"""Windows whose buttons are Qt's own."""


@pytest.fixture
def practice(start_window: MainWindow) -> MainWindow:
    open_practice(start_window)
    return start_window


def shown(practice: MainWindow, name: str) -> QWidget:
    """Bring a dialog onto the screen."""
    assert practice.session is not None
    dialog = DIALOGS[name](practice.session, practice)
    dialog.show()
    QTest.qWaitForWindowExposed(dialog)
    return dialog


@pytest.mark.parametrize("name", sorted(DIALOGS.keys() - FOREIGN))
def test_the_fill_of_the_primary_button_does_not_follow_the_keyboard(
    practice: MainWindow, name: str
) -> None:
    dialog = shown(practice, name)
    try:
        buttons = [one for one in dialog.findChildren(QPushButton) if one.isVisible()]
        before = [one.isDefault() for one in buttons]
        for one in buttons:
            one.setFocus()
            assert [other.isDefault() for other in buttons] == before
        assert sum(before) <= 1
    finally:
        dialog.close()


@pytest.mark.parametrize("name", ["import", "import_no_year"])
def test_esc_closes_the_import_review_from_every_field(practice: MainWindow, name: str) -> None:
    fields = 0
    dialog = shown(practice, name)
    assert isinstance(dialog, QDialog)
    reached = [
        one
        for one in dialog.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    for field in reached:
        dialog.show()
        field.setFocus()
        QTest.keyClick(field, Key.Key_Escape)
        fields += 1
        assert not dialog.isVisible(), f"{type(field).__name__} {field.accessibleName()}"
    assert fields > 5
    dialog.close()


def test_enter_presses_the_outlined_button_of_the_first_steps(practice: MainWindow) -> None:
    dialog = TourDialog(practice)
    dialog.show()
    dialog.steps.next.setFocus()
    QTest.keyClick(dialog.steps.next, Key.Key_Return)
    assert dialog.steps.step == 1
    dialog.steps.back.setFocus()
    QTest.keyClick(dialog.steps.back, Key.Key_Enter)

    assert dialog.steps.step == 0
    dialog.close()


@pytest.mark.parametrize("copied", ["甲\t乙", "-\t-"])
def test_return_closes_a_paste_with_nothing_to_fill(practice: MainWindow, copied: str) -> None:
    assert practice.session is not None
    grid = show_table(practice, "applications")
    plan = plan_paste(
        practice.session.form, grid.sheet_model.body, read_document("", copied), (0, 0)
    )
    assert not plan.values()
    dialog = PasteDialog(practice.session, plan, practice)
    dialog.show()
    QTest.keyClick(dialog, Key.Key_Return)

    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_questions_have_no_stock_picture_and_enter_presses_the_button_with_the_keyboard(
    practice: MainWindow,
) -> None:
    icons = []

    def act(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        icons.append(box.icon())
        button = next(one for one in box.findChildren(QPushButton) if one.text() == "不保存")
        button.setFocus()
        QTest.keyClick(button, Key.Key_Return)

    when_asked(act, QMessageBox)
    choices = {"save": "保存", "discard": "不保存", "cancel": "取消"}
    assert ask(practice, "要先保存吗？", "", choices) == "discard"

    def close(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        icons.append(box.icon())
        assert not box.iconPixmap().isNull()
        QTest.keyClick(box, Key.Key_Return)

    when_asked(close, QMessageBox)
    tell_error(practice, UserError("读不了。", "请换一个文件。"))
    assert icons == [QMessageBox.Icon.NoIcon] * 2


def test_f6_into_the_findings_shows_where_the_keyboard_is(practice: MainWindow) -> None:
    assert practice.workspace is not None
    assert practice.session is not None
    practice.session.recheck()
    grid = show_table(practice, "applications")
    settle()
    practice.activateWindow()
    assert QTest.qWaitForWindowActive(practice)
    grid.setFocus()
    press(Key.Key_F6)

    panel = practice.workspace.findings
    assert QApplication.focusWidget() is panel.list
    assert panel.current is not None
    QTest.keyClick(panel.list, Key.Key_Return)
    assert grid.current_key in panel.current.cells


def test_the_guide_begins_at_its_beginning_for_each_text(practice: MainWindow) -> None:
    assert practice.workspace is not None
    practice.resize(1100, 600)
    practice.workspace.show_place("overview")
    page = practice.workspace.page
    assert isinstance(page, TextPage)
    guide = page.guide
    guide.show_text("overview.disclosure")
    bar = guide._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    guide.show_text("overview.on_request")

    assert bar.value() == 0


def test_what_was_said_of_a_step_is_gone_with_the_next(practice: MainWindow) -> None:
    grid = show_table(practice, "applications")
    practice.activateWindow()
    practice.say("已填入 12 格。")
    grid.go_to("table_3.received_new.natural_person")
    grid.setFocus()
    assert practice.status is not None
    assert practice.status.currentMessage() == "已填入 12 格。"
    assert keyboard() is not None
    type_text("7")

    assert practice.status.currentMessage() != "已填入 12 格。"


def test_a_note_s_corner_is_seen_under_the_cursor(practice: MainWindow) -> None:
    grid = show_table(practice, "applications")
    key = "table_3.received_new.natural_person"
    assert practice.session is not None
    grid.go_to(key)
    without = grid.viewport().grab(grid.visualRect(grid.currentIndex())).toImage()
    practice.session.edit.set_note(key, "其中2件转办")
    with_note = grid.viewport().grab(grid.visualRect(grid.currentIndex())).toImage()

    assert with_note != without
    assert isinstance(grid.sheet, SheetPainter)
