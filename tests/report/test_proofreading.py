"""Ticks on cells that somebody compared: they hold as long as the number does."""

from decimal import Decimal
from pathlib import Path

from nianbao.formats.registry import load_form
from nianbao.report.book import Report, blank_report
from nianbao.report.earlier import kept_beside
from nianbao.report.next_year import report_for_next_year
from nianbao.report.proofreading import (
    compared_cells,
    is_compared,
    next_open,
    paper_order,
    words,
)
from nianbao.report.storage.files import load_report, save_report
from nianbao.report.totals import values_in_force

FORM = load_form("gb_2021_30")
CELL, OTHER = "table_2.licence.decisions", "table_3.granted.natural_person"
TOTAL = "table_3.granted.total"


def ticked(*keys: str) -> Report:
    report = blank_report(FORM.id, FORM.cells, 2024)
    report.cells |= dict.fromkeys((CELL, OTHER), Decimal(7))
    values = values_in_force(FORM, report)
    report.proofread = {key: values.get(key) for key in keys}
    return report


def compared(report: Report) -> tuple[str, ...]:
    return compared_cells(FORM, report, values_in_force(FORM, report).get)


def test_the_cells_come_in_the_order_of_the_paper() -> None:
    order = paper_order(FORM)

    assert sorted(order) == sorted(FORM.cells)
    assert [FORM.cells[key].table for key in (order[0], order[100], order[-1])] == [
        "table_2", "table_3", "table_4",
    ]  # fmt: skip
    assert order.index(CELL) < order.index(OTHER)


def test_a_tick_falls_when_its_cell_changes_and_no_other_does() -> None:
    report = ticked(CELL, OTHER)
    assert compared(report) == (CELL, OTHER)

    report.change(cells={CELL: Decimal(8)})

    assert compared(report) == (OTHER,)


def test_a_tick_on_a_computed_total_falls_with_its_parts() -> None:
    report = ticked()
    row = [key for key in FORM.cells if key.startswith("table_3.granted.") and key != TOTAL]
    report.cells |= dict.fromkeys(row, Decimal(1))
    report.proofread = {TOTAL: values_in_force(FORM, report)[TOTAL]}
    assert compared(report) == (TOTAL,)

    report.cells[OTHER] = Decimal(9)

    assert TOTAL not in compared(report)


def test_a_blank_that_was_compared_is_not_0() -> None:
    report = ticked("table_2.coercion.decisions")

    assert is_compared(report, "table_2.coercion.decisions", None)
    assert not is_compared(report, "table_2.coercion.decisions", Decimal(0))
    assert not is_compared(report, CELL, None)


def test_ticks_are_saved_with_the_report_and_belong_to_their_own_year(tmp_path: Path) -> None:
    report, path = ticked(CELL, "table_2.coercion.decisions"), tmp_path / "报告.nianbao"

    save_report(report, path)

    assert load_report(path).proofread == report.proofread
    assert kept_beside(report).proofread == {}
    assert report_for_next_year(report).proofread == {}


def test_the_next_open_cell_follows_round_and_ends() -> None:
    order = ["a", "b", "c"]

    assert next_open(order, frozenset("b"), "a") == "c"
    assert next_open(order, frozenset("bc"), "c") == "a"
    assert next_open(order, frozenset("a"), "") == "b"
    assert next_open(order, frozenset("abc"), "b") is None


def test_it_is_said_how_many_were_compared() -> None:
    report = ticked(CELL, OTHER)
    values = values_in_force(FORM, report).get

    assert words(FORM, report, values) == f"已逐格对照 2 格，共 {len(FORM.cells)} 格"
    assert words(FORM, blank_report(FORM.id, FORM.cells, 2024), values) == "没有逐格对照"
