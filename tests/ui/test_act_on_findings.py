"""A finding can be acted on: on its card, beside it, in its menu, and by keyboard."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from nianbao.ui.commands.keys import words_of
from nianbao.ui.dialogs.paste import PasteDialog
from nianbao.ui.findings.card import FindingCard
from nianbao.ui.findings.offers import offers
from nianbao.ui.findings.panel import FindingsPanel
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.checks.town import town
from tests.ui.grid_keys import click_cell, open_window, show_table, type_text
from tests.ui.modal import click, when_asked

SUSPECT = "table_3.granted.natural_person"
RIGHT = 1175
FIRST = "table_3.received_new.natural_person"
CARRIED_IN = "table_3.carried_in.natural_person"


@pytest.fixture
def session(start_window: MainWindow) -> Session:
    """The sample with one wrong cell, which the program names with its value."""
    start_window.resize(1366, 728)
    start_window.documents.open_sample("practice")
    assert start_window.session is not None
    start_window.session.recheck()
    start_window.activateWindow()
    return start_window.session


@pytest.fixture
def panel(start_window: MainWindow, session: Session, qtbot: QtBot) -> FindingsPanel:
    assert start_window.workspace is not None
    panel = start_window.workspace.findings
    qtbot.waitUntil(lambda: panel.model.rowCount() == len(session.findings))
    return panel


def row_of_error(panel: FindingsPanel) -> int:
    """The row of the finding that names the wrong cell."""
    return next(n for n, one in enumerate(panel.model.shown) if one.suspect == SUSPECT)


def test_one_click_on_the_card_s_button_mends_and_one_undo_brings_it_back(
    start_window: MainWindow, panel: FindingsPanel, session: Session
) -> None:
    index = panel.model.index(row_of_error(panel))
    panel.list.scrollTo(index)
    cards = panel.list.itemDelegate()
    assert isinstance(cards, FindingCard)
    box = cards.button_box(index, panel.list.visualRect(index))
    assert panel.list.viewport().rect().contains(box)

    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())

    assert session.value(SUSPECT) == RIGHT
    assert not any(one.suspect for one in session.findings)
    start_window.actions_by_id["undo"].trigger()
    assert session.value(SUSPECT) == 1157


def test_a_step_is_offered_once_on_its_card_or_beside_it(
    panel: FindingsPanel, session: Session
) -> None:
    for row, finding in enumerate(session.findings):
        panel._go(panel.model.index(row))
        own = panel.model.own_offer(row)
        said = [one.text() for one in panel.steps.buttons]
        on_card = [own.label] if own is not None else []

        assert finding == panel.current
        assert sorted([*on_card, *said]) == sorted(one.label for one in panel.offers)
    row = row_of_error(panel)
    spoken = str(panel.model.data(panel.model.index(row), 11))
    assert spoken.endswith(f"按 {words_of('mend')} 改成 {RIGHT}")


def test_the_chosen_card_tells_the_keys_of_its_button_and_is_seen_whole(
    panel: FindingsPanel,
) -> None:
    for row in range(panel.model.rowCount()):
        panel._go(panel.model.index(row))
        card = panel.list.visualRect(panel.list.currentIndex())
        seen = panel.list.viewport().rect()

        assert card.bottom() <= seen.bottom() or card.height() > seen.height()
    cards = panel.list.itemDelegate()
    assert isinstance(cards, FindingCard)
    panel._go(panel.model.index(row_of_error(panel)))
    assert cards._button_words(panel.list.currentIndex()) == f"改成 {RIGHT}（{words_of('mend')}）"


def test_what_speaks_of_the_chosen_card_is_not_offered_while_none_is_chosen(
    start_window: MainWindow, panel: FindingsPanel
) -> None:
    assert panel.current is None
    assert not any(one.isVisible() for one in (panel.basis, panel.aside, *panel.steps.buttons))

    QTest.keyClick(start_window, Qt.Key.Key_F8)

    assert panel.basis.isVisible()


def test_the_first_f8_goes_to_the_finding_of_the_table_that_is_shown(
    start_window: MainWindow, panel: FindingsPanel, session: Session, qtbot: QtBot
) -> None:
    session.edit.set_texts({"overview.lead": "制发【】件，废止【】件。"}, "写")
    session.recheck()
    qtbot.waitUntil(lambda: panel.model.shown == session.findings)
    assert panel.model.shown[0].section == "overview"
    grid = show_table(start_window, "applications")

    QTest.keyClick(grid, Qt.Key.Key_F8)

    assert panel.current is not None
    assert panel.current.suspect == SUSPECT


@pytest.mark.parametrize("enter", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_alt_enter_does_what_the_chosen_card_offers(
    start_window: MainWindow, panel: FindingsPanel, session: Session, qtbot: QtBot, enter: Qt.Key
) -> None:
    mend, held = start_window.actions_by_id["mend"], Qt.KeyboardModifier.AltModifier
    qtbot.waitUntil(lambda: len(mend.shortcuts()) > 1)  # once the window is painted
    if enter == Qt.Key.Key_Enter:
        held |= Qt.KeyboardModifier.KeypadModifier
    panel._go(panel.model.index(row_of_error(panel)))
    QTest.keyClick(QApplication.focusWidget() or start_window, enter, held)

    assert session.value(SUSPECT) == RIGHT


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_of_a_card_offers_the_same(panel: FindingsPanel, session: Session) -> None:
    index = panel.model.index(row_of_error(panel))
    panel.list.scrollTo(index)
    at = panel.list.visualRect(index).center()
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at, panel.list.viewport().mapToGlobal(at)
    )
    QApplication.sendEvent(panel.list.viewport(), asked)
    (menu,) = (one for one in panel.findChildren(QMenu) if one.isVisible())
    words = [one.text() for one in menu.actions()]
    menu.actions()[0].trigger()
    menu.hide()

    assert words[0] == f"改成 {RIGHT}"
    assert session.value(SUSPECT) == RIGHT


def test_a_finding_that_came_with_the_last_edit_says_so_and_leads_back(
    start_window: MainWindow, panel: FindingsPanel, session: Session, qtbot: QtBot
) -> None:
    session.edit.enter(SUSPECT, str(RIGHT))
    session.recheck()
    grid = show_table(start_window, "applications")
    grid.go_to("table_3.granted.org_business")
    before = session.value("table_3.granted.org_business")
    type_text("999")
    session.recheck()
    qtbot.waitUntil(lambda: panel.model.shown == session.findings)
    row = next(
        n
        for n, one in enumerate(panel.model.shown)
        if "table_3.granted.org_business" in one.cells and panel.model.extra_words(n)
    )

    said = "".join(panel.model.extra_words(row))
    assert f"由 {before} 改为 999 以后出现" in said
    steps = panel.model.offers(row)
    back = next(one for one in steps if one.cells.get("table_3.granted.org_business") == before)
    assert start_window.workspace is not None
    start_window.workspace.mend(back)
    assert session.value("table_3.granted.org_business") == before


def test_every_failed_equation_is_named_on_a_card(panel: FindingsPanel) -> None:
    row = row_of_error(panel)
    finding = panel.model.shown[row]
    assert len(finding.identities) > 1

    said = "".join(panel.model.extra_words(row))
    assert "同一处错误还使" in said
    assert said.count("≠") == len(finding.identities) - 1
    assert said in str(panel.model.data(panel.model.index(row), 11))


def test_a_click_on_any_framed_cell_chooses_its_card(
    start_window: MainWindow, panel: FindingsPanel, session: Session
) -> None:
    grid = show_table(start_window, "applications")
    error = panel.model.shown[row_of_error(panel)]
    cells = [key for key in error.cells if grid.sheet_model.body.places.get(key)]
    assert len(cells) > 10
    for key in (cells[0], cells[len(cells) // 2], cells[-1]):
        panel.list.clearSelection()
        panel.list.setCurrentIndex(panel.model.index(-1))
        click_cell(grid, key)

        assert panel.current is not None
        assert key in panel.current.cells
        assert grid.current_key == key
    assert session.findings


def test_a_filter_that_hides_the_card_is_taken_away(
    start_window: MainWindow, panel: FindingsPanel
) -> None:
    grid = show_table(start_window, "applications")
    key = panel.model.shown[row_of_error(panel)].cells[0]
    panel._filter.setCurrentIndex(1)
    assert all(one.suspect != SUSPECT for one in panel.model.shown)
    click_cell(grid, key)

    assert panel.current is not None
    assert key in panel.current.cells


def test_headings_of_the_source_are_settled_by_one_step_that_can_be_undone(
    start_window: MainWindow, panel: FindingsPanel, session: Session, qtbot: QtBot
) -> None:
    session.edit.set_facts(source_headings={"overview": "一、总体情况"})
    session.recheck()
    (found,) = (one for one in session.findings if one.rule == "TX-STRUCT")
    qtbot.waitUntil(lambda: panel.model.row_like(found) >= 0)
    panel._go(panel.model.index(panel.model.row_like(found)))
    assert panel.offers[0].label == "标题已经按规定改"

    QTest.keyClick(panel.list, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)

    assert not any(one.rule == "TX-STRUCT" for one in session.findings)
    start_window.actions_by_id["undo"].trigger()
    assert session.report.source_headings == {"overview": "一、总体情况"}


def type_numbers(*numbers: str) -> None:
    for number in numbers:
        type_text(number)


def test_a_click_on_a_blank_cell_marks_no_other_blank(window: MainWindow, grid: TableGrid) -> None:
    assert window.workspace is not None
    window.workspace.session.recheck()
    click_cell(grid, FIRST)

    assert window.workspace.findings.current is None
    linked = [key for key in grid.sheet_model.body.places if window.workspace.marks.is_linked(key)]
    assert linked == []


def test_what_a_chosen_card_joins_follows_what_it_is_about(
    window: MainWindow, grid: TableGrid, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    session = window.workspace.session
    session.recheck()
    panel = window.workspace.findings
    qtbot.waitUntil(lambda: panel.model.shown == session.findings)
    blanks = next(one for one in panel.model.shown if FIRST in one.cells)
    panel.choose(blanks)
    assert window.workspace.marks.is_linked(FIRST)
    grid.go_to(FIRST)
    type_text("5")
    session.recheck()

    marks = window.workspace.marks
    qtbot.waitUntil(lambda: not marks.is_linked(FIRST))


def test_of_several_edits_between_two_checks_none_is_blamed_that_it_is_not(
    start_window: MainWindow, session: Session
) -> None:
    session.edit.enter(SUSPECT, str(RIGHT))
    session.recheck()
    issued, repealed = "table_2.regulation.issued", "table_2.regulation.repealed"
    session.edit.set_facts(level="township")
    session.edit.set_cells({issued: Decimal(0), repealed: Decimal(0)}, "填")
    session.recheck()
    show_table(start_window, "proactive").go_to(issued)
    type_numbers("1", "0")
    session.recheck()

    about = [one for one in session.findings if issued in one.cells]
    assert about
    for finding in about:
        for one in session.history.cause(finding):
            assert (one.key, one.new) == (issued, Decimal(1))


def test_filling_a_blank_is_not_offered_to_be_taken_back(
    window: MainWindow, grid: TableGrid
) -> None:
    assert window.session is not None
    session = window.session
    grid.go_to(FIRST)
    type_text("5")
    session.recheck()

    labels = [one.label for found in session.findings for one in offers(session, found)]
    assert not [one for one in labels if "改回" in one]


def test_a_step_of_several_cells_is_taken_back_whole_and_in_one_step(
    start_window: MainWindow, panel: FindingsPanel, session: Session, qtbot: QtBot
) -> None:
    session.edit.enter(SUSPECT, str(RIGHT))
    session.recheck()
    grid = show_table(start_window, "applications")
    grid.go_to(SUSPECT)
    keys = (SUSPECT, "table_3.granted.org_business")
    before = [session.value(key) for key in keys]
    QApplication.clipboard().setText("7\t8")
    when_asked(lambda dialog: click(dialog, "填入 2 格"), PasteDialog)
    QTest.keyClick(grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [session.value(key) for key in keys] == [7, 8]
    session.recheck()
    qtbot.waitUntil(lambda: panel.model.shown == session.findings)
    row = next(n for n, one in enumerate(panel.model.shown) if SUSPECT in one.cells)
    panel._go(panel.model.index(row))

    assert "一步改动 2 格以后出现" in "".join(panel.model.extra_words(row))
    back = next(one for one in panel.offers if one.label == "撤回这 2 格")
    assert start_window.workspace is not None
    start_window.workspace.mend(back)
    assert [session.value(key) for key in keys] == before
    start_window.actions_by_id["undo"].trigger()
    assert [session.value(key) for key in keys] == [7, 8]


def test_a_number_that_came_with_last_year_s_words_is_put_right_by_a_key_when_its_table_changes(
    qtbot: QtBot, tmp_path: Path
) -> None:
    key, said = "overview.on_request", "一年来，我镇一共收到群众递交的申请{}件，都由党政办登记。"
    last, report = town({CARRIED_IN: 1}), town({CARRIED_IN: 1}, year=2024)
    last.texts[key] = said.format(12)
    report.previous, report.texts = (last,), {}
    window = open_window(qtbot, report, tmp_path)
    session, workspace = window.session, window.workspace
    assert session is not None
    assert workspace is not None
    window.actions_by_id["last_year_words"].trigger()
    assert session.report.text(key) == said.format(12)

    grid = show_table(window, "applications")
    click_cell(grid, FIRST)
    type_text("23")
    session.recheck()
    (finding,) = (one for one in session.findings if one.rule == "TX-NEW")
    panel = workspace.findings
    qtbot.waitUntil(lambda: finding in panel.model.shown)
    panel._go(panel.model.index(panel.model.shown.index(finding)))
    window.actions_by_id["mend"].trigger()

    assert session.report.text(key) == said.format(25)
    session.recheck()
    assert not any(one.rule == "TX-NEW" for one in session.findings)
    window.actions_by_id["undo"].trigger()
    assert session.report.text(key) == said.format(12)
