"""Scrolling 表三 and pasting all of it, against repainting a whole table of Qt's own.

LAB's prototype repainted such a table in 2.5 ms, so 30 frames a second are 13 floors a frame, and
100 ms for a paste with its checks are 40.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from itertools import cycle
from typing import TYPE_CHECKING

from nianbao import resources
from nianbao.report.storage.files import load_report
from tests.bench.edits import two_tables
from tests.bench.measure import Benchmark, Pair, milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTableView

    from nianbao.ui.grid.view import TableGrid

PER_FRAME, PER_PASTE = 13.0, 40.0
SMALL = 768
NOTCH = 78
"""Pixels that one notch of a mouse wheel moves the table: three rows."""


def _whole_repaint(view: "QTableView") -> "Callable[[], None]":
    from tests.bench.painting import paint_now

    model = view.model()

    def floor() -> None:
        last = model.index(model.rowCount() - 1, model.columnCount() - 1)
        model.dataChanged.emit(model.index(0, 0), last)
        paint_now(view.window())

    return floor


def _scroll() -> Iterator[Pair]:
    from tests.bench.painting import paint_now

    with two_tables(height=SMALL) as (grid, bare):
        bar = grid.verticalScrollBar()
        assert bar.maximum() > NOTCH, "the table fits, nothing scrolls"
        places = cycle([*range(0, bar.maximum(), NOTCH), *range(bar.maximum(), 0, -NOTCH)])

        def subject() -> None:
            bar.setValue(next(places))
            paint_now(grid.window())

        yield Pair(milliseconds(_whole_repaint(bare), 5), milliseconds(subject, 20))


def _block(values: Mapping[str, Decimal | None], grid: "TableGrid") -> str:
    """One whole 表三 as Excel puts it on the clipboard."""
    from nianbao.importers.paste.blocks import as_text

    keys = grid.sheet_model.body.keys
    rows = [[str(values[keys[row, column]]) for column in range(7)] for row in range(25)]
    return as_text(rows)


def _paste() -> Iterator[Pair]:
    from PySide6.QtGui import QGuiApplication

    from nianbao.ui.grid.block_actions import enter_plan, plan_of_clipboard
    from tests.bench.painting import paint_now

    sample = load_report(resources.path("samples/sample-with-errors.nianbao"))
    with two_tables() as (grid, bare):
        session = grid.sheet_model.session
        zeros = dict.fromkeys(sample.cells, Decimal(0))
        blocks = cycle([_block(sample.cells, grid), _block(zeros, grid)])

        def subject() -> None:
            QGuiApplication.clipboard().setText(next(blocks))
            plan = plan_of_clipboard(grid)
            assert plan is not None
            steps = session.undo_stack.count()
            assert (
                enter_plan(grid, plan)
                == grid.sheet_model.rowCount() * grid.sheet_model.columnCount()
            )
            assert session.undo_stack.count() == steps + 1, "the paste changed nothing"
            paint_now(grid.window())
            session.recheck()
            paint_now(grid.window())

        yield Pair(milliseconds(_whole_repaint(bare), 5), milliseconds(subject, 2))


BENCHMARKS = (
    Benchmark(
        "表三 scrolled by a notch", "a whole standard table repainted", PER_FRAME,
        contextmanager(_scroll),
    ),
    Benchmark(
        "175 cells pasted and checked", "a whole standard table repainted", PER_PASTE,
        contextmanager(_paste),
    ),
)  # fmt: skip
