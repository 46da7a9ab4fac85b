"""Measuring against a floor: both sides alternately, in one run, on one machine.

Seconds differ from machine to machine and from minute to minute; the ratio of two
things that were measured side by side does not, so budgets are ratios.
"""

import statistics
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass


@dataclass(frozen=True)
class Pair:
    """Two measures; each call does the work once and returns what it cost."""

    floor: Callable[[], float]
    subject: Callable[[], float]


@dataclass(frozen=True)
class Benchmark:
    """One promise: the subject costs at most `budget` times the floor.

    `prepare` sets everything up, yields the pair, and cleans up afterwards.
    """

    name: str
    floor: str
    budget: float
    prepare: Callable[[], AbstractContextManager[Pair]]
    rounds: int = 15
    unit: str = "ms"


@dataclass(frozen=True)
class Result:
    """Medians of one benchmark; the ratio is the median of the rounds' ratios."""

    benchmark: Benchmark
    floor: float
    subject: float
    ratio: float

    @property
    def within_budget(self) -> bool:
        """Whether the promise was kept."""
        return self.ratio <= self.benchmark.budget


def milliseconds(work: Callable[[], object], times: int = 1) -> Callable[[], float]:
    """A measure: how long one call of `work` takes, averaged over `times` calls."""

    def measure() -> float:
        start = time.perf_counter()
        for _ in range(times):
            work()
        return (time.perf_counter() - start) * 1000 / times

    return measure


def run(benchmark: Benchmark) -> Result:
    """Measure floor and subject in turn, after one round that only warms up."""
    with benchmark.prepare() as pair:
        pair.floor()
        pair.subject()
        rounds = [(pair.floor(), pair.subject()) for _ in range(benchmark.rounds)]
    return Result(
        benchmark,
        floor=statistics.median(floor for floor, _ in rounds),
        subject=statistics.median(subject for _, subject in rounds),
        ratio=statistics.median(subject / floor for floor, subject in rounds),
    )
