"""The county's window: scrolling 5,000 units beside a table of Qt's own, and a file until it is seen.

Thirty frames a second are 33 ms a frame. A bare table of the same cells takes some 7 ms off screen on a busy
machine of two cores, so that three of its frames are well within one of those.

A changed file must be shown within a second. The floor sees it as well: by Qt's own watcher, with the same
rest before it is read, since a file is written in several pieces. That takes some 260 ms, a second is 3.8 of it.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from nianbao.report.storage.files import dump_report, load_report
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.gather import Setup, gather
from tests.bench.measure import Benchmark, Pair, milliseconds
from tests.rollup.county import unit_report

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QTableView

    from nianbao.ui.rollup.units_table import UnitsTable
    from nianbao.ui.rollup.window import RollupWindow

UNITS, FILES = 5000, 1000
NOTCH, SIZE = 84, (1366, 768)
"""Pixels of one notch of the wheel, three rows; and of the window."""
PER_FRAME, PER_FILE = 3.0, 3.8


@contextmanager
def _program() -> Iterator[Path]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from nianbao.ui.app import build_application

    with TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = home
        _kept = QApplication.instance() or build_application()
        yield Path(home)


def _units_table(home: Path) -> "UnitsTable":
    """The program's table over so many units, each with its report."""
    from nianbao.ui.rollup.units_model import UnitsModel
    from nianbao.ui.rollup.units_table import UnitsTable

    folder = home / "年报"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number}.nianbao").write_bytes(
            dump_report(unit_report(f"第{number}镇人民政府"))
        )
    few = gather(Setup(folder), Decisions())
    units = tuple(
        replace(few.units[number % 20], name=f"清河县第{number}镇人民政府")
        for number in range(UNITS)
    )
    model = UnitsModel()
    model.take(replace(few, units=units, files=()))
    return UnitsTable(model)


def _bare_table(like: "UnitsTable") -> "QTableView":
    """The same words in Qt's own table and model."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTableView

    shape = like.units
    model = QStandardItemModel(shape.rowCount(), shape.columnCount())
    for row in range(shape.rowCount()):
        for column, words in enumerate(shape.texts(row)):
            model.setItem(row, column, QStandardItem(words))
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.setVerticalScrollMode(view.ScrollMode.ScrollPerPixel)
    view.verticalHeader().setDefaultSectionSize(like.rowHeight(0))
    for column in range(shape.columnCount()):
        view.setColumnWidth(column, like.columnWidth(column))
    return view


def _in_a_window(view: "QTableView") -> "QMainWindow":
    from PySide6.QtWidgets import QMainWindow

    window = QMainWindow()
    window.setCentralWidget(view)
    window.resize(*SIZE)
    window.show()
    return window


def _scrolling(view: "QTableView") -> Callable[[], None]:
    from tests.bench.painting import paint_now

    bar = view.verticalScrollBar()
    places = cycle(range(0, bar.maximum(), NOTCH))

    def scroll() -> None:
        bar.setValue(next(places))
        paint_now(view.window())

    return scroll


@contextmanager
def _scroll() -> Iterator[Pair]:
    with _program() as home:
        ours = _units_table(home)
        bare = _bare_table(ours)
        windows = [_in_a_window(one) for one in (bare, ours)]
        assert bare.verticalScrollBar().maximum() > UNITS
        yield Pair(milliseconds(_scrolling(bare), 20), milliseconds(_scrolling(ours), 20))
        for window in windows:
            window.close()


def _wait_for(is_there: Callable[[], bool]) -> None:
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    while not is_there():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)


def _changed(path: Path, number: int) -> None:
    """Write a report anew, with other numbers."""
    path.write_bytes(dump_report(unit_report("第7镇人民政府", seed=f"{number}")))


def _by_qt(path: Path) -> Callable[[], None]:
    """What sees and reads a changed file, and nothing else."""
    from PySide6.QtCore import QFileSystemWatcher, QTimer

    from nianbao.ui.system.folder_watch import REST

    numbers = iter(range(1_000_000))
    seen: list[object] = []

    def floor() -> None:
        seen.clear()
        watch, rest = QFileSystemWatcher([str(path.parent)]), QTimer(singleShot=True, interval=REST)
        watch.addPath(str(path))
        watch.fileChanged.connect(lambda _path: rest.start())
        rest.timeout.connect(lambda: seen.append(load_report(path)))
        _changed(path, next(numbers))
        _wait_for(lambda: bool(seen))

    return floor


def _by_us(window: "RollupWindow", path: Path) -> Callable[[], None]:
    numbers = iter(range(1_000_000))

    def subject() -> None:
        was = window.county.collection
        _changed(path, next(numbers))
        _wait_for(lambda: window.county.collection is not was and not window.county.is_reading)
        row = window.receipt.model.row_of("第7镇人民政府")
        assert window.receipt.model.shown[row].place in window.county.fresh

    return subject


@contextmanager
def _changed_file() -> Iterator[Pair]:
    with _program() as home:
        from nianbao.ui.rollup.window import RollupWindow
        from nianbao.ui.shell.main_window import MainWindow

        folder, lone = home / "年报", home / "一份"
        for one, count in ((folder, FILES), (lone, 8)):
            one.mkdir()
            for number in range(count):
                report = unit_report(f"第{number}镇人民政府")
                (one / f"{number}.nianbao").write_bytes(dump_report(report))
        desk = MainWindow()
        window = RollupWindow(desk)
        window.show()
        window.prepare.open(folder)
        window.go_to("收报情况")
        _wait_for(lambda: window.county.collection is not None and not window.county.is_reading)
        _wait_for(lambda: window.county._alike_job is None)  # comparing texts is no part of it
        yield Pair(
            milliseconds(_by_qt(lone / "7.nianbao")),
            milliseconds(_by_us(window, folder / "7.nianbao")),
        )
        window.close()
        desk.close()


BENCHMARKS = (
    Benchmark("scroll 5,000 units", "a bare QTableView of the same", PER_FRAME, _scroll),
    Benchmark("a changed file shown", "Qt sees it, rests, reads it", PER_FILE, _changed_file, 4),
)
