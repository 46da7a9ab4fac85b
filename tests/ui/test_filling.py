"""Totals, last year's figures and zeros: what fills many cells at once."""

from copy import deepcopy
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.report.storage.files import load_report
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.grid_keys import Key, press, show_table, type_text
from tests.ui.modal import click
from tests.ui.named_cells import BUSINESS, DOCUMENTS_IN_FORCE, NEW, RULES_IN_FORCE, TOTAL

FORM = load_form("gb_2021_30")
CONTROL = Qt.KeyboardModifier.ControlModifier


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
    assert grid.sheet_model.differing_total(TOTAL) == 60


def test_a_deleted_total_is_computed_again(grid: TableGrid, session: Session) -> None:
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.edit.set_cells({key: Decimal(2) for key in others}, "填写")
    grid.go_to(TOTAL)
    press(Key.Key_Delete)

    assert session.report.cell(TOTAL) is None
    assert grid.sheet_model.text(TOTAL) == "12"
    assert "自动合计" in grid.sheet_model.spoken(TOTAL)


def test_f2_on_a_computed_total_keeps_it_in_sight(grid: TableGrid, session: Session) -> None:
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.edit.set_cells({key: Decimal(2) for key in others if key != TOTAL}, "填写")
    grid.go_to(TOTAL)
    press(Key.Key_F2)
    editor = grid.editor()
    assert editor is not None
    assert editor.placeholderText() == "12"
    press(Key.Key_Return)

    assert session.report.cell(TOTAL) is None


def test_the_switch_is_remembered_with_the_report(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    page = window.table_page()
    assert page is not None
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)
    others = [key for key in FORM.cells if key.startswith("table_3.received_new.")]
    session.edit.set_cells({key: Decimal(2) for key in others if key != TOTAL}, "填写")
    assert grid.sheet_model.text(TOTAL) == ""
    press(Key.Key_S, modifier=CONTROL)

    assert session.path is not None
    assert not load_report(session.path).auto_totals
    assert not NewReportDialog(window).report().auto_totals


# From last year's figures


def test_documents_in_force_follow_from_last_year(window: MainWindow, session: Session) -> None:
    grid = show_table(window, "proactive")
    last = blank_report(FORM.id, FORM.cells, 2023)
    last.cells["table_2.normative_doc.in_force"] = Decimal(12)
    session.edit.set_facts(previous=(last,))
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


# Filling, scrolling, zooming


def test_zeros_make_a_blank_total_0_only_where_its_parts_add_up_to_0(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    assert grid.current_key == NEW
    session.edit.set_facts(auto_totals=False)
    type_text("60")
    window.actions_by_id["fill_zeros"].trigger()

    assert session.report.cell(TOTAL) is None
    assert session.report.cell("table_3.carried_in.total") == 0
    assert session.report.cell(BUSINESS) == 0
    assert window.status is not None
    filled = [key for key in FORM.cells if session.report.cell(key) == 0]
    assert window.status.currentMessage() == f"已把 {len(filled)} 格空白填为 0。"


def test_documents_in_force_last_year_are_not_made_0_with_the_rest(
    window: MainWindow, session: Session
) -> None:
    last = blank_report(FORM.id, FORM.cells, session.report.year - 1)
    last.change(cells={RULES_IN_FORCE: Decimal(0), DOCUMENTS_IN_FORCE: Decimal(5)})
    session.edit.set_facts(previous=(last,))
    show_table(window, "proactive")
    page = window.table_page()
    assert page is not None
    click(page, "其余填 0")

    assert window.status is not None
    said = "已把 9 格空白填为 0；现行有效 1 格上年不是 0，请点“按上年推算”。"
    assert window.status.currentMessage() == said
    assert session.report.cell(RULES_IN_FORCE) == 0
    assert session.report.cell(DOCUMENTS_IN_FORCE) is None
    window.actions_by_id["in_force"].trigger()
    assert session.report.cell(DOCUMENTS_IN_FORCE) == 5


def test_the_buttons_above_a_table_say_what_they_did(window: MainWindow, grid: TableGrid) -> None:
    assert grid.current_key == NEW
    page = window.table_page()
    assert page is not None
    assert window.status is not None
    click(page, "其余填 0")
    assert window.status.currentMessage() == "已把 144 格空白填为 0。"
    QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)
    click(page, "填入合计")
    assert window.status.currentMessage() == "已填入 31 格合计。"


def test_totals_that_come_by_themselves_are_not_offered_to_be_filled_in(
    window: MainWindow, grid: TableGrid, session: Session
) -> None:
    page, command = window.table_page(), window.actions_by_id["fill_totals"]
    assert grid.isVisible()
    assert page is not None
    button = next(one for one in page.findChildren(QPushButton) if one.text() == "填入合计")
    offered = []
    for _step in range(2):
        assert session.report.auto_totals is not command.isEnabled()
        offered.append((button.isVisible(), command.isEnabled()))
        QTest.mouseClick(page.auto, Qt.MouseButton.LeftButton)
    window.actions_by_id["undo"].trigger()
    offered.append((button.isVisible(), command.isEnabled()))

    assert offered == [(False, False), (True, True), (True, True)]


def test_figures_that_go_on_are_shown_where_they_were_filled_in(
    window: MainWindow, session: Session
) -> None:
    last = deepcopy(session.report)
    last.year -= 1
    last.change(cells={RULES_IN_FORCE: Decimal(2)})
    nothing = dict.fromkeys(
        (key for key in session.form.table_cells["table_2"] if key != RULES_IN_FORCE), Decimal(0)
    )
    session.edit.set_facts(previous=(last,))
    session.edit.set_cells(nothing, "填写")
    show_table(window, "applications")
    window.actions_by_id["in_force"].trigger()

    assert session.report.cell(RULES_IN_FORCE) == 2
    assert window.workspace is not None
    assert window.workspace.place == "proactive"
