"""Thousands of files: the window goes on answering, a stop keeps what was read, and nothing is read twice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nianbao.report.storage.files import dump_report
from nianbao.rollup.files.reading import FileReader
from nianbao.ui.rollup.window import RollupWindow
from tests.rollup.county import Folder, unit_report

COUNT = 2000
SOON = 120_000


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many small reports; what reading them costs is mostly their number."""
    home = Folder(tmp_path_factory.mktemp("many") / "年报")
    report = unit_report("某某镇人民政府")
    report.texts, report.preamble = {}, ""
    content = dump_report(report).decode()
    for number in range(COUNT):
        place = f"{number % 20:02}/{number:04}.nianbao"
        home.put(place, content.replace("某某镇", f"第{number}镇").encode())
    return home.path


class Probe:
    """How many files are read by the worker, and how many of them between two turns of the event loop."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read, self.turns, self.most, self._seen = 0, 0, 0, 0
        read = FileReader.read

        def counted(reader: FileReader, *asked: object) -> object:
            self.read += 1
            return read(reader, *asked)  # type: ignore[arg-type]

        monkeypatch.setattr(FileReader, "read", counted)
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._turn)
        self._timer.start()

    def _turn(self) -> None:
        self.turns += 1
        self.most = max(self.most, self.read - self._seen)
        self._seen = self.read

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Iterator[Probe]:
    made = Probe(monkeypatch)
    yield made
    made.stop()


def test_the_event_loop_turns_while_thousands_are_read_and_a_stop_keeps_them(
    rollup: RollupWindow, many: Path, probe: Probe, qtbot: QtBot
) -> None:
    county = rollup.county
    rollup.prepare.open(many)
    qtbot.waitUntil(lambda: probe.read > COUNT // 4, timeout=SOON)
    QTest.mouseClick(rollup.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not county.is_reading, timeout=SOON)
    kept = probe.read
    assert kept < COUNT
    assert county.collection is not None
    assert len(county.collection.files) in {kept, kept - 1}
    assert len(rollup.receipt.model.lines) == len(county.collection.files)

    QTest.mouseClick(rollup.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not county.is_reading and not county.is_paused, timeout=SOON)
    assert len(county.collection.files) == COUNT
    assert probe.read <= COUNT + 1  # one was stopped half way
    assert probe.turns > COUNT // 20
    assert probe.most < COUNT // 10
