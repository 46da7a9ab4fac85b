"""Pictures of the window for the README and for judging it: sizes, looks, places.

    python packaging/screenshots/take.py OUT [--size 1366x768] [--scale 2] [--theme dark]
        [--file report.nianbao] [--place applications] [--finding] [--last-year]
    python packaging/screenshots/take.py OUT --rollup FOLDER [--view 收报情况] [--cell KEY]

It opens a copy of the file: one that a window holds would be asked about, and nobody answers. A picture
that is not there after `--limit` seconds never comes: the run ends, and says where it stood.

Drawn off screen, so that every machine draws the same. Needs a Chinese font. Pictures of every
section and dialog in every look: `pytest tests/ui/test_cut_words.py --pictures OUT`, at another
scale with QT_SCALE_FACTOR=2 before it.
"""

import argparse
import faulthandler
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nianbao.ui.shell.main_window import MainWindow

SAMPLE = "resources/samples/sample-with-errors.nianbao"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--theme", default="light")
    parser.add_argument("--file", type=Path, default=Path(SAMPLE))
    parser.add_argument("--place", default="", help="a section's id; without one the start page")
    parser.add_argument("--last-year", action="store_true", help="with a year before, made up")
    parser.add_argument("--finding", action="store_true", help="go to the first finding")
    parser.add_argument("--dialog", default="", help="an action that opens a dialog")
    parser.add_argument(
        "--rollup", type=Path, help="a folder of units' reports, in the window 汇总"
    )
    parser.add_argument("--view", default="收报情况", help="a view of that window")
    parser.add_argument("--cell", default="", help="a cell of the sum to look into")
    parser.add_argument("--limit", type=float, default=120, help="seconds before it gives up")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Take one picture of a copy, within the limit."""
    options = parse(arguments)
    faulthandler.dump_traceback_later(options.limit, exit=True)
    with tempfile.TemporaryDirectory() as folder:
        if options.place:
            options.file = Path(shutil.copy(options.file, folder))
        taken = _take(options)
    faulthandler.cancel_dump_traceback_later()
    return taken


def _take(options: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = options.scale
    from nianbao.ui.app import build_application
    from nianbao.ui.look import theme
    from nianbao.ui.shell.main_window import MainWindow

    app = build_application(["nianbao"])  # noqa: F841 - Qt needs it to live
    window = MainWindow()
    window.use_theme(theme.by_name(options.theme))
    width, height = map(int, options.size.split("x"))
    window.resize(width, height)
    if options.rollup is not None:
        return _take_rollup(window, options)
    window.show()
    if options.place:
        window.documents.open_path(options.file)
        if window.workspace is not None and window.session is not None:
            if options.last_year:
                _make_up_last_year(window)
            window.workspace.show_place(options.place)
            window.session.recheck()
    if options.finding:
        window.actions_by_id["next_finding"].trigger()
    _settle()
    if options.dialog:
        return _take_dialog(window, options)
    window.grab().save(str(options.out))
    return 0


def _make_up_last_year(window: "MainWindow") -> None:
    """Put a report beside the open one whose figures differ by a little, the same at every run."""
    import random
    from decimal import Decimal

    from nianbao.formats.crosswalk import carried
    from nianbao.report.earlier import with_earlier

    session, some = window.session, random.Random(4)  # noqa: S311 - a picture, no secret
    assert session is not None  # noqa: S101 - it was just opened
    last = deepcopy(session.report)
    last.year -= 1
    for key, value in last.cells.items():
        if value:
            last.cells[key] = Decimal(int(value) * some.randint(70, 130) // 100)
    for old, new in carried(session.form, session.form):
        last.cells[old] = session.report.cell(new)
    last.cells |= {key: None for key, cell in session.form.cells.items() if cell.is_total}
    last.auto_totals, last.texts = True, {}
    session.edit.set_facts(previous=with_earlier((), last))
    session.undo_stack.setClean()


def _take_rollup(desk: "MainWindow", options: argparse.Namespace) -> int:
    """Picture a view of the window 汇总 over a folder."""
    from nianbao.ui.rollup.window import RollupWindow

    window = RollupWindow(desk)
    window.setWindowState(window.windowState().WindowNoState)
    window.resize(*map(int, options.size.split("x")))
    window.show()
    window.prepare.open(options.rollup)
    while window.county.is_reading:
        _settle()
    window.go_to(options.view)
    if options.view == "收报情况":
        window.receipt.step_failing(1)
    if options.cell:
        window.sum.show_cells((options.cell,))
    _settle()
    window.grab().save(str(options.out))
    window.close()
    return 0


def _settle() -> None:
    """Let the side panels, which follow a moment after the tables, catch up."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(400, loop.quit)
    loop.exec()


def _take_dialog(window: object, options: argparse.Namespace) -> int:
    """Open a dialog, picture it, and close it."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from nianbao.ui.shell.main_window import MainWindow

    def take() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:  # not there yet, on a busy machine
            QTimer.singleShot(300, take)
            return
        dialog.grab().save(str(options.out))
        dialog.close()

    assert isinstance(window, MainWindow)  # noqa: S101 - main made it
    QTimer.singleShot(300, take)
    window.actions_by_id[options.dialog].trigger()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
