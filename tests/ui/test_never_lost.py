"""Nothing is lost: drafts, versions, somebody else's changes, a second window on a file."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.exporters.names import suggested_name
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.storage.recovery import find_drafts
from nianbao.report.storage.versions import list_versions
from nianbao.report.storage.watch import OpenMark, mark_open, mark_path
from nianbao.ui.dialogs.recovery import RecoveryDialog
from nianbao.ui.dialogs.times import spoken_time
from nianbao.ui.pages.facts_page import FactsPage
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import preferences
from nianbao.ui.widgets import choose_file
from nianbao.ui.workflows.documents import ENDING, Documents
from nianbao.ui.workflows.recover import offer_recovery
from tests.ui.input_method import commit
from tests.ui.modal import answer, click, when_asked
from tests.ui.outside import CELL, change_outside, die, edit


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    return start_window


def test_a_draft_that_was_never_saved_comes_back_at_the_next_start(
    documents: Documents, window: MainWindow
) -> None:
    edit(documents, 7)
    die(documents)
    seen: list[str] = []

    def restore(dialog: object) -> None:
        assert isinstance(dialog, RecoveryDialog)
        seen.append(dialog.list.item(0).text())
        click(dialog, "恢复")

    when_asked(restore, RecoveryDialog)
    offer_recovery(window, documents)

    session = documents.session
    assert session is not None
    assert session.value(CELL) == 7
    assert session.is_dirty
    assert "从未保存过" in seen[0]
    assert "今天" in seen[0]
    (journal,) = user_folders.recovery().glob("*.journal")
    assert documents.keeper is not None
    assert journal == documents.keeper.journal.path


def test_later_means_that_it_is_offered_again(documents: Documents, window: MainWindow) -> None:
    edit(documents, 7)
    die(documents)
    when_asked(lambda dialog: click(dialog, "以后再说"), RecoveryDialog)
    offer_recovery(window, documents)

    (draft,) = find_drafts(user_folders.recovery())
    assert draft.report.cell(CELL) == 7
    draft.keep_for_later()


def test_a_draft_says_that_later_edits_are_lost(documents: Documents, window: MainWindow) -> None:
    edit(documents, 7)
    edit(documents, 8)
    edit(documents, 9)
    die(documents)
    (journal,) = user_folders.recovery().glob("*.journal")
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join((*lines[:-2], b"#" + lines[-2][1:], lines[-1])))
    said: list[str] = []

    def restore(dialog: object) -> None:
        assert isinstance(dialog, RecoveryDialog)
        said.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        click(dialog, "恢复")

    when_asked(restore, RecoveryDialog)
    offer_recovery(window, documents)

    assert any("后来的修改没有恢复" in words for words in said)
    assert documents.session is not None
    assert documents.session.value(CELL) == 7
    assert len(list(user_folders.recovery().glob("*.damaged"))) == 1


def test_a_draft_is_given_up_only_after_a_question(
    documents: Documents, window: MainWindow
) -> None:
    edit(documents, 7)
    die(documents)

    def give_up(dialog: object) -> None:
        assert isinstance(dialog, RecoveryDialog)
        answer("不要了")
        click(dialog, "不要了")

    when_asked(give_up, RecoveryDialog)
    offer_recovery(window, documents)

    assert find_drafts(user_folders.recovery()) == ()


def test_enter_does_not_throw_a_draft_away(documents: Documents, window: MainWindow) -> None:
    """Nothing brings it back: somebody may just be typing when the question comes."""
    edit(documents, 7)
    die(documents)

    def give_up(dialog: object) -> None:
        assert isinstance(dialog, RecoveryDialog)
        when_asked(lambda box: QTest.keyClick(box, Qt.Key.Key_Return), QMessageBox)
        click(dialog, "不要了")
        click(dialog, "以后再说")

    when_asked(give_up, RecoveryDialog)
    offer_recovery(window, documents)

    assert len(find_drafts(user_folders.recovery())) == 1


def test_a_draft_of_a_file_is_saved_back_to_that_file(
    documents: Documents, window: MainWindow, file: Path
) -> None:
    edit(documents, 9)
    die(documents)
    when_asked(lambda dialog: click(dialog, "恢复"), RecoveryDialog)
    offer_recovery(window, documents)

    assert documents.session is not None
    assert documents.session.path == file
    assert window.status is not None
    assert window.status.saved.text() == "还没有保存"
    assert documents.save()
    assert load_report(file).cell(CELL) == 9


def test_without_drafts_nobody_is_asked(documents: Documents, window: MainWindow) -> None:
    offer_recovery(window, documents)

    assert documents.session is not None


def test_closing_a_saved_report_leaves_no_journal_and_no_mark(
    window: MainWindow, file: Path
) -> None:
    assert mark_path(file).exists()
    window.close()

    assert list(user_folders.recovery().iterdir()) == []
    assert not mark_path(file).exists()


def test_every_save_is_a_version(documents: Documents, file: Path) -> None:
    edit(documents, 1)
    documents.save()
    edit(documents, 2)
    documents.save()

    kept = [one.load().cell(CELL) for one in list_versions(user_folders.versions(), file)]
    assert kept == [2, 1, 0]


def test_a_change_by_somebody_else_is_asked_about_before_it_is_overwritten(
    documents: Documents, file: Path
) -> None:
    theirs = load_report(file)
    theirs.change(texts={"problems": "别人写的"})
    save_report(theirs, file)
    edit(documents, 5)
    asked: list[str] = []
    answer("取消", asked)

    assert not documents.save()
    assert asked == ["这个文件在打开以后被别人改动过。"]
    assert load_report(file).text("problems") == "别人写的"

    answer("用我的覆盖")
    assert documents.save()
    assert load_report(file).cell(CELL) == 5
    kept = [one.load().text("problems") for one in list_versions(user_folders.versions(), file)]
    assert "别人写的" in kept


def test_a_file_that_is_open_elsewhere_is_opened_as_a_copy(
    documents: Documents, tmp_path: Path, file: Path
) -> None:
    other = tmp_path / "另一份.nianbao"
    other.write_bytes(file.read_bytes())
    mark = mark_open(other)
    assert isinstance(mark, OpenMark)
    asked: list[str] = []
    answer("打开一份副本", asked)

    assert documents.open_path(other)

    assert asked[0].startswith("这份报告已由另一个窗口")
    assert documents.session is not None
    assert documents.session.path is None
    mark.release()


def test_a_copy_is_offered_a_name_of_its_own_and_a_folder_that_can_be_written(
    documents: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []

    def choose(_parent: object, _title: str, _kinds: str, path: Path) -> None:
        proposed.append(path)

    assert documents.session is not None
    theirs = tmp_path / suggested_name(documents.session.report, ENDING)
    theirs.write_bytes(b"theirs")
    preferences.remember_folder(theirs)
    monkeypatch.setattr(choose_file, "file_to_save", choose)
    documents.save_as()
    monkeypatch.setattr(
        "nianbao.ui.system.preferences.os.access", lambda path, _mode: Path(path) != tmp_path
    )
    documents.save_as()

    assert [one.parent for one in proposed] == [tmp_path, Path.home()]
    assert proposed[0].name == theirs.name.replace(ENDING, f"（2）{ENDING}")


def test_a_report_is_offered_its_own_name_again(
    documents: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []
    assert documents.session is not None
    own = tmp_path / suggested_name(documents.session.report, ENDING)
    assert documents._move_to(own)
    monkeypatch.setattr(choose_file, "file_to_save", lambda *asked: proposed.append(asked[-1]))

    documents.save_as()

    assert proposed == [own]


def test_saving_over_a_file_that_is_open_elsewhere_is_refused(
    documents: Documents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "另一份.nianbao"
    other.write_bytes(b"theirs")
    mark = mark_open(other)
    assert isinstance(mark, OpenMark)
    monkeypatch.setattr(choose_file, "file_to_save", lambda *_all: other)
    answer("知道了")

    assert not documents.save_as()
    assert other.read_bytes() == b"theirs"
    mark.release()


def test_opening_the_same_file_again_keeps_the_mark(documents: Documents, file: Path) -> None:
    assert documents.open_path(file)

    assert mark_path(file).exists()
    assert not isinstance(mark_open(file), OpenMark)


def test_a_restored_version_is_one_undo_step_and_is_journalled(
    documents: Documents, file: Path
) -> None:
    edit(documents, 3)
    documents.save()
    session = documents.session
    assert session is not None
    oldest = list_versions(user_folders.versions(), file)[-1].load()
    session.replace(oldest, "恢复历史版本")
    edit(documents, 8)
    die(documents)

    (draft,) = find_drafts(user_folders.recovery())
    assert draft.report.cell(CELL) == 8
    draft.keep_for_later()
    session.undo_stack.undo()
    session.undo_stack.undo()
    assert session.value(CELL) == 3


def test_times_are_said_as_people_say_them() -> None:
    now = datetime(2026, 1, 31, 15).astimezone()

    said = [
        spoken_time(now.replace(hour=9, minute=5), now),
        spoken_time(now.replace(day=30, hour=23, minute=59), now),
        spoken_time(now.replace(day=2), now),
        spoken_time(now.replace(year=2025, month=12), now),
    ]

    assert said == ["今天 09:05", "昨天 23:59", "1月2日 15:00", "2025年12月31日 15:00"]


def test_a_change_outside_is_told_once_and_can_be_read_anew(
    documents: Documents, file: Path
) -> None:
    change_outside(file)
    answer("继续用现在的内容")
    documents.look_outside()
    documents.look_outside()
    assert documents.session is not None
    assert documents.session.report.text("problems") != "别人写的"

    theirs = load_report(file)
    theirs.change(texts={"problems": "又改了"})
    save_report(theirs, file)
    answer("重新读入")
    documents.look_outside()
    assert documents.session.report.text("problems") == "又改了"
    assert not documents.session.is_dirty


def test_the_window_comes_back_to_the_section_where_the_file_was_left(
    window: MainWindow, file: Path, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    window.workspace.show_place("review_litigation")
    assert window.status is not None
    window.status.zoom.setValue(130)
    window.close()

    again = MainWindow()
    qtbot.addWidget(again)
    again.show()
    again.documents.open_path(file)

    assert again.workspace is not None
    assert again.workspace.place == "review_litigation"
    assert again.status is not None
    assert again.status.zoom.value() == 130


def test_a_unit_s_name_is_kept_while_it_is_typed(
    documents: Documents, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.workspace is not None
    window.workspace.show_place("facts")
    page = window.workspace.page
    assert isinstance(page, FactsPage)
    page.unit.clear()
    commit(page.unit, "新河镇人民政府")
    session = documents.session
    assert session is not None
    qtbot.waitUntil(lambda: session.report.unit == "新河镇人民政府")
    die(documents)

    (draft,) = find_drafts(user_folders.recovery())
    assert draft.report.unit == "新河镇人民政府"
    draft.keep_for_later()


def test_a_journal_whose_first_line_is_damaged_is_told_once_and_kept(
    documents: Documents, window: MainWindow
) -> None:
    edit(documents, 7)
    die(documents)
    (journal,) = user_folders.recovery().glob("*.journal")
    journal.write_bytes(b"x" + journal.read_bytes()[1:])
    asked: list[str] = []
    answer("知道了", asked)
    offer_recovery(window, documents)

    assert asked == ["上次没有保存的一份报告的记录已经损坏，不能恢复。"]
    assert journal.with_suffix(".damaged").exists()
    offer_recovery(window, documents)  # nobody would answer a second time
