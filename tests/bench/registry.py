"""All benchmarks, in the order in which they are printed. Add new ones here."""

from tests.bench import (
    county_window,
    edits,
    exporting,
    grids,
    reading,
    rollups,
    start,
    texts,
    windows,
)
from tests.bench.measure import Benchmark

BENCHMARKS: tuple[Benchmark, ...] = (
    *start.BENCHMARKS,
    *edits.BENCHMARKS,
    *grids.BENCHMARKS,
    *texts.BENCHMARKS,
    *exporting.BENCHMARKS,
    *reading.BENCHMARKS,
    *rollups.BENCHMARKS,
    *county_window.BENCHMARKS,
    *windows.benchmarks(),
)
