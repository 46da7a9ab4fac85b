"""The start page of a program one opens every year: recent reports, the ways to begin, and back."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.ui.app import open_at_start
from nianbao.ui.grid.view import TableGrid
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.start_page import ReportRow, StartPage
from nianbao.ui.system import preferences, recent
from tests.ui.grid_keys import forget, keyboard
from tests.ui.modal import answer
from tests.ui.settled import settle
from tests.ui.test_accessible import nameless


def names(page: StartPage) -> list[str]:
    return [row.accessibleName() for row in page.rows]


def go_home(window: MainWindow) -> None:
    QTest.keyClick(keyboard(), Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert window.is_home


@pytest.fixture
def at_work(window: MainWindow) -> TableGrid:
    """表三 with the keyboard in it."""
    assert window.workspace is not None
    window.workspace.show_place("applications")
    window.workspace.take_keyboard()
    page = window.table_page()
    assert page is not None
    return page.grid


@pytest.fixture
def window_for_a_file(qtbot: QtBot) -> MainWindow:
    """The window of a double click on a file."""
    window = MainWindow(for_a_file=True)
    qtbot.addWidget(window, before_close_func=forget)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_a_double_click_shows_the_report_and_the_start_page_only_when_it_is_asked_for(
    window_for_a_file: MainWindow, tmp_path: Path
) -> None:
    window, file = window_for_a_file, tmp_path / "年报.nianbao"
    file.write_bytes(resources.path("samples/sample-report.nianbao").read_bytes())

    open_at_start(window, str(file))
    made, at = window.findChildren(StartPage), keyboard()
    go_home(window)

    assert made == []
    assert window.workspace is not None
    assert window.workspace.page is not None
    assert window.workspace.page.isAncestorOf(at)
    assert names(window.start)
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert not window.is_home
    assert window.middle.currentWidget() is window.workspace


def test_a_double_click_on_what_cannot_be_opened_ends_on_the_start_page(
    window_for_a_file: MainWindow, tmp_path: Path
) -> None:
    broken = tmp_path / "坏.nianbao"
    broken.write_text("{", encoding="utf-8")
    answer("知道了")

    open_at_start(window_for_a_file, str(broken))

    assert window_for_a_file.is_home
    at = window_for_a_file.focusWidget()
    assert at is not None
    assert window_for_a_file.start.isAncestorOf(at)


def test_to_begin_from_last_year_comes_first_and_the_first_steps_last(
    start_window: MainWindow,
) -> None:
    buttons = [one.accessibleName() for one in start_window.start.findChildren(QPushButton)]
    ways = [one for one in buttons if one and not one.startswith("打开 ")]

    assert ways[0] == "从上年报告新建"
    assert start_window.start.steps.isVisible()
    assert start_window.start.rows == []


def test_a_saved_report_is_a_row_with_unit_year_state_and_when(
    window: MainWindow, session: Session, at_work: TableGrid
) -> None:
    assert at_work is keyboard()
    session.edit.set_facts(unit="示例县人民政府")
    assert window.documents.save()

    go_home(window)

    (row,) = names(window.start)
    assert row.startswith("打开 示例县人民政府，2024 年度，正在填写，今天")
    assert not window.start.steps.isVisible()
    assert nameless(window) == []


def test_a_report_that_is_not_open_says_how_it_stood(window: MainWindow, session: Session) -> None:
    session.edit.set_facts(unit="示例县人民政府")
    assert window.documents.save()
    window.documents.open_sample()
    window.go_home()

    back, row = names(window.start)

    assert back.endswith("年度报告，正在填写，回到这份报告")
    assert row.startswith("打开 示例县人民政府，2024 年度，还没填完")


def test_home_and_back_loses_nothing_and_asks_nothing(
    window: MainWindow, session: Session, at_work: TableGrid
) -> None:
    QTest.keyClicks(at_work, "12")

    go_home(window)

    assert window.session is session
    assert session.is_dirty
    assert isinstance(keyboard(), ReportRow)
    QTest.keyClick(keyboard(), Qt.Key.Key_Return)
    assert not window.is_home
    assert keyboard() is at_work
    go_home(window)
    QTest.keyClick(keyboard(), Qt.Key.Key_Escape)
    assert not window.is_home


def test_a_command_on_the_report_comes_back_to_it_and_one_on_a_table_waits(
    window: MainWindow, session: Session, at_work: TableGrid
) -> None:
    QTest.keyClicks(at_work, "12")
    go_home(window)
    assert not window.actions_by_id["fill_zeros"].isEnabled()
    assert window.actions_by_id["undo"].isEnabled()

    window.actions_by_id["undo"].trigger()

    assert not window.is_home
    assert not session.is_dirty
    assert window.actions_by_id["fill_zeros"].isEnabled()


@pytest.mark.usefixtures("at_work")
def test_a_click_on_the_row_of_the_open_report_only_brings_it_forward(
    window: MainWindow, session: Session
) -> None:
    go_home(window)

    QTest.mouseClick(window.start.rows[-1], Qt.MouseButton.LeftButton)

    assert window.session is session
    assert not window.is_home


def test_the_menu_lists_the_same_reports_and_opens_them(window: MainWindow, tmp_path: Path) -> None:
    (menu,) = (one for one in window.findChildren(QMenu) if one.title() == "最近的报告")
    (file_menu,) = (one for one in window.findChildren(QMenu) if one.title().startswith("文件"))
    assert menu.menuAction() in file_menu.actions()

    menu.aboutToShow.emit()
    (line,) = menu.actions()
    go_home_by_menu = window.actions_by_id["home"]
    go_home_by_menu.trigger()
    line.trigger()

    assert line.toolTip() == str(tmp_path / "报告.nianbao")
    assert not window.is_home


def test_reports_of_one_unit_and_year_are_told_apart_by_their_folders_or_files(
    window: MainWindow, tmp_path: Path
) -> None:
    """A copy on the share, and the own one: only the tip had told which is which."""
    places = {
        "共享/年报": "甲镇",
        "桌面/年报": "甲镇",
        "桌面/年报二稿": "乙镇",
        "桌面/年报三稿": "乙镇",
        "桌面/丙": "丙镇",
    }
    for name, unit in places.items():
        path = tmp_path / f"{name}.nianbao"
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")
        preferences.add_recent(path)
        recent.note(path, unit, 2024, "")

    window.start.refresh()
    (menu,) = (one for one in window.findChildren(QMenu) if one.title() == "最近的报告")
    menu.aboutToShow.emit()

    wanted = ["丙镇", "乙镇（年报三稿）", "乙镇（年报二稿）", "甲镇（桌面）", "甲镇（共享）"]
    assert [name.split("，")[0] for name in names(window.start)][:5] == [
        f"打开 {one}" for one in wanted
    ]
    assert [one.text() for one in menu.actions()][:5] == [
        f"{one} · 2024 年度报告" for one in wanted
    ]


@pytest.mark.parametrize("wide", [911, 1024, 1366])
def test_a_narrow_window_shows_every_way_to_begin_whole(
    window: MainWindow, tmp_path: Path, wide: int
) -> None:
    """A small screen at 150% is 911 wide: the third column had been cut, below a scroll bar."""
    path = tmp_path / "报告.nianbao"
    path.write_text("{}", encoding="utf-8")
    preferences.add_recent(path)
    recent.note(
        path, "新疆维吾尔自治区某某某某自治州某某某某县人民政府办公室", 2024, "没有错误　3 处提醒"
    )
    window.resize(wide, 512)
    go_home(window)
    window.start.refresh()
    settle()

    page = window.start
    assert page.horizontalScrollBar().maximum() == 0
    ways = [*page._ways, *page.rows]
    right = [way.mapTo(page, way.rect().topRight()).x() for way in ways]
    assert max(right) < page.viewport().width()
    for words in page.findChildren(QLabel):
        room = words.heightForWidth(words.width()) if words.wordWrap() else 0
        assert room <= words.height() or not words.isVisible(), words.text()


def test_what_is_remembered_of_a_report_may_be_nonsense(tmp_path: Path) -> None:
    path = tmp_path / "报告.nianbao"
    path.write_text("{}", encoding="utf-8")
    preferences.add_recent(path)
    preferences._remember("recent_reports", {str(path): {"at": "早上", "unit": 5}, "x": 3})

    (one,) = recent.reports()

    assert (one.path, one.unit, one.at) == (path, "", None)


def test_what_is_remembered_keeps_only_reports_of_the_list(tmp_path: Path) -> None:
    old, new = tmp_path / "旧.nianbao", tmp_path / "新.nianbao"
    for path in (old, new):
        path.write_text("{}", encoding="utf-8")
        preferences.add_recent(path)
        recent.note(path, "示例县", 2024, "表内平衡")
    old.unlink()

    recent.note(new, "示例县", 2024, "没有错误")

    assert list(preferences.table("recent_reports")) == [str(new)]
    (one,) = recent.reports()
    assert (one.year, one.state) == ("2024", "没有错误")
    assert one.at is not None
    assert one.at <= datetime.now().astimezone()
