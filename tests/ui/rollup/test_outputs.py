"""输出: the workbook, the letters, the lists and the county's own report, each with one button."""

from pathlib import Path

import openpyxl
import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from nianbao.report.storage.files import load_report
from nianbao.ui.rollup.pages import output_page
from nianbao.ui.rollup.window import RollupWindow
from nianbao.ui.shell import beside
from tests.rollup.county import Folder
from tests.ui.modal import answer
from tests.ui.rollup.small_county import FAILING, LATE, MISNAMED, MISSING, TWICE, Wait

Key, Modifier = Qt.Key, Qt.KeyboardModifier
LICENCES = "table_2.licence.decisions"


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder into which every file goes that the clerk is asked about."""
    folder = tmp_path / "交上去的"
    folder.mkdir()

    def chosen(_parent: object, _title: str, _kind: str, proposed: Path) -> Path:
        return folder / proposed.name

    monkeypatch.setattr(output_page, "file_to_save", chosen)
    monkeypatch.setattr(output_page, "choose_folder", lambda *_asked: folder)
    return folder


@pytest.fixture
def output(county: RollupWindow, target: Path, wait: Wait) -> RollupWindow:
    """The view, every question answered."""
    assert target.is_dir()
    county.county.decide(lambda now: now.choose_version(TWICE, "部门/民政局.nianbao"))
    county.county.decide(lambda now: now.confirm_name("清河县财正局", MISNAMED))
    county.county.decide(lambda now: now.settle_sum("全县汇总.nianbao"))
    wait()
    QTest.keyClick(county, Key.Key_6, Modifier.ControlModifier)
    assert county.county.collection is not None
    assert county.county.collection.questions == ()
    return county


def press(button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def only(folder: Path, ending: str) -> Path:
    (found,) = (path for path in folder.rglob(f"*{ending}") if not path.name.startswith("~$"))
    return found


def words_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_the_workbook_is_written_and_offered_to_open(output: RollupWindow, target: Path) -> None:
    press(output.output.workbook)

    book = openpyxl.load_workbook(only(target, ".xlsx"))
    assert len(book.sheetnames) >= 4
    assert "已保存" in output.output.done_words.text()
    assert output.output.open_file.isVisible()


def test_what_was_written_about_the_sum_stands_in_the_workbook(
    output: RollupWindow, target: Path, wait: Wait
) -> None:
    (first, *_) = output.county.findings
    output.county.decide(lambda now: now.settle(first.subject, "公安局正在更正，汇总先照报。"))
    wait()
    press(output.output.workbook)

    book = openpyxl.load_workbook(only(target, ".xlsx"))
    words = [str(cell.value) for row in book["问题清单"].iter_rows() for cell in row if cell.value]
    assert "已说明：公安局正在更正，汇总先照报。" in words


def test_the_own_report_has_the_sums_and_opens_ready_to_write(
    output: RollupWindow, target: Path, qtbot: QtBot
) -> None:
    press(output.output.own)

    report = load_report(only(target, ".nianbao"))
    assert output.county.total is not None
    assert report.unit == "清河县人民政府"
    assert report.cell(LICENCES) == output.county.total.value(LICENCES)
    (desk,) = beside._desks
    assert desk.session is not None
    assert desk.session.report.unit == "清河县人民政府"
    desk.widget.close()
    qtbot.waitUntil(lambda: beside._desks == [])


def test_without_an_own_unit_the_clerk_is_led_to_its_field(
    output: RollupWindow, target: Path, wait: Wait
) -> None:
    output.county.decide(lambda now: now.prepared(own_unit=""))
    wait()
    press(output.output.own)

    assert output.page is output.prepare
    assert list(target.iterdir()) == []


def test_every_unit_that_has_to_mend_gets_its_letter(output: RollupWindow, target: Path) -> None:
    output.output.contact.setText("王小明 0571-1234567")
    press(output.output.letters)

    said = words_of(only(target, ".docx"))
    assert FAILING in said
    assert "王小明 0571-1234567" in said
    assert "1 份退回修改意见" in output.output.done_words.text()


def test_one_letter_is_written_from_the_unit_s_panel(
    output: RollupWindow, target: Path, qtbot: QtBot
) -> None:
    output.show_unit(FAILING)
    panel = output.receipt.panel
    qtbot.waitUntil(panel.letter.isVisible)
    press(panel.letter)

    assert FAILING in words_of(only(target, ".docx"))


def test_the_missing_are_copied_and_written(output: RollupWindow, target: Path) -> None:
    press(output.output.copy)
    copied = QGuiApplication.clipboard().text()
    assert MISSING in copied
    assert LATE in copied

    press(output.output.save_missing)
    assert MISSING in words_of(only(target, ".docx"))


def test_the_draft_of_a_notice_is_written(output: RollupWindow, target: Path) -> None:
    press(output.output.notice)

    said = words_of(only(target, ".docx"))
    assert MISSING in said
    assert "草稿" in only(target, ".docx").name


def test_what_waits_for_an_answer_is_asked_about_first(county: RollupWindow, target: Path) -> None:
    asked: list[str] = []
    QTest.keyClick(county, Key.Key_6, Modifier.ControlModifier)
    answer("先去处理", asked)
    press(county.output.workbook)

    assert asked == ["还有 3 项待处理。"]
    assert county.page is county.to_do
    assert list(target.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(
    output: RollupWindow, target: Path, folder: Folder
) -> None:
    asked: list[str] = []
    assert folder.path.is_dir()
    target.rmdir()
    answer("知道了", asked)
    press(output.output.workbook)

    assert len(asked) == 1
    assert not output.output.done.isVisible()
