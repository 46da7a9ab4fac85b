"""A second start hands its file to the first window."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from nianbao import user_folders
from nianbao.ui.system import single_instance
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
    from multiprocessing.connection import Client

    with Client(single_instance._address()) as rude, contextlib.suppress(BrokenPipeError):
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
