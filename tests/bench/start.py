"""How long the first window and an open report take, and what the first window weighs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.children import peak_mebibytes, told_by, until_printed
from tests.bench.measure import Benchmark, Pair

_SAMPLE = Path(__file__).parents[2] / "resources" / "samples" / "sample-report.nianbao"

# Both sides print when their window has been painted, and end.
_LABEL = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("公开年报")
label.show()
QTimer.singleShot(0, lambda: (print("painted", flush=True), app.quit()))
app.exec()
"""
_AS_THE_PROGRAM = """
from nianbao import startup
startup.hasten()
startup.hasten_window()
"""
_WINDOW = """
from nianbao.ui.app import build_application
from nianbao.ui.shell.main_window import MainWindow
from PySide6.QtCore import QTimer
app = build_application()
window = MainWindow()
window.show()
QTimer.singleShot(0, lambda: (print("painted", flush=True), app.quit()))
app.exec()
"""
# A double click on a file; from the start page all modules are loaded before anybody has chosen.
# By the way that a start goes, which looks for drafts, too: what it loads on that way is waited for.
_REPORT = """
from nianbao.ui.app import build_application, open_at_start
from nianbao.ui.shell.main_window import MainWindow
from PySide6.QtCore import QTimer
app = build_application()
window = MainWindow(for_a_file=True)
window.show()
def begin():
    open_at_start(window, {sample!r})
    window.workspace.show_place("applications")
    window.workspace.page.grid.setFocus()
    QTimer.singleShot(0, lambda: (print("painted", flush=True), app.quit()))
QTimer.singleShot(0, begin)
app.exec()
"""

# What a report needs has been loaded while nobody waited; measured is the wait after the click.
_FROM_START_PAGE = """
import time
from importlib import import_module
from nianbao.ui.app import FOR_A_REPORT, build_application
from nianbao.ui.shell.main_window import MainWindow
from pathlib import Path
from PySide6.QtCore import QTimer
app = build_application()
window = MainWindow()
window.show()
def begin():
    for name in FOR_A_REPORT:
        import_module(name)
    window.start.show_calendar()
    app.processEvents()
    start = time.perf_counter()
    window.documents.open_path(Path({sample!r}))
    window.workspace.show_place("applications")
    window.workspace.page.grid.setFocus()
    QTimer.singleShot(0, lambda: (print((time.perf_counter() - start) * 1000), app.quit()))
QTimer.singleShot(0, begin)
app.exec()
"""


def _environment(home: str) -> dict[str, str]:
    """An empty home, and bytecode kept there from the warm-up on, as an installed program has it."""
    return {
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": home,
        "XDG_DATA_HOME": home,
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": f"{home}/bytecode",
    }


Measure = Callable[[str, dict[str, str]], Callable[[], float]]


def _seconds(code: str, environment: dict[str, str]) -> Callable[[], float]:
    return until_printed("painted", ["-c", code], environment)


def _click() -> Iterator[Pair]:
    with TemporaryDirectory() as home:
        environment = _environment(home)
        code = _AS_THE_PROGRAM + _FROM_START_PAGE.format(sample=str(_SAMPLE))
        yield Pair(_seconds(_LABEL, environment), told_by(["-c", code], environment))


def _pair(measure: Measure, floor: str, subject: str) -> Callable[[], Iterator[Pair]]:
    def prepare() -> Iterator[Pair]:
        with TemporaryDirectory() as home:
            environment = _environment(home)
            yield Pair(measure(floor, environment), measure(subject, environment))

    return prepare


_FLOOR = "a process with QApplication and QLabel"

BENCHMARKS = (
    Benchmark(
        "first window painted",
        _FLOOR,
        1.7,
        contextmanager(_pair(_seconds, _LABEL, _AS_THE_PROGRAM + _WINDOW)),
    ),
    Benchmark(
        "report open, ready to type",
        _FLOOR,
        3.0,
        contextmanager(
            _pair(_seconds, _LABEL, _AS_THE_PROGRAM + _REPORT.format(sample=str(_SAMPLE)))
        ),
    ),
    Benchmark("report open from the start page", _FLOOR, 1.0, contextmanager(_click)),
    Benchmark(
        "peak memory at the first window",
        _FLOOR,
        1.3,
        contextmanager(_pair(peak_mebibytes, _LABEL, _AS_THE_PROGRAM + _WINDOW)),
        rounds=5,
        unit="MiB",
    ),
)
