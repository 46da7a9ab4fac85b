"""The long run: 汇总 of ten and a hundred thousand units on one PC. Not part of ``make bench``.

    python -m tests.bench.long_rollup 10000 100000

For each count: the first reading, the second one over unchanged files, the 20 largest addends of a cell
and the sum of one, the sums of all cells, the leader's workbook, and the most memory that was taken. The
files (10 KB each) are made in a temporary folder; give another by TMPDIR.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from nianbao.formats.registry import load_form
from nianbao.report.storage.files import dump_report
from nianbao.rollup.decisions import Decisions
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.model import Collection
from nianbao.rollup.outputs.workbook import write_workbook
from nianbao.rollup.sums import Sum
from tests.rollup.county import FORM, unit_report

_TEMPLATES = 200
_TOP = 20
_MEGABYTE = 1024


def fill(folder: Path, count: int) -> None:
    """Make so many reports, each unit's numbers its own."""
    folder.mkdir()
    dice = random.Random(count)  # noqa: S311 - a bench's dice
    templates = []
    for number in range(_TEMPLATES):
        report = unit_report(f"模板{number}镇人民政府")
        report.texts, report.preamble = {}, ""
        templates.append(json.loads(dump_report(report)))
    key = next(key for key in load_form(FORM).cells if key.endswith(".decisions"))
    for number in range(count):
        body = templates[number % _TEMPLATES]
        body["unit"] = f"第{number}镇人民政府"
        body["cells"][key] = str(dice.randint(0, 100_000))
        target = folder / f"{number // 1000:03}" / f"{number}.nianbao"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(body, ensure_ascii=False, indent=1), encoding="utf-8")


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def measure(count: int) -> None:
    """Measure one count, and print a line for each figure as it is there."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "年报"
        fill(folder, count)
        found: list[Collection] = []
        setup = Setup(folder)
        _say(count, "first reading, checked and summed", seconds(lambda: _collect(setup, found)))
        found.clear()
        _say(count, "again, unchanged", seconds(lambda: _collect(setup, found)))
        total = Sum(found[0])
        key = next(key for key in total.form.cells if key.endswith(".decisions"))
        _say(count, "sum of one cell", seconds(lambda: total.value(key)))
        _say(count, "20 largest addends of a cell", seconds(lambda: total.addends(key, _TOP)))
        _say(count, "sums of all cells", seconds(total.values))
        target = Path(home) / "汇总.xlsx"
        _say(count, "memory before the workbook, MB", memory())
        _say(count, "workbook", seconds(lambda: write_workbook(target, found[0], total)))
        _say(count, "most memory, MB", memory())


def _collect(setup: Setup, found: list[Collection]) -> None:
    found.append(gather(setup, Decisions()))
    Sum(found[0]).values()


def memory() -> float:
    """The most megabytes that this process has had so far."""
    import resource  # not there on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


def _say(count: int, what: str, figure: float) -> None:
    print(f"{count:>8}  {what:<36} {figure:>10.3f}", flush=True)


def main(counts: Sequence[str]) -> int:
    """Measure each count that is given."""
    for count in counts or ("10000", "100000"):
        measure(int(count))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
