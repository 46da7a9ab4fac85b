"""The figures of an open report follow it: values in force, totals, last year's."""

from copy import deepcopy
from decimal import Decimal

from nianbao.report.book import Report
from nianbao.report.figures import Figures

INPUT, TOTAL = "table_3.received_new.natural_person", "table_3.received_new.total"


def zeros(report: Report) -> Report:
    report.change(cells=dict.fromkeys(report.cells, Decimal(0)))
    return report


def test_a_blank_total_has_the_computed_value_in_force(report: Report) -> None:
    figures = Figures(zeros(report))
    report.change(cells={INPUT: Decimal(4), TOTAL: None})

    moved = figures.add_up()

    assert TOTAL in moved
    assert figures.value(TOTAL) == figures.totals.computed[TOTAL] == 4


def test_without_automatic_totals_only_what_was_entered_is_in_force(report: Report) -> None:
    figures = Figures(zeros(report))
    report.change(cells={INPUT: Decimal(4), TOTAL: None}, facts={"auto_totals": False})

    figures.add_up()

    assert figures.value(TOTAL) is None
    assert figures.totals.computed[TOTAL] == 4


def test_a_typed_total_stays_in_force(report: Report) -> None:
    figures = Figures(zeros(report))
    report.change(cells={INPUT: Decimal(4)})

    figures.add_up()

    assert figures.value(TOTAL) == 0
    assert figures.totals.computed[TOTAL] == 4


def test_last_years_value_is_that_of_the_newest_earlier_report(report: Report) -> None:
    older, newer = deepcopy(report), deepcopy(report)
    older.change(cells={INPUT: Decimal(1)}, facts={"year": 2022})
    newer.change(cells={INPUT: Decimal(2)}, facts={"year": 2023})
    figures = Figures(report)
    report.change(facts={"previous": (older, newer)})

    assert figures.last_year(INPUT) is None
    figures.take_last_year()

    assert figures.last_year(INPUT) == 2
