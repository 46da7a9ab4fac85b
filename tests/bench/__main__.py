"""`make bench`: every benchmark, or those whose names hold a given word.

Exit code 1 when one is over its budget.
"""

import sys
from collections.abc import Sequence

from tests.bench.measure import Benchmark, Result, run
from tests.bench.registry import BENCHMARKS

COLUMNS = "{:<34} {:<30} {:>12} {:>12} {:>9} {:>9}  {}"


def chosen(words: Sequence[str]) -> list[Benchmark]:
    """The benchmarks whose names hold one of the words; all without words."""
    return [each for each in BENCHMARKS if not words or any(word in each.name for word in words)]


def line(result: Result) -> str:
    """One row of the table."""
    benchmark = result.benchmark
    return COLUMNS.format(
        benchmark.name,
        benchmark.floor,
        f"{result.floor:.4g} {benchmark.unit}",
        f"{result.subject:.4g} {benchmark.unit}",
        f"{result.ratio:.3g}",
        f"{benchmark.budget:.3g}",
        "ok" if result.within_budget else "OVER BUDGET",
    )


def main(words: Sequence[str]) -> int:
    """Run, print as they come, and say whether all kept their budgets."""
    benchmarks = chosen(words)
    if not benchmarks:
        print("No such benchmark. There are:", *(each.name for each in BENCHMARKS), sep="\n  ")
        return 1
    print(COLUMNS.format("subject", "floor", "floor", "subject", "ratio", "budget", ""))
    within = []
    for benchmark in benchmarks:
        result = run(benchmark)
        print(line(result), flush=True)
        within.append(result.within_budget)
    return 0 if all(within) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
