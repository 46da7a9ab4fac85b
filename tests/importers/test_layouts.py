"""A random report in a random layout reads back right, or is declined: never wrong."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.importers.registry import read_bytes
from tests.importers.layouts import Published, publish

SEEDS = st.integers(min_value=0, max_value=2**40)
QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large)


def wrong_cells(published: Published) -> dict[str, tuple[object, object]]:
    """The cells that were read with a value that is not printed."""
    cells = read_bytes(published.content, published.name).report.cells
    return {
        key: (published.cells.get(key), value)
        for key, value in cells.items()
        if value is not None and value != published.cells.get(key)
    }


def unread_cells(published: Published) -> list[str]:
    """The printed values that were not read."""
    cells = read_bytes(published.content, published.name).report.cells
    return [
        key
        for key, value in published.cells.items()
        if value is not None and cells.get(key) is None
    ]


def check(seed: int) -> None:
    published = publish(seed)

    assert wrong_cells(published) == {}, published.layout
    if published.whole:
        assert unread_cells(published) == [], published.layout


@settings(max_examples=200, deadline=None, suppress_health_check=QUIET)
@given(SEEDS)
def test_a_random_report_is_read_right_or_declined(seed: int) -> None:
    check(seed)


@pytest.mark.slow
@settings(max_examples=5000, deadline=None, suppress_health_check=QUIET)
@given(SEEDS)
def test_five_thousand_random_reports_are_read_right_or_declined(seed: int) -> None:
    if not os.environ.get("NIANBAO_SLOW"):
        pytest.skip("set NIANBAO_SLOW=1 for the long run")
    check(seed)
