"""A county clerk's day: sixty files in three batches, two corrections, one letter, and everything that goes out.

`--pictures OUT` keeps a picture of each hour and the files that were written.
"""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nianbao.report.book import Report
from nianbao.report.storage.files import load_report
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.exported import ExportedDialog
from nianbao.ui.rollup.cards import Card
from nianbao.ui.rollup.pages import output_page, prepare_page
from nianbao.ui.rollup.roster_dialog import RosterDialog
from nianbao.ui.rollup.window import RollupWindow
from nianbao.ui.shell import beside
from nianbao.ui.shell.main_window import MainWindow
from tests.rollup.county import (
    APPLICANTS,
    OWN_UNIT,
    ROSTER,
    YEAR,
    Folder,
    independent_sum,
    unit_report,
)
from tests.ui.modal import click, when_asked
from tests.ui.rollup.small_county import GRANTED, Wait
from tests.ui.settled import settle

Key, Modifier = Qt.Key, Qt.KeyboardModifier
MORNING = datetime(2025, 1, 10, 9, 0)  # noqa: DTZ001 - the clock on the wall
FAILING, ALSO_FAILING, TWICE, MISNAMED, SILENT = (
    ROSTER[3],
    ROSTER[27],
    ROSTER[10],
    ROSTER[20],
    ROSTER[59],
)
SOON = 60_000


def last_year(unit: str) -> Report:
    return unit_report(unit, YEAR - 1)


def this_year(unit: str, seed: str = "") -> Report:
    before = last_year(unit)
    carried = {one: int(before.cell(f"table_3.carried_out.{one}") or 0) for one in APPLICANTS}
    return unit_report(unit, seed=seed, carried_in=carried)


def wrong(unit: str) -> Report:
    report = this_year(unit)
    report.change(cells={GRANTED: (report.cell(GRANTED) or Decimal(0)) + 5})
    return report


class Day:
    """The clerk, her folder and her window."""

    def __init__(self, window: RollupWindow, home: Folder, out: Path, pictures: str | None) -> None:
        self.window, self.home, self.out, self.pictures = window, home, out, pictures
        self._taken = 0

    def arrive(self, files: Mapping[str, Report], hour: int) -> None:
        for place, report in files.items():
            self.home.report(place, report, MORNING + timedelta(hours=hour))

    def press(self, button: QWidget) -> None:
        assert button.isVisible()
        assert button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def go(self, number: int) -> None:
        views = self.window.views
        point = views.visualItemRect(views.item(number - 1)).center()
        QTest.mouseClick(views.viewport(), Qt.MouseButton.LeftButton, pos=point)

    def state(self, unit: str) -> str:
        return next(line.words for line in self.window.receipt.model.lines if line.name == unit)

    def answer(self, about: str, words: str) -> None:
        cards = [card for card in self.window.to_do.findChildren(Card) if card.isVisible()]
        (card,) = [card for card in cards if about in card.accessibleName()]
        buttons = card.findChildren(QPushButton)
        (button,) = [one for one in buttons if words in (one.accessibleName() or one.text())]
        self.press(button)

    def written(self, ending: str, words: str = "") -> Path:
        found = [path for path in self.out.rglob(f"*{ending}") if words in path.name]
        (one,) = [path for path in found if not path.name.startswith("~$")]
        return one

    def picture(self, name: str, widget: QWidget | None = None) -> None:
        if self.pictures:
            self._taken += 1
            settle()
            (widget or self.window).grab().save(f"{self.pictures}/day-{self._taken}-{name}.png")


@pytest.fixture
def day(
    rollup: RollupWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Day:
    last = Folder(tmp_path / "清河县2023年报")
    for unit in ROSTER:
        last.report(f"{unit}.nianbao", last_year(unit), MORNING - timedelta(days=365))
    home, out = Folder(tmp_path / "清河县2024年报"), tmp_path / "交上去的"
    out.mkdir()
    monkeypatch.setattr(prepare_page, "choose_folder", lambda *_asked: last.path)
    monkeypatch.setattr(output_page, "choose_folder", lambda *_asked: out)
    monkeypatch.setattr(output_page, "file_to_save", lambda *asked: out / asked[-1].name)
    return Day(rollup, home, out, request.config.getoption("--pictures"))


def prepare(day: Day, wait: Wait) -> None:
    page = day.window.prepare

    def paste(dialog: QWidget) -> None:
        assert isinstance(dialog, RosterDialog)
        dialog.findChildren(QPlainTextEdit)[0].setPlainText("\n".join(ROSTER))
        day.picture("名单", dialog)
        click(dialog, "用这份名单")

    page.open(day.home.path)
    wait()
    page.year.setValue(YEAR)
    day.press(page.confirm)
    wait()
    when_asked(paste, RosterDialog)
    day.press(page.roster_paste)
    wait()
    day.window.activateWindow()
    page.own_unit.setFocus()
    QGuiApplication.clipboard().setText(OWN_UNIT)
    QTest.keyClick(page.own_unit, Key.Key_V, Modifier.ControlModifier)
    QTest.keyClick(page.own_unit, Key.Key_Return)
    wait()
    day.press(page.last_choose)
    wait()
    day.picture("准备")
    assert day.window.county.decisions.roster == ROSTER
    assert day.window.county.decisions.own_unit == OWN_UNIT


def batches(day: Day, qtbot: QtBot) -> None:
    """Sixty files: one unit sent two, one is misspelt, one sent nothing."""
    taken = {unit: this_year(unit) for unit in ROSTER if unit != SILENT}
    taken[FAILING], taken[ALSO_FAILING] = wrong(FAILING), wrong(ALSO_FAILING)
    taken[MISNAMED] = replace(taken[MISNAMED], unit=MISNAMED.replace("审", "宙"))
    files = {f"{unit}.nianbao": report for unit, report in taken.items()}
    files[f"{MISNAMED}.nianbao".replace("审", "宙")] = files.pop(f"{MISNAMED}.nianbao")
    files[f"又一份/{TWICE}（新）.nianbao"] = this_year(TWICE, seed="again")
    assert len(files) == 60
    places = list(files)
    for hour in range(3):
        day.arrive({place: files[place] for place in places[20 * hour : 20 * hour + 20]}, hour)
        qtbot.waitUntil(lambda count=20 * hour + 20: read(day) == count, timeout=SOON)  # type: ignore[misc]
        day.picture(f"第{hour + 1}批")


def read(day: Day) -> int:
    collection, county = day.window.county.collection, day.window.county
    return len(collection.files) if collection is not None and not county.is_reading else -1


def answer_what_is_asked(day: Day, wait: Wait, qtbot: QtBot) -> None:
    day.go(3)
    day.picture("待处理")
    day.answer(TWICE, f"采用 又一份/{TWICE}（新）.nianbao")
    wait()
    day.answer(MISNAMED.replace("审", "宙"), f"就是 {MISNAMED}")
    wait()
    collection = day.window.county.collection
    assert collection is not None
    assert collection.questions == ()
    assert day.window.receipt.failing() == 2
    qtbot.waitUntil(lambda: day.window.county._alike_job is None, timeout=SOON)


def send_back(day: Day, qtbot: QtBot) -> None:
    """One gets a letter from its panel; both send corrections."""
    day.window.activateWindow()
    qtbot.waitUntil(day.window.isActiveWindow)
    QTest.keyClick(day.window, Key.Key_F8)
    panel = day.window.receipt.panel
    qtbot.waitUntil(lambda: panel.name.text() == FAILING)
    day.picture("有错误")
    day.press(panel.letter)
    letter = "\n".join(one.text for one in Document(str(day.written(".docx"))).paragraphs)
    assert FAILING in letter
    assert OWN_UNIT in letter
    day.arrive({f"{unit}.nianbao": this_year(unit) for unit in (FAILING, ALSO_FAILING)}, 5)
    qtbot.waitUntil(lambda: day.window.receipt.failing() == 0, timeout=SOON)
    assert day.state(FAILING) in {"可汇总", "有提醒"}
    assert day.state(SILENT) == "没报"


def write_everything(day: Day) -> None:
    day.go(6)
    output = day.window.output
    day.picture("输出")
    day.press(output.workbook)
    day.press(output.save_missing)
    day.press(output.notice)
    day.picture("已写好")
    assert SILENT in output.missing.toPlainText()
    book = openpyxl.load_workbook(day.written(".xlsx"), data_only=True)
    received = [row[1] for row in book["收报情况"].iter_rows(min_row=4, values_only=True)]
    assert tuple(received[:60]) == ROSTER
    assert day.written(".docx", "催报名单").stat().st_size > 1000
    assert day.written(".docx", "草稿").stat().st_size > 1000


def look_at_the_sum(day: Day) -> None:
    day.go(4)
    day.window.sum.show_cells((GRANTED,))
    day.picture("汇总表")
    day.go(5)
    day.picture("图表")
    titles = [chart.accessibleName() for chart in day.window.charts.charts]
    assert titles[0] == "图：历年收到和办结的申请"
    spoken = day.window.charts.charts[0].accessibleDescription()
    assert f"{YEAR - 1}年" in spoken


def export_the_own_report(day: Day) -> None:
    day.go(6)
    day.press(day.window.output.own)
    (desk,) = beside._desks
    own, target = desk.widget, day.out / "清河县年报.docx"
    assert isinstance(own, MainWindow)

    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.format.setCurrentIndex(dialog.format.findData(".docx"))
        dialog.place.setText(str(target))
        when_asked(lambda done: click(done, "完成"), ExportedDialog)
        click(dialog, "导出")

    when_asked(export, ExportDialog)
    own.actions_by_id["export"].trigger()
    day.picture("本级报告", own)
    assert target.stat().st_size > 1000


def test_a_day_ends_with_everything_that_goes_out(day: Day, wait: Wait, qtbot: QtBot) -> None:
    prepare(day, wait)
    batches(day, qtbot)
    answer_what_is_asked(day, wait, qtbot)
    send_back(day, qtbot)
    look_at_the_sum(day)
    write_everything(day)
    export_the_own_report(day)

    seeds = {TWICE: "again"}
    reports = [this_year(unit, seeds.get(unit, "")) for unit in ROSTER if unit != SILENT]
    own = load_report(day.written(".nianbao"))
    sums = independent_sum(reports)
    typed = {key: value for key, value in own.cells.items() if value is not None}
    assert len(typed) > 30
    assert {
        key: format(value.normalize(), "f") for key, value in typed.items()
    }.items() <= sums.items()
    last = next(one for one in own.previous if one.year == YEAR - 1)
    assert last.cell(GRANTED) == sum(last_year(unit).cell(GRANTED) or 0 for unit in ROSTER)
    if day.pictures:
        shutil.copytree(day.out, Path(day.pictures) / "交上去的", dirs_exist_ok=True)
