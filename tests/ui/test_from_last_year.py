"""从上年报告新建: the report that is open or another, looked at where its reading is doubtful."""

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.report.book import PREAMBLE
from nianbao.report.storage.files import load_report, save_report
from nianbao.ui.import_review.dialog import ImportReview
from nianbao.ui.pages.text_page import TextPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.last_year_dialog import LastYearDialog
from tests.ui.modal import answer, click, when_asked
from tests.ui.scenes import CASES

SAMPLE = "samples/sample-report.nianbao"


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    return start_window


@pytest.fixture
def session(window: MainWindow) -> Session:
    window.documents.open_sample("practice")
    assert window.session is not None
    return window.session


def test_last_years_report_is_read_and_carried_over(window: MainWindow, tmp_path: Path) -> None:
    old = load_report(resources.path(SAMPLE))
    old.change(cells={"table_3.carried_out.natural_person": Decimal(3)})
    path = tmp_path / "上年.nianbao"
    save_report(old, path)

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, LastYearDialog)
        dialog.read(path)
        click(dialog, "新建")

    when_asked(choose, LastYearDialog)
    window.actions_by_id["from_last_year"].trigger()

    session = window.session
    assert session is not None
    assert session.report.year == 2024
    assert session.value("table_3.carried_in.natural_person") == 3
    assert session.last_year("table_2.licence.decisions") == 752
    assert session.is_dirty


def test_a_doubtful_reading_is_looked_at_before_it_begins_a_year(window: MainWindow) -> None:
    source = CASES / "06-hongze-2023" / "source.txt"  # one row of it has three in the form
    said: list[str] = []

    def correct(review: QWidget) -> None:
        assert isinstance(review, ImportReview)
        review.session.edit.set_cells({"table_3.carried_out.natural_person": Decimal(7)}, "改正")
        click(review, "核对好了，用作上年报告")

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, LastYearDialog)
        dialog.read(source)
        label = next(one for one in dialog.findChildren(QLabel) if "没有读出" in one.text())
        QTest.qWait(50)
        assert label.height() >= label.heightForWidth(label.width())
        when_asked(correct, ImportReview)
        click(dialog, "逐处核对")
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        click(dialog, "新建")

    when_asked(choose, LastYearDialog)
    window.actions_by_id["from_last_year"].trigger()

    assert any("已对照原文核对过" in words for words in said)
    assert window.session is not None
    assert window.session.value("table_3.carried_in.natural_person") == 7


def test_the_open_report_becomes_the_next_years_without_choosing_a_file(
    window: MainWindow, session: Session
) -> None:
    session.edit.set_cells({"table_3.carried_out.natural_person": Decimal(3)}, "填写")
    said: list[str] = []

    def begin(dialog: QWidget) -> None:
        assert isinstance(dialog, LastYearDialog)
        said.append(dialog.place.text())
        click(dialog, "新建")

    when_asked(begin, LastYearDialog)
    answer("不保存")
    window.actions_by_id["from_last_year"].trigger()

    assert said == ["现在打开的这份报告"]
    assert window.session is not None
    assert window.session is not session
    assert window.session.report.year == 2024
    assert window.session.report.unit == session.report.unit
    assert window.session.value("table_3.carried_in.natural_person") == 3


def test_enter_begins_the_year_once_last_year_s_report_is_chosen(
    window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "上年.nianbao"
    save_report(load_report(resources.path(SAMPLE)), path)

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, LastYearDialog)
        button = next(one for one in dialog.findChildren(QPushButton) if "选择" in one.text())
        button.setFocus()  # as a click on it, or Tab, leaves it
        dialog.read(path)
        QTest.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Return)

    when_asked(choose, LastYearDialog)
    window.actions_by_id["from_last_year"].trigger()

    assert window.session is not None
    assert window.session.report.year == 2024


@pytest.fixture
def next_year(window: MainWindow, session: Session) -> Session:
    """The report of the year after the one that was open."""
    when_asked(lambda dialog: click(dialog, "新建"), LastYearDialog)
    window.actions_by_id["from_last_year"].trigger()
    assert window.session is not None
    assert window.session is not session
    return window.session


def test_one_key_begins_every_empty_text_with_last_years_words(
    window: MainWindow, next_year: Session
) -> None:
    report = next_year.report
    next_year.edit.set_texts({"problems": "自己写的。"}, "写")
    (last,) = report.previous
    keys = [key for key in (PREAMBLE, *next_year.form.text_keys) if last.text(key)]
    assert len(keys) > 5
    window.activateWindow()
    QTest.qWaitForWindowActive(window)

    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)

    assert [key for key in keys if not report.text(key)] == []
    assert report.text("problems") == "自己写的。"
    window.actions_by_id["undo"].trigger()
    assert [key for key in keys if report.text(key)] == ["problems"]


def test_the_button_beside_a_text_does_the_same_and_goes_when_nothing_is_empty(
    window: MainWindow, next_year: Session, qtbot: QtBot
) -> None:
    workspace = window.workspace
    assert workspace is not None
    workspace.show_place("overview")
    page = workspace.page
    assert isinstance(page, TextPage)
    button = page.guide.last_year.everywhere
    assert button.isVisible()

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    (last,) = next_year.previous
    written = {key for key in next_year.form.text_keys if next_year.report.text(key)}
    assert written == {key for key in next_year.form.text_keys if last.text(key)}
    qtbot.waitUntil(lambda: not button.isVisible())


def test_a_file_that_is_no_report_cannot_begin_a_year(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "x.nianbao"
    path.write_bytes(b"\0" * 10)
    dialog = LastYearDialog(window)
    dialog.read(path)

    accept = next(one for one in dialog.findChildren(QPushButton) if one.text() == "新建")
    assert not accept.isEnabled()
    assert dialog.year.text() == "选好上年报告后自动填写"
