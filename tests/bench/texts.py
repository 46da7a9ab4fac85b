"""What a key stroke in a text costs with all rules, and how well the reader of prose does."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import count

from nianbao.checks.engine import check_report
from nianbao.checks.prose.reader import About, _read_paragraph, read_prose
from nianbao.checks.sentences.segments import _pieces
from nianbao.checks.texts.readings import lines_of
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from tests.bench.measure import Benchmark, Pair, milliseconds
from tests.checks import rule_bench
from tests.checks.measure_narratives import LEAST, measured, print_table
from tests.checks.sentences import OTHER_THINGS, RIGHT
from tests.checks.statements import all_cases, print_scores, scores

LENGTH = 3000
ONE_SENTENCE = 2400
FRAME = 16.0
"""Milliseconds of one frame on the screen."""
_FORM = load_form("gb_2021_30")
_KEY = "overview.on_request"


def _text() -> str:
    return ("\n".join([*RIGHT, *OTHER_THINGS]) * 2)[:LENGTH]


def _report() -> Report:
    cells = dict.fromkeys(_FORM.cells, Decimal(0))
    return Report(form=_FORM.id, year=2023, unit="清河镇人民政府", cells={**cells})


def _last_year() -> Report:
    """A report of the year before whose text is alike in part."""
    last = _report()
    last.year -= 1
    last.texts[_KEY] = _text()[: LENGTH // 2]
    return last


def _typing(report: Report, numbers: Iterator[int], previous: tuple[Report, ...] = ()) -> None:
    text = _text()
    middle = LENGTH // 2
    report.texts[_KEY] = f"{text[:middle]}{next(numbers)}{text[middle:]}"
    check_report(report, previous)


def _without_a_full_stop(report: Report, numbers: Iterator[int]) -> None:
    """One sentence of 2,400 characters that counts, shares and lists all the way."""
    said = "收到申请{0}件、予以公开{0}件，其中自然人{0}件（占{0}%）"
    words = "，".join(said.format(one) for one in range(10, 130))[:ONE_SENTENCE]
    report.texts[_KEY] = f"{words}{next(numbers)}"
    check_report(report, ())


def _read_once(numbers: Iterator[int]) -> None:
    _pieces.cache_clear()
    _read_paragraph.cache_clear()
    read_prose(f"{_text()}{next(numbers)}", 2023, lines_of(_FORM.id), About(applications=True))


@contextmanager
def _against_reading() -> Iterator[Pair]:
    report, numbers = _report(), count()
    yield Pair(
        milliseconds(lambda: _read_once(numbers), 3),
        milliseconds(lambda: _typing(report, numbers), 3),
    )


@contextmanager
def _against_frame() -> Iterator[Pair]:
    report, numbers, previous = _report(), count(), (_last_year(),)
    yield Pair(lambda: FRAME, milliseconds(lambda: _typing(report, numbers, previous), 3))


@contextmanager
def _against_two_frames() -> Iterator[Pair]:
    report, numbers = _report(), count()
    yield Pair(lambda: 2 * FRAME, milliseconds(lambda: _without_a_full_stop(report, numbers), 3))


@contextmanager
def _mistakes() -> Iterator[Pair]:
    print_table()
    table = measured()
    mistakes = len(table.missed) + len(table.wrongly_said)
    yield Pair(lambda: float(table.statements), lambda: float(mistakes))


@contextmanager
def _statements() -> Iterator[Pair]:
    print_scores()
    mistakes = sum(len(one.missed) + len(one.doubted) for one in scores())
    yield Pair(lambda: float(len(all_cases())), lambda: float(mistakes))


@contextmanager
def _rules() -> Iterator[Pair]:
    rule_bench.print_scores()
    mistakes = sum(len(one.missed) + len(one.doubted) for one in rule_bench.scores())
    yield Pair(lambda: float(len(rule_bench.all_cases())), lambda: float(mistakes))


BENCHMARKS = (
    Benchmark("key stroke in 3,000 characters", "reading the text once", 2, _against_reading),
    Benchmark("key stroke in 3,000 characters", "a frame of 16 ms", 1, _against_frame),
    Benchmark(
        "key stroke in 2,400 characters without a full stop", "two frames of 16 ms", 1, _against_two_frames
    ),
    Benchmark(
        "claims missed or wrongly said", "published claims", 1 - LEAST, _mistakes, rounds=1, unit="claims"
    ),
    Benchmark(
        "statements missed or doubted", "statements", 1 - LEAST, _statements, rounds=1, unit="statements"
    ),
    Benchmark(
        "cases missed or doubted", "cases of every rule", 1 - LEAST, _rules, rounds=1, unit="cases"
    ),
)  # fmt: skip
