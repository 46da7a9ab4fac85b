"""A Python for the tests: the shipped runtime and libraries, and pytest beside them. Never shipped."""

import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from winkit.runtime import TAG, Workshop
from winkit.wine import Prefix

TEST_LIBRARIES = frozenset(
    {
        "colorama",
        "hypothesis",
        "iniconfig",
        "opencc",  # whole: tests write traditional characters, the program only reads them
        "openxml-audit",
        "packaging",
        "pluggy",
        "pygments",
        "pytest",
        "sortedcontainers",
    }
)
# pytest-qt is left out: the tests that need it are not run here.
SETTINGS = """\
[pytest]
addopts =
    --import-mode=importlib --strict-markers -p no:cacheprovider
    -m "not windows and not deb and not slow and not window"
markers =
    windows: not here
    deb: not here
    slow: not here
    long: of many cases, all of them
    window: not here
    qt_log_ignore_all: not here
"""


@dataclass(frozen=True)
class Suite:
    """The shipped Python, able to run pytest."""

    python: Path
    settings: Path


def build_suite(target: Path, program: Path, workshop: Workshop, wheels: Iterable[Path]) -> Suite:
    """Lay out the runtime, the test libraries and the search path for both."""
    shutil.rmtree(target, ignore_errors=True)
    runtime, libraries = target / "runtime", target / "test-libraries"
    shutil.copytree(program / "runtime", runtime)
    shutil.copyfile(workshop.interpreter, runtime / "python.exe")
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(libraries)
    folders = (libraries, program / "lib", program / "app", workshop.python / "Lib")
    windows = Prefix(target, target)
    lines = [f"python{TAG}.zip", ".", *(windows.windows_path(folder) for folder in folders)]
    (runtime / f"python{TAG}._pth").write_text(
        "".join(f"{line}\r\n" for line in lines), encoding="utf-8", newline=""
    )
    settings = target / "pytest.ini"
    settings.write_text(SETTINGS, encoding="utf-8")
    return Suite(runtime / "python.exe", settings)
