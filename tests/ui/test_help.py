"""Help for the place, and the first steps."""

import re

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import Form, all_forms
from nianbao.ui.help.content import DUTY, PAGE, all_pages, cell_page, topics
from nianbao.ui.help.first_steps import STEPS, FirstSteps
from nianbao.ui.help.markup import page_html
from nianbao.ui.help.window import HelpWindow, beside
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.start_page import StartPage
from tests.ui.input_method import commit
from tests.ui.settled import settle


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_every_cell_has_help_with_a_meaning(form: Form) -> None:
    without = [key for key in form.cells if "<h3>" not in page_html(cell_page(form, key))]

    assert without == []


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_every_row_and_column_has_help_of_its_own(form: Form) -> None:
    items = {
        item.id
        for table in form.definition.tables
        for block in table.blocks
        for item in (*block.rows, *block.columns)
        if item.label  # the one row of 表四 has none
    }

    assert items - topics().keys() == set()
    assert len(items) > 50


@pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)
def test_every_cell_names_its_article(form: Form) -> None:
    without = [
        key for key in form.cells if not re.search("条例.{0,2}第", cell_page(form, key).words)
    ]

    assert without == []


def test_no_topic_is_left_without_a_place() -> None:
    used = {
        item.id
        for form in all_forms()
        for table in form.definition.tables
        for block in table.blocks
        for item in (*block.rows, *block.columns)
    }

    assert {one for one in topics() if not one.startswith((PAGE, DUTY))} - used == set()


def test_help_names_the_article() -> None:
    form = all_forms()[0]

    page = cell_page(form, "table_3.reject_repeat.natural_person")

    assert "条例第三十六条第六项" in page.words
    assert "常见差错" in cell_page(form, "table_3.granted.natural_person").words
    assert all(page.entries for page in all_pages(form))
    assert [page.title for page in all_pages(form)].count("结果维持") == 1


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def press_f1(window: MainWindow) -> HelpWindow:
    window.activateWindow()
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_F1)
    shown = window.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    return shown


def test_f1_on_a_cell_explains_the_cell(window: MainWindow) -> None:
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.go_to_cell("table_3.granted.natural_person")

    assert "予以公开／自然人" in press_f1(window).page.toPlainText()


def test_f1_in_a_text_explains_the_text(window: MainWindow) -> None:
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.show_place("overview.supervision")

    assert "工作考核结果" in press_f1(window).page.toPlainText()


def test_f1_before_a_report_is_open_says_how_to_begin(window: MainWindow) -> None:
    assert "怎样开始" in press_f1(window).page.toPlainText()


def test_a_click_on_an_article_opens_it_and_goes_on_to_the_next(window: MainWindow) -> None:
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.go_to_cell("table_3.granted_partly.natural_person")
    shown = press_f1(window)

    shown.page.anchorClicked.emit(QUrl("law:条例:37"))
    assert "能够作区分处理的" in shown.page.toPlainText()
    assert "2019年5月15日起施行" in shown.page.toPlainText()

    shown.page.anchorClicked.emit(QUrl("law:条例:38"))
    assert "加工、分析" in shown.page.toPlainText()


def test_typing_in_the_search_lists_help_and_law(window: MainWindow) -> None:
    shown = press_f1(window)
    shown.search.setFocus()
    QTest.keyClicks(shown.search, "49")
    commit(shown.search, "条")

    listed = [shown.topics.item(row).text() for row in range(shown.topics.count())]
    assert listed[0] == "《条例》第四十九条"
    shown.topics.setCurrentRow(0)
    assert "每年1月31日前" in shown.page.toPlainText()

    shown.search.clear()
    assert shown.topics.count() > 60


def test_the_basis_of_a_finding_opens_with_its_articles(window: MainWindow, qtbot: QtBot) -> None:
    window.documents.open_sample("practice")
    assert window.workspace is not None
    window.workspace.step_finding(1)
    qtbot.waitUntil(window.workspace.findings.basis.isVisible)

    QTest.mouseClick(window.workspace.findings.basis, Qt.MouseButton.LeftButton)

    shown = window.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    assert window.workspace.finding is not None
    assert shown.shown is not None
    assert shown.shown.id == f"rule:{window.workspace.finding.rule}"


def test_the_first_steps_are_walked_through_once(qtbot: QtBot) -> None:
    steps = FirstSteps()
    qtbot.addWidget(steps)
    steps.show()
    for name, _words in STEPS[:-1]:
        assert steps._name.text() == name
        QTest.mouseClick(steps.next, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(steps.finished):
        QTest.mouseClick(steps.next, Qt.MouseButton.LeftButton)

    assert not steps.isVisible()
    again = StartPage()
    qtbot.addWidget(again)
    again.show()
    assert not again.steps.isVisible()


def test_the_first_steps_can_be_skipped(qtbot: QtBot) -> None:
    steps = FirstSteps()
    qtbot.addWidget(steps)
    steps.show()
    QTest.mouseClick(steps.skip, Qt.MouseButton.LeftButton)

    assert not steps.isVisible()


@pytest.mark.parametrize(
    ("window", "screen", "wanted"),
    [
        (QRect(0, 0, 1280, 720), QRect(0, 0, 3840, 2160), QPoint(1287, 80)),
        (QRect(0, 0, 1366, 728), QRect(0, 0, 1366, 728), QPoint(677, 80)),
        (QRect(0, 0, 1280, 720), QRect(0, 0, 600, 500), QPoint(0, 0)),
    ],
)
def test_help_stands_beside_the_work_and_on_the_screen(
    window: QRect, screen: QRect, wanted: QPoint
) -> None:
    assert beside(window, QSize(680, 560), screen) == wanted


def test_help_stands_beside_the_table_and_never_over_it(window: MainWindow) -> None:
    window.resize(1366, 728)
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.go_to_cell("table_3.granted.natural_person")
    shown = press_f1(window)
    settle()
    page = window.table_page()
    assert page is not None

    table = QRect(page.mapTo(window, QPoint()), page.size())
    beside_it = QRect(shown.mapTo(window, QPoint()), shown.size())
    assert not shown.isWindow()
    assert not table.intersects(beside_it)
    assert table.width() >= 700
    assert not window.workspace.findings.isVisible()

    QTest.keyClick(shown.page, Qt.Key.Key_Escape)
    assert not shown.isVisible()
    assert window.workspace.findings.isVisible()
    assert window.focusWidget() is page.grid


def test_on_the_smallest_screen_the_window_does_not_grow(window: MainWindow) -> None:
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.go_to_cell("table_3.granted.natural_person")
    window.resize(1024, 640)
    settle()

    shown = press_f1(window)
    settle()

    assert shown.isVisible()
    assert window.width() == 1024


def test_on_a_wide_screen_the_findings_stay(window: MainWindow) -> None:
    window.resize(1920, 1000)
    window.documents.open_sample()
    assert window.workspace is not None
    shown = press_f1(window)

    assert shown.isVisible()
    assert window.workspace.findings.isVisible()


def test_the_present_topic_is_marked_and_follows(window: MainWindow) -> None:
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.go_to_cell("table_3.granted_partly.natural_person")
    shown = press_f1(window)
    assert shown.topics.currentItem().text() == "（二）部分公开"

    shown.page.anchorClicked.emit(QUrl("law:条例:37"))
    assert "条例" in shown.topics.currentItem().text()
    shown.close()
    window.workspace.show_place("overview.supervision")
    window.workspace.take_keyboard()
    assert "监督保障" in press_f1(window).topics.currentItem().text()


def test_the_search_keeps_the_present_topic_marked_where_it_is_listed(window: MainWindow) -> None:
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.go_to_cell("table_3.granted_partly.natural_person")
    shown = press_f1(window)
    commit(shown.search, "部分公开")
    assert shown.topics.currentItem().text() == "（二）部分公开"

    shown.search.clear()
    assert shown.topics.currentItem().text() == "（二）部分公开"
