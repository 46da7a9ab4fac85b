"""Sources vanish from mirrors: an older release is taken only where the newer one is gone, and it is said."""

import hashlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from debkit import sources
from debkit.recipe import Source
from debkit.sources import fetch_one_of
from winkit.sources import FetchError

NEW, OLD = b"the newest release", b"the release before"
BUSY = b"busy"


class Mirror(ThreadingHTTPServer):
    """A mirror on this machine; what it holds is set by the test."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.holds: dict[str, bytes] = {}
        self.asked: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answer(BaseHTTPRequestHandler):
    server: Mirror

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        self.server.asked.append(name)
        content = self.server.holds.get(name)
        self.send_response(404 if content is None else 503 if content == BUSY else 200)
        self.end_headers()
        self.wfile.write(content or b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        pass


@pytest.fixture
def mirror(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    server = Mirror()
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    monkeypatch.setattr(sources, "mirrors", lambda: [server.address])
    yield server
    server.shutdown()
    server.server_close()


def pin(release: str, content: bytes) -> Source:
    digest = hashlib.sha256(content).hexdigest()
    return Source("python", release, f"p/python_{release}.tar", digest, f"Python-{release}", "PSF")


PINS = (pin("3.2", NEW), pin("3.1", OLD))


def test_the_first_is_taken_while_a_mirror_has_it(
    mirror: Mirror, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mirror.holds = {"python_3.2.tar": NEW, "python_3.1.tar": OLD}

    assert fetch_one_of(PINS, tmp_path) is PINS[0]

    assert (tmp_path / "python_3.2.tar").read_bytes() == NEW
    assert capsys.readouterr().out == ""


def test_where_it_is_gone_the_older_one_is_taken_and_this_is_said(
    mirror: Mirror, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mirror.holds = {"python_3.1.tar": OLD}

    assert fetch_one_of(PINS, tmp_path) is PINS[1]

    said = capsys.readouterr().out
    assert "has python 3.2 any more" in said
    assert "Built with 3.1, which is older." in said


@pytest.mark.parametrize("answer", [BUSY, b"another file"])
def test_a_mirror_in_trouble_makes_nothing_older(
    mirror: Mirror, tmp_path: Path, answer: bytes
) -> None:
    mirror.holds = {"python_3.2.tar": answer, "python_3.1.tar": OLD}

    with pytest.raises(FetchError, match=r"python 3\.2 was not fetched"):
        fetch_one_of(PINS, tmp_path)

    assert mirror.asked == ["python_3.2.tar"]
    assert not (tmp_path / "python_3.2.tar").exists()


def test_an_archive_that_lies_there_is_not_asked_for(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "python_3.2.tar").write_bytes(NEW)

    assert fetch_one_of(PINS, tmp_path) is PINS[0]
    assert mirror.asked == []


def test_where_none_is_left_the_way_out_is_told(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"put python_3\.1\.tar into the folder sources"):
        fetch_one_of(PINS, tmp_path)
    assert mirror.asked == ["python_3.2.tar", "python_3.1.tar"]
