"""The findings at the side: weights apart, filtered, a way to their cells, gone when mended."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu
from pytestqt.qtbot import QtBot

from nianbao.checks.findings import Finding, Severity
from nianbao.ui.commands.keys import command, in_words
from nianbao.ui.commands.table import COMMANDS, MENUS
from nianbao.ui.findings.model import basis_of, terms_of
from nianbao.ui.findings.panel import FindingsPanel
from nianbao.ui.pages.facts_page import FactsPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow

SUSPECT = "table_3.granted.natural_person"
ID_NUMBER = "联系人身份证号 11010519491231002X。"


@pytest.fixture
def session(start_window: MainWindow) -> Session:
    """The sample with one error, a warning beside it and a finding in a text."""
    start_window.resize(1280, 720)
    start_window.documents.open_sample("practice")
    session = start_window.session
    assert session is not None
    session.edit.set_facts(secrecy_reviewed=False)
    session.edit.type_text("problems", session.report.text("problems") + ID_NUMBER)
    session.recheck()
    start_window.activateWindow()
    return session


@pytest.fixture
def panel(start_window: MainWindow, session: Session, qtbot: QtBot) -> FindingsPanel:
    assert start_window.workspace is not None
    panel = start_window.workspace.findings
    qtbot.waitUntil(lambda: panel.model.rowCount() == len(session.findings))
    return panel


def press(window: MainWindow, key: Qt.Key, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def error_of(session: Session) -> Finding:
    (found,) = (one for one in session.findings if SUSPECT in one.cells)
    return found


def test_the_graver_findings_stand_first_under_their_heading(panel: FindingsPanel) -> None:
    shown = panel.model.shown
    weights = [list(Severity).index(one.severity) for one in shown]

    assert weights == sorted(weights)
    assert len(set(weights)) >= 2
    begins = [row for row in range(len(shown)) if panel.model.begins_group(row)]
    assert len(begins) == len(set(weights))


def test_f8_goes_through_all_and_around_and_shift_f8_goes_back(
    start_window: MainWindow, panel: FindingsPanel
) -> None:
    seen = []
    for _ in panel.model.shown:
        press(start_window, Qt.Key.Key_F8)
        seen.append(panel.current)
    assert seen == list(panel.model.shown)
    press(start_window, Qt.Key.Key_F8)
    assert panel.current == seen[0]
    press(start_window, Qt.Key.Key_F8, shift=True)
    assert panel.current == seen[-1]


def test_a_click_on_a_card_goes_to_the_cell_and_links_all_of_the_equation(
    start_window: MainWindow, panel: FindingsPanel, session: Session
) -> None:
    row = panel.model.row_like(error_of(session))
    box = panel.list.visualRect(panel.model.index(row))
    point = QPoint(box.center().x(), box.bottom() - 20)
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    page = start_window.table_page()

    assert page is not None
    assert page.grid.current_key == SUSPECT
    assert start_window.workspace is not None
    linked = start_window.workspace.marks
    assert all(linked.is_linked(key) for key in error_of(session).cells)


def test_the_chosen_card_says_the_equation_the_cause_and_the_ground(
    panel: FindingsPanel, session: Session
) -> None:
    error = error_of(session)
    spoken = str(panel.model.data(panel.model.index(panel.model.row_like(error)), 11))

    assert "3357" in error.message
    assert "前者少 18" in error.message
    assert "改成 1175 就全部对上了" in error.hint
    assert error.hint.rstrip("。") in spoken
    assert basis_of(error, session).startswith("国办公开办函〔2021〕30号")
    assert basis_of(error, session).rstrip("。") in spoken


def test_a_long_sum_is_told_whole_on_the_chosen_card(session: Session) -> None:
    error = error_of(session)
    *terms, _total = error.identities[0].cells
    told = terms_of(error, session)

    assert "…" in error.message
    for key in terms:
        value = session.value(key)
        assert not value or f" {value}" in told
    assert told.count("、") + 1 == sum(1 for key in terms if session.value(key))


def test_the_chosen_card_grows_by_its_ground(panel: FindingsPanel, qtbot: QtBot) -> None:
    before = panel.list.visualRect(panel.model.index(0)).height()
    panel.step(1)

    qtbot.waitUntil(lambda: panel.list.visualRect(panel.model.index(0)).height() > before + 20)


def test_a_section_can_be_looked_at_alone(panel: FindingsPanel, session: Session) -> None:
    chooser = panel.findChildren(QComboBox)[0]
    chooser.setFocus()
    while chooser.currentText() != "五、存在的主要问题及改进情况":
        QTest.keyClick(chooser, Qt.Key.Key_Down)

    assert {one.section for one in panel.model.shown} == {"problems"}
    assert len(panel.model.shown) < len(session.findings)
    QTest.keyClick(chooser, Qt.Key.Key_Home)
    assert len(panel.model.shown) == len(session.findings)


def test_a_finding_goes_as_soon_as_its_cell_is_mended(
    start_window: MainWindow, panel: FindingsPanel, session: Session, qtbot: QtBot
) -> None:
    press(start_window, Qt.Key.Key_F8)
    for digit in "1175":
        press(start_window, Qt.Key(ord(digit)))
    press(start_window, Qt.Key.Key_Return)

    assert not any(SUSPECT in one.cells for one in session.findings)
    qtbot.waitUntil(lambda: len(panel.model.shown) == len(session.findings), timeout=500)


def test_the_plate_says_the_state_in_large_words(
    start_window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    plate = start_window.plate
    assert plate is not None
    assert plate.words.startswith("还有 ")
    assert plate.font().pointSizeF() >= 13
    assert plate.accessibleName() == plate.words
    session.edit.type_text("problems", session.report.text("problems").replace(ID_NUMBER, ""))
    session.edit.enter(SUSPECT, "1175")
    session.edit.set_facts(secrecy_reviewed=True)
    session.recheck()

    qtbot.waitUntil(lambda: plate.words == "表内平衡")


def test_the_plate_of_a_new_report_says_that_it_is_not_filled(
    window: MainWindow, qtbot: QtBot
) -> None:
    plate = window.plate
    assert plate is not None

    qtbot.waitUntil(lambda: plate.words.startswith("还没填完　"))


def test_every_command_is_in_a_menu_and_shows_its_keys(start_window: MainWindow) -> None:
    menus = start_window.menuBar().findChildren(QMenu)
    in_menus = {action for menu in menus for action in menu.actions()}
    assert {menu.title() for menu in menus} >= set(MENUS.values())
    assert [one.id for one in COMMANDS if one.menu] != []
    for name, action in start_window.actions_by_id.items():
        assert action in in_menus or not command(name).menu, name
        keys = in_words(action.shortcut().toString())
        assert keys in action.toolTip(), name


def test_a_guessed_year_is_a_finding_until_it_is_confirmed(
    start_window: MainWindow, qtbot: QtBot
) -> None:
    start_window.documents.open_sample("practice")
    session, workspace = start_window.session, start_window.workspace
    assert session is not None
    assert workspace is not None
    session.edit.set_facts(year_guessed=True)
    session.recheck()
    (found,) = (one for one in session.findings if one.rule == "LV-YEAR")
    panel = workspace.findings
    qtbot.waitUntil(lambda: found in panel.model.shown)

    box = panel.list.visualRect(panel.model.index(panel.model.row_like(found)))
    point = QPoint(box.center().x(), box.bottom() - 20)
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    page = workspace.page

    assert isinstance(page, FactsPage)
    QTest.mouseClick(page.confirm, Qt.MouseButton.LeftButton)
    session.recheck()
    assert not any(one.rule == "LV-YEAR" for one in session.findings)
    assert page.confirm.isHidden()
    session.undo_stack.undo()
    assert session.report.year_guessed
    assert not page.confirm.isHidden()


def test_f8_and_a_number_fill_one_open_place_after_the_other(start_window: MainWindow) -> None:
    start_window.documents.open_sample("sample")
    session, workspace = start_window.session, start_window.workspace
    assert session is not None
    assert workspace is not None
    first, second = "overview.disclosure", "overview.on_request"
    session.edit.set_texts(
        {first: "制发【】件，废止【】件，举办【】场。", second: "印发【】期，公开【】条。"}, "写"
    )
    session.recheck()
    workspace.show_place("overview")
    start_window.activateWindow()

    for number in "12345":
        press(start_window, Qt.Key.Key_F8)
        holder = QApplication.focusWidget()
        assert holder is not None
        QTest.keyClicks(holder, number)

    assert session.report.text(first) == "制发1件，废止2件，举办3场。"
    assert session.report.text(second) == "印发4期，公开5条。"


def test_what_is_gone_to_in_a_text_is_not_replaced_whole_by_a_key(
    start_window: MainWindow,
) -> None:
    start_window.documents.open_sample("sample")
    workspace, session = start_window.workspace, start_window.session
    assert workspace is not None
    assert session is not None
    long = session.report.text("problems")
    assert len(long) > 60

    workspace.go_to_text("problems", 0, len(long))
    holder = QApplication.focusWidget()
    assert holder is not None
    QTest.keyClicks(holder, "7")

    assert session.report.text("problems") == f"7{long}"
