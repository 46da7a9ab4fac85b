"""What a clerk has is opened: dropped, pasted, chosen; files, several of them, folders, others."""

import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.formats.registry import load_form
from nianbao.ui.dialogs.choose_source import ChooseSourceDialog
from nianbao.ui.import_review.dialog import ImportReview
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import preferences
from nianbao.ui.workflows import import_report, open_report
from tests.ui.clipboards import SOURCES, printed
from tests.ui.grid_keys import type_text
from tests.ui.modal import answer, click, when_asked
from tests.ui.scenes import CASES
from tests.ui.test_import import GRANTED, SOURCE

SAMPLE = resources.path("samples/sample-report.nianbao")
NO_KEYS = Qt.KeyboardModifier.NoModifier
TAKE = "采用为 2023 年度报告"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "上年.txt"
    path.write_text(SOURCE, encoding="utf-8")
    return path


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(
    window: MainWindow,
    *paths: Path,
    keys: Qt.KeyboardModifier = NO_KEYS,
) -> str:
    """What the file manager does when files are let go over the window; what it is told."""
    data, left = files(*paths), Qt.MouseButton.LeftButton
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(50, 50), actions, data, left, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    let_go = QDropEvent(QPointF(50, 50), actions, data, left, keys)
    QApplication.sendEvent(window, let_go)
    return str(let_go.dropAction().name)


def choose(words: str) -> None:
    """Choose the file of that name in the list of several."""

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ChooseSourceDialog)
        (item,) = dialog.list.findItems(words, Qt.MatchFlag.MatchStartsWith)
        box = dialog.list.visualItemRect(item).center()
        QTest.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=box)
        click(dialog, "打开")

    when_asked(act, ChooseSourceDialog)


# Dropped


def test_a_report_dropped_on_the_window_is_opened(start_window: MainWindow, qtbot: QtBot) -> None:
    drop(start_window, SAMPLE)

    qtbot.waitUntil(lambda: start_window.session is not None)


def test_another_file_dropped_on_the_window_is_read(
    start_window: MainWindow, source: Path, qtbot: QtBot
) -> None:
    when_asked(lambda dialog: click(dialog, TAKE), ImportReview)
    drop(start_window, source)

    qtbot.waitUntil(lambda: start_window.session is not None)


def test_a_dropped_file_stays_where_it_is_even_if_it_was_to_be_moved(
    start_window: MainWindow, source: Path, qtbot: QtBot
) -> None:
    when_asked(lambda dialog: click(dialog, TAKE), ImportReview)
    told = drop(start_window, source, keys=Qt.KeyboardModifier.ShiftModifier)

    assert told == "CopyAction"
    qtbot.waitUntil(lambda: start_window.session is not None)


def test_of_several_dropped_files_one_is_chosen(
    start_window: MainWindow, source: Path, qtbot: QtBot
) -> None:
    choose("sample-report")
    drop(start_window, source, SAMPLE)

    qtbot.waitUntil(lambda: start_window.session is not None)
    assert start_window.session is not None
    assert start_window.session.path == SAMPLE


def test_of_a_dropped_folder_only_what_can_be_read_is_offered(
    start_window: MainWindow, source: Path, qtbot: QtBot
) -> None:
    (source.parent / "照片.jpg").write_bytes(b"\xff\xd8")
    deeper = source.parent / "2022"
    deeper.mkdir()
    (deeper / "旧.txt").write_text(SOURCE, encoding="utf-8")
    offered: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ChooseSourceDialog)
        offered.extend(dialog.list.item(row).text() for row in range(dialog.list.count()))
        click(dialog, "取消")

    when_asked(act, ChooseSourceDialog)
    drop(start_window, source.parent)

    qtbot.waitUntil(lambda: bool(offered))
    assert sorted(one.split("　")[0] for one in offered) == ["上年.txt", "旧.txt"]


def test_a_folder_with_nothing_to_read_is_said_in_a_sentence(
    start_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "照片"
    folder.mkdir()
    (folder / "一.jpg").write_bytes(b"\xff\xd8")
    asked: list[str] = []
    answer("知道了", asked)
    drop(start_window, folder)

    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["“照片”里没有可以读的文件。"]
    assert start_window.session is None


def test_a_dropped_picture_is_declined_in_a_sentence(
    start_window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    picture = tmp_path / "盖章页.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    asked: list[str] = []
    answer("知道了", asked)
    drop(start_window, picture)

    qtbot.waitUntil(lambda: bool(asked))
    assert "盖章页.jpg" in asked[0]
    assert start_window.session is None


def takes_drops(widget: QWidget, data: QMimeData) -> bool:
    """Whether a widget keeps what is dragged over it to itself."""
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS
    )
    enter.ignore()
    if widget.acceptDrops():
        QApplication.sendEvent(widget, enter)
    return enter.isAccepted()


def test_a_file_dragged_over_any_field_of_a_report_still_belongs_to_the_window(
    start_window: MainWindow, source: Path, qtbot: QtBot
) -> None:
    start_window.documents.open_sample()
    assert start_window.workspace is not None
    data = files(source)
    data.setText(source.as_uri())  # as file managers add
    start_window.setAcceptDrops(False)  # else it takes what a field leaves to it
    for place in ("facts", "overview", "applications"):
        start_window.workspace.show_place(place)
        qtbot.wait(60)
        start_window.workspace.find_words()
        fields = [one for one in start_window.findChildren(QWidget) if one.isVisible()]
        assert [type(one).__name__ for one in fields if takes_drops(one, data)] == []
    start_window.setAcceptDrops(True)
    assert takes_drops(start_window, data)


# Pasted


def paste_as_report(window: MainWindow, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    open_report.paste_as_report(window)
    QGuiApplication.clipboard().clear()


def test_a_file_copied_in_the_file_manager_is_read(start_window: MainWindow, source: Path) -> None:
    when_asked(lambda dialog: click(dialog, TAKE), ImportReview)
    paste_as_report(start_window, files(source))

    assert start_window.session is not None
    assert start_window.session.value(GRANTED) == 2


@pytest.mark.parametrize("program", SOURCES)
def test_a_copied_table_is_taken_only_when_its_year_and_unit_are_filled_in(
    start_window: MainWindow, program: str
) -> None:
    form = load_form("gb_2021_30")
    keys = [key for key, cell in form.cells.items() if cell.table == "table_3"]
    numbers = {key: str(number) for number, key in enumerate(keys)}
    said: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportReview)
        click(dialog, "采用为一份报告")
        assert dialog.isVisible()
        assert dialog.pages.currentWidget() is dialog.pages.tables["table_3"]
        said.append(dialog.facts.about_year.text())
        type_text("2023")
        click(dialog, TAKE)
        assert dialog.isVisible()
        said.append(dialog.facts.about_unit.text())
        type_text("某某局")
        click(dialog, TAKE)

    when_asked(act, ImportReview)
    paste_as_report(start_window, SOURCES[program](printed(form.layouts["table_3"], numbers)))

    assert said == [
        "！先填报告年度，才能采用：表格的格式和上年的数都看年度。",
        "！先填单位全称，才能采用：标题和有些核对要用它。",
    ]
    session = start_window.session
    assert session is not None
    assert {key: session.value(key) for key in keys} == {
        key: Decimal(number) for key, number in numbers.items()
    }
    assert (session.report.year, session.report.unit) == (2023, "某某局")
    assert not session.report.year_guessed


def test_a_year_of_another_form_is_told_with_what_to_do(start_window: MainWindow) -> None:
    said: list[str] = []

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportReview)
        dialog.facts.year.setFocus()
        dialog.facts.year.selectAll()
        type_text("2020")
        said.append(dialog.facts.about_year.text())
        dialog.facts.year.selectAll()
        type_text("2024")
        said.append(dialog.facts.about_year.text())
        answer("不要了")
        click(dialog, "取消")

    when_asked(act, ImportReview)
    import_report.import_file(start_window, CASES / "17-pingtan-2024" / "source.html")

    assert "2020年应当用国办公开办函〔2019〕60号的格式" in said[0]
    assert "年度填错的请改正" in said[0]
    assert said[1] == ""


# The year after


@pytest.mark.parametrize(
    ("case", "year", "document"),
    [("13-pingtan-2020", 2021, "〔2021〕30号"), ("17-pingtan-2024", 2025, "〔2021〕30号")],
)
def test_a_report_of_either_form_becomes_the_next_years_in_one_step(
    start_window: MainWindow, case: str, year: int, document: str
) -> None:
    read: dict[str, Decimal | None] = {}

    def act(dialog: QWidget) -> None:
        assert isinstance(dialog, ImportReview)
        read.update(dialog.report.cells)
        click(dialog, f"据此新建 {year} 年度报告")

    when_asked(act, ImportReview)
    import_report.import_file(start_window, CASES / case / "source.html")

    session = start_window.session
    assert session is not None
    assert session.report.year == year
    assert document in session.form.definition.document
    left = {key: value for key, value in read.items() if key.startswith("table_3.carried_out")}
    assert any(value is not None for value in left.values())
    for key, value in left.items():
        column = key.rsplit(".", maxsplit=1)[-1]
        assert session.value(f"table_3.carried_in.{column}") == value
    assert [one.year for one in session.previous] == [year - 1]
    assert session.report.auto_totals  # also after a report whose totals were read
    assert not any(session.report.texts.values())  # offered beside, never copied


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
@pytest.mark.parametrize("ending", [b".nianbao", b".txt"])
def test_a_file_name_that_is_no_text_is_told(
    start_window: MainWindow, tmp_path: Path, ending: bytes
) -> None:
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe" + ending))
    strange.write_bytes(SAMPLE.read_bytes() if ending == b".nianbao" else SOURCE.encode())
    asked: list[str] = []
    answer("知道了", asked)

    open_report.open_path(start_window, strange)

    assert ["认不出的字" in one for one in asked] == [True]
    assert start_window.session is None


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes only there")
def test_a_folder_name_that_is_no_text_is_remembered_by_nobody(tmp_path: Path) -> None:
    preferences.remember_folder(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe/a.txt")))
    preferences.remember("unit", "甲局")

    preferences._known.clear()
    assert preferences.text("unit") == "甲局"
