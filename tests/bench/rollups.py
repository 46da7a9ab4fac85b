"""汇总 at a thousand units: reading, checking and summing, the same again, and the leader's workbook.

The reports are a county's, every number different; their tables alone, since what the texts cost is
measured by themselves. The long run, at ten and a hundred thousand, is ``python -m tests.bench.long_rollup``.
"""

import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from xlsxwriter.workbook import Workbook

from nianbao.report.storage.files import dump_report
from nianbao.rollup.decisions import Decisions, cache_path
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.model import Collection
from nianbao.rollup.outputs.workbook import workbook
from nianbao.rollup.sums import Sum
from tests.bench.measure import Benchmark, Pair, milliseconds
from tests.rollup.county import unit_report

COUNT, ROUNDS = 1000, 5
_TOP = 20


def _fill(folder: Path) -> list[Path]:
    folder.mkdir()
    for number in range(COUNT):
        report = unit_report(f"第{number}镇人民政府")
        report.texts, report.preamble = {}, ""
        (folder / f"{number}.nianbao").write_bytes(dump_report(report))
    return list(folder.iterdir())


def _collect(folder: Path) -> Collection:
    collection = gather(Setup(folder), Decisions())
    Sum(collection).values()
    return collection


def _collect_anew(folder: Path) -> None:
    cache_path(folder).unlink(missing_ok=True)
    _collect(folder)


def _parse(paths: list[Path]) -> None:
    for path in paths:
        json.loads(path.read_bytes())


@contextmanager
def _first_time() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "年报"
        paths = _fill(folder)
        yield Pair(
            floor=milliseconds(lambda: _parse(paths)),
            subject=milliseconds(lambda: _collect_anew(folder)),
        )


@contextmanager
def _unchanged() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "年报"
        paths = _fill(folder)
        _collect(folder)
        yield Pair(
            floor=milliseconds(lambda: _parse(paths)),
            subject=milliseconds(lambda: _collect(folder)),
        )


def _rows_alone(rows: list[tuple[str, list[int | float | Decimal | None]]]) -> None:
    with Workbook(io.BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, (unit, values) in enumerate(rows):
            sheet.write_row(number, 0, [unit, *values])


@contextmanager
def _workbook() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "年报"
        _fill(folder)
        collection = _collect(folder)
        total = Sum(collection)
        rows = list(total.rows())
        yield Pair(
            floor=milliseconds(lambda: _rows_alone(rows)),
            subject=milliseconds(lambda: workbook(collection, total)),
        )


@contextmanager
def _addends() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "年报"
        _fill(folder)
        total = Sum(_collect(folder))
        key = next(key for key in total.form.cells if total.value(key))
        values = [value for unit in total.units if (value := total.unit_value(unit.name, key))]
        yield Pair(
            floor=milliseconds(lambda: sorted(values)[-_TOP:], 20),
            subject=milliseconds(lambda: total.addends(key, _TOP), 20),
        )


BENCHMARKS = (
    Benchmark(
        "roll up 1,000 reports", "json.loads of the same files", 12, _first_time, rounds=ROUNDS
    ),
    Benchmark("the same, unchanged", "json.loads of the same files", 2, _unchanged, rounds=ROUNDS),
    Benchmark(
        "the leader's workbook, 1,000", "write the same rows alone", 1, _workbook, rounds=ROUNDS
    ),
    Benchmark("20 largest of 1,000 addends", "sort the numbers alone", 20, _addends, rounds=ROUNDS),
)
