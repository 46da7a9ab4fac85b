"""The Windows program: sizes against their budgets, start and memory against a bare Qt window.

Measured in what `make test-windows` built; where nothing is built, one line says so. Under Wine
on Linux the seconds are not those of a Windows computer, the ratio to the bare window is what counts.
"""

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from winkit.product import REPOSITORY, load_product
from winkit.sizes import Measure, measures
from winkit.wine import Prefix, open_prefix

from tests.bench.measure import Benchmark, Pair
from tests.packaging.windows.desk import screen, until

BUILD = REPOSITORY / "build" / "windows"
LABEL_TITLE = "bare window"
LABEL = f"""
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel({LABEL_TITLE!r})
label.setWindowTitle({LABEL_TITLE!r})
label.show()
app.exec()
"""
Watch = Callable[[float, int], float]
"""What is measured of a window that has appeared: the seconds it took, and its process."""


@dataclass(frozen=True)
class Start:
    """A Windows program, and the window by which one sees that it runs."""

    windows: Prefix
    command: tuple[str | Path, ...]
    title: str
    watch: Watch

    def __call__(self) -> float:
        """Start it, measure, end it."""
        before = time.monotonic()
        process = self.windows.start(self.command)
        try:
            appeared = until(lambda: _is_visible(self.title, self.windows), 120)
            seconds = time.monotonic() - before
            assert appeared, f"no window “{self.title}”"
            return self.watch(seconds, _process_of(Path(self.command[0]).name))
        finally:
            self.windows.stop()
            process.wait(30)


def benchmarks() -> tuple[Benchmark, ...]:
    """All that is built; nothing, with a line that says so, where nothing is."""
    product = load_product()
    setup = REPOSITORY / "dist" / product.setup_name
    if not setup.exists() or not (BUILD / "suite").exists():
        print("The Windows program is not built, so not measured: make test-windows")
        return ()
    sizes = tuple(_size(each) for each in measures(BUILD, setup))
    start = Benchmark("Windows start", "bare Qt window", 2.5, partial(_starts, _milliseconds), 3)
    memory = Benchmark(
        "Windows memory", "bare Qt window", 2.5, partial(_starts, _megabytes), 3, "MB"
    )
    return (*sizes, start, memory)


def _size(measure: Measure) -> Benchmark:
    @contextmanager
    def prepare() -> Iterator[Pair]:
        yield Pair(lambda: measure.budget, lambda: measure.size)

    return Benchmark(f"Windows {measure.name}", "budgets.toml", 1.0, prepare, 1, "MB")


@contextmanager
def _starts(watch: Watch) -> Iterator[Pair]:
    product = load_product()
    label = (BUILD / "suite" / "runtime" / "python.exe", "-X", "utf8", "-c", LABEL)
    program = (BUILD / "program" / f"{product.window_program}.exe",)
    with screen() as display:
        made = open_prefix(BUILD / "wine")
        windows = Prefix(made.folder, made.home, {"DISPLAY": display})
        yield Pair(
            Start(windows, label, LABEL_TITLE, watch),
            Start(windows, program, product.title, watch),
        )


def _milliseconds(seconds: float, _: int) -> float:
    return seconds * 1000


def _megabytes(_: float, process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1000


def _is_visible(title: str, windows: Prefix) -> bool:
    environment = os.environ | {"DISPLAY": windows.settings["DISPLAY"]}
    command = ["xdotool", "search", "--onlyvisible", "--name", title]
    found = subprocess.run(command, env=environment, capture_output=True, check=False)
    return bool(found.stdout.strip())


def _process_of(program: str) -> int:
    """The newest process of a Windows program."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes().split(b"\0")[0].decode("utf-8", "replace")
        except OSError:
            continue
        if command.replace("\\", "/").endswith(f"/{program}"):
            found.append(int(place.name))
    return max(found)
