"""``nianbao read`` opens no connection to another computer, whatever the format of its source."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exporters.rendered import SOFFICE
from tests.importers.fuzzing import SEEDS, seed_of
from tests.importers.test_converters import odt, rtf, xml
from tests.tracing import needs_strace

_SOCKET = re.compile(r"\bsocket(?:pair)?\((\w+)")
_CALL = re.compile(r"\b(?:connect|sendto|sendmsg|bind)\(")
_MORE: dict[str, Callable[[str, Path], bytes]] = {"odt": odt, "rtf": rtf, "xml": xml}
CONVERTED = {"doc", "xls", *_MORE}


@pytest.mark.slow
@needs_strace
@pytest.mark.parametrize("kind", [*SEEDS, *_MORE])
def test_reading_speaks_to_this_computer_only(kind: str, tmp_path: Path) -> None:
    if kind in CONVERTED and SOFFICE is None:
        pytest.skip("LibreOffice is not installed")
    source, calls = tmp_path / "年报", tmp_path / "calls"
    made = _MORE.get(kind)
    source.write_bytes(made("http://127.0.0.1:9", tmp_path) if made else seed_of(kind))
    trace = ["strace", "-f", "-qq", "-e", "trace=network", "-o", str(calls)]

    done = subprocess.run(
        [*trace, sys.executable, "-m", "nianbao", "read", str(source), "--json"],
        capture_output=True,
        check=False,
    )

    assert done.returncode in {0, 2}, done.stderr.decode()
    seen = calls.read_text(encoding="utf-8", errors="replace")
    assert set(_SOCKET.findall(seen)) <= {"AF_UNIX"}
    assert [one for one in seen.splitlines() if _CALL.search(one) and "AF_INET" in one] == []


@needs_strace
def test_the_trace_shows_a_connection_where_there_is_one(tmp_path: Path) -> None:
    calls = tmp_path / "calls"
    ask = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"

    subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=network", "-o", calls, sys.executable, "-c", ask],
        check=True,
    )

    assert "AF_INET" in calls.read_text(encoding="utf-8")
