"""Ends of tables, clicks on labels, and where a fill leaves the selection."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nianbao.formats.body import Body, Place
from nianbao.formats.registry import Form, all_forms
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.grid.travel import Travel
from nianbao.ui.grid.travel_keys import DOWN, END, END_OF_COLUMN, END_OF_ROW, RIGHT
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, press, show_table, type_text
from tests.ui.modal import when_asked
from tests.ui.settled import settle

TABLES = [
    pytest.param(form, table.id, id=f"{form.id}-{table.id}")
    for form in all_forms()
    for table in form.definition.tables
]
FIRST = "table_3.received_new.natural_person"


@pytest.mark.parametrize(("form", "table"), TABLES)
@pytest.mark.parametrize("by", [1, -1])
@pytest.mark.parametrize("way", [Travel.along, Travel.down_column])
def test_a_way_comes_to_every_input_once_and_ends(
    form: Form, table: str, by: int, way: Callable[[Travel, Place, int], Place]
) -> None:
    travel = Travel(Body(form.layouts[table]))
    place = next(one for one in travel.order_from(travel.first) if way(travel, one, -by) == one)
    seen = [place]
    while (there := way(travel, place, by)) != place:
        assert way(travel, there, -by) == place
        seen.append(there)
        place = there

    assert len(seen) == len(set(seen)) == len(form.table_cells[table])


@pytest.mark.parametrize(
    ("key", "goes"), [(Key.Key_Tab, DOWN), (Key.Key_Return, DOWN), (Key.Key_Return, RIGHT)]
)
def test_after_the_last_cell_the_next_number_does_not_replace_the_first(
    grid: TableGrid, session: Session, key: Key, goes: str
) -> None:
    grid.enter_goes = goes
    grid.go_to(FIRST)
    type_text("11")
    grid.selection.move(grid.travel.last)

    type_text("8", then=key)
    press(key)

    assert grid.place == grid.travel.last
    assert grid.notice.text == END
    assert grid.notice.isVisible()
    assert session.report.cell(FIRST) == 11


def test_enter_does_not_go_on_into_a_column_that_is_filled(
    grid: TableGrid, session: Session
) -> None:
    beside = "table_3.received_new.org_business"
    session.edit.enter(beside, "9")
    grid.go_to("table_3.carried_out.natural_person")

    type_text("4")
    type_text("5")

    assert session.report.cell(beside) == 9
    assert session.report.cell("table_3.carried_out.natural_person") == 5
    assert grid.notice.text == END_OF_COLUMN
    session.edit.set_cells({beside: None}, "清除")
    press(Key.Key_Return)
    assert grid.current_key == beside


def test_enter_passes_computed_totals_and_says_what_is_so_below_a_run_of_tabs(
    window: MainWindow, session: Session
) -> None:
    session.edit.set_facts(auto_totals=True)
    grid = show_table(window, "review_litigation")
    for number in "12":
        type_text(number, then=Key.Key_Tab)
    for number in "34":
        type_text(number)
    assert grid.notice.text == END_OF_ROW
    grid.selection.move(grid.travel.along(grid.place, -1))
    grid.go_to("table_4.review_pending")

    type_text("7")

    assert grid.current_key == "table_4.suit_direct_upheld"
    grid.go_to("table_4.suit_after_review_pending")
    type_text("8")
    assert grid.notice.text == END
    window.actions_by_id["fill_zeros"].trigger()
    assert not grid.notice.isVisible()


def test_what_is_said_at_the_end_of_a_table_covers_none_of_its_cells(
    window: MainWindow,
) -> None:
    grid = show_table(window, "review_litigation")
    grid.selection.move(grid.travel.last)
    press(Key.Key_Tab)

    assert grid.notice.isVisible()
    covered = grid.notice.geometry()
    around = grid.notice.parentWidget()
    assert around is not None
    corner = grid.viewport().mapTo(around, QPoint(0, 0))
    for place in grid.sheet_model.body.keys:
        cell = grid.visualRect(grid.sheet_model.index(*place)).translated(corner)
        assert not covered.intersects(cell)


def test_backwards_from_the_first_cell_goes_nowhere(grid: TableGrid) -> None:
    press(Key.Key_Backtab)
    assert grid.place == grid.travel.first
    press(Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert grid.place == grid.travel.first


def test_enter_after_tabs_in_the_last_row_stays_at_its_end(
    grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(auto_totals=False)
    grid.selection.move(grid.travel.home(grid.travel.last))
    for number in "1234567":
        type_text(number, then=Key.Key_Tab)

    press(Key.Key_Return)

    assert grid.place == grid.travel.last
    assert session.report.cell("table_3.carried_out.natural_person") == 1


def test_a_click_on_a_column_s_head_scrolls_nothing(window: MainWindow, grid: TableGrid) -> None:
    window.zoom_to(200)
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    sideways = grid.horizontalScrollBar().value()
    before = bar.value()
    head = grid.horizontalHeader()
    x = head.sectionViewportPosition(0) + 20

    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, head.height() - 8))
    settle()

    assert before > 0
    assert bar.value() == before
    assert grid.horizontalScrollBar().value() == sideways
    assert len(grid.selected_keys()) == grid.sheet_model.body.n_rows
    assert grid.viewport().rect().intersects(grid.visualRect(grid.currentIndex()))


def test_filling_leaves_the_selection_on_a_blank_cell(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(auto_totals=False)
    for number in "1000000":
        type_text(number, then=Key.Key_Tab)
    before = dict(session.report.cells)
    window.actions_by_id["fill_totals"].trigger()
    filled = {key: value for key, value in session.report.cells.items() if before[key] != value}

    assert not grid.selection.is_block
    assert session.value(grid.current_key) is None
    grid.setFocus()
    type_text("7")
    assert {key: session.report.cells[key] for key in filled} == filled


def test_filling_zeros_leaves_one_cell_chosen(window: MainWindow) -> None:
    grid = show_table(window, "review_litigation")
    window.actions_by_id["fill_zeros"].trigger()

    assert not grid.selection.is_block


def test_tab_passes_the_totals_that_are_added_up(grid: TableGrid, session: Session) -> None:
    session.edit.set_facts(auto_totals=True)
    for number in "123000":
        type_text(number, then=Key.Key_Tab)

    assert grid.current_key == "table_3.carried_in.natural_person"
    grid.go_to("table_3.other_other.org_other")
    press(Key.Key_Tab)
    assert grid.current_key == "table_3.carried_out.natural_person"
    press(Key.Key_Backtab)
    assert grid.current_key == "table_3.other_other.org_other"


def test_a_total_that_was_typed_is_not_passed(grid: TableGrid, session: Session) -> None:
    session.edit.set_facts(auto_totals=True)
    session.edit.enter("table_3.received_new.total", "9")
    grid.go_to("table_3.received_new.org_other")
    press(Key.Key_Tab)

    assert grid.current_key == "table_3.received_new.total"


def test_tab_goes_to_every_total_where_nobody_adds_up(grid: TableGrid, session: Session) -> None:
    session.edit.set_facts(auto_totals=False)
    grid.go_to("table_3.received_new.org_other")
    press(Key.Key_Tab)

    assert grid.current_key == "table_3.received_new.total"


def test_a_typed_total_says_that_it_is_typed_now(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(auto_totals=True)
    for number in "123000":
        type_text(number, then=Key.Key_Tab)
    grid.go_to("table_3.received_new.total")
    type_text("7")

    assert session.report.cell("table_3.received_new.total") == 7
    assert window.status is not None
    assert "不再自动合计" in window.status.currentMessage()


def test_a_total_typed_as_it_adds_up_is_the_clerk_s_own(grid: TableGrid, session: Session) -> None:
    session.edit.set_facts(auto_totals=True)
    for number in "123000":
        type_text(number, then=Key.Key_Tab)
    grid.go_to("table_3.received_new.total")
    type_text("6")

    assert session.report.cell("table_3.received_new.total") == 6
    session.edit.enter(FIRST, "2")
    assert session.value("table_3.received_new.total") == 6


def test_pasted_totals_that_add_up_stay_computed_and_others_are_kept(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    session.edit.set_facts(auto_totals=True)
    QApplication.clipboard().setText("1\t2\t3\t0\t0\t0\t6\n4\t0\t0\t0\t0\t0\t5")
    grid.go_to(FIRST)
    when_asked(lambda dialog: QTest.keyClick(dialog, Key.Key_Return), PasteDialog)
    window.actions_by_id["paste"].trigger()

    assert session.report.cell("table_3.received_new.total") is None
    assert session.value("table_3.received_new.total") == 6
    assert session.report.cell("table_3.carried_in.total") == 5
