"""Reading a source: looked at side by side, corrected, taken over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao.importers.registry import bytes_for_review, read_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from nianbao.ui.grid.cell_marks import Mark
from nianbao.ui.import_review.dialog import BESIDE, FRESH, ImportReview
from nianbao.ui.import_review.source_page import anchor
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows import import_report
from tests.ui.grid_keys import click_cell, type_text
from tests.ui.modal import answer, click, when_asked
from tests.ui.scenes import CASES

SOURCE = """\
某某镇人民政府2023年政府信息公开工作年度报告
五、存在的主要问题及改进情况
公开的内容还不够及时。
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 396442278
二、上年结转政府信息公开申请数量 1 0 0 0 0 0 1
（一）予以公开 2 0 0 0 0 0 2
（七）总计 2 0 0 0 0 0 2
四、结转下年度继续办理 1 0 0 0 0 0 1
"""
GRANTED = "table_3.granted.natural_person"
NEW = "table_3.received_new.natural_person"


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    return start_window


@pytest.fixture
def result() -> ImportResult:
    return bytes_for_review(SOURCE.encode(), "上年.txt")


@pytest.fixture
def dialog(result: ImportResult, window: MainWindow) -> ImportReview:
    dialog = ImportReview(result, "上年.txt", ways=BESIDE, parent=window)
    dialog.show()
    return dialog


def shown_in_source(dialog: ImportReview) -> str:
    (selection,) = dialog.source.extraSelections()
    return selection.cursor.selectedText()


def test_a_click_on_a_cell_shows_its_place_in_the_source(dialog: ImportReview) -> None:
    grid = dialog.pages.tables["table_3"].grid
    dialog.pages.setCurrentWidget(dialog.pages.tables["table_3"])
    click_cell(grid, GRANTED)

    assert shown_in_source(dialog) == "2 0 0 0 0 0 2"


def test_a_place_in_the_source_shows_its_cells(dialog: ImportReview, result: ImportResult) -> None:
    place = result.marks[GRANTED].place._replace(cell=-1)
    dialog.source.anchorClicked.emit(QUrl(anchor(place)))

    table = dialog.pages.tables["table_3"]
    assert dialog.pages.currentWidget() is table
    assert table.grid.current_key == GRANTED
    assert dialog.marks.is_linked("table_3.granted.total")


def test_what_was_not_read_is_listed_and_marked(dialog: ImportReview) -> None:
    first = dialog.doubts.item(0).text()
    assert first.startswith("✗ 没有读出：")
    assert "396442278" in first

    dialog.doubts.setCurrentRow(0)
    assert "✗" in shown_in_source(dialog)
    assert dialog.pages.tables["table_3"].grid.current_key == NEW
    assert dialog.marks.of(NEW) > 0
    assert dialog.session.value(NEW) is None


def test_a_value_is_corrected_on_the_spot_and_taken_over(
    window: MainWindow, result: ImportResult
) -> None:
    def correct(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportReview)
        dialog._show_keys((NEW,))
        QTest.keyClick(dialog.pages.tables["table_3"].grid, Qt.Key.Key_3)
        editor = QApplication.focusWidget()
        assert editor is not None
        QTest.keyClick(editor, Qt.Key.Key_9)
        QTest.keyClick(editor, Qt.Key.Key_Return)
        click(dialog, "采用为 2023 年度报告")

    when_asked(correct, ImportReview)
    import_report.review(window, result, "上年.txt")

    session = window.session
    assert session is not None
    assert session.value(NEW) == 39
    assert session.value(GRANTED) == 2
    assert session.report.unit == "某某镇人民政府"
    assert "不够及时" in session.report.text("problems")
    assert session.is_dirty


def test_taken_into_the_open_report_it_is_one_undo_step(
    window: MainWindow, result: ImportResult
) -> None:
    window.documents.open_sample()
    session = window.session
    assert session is not None
    session.edit.set_facts(previous=(Report(form="gb_2021_30", year=2022),))
    when_asked(lambda dialog: click(dialog, "采用到当前报告"), ImportReview)
    import_report.review(window, result, "上年.txt")
    assert session.value(GRANTED) == 2
    assert [one.year for one in session.previous] == [2022]  # kept beside what was read

    session.undo_stack.undo()
    assert session.value(GRANTED) == 0
    assert session.report.unit == "定州市砖路镇人民政府"


def test_taken_as_last_year_it_only_shows_beside(window: MainWindow, result: ImportResult) -> None:
    window.documents.open_sample()
    session = window.session
    assert session is not None
    session.edit.set_facts(year=2024)
    asked: list[str] = []
    when_asked(lambda dialog: click(dialog, "只作为上年数据"), ImportReview)
    answer("仍然用来对照", asked)
    import_report.review(window, result, "上年.txt")

    assert "某某镇人民政府" in asked[0]  # another unit's report is doubted first
    assert session.value(GRANTED) == 0
    assert session.last_year(GRANTED) == 2


def test_cancelling_changes_nothing(window: MainWindow, result: ImportResult) -> None:
    when_asked(lambda dialog: click(dialog, "取消"), ImportReview)
    import_report.review(window, result, "上年.txt")

    assert window.session is None


def test_a_file_is_read_with_the_window_alive(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "上年.txt"
    path.write_text(SOURCE, encoding="utf-8")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        click(dialog, "取消")

    when_asked(look, ImportReview)
    import_report.import_file(window, path)

    assert any(one.startswith("读出 28 格数字") for one in seen)


def test_a_file_without_a_report_is_said_in_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    asked: list[str] = []
    answer("知道了", asked)
    import_report.import_file(window, path)

    assert asked == ["“空.txt”是空的，没有内容。"]


def test_what_was_copied_is_read_as_a_report(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(SOURCE)
    when_asked(lambda dialog: click(dialog, "采用为 2023 年度报告"), ImportReview)
    import_report.import_clipboard(window)
    QGuiApplication.clipboard().clear()

    assert window.session is not None
    assert window.session.value(GRANTED) == 2


def test_copied_words_that_have_lost_their_marks_are_not_read(window: MainWindow) -> None:
    data = QMimeData()
    data.setText(SOURCE)
    data.setData("text/rtf", rb"{\rtf1 {\strike 15}12}")
    QGuiApplication.clipboard().setMimeData(data)
    asked: list[str] = []
    answer("知道了", asked)
    import_report.import_clipboard(window)
    QGuiApplication.clipboard().clear()

    assert "删除线" in asked[0]


def test_an_empty_clipboard_is_said_in_a_sentence(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    asked: list[str] = []
    answer("知道了", asked)
    import_report.import_clipboard(window)

    assert asked == ["剪贴板里没有文字或表格。"]


# What the review shows of the 2019 row that the form of 2021 has in three

ONE_FOR_THREE = "table_3.other_other.natural_person"


@pytest.fixture
def one_for_three(window: MainWindow) -> ImportReview:
    source = CASES / "06-hongze-2023" / "source.txt"
    dialog = ImportReview(read_for_review(source), source.name, ways=BESIDE, parent=window)
    dialog.show()
    return dialog


def test_a_row_of_the_older_form_is_listed_with_the_cells_it_may_belong_to(
    one_for_three: ImportReview,
) -> None:
    assert "其他处理 0 0 0 0 0 0 0" in one_for_three.doubts.item(0).text()
    assert "其他处理 0 0 0 0 0 0 0" in shown_in_source(one_for_three)
    for row in ("other_no_correction", "other_fee_unpaid", "other_other"):
        assert one_for_three.marks.of(f"table_3.{row}.total") is Mark.UNREAD
        assert one_for_three.marks.is_linked(f"table_3.{row}.total")
    page = one_for_three.pages.currentWidget()
    assert page is one_for_three.pages.tables["table_3"]
    assert page.grid.current_key == "table_3.other_no_correction.natural_person"


def test_what_was_filled_in_is_counted_off_and_no_longer_marked(
    one_for_three: ImportReview, qtbot: QtBot
) -> None:
    click_cell(one_for_three.pages.tables["table_3"].grid, ONE_FOR_THREE)
    type_text("0")

    qtbot.waitUntil(lambda: one_for_three.doubts.item(0).text().startswith("✓ 已改："))
    assert one_for_three.marks.of(ONE_FOR_THREE) is Mark.NONE


def test_marks_of_both_sides_differ_by_a_sign_not_only_by_colour(
    one_for_three: ImportReview,
) -> None:
    page = one_for_three.source.toPlainText()
    assert "✗ （六）其他处理" in page
    assert "✗ （七）总计" not in page
    words = one_for_three.findChildren(QLabel)
    (legend,) = (one.text() for one in words if one.text().startswith("资料原文"))
    for sign in ("已读出", "≈", "✗"):
        assert sign in legend


def test_a_click_into_the_source_shows_the_cells_that_were_read_there(
    one_for_three: ImportReview,
) -> None:
    source = one_for_three.source
    found = source.document().find("不予公开 1.属于国家秘密")
    assert not found.isNull()
    found.clearSelection()
    source.setTextCursor(found)
    source.ensureCursorVisible()
    point = source.cursorRect(found).center() - QPoint(8, 0)
    QTest.mouseClick(source.viewport(), Qt.MouseButton.LeftButton, pos=point)

    grid = one_for_three.pages.tables["table_3"].grid
    assert grid.current_key == "table_3.deny_state_secret.natural_person"


def test_the_last_cell_of_a_table_is_framed_alone(window: MainWindow) -> None:
    source = CASES / "13-pingtan-2020" / "source.html"
    dialog = ImportReview(read_for_review(source), source.name, ways=FRESH, parent=window)
    dialog.show()

    assert "原文单位是“元”" in dialog.doubts.item(0).text()
    assert shown_in_source(dialog) == "73802895.90元"
