"""Totals are computed, never stored; a typed total stays as typed."""

from decimal import Decimal
from random import Random

import pytest

from nianbao.checks.tables.identities import failures
from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.report.totals import add_up, filled_totals, values_in_force


def fill_inputs(form: Form, report: Report, value: int = 1) -> None:
    report.change(cells={k: Decimal(value) for k, cell in form.cells.items() if not cell.is_total})


def test_all_totals_follow_from_the_inputs(form: Form, report: Report) -> None:
    fill_inputs(form, report)
    cells = values_in_force(form, report)
    assert cells["table_3.granted.total"] == 6
    assert cells["table_3.result_total.natural_person"] == 21
    assert cells["table_3.result_total.total"] == 126
    assert cells["table_4.review_total"] == 4
    assert None not in cells.values()


def test_a_total_with_a_blank_part_is_not_computed(form: Form, report: Report) -> None:
    fill_inputs(form, report)
    report.change(cells={"table_3.granted.org_other": None})
    totals = add_up(form, report.cells).computed
    assert "table_3.granted.total" not in totals
    assert "table_3.result_total.org_other" not in totals
    assert "table_3.result_total.total" not in totals
    assert totals["table_3.granted_partly.total"] == 6


def test_a_typed_total_is_kept(form: Form, report: Report) -> None:
    fill_inputs(form, report)
    report.change(cells={"table_3.granted.total": Decimal(7)})
    assert values_in_force(form, report)["table_3.granted.total"] == 7
    assert add_up(form, report.cells).computed["table_3.granted.total"] == 6
    assert "table_3.granted.total" not in filled_totals(form, report)


def test_without_automatic_totals_a_blank_total_stays_blank(form: Form, report: Report) -> None:
    fill_inputs(form, report)
    report.change(facts={"auto_totals": False})
    assert values_in_force(form, report)["table_3.granted.total"] is None
    assert filled_totals(form, report) == {}


def test_a_cell_the_source_lacks_stays_absent(form: Form) -> None:
    report = Report(form=form.id, year=2023, cells={"table_2.licence.decisions": Decimal(1)})
    assert list(values_in_force(form, report)) == ["table_2.licence.decisions"]


@pytest.mark.parametrize("seed", range(40))
def test_filling_the_blanks_alone_gives_what_adding_everything_up_gives(
    form: Form, report: Report, seed: int
) -> None:
    dice = Random(seed)  # noqa: S311 - a test's dice
    totals = [key for key, cell in form.cells.items() if cell.is_total]
    typed = dice.sample(totals, dice.choice((0, 0, 3, len(totals))))
    blank = dice.sample(list(form.cells), dice.choice((0, 0, 1, 5)))
    report.change(
        cells={
            key: None
            if key in blank or (form.cells[key].is_total and key not in typed)
            else Decimal(dice.randint(0, 9))
            for key in form.cells
        }
    )
    filled = add_up(form, report.cells).filled
    assert filled_totals(form, report) == filled
    values = values_in_force(form, report)
    told = {one.equation for one in failures(form, values)}
    assert {one.equation for one in failures(form, values, computed=frozenset(filled))} == told
