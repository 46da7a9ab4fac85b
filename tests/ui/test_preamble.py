"""The opening paragraph is a text like the others: with a guide, found by words, and marked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nianbao.report.book import PREAMBLE
from nianbao.ui.help.window import HelpWindow
from nianbao.ui.pages.facts_page import FactsPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from tests.ui.input_method import commit
from tests.ui.scenes import LONG_NAME


@pytest.fixture
def page(window: MainWindow) -> FactsPage:
    assert window.workspace is not None
    window.workspace.show_place("facts")
    page = window.workspace.page
    assert isinstance(page, FactsPage)
    return page


def test_the_skeleton_names_the_report_year_and_the_document(
    page: FactsPage, session: Session
) -> None:
    QTest.mouseClick(page.guide.skeleton, Qt.MouseButton.LeftButton)

    assert "自2024年1月1日起至2024年12月31日止" in session.report.preamble
    assert "国办公开办函〔2021〕30号" in session.report.preamble
    session.undo_stack.undo()
    assert session.report.preamble == page.preamble.toPlainText() == ""


def test_what_is_typed_into_it_is_one_undo_step_and_checked(
    page: FactsPage, session: Session, qtbot: QtBot
) -> None:
    page.preamble.setFocus()
    with qtbot.waitSignal(session.texts_changed):
        QTest.keyClicks(page.preamble, "2022 abc")

    assert session.report.preamble == "2022 abc"
    assert "preamble" not in session.report.texts
    session.undo_stack.undo()
    assert session.report.preamble == ""


def test_words_are_found_and_replaced_in_it(window: MainWindow, page: FactsPage) -> None:
    assert window.workspace is not None
    assert window.session is not None
    window.session.edit.type_text(PREAMBLE, "公开甲")
    window.session.edit.type_text("problems", "公开乙")
    window.workspace.show_place("problems")
    window.workspace.find_words()
    bar = window.workspace.find_bar
    commit(bar.words, "公开")
    QTest.keyClick(bar.words, Qt.Key.Key_Return)

    assert window.workspace.place == "facts"
    assert page.preamble.selected_words() == "公开"
    commit(bar.other, "发布")
    assert bar.replace_all() == 2
    assert window.session.report.preamble == page.preamble.toPlainText() == "发布甲"


def test_f8_goes_to_the_words_of_a_finding_in_it(
    window: MainWindow, page: FactsPage, session: Session, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    session.edit.type_text(PREAMBLE, "联系人身份证号 11010519491231002X。")
    session.recheck()
    (finding,) = (one for one in session.findings if any(s.key == PREAMBLE for s in one.spans))
    window.workspace.show_place("problems")
    window.workspace.findings.chosen.emit(finding)

    assert window.workspace.place == "facts"
    assert page.preamble.selected_words() in session.report.preamble
    assert page.preamble.selected_words() != ""
    qtbot.waitUntil(lambda: [one.words for one in page.preamble.marks] == [finding.message])


def test_f1_in_it_explains_it(window: MainWindow, page: FactsPage) -> None:
    window.activateWindow()
    page.preamble.setFocus()
    QTest.keyClick(page.preamble, Qt.Key.Key_F1)
    shown = window.findChildren(HelpWindow)[0]

    assert "写“等五个部分”，实际列了六个" in shown.page.toPlainText()


def test_a_long_unit_name_is_read_from_its_beginning(page: FactsPage, session: Session) -> None:
    session.edit.set_facts(unit=LONG_NAME)

    assert page.unit.text() == page.unit.toolTip() == LONG_NAME
    assert page.unit.cursorPosition() == 0


def test_its_year_follows_the_reports_and_other_years_stay(
    page: FactsPage, session: Session, window: MainWindow
) -> None:
    session.edit.type_text(
        PREAMBLE, "期限自2024年1月1日起至2024 年12月31日止，依据2019年修订的《条例》。"
    )
    page.year.setFocus()
    page.year.selectAll()
    QTest.keyClicks(page.year, "2025")
    QTest.keyClick(page.year, Qt.Key.Key_Return)

    moved = "期限自2025年1月1日起至2025 年12月31日止，依据2019年修订的《条例》。"
    assert session.report.preamble == page.preamble.toPlainText() == moved
    window.actions_by_id["undo"].trigger()
    assert session.report.year == page.year.value() == 2024
    assert session.report.preamble == page.preamble.toPlainText() == moved.replace("2025", "2024")


def test_a_unit_pasted_with_line_breaks_is_one_line(page: FactsPage, session: Session) -> None:
    QGuiApplication.clipboard().setText("某某市\n某某局\n")
    page.unit.setFocus()
    page.unit.selectAll()
    QTest.keySequence(page.unit, QKeySequence(QKeySequence.StandardKey.Paste))
    QTest.keyClick(page.unit, Qt.Key.Key_Return)
    QGuiApplication.clipboard().clear()

    assert session.report.unit == "某某市某某局"
