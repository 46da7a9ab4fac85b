"""A file that others touch too: nothing of theirs or ours is written over unasked."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.storage.recovery import find_drafts
from nianbao.report.storage.versions import list_versions
from nianbao.report.storage.watch import OpenMark, mark_open
from nianbao.ui import app
from nianbao.ui.dialogs.recovery import RecoveryDialog
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import at_rest
from nianbao.ui.widgets import choose_file
from nianbao.ui.workflows.documents import Documents
from nianbao.ui.workflows.recover import offer_recovery
from tests.ui.grid_keys import forget
from tests.ui.modal import answer, click, when_asked
from tests.ui.outside import CELL, change_outside, die, edit

THEIRS = "别人写的"
CHANGED = "这个文件在打开以后被别人改动过。"


def kept(file: Path) -> list[str]:
    """What the versions of a file say under 存在的问题, the latest first."""
    found = list_versions(user_folders.versions(), file)
    return [one.load().text("problems") for one in found]


def restore(window: MainWindow, documents: Documents) -> None:
    when_asked(lambda dialog: click(dialog, "恢复"), RecoveryDialog)
    offer_recovery(window, documents)


def test_opening_the_open_file_again_shows_what_was_saved_when_asked(
    documents: Documents, file: Path
) -> None:
    edit(documents, 6)
    answer("保存")

    assert documents.open_path(file)
    assert documents.session is not None
    assert documents.session.value(CELL) == 6
    edit(documents, 7)
    assert documents.save()
    assert load_report(file).cell(CELL) == 7


def test_a_file_that_changes_while_the_clerk_is_asked_is_shown_as_it_is(
    documents: Documents, tmp_path: Path, file: Path
) -> None:
    other = tmp_path / "另一份.nianbao"
    other.write_bytes(file.read_bytes())
    mark = mark_open(other)
    assert isinstance(mark, OpenMark)

    def meanwhile(box: QWidget) -> None:
        change_outside(other)
        click(box, "仍然打开")

    when_asked(meanwhile, QMessageBox)
    assert documents.open_path(other)
    assert documents.session is not None
    assert documents.session.report.text("problems") == THEIRS
    mark.release()


@pytest.mark.parametrize("elsewhere", ["away", "beside"])
def test_a_colleague_s_work_is_asked_about_after_a_recovery(
    documents: Documents, start_window: MainWindow, file: Path, elsewhere: str
) -> None:
    edit(documents, 9)
    die(documents)
    stick = file.with_name("在路上")
    change_outside(file)
    os.utime(file, (1, 1))  # a computer whose clock is wrong
    if elsewhere == "away":
        file.rename(stick)
    restore(start_window, documents)
    if elsewhere == "away":
        stick.rename(file)
    asked: list[str] = []
    answer("取消", asked)

    assert not documents.save()
    assert asked == [CHANGED]
    assert load_report(file).text("problems") == THEIRS


def test_a_file_that_nobody_touched_is_saved_unasked_after_a_recovery(
    documents: Documents, start_window: MainWindow, file: Path
) -> None:
    edit(documents, 9)
    die(documents)
    os.utime(file)  # only copied: the content is what it was
    restore(start_window, documents)

    assert documents.save()
    assert load_report(file).cell(CELL) == 9


@pytest.mark.parametrize("name", ["报告.nianbao", "另一份.nianbao"])
def test_saving_as_keeps_what_it_replaces(
    documents: Documents, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    target = tmp_path / name
    target.write_bytes(file.read_bytes())
    change_outside(target)
    edit(documents, 4)
    monkeypatch.setattr(choose_file, "file_to_save", lambda *_all: target)
    if target == file:
        answer("用我的覆盖")

    assert documents.save_as()
    assert load_report(target).cell(CELL) == 4
    assert THEIRS in kept(target)


def test_what_is_written_between_the_question_and_the_save_is_asked_about_again(
    documents: Documents, file: Path
) -> None:
    edit(documents, 4)
    change_outside(file)
    asked: list[str] = []

    def meanwhile(box: QWidget) -> None:
        theirs = load_report(file)
        theirs.change(texts={"problems": "又写了"})
        save_report(theirs, file)
        answer("取消", asked)
        click(box, "用我的覆盖")

    when_asked(meanwhile, QMessageBox)
    assert not documents.save()
    assert asked == [CHANGED]
    assert load_report(file).text("problems") == "又写了"


def test_a_write_right_after_ours_is_not_taken_for_ours(
    documents: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def and_they_write(source: Path, target: Path) -> Path:
        done = replace(source, target)
        if target == file:
            monkeypatch.setattr(Path, "replace", replace)
            change_outside(file)
        return done

    monkeypatch.setattr(Path, "replace", and_they_write)
    edit(documents, 4)
    assert documents.save()
    edit(documents, 5)
    answer("取消")

    assert not documents.save()
    assert load_report(file).text("problems") == THEIRS


def test_reading_anew_is_not_called_saved(
    documents: Documents, start_window: MainWindow, file: Path
) -> None:
    change_outside(file)
    answer("重新读入")
    documents.look_outside()

    assert start_window.status is not None
    assert start_window.status.saved.text().startswith("已重新读入")


def test_a_link_is_the_file_that_it_leads_to(documents: Documents, file: Path) -> None:
    link = file.with_name("快捷.nianbao")
    link.symlink_to(file)
    documents.open_sample()

    assert documents.open_path(link)
    edit(documents, 3)
    assert documents.save()
    assert link.is_symlink()
    assert load_report(file).cell(CELL) == 3
    assert list_versions(user_folders.versions(), link) == list_versions(
        user_folders.versions(), file
    )
    assert not isinstance(mark_open(link), OpenMark)


def test_a_year_that_was_only_confirmed_comes_back(documents: Documents, file: Path) -> None:
    assert documents.session is not None
    documents.session.edit.set_facts(year_guessed=True)
    documents.save()
    documents.session.edit.set_facts(year_guessed=False)
    die(documents)

    (draft,) = find_drafts(user_folders.recovery())
    assert not draft.report.year_guessed
    assert draft.origin == file
    draft.keep_for_later()


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """What each look answers whether the window is at rest."""
    found: list[bool] = []
    is_at_rest = at_rest.is_at_rest

    def look() -> bool:
        found.append(is_at_rest())
        return found[-1]

    monkeypatch.setattr(at_rest, "is_at_rest", look)
    return found


def test_another_start_waits_until_the_question_is_answered(
    documents: Documents, tmp_path: Path, file: Path, qtbot: QtBot, looks: list[bool]
) -> None:
    window = documents.parent()
    assert isinstance(window, MainWindow)
    other = tmp_path / "另一份.nianbao"
    other.write_bytes(file.read_bytes())
    change_outside(file)

    def another_start(box: QWidget) -> None:
        app._open_wanted(window, str(other))
        qtbot.waitUntil(lambda: len(looks) > 2)
        assert documents.session is not None
        assert documents.session.path == file
        click(box, "重新读入")

    when_asked(another_start, QMessageBox)
    documents.look_outside()
    assert documents.session is not None
    assert documents.session.report.text("problems") == THEIRS
    qtbot.waitUntil(lambda: documents.session is not None and documents.session.path == other)


def test_another_start_waits_for_work_that_shows_no_dialog_yet(
    start_window: MainWindow, documents: Documents, tmp_path: Path, file: Path, qtbot: QtBot
) -> None:
    from nianbao.ui.widgets.progress import work_beside

    other = tmp_path / "另一份.nianbao"
    other.write_bytes(file.read_bytes())
    seen: list[Path | None] = []
    asked = QTimer(start_window, singleShot=True, interval=0)
    asked.timeout.connect(lambda: app._open_wanted(start_window, str(other)))

    def work() -> None:
        QTest.qSleep(300)

    def begin() -> None:
        asked.start()
        work_beside(start_window, "…", work)
        seen.append(documents.session.path if documents.session is not None else None)

    QTimer.singleShot(0, begin)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [file]
    qtbot.waitUntil(lambda: documents.session is not None and documents.session.path == other)
    forget(start_window)
