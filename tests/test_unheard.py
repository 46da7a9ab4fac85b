"""The tests themselves: what fails where no caller hears of it fails the test."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FAILING = """
import threading
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel

class Bell(QObject):
    rung = Signal()

class Label(QLabel):
    def paintEvent(self, event):
        fail()

class Forgotten:
    def __del__(self):
        fail()

def fail():
    raise LookupError("lost")

def slot(qtbot):
    bell = Bell()
    bell.rung.connect(fail)
    bell.rung.emit()

def timer(qtbot):
    QTimer.singleShot(0, fail)
    qtbot.wait(20)

def painting(qtbot):
    label = Label("x")
    qtbot.addWidget(label)
    label.show()
    qtbot.waitExposed(label)
    label.grab()

def thread(qtbot):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

def finaliser(qtbot):
    Forgotten()

def nothing(qtbot):
    pass

def test_it(qtbot):
    {way}(qtbot)
"""


def outcome(way: str, folder: Path, repository: Path) -> str:
    file = folder / "test_failing.py"
    file.write_text(FAILING.replace("{way}", way), encoding="utf-8")
    settings = [
        "-c",
        str(repository / "pyproject.toml"),
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
    ]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *settings, str(file)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTEST_ADDOPTS": ""},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.splitlines()[-1]


@pytest.mark.slow
@pytest.mark.parametrize("way", ["slot", "timer", "painting", "thread", "finaliser"])
def test_what_no_caller_hears_of_fails_the_test(way: str, tmp_path: Path, repository: Path) -> None:
    assert "passed" not in outcome(way, tmp_path, repository)


@pytest.mark.slow
def test_a_test_in_which_nothing_fails_passes(tmp_path: Path, repository: Path) -> None:
    assert outcome("nothing", tmp_path, repository).startswith("1 passed")
