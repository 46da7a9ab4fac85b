"""The measuring itself: fair order, minima, verdicts; and children that are watched."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, count, repeat

import pytest

from tests.bench.children import peak_mebibytes, until_printed
from tests.bench.measure import PATIENCE, Benchmark, Pair, run


def benchmark_of(
    floors: list[float], subjects: list[float], budget: float, rounds: int = 0
) -> Benchmark:
    """A benchmark whose first pair of numbers is the warm-up, and whose last goes on for ever."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        left, right = (chain(side, repeat(side[-1])) for side in (floors, subjects))
        yield Pair(floor=lambda: next(left), subject=lambda: next(right))

    return Benchmark("a thing", "a floor", budget, prepare, rounds=rounds or len(floors) - 1)


def test_the_warm_up_is_not_counted_and_slow_rounds_change_nothing() -> None:
    result = run(benchmark_of([1, 12, 10, 500], [2, 2000, 30, 40], budget=3))

    assert (result.floor, result.subject, result.ratio) == (10, 30, 3)


def test_a_machine_with_other_work_is_given_more_rounds() -> None:
    result = run(benchmark_of([1, 10, 10, 10], [1, 90, 80, 20], budget=2, rounds=1))

    assert result.within_budget


def test_what_is_too_slow_stays_so_however_often_it_is_measured() -> None:
    rounds = count()

    @contextmanager
    def prepare() -> Iterator[Pair]:
        yield Pair(floor=lambda: 1, subject=lambda: 3 + 0 * next(rounds))

    result = run(Benchmark("a thing", "a floor", 2, prepare, rounds=4))

    assert not result.within_budget
    assert next(rounds) == 1 + PATIENCE * 4


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


@pytest.mark.slow
def test_a_child_is_timed_until_its_line() -> None:
    code = "import time; print('ready', flush=True); time.sleep(0.5)"

    assert 0 < until_printed("ready", ["-I", "-S", "-c", code], {})() < 500


@pytest.mark.slow
def test_a_child_that_never_says_it_is_an_error() -> None:
    with pytest.raises(AssertionError, match="ready"):
        until_printed("ready", ["-I", "-S", "-c", "pass"], {})()


@pytest.mark.slow
def test_a_child_that_fails_is_an_error() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        peak_mebibytes("raise SystemExit(3)", {})()


@pytest.mark.slow
def test_a_child_that_takes_memory_is_seen_to() -> None:
    plain = peak_mebibytes("pass", {})()
    heavy = peak_mebibytes("x = b'x' * 64_000_000", {})()

    assert 55 < heavy - plain < 75
