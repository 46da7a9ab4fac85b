"""What hands that live in Excel and 久其 do without thinking, with real keys and mouse."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QInputMethodEvent,
    QMouseEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import load_form
from nianbao.report.storage.files import load_report
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.pages.facts_page import FactsPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, keyboard, press, show_table, type_text
from tests.ui.modal import answer

FORM = load_form("gb_2021_30")
NEW = "table_3.received_new.natural_person"
ISSUED, LICENCE = "table_2.normative_doc.issued", "table_2.licence.decisions"
BUSINESS = "table_3.received_new.org_business"
RESEARCH = "table_3.received_new.org_research"
CARRIED = "table_3.carried_in.natural_person"
CARRIED_BUSINESS = "table_3.carried_in.org_business"
GRANTED = "table_3.granted.natural_person"
TOTAL = "table_3.received_new.total"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def compose(*steps: tuple[str, str]) -> None:
    """Let the input method show a composition, or commit words, step by step."""
    for preedit, commit in steps:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(keyboard(), event)


def centre(grid: TableGrid, key: str) -> QPoint:
    return grid.visualRect(grid.sheet_model.index(*grid.sheet_model.body.places[key])).center()


def drag(widget: QWidget, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press, move and release."""
    press_and_move(widget, start, end, keys)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, keys, end)


def press_and_move(
    widget: QWidget, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE
) -> None:
    """Keep the button down; QTest's own move carries no pressed button."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, keys, start)
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(end), QPointF(widget.mapToGlobal(end)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, keys,
    )  # fmt: skip
    QApplication.sendEvent(widget, move)


# What is being typed is never passed by


def type_only(text: str) -> None:
    for character in text:
        QTest.keyClicks(keyboard(), character)


def test_saving_enters_what_is_still_being_typed(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW
    type_only("60")
    press(Key.Key_S, modifier=CONTROL)

    assert session.path is not None
    assert load_report(session.path).cell(NEW) == 60


def test_saving_enters_a_composition_that_was_committed_but_not_left(
    grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    compose(("６", ""), ("", "６"))
    press(Key.Key_S, modifier=CONTROL)

    assert session.path is not None
    assert load_report(session.path).cell(NEW) == 6


def test_closing_asks_about_what_is_still_being_typed(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    type_only("60")
    answer("保存")
    window.close()

    assert session.path is not None
    assert load_report(session.path).cell(NEW) == 60


def test_saving_enters_a_field_that_has_the_keyboard(window: MainWindow, session: Session) -> None:
    assert window.workspace is not None
    window.workspace.show_place("facts")
    page = window.workspace.page
    assert isinstance(page, FactsPage)
    page.unit.setFocus()
    compose(("zhuan", ""), ("", "砖路镇人民政府"))
    press(Key.Key_S, modifier=CONTROL)

    assert session.path is not None
    assert load_report(session.path).unit == "砖路镇人民政府"
    assert page.unit.hasFocus()


def test_going_to_another_section_enters_what_is_being_typed(
    grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    type_only("60")
    press(Key.Key_5, modifier=CONTROL)

    assert session.report.cell(NEW) == 60


# The active cell and the selection


def test_the_active_cell_stays_while_shift_selects(grid: TableGrid, session: Session) -> None:
    press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    assert grid.current_key == NEW
    assert grid.selected_keys() == [NEW, BUSINESS, CARRIED, CARRIED_BUSINESS]
    type_text("7")

    assert session.report.cell(NEW) == 7
    assert session.report.cell(CARRIED_BUSINESS) is None


def test_enter_and_tab_go_round_in_the_selection(grid: TableGrid) -> None:
    press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    type_text("1")
    assert grid.current_key == CARRIED
    type_text("2")
    assert grid.current_key == BUSINESS
    press(Key.Key_Tab)
    assert grid.current_key == CARRIED
    press(Key.Key_Backtab, modifier=SHIFT)
    assert grid.current_key == BUSINESS
    press(Key.Key_Return, Key.Key_Return)
    assert grid.current_key == NEW
    assert len(grid.selected_keys()) == 4
    press(Key.Key_Right)
    assert grid.selected_keys() == [BUSINESS]


def test_tab_goes_to_the_next_cell_and_ctrl_tab_leaves_the_table(grid: TableGrid) -> None:
    press(Key.Key_Tab)
    assert grid.current_key == BUSINESS
    press(Key.Key_Backtab, modifier=SHIFT)
    assert grid.current_key == NEW
    assert grid.hasFocus()
    press(Key.Key_Tab, modifier=CONTROL)
    assert not grid.hasFocus()


def test_ctrl_enter_fills_the_selection_in_one_step(grid: TableGrid, session: Session) -> None:
    press(Key.Key_Down, Key.Key_Right, modifier=SHIFT)
    type_only("5")
    press(Key.Key_Return, modifier=CONTROL)

    cells = [session.report.cell(key) for key in (NEW, BUSINESS, CARRIED, CARRIED_BUSINESS)]
    assert cells == [5, 5, 5, 5]
    assert grid.current_key == NEW
    press(Key.Key_Z, modifier=CONTROL)
    assert session.report.cell(NEW) is None
    assert session.report.cell(CARRIED_BUSINESS) is None


def test_ctrl_and_arrows_jump_over_the_data_and_select_one_cell(
    grid: TableGrid, session: Session
) -> None:
    session.edit.set_cells(dict.fromkeys((NEW, CARRIED, GRANTED), Decimal(1)), "填写")
    press(Key.Key_Down, modifier=CONTROL)
    assert grid.current_key == GRANTED
    assert grid.selected_keys() == [GRANTED]
    press(Key.Key_Up, modifier=CONTROL | SHIFT)
    assert grid.selected_keys() == [NEW, CARRIED, GRANTED]
    assert grid.current_key == GRANTED


def test_home_and_end_with_ctrl_and_shift(grid: TableGrid) -> None:
    press(Key.Key_End, modifier=SHIFT)
    assert len(grid.selected_keys()) == 7
    press(Key.Key_End, modifier=CONTROL)
    assert grid.current_key == "table_3.carried_out.total"
    press(Key.Key_Home, modifier=CONTROL)
    assert grid.current_key == NEW
    press(Key.Key_End, modifier=CONTROL | SHIFT)
    assert len(grid.selected_keys()) == 175
    assert grid.current_key == NEW


def test_a_page_down_and_up_stays_in_the_column(grid: TableGrid) -> None:
    press(Key.Key_PageDown)
    row, column = grid.place
    assert 5 < row < 24
    assert column == 0
    press(Key.Key_PageDown, Key.Key_PageDown)
    assert grid.place[0] == 24
    press(Key.Key_PageUp, Key.Key_PageUp, Key.Key_PageUp)
    assert grid.current_key == NEW


def test_ctrl_a_selects_the_table_and_delete_clears_it_in_one_step(
    grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    session.edit.set_cells(dict.fromkeys((NEW, GRANTED), Decimal(3)), "填写")
    press(Key.Key_A, modifier=CONTROL)
    assert len(grid.selected_keys()) == 175
    press(Key.Key_Delete)
    assert session.report.cell(NEW) is None
    assert session.report.cell(GRANTED) is None
    press(Key.Key_Z, modifier=CONTROL)
    assert session.report.cell(GRANTED) == 3


def test_backspace_opens_an_empty_cell_and_escape_brings_the_number_back(
    grid: TableGrid, session: Session
) -> None:
    type_text("60")
    grid.go_to(NEW)
    press(Key.Key_Backspace, Key.Key_Escape)
    assert session.report.cell(NEW) == 60
    press(Key.Key_Backspace)
    type_text("7")
    assert session.report.cell(NEW) == 7
    grid.go_to(NEW)
    press(Key.Key_Backspace, Key.Key_Down)
    assert session.report.cell(NEW) is None
    assert grid.current_key == CARRIED


def test_dragging_and_shift_click_select_from_the_active_cell(grid: TableGrid) -> None:
    drag(grid.viewport(), centre(grid, NEW), centre(grid, CARRIED_BUSINESS))
    assert len(grid.selected_keys()) == 4
    assert grid.current_key == NEW
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, SHIFT, centre(grid, RESEARCH))
    assert grid.selected_keys() == [NEW, BUSINESS, RESEARCH]
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CONTROL, centre(grid, GRANTED))
    assert grid.selected_keys() == [NEW, BUSINESS, RESEARCH, GRANTED]


def test_a_selection_held_below_the_table_scrolls_on_until_the_button_is_let_go(
    grid: TableGrid, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(1280, 720)
    bar, below = grid.verticalScrollBar(), QPoint(centre(grid, NEW).x(), grid.viewport().height())
    assert bar.maximum() > 0
    press_and_move(grid.viewport(), centre(grid, NEW), below + QPoint(0, 30))

    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert "table_3.carried_out.natural_person" in grid.selected_keys()
    assert grid.current_key == NEW
    QTest.mouseRelease(grid.viewport(), Qt.MouseButton.LeftButton, NONE, below)
    bar.setValue(0)
    qtbot.wait(150)
    assert bar.value() == 0


def test_a_selection_that_touches_a_merged_cell_is_as_wide_as_it(window: MainWindow) -> None:
    grid = show_table(window, "proactive")
    drag(grid.viewport(), centre(grid, ISSUED), centre(grid, LICENCE))

    in_row = [ISSUED, "table_2.normative_doc.repealed", "table_2.normative_doc.in_force"]
    assert grid.selected_keys() == [*in_row, LICENCE]
    assert grid.current_key == ISSUED
    press(Key.Key_Up, modifier=SHIFT)
    assert grid.selected_keys() == [ISSUED]


def test_the_menu_of_a_selection_leaves_it_and_its_active_cell(grid: TableGrid) -> None:
    drag(grid.viewport(), centre(grid, NEW), centre(grid, CARRIED_BUSINESS))
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, NONE, centre(grid, BUSINESS))
    assert grid.current_key == NEW
    assert len(grid.selected_keys()) == 4
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.RightButton, NONE, centre(grid, GRANTED))
    assert grid.selected_keys() == [GRANTED]


def row_label(grid: TableGrid, row: int) -> QPoint:
    side = grid.verticalHeader()
    return QPoint(200, side.sectionViewportPosition(row) + side.sectionSize(row) // 2)


def test_row_labels_are_dragged_over_extended_and_added(grid: TableGrid) -> None:
    side = grid.verticalHeader().viewport()
    drag(side, row_label(grid, 0), row_label(grid, 1))
    assert len(grid.selected_keys()) == 14
    QTest.mouseClick(side, Qt.MouseButton.LeftButton, SHIFT, row_label(grid, 2))
    assert len(grid.selected_keys()) == 21
    QTest.mouseClick(side, Qt.MouseButton.LeftButton, NONE, row_label(grid, 0))
    QTest.mouseClick(side, Qt.MouseButton.LeftButton, CONTROL, row_label(grid, 3))
    assert len(grid.selected_keys()) == 14
    assert NEW in grid.selected_keys()


def test_labels_among_the_cells_of_table_2_select_and_are_highlighted(window: MainWindow) -> None:
    grid = show_table(window, "proactive")
    grid.go_to("table_2.normative_doc.repealed")
    named = {grid.sheet_model.body.cells[place].text for place in grid.sheet.labels_here}
    assert named == {"行政规范性文件", "本年废止件数"}

    def click(text: str) -> None:
        cells = grid.sheet_model.body.cells.items()
        place = next(place for place, cell in cells if cell.text == text)
        point = grid.visualRect(grid.sheet_model.index(*place)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=point)

    click("规章")
    assert len(grid.selected_keys()) == 3
    click("现行有效件数")
    assert grid.selected_keys() == ["table_2.regulation.in_force", "table_2.normative_doc.in_force"]
    click("第二十条第（一）项")
    assert len(grid.selected_keys()) == 2


# The input method


@pytest.mark.parametrize("had", [None, Decimal(99)])
@pytest.mark.parametrize(
    "steps",
    [
        (("s", ""), ("si", ""), ("", "４"), ("", "２")),
        (("", "４"), ("", "２")),
        (("４", ""), ("４２", ""), ("", "４２")),
        (("", "42"),),
    ],
)
def test_an_input_method_replaces_the_number_and_loses_no_first_character(
    grid: TableGrid,
    session: Session,
    had: Decimal | None,
    steps: tuple[tuple[str, str], ...],
) -> None:
    assert grid.current_key == NEW
    session.edit.set_cells({NEW: had}, "填写")
    compose(*steps)
    press(Key.Key_Return)

    assert session.report.cell(NEW) == 42
    assert grid.current_key == CARRIED


@pytest.mark.parametrize(("leaves_by", "then"), [(Key.Key_Escape, NEW), (Key.Key_Return, CARRIED)])
def test_a_composition_that_is_given_up_changes_nothing(
    grid: TableGrid, session: Session, leaves_by: Key, then: str
) -> None:
    session.edit.set_cells({NEW: Decimal(99)}, "填写")
    compose(("s", ""), ("si", ""), ("", ""))
    press(leaves_by)

    assert session.report.cell(NEW) == 99
    assert grid.current_key == then


def test_what_is_erased_after_a_composition_is_erased(grid: TableGrid, session: Session) -> None:
    session.edit.set_cells({NEW: Decimal(99)}, "填写")
    compose(("s", ""), ("", "4"))
    press(Key.Key_Backspace, Key.Key_Return)

    assert session.report.cell(NEW) is None
    assert grid.current_key == CARRIED


@pytest.mark.parametrize("mark", ["。", "，", "、", "“"])
def test_chinese_marks_are_refused_with_a_sentence(
    grid: TableGrid, session: Session, mark: str
) -> None:
    compose(("", mark))
    press(Key.Key_Return)

    assert session.report.cell(NEW) is None
    assert grid.notice.isVisible()
    assert mark in grid.notice.text
