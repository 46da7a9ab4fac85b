"""What every test shares: the repository's root, and a home folder of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.golden_parts import Golden
from tests.other_forms.registered import Register, forget, registered, third_form

ROOT = Path(__file__).resolve().parents[1]

# In CI every run draws the same examples, so that a change fails for what it did itself; on a
# contributor's machine each run looks at others.
hypothesis.settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what a contributor asks of a run: to see windows, to be quick, to keep new golden files."""
    parser.addoption("--update-golden", action="store_true", help="keep what exporters write now")
    parser.addoption("--pictures", help="a folder for pictures of every screen (tests/ui)")
    parser.addoption("--quick", action="store_true", help="of a long test only the first case")
    parser.addoption("--onscreen", action="store_true", help="show the windows of tests/ui")


WINDOW_FIXTURES = {"qapp", "qtbot"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark whatever needs a QApplication, so that `make quick` can leave it out; thin it out."""
    for item in items:
        if isinstance(item, pytest.Function) and WINDOW_FIXTURES & {*item.fixturenames}:
            item.add_marker(pytest.mark.window)
    if config.getoption("--quick"):
        left_out = [item for item in items if is_left_out_when_quick(item)]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in {*left_out}]


def is_left_out_when_quick(item: pytest.Item) -> bool:
    """A long test without cases, or any case of it but the first."""
    if item.get_closest_marker("long") is None:
        return False
    case = getattr(item, "callspec", None)
    return case is None or any(case.indices.values())


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root folder."""
    return ROOT


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The kept parts of exported files."""
    return Golden(update=bool(request.config.getoption("--update-golden")))


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No test reads or writes the settings and documents of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        "HOME",
        "USERPROFILE",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "LOCALAPPDATA",
        "APPDATA",
    ):
        monkeypatch.setenv(name, str(home))
    return home


@pytest.fixture
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A function that ships some more forms until the test ends."""
    with pytest.MonkeyPatch.context() as patch:
        yield registered(tmp_path_factory.mktemp("shipped"), patch)
    forget()


@pytest.fixture
def third(register: Register) -> None:
    """The third form stands beside the shipped ones."""
    register(third_form())
