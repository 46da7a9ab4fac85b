"""准备: every answer is kept at once, and is there again the next time."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from nianbao.rollup.decisions import Decisions, load_decisions
from nianbao.ui.help.window import HelpWindow
from nianbao.ui.rollup import start
from nianbao.ui.rollup.pages import prepare_page
from nianbao.ui.rollup.roster_dialog import RosterDialog
from nianbao.ui.rollup.window import RollupWindow
from nianbao.ui.shell import beside
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.widgets.day_field import read_day
from tests.rollup.county import Folder, unit_report
from tests.ui.modal import answer, click, when_asked
from tests.ui.rollup.small_county import OK, TOWN, UNITS, Wait
from tests.ui.settled import settle

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def bare(rollup: RollupWindow, tmp_path: Path, wait: Wait) -> RollupWindow:
    """The window over a folder of which nothing was decided."""
    folder = Folder(tmp_path / "新的")
    folder.report("a.nianbao", unit_report(OK))
    folder.report("b.nianbao", unit_report(TOWN))
    folder.report("c.nianbao", unit_report("清河县林业局", 2023))
    rollup.prepare.open(folder.path)
    wait()
    return rollup


def decided(window: RollupWindow) -> Decisions:
    assert window.county.folder is not None
    return load_decisions(window.county.folder)


def test_the_start_page_and_the_menu_lead_to_one_window(
    start_window: MainWindow, qtbot: QtBot
) -> None:
    start_window.start.asked.emit("rollup")
    (window,) = start._windows
    qtbot.addWidget(window)
    assert window.isVisible()
    start_window.actions_by_id["rollup"].trigger()
    assert start._windows == [window]

    window.close()
    qtbot.waitUntil(lambda: start._windows == [])


def test_it_stays_when_the_report_s_window_is_closed(
    county: RollupWindow, start_window: MainWindow, qtbot: QtBot
) -> None:
    start_window.close()
    county.show_unit(OK)
    QTest.keyClick(county.receipt.table, Key.Key_Return)

    (desk,) = beside._desks
    assert desk.session is not None
    assert desk.session.report.unit == OK
    desk.widget.close()
    qtbot.waitUntil(lambda: beside._desks == [])


def test_the_year_is_proposed_then_confirmed(bare: RollupWindow, wait: Wait) -> None:
    page = bare.prepare
    assert page.year.value() == 2024
    assert "2 份是 2024 年" in page.year_words.text()
    assert "请确认" in page.year_words.text()
    QTest.mouseClick(page.confirm, Qt.MouseButton.LeftButton)
    wait()

    assert decided(bare).year == 2024
    assert "已确认" in page.year_words.text()


def test_a_roster_is_pasted(bare: RollupWindow, wait: Wait) -> None:
    def paste(dialog: QWidget) -> None:
        assert isinstance(dialog, RosterDialog)
        field = dialog.findChildren(QPlainTextEdit)[0]
        field.setPlainText("序号\t单位名称\n" + "\n".join(f"{n}\t{u}" for n, u in enumerate(UNITS)))
        click(dialog, "用这份名单")

    when_asked(paste, RosterDialog)
    QTest.mouseClick(bare.prepare.roster_paste, Qt.MouseButton.LeftButton)
    wait()

    assert decided(bare).roster == UNITS
    assert f"{len(UNITS)} 个单位" in bare.prepare.roster_words.text()
    assert [line.name for line in bare.receipt.model.lines][: len(UNITS)] == list(UNITS)


def test_a_deadline_is_kept_and_makes_late(bare: RollupWindow, wait: Wait) -> None:
    page = bare.prepare
    page.has_deadline.setFocus()
    QTest.keyClick(page.has_deadline, Key.Key_Space)
    wait()
    page.deadline.setFocus()
    page.deadline.selectAll()
    QTest.keyClicks(page.deadline, "2025-1-6")
    QTest.keyClick(page.deadline, Key.Key_Return)
    QTest.keyClick(page.deadline, Key.Key_Down)
    wait()

    assert str(decided(bare).deadline) == "2025-01-05"
    assert {line.is_late for line in bare.receipt.model.lines if line.is_received} == {True}


def test_the_own_unit_is_kept(bare: RollupWindow, wait: Wait) -> None:
    bare.prepare.own_unit.setFocus()
    bare.prepare.own_unit.setText("清河县人民政府")
    QTest.keyClick(bare.prepare.own_unit, Key.Key_Return)
    wait()

    assert decided(bare).own_unit == "清河县人民政府"


def test_last_year_s_folder_gives_values_and_a_roster(
    bare: RollupWindow, tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = Folder(tmp_path / "上年")
    last.report("a.nianbao", unit_report(OK, 2023))
    last.report("b.nianbao", unit_report("清河县司法局", 2023))
    monkeypatch.setattr(prepare_page, "choose_folder", lambda *_asked: last.path)
    QTest.mouseClick(bare.prepare.last_choose, Qt.MouseButton.LeftButton)
    wait()
    assert decided(bare).last_year == "上年"
    titles = [column.title for column in bare.receipt.model.columns]
    assert any("（上年）" in title for title in titles)

    QTest.mouseClick(bare.prepare.roster_last, Qt.MouseButton.LeftButton)
    wait()
    assert {*decided(bare).roster} == {OK, "清河县司法局"}


def test_this_year_s_folder_is_no_last_year_s(
    bare: RollupWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    folder = bare.county.folder
    monkeypatch.setattr(prepare_page, "choose_folder", lambda *_asked: folder)
    answer("知道了", asked)
    QTest.mouseClick(bare.prepare.last_choose, Qt.MouseButton.LeftButton)

    assert asked == ["这就是今年的文件夹。"]
    assert decided(bare).last_year == ""


def test_f6_goes_round_the_panes_and_digits_to_the_views(
    county: RollupWindow, qtbot: QtBot
) -> None:
    for number, page in enumerate(county.pages.values(), 1):
        QTest.keyClick(county, Key(Key.Key_0 + number), Modifier.ControlModifier)
        assert county.page is page
    QTest.keyClick(county, Key.Key_2, Modifier.ControlModifier)
    assert county.receipt.table.hasFocus()
    qtbot.waitUntil(county.receipt.panel.open.isVisible)
    seen = []
    for _ in range(4):
        QTest.keyClick(county, Key.Key_F6)
        seen.append(county.focusWidget())
    assert county.views in seen
    assert seen[-1] is county.receipt.table


def test_f1_explains_the_rollup(county: RollupWindow) -> None:
    QTest.keyClick(county, Key.Key_F1)
    (shown,) = county.findChildren(HelpWindow)
    assert "应报单位名单" in shown.page.toPlainText()
    shown.close()


def test_a_click_after_typing_keeps_both(bare: RollupWindow, wait: Wait) -> None:
    page = bare.prepare
    page.own_unit.setFocus()
    QTest.keyClicks(page.own_unit, "qinghe")
    box = page.has_deadline
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    wait()

    assert decided(bare).own_unit == "qinghe"
    assert decided(bare).deadline is not None
    assert box.isChecked()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025年1月20日", date(2025, 1, 20)),
        ("2025-1-20", date(2025, 1, 20)),
        ("2025.01.20", date(2025, 1, 20)),
        ("20250120", date(2025, 1, 20)),
        ("1月20日", date(2024, 1, 20)),
        ("2025年2月30日", None),
        ("月底", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_people_write_it(words: str, day: date | None) -> None:
    assert read_day(words, 2024) == day


def test_what_is_no_day_is_put_back(bare: RollupWindow) -> None:
    page = bare.prepare
    page.has_deadline.click()
    before = page.deadline.text()
    page.deadline.setFocus()
    page.deadline.selectAll()
    QTest.keyClicks(page.deadline, "99")
    QTest.keyClick(page.deadline, Key.Key_Tab)

    assert page.deadline.text() == before


def test_each_label_stands_on_the_line_of_its_field(rollup: RollupWindow) -> None:
    page = rollup.prepare
    settle()
    labels = {one.text(): one for one in page.findChildren(QLabel)}
    fields = {"报告年度": page.year, "截止日期": page.deadline, "本单位": page.own_unit}
    fields |= {"文件夹": page.folder, "有错误的报告": page.leave_out}

    def middle(part: QWidget) -> int:
        return part.mapTo(page, part.contentsRect().center()).y()

    away = {words: middle(field) - middle(labels[words]) for words, field in fields.items()}
    assert all(abs(one) <= 2 for one in away.values()), away
