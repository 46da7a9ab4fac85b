"""Earlier years' reports travel with a report."""

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.report.book import Decision, Report
from nianbao.report.earlier import is_same_unit, why_doubtful, with_earlier, without_year
from nianbao.report.next_year import report_for_next_year
from nianbao.report.storage.files import (
    ReportFileError,
    dump_report,
    load_report,
    parse_report,
    save_report,
)

KEY = "table_3.carried_out.natural_person"


def of(year: int, unit: str = "清河镇人民政府", carried_out: int = 0) -> Report:
    form = "gb_2019_60_trial" if year < 2021 else "gb_2021_30"
    return Report(form=form, year=year, unit=unit, cells={KEY: Decimal(carried_out)})


def test_they_are_there_at_the_next_start(tmp_path: Path) -> None:
    report = of(2023)
    report.previous = with_earlier((), of(2022, carried_out=4), of(2020, carried_out=2))
    save_report(report, tmp_path / "报告.nianbao")

    loaded = load_report(tmp_path / "报告.nianbao")

    assert [one.year for one in loaded.previous] == [2022, 2020]
    assert loaded.previous[0].cell(KEY) == 4
    assert loaded == report


def test_of_each_year_the_one_given_last_is_kept() -> None:
    known = with_earlier((of(2022, carried_out=1), of(2021)), of(2022, carried_out=9))

    assert [(one.year, one.cell(KEY)) for one in known] == [(2022, Decimal(9)), (2021, Decimal(0))]


def test_last_years_own_history_comes_along() -> None:
    last = of(2022)
    last.previous = with_earlier((), of(2021, carried_out=5))
    last.decisions = (Decision(rule="X", subject="s", fingerprint="f", reason="r"),)

    new = report_for_next_year(last)

    assert [one.year for one in new.previous] == [2022, 2021]
    assert all(one.previous == () and one.decisions == () for one in new.previous)


def test_a_kept_report_does_not_follow_its_original() -> None:
    last = of(2022, carried_out=4)
    (kept,) = with_earlier((), last)
    last.change(cells={KEY: Decimal(7)})

    assert kept.cell(KEY) == 4


def test_one_year_can_be_taken_away() -> None:
    assert [one.year for one in without_year((of(2022), of(2021)), 2022)] == [2021]


def test_a_damaged_report_inside_is_a_damaged_file() -> None:
    report = of(2023)
    report.previous = (of(2022),)
    content = dump_report(report).replace(b'"gb_2021_30"', b'"no_such_form"')

    with pytest.raises(ReportFileError, match="打不开"):
        parse_report(content, "报告.nianbao")


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (of(2022), ""),
        (of(2019), ""),
        (of(2022, unit=""), ""),
        (of(2022, unit="定州市清河镇"), ""),
        (of(2023), "也是 2023 年的"),
        (of(2024), "还晚"),
        (of(2022, unit="砖路镇人民政府"), "是“砖路镇人民政府”的"),
    ],
)
def test_a_strange_report_is_doubted_in_words(other: Report, words: str) -> None:
    doubt = why_doubtful(of(2023), other)

    assert words in doubt
    assert bool(words) == bool(doubt)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("清河镇", "清河镇人民政府", True),
        ("清河县人民政府办公室", "清河县", True),
        ("中南街道办事处", "广州市荔湾区人民政府中南街道办事处", True),
        ("清河县财政局", "清河县教育局", False),
        ("清河镇", "清水镇", False),
        ("", "清水镇", True),
    ],
)
def test_names_of_one_unit(one: str, other: str, same: bool) -> None:  # noqa: FBT001
    assert is_same_unit(one, other) is same
