"""The county that the README's pictures of 汇总 show, invented: 60 units, some late, some wrong.

    PYTHONPATH=desktop:. python packaging/screenshots/county.py FOLDER

Then `take.py OUT --rollup FOLDER`. What the clerk would have said (roster, deadline, last year) lies beside it.
"""

import sys
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.rollup.decisions import Decisions, save_decisions
from tests.rollup.county import FORM, OWN_UNIT, ROSTER, YEAR, Folder, unit_report

TOWNS = tuple(unit.removeprefix("清河县") for unit in ROSTER if unit.endswith("镇人民政府"))
UNITS = (*TOWNS, *(unit for unit in ROSTER if not unit.endswith("镇人民政府")))
FIRST_DAY = datetime(2025, 1, 6, 9, 0)  # noqa: DTZ001 - the clock on the wall
DEADLINE = date(2025, 1, 20)
WRONG = (3, 27, 41)
"""Their 予以公开 of 自然人 is three too many, beside totals that were typed."""
SENT_TWICE, MISSING, PER_DAY = 2, (7, 52), 3


def report_of(number: int, year: int) -> Report:
    """Return the report of a unit; some units have many times as many cases as others."""
    unit, times = UNITS[number], 1 + number * 7 % 11
    last = unit_report(unit, YEAR - 1)
    row = "table_3.carried_out."
    carried = {
        key[len(row) :]: int(last.cell(key) or 0) for key in last.cells if key.startswith(row)
    }
    carried.pop("total")
    report = last if year < YEAR else unit_report(unit, carried_in=carried)
    cases = {key: value for key, value in report.cells.items() if key.startswith("table_3.")}
    report.change(cells={key: value and value * times for key, value in cases.items()})
    return report


def this_year(number: int) -> Report:
    """Return a unit's report of this year; a few do not balance."""
    report = report_of(number, YEAR)
    if number in WRONG:
        totals = with_totals(report)
        report.auto_totals = False
        key = "table_3.granted.natural_person"
        report.change(cells={**totals, key: (report.cell(key) or Decimal(0)) + 3})
    return report


def with_totals(report: Report) -> dict[str, Decimal | None]:
    """Return the sums of the report's cells as a clerk would have typed them."""
    cells = dict(report.cells)
    for equation in load_form(FORM).sums:
        (target,) = equation.right
        if cells.get(target) is None:
            cells[target] = sum((cells[key] or Decimal(0) for key in equation.left), Decimal(0))
    return cells


def fill(place: Path) -> None:
    """Put this year's reports into the folder, last year's beside it, and what was decided."""
    home, before = Folder(place), Folder(place.with_name(f"{YEAR - 1}年报"))
    for number, unit in enumerate(UNITS):
        before.report(f"{unit}.nianbao", report_of(number, YEAR - 1))
        if number in MISSING:
            continue
        day = FIRST_DAY + timedelta(days=number // PER_DAY, minutes=61 * (number % PER_DAY))
        kind = "乡镇" if unit in TOWNS else "部门"
        home.report(f"{kind}/{unit}.nianbao", this_year(number), day)
    again = this_year(SENT_TWICE)
    again.change(cells={"table_2.licence.decisions": Decimal(52)})
    home.report(f"乡镇/{again.unit}（改）.nianbao", again, FIRST_DAY + timedelta(days=3))
    home.put("关于报送年报的通知.txt", "请各单位于1月20日前报送。".encode(), FIRST_DAY)
    said = Decisions(
        year=YEAR, roster=UNITS, deadline=DEADLINE, own_unit=OWN_UNIT, last_year=str(before.path)
    )
    save_decisions(place, Decisions(), said)


def main(arguments: Sequence[str]) -> int:
    """Make the folder."""
    fill(Path(arguments[0]).absolute())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
