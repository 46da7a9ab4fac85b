"""A second start hands its file to the first window."""

import contextlib
import os
import re
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.ui.system import own_door, single_instance
from nianbao.ui.system.single_instance import Doorway

SECOND_START = """
import sys
from pathlib import Path
from nianbao.ui.system import single_instance
single_instance.PATIENCE = 5.0
doorway = single_instance.enter(Path(sys.argv[1]) if sys.argv[1:] else None)
print("handed over" if doorway is None else "first")
"""


@pytest.fixture
def first(qapp: QApplication) -> Iterator[Doorway]:  # noqa: ARG001 - signals need it
    doorway = single_instance.enter(None)
    assert doorway is not None
    doorway.open()
    yield doorway
    doorway.close()


def start_again(*arguments: str) -> "subprocess.Popen[str]":
    source = str(Path(__file__).parents[2] / "desktop")
    environment = os.environ | {"PYTHONPATH": source, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(
        [sys.executable, "-c", SECOND_START, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def outcome(process: "subprocess.Popen[str]") -> str:
    output, _ = process.communicate(timeout=30)
    return output.strip()


def assert_a_second_start_is_heard(qtbot: QtBot) -> None:
    """A window's door opens, and what knocks is handed over."""
    doorway = single_instance.enter(None)
    assert doorway is not None
    doorway.open()
    with qtbot.waitSignal(doorway.requested, timeout=20_000):
        second = start_again()
    assert outcome(second) == "handed over"
    doorway.close()


@pytest.mark.parametrize("name", ["report.nianbao", "砖路镇 2023 年报.nianbao", "长" * 60])
def test_a_second_start_hands_its_file_over(
    qtbot: QtBot, first: Doorway, tmp_path: Path, name: str
) -> None:
    with qtbot.waitSignal(first.requested, timeout=20_000) as asked:
        second = start_again(str(tmp_path / name))

    assert asked.args == [str(tmp_path / name)]
    assert outcome(second) == "handed over"


def test_a_second_start_without_a_file_only_asks_for_the_window(
    qtbot: QtBot, first: Doorway
) -> None:
    with qtbot.waitSignal(first.requested, timeout=20_000) as asked:
        second = start_again()

    assert asked.args == [""]
    assert outcome(second) == "handed over"


def test_the_next_start_after_the_last_window_is_the_first_again() -> None:
    first = single_instance.enter(None)
    assert first is not None
    first.close()

    assert outcome(start_again()) == "first"


def test_a_silent_first_window_does_not_keep_the_clerk_from_working(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(single_instance, "PATIENCE", 0.2)
    silent = single_instance.enter(None)
    second = single_instance.enter(None)

    assert silent is not None
    assert second is not None
    silent.close()
    second.close()


def test_visitors_that_say_nonsense_do_not_close_the_door(
    qtbot: QtBot, first: Doorway, tmp_path: Path
) -> None:
    with own_door.visit(user_folders.user_data()) as rude, contextlib.suppress(BrokenPipeError):
        rude.recv_bytes()
        rude.send_bytes(b"x" * (single_instance.LONGEST_MESSAGE + 1))

    with qtbot.waitSignal(first.requested, timeout=20_000):
        second = start_again(str(tmp_path / "a.nianbao"))
    assert outcome(second) == "handed over"


def test_a_folder_that_cannot_be_written_still_gives_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(user_folders.OVERRIDE, str(tmp_path / "file"))
    monkeypatch.setattr(single_instance, "PATIENCE", 0.2)

    assert single_instance.enter(None) is not None


def test_a_window_comes_forward_from_the_task_bar(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.showMinimized()

    single_instance.bring_forward(window)

    assert window.isVisible()
    assert not window.isMinimized()


def test_a_visitor_who_stands_and_says_nothing_delays_nobody(
    qtbot: QtBot, first: Doorway, tmp_path: Path
) -> None:
    with own_door.visit(user_folders.user_data()), own_door.visit(user_folders.user_data()):
        with qtbot.waitSignal(first.requested, timeout=20_000):
            second = start_again(str(tmp_path / "a.nianbao"))
        assert outcome(second) == "handed over"


def test_no_thread_outlives_the_door(qapp: QApplication) -> None:
    assert qapp is not None
    before = {*threading.enumerate()}
    doorway = single_instance.enter(None)
    assert doorway is not None
    doorway.open()

    with own_door.visit(user_folders.user_data()) as silent:
        silent.recv_bytes()
        assert len({*threading.enumerate()} - before) == 2, "one at the door, one with the visitor"
        doorway.close()

    assert {*threading.enumerate()} - before == set()


def test_somebody_else_is_not_let_in(
    qtbot: QtBot, first: Doorway, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = own_door.visit(user_folders.user_data())
    assert own_door.is_own_user(door)
    door.close()
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    stranger = socket.socket(socket.AF_UNIX)
    stranger.connect(str(user_folders.user_data() / own_door.FILE))

    with qtbot.assertNotEmitted(first.requested, wait=100), stranger:
        assert stranger.recv(1) == b"", "the door is shut without a word"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")
def test_a_folder_that_others_may_enter_gets_no_visit(first: Doorway) -> None:
    assert first is not None
    user_folders.user_data().chmod(0o755)

    with pytest.raises(PermissionError):
        own_door.visit(user_folders.user_data())


@pytest.mark.skipif(sys.platform != "linux", reason="abstract names are Linux's own")
def test_the_door_is_a_file_in_a_folder_of_the_user_s_own(first: Doorway) -> None:
    door = user_folders.user_data() / own_door.FILE

    assert first is not None
    assert stat.S_ISSOCK(door.stat().st_mode)
    assert stat.S_IMODE(door.parent.stat().st_mode) == 0o700
    assert "@nianbao" not in Path("/proc/net/unix").read_text(encoding="utf-8")


def test_a_long_path_has_a_door_too(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp is not None
    monkeypatch.setenv(user_folders.OVERRIDE, str(tmp_path / ("长" * 50)))

    assert_a_second_start_is_heard(qtbot)


def test_the_door_of_a_killed_window_does_not_stand_in_the_way(
    qtbot: QtBot, qapp: QApplication
) -> None:
    assert qapp is not None
    user_folders.make_private(user_folders.user_data())
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(user_folders.user_data() / own_door.FILE))
    left.close()

    assert_a_second_start_is_heard(qtbot)


def test_windows_gives_the_pipe_to_its_user_alone() -> None:
    user = "S-1-5-21-1-2-3-1001"
    dacl = re.fullmatch(r"D:P((?:\([^()]*\))+)", own_door.rights_for(user))

    assert dacl is not None, "protected: nothing is inherited"
    assert dacl[1] == f"(A;;GA;;;{user})", "one entry: the user, everything"
