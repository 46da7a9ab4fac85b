"""The tests that need no window pass on the Python that is shipped."""

from pathlib import Path

import pytest

from tests.packaging.windows.desk import Desk

pytestmark = pytest.mark.windows

# The window's tests need what is not shipped, and so does the one that tries pytest-qt itself;
# packaging, repository, pages and release are about this machine.
ELSEWHERE = {
    "bench",
    "packaging",
    "ui",
    "web",
    "test_repository.py",
    "test_pages.py",
    "test_release.py",
    "test_layers.py",
    "test_unheard.py",
    "conftest.py",
}
AN_HOUR = 60 * 60


def test_the_suite_passes_on_the_shipped_python(desk: Desk, repository: Path, build: Path) -> None:
    suite = build / "suite"
    parts = [path for path in (repository / "tests").iterdir() if path.name not in ELSEWHERE]
    chosen = sorted(path for path in parts if path.is_dir() or path.name.startswith("test_"))
    paths = [desk.windows.windows_path(path) for path in chosen if path.name != "__pycache__"]
    root = desk.windows.windows_path(repository)
    options = ["-q", "-c", desk.windows.windows_path(suite / "pytest.ini"), f"--rootdir={root}"]
    command: list[str | Path] = [
        suite / "runtime" / "python.exe",
        "-X",
        "utf8",
        "-B",
        "-m",
        "pytest",
    ]

    finished = desk.run(*command, *options, *paths, seconds=AN_HOUR)

    print(finished.output[-4000:])
    assert finished.code == 0, finished.output[-4000:]
    assert " passed" in finished.output
