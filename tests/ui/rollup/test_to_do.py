"""待处理: one card a question, one click an answer, kept at once and taken back with a key."""

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from nianbao.report.errors import UserError
from nianbao.rollup import unwritten
from nianbao.rollup.decisions import Decisions, decisions_path, save_decisions
from nianbao.ui.dialogs.set_aside import SetAsideDialog
from nianbao.ui.rollup.alike_dialog import AlikeDialog
from nianbao.ui.rollup.cards import Card
from nianbao.ui.rollup.window import RollupWindow
from tests.rollup.county import Folder, unit_report
from tests.ui.modal import click, when_asked
from tests.ui.rollup.small_county import FAILING, LATE, MISNAMED, OK, TOWN, TWICE, Wait

Key, Modifier = Qt.Key, Qt.KeyboardModifier


PROBLEMS = (
    "一是公开栏目更新偏慢，二是解读图表太少，三是镇村两级衔接不顺。下一步，将按月核对栏目，"
    "增配图解，打通镇村公开栏，并请群众代表评议。"
)


@pytest.fixture
def cards(county: RollupWindow) -> RollupWindow:
    """The window with the cards, the keyboard on the first answer."""
    QTest.keyClick(county, Key.Key_3, Modifier.ControlModifier)
    return county


def shown(window: RollupWindow) -> list[Card]:
    return [card for card in window.to_do.findChildren(Card) if card.isVisible()]


def card_about(window: RollupWindow, words: str) -> Card:
    (found,) = [card for card in shown(window) if words in card.accessibleName()]
    return found


def answer(window: RollupWindow, about: str, words: str) -> None:
    buttons = card_about(window, about).findChildren(QPushButton)
    (button,) = [one for one in buttons if words in (one.accessibleName() or one.text())]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def kept(folder: Folder) -> dict[str, object]:
    found: dict[str, object] = json.loads(decisions_path(folder.path).read_text(encoding="utf-8"))
    return found


def state(window: RollupWindow, unit: str) -> str:
    return next(line.words for line in window.receipt.model.lines if line.name == unit)


def test_two_files_of_a_unit_are_shown_with_what_differs(cards: RollupWindow) -> None:
    card = card_about(cards, TWICE)
    said = [label.text() for label in card.findChildren(QLabel)]

    assert any("民政局（修改）.nianbao" in words for words in said)
    assert any("格的数不一样" in words for words in said)
    assert "第1份" in said


def test_the_file_that_is_taken_counts_from_then_on(
    cards: RollupWindow, folder: Folder, wait: Wait
) -> None:
    answer(cards, TWICE, "采用 部门/民政局（修改）.nianbao")
    wait()

    assert state(cards, TWICE) == "可汇总"
    assert kept(folder)["versions"] == {TWICE: "部门/民政局（修改）.nianbao"}
    assert not any(TWICE in card.accessibleName() for card in shown(cards))
    unit = next(one for one in cards.receipt.model.lines if one.name == TWICE)
    assert unit.place == "部门/民政局（修改）.nianbao"


def test_an_answer_is_taken_back_with_the_key_of_undo(
    cards: RollupWindow, folder: Folder, wait: Wait
) -> None:
    answer(cards, TWICE, "采用 部门/民政局.nianbao")
    wait()
    QTest.keyClick(cards, Key.Key_Z, Modifier.ControlModifier)
    wait()

    assert state(cards, TWICE) == "多份待选"
    assert "versions" not in kept(folder)
    QTest.keyClick(cards, Key.Key_Z, Modifier.ControlModifier)
    assert cards.words.text() == "没有可以撤销的处理"


def test_two_answers_in_a_row_are_both_kept(
    cards: RollupWindow, folder: Folder, wait: Wait
) -> None:
    answer(cards, TWICE, "采用 部门/民政局.nianbao")
    answer(cards, "财正局", f"就是 {MISNAMED}")
    wait()

    assert kept(folder)["versions"] == {TWICE: "部门/民政局.nianbao"}
    assert kept(folder)["names"] == {"清河县财正局": MISNAMED}
    assert {state(cards, TWICE), state(cards, MISNAMED)} == {"可汇总"}


def test_an_answer_waits_for_a_share_that_hangs_and_the_window_does_not(
    cards: RollupWindow, folder: Folder, wait: Wait, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answers_again = threading.Event()

    def hang(path: Path, before: Decisions, now: Decisions) -> Decisions:
        answers_again.wait()
        return save_decisions(path, before, now)

    monkeypatch.setattr(unwritten, "save_decisions", hang)
    cards.county._silence.setInterval(1)
    answer(cards, TWICE, "采用 部门/民政局.nianbao")
    answer(cards, "财正局", f"就是 {MISNAMED}")
    assert cards.words.text() != "已记住"
    qtbot.waitUntil(cards.notice.isVisible)
    assert "很久没有回应" in cards.trouble.text()
    QTest.keyClick(cards, Key.Key_2, Modifier.ControlModifier)
    assert cards.page is cards.receipt

    answers_again.set()
    wait()
    assert cards.words.text() == "已记住"
    assert not cards.notice.isVisible()
    assert kept(folder)["versions"] == {TWICE: "部门/民政局.nianbao"}
    assert kept(folder)["names"] == {"清河县财正局": MISNAMED}


def test_an_answer_that_cannot_be_written_is_said_and_does_not_count(
    cards: RollupWindow, folder: Folder, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    before = kept(folder)

    def refuse(*_asked: object) -> None:
        raise UserError("没有权限写入。", "请检查文件夹的权限。")

    monkeypatch.setattr(unwritten, "save_decisions", refuse)
    answer(cards, TWICE, "采用 部门/民政局.nianbao")
    qtbot.waitUntil(cards.notice.isVisible)

    assert cards.trouble.text() == "没有权限写入。请检查文件夹的权限。"
    assert card_about(cards, TWICE).isVisible()
    assert cards.county.decisions.versions == {}
    assert kept(folder) == before
    QTest.keyClick(cards, Key.Key_Z, Modifier.ControlModifier)
    assert cards.words.text() == "没有可以撤销的处理"


def test_a_doubtful_name_is_confirmed_once_and_remembered(
    cards: RollupWindow, folder: Folder, wait: Wait
) -> None:
    answer(cards, "财正局", f"就是 {MISNAMED}")
    wait()
    assert state(cards, MISNAMED) == "可汇总"

    cards.prepare.open(folder.path)
    wait()
    assert state(cards, MISNAMED) == "可汇总"
    assert not any("财正局" in card.accessibleName() for card in shown(cards))


def test_a_name_can_be_any_of_the_roster_s(cards: RollupWindow, wait: Wait) -> None:
    box = card_about(cards, "财正局").findChildren(QComboBox)[0]
    before = cards.to_do.count()
    box.setFocus()
    QTest.keyClick(box, Key.Key_Down)
    assert box.view().isVisible()
    assert cards.to_do.count() == before  # looked through, not answered

    QTest.keyClick(box.view(), Key.Key_Down)
    while box.view().currentIndex().data() != "清河县司法局":
        QTest.keyClick(box.view(), Key.Key_Down)
    QTest.keyClick(box.view(), Key.Key_Return)
    wait()

    assert state(cards, "清河县司法局") == "可汇总"


@pytest.mark.parametrize("key", [Key.Key_Up, Key.Key_End, Key.Key_PageDown, Key.Key_Q])
def test_no_key_on_a_closed_list_is_an_answer(cards: RollupWindow, key: Qt.Key) -> None:
    box = card_about(cards, "财正局").findChildren(QComboBox)[0]
    before = cards.county.decisions
    box.setFocus()
    QTest.keyClick(box, key)
    box.hidePopup()

    assert cards.county.decisions == before
    assert box.currentIndex() == 0


def test_an_earlier_sum_is_settled(cards: RollupWindow, folder: Folder, wait: Wait) -> None:
    answer(cards, "以前的汇总", "不计入")
    wait()

    assert kept(folder)["sums"] == ["全县汇总.nianbao"]
    assert not any("以前的汇总" in card.accessibleName() for card in shown(cards))


def test_every_answer_is_reached_and_given_with_the_keyboard(
    cards: RollupWindow, wait: Wait
) -> None:
    before = cards.to_do.count()
    holder = QApplication.focusWidget()
    assert isinstance(holder, QPushButton)
    QTest.keyClick(holder, Key.Key_Return)
    wait()

    assert cards.to_do.count() == before - 1
    holder = QApplication.focusWidget()
    assert isinstance(holder, QPushButton)
    assert cards.to_do.isAncestorOf(holder)


def test_a_broken_sum_leads_to_its_cells_and_to_the_unit(cards: RollupWindow) -> None:
    (first, *_) = [card for card in shown(cards) if "汇总的数对不上" in card.accessibleName()]
    (look,) = [one for one in first.findChildren(QPushButton) if one.text() == "看汇总表"]
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)
    assert cards.page is cards.sum
    assert cards.sum.grids

    QTest.keyClick(cards, Key.Key_3, Modifier.ControlModifier)
    (first, *_) = [card for card in shown(cards) if "汇总的数对不上" in card.accessibleName()]
    (unit,) = [one for one in first.findChildren(QPushButton) if one.text() == FAILING]
    QTest.mouseClick(unit, Qt.MouseButton.LeftButton)
    line = cards.receipt.table.line()
    assert line is not None
    assert line.name == FAILING


def test_a_finding_of_the_sum_is_settled_with_a_reason(
    cards: RollupWindow, folder: Folder, wait: Wait
) -> None:
    def write(dialog: QWidget) -> None:
        assert isinstance(dialog, SetAsideDialog)
        dialog.findChildren(QPlainTextEdit)[0].setPlainText("公安局正在更正，汇总先照报。")
        click(dialog, "确定")

    before = cards.to_do.count()
    (first, *_) = [card for card in shown(cards) if "汇总的数对不上" in card.accessibleName()]
    (settle,) = [one for one in first.findChildren(QPushButton) if one.text() == "写明情况…"]
    when_asked(write, SetAsideDialog)
    QTest.mouseClick(settle, Qt.MouseButton.LeftButton)
    wait()

    assert cards.to_do.count() == before - 1
    assert "公安局正在更正，汇总先照报。" in str(kept(folder)["settled"])
    QTest.keyClick(cards, Key.Key_6, Modifier.ControlModifier)
    ready = cards.output._ready()
    assert ready is not None
    assert "公安局正在更正，汇总先照报。" in [one.said for one in ready.findings]


def button_of_the_alike(
    rollup: RollupWindow, folder: Folder, wait: Wait, qtbot: QtBot, words: str
) -> QPushButton:
    """Open the folder, go to what is to do, and return the button on the card with these words."""
    rollup.prepare.open(folder.path)
    wait()
    qtbot.waitUntil(lambda: bool(rollup.county.alike), timeout=30_000)
    QTest.keyClick(rollup, Key.Key_3, Modifier.ControlModifier)
    card = card_about(rollup, words)
    (look,) = [one for one in card.findChildren(QPushButton) if one.text() == "并排看一看"]
    return look


def test_alike_texts_are_looked_at_side_by_side(
    rollup: RollupWindow, folder: Folder, wait: Wait, qtbot: QtBot
) -> None:
    for place, unit in (("教育局.nianbao", OK), ("乡镇/城关镇年报.docx", TOWN)):
        report = unit_report(unit)
        report.change(texts={"problems": PROBLEMS})
        folder.report(place, report)
    look = button_of_the_alike(rollup, folder, wait, qtbot, "雷同")
    texts: list[str] = []
    marks: list[int] = []

    def see(dialog: QWidget) -> None:
        assert isinstance(dialog, AlikeDialog)
        texts.extend(field.toPlainText() for field in dialog.texts)
        marks.extend(len(field.extraSelections()) for field in dialog.texts)
        dialog.reject()

    when_asked(see, AlikeDialog)
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)

    assert len(texts) == 2
    assert all("按月核对栏目" in text for text in texts)
    assert all(count > 0 for count in marks)


def test_of_many_that_are_alike_any_two_are_looked_at(
    rollup: RollupWindow, folder: Folder, wait: Wait, qtbot: QtBot
) -> None:
    for place, unit in (
        ("教育局.nianbao", OK),
        ("乡镇/城关镇年报.docx", TOWN),
        ("审计局.nianbao", LATE),
    ):
        report = unit_report(unit)
        report.change(texts={"problems": f"{PROBLEMS}{unit}另有一句。"})
        folder.report(place, report)
    look = button_of_the_alike(rollup, folder, wait, qtbot, "3 个单位的文字雷同")
    texts: list[str] = []

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, AlikeDialog)
        QTest.keyClick(dialog.boxes[1], Key.Key_End)
        texts.extend(field.toPlainText() for field in dialog.texts)
        chosen = [box.currentText() for box in dialog.boxes]
        assert all(f"{unit}另有" in text for unit, text in zip(chosen, texts, strict=True))
        assert chosen[1] == dialog.boxes[1].itemText(2)
        dialog.reject()

    when_asked(choose, AlikeDialog)
    QTest.mouseClick(look, Qt.MouseButton.LeftButton)

    assert len(texts) == 2


def test_each_of_many_that_are_alike_can_be_gone_to(
    rollup: RollupWindow, folder: Folder, wait: Wait, qtbot: QtBot
) -> None:
    units = (("教育局.nianbao", OK), ("乡镇/城关镇年报.docx", TOWN), ("审计局.nianbao", LATE))
    for place, unit in units:
        report = unit_report(unit)
        report.change(texts={"problems": PROBLEMS})
        folder.report(place, report)
    button_of_the_alike(rollup, folder, wait, qtbot, "3 个单位的文字雷同")
    card = card_about(rollup, "3 个单位的文字雷同")
    (box,) = card.findChildren(QComboBox)
    names = [box.itemText(row) for row in range(1, box.count())]

    box.setFocus()
    QTest.keyClick(box, Key.Key_Space)
    QTest.keyClick(box.view(), Key.Key_End)
    QTest.keyClick(box.view(), Key.Key_Return)

    assert {*names} == {OK, TOWN, LATE}
    assert [one.text() for one in card.findChildren(QPushButton)] == ["并排看一看", "写明情况…"]
    line = rollup.receipt.table.line()
    assert rollup.page is rollup.receipt
    assert line is not None
    assert line.name == names[-1]
