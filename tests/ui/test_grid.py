"""The grid under a clerk's hands: typing, travelling, refusing, undoing, marking."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from nianbao.formats.registry import load_form
from nianbao.ui.grid.cell_marks import Mark
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, keyboard, press, show_table, type_text

FORM = load_form("gb_2021_30")
NEW = "table_3.received_new.natural_person"
NEW_BUSINESS = "table_3.received_new.org_business"
CARRIED = "table_3.carried_in.natural_person"
GRANTED = "table_3.granted.natural_person"


@pytest.mark.parametrize("table", ["table_2", "table_3", "table_4"])
def test_the_model_keeps_qt_s_rules(
    table: str, window: MainWindow, qtmodeltester: object, session: Session
) -> None:
    from nianbao.ui.grid.cell_marks import CellMarks
    from nianbao.ui.grid.model import GridModel

    model = GridModel(session, CellMarks(session, window), table, window)
    qtmodeltester.check(model, force_py=True)  # type: ignore[attr-defined]


def test_typing_starts_editing_and_enter_goes_down(grid: TableGrid, session: Session) -> None:
    type_text("60")
    assert session.report.cell(NEW) == 60
    assert grid.current_key == CARRIED


def test_tab_goes_right_and_enter_returns_under_the_first_cell(
    grid: TableGrid, session: Session
) -> None:
    type_text("60", Key.Key_Tab)
    type_text("2", Key.Key_Return)
    assert session.report.cell(NEW_BUSINESS) == 2
    assert grid.current_key == CARRIED


def test_enter_goes_where_the_clerk_wants(grid: TableGrid) -> None:
    grid.enter_goes = "right"
    type_text("60")
    assert grid.current_key == NEW_BUSINESS
    grid.enter_goes = "stay"
    type_text("1")
    assert grid.current_key == NEW_BUSINESS


def test_arrows_home_and_end_travel(grid: TableGrid) -> None:
    press(Key.Key_Down)
    assert grid.current_key == CARRIED
    press(Key.Key_End)
    assert grid.current_key == "table_3.carried_in.total"
    press(Key.Key_Home)
    assert grid.current_key == CARRIED
    press(Key.Key_End, modifier=Qt.KeyboardModifier.ControlModifier)
    assert grid.current_key == "table_3.carried_out.total"


def test_an_arrow_leaves_a_cell_that_typing_opened(grid: TableGrid, session: Session) -> None:
    type_text("7", Key.Key_Right)
    assert session.report.cell(NEW) == 7
    assert grid.current_key == NEW_BUSINESS


def test_f2_edits_what_stands_there(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW
    type_text("60")
    press(Key.Key_Up, Key.Key_F2)
    type_text("5")
    assert session.report.cell(NEW) == 605


def test_escape_gives_the_edit_up(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW
    type_text("60")
    press(Key.Key_Up)
    type_text("99", Key.Key_Escape)
    assert session.report.cell(NEW) == 60


def test_delete_makes_a_blank_and_not_a_zero(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW
    type_text("60")
    press(Key.Key_Up, Key.Key_Delete)
    assert session.report.cell(NEW) is None


@pytest.mark.parametrize("text", ["12abc", "1.5", "-3", "/"])
def test_a_refused_text_keeps_the_old_value_and_says_why(
    grid: TableGrid, session: Session, text: str
) -> None:
    type_text("60")
    press(Key.Key_Up)
    type_text(text)
    assert session.report.cell(NEW) == 60
    assert grid.notice.isVisible()
    assert f"“{text}”" in grid.notice.text
    assert grid.current_key == NEW


@pytest.mark.parametrize("text", ["1,113", "１１１３", " 1113 "])
def test_numbers_are_understood_as_clerks_write_them(
    grid: TableGrid, session: Session, text: str
) -> None:
    assert grid.current_key == NEW
    type_text(text)
    assert session.report.cell(NEW) == 1113


def test_an_annotated_number_keeps_its_note(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW
    type_text("22（其中修订16件）")
    assert session.report.cell(NEW) == 22
    assert session.report.cell_notes[NEW] == "其中修订16件"


def test_an_input_method_loses_no_first_character(grid: TableGrid, session: Session) -> None:
    assert grid.current_key == NEW
    for preedit, commit in (("s", ""), ("si", ""), ("", "４"), ("", "２")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(keyboard(), event)
    press(Key.Key_Return)
    assert session.report.cell(NEW) == 42


def test_every_edit_can_be_undone_and_redone(
    grid: TableGrid, window: MainWindow, session: Session
) -> None:
    type_text("60")
    type_text("3")
    window.actions_by_id["undo"].trigger()
    assert session.report.cell(NEW) == 60
    assert session.report.cell(CARRIED) is None
    window.actions_by_id["undo"].trigger()
    assert session.report.cell(NEW) is None
    window.actions_by_id["redo"].trigger()
    window.actions_by_id["redo"].trigger()
    assert session.report.cell(NEW) == 60
    assert session.report.cell(CARRIED) == 3
    assert grid.sheet_model.text(CARRIED) == "3"


def test_the_rest_is_filled_with_zeros_in_one_step(
    grid: TableGrid, window: MainWindow, session: Session
) -> None:
    assert grid.current_key == NEW
    type_text("60")
    window.actions_by_id["fill_zeros"].trigger()
    inputs = [k for k, c in FORM.cells.items() if c.table == "table_3" and not c.is_total]
    assert all(session.report.cell(key) is not None for key in inputs)
    assert session.report.cell(NEW) == 60
    window.actions_by_id["undo"].trigger()
    assert session.report.cell(CARRIED) is None
    assert session.report.cell(NEW) == 60


def test_a_computed_total_is_shown_and_not_entered(
    grid: TableGrid, window: MainWindow, session: Session
) -> None:
    assert grid.current_key == NEW
    type_text("60")
    window.actions_by_id["fill_zeros"].trigger()
    total = "table_3.received_new.total"
    assert grid.sheet_model.text(total) == "60"
    assert grid.sheet_model.is_computed(total)
    assert session.report.cell(total) is None
    session.edit.set_facts(auto_totals=False)
    window.actions_by_id["fill_totals"].trigger()
    assert session.report.cell(total) == 60


def test_a_typed_total_that_differs_is_kept_and_marked(
    grid: TableGrid, window: MainWindow, session: Session
) -> None:
    type_text("60")
    window.actions_by_id["fill_zeros"].trigger()
    total = "table_3.received_new.total"
    grid.go_to(total)
    type_text("61")
    assert session.report.cell(total) == 61
    assert grid.sheet_model.differing_total(total) == 60
    assert grid.sheet_model.marks.of(total) is not Mark.NONE


def test_a_failed_identity_marks_its_cells_and_goes_when_mended(
    grid: TableGrid, window: MainWindow, session: Session
) -> None:
    assert window.workspace is not None
    type_text("60")
    window.actions_by_id["fill_zeros"].trigger()
    assert grid.sheet_model.marks.of(NEW) is Mark.ERROR
    assert grid.sheet_model.marks.of(GRANTED) is Mark.NONE
    assert window.plate is not None
    assert "还有 1 处错误" in window.plate.accessibleName()
    grid.go_to(GRANTED)
    type_text("60")
    assert session.findings == () or all(one.severity != "error" for one in session.findings)
    assert grid.sheet_model.marks.of(NEW) is Mark.NONE


def test_f8_jumps_to_the_cell_of_the_next_finding(
    grid: TableGrid, window: MainWindow, session: Session
) -> None:
    type_text("60")
    window.actions_by_id["fill_zeros"].trigger()
    grid.go_to("table_3.other_other.org_other")
    window.actions_by_id["next_finding"].trigger()
    error = session.findings[0]
    assert grid.current_key in error.cells


def test_cells_say_row_column_value_and_state(grid: TableGrid) -> None:
    type_text("60")
    spoken = grid.sheet_model.spoken(NEW)
    assert "新收" in spoken
    assert "自然人" in spoken
    assert "60件" in spoken


def test_decimals_of_a_fee_stay_as_typed(window: MainWindow, session: Session) -> None:
    grid = show_table(window, "proactive")
    grid.go_to("table_2.admin_fee.fee_amount")
    type_text("18.8710")
    assert session.report.cell("table_2.admin_fee.fee_amount") == Decimal("18.8710")
    assert grid.sheet_model.text("table_2.admin_fee.fee_amount") == "18.8710"


def test_a_shortcut_to_a_table_leaves_the_keyboard_in_its_grid(
    window: MainWindow, session: Session
) -> None:
    assert window.isActiveWindow()
    press(Key.Key_4, modifier=Qt.KeyboardModifier.ControlModifier)
    type_text("60")
    assert session.report.cell(NEW) == 60
