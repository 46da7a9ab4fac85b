"""Reading a source: looked at side by side, corrected, taken over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from nianbao.ui import import_flow
from nianbao.ui.importing.review_dialog import ImportReview
from nianbao.ui.importing.source_page import anchor
from nianbao.ui.main_window import MainWindow
from tests.ui.modal import answer, click, when_asked

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
    dialog = ImportReview(result, "上年.txt", over=True, parent=window)
    dialog.show()
    return dialog


def shown_in_source(dialog: ImportReview) -> str:
    (selection,) = dialog.source.extraSelections()
    return selection.cursor.selectedText()


def test_a_cell_shows_its_place_in_the_source(dialog: ImportReview) -> None:
    dialog._show_keys((GRANTED,))

    assert "（一）予以公开 2 0" in shown_in_source(dialog)


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
    import_flow.review(window, result, "上年.txt")

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
    session.set_previous((Report(form="gb_2021_30", year=2022),))
    when_asked(lambda dialog: click(dialog, "采用到当前报告"), ImportReview)
    import_flow.review(window, result, "上年.txt")
    assert session.value(GRANTED) == 2
    assert [one.year for one in session.previous] == [2022]  # kept beside what was read

    session.undo_stack.undo()
    assert session.value(GRANTED) == 0
    assert session.report.unit == "定州市砖路镇人民政府"


def test_taken_as_last_year_it_only_shows_beside(window: MainWindow, result: ImportResult) -> None:
    window.documents.open_sample()
    session = window.session
    assert session is not None
    session.set_facts(year=2024)
    asked: list[str] = []
    when_asked(lambda dialog: click(dialog, "只作为上年数据"), ImportReview)
    answer("仍然用来对照", asked)
    import_flow.review(window, result, "上年.txt")

    assert "某某镇人民政府" in asked[0]  # another unit's report is doubted first
    assert session.value(GRANTED) == 0
    assert session.last_year(GRANTED) == 2


def test_cancelling_changes_nothing(window: MainWindow, result: ImportResult) -> None:
    when_asked(lambda dialog: click(dialog, "取消"), ImportReview)
    import_flow.review(window, result, "上年.txt")

    assert window.session is None


def test_a_file_is_read_with_the_window_alive(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "上年.txt"
    path.write_text(SOURCE, encoding="utf-8")
    seen: list[str] = []

    def look(dialog: QWidget) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        click(dialog, "取消")

    when_asked(look, ImportReview)
    import_flow.import_file(window, path)

    assert any(one.startswith("读出 28 格数字") for one in seen)


def test_a_file_without_a_report_is_said_in_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    asked: list[str] = []
    answer("知道了", asked)
    import_flow.import_file(window, path)

    assert asked == ["“空.txt”是空的，没有内容。"]


def test_what_was_copied_is_read_as_a_report(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(SOURCE)
    when_asked(lambda dialog: click(dialog, "采用为 2023 年度报告"), ImportReview)
    import_flow.import_clipboard(window)
    QGuiApplication.clipboard().clear()

    assert window.session is not None
    assert window.session.value(GRANTED) == 2


def test_an_empty_clipboard_is_said_in_a_sentence(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    asked: list[str] = []
    answer("知道了", asked)
    import_flow.import_clipboard(window)

    assert asked == ["剪贴板里没有文字或表格。"]


def drop(window: MainWindow, path: Path) -> None:
    """What the file manager does when a file is let go over the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, left, none)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), action, data, left, none))


def test_a_report_dropped_on_the_window_is_opened(window: MainWindow, qtbot: QtBot) -> None:
    drop(window, resources.path("samples/sample-report.nianbao"))

    qtbot.waitUntil(lambda: window.session is not None)


def test_another_file_dropped_on_the_window_is_read(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "上年.txt"
    path.write_text(SOURCE, encoding="utf-8")
    when_asked(lambda dialog: click(dialog, "采用为 2023 年度报告"), ImportReview)
    drop(window, path)

    qtbot.waitUntil(lambda: window.session is not None)
