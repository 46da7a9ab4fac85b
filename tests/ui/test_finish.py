"""From the last look to a folder with every document: with mouse and keys."""

from copy import deepcopy
from functools import partial
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.report.earlier import with_earlier
from nianbao.report.storage.files import load_report
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.export_all import ExportAllDialog
from nianbao.ui.dialogs.exporting.export_choices import Extras
from nianbao.ui.dialogs.exporting.exported import AllExportedDialog
from nianbao.ui.pages.review_page import ReviewPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.workflows.export_all import file_names
from tests.ui.grid_keys import keyboard, open_window
from tests.ui.modal import answer, click, when_asked

SAMPLE = "samples/sample-with-errors.nianbao"
FIRST = "table_2.regulation.issued"


@pytest.fixture
def window(qtbot: object, tmp_path: Path) -> MainWindow:
    """A window on the sample that has one error."""
    report = load_report(resources.path(SAMPLE))
    return open_window(qtbot, report, tmp_path)  # type: ignore[arg-type]


def said(dialog: QWidget) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if not one.isHidden())


def export_to(folder: Path, seen: list[str] | None = None) -> None:
    """Type a folder into the next dialog, and press its button."""

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportAllDialog)
        if seen is not None:
            seen.append(said(dialog))
        dialog.place.selectAll()
        QTest.keyClicks(dialog.place, "x")
        dialog.place.setText(str(folder))
        dialog.reviewed.setChecked(True)
        when_asked(lambda done: finish(done, seen), AllExportedDialog)
        click(dialog, "导出全部")

    when_asked(fill, ExportAllDialog)


def finish(dialog: QWidget, seen: list[str] | None) -> None:
    if seen is not None:
        seen.append(said(dialog))
    click(dialog, "完成")


def press_export_all() -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(keyboard(), Qt.Key.Key_E, modifiers)


def test_one_step_writes_every_document_into_a_folder(window: MainWindow, tmp_path: Path) -> None:
    assert window.workspace is not None
    window.workspace.take_keyboard()
    folder, seen = tmp_path / "导出" / "报告", list[str]()
    export_to(folder, seen)

    press_export_all()

    endings = sorted(path.suffix for path in folder.iterdir())
    assert endings == [".docx", ".docx", ".html", ".pdf", ".xlsx"]
    assert "1 处错误" in seen[0]
    assert seen[1].startswith("已导出 5 个文件")
    record = next(path for path in folder.iterdir() if "审核情况表" in path.name)
    assert "审核情况表" in Document(str(record)).paragraphs[0].text
    assert window.session is not None
    assert window.session.report.secrecy_reviewed


def ticked(dialog: ExportAllDialog) -> list[str]:
    """What is offered besides the documents, ticked by the keyboard where it is not."""
    boxes = [one for one in (dialog.extras.picture, dialog.extras.changes) if not one.isHidden()]
    for box in boxes:
        box.setFocus()
        if not box.isChecked():
            QTest.keyClick(box, Qt.Key.Key_Space)
    return [box.text() for box in boxes]


def with_last_year(window: MainWindow, form: str = "") -> int:
    """Put a report of the year before beside the open one; return its year."""
    assert window.session is not None
    report = window.session.report
    last = blank_report(form, load_form(form).cells, 2020) if form else deepcopy(report)
    last.year = report.year - 1
    window.session.edit.set_facts(previous=with_earlier((), last))
    return last.year


def test_picture_and_comparison_go_along_where_they_are_wanted_and_that_is_remembered(
    window: MainWindow, tmp_path: Path
) -> None:
    year, folder, offered = with_last_year(window), tmp_path / "报告", list[list[str]]()

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportAllDialog)
        offered.append(ticked(dialog))
        assert "里面有 7 个文件" in said(dialog)
        dialog.place.setText(str(folder))
        when_asked(lambda done: click(done, "完成"), AllExportedDialog)
        click(dialog, "导出全部")

    when_asked(fill, ExportAllDialog)
    window.actions_by_id["export_all"].trigger()

    names = sorted(path.name for path in folder.iterdir())
    assert offered == [["也导出一图读懂(&T)", f"也导出与 {year} 年的对比稿(&D)"]]
    assert [name for name in names if name.endswith("一图读懂.png")]
    assert [name for name in names if f"与{year}年对比稿" in name]
    assert len(names) == 7
    assert window.session is not None
    again = ExportAllDialog(window.session, partial(file_names, window.session.report), window)
    assert again.extras.extras == Extras(picture=True, changes=True)


def test_no_comparison_is_offered_with_another_form_or_without_last_year(
    window: MainWindow,
) -> None:
    assert window.session is not None
    for form in ("", "gb_2019_60_trial"):
        if form:
            with_last_year(window, form)
        dialog = ExportAllDialog(window.session, partial(file_names, window.session.report), window)
        assert dialog.extras.changes.isHidden()
        assert not dialog.extras.picture.isHidden()
        assert dialog.extras.extras == Extras()


@pytest.mark.parametrize(
    ("command", "kind"), [("export", ExportDialog), ("export_all", ExportAllDialog)]
)
def test_the_list_says_what_is_open_and_leads_there(
    window: MainWindow, command: str, kind: type[ExportDialog | ExportAllDialog]
) -> None:
    assert window.session is not None
    assert window.workspace is not None
    window.session.edit.set_cells({FIRST: None}, "清除")
    window.workspace.show_place("facts")

    def go(dialog: QWidget) -> None:
        assert isinstance(dialog, kind)
        assert "还有 1 格没有填" in said(dialog)
        link = next(one for one in dialog.open_list.links if "没有填" in one.accessibleName())
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)

    when_asked(go, kind)
    window.actions_by_id[command].trigger()

    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == FIRST


def test_a_tick_for_the_secrecy_review_takes_its_line_away(window: MainWindow) -> None:
    assert window.session is not None
    window.session.edit.set_facts(secrecy_reviewed=False)

    def tick(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportAllDialog)
        assert "保密审查" in said(dialog)
        QTest.mouseClick(
            dialog.reviewed, Qt.MouseButton.LeftButton, pos=dialog.reviewed.rect().center() / 8
        )
        dialog.reviewed.setFocus()
        if not dialog.reviewed.isChecked():
            QTest.keyClick(dialog.reviewed, Qt.Key.Key_Space)
        assert "还没有完成保密审查" not in said(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_asked(tick, ExportAllDialog)
    window.actions_by_id["export_all"].trigger()

    assert not window.session.report.secrecy_reviewed  # nothing was exported


def test_what_is_there_is_replaced_only_after_a_question(
    window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "报告"
    export_to(folder)
    window.actions_by_id["export_all"].trigger()
    (there,) = folder.glob("*.html")
    there.write_text("旧的", encoding="utf-8")
    asked: list[str] = []

    def refuse(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportAllDialog)
        dialog.findChildren(QLineEdit)[0].setText(str(folder))
        answer("取消", asked)
        click(dialog, "导出全部")
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    when_asked(refuse, ExportAllDialog)
    window.actions_by_id["export_all"].trigger()

    assert len(asked) == 1
    assert there.read_text(encoding="utf-8") == "旧的"


def test_one_file_that_cannot_be_written_is_named_and_the_others_are_there(
    window: MainWindow, tmp_path: Path
) -> None:
    folder, seen = tmp_path / "报告", list[str]()
    export_to(folder)
    window.actions_by_id["export_all"].trigger()
    (page,) = folder.glob("*.html")
    page.unlink()
    page.mkdir()
    (page / "别的东西").mkdir()

    def fill(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportAllDialog)
        dialog.place.setText(str(folder))
        answer("替换")
        when_asked(lambda done: finish(done, seen), AllExportedDialog)
        click(dialog, "导出全部")

    when_asked(fill, ExportAllDialog)
    window.actions_by_id["export_all"].trigger()

    assert "已导出 4 个文件" in seen[0]
    assert f"“{page.name}”没有导出" in seen[0]


def test_beside_the_plate_stands_what_is_missing_and_a_click_goes_there(
    window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    todo = window.showing.todo
    assert todo is not None
    qtbot.waitUntil(lambda: todo.text().startswith("都填了"))
    session.edit.set_cells({FIRST: None}, "清除")
    session.edit.set_texts({"other": ""}, "清除")

    qtbot.waitUntil(lambda: todo.text().startswith("还差 1 格、1 段"))
    assert "3月31日前公布" in todo.accessibleName()
    QTest.mouseClick(todo, Qt.MouseButton.LeftButton)
    table = window.table_page()
    assert table is not None
    assert table.grid.current_key == FIRST
    QTest.keyClick(keyboard(), Qt.Key.Key_F9)
    assert window.workspace is not None
    assert window.workspace.place == "other"


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_the_plate_leads_to_what_is_open(window: MainWindow, way: str) -> None:
    assert window.plate is not None
    assert window.workspace is not None
    window.workspace.show_place("facts")

    if way == "mouse":
        QTest.mouseClick(window.plate, Qt.MouseButton.LeftButton)
    else:
        window.plate.setFocus()
        QTest.keyClick(window.plate, Qt.Key.Key_Space)

    page = window.workspace.page
    assert isinstance(page, ReviewPage)
    assert keyboard() is page.export_all
