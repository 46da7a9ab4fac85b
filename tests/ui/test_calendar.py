"""The calendar on the start page, on 审核与导出 and in the help."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao.formats.registry import newest_form
from nianbao.report.book import blank_report
from nianbao.ui.help.window import HelpWindow
from nianbao.ui.pages.review_page import ReviewPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.shell.start_page import StartPage
from nianbao.ui.system import office_calendar, preferences


@pytest.fixture
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_calendar, "today", lambda: date(2024, 1, 20))


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def words(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def shown_start(qtbot: QtBot) -> StartPage:
    page = StartPage()
    qtbot.addWidget(page)
    page.show()
    page.show_calendar()
    return page


@pytest.mark.usefixtures("january")
def test_the_start_page_says_what_comes_next_for_this_office(qtbot: QtBot) -> None:
    preferences.remember("unit", "清河县财政局")
    preferences.remember("level", "county_department")

    page = shown_start(qtbot)

    assert page.calendar is not None
    said = words(page.calendar)
    assert "2023 年度报告的日程" in said
    assert not page.calendar.guess.isVisible()
    assert "1月21日前（还有 1 天）" in said
    assert "保密审查" in said
    assert "归档" not in said


@pytest.mark.usefixtures("january")
def test_before_the_office_is_known_a_quiet_line_below_the_heading_says_so(qtbot: QtBot) -> None:
    calendar = shown_start(qtbot).calendar

    assert calendar is not None
    assert calendar.title.text() == "2023 年度报告的日程"
    assert calendar.guess.isVisible()
    assert not calendar.guess.font().bold()
    assert calendar.guess.y() > calendar.title.y()


@pytest.mark.usefixtures("january")
def test_a_government_has_other_days_than_a_department(qtbot: QtBot) -> None:
    preferences.remember("unit", "清河县人民政府")
    preferences.remember("level", "county_government")

    page = shown_start(qtbot)

    assert page.calendar is not None
    assert "3月11日前（还有 51 天）" in words(page.calendar)


def review_page(qtbot: QtBot, **facts: object) -> ReviewPage:
    report = blank_report("gb_2021_30", newest_form().cells, 2023)
    report.change(facts=facts)
    session = Session(report)
    page = ReviewPage(session)
    qtbot.addWidget(page)
    page.show()
    page.go_to("")
    return page


@pytest.mark.usefixtures("january")
def test_where_nobody_said_the_level_the_start_page_says_so(qtbot: QtBot) -> None:
    preferences.remember("unit", "")
    preferences.remember("level", "")

    page = shown_start(qtbot)

    assert page.calendar is not None
    assert "先按部门的期限" in words(page.calendar)


@pytest.mark.usefixtures("january")
def test_the_page_of_review_shows_all_steps_and_what_is_done(qtbot: QtBot) -> None:
    page = review_page(qtbot, unit="清河县财政局", level="county_department")

    assert "▸\n1月21日前（还有 1 天）\n保密审查" in words(page.calendar)

    QTest.keyClick(page.reviewed, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "✓" in words(page.calendar))
    said = words(page.calendar)
    assert "✓\n1月21日前（还有 1 天）\n保密审查" in said
    assert "▸\n1月24日前（还有 4 天）\n负责人审定，签字盖章" in said
    assert "归档" in said


@pytest.mark.usefixtures("january")
def test_the_deadline_of_a_township_is_not_said_to_be_the_laws(qtbot: QtBot) -> None:
    township = review_page(qtbot, unit="砖路镇人民政府", level="township")
    department = review_page(qtbot, unit="清河县财政局", level="county_department")

    assert "乡镇、街道一般按主管部门的通知" in words(township)
    assert "《条例》第四十九条" in words(department)


def test_a_report_of_long_ago_has_no_calendar(qtbot: QtBot) -> None:
    assert not review_page(qtbot, unit="清河县财政局").calendar.isVisible()


@pytest.mark.usefixtures("january")
def test_the_whole_calendar_opens_in_the_help_with_its_sources(window: MainWindow) -> None:
    window.start.show_calendar()
    assert window.start.calendar is not None

    QTest.mouseClick(window.start.calendar.explain, Qt.MouseButton.LeftButton)

    shown = window.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    page = shown.page.toPlainText()
    assert "全年日程（2023年度报告）" in page
    assert "《条例》第四十九条" in page
    assert "各地通常做法" in page


def test_the_regulations_open_from_the_menu(window: MainWindow) -> None:
    window.actions_by_id["laws"].trigger()

    shown = window.findChild(HelpWindow)
    assert isinstance(shown, HelpWindow)
    assert "第五十六条" in shown.page.toPlainText()


@pytest.mark.usefixtures("january")
def test_the_calendar_is_there_when_a_clerk_comes_back_to_the_start_page(
    window: MainWindow,
) -> None:
    window.documents.open_sample("sample")

    window.go_home()

    assert window.start.calendar is not None
    assert window.start.calendar.isVisible()
