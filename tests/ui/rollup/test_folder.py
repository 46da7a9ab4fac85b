"""The folder as it lives: files come and change, sticks are pulled out, a colleague works on it too."""

import multiprocessing
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nianbao.report.errors import UserError
from nianbao.rollup.decisions import decisions_path, load_decisions, save_decisions
from nianbao.ui.rollup import county as county_module
from nianbao.ui.rollup.window import RollupWindow
from tests.rollup.county import Folder, unit_report
from tests.rollup.forbidden import forbid
from tests.ui.modal import click, when_asked
from tests.ui.rollup.small_county import FAILING, MISSING, OK, TWICE, UNITS, Wait

Key, Modifier = Qt.Key, Qt.KeyboardModifier
SOON = 10_000


def state(window: RollupWindow, unit: str) -> str:
    found = (line.words for line in window.receipt.model.lines if line.name == unit)
    return next(found, "")


def test_a_file_that_comes_is_read_by_itself_and_marked(
    county: RollupWindow, folder: Folder, qtbot: QtBot
) -> None:
    assert state(county, MISSING) == "没报"
    folder.report("司法局.nianbao", unit_report(MISSING))

    qtbot.waitUntil(lambda: state(county, MISSING) == "可汇总", timeout=SOON)
    assert "司法局.nianbao" in county.receipt.model.fresh
    assert "已重新读入“司法局.nianbao”" in county.words.text()
    row = county.receipt.model.row_of(MISSING)
    index = county.receipt.model.index(row, 0)
    assert "刚重新读入" in str(index.data(11))


def test_a_correction_takes_the_place_of_what_was_wrong(
    county: RollupWindow, folder: Folder, qtbot: QtBot
) -> None:
    assert state(county, FAILING) == "有错误"
    folder.report("部门/公安局.nianbao", unit_report(FAILING))

    qtbot.waitUntil(lambda: state(county, FAILING) == "可汇总", timeout=SOON)


def test_a_file_that_goes_is_missed(county: RollupWindow, folder: Folder, qtbot: QtBot) -> None:
    (folder.path / "教育局.nianbao").unlink()

    qtbot.waitUntil(lambda: state(county, OK) == "没报", timeout=SOON)


def test_a_folder_that_vanishes_is_said_and_what_was_read_stays(
    county: RollupWindow, folder: Folder, qtbot: QtBot
) -> None:
    away = folder.path.with_name("拔掉了")
    folder.path.rename(away)
    qtbot.waitUntil(county.notice.isVisible, timeout=SOON)
    assert "现在打不开" in county.trouble.text()
    assert state(county, OK) == "可汇总"

    away.rename(folder.path)
    qtbot.waitUntil(lambda: not county.notice.isVisible(), timeout=SOON)
    qtbot.waitUntil(lambda: state(county, OK) == "可汇总" and not county.county.is_reading)
    assert state(county, FAILING) == "有错误"


def test_a_folder_without_reports_says_so(rollup: RollupWindow, tmp_path: Path, wait: Wait) -> None:
    empty = Folder(tmp_path / "空")
    rollup.prepare.open(empty.path)
    wait()
    QTest.keyClick(rollup, Key.Key_2, Modifier.ControlModifier)

    assert "还没有年度报告" in rollup.receipt.nothing.text()
    for number in (Key.Key_3, Key.Key_4, Key.Key_5, Key.Key_6):
        QTest.keyClick(rollup, number, Modifier.ControlModifier)
    assert rollup.sum.nothing.text() == "还没有可以汇总的报告。"


def test_a_folder_that_is_not_there_is_refused_and_nothing_changes(
    county: RollupWindow, tmp_path: Path
) -> None:
    asked: list[str] = []

    def note(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        click(box, "知道了")

    before = county.county.folder
    when_asked(note, QMessageBox)
    county.prepare.open(tmp_path / "没有")

    assert asked == ["找不到文件夹“没有”。"]
    assert county.county.folder == before


def test_a_file_that_may_not_be_read_is_one_line(
    county: RollupWindow, folder: Folder, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid(folder.report("司法局.nianbao", unit_report(MISSING)), monkeypatch)
    county.county.read()
    wait()

    line = next(one for one in county.receipt.model.lines if one.place == "司法局.nianbao")
    assert line.words == "读不出"
    assert line.name == MISSING
    assert line.file is not None
    assert line.file.reason.startswith("没有权限打开“司法局.nianbao”。")
    assert state(county, OK) == "可汇总"


def test_stopping_keeps_what_was_read_and_goes_on_later(
    rollup: RollupWindow, tmp_path: Path, wait: Wait, qtbot: QtBot
) -> None:
    many = Folder(tmp_path / "许多")
    for number in range(60):
        many.report(f"{number:02}.nianbao", unit_report(f"第{number:02}镇人民政府"))
    rollup.county.progressed.connect(lambda _number, _of: rollup.county.stop())
    rollup.prepare.open(many.path)
    wait()
    collection = rollup.county.collection
    assert collection is not None
    assert not collection.complete
    assert 0 < len(collection.summed) < 60
    assert rollup.cancel.text() == "接着读入"
    rollup.county.progressed.disconnect()

    QTest.mouseClick(rollup.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: rollup.county.collection is not None and rollup.county.collection.complete,
        timeout=SOON,
    )
    assert rollup.county.collection is not None
    assert len(rollup.county.collection.summed) == 60
    assert not rollup.cancel.isVisible()


def answer_elsewhere(folder: Path) -> None:
    """What a colleague's window does."""
    now = load_decisions(folder)
    save_decisions(folder, now, now.choose_version(TWICE, "部门/民政局.nianbao"))


def test_a_colleague_s_answers_are_taken_over_and_mine_stay(
    county: RollupWindow, folder: Folder, wait: Wait, qtbot: QtBot
) -> None:
    other = multiprocessing.get_context("spawn").Process(
        target=answer_elsewhere, args=(folder.path,)
    )
    other.start()
    other.join()
    qtbot.waitUntil(lambda: state(county, TWICE) == "可汇总", timeout=SOON)
    assert county.county.decide(lambda now: now.leave_out(FAILING))
    wait()

    kept = load_decisions(folder.path)
    assert kept.versions == {TWICE: "部门/民政局.nianbao"}
    assert FAILING in kept.left_out


def test_damaged_decisions_are_said_and_the_units_files_stay(
    rollup: RollupWindow, folder: Folder
) -> None:
    decisions_path(folder.path).write_text("{不是", encoding="utf-8")
    asked: list[str] = []

    def note(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        click(box, "知道了")

    when_asked(note, QMessageBox)
    rollup.prepare.open(folder.path)

    assert "已损坏" in asked[0]
    assert rollup.county.folder is None


def test_the_units_files_are_never_written(
    county: RollupWindow, folder: Folder, wait: Wait
) -> None:
    def stamps() -> dict[str, int]:
        return {
            str(path): path.stat().st_mtime_ns
            for path in sorted(folder.path.rglob("*"))
            if path.is_file()
        }

    before = stamps()
    county.county.decide(lambda now: now.choose_version(TWICE, "部门/民政局.nianbao"))
    wait()
    for number in range(1, 7):
        QTest.keyClick(county, Key(Key.Key_0 + number), Modifier.ControlModifier)

    assert stamps() == before


def test_the_window_answers_while_files_are_read(
    rollup: RollupWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    many = Folder(tmp_path / "许多")
    for number in range(40):
        many.report(f"{number:02}.docx", unit_report(f"第{number:02}镇人民政府"))
    rollup.prepare.open(many.path)
    assert rollup.county.is_reading
    for number in (Key.Key_2, Key.Key_4, Key.Key_1):
        QTest.keyClick(rollup, number, Modifier.ControlModifier)
        assert rollup.county.is_reading
    assert rollup.page is rollup.prepare
    qtbot.waitUntil(rollup.progress.isVisible, timeout=SOON)
    rollup.county.stop()
    qtbot.waitUntil(lambda: not rollup.county.is_reading, timeout=SOON)


def test_notes_of_the_whole_folder_stand_above_the_table(county: RollupWindow, wait: Wait) -> None:
    twice = (*UNITS, OK)
    county.county.decide(lambda now: now.prepared(roster=twice))
    wait()
    collection = county.county.collection
    assert collection is not None

    shown = county.receipt.findChildren(QLabel)
    assert all(any(note in label.text() for label in shown) for note in collection.notes)


def test_a_share_that_hangs_is_said_and_can_be_given_up(
    county: RollupWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    hangs = threading.Event()
    monkeypatch.setattr(county_module, "SILENCE", 1)
    monkeypatch.setattr(county_module, "PATIENCE", 1)

    def hang(*_asked: object) -> None:
        hangs.wait()
        raise UserError("断开了。")

    monkeypatch.setattr(county_module, "gather", hang)
    county.county._silence.setInterval(1)
    county.county.read()
    qtbot.waitUntil(county.notice.isVisible)
    assert "很久没有回应" in county.trouble.text()
    assert state(county, OK) == "可汇总"

    QTest.mouseClick(county.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not county.county.is_reading)
    assert county.cancel.text() == "接着读入"
    assert state(county, OK) == "可汇总"
    hangs.set()


def test_what_nobody_foresaw_ends_the_reading_and_is_reported(
    county: RollupWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fail(*_asked: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(county_module, "gather", fail)
    with qtbot.captureExceptions() as raised:
        county.county.read()
        qtbot.waitUntil(lambda: not county.county.is_reading)

    assert [kind for kind, _problem, _trace in raised] == [ZeroDivisionError]
    assert state(county, OK) == "可汇总"
