"""What a quick run leaves out: of many cases some stay, of a long test the first or those it names."""

from pathlib import Path

import pytest

from tests.quick import FEW, MANY, NOT_QUICK, holds_nothing_quick, left_out_when_quick

CASES = f"""
import pytest

@pytest.mark.parametrize("n", range({MANY + 1}))
def test_sweep(n): pass

@pytest.mark.parametrize("n", range({MANY}))
def test_list(n): pass

@pytest.mark.long
@pytest.mark.parametrize("n", range(9))
def test_first(n): pass

@pytest.mark.long(cases=3)
@pytest.mark.parametrize("n", range(9))
def test_three(n): pass

@pytest.mark.long
def test_whole(): pass
"""


@pytest.fixture
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the tests above that a quick run keeps."""
    path = tmp_path_factory.mktemp("quick") / "test_cases.py"
    path.write_text(CASES, encoding="utf-8")
    items = [*request.session.genitems(pytest.Module.from_parent(request.session, path=path))]
    left_out = left_out_when_quick(items)

    assert left_out_when_quick(items) == left_out
    return [item.name for item in items if item not in left_out]


@pytest.mark.parametrize(
    ("test", "number"),
    [("sweep", FEW), ("list", MANY), ("first", 1), ("three", 3), ("whole", 0)],
)
def test_a_quick_run_keeps_so_many(kept: list[str], test: str, number: int) -> None:
    assert len([name for name in kept if name.startswith(f"test_{test}")]) == number


def test_of_a_long_test_the_first_case_is_kept(kept: list[str]) -> None:
    assert "test_first[0]" in kept


IN_A_WINDOW = """
@pytest.fixture
def opened(window: MainWindow) -> Session:
    return window.session

def test_of_the_window(window: MainWindow) -> None: pass

def test_of_its_session(
    opened: Session, tmp_path: Path
) -> None: pass
"""
WITHOUT = "def test_of_words() -> None: pass\n"
MARKED = "pytestmark = [\n    pytest.mark.slow,\n]\n"
SKIPPED = "pytestmark = pytest.mark.skipif(True)\n"
OF_ITS_OWN = "@pytest.fixture\ndef window() -> str:\n    return str()\n"


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        (IN_A_WINDOW, True),
        (IN_A_WINDOW + WITHOUT, False),
        (OF_ITS_OWN + IN_A_WINDOW, False),
        (MARKED + WITHOUT, True),
        (SKIPPED + WITHOUT, False),
        ("", False),
    ],
)
def test_a_file_is_not_imported_where_all_of_it_needs_a_window_or_is_slow(
    text: str, tmp_path: Path, *, nothing: bool
) -> None:
    shared, file = tmp_path / "conftest.py", tmp_path / "test_it.py"
    shared.write_text("@pytest.fixture\ndef window(qtbot):\n    pass\n", encoding="utf-8")
    file.write_text(text, encoding="utf-8")

    assert holds_nothing_quick(file) is nothing
    assert holds_nothing_quick(tmp_path) is nothing
    assert not holds_nothing_quick(shared)


@pytest.mark.slow  # a quick run has not collected what this looks at
def test_of_a_file_that_is_not_imported_no_test_is_quick(request: pytest.FixtureRequest) -> None:
    files = {item.path for item in request.session.items}
    left_out = {file for file in files if holds_nothing_quick(file)}

    assert [
        item.nodeid
        for item in request.session.items
        if item.path in left_out and not NOT_QUICK & {mark.name for mark in item.iter_markers()}
    ] == []
