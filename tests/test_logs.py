"""The log: in the user's folder, small, and without anything of a report."""

import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianbao import logs, user_folders

LIMIT = 5_000_000


@pytest.fixture
def log_file() -> Iterator[Path]:
    path = logs.start()
    assert path is not None
    yield path
    logs.stop()


def fail_with(text: str) -> None:
    raise ValueError(f"cannot read {text}")


def test_the_log_lies_in_the_users_folder(log_file: Path) -> None:
    logging.getLogger("nianbao.test").info("started")

    assert log_file.parent == user_folders.logs()
    assert "nianbao.test: started" in log_file.read_text(encoding="utf-8")


def test_the_log_never_grows_beyond_its_limit(log_file: Path) -> None:
    log = logging.getLogger("nianbao.test")
    for _ in range(6_000):
        log.info("x" * 1_000)

    assert sum(path.stat().st_size for path in log_file.parent.iterdir()) <= LIMIT


def test_a_log_that_cannot_be_renamed_starts_over(
    log_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.rename", refuse)
    log = logging.getLogger("nianbao.test")
    for _ in range(1_500):
        log.info("y" * 1_000)

    assert [path.name for path in log_file.parent.iterdir()] == [log_file.name]
    assert 0 < log_file.stat().st_size <= logs.FILE_SIZE


def test_the_message_of_an_exception_is_left_out(log_file: Path) -> None:
    try:
        fail_with("张三的申请")
    except ValueError:
        logging.getLogger("nianbao.test").exception("reading failed")

    written = log_file.read_text(encoding="utf-8")
    assert "builtins.ValueError" in written
    assert "test_logs.py" in written
    assert "张三" not in written


def test_causes_are_described_first_to_last() -> None:
    try:
        try:
            fail_with("a cell")
        except ValueError as cause:
            raise RuntimeError("secret") from cause
    except RuntimeError as exception:
        described = logs.describe(exception)

    assert described.index("ValueError") < described.index("RuntimeError")
    assert "secret" not in described


def test_a_folder_that_cannot_be_written_is_no_reason_to_stop(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own_home / "file").touch()
    monkeypatch.setenv("NIANBAO_DATA", str(own_home / "file"))

    assert logs.start() is None
    logging.getLogger("nianbao.test").info("nobody hears this")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has access lists")
def test_nobody_else_may_read_the_log(log_file: Path) -> None:
    assert stat.S_IMODE(log_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(log_file.parent.stat().st_mode) == 0o700
