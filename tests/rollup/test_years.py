"""The years of a county: everything that tells of an earlier year is found, and nothing counts twice."""

import json
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest

from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.rollup.decisions import Decisions, cache_path
from nianbao.rollup.gather import Setup, gather
from nianbao.rollup.history import charts_over_years, history
from nianbao.rollup.known_years import unpacked
from nianbao.rollup.model import Collection
from nianbao.rollup.outputs.contract import to_file
from nianbao.rollup.outputs.workbook import workbook
from nianbao.rollup.roster import Roster
from nianbao.rollup.sums import Sum
from tests.rollup.county import YEAR, Folder, unit_report

OWN = "清河县人民政府"
UNITS = ("清河县教育局", "清河县公安局", "清河县城关镇人民政府")
RECEIVED = "table_3.received_new.total"


def received(*reports: Report) -> Decimal:
    form = load_form(reports[0].form)
    keys = [key for key in form.cells if key.startswith("table_3.received_new.")]
    parts = (report.cells.get(key) for report in reports for key in keys)
    return sum((part for part in parts if part is not None), Decimal(0))


def of_year(year: int) -> list[Report]:
    return [unit_report(unit, year) for unit in UNITS]


def put(home: Folder, reports: list[Report], under: str = "") -> None:
    for number, report in enumerate(reports):
        home.report(f"{under}{number}.nianbao", report)


@pytest.fixture
def home(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "今年")
    put(made, of_year(YEAR))
    return made


def collected(home: Folder, last: Folder | None = None, own: str = OWN) -> Sum:
    last_year = last.path if last is not None else None
    setup = Setup(home.path, YEAR, Roster(UNITS), own_unit=own, last_year=last_year)
    return Sum(gather(setup, Decisions()))


def known(total: Sum) -> dict[int, tuple[Decimal | None, int | None]]:
    return {one.year: (one.figures.get("received"), one.units) for one in history(total)}


def test_a_folder_alone_has_one_year_and_no_chart_over_years(home: Folder) -> None:
    total = collected(home)

    assert known(total) == {YEAR: (received(*of_year(YEAR)), 3)}
    assert charts_over_years(total) == ()


def test_last_year_s_folder_is_a_year(home: Folder, tmp_path: Path) -> None:
    last = Folder(tmp_path / "去年")
    put(last, of_year(YEAR - 1))

    assert known(collected(home, last))[YEAR - 1] == (received(*of_year(YEAR - 1)), 3)


def test_what_reports_keep_beside_them_are_years(tmp_path: Path) -> None:
    home = Folder(tmp_path / "今年")
    now, before, long_ago = of_year(YEAR), of_year(YEAR - 1), of_year(YEAR - 2)
    for report, last, older in zip(now, before, long_ago, strict=True):
        report.previous = (last, older)
    now[0].previous = (before[0],)
    put(home, now)

    assert known(collected(home)) == {
        YEAR - 2: (received(*long_ago[1:]), 2),
        YEAR - 1: (received(*before), 3),
        YEAR: (received(*now), 3),
    }


def test_last_year_s_reports_tell_of_the_years_before_them(home: Folder, tmp_path: Path) -> None:
    last = Folder(tmp_path / "去年")
    before, long_ago = of_year(YEAR - 1), of_year(YEAR - 2)
    for report, older in zip(before, long_ago, strict=True):
        report.previous = (older,)
    put(last, before)

    assert known(collected(home, last))[YEAR - 2] == (received(*long_ago), 3)


def test_reports_of_other_years_in_the_folder_are_years_in_any_form(home: Folder) -> None:
    put(home, of_year(YEAR - 3), "旧/")
    trial = load_form("gb_2019_60_trial")
    cells: dict[str, Decimal | None] = dict.fromkeys(trial.cells, Decimal(0))
    cells[RECEIVED] = Decimal(77)
    old = Report(form=trial.id, year=2020, unit=UNITS[0], auto_totals=False, cells=cells)
    home.report("旧/2020.nianbao", old)

    found = known(collected(home))

    assert found[YEAR - 3] == (received(*of_year(YEAR - 3)), 3)
    assert found[2020] == (Decimal(77), 1)


def earlier_total(tmp_path: Path) -> tuple[Collection, Sum]:
    then = Folder(tmp_path / "那年")
    reports = of_year(YEAR - 1)
    for report in reports:
        report.previous = (unit_report(report.unit, YEAR - 2),)
    put(then, reports)
    setup = Setup(then.path, YEAR - 1, Roster(UNITS), own_unit=OWN)
    collection = gather(setup, Decisions())
    return collection, Sum(collection)


def test_the_workbook_of_then_tells_of_its_years(home: Folder, tmp_path: Path) -> None:
    home.put("去年的汇总.xlsx", workbook(*earlier_total(tmp_path)))

    found = known(collected(home))

    assert found[YEAR - 1] == (received(*of_year(YEAR - 1)), None)
    assert found[YEAR - 2] == (received(*of_year(YEAR - 2)), None)


def test_the_json_of_then_tells_of_its_year(home: Folder, tmp_path: Path) -> None:
    home.put("去年.json", json.dumps(to_file(*earlier_total(tmp_path))).encode())

    assert known(collected(home))[YEAR - 1] == (received(*of_year(YEAR - 1)), None)


@pytest.mark.parametrize("own", [OWN, ""])
def test_the_own_report_of_then_is_a_sum_and_no_unit(
    home: Folder, tmp_path: Path, own: str
) -> None:
    _collection, total = earlier_total(tmp_path)
    put(home, of_year(YEAR - 1), "旧/")
    home.report("本级2023年汇总.nianbao", total.report(OWN))

    assert known(collected(home, own=own))[YEAR - 1] == (received(*of_year(YEAR - 1)), None)


def test_a_workbook_s_years_are_words_of_others(home: Folder, tmp_path: Path) -> None:
    source = zipfile.ZipFile(BytesIO(workbook(*earlier_total(tmp_path))))
    stream = BytesIO()
    with source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(b"received", b"received&quot;:1e999,&quot;x"))
    home.put("改过的.xlsx", stream.getvalue())

    assert list(known(collected(home))) == [YEAR]


@pytest.mark.parametrize(
    "text", ["[]", "{}", '{"x":{}}', '{"2023":{"received":"1e9"}}', '{"2023":5}', '{"2023":{"a":"NaN"}}', "[" * 9000]
)  # fmt: skip
def test_what_is_not_ours_is_no_year(text: str) -> None:
    assert unpacked(text) == ()


def test_years_come_out_of_the_cache_as_they_went_in(home: Folder) -> None:
    report = unit_report(UNITS[0])
    report.previous = (unit_report(UNITS[0], YEAR - 1),)
    home.report("0.nianbao", report)

    first = known(collected(home))

    assert cache_path(home.path).exists()
    assert known(collected(home)) == first


def test_a_year_of_fewer_units_says_so(home: Folder) -> None:
    home.report("旧.nianbao", unit_report(UNITS[0], YEAR - 1))

    (chart, *_more) = charts_over_years(collected(home))

    assert chart.years == (f"{YEAR - 1}年（1个单位）", f"{YEAR}年")
    assert chart.names == ("新收申请", "办理结果总计")
    assert f"{YEAR - 1}年（1个单位），新收申请 " in chart.spoken
