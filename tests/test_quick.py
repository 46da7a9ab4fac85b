"""What a quick run leaves out: of many cases some stay, of a long test the first or those it names."""

import pytest

from tests.quick import FEW, MANY, left_out_when_quick

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
