"""What `make quick` leaves out: files it runs nothing of, and of many cases all but a few."""

import random
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

NOT_QUICK = frozenset({"slow", "window", "windows", "deb"})
"""The marks that `make quick` leaves out."""
WINDOW_FIXTURES = frozenset({"qapp", "qtbot"})

MANY, FEW = 60, 16
"""Cases of one test beyond which it is a sweep, and how many of them a quick run then takes."""


FUNCTION = re.compile(r"^( *@pytest\.fixture\b.*\n)?^ *def (\w+)\(([^)]*)\)", re.MULTILINE)
"""A fixture or a test, with what it asks for."""
WHOLE_FILE = re.compile(r"^pytestmark = (\[[^]]*\]|.*)", re.MULTILINE)


def holds_nothing_quick(path: Path) -> bool:
    """Whether all tests of a file, or of all files in a folder, need what a quick run has not.

    Told from the text: to import the files of `tests/ui` took a sixth of what collecting takes. Where
    the text does not show it, the file is collected, and its tests are left out one by one.
    """
    if path.is_dir():
        files = [*path.rglob("test_*.py")]
        return bool(files) and all(holds_nothing_quick(file) for file in files)
    if not path.name.startswith("test_"):
        return False
    text = path.read_text(encoding="utf-8")
    marked = WHOLE_FILE.search(text)
    if marked and NOT_QUICK & {*re.findall(r"pytest\.mark\.(\w+)", marked[1])}:
        return True
    with_window = _with_window(text, _known_in(path.parent))
    tests = [asked for _, name, asked in FUNCTION.findall(text) if name.startswith("test_")]
    return bool(tests) and all(with_window & _words(asked) for asked in tests)


@cache
def _known_in(folder: Path) -> frozenset[str]:
    """The fixtures with a window that tests of a folder may ask for."""
    if folder.name == "tests" or folder == folder.parent:
        return WINDOW_FIXTURES
    known, shared = _known_in(folder.parent), folder / "conftest.py"
    return _with_window(shared.read_text(encoding="utf-8"), known) if shared.is_file() else known


def _with_window(text: str, known: frozenset[str]) -> frozenset[str]:
    """Return what is known and the fixtures of a text that ask for it, themselves or by another."""
    fixtures = {name: _words(asked) for at, name, asked in FUNCTION.findall(text) if at}
    found = known - fixtures.keys()
    while more := {name for name, asked in fixtures.items() if asked & found} - found:
        found |= more
    return found


def _words(asked: str) -> set[str]:
    return {*re.findall(r"\w+", asked)}


def left_out_when_quick(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """A long test without cases; all but some of a long test's cases and of a sweep's.

    `long` takes the first case, `long(cases=5)` five. Which ones is drawn once for all, so that cases
    with two parameters are no column of their table, and every worker draws the same.
    """
    found: set[pytest.Item] = set()
    for name, cases in _by_test(items).items():
        long = cases[0].get_closest_marker("long")
        if long is None:
            if len(cases) > MANY:
                found |= {*cases} - _drawn(name, cases, FEW)
        elif "cases" in long.kwargs:
            found |= {*cases} - _drawn(name, cases, long.kwargs["cases"])
        else:
            found |= {*cases} if not hasattr(cases[0], "callspec") else {*cases[1:]}
    return found


def _by_test(items: Iterable[pytest.Item]) -> dict[str, list[pytest.Item]]:
    tests: dict[str, list[pytest.Item]] = {}
    for item in items:
        tests.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return tests


def _drawn(name: str, cases: list[pytest.Item], number: int) -> set[pytest.Item]:
    dice = random.Random(name)  # noqa: S311 - not for secrets
    return {*dice.sample(cases, min(number, len(cases)))}
