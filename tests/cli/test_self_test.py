"""`nianbao --self-test` on a sound program and on a broken one."""

import os
import subprocess
import sys
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
