"""What every test shares: the repository's root, and a home folder of its own."""

import gc
import os
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.golden_parts import Golden
from tests.other_forms.registered import Register, copy_of_resources, registered, third_form
from tests.quick import WINDOW_FIXTURES, holds_nothing_quick, left_out_when_quick

ROOT = Path(__file__).resolve().parents[1]

# Nothing is timed, drawing neither: on a busy machine a draw may take a second.
NOT_TIMED = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("contributor", NOT_TIMED)
hypothesis.settings.load_profile("contributor")

# In CI every run draws the same examples, so that a change fails for what it did itself; on a
# contributor's machine each run looks at others.
hypothesis.settings.register_profile("ci", NOT_TIMED, derandomize=True)
hypothesis.settings.register_profile(
    "quick", NOT_TIMED, max_examples=8
)  # tests/draws.py scales by it
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what a contributor asks of a run: to see windows, to be quick, to keep new golden files."""
    parser.addoption("--update-golden", action="store_true", help="keep what exporters write now")
    parser.addoption("--pictures", help="a folder for pictures of every screen (tests/ui)")
    parser.addoption(
        "--quick", action="store_true", help="of many cases only a few: tests/quick.py"
    )
    parser.addoption("--onscreen", action="store_true", help="show the windows of tests/ui")


def pytest_configure(config: pytest.Config) -> None:
    """Let a quick run draw few examples; before any test is imported."""
    if config.getoption("--quick"):
        hypothesis.settings.load_profile("quick")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Let a quick run not even import the files of which it runs nothing."""
    return True if config.getoption("--quick") and holds_nothing_quick(collection_path) else None


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collect without the collector, and let it never look at the ten thousand tests again.

    They live as long as the run does: to go over them time and again took a twentieth of it.
    """
    gc.disable()
    result = yield
    gc.enable()
    gc.freeze()
    return result


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark whatever needs a QApplication, so that `make quick` can leave it out; thin it out."""
    for item in items:
        if isinstance(item, pytest.Function) and WINDOW_FIXTURES & {*item.fixturenames}:
            item.add_marker(pytest.mark.window)
    if config.getoption("--quick"):
        left_out = left_out_when_quick(items)
        config.hook.pytest_deselected(items=[*left_out])
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's root folder."""
    return ROOT


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """The kept parts of exported files."""
    return Golden(update=bool(request.config.getoption("--update-golden")))


OF_A_USER = (
    "HOME",
    "USERPROFILE",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "LOCALAPPDATA",
    "APPDATA",
)


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Path]]:
    """A function that gives an empty home, the last one again where nothing was put into it.

    Most tests touch no file: a folder for each was a tenth of a quick run, and as much to remove.
    """
    with pytest.MonkeyPatch.context() as patch:
        homes: list[Path] = []

        def home() -> Path:
            if not homes or not homes[-1].is_dir() or any(homes[-1].iterdir()):
                homes.append(tmp_path_factory.mktemp("home"))
                for name in OF_A_USER:
                    patch.setenv(name, str(homes[-1]))
            return homes[-1]

        yield home


@pytest.fixture(autouse=True)
def own_home(empty_home: Callable[[], Path]) -> Path:
    """No test reads or writes the settings and documents of whoever runs it."""
    return empty_home()


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program's data, in which forms are registered."""
    return copy_of_resources(tmp_path_factory.mktemp("shipped"))


@pytest.fixture
def register(shipped: Path) -> Iterator[Register]:
    """A function that ships some more forms until the test ends."""
    with registered(shipped) as register:
        yield register


@pytest.fixture
def third(register: Register) -> None:
    """The third form stands beside the shipped ones."""
    register(third_form())
