"""A whole session of the window speaks to this computer only, and without the preview to nobody at all."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tracing import needs_strace
from tests.ui.whole_session import DONE, PREVIEW

ROOT = Path(__file__).parents[2]
_FAMILY = re.compile(r"\bsocket(?:pair)?\((\w+)")
_TOLD = re.compile(r"\b(?:connect|sendto|sendmsg|sendmmsg|bind)\(")
_PRINT_SERVICE = re.compile(r'htons\(631\).*(?:inet_addr\("127\.|"::1")')


def calls_of_a_session(folder: Path, *arguments: str) -> list[str]:
    """What a session asked of the system's network."""
    log, work = folder / "calls", folder / "work"
    work.mkdir()
    environment = os.environ | {
        "NIANBAO_DATA": str(folder / "data"),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "desktop"), str(ROOT))),
        "QT_QPA_PLATFORM": "offscreen",
    }
    watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=network", "-o", str(log)]
    done = subprocess.run(
        [*watch, sys.executable, "-m", "tests.ui.whole_session", str(work), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert DONE in done.stdout, done.stderr[-3000:]
    return log.read_text(encoding="utf-8", errors="replace").splitlines()


@pytest.mark.long
@needs_strace
def test_reading_writing_and_help_speak_to_nobody(tmp_path: Path) -> None:
    calls = calls_of_a_session(tmp_path)

    assert {family for call in calls for family in _FAMILY.findall(call)} <= {"AF_UNIX"}
    assert [call for call in calls if _TOLD.search(call) and "AF_INET" in call] == []


@pytest.mark.long
@needs_strace
def test_the_preview_asks_the_print_service_of_this_computer_alone(tmp_path: Path) -> None:
    calls = calls_of_a_session(tmp_path, PREVIEW)

    reached = [call for call in calls if _TOLD.search(call) and "AF_INET" in call]
    assert [call for call in reached if not _PRINT_SERVICE.search(call)] == []
