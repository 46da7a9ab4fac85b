"""A window killed while somebody types and saves in it: the next start has every finished edit."""

import multiprocessing
import os
import random
import signal
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from nianbao.formats.registry import load_form
from nianbao.report.book import blank_report
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.storage.versions import list_versions
from tests.ui.live_window import FORM, FOUND, SAVING, TYPED, type_until_killed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL"),
]

KILLS = int(os.environ.get("NIANBAO_KILLS", "12"))
"""Kills in all, half of them of a report that has a file; NIANBAO_KILLS=200 takes two minutes."""
LONGEST = 0.25
"""Seconds of typing before a kill, at most."""
LONGEST_SAVE = 0.006
"""Seconds after the beginning of a save within which it is killed."""
PATIENCE = 60


@pytest.fixture(autouse=True)
def import_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server that forks the processes imports what the tests import."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


def start(data: Path, file: Path | None) -> tuple[multiprocessing.Process, Connection]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.ui.live_window"])
    ours, theirs = context.Pipe(duplex=False)
    name = None if file is None else str(file)
    process = context.Process(target=type_until_killed, args=(str(data), name, theirs))
    process.start()
    theirs.close()
    return process, ours  # type: ignore[return-value]


def messages(pipe: Connection) -> Iterator[tuple[str, int, int]]:
    """What the process still said before it died."""
    try:
        while pipe.poll():
            yield pipe.recv()
    except (EOFError, OSError):
        return


def run_and_kill(data: Path, file: Path | None, dice: random.Random) -> tuple[int, int, int]:
    """Start, type, kill; return what was found (number and its copy), and the last number typed."""
    process, pipe = start(data, file)
    assert pipe.poll(PATIENCE), "no window"
    kind, found, copied = pipe.recv()
    assert kind == FOUND
    if file is not None and dice.random() < 0.5:
        last = _wait_for(pipe, SAVING, dice.randrange(1, 4))
        time.sleep(dice.uniform(0, LONGEST_SAVE))
    else:
        last = _wait_for(pipe, TYPED, 1)
        time.sleep(dice.uniform(0, LONGEST))
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL, "it ended by itself"
    typed = [number for kind, number, _ in messages(pipe) if kind == TYPED]
    return found, copied, max([last, *typed])


def _wait_for(pipe: Connection, what: str, times: int) -> int:
    """Wait until the process has said this so many times; return the number it was at."""
    seen = 0
    while True:
        assert pipe.poll(PATIENCE), "nothing is typed"
        kind, number, _ = pipe.recv()
        seen += kind == what
        if seen == times:
            return int(number)


def check_nothing_lost(folder: Path, *, saved: bool, kills: int, seed: int) -> None:
    data, file = folder / "data", folder / "报告.nianbao" if saved else None
    dice = random.Random(seed)  # noqa: S311
    if file is not None:
        save_report(blank_report(FORM, load_form(FORM).cells, 2024), file)
    typed = 0
    for _ in range(kills):
        found, copied, last = run_and_kill(data, file, dice)
        assert found in {typed, typed + 1}, f"{typed} was typed, {found} came back"
        assert copied in {found, found - 1}
        typed = last
        if file is not None:
            assert (
                int(load_report(file).cell("table_3.received_new.natural_person") or 0) <= last + 1
            )
    assert typed >= kills, "the window was never typed into"
    if file is not None:
        kept = [one.load() for one in list_versions(data / "versions", file)]
        assert len(kept) > 1


@pytest.mark.parametrize("saved", [False, True])
def test_a_killed_window_comes_back_with_every_edit(tmp_path: Path, *, saved: bool) -> None:
    seed = int(time.time())
    print("seed", seed)
    check_nothing_lost(tmp_path, saved=saved, kills=KILLS // 2, seed=seed)
