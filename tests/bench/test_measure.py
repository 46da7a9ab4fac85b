"""The measuring itself: fair order, medians, verdicts; and children that are watched."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.bench.children import peak_mebibytes, until_printed
from tests.bench.measure import Benchmark, Pair, run


def benchmark_of(floors: list[float], subjects: list[float], budget: float) -> Benchmark:
    """A benchmark whose first pair of numbers is the warm-up."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        left, right = iter(floors), iter(subjects)
        yield Pair(floor=lambda: next(left), subject=lambda: next(right))

    return Benchmark("a thing", "a floor", budget, prepare, rounds=len(floors) - 1)


def test_the_warm_up_is_not_counted_and_one_slow_round_changes_nothing() -> None:
    result = run(benchmark_of([900, 10, 10, 10], [900, 20, 2000, 30], budget=3))

    assert (result.floor, result.subject, result.ratio) == (10, 30, 3)


@pytest.mark.parametrize(("budget", "kept"), [(3, True), (2.9, False)])
def test_a_budget_is_kept_up_to_and_with_its_number(budget: float, *, kept: bool) -> None:
    result = run(benchmark_of([1, 1], [3, 3], budget))

    assert result.within_budget is kept


def test_floor_and_subject_take_turns() -> None:
    calls: list[str] = []

    def measure(name: str) -> float:
        calls.append(name)
        return 1.0

    @contextmanager
    def prepare() -> Iterator[Pair]:
        yield Pair(floor=lambda: measure("floor"), subject=lambda: measure("subject"))

    run(Benchmark("a thing", "a floor", 1, prepare, rounds=2))

    assert calls == ["floor", "subject"] * 3


def test_a_child_is_timed_until_its_line() -> None:
    code = "import time; print('ready', flush=True); time.sleep(0.5)"

    assert 0 < until_printed("ready", ["-I", "-S", "-c", code], {})() < 500


def test_a_child_that_never_says_it_is_an_error() -> None:
    with pytest.raises(AssertionError, match="ready"):
        until_printed("ready", ["-I", "-S", "-c", "pass"], {})()


def test_a_child_that_fails_is_an_error() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        peak_mebibytes("raise SystemExit(3)", {})()


def test_a_child_that_takes_memory_is_seen_to() -> None:
    plain = peak_mebibytes("pass", {})()
    heavy = peak_mebibytes("x = b'x' * 64_000_000", {})()

    assert 55 < heavy - plain < 75
