"""What hands that live in Excel and 久其 do without thinking, with real keys and mouse."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.report.files import load_report
from nianbao.ui.facts_page import FactsPage
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.main_window import MainWindow
from nianbao.ui.session import Session
from tests.ui.grid_keys import Key, keyboard, open_window, press, show_table, type_text
from tests.ui.modal import answer

FORM = load_form("gb_2021_30")
NEW = "table_3.received_new.natural_person"
BUSINESS = "table_3.received_new.org_business"
RESEARCH = "table_3.received_new.org_research"
CARRIED = "table_3.carried_in.natural_person"
CARRIED_BUSINESS = "table_3.carried_in.org_business"
GRANTED = "table_3.granted.natural_person"
TOTAL = "table_3.received_new.total"
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    return open_window(qtbot, blank_report(FORM.id, FORM.cells, 2024), tmp_path)


@pytest.fixture
def grid(window: MainWindow) -> TableGrid:
    grid = show_table(window, "applications")
    grid.go_to(NEW)
    return grid


@pytest.fixture
def session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def compose(*steps: tuple[str, str]) -> None:
    """Let the input method show a composition, or commit words, step by step."""
    for preedit, commit in steps:
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(keyboard(), event)


def centre(grid: TableGrid, key: str) -> QPoint:
    return grid.visualRect(grid.grid.index(*grid.grid.body.places[key])).center()


def drag(widget: QWidget, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press, move and release; QTest's own move carries no pressed button."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, keys, start)
    move = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(end), QPointF(widget.mapToGlobal(end)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, keys,
    )  # fmt: skip
    QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, keys, end)


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
    session.set_cells(dict.fromkeys((NEW, CARRIED, GRANTED), Decimal(1)), "填写")
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
    session.set_cells(dict.fromkeys((NEW, GRANTED), Decimal(3)), "填写")
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
    named = {grid.grid.body.cells[place].text for place in grid.sheet.labels_here}
    assert named == {"行政规范性文件", "本年废止件数"}

    def click(text: str) -> None:
        cells = grid.grid.body.cells.items()
        place = next(place for place, cell in cells if cell.text == text)
        point = grid.visualRect(grid.grid.index(*place)).center()
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
    session.set_cells({NEW: had}, "填写")
    compose(*steps)
    press(Key.Key_Return)

    assert session.report.cell(NEW) == 42
    assert grid.current_key == CARRIED


def test_a_composition_that_is_given_up_changes_nothing(grid: TableGrid, session: Session) -> None:
    session.set_cells({NEW: Decimal(99)}, "填写")
    compose(("s", ""), ("si", ""), ("", ""))
    press(Key.Key_Escape)

    assert session.report.cell(NEW) == 99
    assert grid.current_key == NEW


@pytest.mark.parametrize("mark", ["。", "，", "、", "“"])
def test_chinese_marks_are_refused_with_a_sentence(
    grid: TableGrid, session: Session, mark: str
) -> None:
    compose(("", mark))
    press(Key.Key_Return)

    assert session.report.cell(NEW) is None
    assert grid.notice.isVisible()
    assert mark in grid.notice.text


# What clerks type


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1.5", "这一格只能填整数，“1.5”没有填进去。"),
        ("-3", "这一格不能是负数，“-3”没有填进去。"),
        ("12件", "这一格只填数字，不用写“件”，“12件”没有填进去。"),
        ("/", "这不是数字；没有发生的请填 0，不清楚的请留空，“/”没有填进去。"),
        ("-", "这不是数字；没有发生的请填 0，不清楚的请留空，“-”没有填进去。"),
        ("1234567890123", "位数太多，最多 12 位，“1234567890123”没有填进去。"),
        ("11,13", "千分位的逗号应当每三位一个，“11,13”没有填进去。"),
    ],
)
def test_what_cannot_be_entered_is_said_in_one_sentence(
    grid: TableGrid, session: Session, text: str, why: str
) -> None:
    type_text(text)

    assert grid.notice.text.startswith(why)
    assert session.report.cell(NEW) is None
    assert not session.is_dirty
    assert grid.current_key == NEW


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,113", 1113),
        ("０", 0),
        ("+7", 7),
        ("-0", 0),
        ("007", 7),
        ("　12 ", 12),
        ("123456789012", 123456789012),
    ],
)
def test_what_can_be_entered_is_shown_as_it_is_stored(
    grid: TableGrid, session: Session, text: str, value: int
) -> None:
    assert grid.current_key == NEW
    type_text(text)

    assert session.report.cell(NEW) == value
    assert grid.grid.text(NEW) == str(value)


def test_an_emptied_cell_is_blank_and_not_zero(grid: TableGrid, session: Session) -> None:
    session.set_cells({NEW: Decimal(5)}, "填写")
    press(Key.Key_F2, Key.Key_Backspace, Key.Key_Return)

    assert session.report.cell(NEW) is None
    assert grid.grid.text(NEW) == ""


# Undo shows what it does


def test_undo_goes_to_what_it_changes(window: MainWindow, grid: TableGrid) -> None:
    assert window.workspace is not None
    assert window.status is not None
    type_text("60")
    assert grid.current_key == CARRIED
    window.workspace.show_place("problems")
    window.actions_by_id["undo"].trigger()

    assert window.workspace.place == "applications"
    assert grid.current_key == NEW
    assert window.status.currentMessage().startswith("已撤销：填写“")
    window.workspace.show_place("review_litigation")
    press(Key.Key_Y, modifier=CONTROL)
    assert window.workspace.place == "applications"
    assert window.status.currentMessage().startswith("已重做：填写“")


# The clipboard


def test_a_number_from_excel_goes_into_an_open_cell_without_its_line_end(
    grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    QGuiApplication.clipboard().setText("60\r\n")
    press(Key.Key_F2)
    press(Key.Key_V, modifier=CONTROL)
    press(Key.Key_Return)

    assert session.report.cell(NEW) == 60


def test_one_copied_number_fills_the_selection(grid: TableGrid, session: Session) -> None:
    data = QMimeData()
    data.setText("3\r\n")
    data.setHtml("<table><tr><td>3</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    press(Key.Key_Down, modifier=SHIFT)
    press(Key.Key_V, modifier=CONTROL)

    assert session.report.cell(NEW) == session.report.cell(CARRIED) == 3
    assert grid.selected_keys() == [NEW, CARRIED]
    press(Key.Key_Z, modifier=CONTROL)
    assert session.report.cell(NEW) is None


def test_a_single_value_that_is_refused_changes_nothing(grid: TableGrid, session: Session) -> None:
    QGuiApplication.clipboard().setText("12件")
    press(Key.Key_V, modifier=CONTROL)

    assert "不用写“件”" in grid.notice.text
    assert not session.is_dirty


def test_a_note_comes_along_within_the_program_but_not_into_excel(
    grid: TableGrid, session: Session
) -> None:
    type_text("22（其中修订16件）")
    grid.go_to(NEW)
    press(Key.Key_X, modifier=CONTROL)
    assert QGuiApplication.clipboard().text() == "22"
    assert session.report.cell_notes == {}
    grid.go_to(CARRIED)
    press(Key.Key_V, modifier=CONTROL)

    assert session.report.cell(CARRIED) == 22
    assert session.report.cell_notes == {CARRIED: "其中修订16件"}


# Totals


def test_no_switch_and_no_fill_overwrites_a_typed_total(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    type_text("60")
    grid.go_to(TOTAL)
    type_text("61")
    page = window.table_page()
    assert page is not None
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)
    switched_off = session.report.auto_totals
    window.actions_by_id["fill_zeros"].trigger()
    window.actions_by_id["fill_totals"].trigger()
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)

    assert (switched_off, session.report.auto_totals) == (False, True)
    assert session.report.cell(TOTAL) == 61
    assert grid.grid.differing_total(TOTAL) == 60


def test_a_deleted_total_is_computed_again(grid: TableGrid, session: Session) -> None:
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.set_cells({key: Decimal(2) for key in others}, "填写")
    grid.go_to(TOTAL)
    press(Key.Key_Delete)

    assert session.report.cell(TOTAL) is None
    assert grid.grid.text(TOTAL) == "12"
    assert "自动合计" in grid.grid.spoken(TOTAL)


def test_the_switch_is_remembered_with_the_report(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    page = window.table_page()
    assert page is not None
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.set_cells({key: Decimal(2) for key in others if key != TOTAL}, "填写")
    assert grid.grid.text(TOTAL) == ""
    press(Key.Key_S, modifier=CONTROL)

    assert session.path is not None
    assert not load_report(session.path).auto_totals


# From last year's figures


def test_documents_in_force_follow_from_last_year(window: MainWindow, session: Session) -> None:
    grid = show_table(window, "proactive")
    last = blank_report(FORM.id, FORM.cells, 2023)
    last.cells["table_2.normative_doc.in_force"] = Decimal(12)
    session.set_previous((last,))
    grid.go_to("table_2.normative_doc.in_force")
    assert window.status is not None
    assert "上年是 12，加上本年制发、减去本年废止" in window.status.where.text()
    grid.go_to("table_2.normative_doc.issued")
    type_text("3", Key.Key_Tab)
    type_text("1", Key.Key_Tab)
    press(Key.Key_L, modifier=Qt.KeyboardModifier.AltModifier)

    assert session.report.cell("table_2.normative_doc.in_force") == 14
    assert session.report.cell("table_2.regulation.in_force") is None
    press(Key.Key_Z, modifier=CONTROL)
    assert session.report.cell("table_2.normative_doc.in_force") is None
