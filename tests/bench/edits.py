"""What one edit costs: from the entered number to the repainted grid, and the rules alone."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from decimal import Decimal
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from tests.bench.measure import Benchmark, Pair, milliseconds

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow, QTableView

    from nianbao.ui.grid.view import TableGrid
    from nianbao.ui.shell.main_window import MainWindow

_FORM = load_form("gb_2021_30")
_KEY = "table_3.received_new.natural_person"
FRAME = 16.0
"""Milliseconds that a change may take before the eye sees it come late."""
TALL = 1080
"""At this height all 25 rows are in sight: a whole-table repaint paints the whole."""


def _zeros() -> Report:
    return Report(form=_FORM.id, year=2024, cells=dict.fromkeys(_FORM.cells, Decimal(0)))


@contextmanager
def _window(height: int) -> Iterator["MainWindow"]:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from nianbao.ui.app import build_application
    from nianbao.ui.session.session import Session
    from nianbao.ui.shell.main_window import MainWindow

    with TemporaryDirectory() as home:
        os.environ["XDG_DATA_HOME"] = os.environ["HOME"] = home
        app = QApplication.instance() or build_application()
        window = MainWindow()
        window.resize(1366, height)
        window.show()
        window.documents.adopt(Session(_zeros()))
        assert window.workspace is not None
        window.workspace.show_place("applications")
        app.processEvents()
        yield window
        assert window.session is not None
        window.session.undo_stack.setClean()
        window.close()


def _standard_window(like: "QTableView") -> "QMainWindow":
    """The same cells in a window of the same size that holds nothing but Qt's own model."""
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QMainWindow, QTableView

    shape = like.model()
    view = QTableView()
    model = QStandardItemModel(shape.rowCount(), shape.columnCount(), view)
    view.setModel(model)
    for row in range(model.rowCount()):
        view.setRowHeight(row, like.rowHeight(row))
        for column in range(model.columnCount()):
            model.setItem(row, column, QStandardItem("0"))
            view.setColumnWidth(column, like.columnWidth(column))
    window = QMainWindow()
    window.setCentralWidget(view)
    window.resize(like.window().size())
    window.show()
    return window


@contextmanager
def two_tables(height: int = TALL) -> Iterator[tuple["TableGrid", "QTableView"]]:
    """Table 3 of a report in a window of this height, and Qt's own table beside it."""
    from PySide6.QtWidgets import QTableView

    with _window(height) as window:
        page = window.table_page()
        assert page is not None
        beside = _standard_window(page.grid)
        bare = beside.centralWidget()
        assert isinstance(bare, QTableView)
        yield page.grid, bare
        beside.close()


def _typed_into(view: "QTableView", place: tuple[int, int]) -> Callable[[], None]:
    """Type a number that is new each time, as keys on the keyboard, and Enter; repaint."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from tests.bench.painting import paint_now

    numbers = count(10)

    def edit() -> None:
        index, number = view.model().index(*place), str(next(numbers))
        view.window().activateWindow()
        view.setCurrentIndex(index)
        view.setFocus()
        QTest.keyClicks(view, number[0])
        editor = view.indexWidget(index)
        QTest.keyClicks(editor, number[1:])
        QTest.keyClick(editor, Qt.Key.Key_Return)
        paint_now(view.window())
        assert view.model().data(index) == number

    return edit


def _typed_edit() -> Iterator[Pair]:
    with two_tables() as (grid, bare):
        place = grid.sheet_model.body.places[_KEY]
        yield Pair(
            milliseconds(_typed_into(bare, place), 5), milliseconds(_typed_into(grid, place), 5)
        )


def _one_value() -> Iterator[Pair]:
    """A number that breaks two identities, its findings, and both cells on the screen."""
    from tests.bench.painting import paint_now

    with two_tables() as (grid, _):
        session, numbers = grid.sheet_model.session, count()

        def subject() -> None:
            session.edit.set_cells({_KEY: Decimal(next(numbers))}, "填写")
            paint_now(grid.window())

        yield Pair(lambda: FRAME, milliseconds(subject, 20))


def _charts() -> Iterator[Pair]:
    """The page 与上年对比 built, filled and painted for the first time."""
    from nianbao.report.earlier import with_earlier
    from nianbao.ui.pages.compare_page import ComparePage
    from tests.bench.painting import paint_now

    with _window(TALL) as window:
        session = window.session
        assert session is not None
        last = deepcopy(session.report)
        last.year -= 1
        last.cells = dict.fromkeys(_FORM.cells, Decimal(7))
        session.edit.set_facts(previous=with_earlier((), last))

        def subject() -> None:
            page = ComparePage(session)
            page.resize(window.size())
            page.show()
            paint_now(page)
            assert page.charts, "no chart was drawn"
            page.close()
            page.deleteLater()

        yield Pair(lambda: FRAME, milliseconds(subject, 3))


def _rules() -> Iterator[Pair]:
    from PySide6.QtWidgets import QApplication

    from nianbao.checks.context import make_context
    from nianbao.checks.tables.arithmetic import check_identities

    with _window(TALL) as window:
        from nianbao.ui.pages.table_page import TablePage

        page = window.workspace.page if window.workspace is not None else None
        assert isinstance(page, TablePage)
        viewport = page.grid.viewport()
        report = _zeros()

        def floor() -> None:
            viewport.repaint()
            QApplication.processEvents()

        def subject() -> None:
            assert not list(check_identities(make_context(report)))

        yield Pair(milliseconds(floor, 5), milliseconds(subject, 50))


def _save() -> Iterator[Pair]:
    from nianbao.report.storage.files import dump_report, save_report

    with TemporaryDirectory() as folder:
        report, content = _zeros(), dump_report(_zeros())
        plain, target = Path(folder) / "plain", Path(folder) / "报告.nianbao"

        def floor() -> None:
            with plain.open("wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())

        yield Pair(milliseconds(floor, 10), milliseconds(lambda: save_report(report, target), 10))


BENCHMARKS = (
    Benchmark(
        "one edit typed, all rules, repainted",
        "the same keys in a QStandardItemModel",
        4.0,
        contextmanager(_typed_edit),
    ),
    Benchmark(
        "one value set, all rules, repainted",
        "a frame of 16 ms",
        0.1,
        contextmanager(_one_value),
    ),
    Benchmark("page 与上年对比, first paint", "a frame of 16 ms", 5.0, contextmanager(_charts)),
    Benchmark(
        "all identities checked", "the whole table repainted", 1 / 50, contextmanager(_rules)
    ),
    Benchmark("atomic save", "write and fsync in place", 3.0, contextmanager(_save)),
)
