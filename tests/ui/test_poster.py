"""导出一图读懂: from the menu to the file, as a clerk does it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.svg import read_html
from nianbao.ui.dialogs.exporting.exported import ExportedDialog
from nianbao.ui.dialogs.exporting.poster import PosterDialog
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import preferences
from nianbao.ui.workflows import export_poster
from tests.exporters.reports import full
from tests.other_forms.registered import printed_report
from tests.ui.grid_keys import open_window
from tests.ui.modal import answer, click, when_asked

COMMAND = "poster"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    return open_window(qtbot, full("gb_2021_30"), tmp_path)


def saves_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Answer the system's dialog with a file; note what was proposed."""
    proposed: list[Path] = []

    def chosen(_parent: QWidget, _title: str, _kinds: str, name: Path) -> Path:
        proposed.append(name)
        return target

    monkeypatch.setattr(export_poster, "file_to_save", chosen)
    return proposed


def test_the_picture_is_written_as_it_was_chosen(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "图.html"
    proposed = saves_to(target, monkeypatch)
    left_out, *kept = (one.title for one in declared().sections)

    def choose(dialog: QWidget) -> None:
        assert isinstance(dialog, PosterDialog)
        box = next(one for one in dialog.sections.values() if one.text() == left_out)
        QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center().__class__(8, 8))
        QTest.keyClick(dialog.colours, Qt.Key.Key_Down)
        QTest.keyClick(dialog.format, Qt.Key.Key_End)
        when_asked(lambda done: click(done, "完成"), ExportedDialog)
        click(dialog, "导出")

    when_asked(choose, PosterDialog)
    window.actions_by_id[COMMAND].trigger()

    lines = read_html(target.read_bytes())
    assert left_out not in lines
    assert [one for one in kept if one not in lines] == []
    assert declared().colours[1].band in target.read_text(encoding="utf-8")
    assert [one.name for one in proposed] == [
        "临江县青山镇人民政府2021年政府信息公开工作年度报告一图读懂.html"
    ]
    assert preferences.text("poster_colours", "") == declared().colours[1].id


def test_a_png_without_its_ending_gets_one(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves_to(tmp_path / "图 2024.1", monkeypatch)

    def choose(dialog: QWidget) -> None:
        when_asked(lambda done: click(done, "完成"), ExportedDialog)
        click(dialog, "导出")

    when_asked(choose, PosterDialog)
    window.actions_by_id[COMMAND].trigger()

    assert QImage(str(tmp_path / "图 2024.1.png")).width() == 1080


def test_a_place_that_cannot_be_written_is_said_in_a_sentence(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    saves_to(tmp_path / "没有的文件夹" / "图.png", monkeypatch)

    def choose(dialog: QWidget) -> None:
        answer("知道了", asked)
        click(dialog, "导出")

    when_asked(choose, PosterDialog)
    window.actions_by_id[COMMAND].trigger()

    assert len(asked) == 1
    assert list(tmp_path.glob("**/*.png")) == []


def test_the_preview_follows_the_choice(window: MainWindow) -> None:
    assert window.session is not None
    dialog = PosterDialog(window.session, window)
    shown = dialog.preview.widget()
    assert isinstance(shown, QLabel)
    before, said = shown.height(), shown.accessibleDescription()
    next(iter(dialog.sections.values())).setChecked(False)

    assert shown.width() == shown.pixmap().deviceIndependentSize().width() > 300
    assert shown.height() < before
    assert len(shown.accessibleDescription()) < len(said)


def test_what_is_still_open_is_said_beside_the_picture(
    window: MainWindow, session: Session
) -> None:
    assert not session.report.secrecy_reviewed
    session.recheck()
    said = PosterDialog(session, window).said.text()

    assert "处错误没有改好" in said
    assert "还没有完成保密审查" in said


def test_blanks_are_counted_beside_the_picture(window: MainWindow, session: Session) -> None:
    blanks = ("table_3.received_new.total", "table_3.carried_out.total")
    session.edit.set_facts(auto_totals=False)
    session.edit.set_cells(dict.fromkeys(blanks), "清除")

    assert "图上有 2 处“未填”" in PosterDialog(session, window).said.text()


def test_the_alternative_text_is_copied(window: MainWindow, session: Session) -> None:
    dialog = PosterDialog(session, window)
    dialog.show()
    click(dialog, "复制替代文字")

    assert QGuiApplication.clipboard().text() == dialog.picture.alternative
    assert "替代文字已复制" in dialog.said.text()


def test_what_no_font_has_is_said_instead_of_a_picture(
    window: MainWindow, session: Session
) -> None:
    session.edit.set_facts("单位", unit="\U000e0041镇人民政府")

    assert "这台电脑的字体里没有" in PosterDialog(session, window).said.text()


@pytest.mark.usefixtures("third")
def test_a_report_of_another_family_is_not_offered_a_picture(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, printed_report(), tmp_path)

    assert not window.actions_by_id[COMMAND].isEnabled()
    assert window.actions_by_id["export"].isEnabled()


def test_other_reports_are_offered_one(window: MainWindow) -> None:
    assert window.actions_by_id[COMMAND].isEnabled()
