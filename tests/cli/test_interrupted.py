"""Ctrl+C, and a system that shuts down, at any moment of a long command: only whole files are left."""

import json
import random
import signal
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from nianbao.__main__ import main
from nianbao.report.storage import atomic
from tests.rollup.county import Folder, unit_report

UNITS = ("甲镇", "乙镇", "丙镇", "丁镇")
MOMENTS = 6
CODES = {signal.SIGINT: 130, signal.SIGTERM: 143}
COMMANDS = {
    "xlsx": lambda home, out: ["rollup", home, "-o", f"{out}/汇 总.xlsx"],
    "json": lambda home, out: ["rollup", home, "-o", f"{out}/汇总.json"],
    "nianbao": lambda home, out: ["rollup", home, "-o", f"{out}/汇总.nianbao"],
    "read": lambda home, out: ["read", home, "-o", out],
    "export": lambda home, out: ["export", home, "-o", out, "--to", "docx"],
}


class Moment:
    """Counts calls, of Python and of C, and sends a signal at one of them."""

    def __init__(self, at: int, sent: signal.Signals | None) -> None:
        self.seen, self.at, self.sent = 0, at, sent

    def __call__(self, _frame: object, _event: str, _argument: object) -> None:
        self.seen += 1
        if self.seen == self.at and self.sent is not None:
            signal.raise_signal(self.sent)


def run(arguments: list[str], moment: Moment) -> int:
    sys.setprofile(moment)
    try:
        return main(arguments)
    finally:
        sys.setprofile(None)


@pytest.fixture
def home(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "年 报（2024）")
    for unit in UNITS:
        made.report(f"{unit}/年报.nianbao", unit_report(unit))
    return made


def is_whole(path: Path) -> bool:
    if path.suffix in {".xlsx", ".docx"}:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    return isinstance(json.loads(path.read_bytes()), dict)


def visible(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")]


@pytest.mark.slow
@pytest.mark.parametrize("sent", CODES, ids=lambda one: one.name)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_whatever_the_moment_only_whole_files_are_left(
    command: Callable[[str, str], list[str]], sent: signal.Signals, home: Folder, tmp_path: Path
) -> None:
    def arguments(name: str) -> list[str]:
        out = tmp_path / name
        out.mkdir()
        return command(str(home.path), str(out))

    run(arguments("再前"), Moment(0, None))
    counted = Moment(0, None)
    run(arguments("先前"), counted)
    whole = len(visible(tmp_path / "先前"))
    dice, codes = random.Random(counted.seen), set()  # noqa: S311 - a test's dice
    for number in range(MOMENTS):
        at = dice.randint(counted.seen // 50, counted.seen * 9 // 10)
        codes.add(run(arguments(f"{number}"), Moment(at, sent)))
        left = visible(tmp_path / f"{number}")
        assert len(left) <= whole
        assert all(map(is_whole, left))

    assert codes == {CODES[sent]}
    assert run(arguments("后来"), Moment(0, None)) in {0, 1}
    assert len(visible(tmp_path / "后来")) == whole


def test_a_name_that_somebody_takes_just_then_is_left_to_them(tmp_path: Path) -> None:
    target = tmp_path / "年报.nianbao"
    target.write_bytes(b"theirs")

    assert not atomic.write_new(target, b"mine")
    assert target.read_bytes() == b"theirs"
    assert [one.name for one in tmp_path.iterdir()] == ["年报.nianbao"]


def test_a_disk_without_second_names_keeps_the_same_promise(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_paths: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr("os.link", refuse)
    target = tmp_path / "年报.nianbao"

    assert atomic.write_new(target, b"mine")
    assert not atomic.write_new(target, b"again")
    assert target.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir()] == ["年报.nianbao"]
