"""从上年报告新建: the report that is open or another, looked at where its reading is doubtful."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
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
from nianbao.ui.system import preferences, recent
from nianbao.ui.workflows import last_year_dialog
from nianbao.ui.workflows.last_year_dialog import LastYearDialog
from tests.ui.modal import answer, click, when_asked
from tests.ui.scenes import CASES
from tests.ui.settled import settle

SAMPLE = "samples/sample-report.nianbao"


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    return start_window


@pytest.fixture
def session(window: MainWindow) -> Session:
    window.documents.open_sample("practice")
    assert window.session is not None
    return window.session


Chosen = Callable[[Path | None], list[str]]


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Chosen:
    """Let the system's dialog for files answer with a file; returns what it was asked for."""

    def choose(path: Path | None) -> list[str]:
        asked: list[str] = []

        def answer_with(_parent: QWidget, title: str, _kinds: str) -> Path | None:
            asked.append(title)
            return path

        monkeypatch.setattr(last_year_dialog, "file_to_open", answer_with)
        return asked

    return choose


def test_last_years_report_is_read_and_carried_over(
    window: MainWindow, tmp_path: Path, chosen: Chosen
) -> None:
    old = load_report(resources.path(SAMPLE))
    old.change(cells={"table_3.carried_out.natural_person": Decimal(3)})
    path = tmp_path / "上年.nianbao"
    save_report(old, path)

    asked = chosen(path)
    when_read(lambda dialog: click(dialog, "新建"))
    window.actions_by_id["from_last_year"].trigger()

    assert asked == ["选择上年报告"]
    session = window.session
    assert session is not None
    assert session.report.year == 2024
    assert session.value("table_3.carried_in.natural_person") == 3
    assert session.last_year("table_2.licence.decisions") == 752
    assert session.is_dirty
    assert preferences.text("unit") == session.report.unit  # the calendar is this office's now


def when_read(act: Callable[[LastYearDialog], None]) -> None:
    """Do something with the dialog as soon as it has read a report."""

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, LastYearDialog)
        if dialog.old is None:
            QTimer.singleShot(10, lambda: when_asked(look, LastYearDialog))
        else:
            act(dialog)

    when_asked(look, LastYearDialog)


def test_without_a_file_the_dialog_stays_and_says_what_it_is_for(
    window: MainWindow, chosen: Chosen
) -> None:
    asked, stays = chosen(None), []

    def look(dialog: QWidget) -> None:
        settle()
        stays.append(dialog.isVisible())
        click(dialog, "取消")

    when_asked(look, LastYearDialog)
    window.actions_by_id["from_last_year"].trigger()

    assert (len(asked), stays, window.session) == (1, [True], None)


def test_the_report_used_last_is_proposed_and_the_arrows_choose_another(
    window: MainWindow, tmp_path: Path, chosen: Chosen
) -> None:
    asked, old = chosen(None), load_report(resources.path(SAMPLE))
    for unit, year in (("乙局", 2022), ("甲局", 2023)):
        path = tmp_path / f"{unit}.nianbao"
        save_report(replace(old, unit=unit, year=year), path)
        preferences.add_recent(path)
        recent.note(path, unit, year, "")
    years: list[int] = []

    def choose(dialog: LastYearDialog) -> None:
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            assert dialog.old is not None
            years.append(dialog.old.year)
            QTest.keyClick(dialog.offered, key)
        press_enter()

    when_read(choose)
    window.actions_by_id["from_last_year"].trigger()

    assert (asked, years) == ([], [2023, 2022])
    assert window.session is not None
    assert (window.session.report.unit, window.session.report.year) == ("甲局", 2024)


def test_a_doubtful_reading_is_looked_at_before_it_begins_a_year(
    window: MainWindow, chosen: Chosen
) -> None:
    source = CASES / "06-hongze-2023" / "source.txt"  # one row of it has three in the form
    said: list[str] = []

    def correct(review: QWidget) -> None:
        assert isinstance(review, ImportReview)
        review.session.edit.set_cells({"table_3.carried_out.natural_person": Decimal(7)}, "改正")
        click(review, "核对好了，用作上年报告")

    def choose(dialog: LastYearDialog) -> None:
        label = next(one for one in dialog.findChildren(QLabel) if "没有读出" in one.text())
        settle()
        assert label.height() >= label.heightForWidth(label.width())
        when_asked(correct, ImportReview)
        click(dialog, "逐处核对")
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        settle()  # the review goes, the dialog is laid out anew
        click(dialog, "新建")

    chosen(source)
    when_read(choose)
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
    window: MainWindow, tmp_path: Path, chosen: Chosen
) -> None:
    path = tmp_path / "上年.nianbao"
    save_report(load_report(resources.path(SAMPLE)), path)
    chosen(path)

    when_read(lambda _dialog: press_enter())
    window.actions_by_id["from_last_year"].trigger()

    assert window.session is not None
    assert window.session.report.year == 2024


def press_enter() -> None:
    holder = QApplication.focusWidget()
    assert holder is not None
    QTest.keyClick(holder, Qt.Key.Key_Return)


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
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    button.setFocus()

    QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    (last,) = next_year.previous
    written = {key for key in next_year.form.text_keys if next_year.report.text(key)}
    assert written == {key for key in next_year.form.text_keys if last.text(key)}
    qtbot.waitUntil(lambda: not button.isVisible())
    holder = QApplication.focusWidget()
    assert holder is not None
    assert page.isAncestorOf(holder)


@pytest.mark.parametrize("way", ["one", "all"])
def test_what_this_years_tables_have_is_put_into_last_years_words(
    window: MainWindow, session: Session, way: str
) -> None:
    key, cell = "overview.disclosure", "table_2.licence.decisions"
    said = "全年作出行政许可决定{}件，发布信息{}条。"
    session.edit.set_texts({key: said.format(session.value(cell), 54)}, "写")
    session.undo_stack.setClean()
    when_asked(lambda dialog: click(dialog, "新建"), LastYearDialog)
    window.actions_by_id["from_last_year"].trigger()
    assert window.session is not None
    assert window.workspace is not None
    window.session.edit.enter(cell, "867")
    window.workspace.show_place(key)
    page = window.workspace.page
    assert isinstance(page, TextPage)
    guide = page.guide.last_year
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    page.go_to(key)

    QTest.mouseClick(guide.put if way == "one" else guide.everywhere, Qt.MouseButton.LeftButton)

    assert window.session.report.text(key) == said.format(867, "【】")


def test_a_file_that_is_no_report_cannot_begin_a_year(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "x.nianbao"
    path.write_bytes(b"\0" * 10)
    dialog = LastYearDialog(window)
    dialog.read(path)

    accept = next(one for one in dialog.findChildren(QPushButton) if one.text() == "新建")
    assert not accept.isEnabled()
    assert dialog.year.text() == "选好上年报告后自动填写"
