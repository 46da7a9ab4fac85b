"""Files that move, fill their disk, lose their ending or change hands; settings that are damaged."""

import errno
import json
import os
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.report.storage.files import load_report
from nianbao.report.storage.recovery import find_drafts
from nianbao.report.storage.watch import OpenMark, mark_open
from nianbao.ui.dialogs.recovery import RecoveryDialog
from nianbao.ui.dialogs.settings import SettingsDialog
from nianbao.ui.look import theme
from nianbao.ui.shell.main_window import MainWindow
from nianbao.ui.system import preferences
from nianbao.ui.widgets import choose_file
from nianbao.ui.workflows.documents import Documents
from nianbao.ui.workflows.recover import offer_recovery
from tests.ui.grid_keys import forget
from tests.ui.modal import answer, click, when_asked
from tests.ui.outside import CELL, change_outside, choose_name, die, edit


@pytest.fixture
def window(start_window: MainWindow) -> MainWindow:
    return start_window


# Names and places of files


def test_a_name_without_its_ending_never_replaces_a_file_unasked(
    documents: Documents, tmp_path: Path
) -> None:
    there = tmp_path / "别的报告.nianbao"
    there.write_bytes(b"theirs")
    choose_name(tmp_path / "别的报告")
    asked: list[str] = []
    answer("取消", asked)

    assert not documents.save_as()
    assert asked == ["已经有“别的报告.nianbao”，要替换它吗？"]
    assert there.read_bytes() == b"theirs"

    choose_name(tmp_path / "别的报告")
    answer("替换")
    assert documents.save_as()
    assert load_report(there).unit


def test_a_save_elsewhere_that_fails_leaves_the_report_with_its_own_file(
    documents: Documents, file: Path, tmp_path: Path
) -> None:
    choose_name(tmp_path / "没有的文件夹" / "报告.nianbao")
    asked: list[str] = []
    answer("知道了", asked)
    edit(documents, 4)

    assert not documents.save_as()
    assert asked[0].startswith("找不到文件夹")
    assert documents.session is not None
    assert documents.session.path == file
    assert documents.session.is_dirty
    assert not isinstance(mark_open(file), OpenMark), "the file is still marked as open here"


def test_saving_as_the_same_file_in_another_spelling_is_a_save(
    documents: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(documents, 4)
    spelled = file.parent / "." / ".." / file.parent.name / file.name
    monkeypatch.setattr(choose_file, "file_to_save", lambda *_all: spelled)

    assert documents.save_as()
    assert load_report(file).cell(CELL) == 4


def test_a_full_disk_keeps_the_old_file_and_the_work(
    documents: Documents, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    edit(documents, 4)

    def full(*_all: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as disk:
        disk.setattr("nianbao.report.storage.atomic.os.fsync", full)
        asked: list[str] = []

        def read(box: QWidget) -> None:
            assert isinstance(box, QMessageBox)
            asked.extend((box.text(), box.informativeText()))
            click(box, "知道了")

        when_asked(read, QMessageBox)
        assert not documents.save()
    assert asked == [
        "磁盘已满，“报告.nianbao”没有保存。",
        "请清出一些空间或换一个磁盘再保存。窗口里的内容都还在。",
    ]
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.glob(".*")] == []
    assert documents.session is not None
    assert documents.session.is_dirty
    assert documents.save()
    assert load_report(file).cell(CELL) == 4


def test_where_a_file_cannot_be_written_one_button_leads_to_another_place(
    documents: Documents, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(documents, 4)
    before = file.read_bytes()
    share, own = tmp_path / "共享", tmp_path / "文档" / "我的.nianbao"
    share.mkdir()
    own.parent.mkdir()
    tried, opened, asked = iter((share / "报告.nianbao", own)), os.open, list[str]()

    def refuse(path: Path, *how: int) -> int:
        if Path(path).parent in {file.parent, share}:
            raise OSError(errno.EROFS, "read-only", str(path))
        return opened(path, *how)

    def go_on(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        if len(asked) == 1:
            when_asked(go_on, QMessageBox)
        click(box, "另存为")

    monkeypatch.setattr("nianbao.report.storage.atomic.os.open", refuse)
    monkeypatch.setattr(choose_file, "file_to_save", lambda *_asked: next(tried))
    when_asked(go_on, QMessageBox)

    assert documents.save()
    assert [words.split("”")[0] for words in asked] == [f"文件夹“{file.parent.name}", "文件夹“共享"]
    assert documents.session is not None
    assert documents.session.path == own
    assert load_report(own).cell(CELL) == 4
    assert file.read_bytes() == before
    assert not isinstance(mark_open(own), OpenMark), "the new file is marked as open here"


def test_a_file_named_from_the_working_folder_is_found_again_after_a_kill(
    documents: Documents, file: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(window)
    monkeypatch.chdir(file.parent)
    window.documents.open_sample()
    assert documents.open_path(Path(file.name))
    edit(documents, 9)
    die(documents)
    monkeypatch.chdir(file.parent.parent)

    (draft,) = find_drafts(user_folders.recovery())
    assert draft.origin == file
    assert draft.difference
    draft.keep_for_later()


def test_a_draft_older_than_its_file_says_so_and_asks_before_it_replaces_it(
    documents: Documents, window: MainWindow, file: Path
) -> None:
    edit(documents, 9)
    die(documents)
    change_outside(file)
    later = time.time() + 60
    os.utime(file, (later, later))
    seen: list[str] = []

    def restore(dialog: object) -> None:
        assert isinstance(dialog, RecoveryDialog)
        seen.extend(label.text() for label in dialog.findChildren(QLabel))
        click(dialog, "恢复")

    when_asked(restore, RecoveryDialog)
    offer_recovery(window, documents)
    assert "不同的格：新收／自然人" in "".join(seen)
    assert "文件在这之后又被保存过，恢复后请仔细核对" in "".join(seen)
    documents.look_outside()  # it was told already

    asked: list[str] = []
    answer("取消", asked)
    assert not documents.save()
    assert asked == ["这个文件在打开以后被别人改动过。"]
    assert load_report(file).text("problems") == "别人写的"


def test_a_full_disk_pauses_the_protection_and_says_so(
    documents: Documents, window: MainWindow
) -> None:
    keeper = documents.keeper
    assert keeper is not None
    assert window.status is not None
    edit(documents, 1)
    keeper.journal._stream = _FullDisk()  # type: ignore[assignment]
    edit(documents, 2)
    assert window.status.saved.text() == "自动保护暂停：磁盘写不进去，还没有保存"
    edit(documents, 3)
    assert window.status.saved.text().startswith("已自动保护")
    die(documents)

    (draft,) = find_drafts(user_folders.recovery())
    assert draft.report.cell(CELL) == 3
    draft.keep_for_later()


class _FullDisk:
    """A file of which only the first bytes of a line still find room."""

    def write(self, line: bytes) -> int:
        return len(line) // 2

    def close(self) -> None:
        pass

    def fileno(self) -> int:
        raise OSError


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        b"[1, 2]",
        b"[" * 100_000,
        b'{"zoom": "nan", "enter": "sideways", "theme": "pink", "geometry": "AAAA", "recent": 5}',
        b'{"zoom": "1e999", "enter": null, "theme": 7, "geometry": "%%%", "recent": [null, "\\u0000"]}',
    ],
)
def test_damaged_settings_are_forgotten_and_the_window_opens(qtbot: QtBot, content: bytes) -> None:
    user_folders.settings().parent.mkdir(parents=True, exist_ok=True)
    user_folders.settings().write_bytes(content)

    window = MainWindow()
    qtbot.addWidget(window, before_close_func=forget)
    window.restoreGeometry(preferences.bytes_of("geometry"))
    window.show()
    window.documents.open_sample()
    assert window.workspace is not None
    window.workspace.show_place("applications")
    assert window.status is not None
    assert window.status.zoom.value() == 100
    assert preferences.recent_files() == []
    theme.by_name(preferences.text("theme", "light"))
    preferences.remember("zoom", 130)
    assert json.loads(user_folders.settings().read_bytes())["zoom"] == "130"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe in a folder is not for Windows")
def test_a_pipe_in_place_of_the_settings_is_not_waited_for() -> None:
    user_folders.make_private(user_folders.user_data())
    os.mkfifo(user_folders.settings())

    assert preferences.text("zoom", "100") == "100"
    preferences.remember("zoom", 130)
    assert preferences.text("zoom") == "130"


def test_a_change_outside_is_told_when_the_clerk_comes_back(
    window: MainWindow, documents: Documents, file: Path, qtbot: QtBot
) -> None:
    edit(documents, 5)
    another = QLabel("别的窗口")
    qtbot.addWidget(another)
    with qtbot.waitActive(another):
        another.show()
        another.activateWindow()
    change_outside(file)
    asked: list[str] = []
    answer("重新读入", asked)

    window.activateWindow()

    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["“报告.nianbao”被别人改动过。"]
    assert documents.session is not None
    assert documents.session.report.text("problems") == "别人写的"


def test_enter_never_throws_work_away_for_somebody_else_s_change(
    documents: Documents, file: Path
) -> None:
    edit(documents, 5)
    change_outside(file)
    when_asked(lambda box: QTest.keyClick(box, Qt.Key.Key_Return), QMessageBox)
    documents.look_outside()

    assert documents.session is not None
    assert documents.session.value(CELL) == 5


def test_a_file_that_went_away_is_said_and_can_be_saved_anew(
    documents: Documents, file: Path
) -> None:
    edit(documents, 5)
    file.rename(file.with_name("移走了.nianbao"))
    asked: list[str] = []
    answer("知道了", asked)
    documents.look_outside()
    answer("重新保存", asked)

    assert documents.save()
    assert load_report(file).cell(CELL) == 5
    assert len(asked) == 2
    assert all(one.startswith("“报告.nianbao”不在原来的地方了") for one in asked)


def test_a_damaged_file_offers_the_version_that_was_kept(
    documents: Documents, window: MainWindow, file: Path
) -> None:
    edit(documents, 5)
    documents.save()
    forget(window)
    documents.open_sample()
    file.write_bytes(file.read_bytes()[:300])
    asked: list[str] = []
    answer("打开留存的版本", asked)

    assert documents.open_path(file)
    assert asked == ["“报告.nianbao”不完整，后面的内容丢失了。"]
    assert documents.session is not None
    assert documents.session.value(CELL) == 5
    assert documents.session.path is None
    assert documents.session.is_dirty


def test_window_and_enter_direction_are_remembered(qtbot: QtBot) -> None:
    from nianbao.ui.pages.table_page import TablePage

    def set_right(dialog: QWidget) -> None:
        assert isinstance(dialog, SettingsDialog)
        dialog.enter.setCurrentIndex(dialog.enter.findData("right"))
        click(dialog, "确定")

    first = MainWindow()
    qtbot.addWidget(first, before_close_func=forget)
    first.resize(760, 560)  # the screen that is drawn off screen is small
    first.show()
    when_asked(set_right, SettingsDialog)
    first.actions_by_id["settings"].trigger()
    first.close()

    second = MainWindow()
    qtbot.addWidget(second, before_close_func=forget)
    assert second.restoreGeometry(preferences.bytes_of("geometry"))
    second.show()
    assert second.size() == first.size()
    second.documents.open_sample()
    assert second.workspace is not None
    second.workspace.show_place("applications")
    assert isinstance(second.workspace.page, TablePage)
    assert second.workspace.page.grid.enter_goes == "right"


def test_the_file_dialog_speaks_chinese_and_begins_where_the_last_file_was(
    start_window: MainWindow, file: Path
) -> None:
    words: list[str] = []

    def look(dialog: QWidget) -> None:
        assert isinstance(dialog, QFileDialog)
        words.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        words.append(dialog.directory().absolutePath())
        dialog.reject()

    when_asked(look, QFileDialog)
    start_window.actions_by_id["open"].trigger()

    assert "位置：" in words
    assert "文件类型：" in words
    assert words[-1] == str(file.parent)
