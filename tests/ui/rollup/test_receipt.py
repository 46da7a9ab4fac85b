"""收报情况: every unit in its line, numbers that filter, and a report a key away."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nianbao.rollup.decisions import decisions_path
from nianbao.ui.import_review.dialog import ImportReview
from nianbao.ui.rollup.lines import FILTERS, Filter, Shape
from nianbao.ui.rollup.units_model import UnitsModel
from nianbao.ui.rollup.window import RollupWindow
from nianbao.ui.shell import beside
from nianbao.ui.shell.main_window import MainWindow
from tests.rollup.county import Folder, as_file, unit_report, zipped
from tests.ui.grid_keys import press, type_text
from tests.ui.modal import when_asked
from tests.ui.rollup.small_county import FAILING, LATE, MISSING, OK, TOWN, TWICE, UNITS, Wait

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def shown(county: RollupWindow) -> RollupWindow:
    """The window with the table and the keyboard in it."""
    press_in(county, Key.Key_2, Modifier.ControlModifier)
    assert county.receipt.table.hasFocus()
    return county


def press_in(
    window: QWidget,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def names(window: RollupWindow) -> list[str]:
    return [line.name for line in window.receipt.model.shown]


def states(window: RollupWindow) -> dict[str, str]:
    return {line.name: line.words for line in window.receipt.model.lines}


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_units_stand_in_the_order_of_the_roster_and_files_of_nobody_below(
    shown: RollupWindow,
) -> None:
    assert names(shown)[: len(UNITS)] == list(UNITS)
    assert {*names(shown)[len(UNITS) :]} >= {"照片.jpg"}


def test_each_unit_has_its_state_in_words_and_as_a_shape(shown: RollupWindow) -> None:
    lines = {line.name: line for line in shown.receipt.model.lines}

    assert lines[OK].shape is Shape.TICK
    assert (lines[FAILING].words, lines[FAILING].shape) == ("有错误", Shape.TRIANGLE)
    assert (lines[TWICE].words, lines[TWICE].shape) == ("多份待选", Shape.ASKED)
    assert (lines[MISSING].words, lines[MISSING].shape) == ("没报", Shape.RING)
    assert lines[LATE].is_late


@pytest.mark.parametrize(
    "one", [one for one in FILTERS if one.id != "useless"], ids=lambda one: one.id
)
def test_a_number_shows_the_lines_that_it_counts(shown: RollupWindow, one: Filter) -> None:
    chip = shown.receipt.chips[one.id]
    assert chip.isVisible()
    click(chip)

    number = int(chip.text().split()[-1])
    assert len(shown.receipt.model.shown) == number
    assert number > 0


def test_what_cannot_be_summed_has_a_number_of_its_own(
    shown: RollupWindow, folder: Folder, wait: Wait
) -> None:
    assert not shown.receipt.chips["useless"].isVisible()
    folder.report("司法局.nianbao", unit_report(MISSING, 2023))
    shown.county.read()
    wait()
    click(shown.receipt.chips["useless"])

    assert [line.words for line in shown.receipt.model.shown] == ["年度不符"]


def test_words_that_are_typed_find_units_and_files(shown: RollupWindow) -> None:
    press_in(shown, Key.Key_F, Modifier.ControlModifier)
    type_text("城关")

    assert names(shown) == [TOWN]
    assert shown.receipt.table.hasFocus()


def test_what_is_not_found_is_said(shown: RollupWindow) -> None:
    press_in(shown, Key.Key_F, Modifier.ControlModifier)
    type_text("没有的单位")

    assert shown.receipt.nothing.isVisible()
    assert shown.receipt.nothing.text() == "没有这样的单位或文件。"


def test_a_head_sorts_and_the_roster_s_order_comes_back(shown: RollupWindow) -> None:
    head = shown.receipt.table.horizontalHeader()
    errors = [column.title for column in shown.receipt.model.columns].index("错误")
    point = QPoint(head.sectionViewportPosition(errors) + 8, head.height() // 2)
    for _ in range(2):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert names(shown)[0] == FAILING
    assert shown.receipt.order.currentText() == "错误"

    shown.receipt.order.setFocus()
    shown.receipt.order.setCurrentIndex(0)
    shown.receipt.order.activated.emit(0)
    assert names(shown)[: len(UNITS)] == list(UNITS)


def test_f8_goes_to_what_goes_back_and_round(shown: RollupWindow, qtbot: QtBot) -> None:
    for _ in range(2):
        press_in(shown, Key.Key_F8)
        line = shown.receipt.table.line()
        assert line is not None
        assert line.name == FAILING
    qtbot.waitUntil(lambda: "有错误" in shown.receipt.panel.state.text())


def test_f8_says_so_where_nothing_goes_back(shown: RollupWindow) -> None:
    click(shown.receipt.chips["missing"])
    press_in(shown, Key.Key_F8)

    assert "没有需要退回修改的" in shown.words.text()


def test_lines_are_copied_as_excel_takes_them(shown: RollupWindow) -> None:
    shown.receipt.table.selectAll()
    press_in(shown, Key.Key_C, Modifier.ControlModifier)

    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["单位", "状态"]
    assert [line.split("\t")[0] for line in lines[1 : len(UNITS) + 1]] == list(UNITS)


def test_no_name_becomes_a_formula(shown: RollupWindow, folder: Folder, wait: Wait) -> None:
    folder.put("=1+1.jpg", b"nothing")
    shown.county.read()
    wait()
    shown.receipt.table.selectAll()
    press_in(shown, Key.Key_C, Modifier.ControlModifier)

    cells = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert any(cell == "'=1+1.jpg" for line in cells for cell in line)
    assert not any(cell.startswith("=") for line in cells for cell in line)


def opened() -> list[MainWindow]:
    return [one for one in beside._desks if isinstance(one, MainWindow)]


def test_enter_opens_the_report_in_a_window_of_its_own_once(
    shown: RollupWindow, start_window: MainWindow, qtbot: QtBot
) -> None:
    shown.show_unit(OK)
    press(Key.Key_Return)
    (window,) = opened()
    assert window.session is not None
    assert window.session.report.unit == OK
    assert start_window.session is None

    shown.activateWindow()
    shown.receipt.table.setFocus()
    QTest.keyClick(shown.receipt.table, Key.Key_Return)
    assert opened() == [window]
    window.close()
    qtbot.waitUntil(lambda: opened() == [])


def test_a_double_click_on_a_word_document_reviews_it_like_any_import(
    shown: RollupWindow, qtbot: QtBot
) -> None:
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportReview)
        seen.append(dialog.report.unit)
        dialog.reject()

    when_asked(look, ImportReview)
    table = shown.receipt.table
    index = table.units.index(table.units.row_of(TOWN), 0)
    point = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)

    assert seen == [TOWN]
    qtbot.waitUntil(lambda: opened() == [])


def test_a_report_in_a_zip_is_reviewed_too(
    shown: RollupWindow, folder: Folder, wait: Wait, qtbot: QtBot
) -> None:
    report = as_file(unit_report(MISSING), ".nianbao")
    folder.put("司法局.zip", zipped({"司法局.nianbao": report}))
    shown.county.read()
    wait()
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportReview)
        seen.append(dialog.report.unit)
        dialog.reject()

    when_asked(look, ImportReview)
    shown.show_unit(MISSING)
    press(Key.Key_Return)

    assert seen == [MISSING]
    qtbot.waitUntil(lambda: opened() == [])


def test_a_unit_that_sent_nothing_has_nothing_to_open(shown: RollupWindow) -> None:
    shown.show_unit(MISSING)
    press(Key.Key_Return)

    assert "还没有报送" in shown.words.text()
    assert opened() == []


def test_the_panel_says_what_is_wrong_and_takes_a_unit_out_and_in(
    shown: RollupWindow, folder: Folder, wait: Wait, qtbot: QtBot
) -> None:
    panel = shown.receipt.panel
    shown.show_unit(FAILING)
    qtbot.waitUntil(lambda: panel.name.text() == FAILING)
    assert "多 3" in panel.remarks.item(0).text()
    assert panel.take.text() == "不计入汇总"
    click(panel.take)
    wait()
    qtbot.waitUntil(lambda: panel.take.text() == "计入汇总")
    kept = json.loads(decisions_path(folder.path).read_text(encoding="utf-8"))
    assert FAILING in kept["left_out"]

    click(panel.take)
    wait()
    qtbot.waitUntil(lambda: panel.take.text() == "不计入汇总")


def test_five_thousand_lines_are_filtered_and_sorted_whole(county: RollupWindow) -> None:
    collection = county.county.collection
    assert collection is not None
    unit = next(one for one in collection.units if one.name == OK)
    many = tuple(replace(unit, name=f"单位{number:04}") for number in range(5000))
    model = UnitsModel(parent=county)
    model.take(replace(collection, units=many, files=()))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert model.rowCount() == 5000
    assert model.shown[0].name == "单位4999"
    model.search("单位12")

    assert [line.name for line in model.shown] == [
        f"单位{number:04}" for number in reversed(range(1200, 1300))
    ]


def test_the_place_in_the_table_stays_when_the_folder_is_read_again(
    shown: RollupWindow, wait: Wait
) -> None:
    shown.show_unit(TOWN)
    shown.county.read()
    wait()

    line = shown.receipt.table.line()
    assert line is not None
    assert line.name == TOWN


def test_a_file_of_which_nobody_knows_when_it_came_is_shown_too(county: RollupWindow) -> None:
    collection = county.county.collection
    assert collection is not None
    unit = next(one for one in collection.units if one.name == OK)
    assert unit.file is not None
    file = replace(unit.file, modified=None)
    county.county.collection = replace(
        collection, units=(replace(unit, file=file, files=(file, file)),), files=(file,)
    )
    county.receipt.follow()
    county.receipt.panel.show_line(county.receipt.model.line(0))

    assert county.receipt.model.texts(0)[2] == ""
    assert "收到：时间不明" in county.receipt.panel.facts.text()
