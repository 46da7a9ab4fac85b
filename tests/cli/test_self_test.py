"""`nianbao --self-test` on a sound program and on a broken one."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao import resources, user_folders
from nianbao.cli import self_test

WITHOUT_WINDOW = tuple(step for step in self_test.STEPS if step[0] != "窗口")


def run_self_test(repository: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "nianbao", "--self-test"],
        env=os.environ | {"PYTHONPATH": str(repository / "desktop")} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_sound_program_passes_every_step(repository: Path) -> None:
    finished = run_self_test(repository)

    assert finished.stdout.count("[通过]") == len(self_test.STEPS)
    assert "自检通过" in finished.stdout
    assert finished.returncode == 0


@pytest.mark.slow
def test_a_window_that_nobody_could_read_does_not_pass(repository: Path, tmp_path: Path) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")

    finished = run_self_test(repository, FONTCONFIG_FILE=str(settings))

    assert "[失败] 窗口：没有找到可用的字体" in finished.stdout
    assert finished.returncode == 1


@pytest.mark.long
def test_a_broken_step_is_named_and_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(user_folders.OVERRIDE, "")
    monkeypatch.setattr(self_test, "STEPS", WITHOUT_WINDOW)
    monkeypatch.setattr(self_test, "SAMPLE_WITH_ERRORS", self_test.SAMPLE)

    assert self_test.self_test() == 1

    said = capsys.readouterr().out
    assert "[失败] 审核：有错的示例没有查出错误" in said
    assert said.count("[通过]") == len(WITHOUT_WINDOW) - 1
    assert "自检没有通过：审核。" in said


@pytest.mark.long
def test_the_self_test_writes_only_into_a_folder_of_its_own(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(user_folders.OVERRIDE, "")
    monkeypatch.setattr(self_test, "STEPS", WITHOUT_WINDOW)
    before = {path: path.stat().st_mtime_ns for path in resources.root().rglob("*.*")}

    self_test.self_test()

    assert capsys.readouterr().out
    assert list(own_home.iterdir()) == []
    after = {path: path.stat().st_mtime_ns for path in resources.root().rglob("*.*")}
    assert after == before


BROKEN = {
    "a slot": "StatusBar.show_place",
    "painting": "SheetPainter.paint",
    "what is done a little later": "TablePage._add_tools",
    "a method that Qt calls": "Navigation.currentChanged",
}
BREAKING = """
import sys
from nianbao.cli import self_test
from nianbao.ui.grid.sheet import SheetPainter
from nianbao.ui.pages.table_page import TablePage
from nianbao.ui.shell.navigation import Navigation
from nianbao.ui.shell.status_bar import StatusBar

def fail(*_arguments, **_named):
    raise LookupError("lost")

{broken} = fail
self_test.STEPS = [step for step in self_test.STEPS if step[0] in ("存盘", "窗口")]
sys.exit(self_test.self_test())
"""


@pytest.mark.slow
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_a_failure_in_a_callback_of_the_window_does_not_pass(repository: Path, broken: str) -> None:
    finished = subprocess.run(
        [sys.executable, "-c", BREAKING.format(broken=broken)],
        env=os.environ | {"PYTHONPATH": str(repository / "desktop")},
        capture_output=True,
        text=True,
        check=False,
    )

    [told] = [line for line in finished.stdout.splitlines() if line.startswith("[失败]")]
    assert told.startswith("[失败] 窗口：")
    assert "lost" in told
    assert "自检通过" not in finished.stdout
    assert finished.returncode == 1


def fail_in_a_thread() -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def fail() -> None:
    raise LookupError("lost")


class Failing:
    """Fails when it is forgotten."""

    def __del__(self) -> None:
        fail()


@pytest.mark.parametrize("way", [fail, fail_in_a_thread, Failing], ids=lambda way: way.__name__)
def test_a_step_in_which_anything_fails_does_not_pass(
    way: Callable[[], object], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(user_folders.OVERRIDE, "")
    monkeypatch.setattr(self_test, "STEPS", (("一步", lambda _: str(way() is None)),))

    assert self_test.self_test() == 1
    assert "[失败] 一步：lost（test_self_test.py 第 " in capsys.readouterr().out
