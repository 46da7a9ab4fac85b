"""Measuring against a floor: both sides alternately, in one run, on one machine.

Seconds differ from machine to machine and from minute to minute; the ratio of two
things that were measured side by side does not, so budgets are ratios.
"""

import math
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

PATIENCE = 3
"""So many times its rounds, at most, is a benchmark measured that seems over its budget."""


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
    """The least that either side cost; noise only ever adds, so least over least is the ratio."""

    benchmark: Benchmark
    floor: float
    subject: float

    @property
    def ratio(self) -> float:
        """How many times the floor the subject costs."""
        return self.subject / self.floor

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
    """Measure floor and subject in turn, after one round that only warms up.

    Over its budget on a machine that has other work, a benchmark is measured on, up to
    ``PATIENCE`` times its rounds: a subject that is really too slow stays so.
    """
    with benchmark.prepare() as pair:
        pair.floor()
        pair.subject()
        result = Result(benchmark, math.inf, math.inf)
        for number in range(1, PATIENCE * benchmark.rounds + 1):
            floor, subject = pair.floor(), pair.subject()
            result = Result(benchmark, min(result.floor, floor), min(result.subject, subject))
            if number >= benchmark.rounds and result.within_budget:
                break
    return result
