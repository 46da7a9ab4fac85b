"""Killed at any moment, during a save too: no finished edit is lost and no file is damaged."""

import multiprocessing
import os
import random
import signal
import sys
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from nianbao.report.storage.files import load_report
from nianbao.report.storage.recovery import find_drafts
from tests.report.editing import COUNTER, TEXT, edit_until_killed

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL"),
]


@pytest.fixture(autouse=True)
def import_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server that forks the editing processes imports what the tests import."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))


def last_number(pipe: Connection) -> int:
    """The number of the last edit that the process had finished."""
    number = 0
    try:
        while pipe.poll():
            number = pipe.recv()
    except (EOFError, OSError):
        pass
    return number


def run_and_kill(folder: Path, file: Path | None, moment: float) -> int:
    """Edit in a process of its own, kill it ``moment`` seconds after its first edit."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.report.editing"])
    ours, theirs = context.Pipe(duplex=False)
    name = None if file is None else str(file)
    process = context.Process(target=edit_until_killed, args=(str(folder), name, theirs))
    process.start()
    theirs.close()
    first: int = ours.recv()
    time.sleep(moment)
    process.kill()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    return max(first, last_number(ours))


def check_nothing_lost(tmp_path: Path, *, saved: bool, moment: float) -> None:
    folder, file = tmp_path / "recovery", tmp_path / "报告.nianbao"
    edits = run_and_kill(folder, file if saved else None, moment)

    drafts = find_drafts(folder)
    reports = [draft.report for draft in drafts]
    if saved:
        reports.append(load_report(file))
    newest = max(int(report.cell(COUNTER) or 0) for report in reports)
    assert newest in (edits, edits + 1)
    (report,) = (one for one in reports[:1] if int(one.cell(COUNTER) or 0) == newest)
    numbers = {int(word) for word in report.text(TEXT).split("次")[-2].split("第")[-1:]}
    assert numbers <= {newest, newest + 1}
    for draft in drafts:
        draft.discard()
    assert list(folder.iterdir()) == []


def moments(count: int) -> list[float]:
    random_moments = random.Random(20260131)  # noqa: S311
    return [random_moments.uniform(0, 0.12) for _ in range(count)]


@pytest.mark.parametrize("moment", moments(8))
def test_a_never_saved_report_survives_a_kill(tmp_path: Path, moment: float) -> None:
    check_nothing_lost(tmp_path, saved=False, moment=moment)


@pytest.mark.parametrize("moment", moments(8))
def test_a_report_that_is_saved_all_the_time_survives_a_kill(tmp_path: Path, moment: float) -> None:
    check_nothing_lost(tmp_path, saved=True, moment=moment)


@pytest.mark.parametrize("saved", [False, True])
def test_two_hundred_kills(tmp_path: Path, *, saved: bool) -> None:
    for number, moment in enumerate(moments(100)):
        place = tmp_path / str(number)
        place.mkdir()
        check_nothing_lost(place, saved=saved, moment=moment)
