"""Whatever a file says, reading it takes no more than a ceiling allows, and the clerk is told."""

import errno
import io
import os
import signal
import sys
import zipfile
from pathlib import Path

import pytest

from nianbao.importers.readers.apart import process as apart
from nianbao.importers.readers.apart.ceiling import Ceiling
from nianbao.importers.registry import read_bytes
from tests.importers.old_books import old_book, record
from tests.importers.refused import refusal
from tests.importers.test_hostile import pdf
from tests.importers.test_sheets import content as workbook
from tests.importers.test_sheets import one_sheet
from tests.importers.word_files import package

LABEL = "一、本年新收政府信息公开申请数量"
ROW: list[tuple[int, int, str | float]] = [(0, 0, LABEL), *((0, n, float(n)) for n in range(1, 8))]
CONVERTED = {".doc", ".odt", ".rtf", ".xml"}
PAGE = pdf(b"BT /F1 9 Tf 9 9 Td (12345)Tj ET", 1)


def other_program(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let a program of one line stand where a reader is started."""
    monkeypatch.setattr(apart, "_command", lambda: [sys.executable, "-c", code])


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """An archive with one part rewritten."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return package({**parts, part: parts[part].replace(old, new)})


@pytest.mark.long(cases=1)
@pytest.mark.parametrize("corner", [(65535, 255), (65535, 0), (0, 255)])
def test_a_cell_in_the_far_corner_costs_nothing(corner: tuple[int, int]) -> None:
    content = old_book([*ROW, (*corner, 1.0)])

    assert len(read_bytes(content, "年报.xls").report.cells) == 7


def test_a_cell_beyond_the_far_corner_is_refused() -> None:
    assert "已损坏" in refusal(old_book([*ROW, (65535, 65535, 1.0)]))


def test_merged_areas_without_end_are_refused() -> None:
    everything = bytes(2) + b"\xff\xff" + bytes(2) + b"\xff\x00"
    merged = record(0x00E5, b"\xe8\x03" + everything * 1000)

    assert "太大" in refusal(old_book(ROW, merged))


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Wine keeps to no ceiling of memory")
def test_a_workbook_that_makes_its_library_take_all_memory_is_stopped() -> None:
    """The area is written as no program writes it, so that no look ahead sees it."""
    area = b"<mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells></worksheet>"
    content = changed(workbook(one_sheet()), "xl/worksheets/sheet1.xml", b"</worksheet>", area)

    assert "内存太多" in refusal(content)


@pytest.mark.slow
def test_a_reader_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    other_program(monkeypatch, "import time; time.sleep(600)")
    monkeypatch.setitem(apart.CEILINGS, "pdf", Ceiling(384, 1))

    assert "时间太长" in refusal(PAGE)


BURN = "import time\nwhile time.process_time() < 30: pass"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
@pytest.mark.parametrize(
    "deaf", ["", "import signal; signal.signal(signal.SIGXCPU, signal.SIG_IGN)"]
)
def test_a_converter_that_takes_too_much_of_the_processor_is_stopped(
    deaf: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Long before the clock's minute, also where it ignores the signal and stands behind a launcher."""
    (tmp_path / "burn.py").write_text(f"{deaf}\n{BURN}")
    launcher = tmp_path / "soffice"
    launcher.write_text(f"#!/bin/sh\n{sys.executable} {tmp_path}/burn.py\nexit 0\n")
    launcher.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setitem(apart.CEILINGS, ".rtf", Ceiling(768, 600, 2))

    assert "时间太长" in refusal(rb"{\rtf1 }")


@pytest.mark.skipif(os.name == "nt", reason="limits of Unix")
def test_a_reader_that_used_up_its_time_of_the_processor_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other_program(monkeypatch, f"import os; os.kill(os.getpid(), {int(signal.SIGXCPU)})")

    assert "时间太长" in refusal(PAGE)


def test_nothing_may_take_more_than_twenty_seconds_of_the_processor() -> None:
    """LibreOffice's own start aside, for which it gets two."""
    allowed = {kind: ceiling.processor for kind, ceiling in apart.CEILINGS.items()}

    assert {kind for kind, seconds in allowed.items() if seconds > 20} == CONVERTED
    assert max(allowed.values()) == 22


def test_a_reader_that_crashes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    other_program(monkeypatch, "import os; os._exit(9)")

    assert "已经停下" in refusal(PAGE)


@pytest.mark.parametrize("answer", ["", "no JSON", "[]", '{"document":{"kind":1}}', "[" * 90_000])
def test_an_answer_that_no_reader_gives_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    other_program(monkeypatch, f"print({answer!r})")

    refusal(PAGE)


def test_an_answer_without_end_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_MOST_ANSWERED", 1_000_000)
    other_program(monkeypatch, "while True: print('x' * 9999)")

    assert "已经停下" in refusal(PAGE)


def test_nothing_is_left_in_the_folder_for_temporary_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    leave = "import tempfile; tempfile.mkdtemp(); import os; os._exit(9)"
    other_program(monkeypatch, leave)

    refusal(PAGE)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_a_reader_that_is_killed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    other_program(monkeypatch, f"import os; os.kill(os.getpid(), {int(signal.SIGKILL)})")

    assert "已经停下" in refusal(PAGE)


@pytest.mark.parametrize("number", [errno.ENOMEM, errno.EAGAIN, errno.EMFILE])
def test_a_system_that_starts_no_process_any_more_is_told(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("subprocess.Popen", refuse)

    assert "已经停下" in refusal(PAGE)


def test_an_answer_that_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> bytes:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr(apart, "_exchange", break_off)

    assert "已经停下" in refusal(PAGE)


def test_a_planted_module_in_the_current_folder_is_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "nianbao.py").write_text("raise SystemExit")
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)

    assert len(read_bytes(old_book(ROW), "年报.xls").report.cells) == 7
