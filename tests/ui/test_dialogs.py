"""The dialogs, answered by keyboard and mouse."""

import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nianbao import resources
from nianbao.checks.decisions import suggested_reasons
from nianbao.formats.registry import load_form
from nianbao.report.book import Decision, blank_report
from nianbao.report.errors import UserError
from nianbao.ui.dialogs.about import AboutDialog
from nianbao.ui.dialogs.exporting.export import ExportDialog
from nianbao.ui.dialogs.exporting.exported import ExportedDialog
from nianbao.ui.dialogs.exporting.poster import PosterDialog
from nianbao.ui.dialogs.new_report import NewReportDialog
from nianbao.ui.dialogs.set_aside import SetAsideDialog
from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.dialogs.versions import VersionsDialog
from nianbao.ui.look import theme
from nianbao.ui.pages.review_page import ReviewPage
from nianbao.ui.session.session import Session
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.widgets.messages import BROKEN, LINE, SIGN, ask, tell_error
from nianbao.ui.workflows.last_year_dialog import LastYearDialog
from tests.ui.input_method import commit
from tests.ui.modal import answer, click, when_asked

FORM = load_form("gb_2021_30")
SAMPLE = "samples/sample-report.nianbao"


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    return start_window


@pytest.fixture
def session(window: MainWindow) -> Session:
    window.documents.open_sample("practice")
    assert window.session is not None
    return window.session


MAKERS: dict[str, Callable[[Session, QWidget], QDialog]] = {
    "new": lambda _session, window: NewReportDialog(window),
    "last_year": lambda _session, window: LastYearDialog(window),
    "export": ExportDialog,
    "poster": PosterDialog,
    "exported": lambda _session, window: ExportedDialog(Path("报告.docx"), window),
    "versions": lambda session, window: VersionsDialog(session, None, window),
    "set_aside": lambda session, window: SetAsideDialog(session.findings[0], window),
    "settings": lambda _session, window: SettingsDialog(window),
    "about": lambda _session, window: AboutDialog(window),
}


@pytest.mark.parametrize("name", MAKERS)
def test_every_word_of_a_dialog_is_chinese(name: str, window: MainWindow, session: Session) -> None:
    dialog = MAKERS[name](session, window)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    words = labels + [button.text() for button in dialog.findChildren(QAbstractButton)]

    english = [one for one in words if one.strip() and not re.search(r"[\u4e00-\u9fff]", one)]
    assert dialog.windowTitle()
    assert english == []


@pytest.mark.parametrize("name", MAKERS)
def test_escape_leaves_a_dialog(name: str, window: MainWindow, session: Session) -> None:
    dialog = MAKERS[name](session, window)
    dialog.show()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_about_names_every_part_with_its_licence(window: MainWindow) -> None:
    dialog = AboutDialog(window)
    lines = dialog.words.toPlainText().splitlines()
    parts = tomllib.loads(resources.text("help/licences.toml"))["components"]

    assert len(parts) > 10
    for part in parts:
        at = lines.index(part["name"])
        assert lines[at + 2] == part.get("shown", part["licence"])


@pytest.mark.usefixtures("session")
def test_the_export_writes_the_document_and_says_where(window: MainWindow, tmp_path: Path) -> None:
    target = tmp_path / "报告.docx"
    said: list[str] = []

    def done(dialog: QWidget) -> None:
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        click(dialog, "完成")

    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.place.setText(str(target))
        when_asked(done, ExportedDialog)
        click(dialog, "导出")

    when_asked(export, ExportDialog)
    window.actions_by_id["export"].trigger()

    assert target.read_bytes().startswith(b"PK")
    assert str(tmp_path) in "".join(said)


@pytest.mark.usefixtures("session")
def test_an_export_that_fails_says_why_and_asks_for_another_place(
    window: MainWindow, tmp_path: Path
) -> None:
    asked: list[str] = []
    target = tmp_path / "报告.docx"

    def export(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        dialog.place.setText(str(tmp_path / "没有的文件夹" / "报告.docx"))
        dialog.wide.setChecked(True)
        when_asked(read, QMessageBox)
        click(dialog, "导出")

    def read(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        when_asked(export_elsewhere, ExportDialog)
        click(box, "知道了")

    def export_elsewhere(dialog: QWidget) -> None:
        assert isinstance(dialog, ExportDialog)
        assert dialog.wide.isChecked()  # nothing has to be chosen anew
        dialog.place.setText(str(target))
        when_asked(lambda done: click(done, "完成"), ExportedDialog)
        click(dialog, "导出")

    when_asked(export, ExportDialog)
    window.actions_by_id["export"].trigger()

    assert asked[0].startswith("找不到文件夹")
    assert target.read_bytes().startswith(b"PK")


def test_a_document_is_replaced_only_after_a_question(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    target = tmp_path / "报告.docx"
    target.write_bytes(b"old")
    dialog = ExportDialog(session, window)
    dialog.place.setText(str(target))
    dialog.show()
    answer("取消")
    click(dialog, "导出")

    assert dialog.isVisible()
    assert dialog.result() != QDialog.DialogCode.Accepted
    dialog.close()


def test_the_export_dialog_says_what_stands_open(window: MainWindow, session: Session) -> None:
    session.edit.set_facts(secrecy_reviewed=False)
    dialog = ExportDialog(session, window)

    assert "还有 1 处错误没有改好" in _shown(dialog)
    assert "还没有完成保密审查" in _shown(dialog)

    dialog.reviewed.click()
    assert "还有 1 处错误没有改好" in _shown(dialog)
    assert "还没有完成保密审查" not in _shown(dialog)


def _shown(dialog: QDialog) -> str:
    """The words of all labels but those that were taken away."""
    return "".join(one.text() for one in dialog.findChildren(QLabel) if not one.isHidden())


def test_the_ending_follows_the_format(window: MainWindow, session: Session) -> None:
    dialog = ExportDialog(session, window)
    dialog.place.setText("/x/报告")

    assert dialog.path() == Path("/x/报告.docx")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "还没有写文件名。"),
        ("   ", "还没有写文件名。"),
        ("/x/", "还没有写文件名。"),
        ("/x/年报:2024?.docx", "文件名里不能有 :?，没有导出。"),
        ("/x/con.docx", "文件名不能是“con.docx”，没有导出。"),
    ],
)
def test_a_name_that_no_file_can_have_is_told_and_the_dialog_stays(
    window: MainWindow, session: Session, typed: str, said: str
) -> None:
    dialog = ExportDialog(session, window)
    dialog.show()
    dialog.place.setText(typed)
    dialog.format.setCurrentIndex(1)
    dialog.format.setCurrentIndex(0)
    asked: list[str] = []
    answer("知道了", asked)
    click(dialog, "导出")

    assert asked == [said]
    assert dialog.isVisible()
    dialog.reject()


def test_a_reason_is_needed_to_set_a_finding_aside(window: MainWindow, session: Session) -> None:
    dialog = SetAsideDialog(session.findings[0], window)
    accept = next(one for one in dialog.findChildren(QPushButton) if one.text() == "确定")
    assert not accept.isEnabled()

    dialog.findChildren(QRadioButton)[0].click()
    assert dialog.reason() == suggested_reasons(session.findings[0].rule)[0]
    assert accept.isEnabled()

    dialog.words.clear()
    commit(dialog.words, "　 ")
    assert not accept.isEnabled()


def test_a_version_is_compared_and_restored_as_one_undo_step(
    window: MainWindow, session: Session, tmp_path: Path
) -> None:
    window.documents._move_to(tmp_path / "a.nianbao")
    session.edit.set_cells({"table_3.granted.natural_person": Decimal(1175)}, "改正")
    window.documents.save()
    said: list[str] = []

    def restore(dialog: QWidget) -> None:
        assert isinstance(dialog, VersionsDialog)
        dialog.list.setCurrentRow(1)
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        click(dialog, "恢复到这个版本")

    when_asked(restore, VersionsDialog)
    window.actions_by_id["versions"].trigger()

    assert "1 格数字不同" in "".join(said)
    assert "予以公开／自然人" in "".join(said)
    assert session.value("table_3.granted.natural_person") == 1157
    session.undo_stack.undo()
    assert session.value("table_3.granted.natural_person") == 1175


def test_a_unit_without_applications_is_done_in_one_step(window: MainWindow) -> None:
    window.documents.begin_with(blank_report(FORM.id, FORM.cells, 2024))
    session = window.session
    assert session is not None
    answer("一步填好")
    window.actions_by_id["zero_applications"].trigger()

    assert session.value("table_3.received_new.total") == 0
    assert session.value("table_4.review_total") == 0
    assert "未收到政府信息公开申请" in session.report.text("overview.on_request")
    session.undo_stack.undo()
    assert session.value("table_3.received_new.natural_person") is None
    assert session.report.text("overview.on_request") == ""


@pytest.mark.usefixtures("session")
def test_zero_applications_are_refused_where_there_were_some(window: MainWindow) -> None:
    asked: list[str] = []
    answer("知道了", asked)
    window.actions_by_id["zero_applications"].trigger()

    assert "不能按零申请填报" in asked[0]


@pytest.mark.usefixtures("session")
def test_the_settings_are_used_at_once(window: MainWindow) -> None:
    def darken(dialog: QWidget) -> None:
        assert isinstance(dialog, SettingsDialog)
        dialog.looks.setCurrentIndex(dialog.looks.findData("dark"))
        click(dialog, "确定")

    when_asked(darken, SettingsDialog)
    window.actions_by_id["settings"].trigger()
    assert theme.current().name == "dark"

    def lighten(dialog: QWidget) -> None:
        assert isinstance(dialog, SettingsDialog)
        dialog.looks.setCurrentIndex(dialog.looks.findData("light"))
        click(dialog, "确定")

    when_asked(lighten, SettingsDialog)
    window.actions_by_id["settings"].trigger()
    assert theme.current().name == "light"


def test_the_review_page_lists_decisions_and_takes_them_back(
    qtbot: QtBot, session: Session
) -> None:
    session.edit.set_facts(
        decisions=(Decision(rule="EMPTY", subject="a", fingerprint="b", reason="属实"),)
    )
    page = ReviewPage(session)
    qtbot.addWidget(page)
    page.show()
    words = [label.text() for label in page.findChildren(QLabel)]
    assert any("说明：属实" in one for one in words)

    click(page, "删去说明")  # what it was about is gone
    assert session.report.decisions == ()


def test_the_secrecy_review_is_ticked_and_can_be_undone(qtbot: QtBot, session: Session) -> None:
    session.edit.set_facts(secrecy_reviewed=False)
    page = ReviewPage(session)
    qtbot.addWidget(page)
    page.show()
    page.reviewed.click()
    assert session.report.secrecy_reviewed

    session.undo_stack.undo()
    assert not page.reviewed.isChecked()


def test_a_warning_is_set_aside_with_a_reason_and_comes_back_on_undo(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.documents.open_sample()
    session, workspace = window.session, window.workspace
    assert session is not None
    assert workspace is not None
    session.edit.type_text("problems", "问题不多。")
    session.recheck()
    rules = [one.rule for one in session.findings]
    assert "TX-PROBLEMS" in rules
    panel = workspace.findings
    qtbot.waitUntil(lambda: len(panel.model.shown) == len(rules))
    panel._go(panel.model.index(rules.index("TX-PROBLEMS")))
    assert panel.aside.isVisible()

    def write(dialog: QWidget) -> None:
        assert isinstance(dialog, SetAsideDialog)
        commit(dialog.words, "上级另有要求，内容单独上报")
        click(dialog, "确定")

    when_asked(write, SetAsideDialog)
    QTest.mouseClick(panel.aside, Qt.MouseButton.LeftButton)
    assert "TX-PROBLEMS" not in [one.rule for one in session.findings]
    assert session.report.decisions[0].reason == "上级另有要求，内容单独上报"

    session.undo_stack.undo()
    assert "TX-PROBLEMS" in [one.rule for one in session.findings]


def test_a_strict_error_offers_no_setting_aside(window: MainWindow) -> None:
    window.documents.open_sample("practice")
    workspace = window.workspace
    assert workspace is not None
    workspace.findings.step(1)

    assert not workspace.findings.aside.isVisible()


@pytest.mark.parametrize("details", ["请用 Word、网页、表格或文字资料。", "请另选一个文件夹。" * 9])
def test_a_messages_advice_is_not_broken_where_it_has_room(
    start_window: MainWindow, details: str
) -> None:
    """Qt made it as narrow as the sentence above it, and left one character to a line of its own."""
    widths = []

    def look(box: QWidget) -> None:
        (advice,) = (one for one in box.findChildren(QLabel) if one.text() == details)
        widths.append((advice.width(), advice.fontMetrics().horizontalAdvance(details)))
        click(box, "知道了")

    when_asked(look, QMessageBox)
    tell_error(start_window, UserError("读不了。", details))

    ((room, needed),) = widths
    assert room >= min(needed, LINE)


@pytest.mark.parametrize("repeats", [1, 2, 4, 9])
def test_a_long_question_is_broken_never_cut(start_window: MainWindow, repeats: int) -> None:
    """The name of a report's file is as long as a line: “…年度报告.docx”已经有 was all of it."""
    question = "“清河县城关镇人民政府2026年度报告.docx”" * repeats + "已经有了，要替换它吗？"
    seen = []

    def look(box: QWidget) -> None:
        (label,) = (one for one in box.findChildren(QLabel) if one.text() == question)
        room = label.fontMetrics().boundingRect(
            QRect(0, 0, label.width(), 9999), int(Qt.TextFlag.TextWordWrap), question
        )
        is_one_line = label.fontMetrics().horizontalAdvance(question) <= label.width()
        # On a usual screen, which is wider than this one, Qt breaks no line below that width.
        is_broken = label.wordWrap() and label.minimumWidth() >= BROKEN
        seen.append(is_one_line or (is_broken and room.height() <= label.height()))
        click(box, "取消")

    when_asked(look, QMessageBox)
    ask(start_window, question, "可以换一个文件名。", {"go": "替换", "cancel": "取消"})

    assert seen == [True]


@pytest.mark.parametrize("words", ["读不了。", "“年报.docx”不能写入，没有保存。" * 3])
def test_the_sign_of_a_message_is_seen_whole(start_window: MainWindow, words: str) -> None:
    """Measured like the words, it had the width of none: a dot of a triangle."""
    seen = []

    def look(box: QWidget) -> None:
        (sign,) = (one for one in box.findChildren(QLabel) if not one.pixmap().isNull())
        seen.append((sign.width(), sign.height()))
        click(box, "知道了")

    when_asked(look, QMessageBox)
    tell_error(start_window, UserError(words, "请换一个位置保存。"))

    ((wide, high),) = seen
    assert wide >= SIGN
    assert high >= SIGN
