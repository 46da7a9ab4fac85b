"""What 其余填 0 and 填入合计 enter, without a window."""

from copy import deepcopy
from decimal import Decimal

import pytest

from nianbao.formats.registry import Form
from nianbao.report.book import Report
from nianbao.report.fill import figures_going_on, totals_to_fill, zeros_to_fill

TABLE = "table_3"
ROW = "table_3.received_new."
TOTAL = f"{ROW}total"
RULES, DOCUMENTS = "table_2.regulation.in_force", "table_2.normative_doc.in_force"


def manual(report: Report, cells: dict[str, Decimal | None]) -> Report:
    report.change(cells=cells, facts={"auto_totals": False})
    return report


def test_every_blank_input_becomes_0_and_what_stands_there_stays(
    form: Form, report: Report
) -> None:
    report.change(cells={f"{ROW}natural_person": Decimal(3)})

    zeros = zeros_to_fill(form, report, TABLE)

    inputs = {key for key in form.table_cells[TABLE] if not form.cells[key].is_total}
    assert zeros.keys() == inputs - {f"{ROW}natural_person"}
    assert set(zeros.values()) == {Decimal(0)}


def test_automatic_totals_are_never_typed(form: Form, report: Report) -> None:
    assert not [key for key in zeros_to_fill(form, report, TABLE) if form.cells[key].is_total]


def test_a_blank_total_becomes_0_only_where_its_parts_add_up_to_0(
    form: Form, report: Report
) -> None:
    zeros = zeros_to_fill(form, manual(report, {f"{ROW}natural_person": Decimal(3)}), TABLE)

    assert TOTAL not in zeros
    assert zeros["table_3.carried_in.total"] == 0


def test_a_cell_the_source_lacks_is_filled_like_a_blank_one(form: Form) -> None:
    report = Report(form=form.id, year=2024)

    assert f"{ROW}natural_person" in zeros_to_fill(form, report, TABLE)


def test_a_full_table_leaves_nothing_to_fill(form: Form, report: Report) -> None:
    report.change(cells=zeros_to_fill(form, manual(report, {}), TABLE))

    assert zeros_to_fill(form, report, TABLE) == {}
    assert totals_to_fill(form, report, TABLE) == {}


def test_a_figure_that_goes_on_from_last_year_stays_blank(form: Form, report: Report) -> None:
    last = deepcopy(report)
    last.change(cells={RULES: Decimal(0), DOCUMENTS: Decimal(5)}, facts={"year": 2023})
    report.change(facts={"previous": (last,)})

    zeros = zeros_to_fill(form, report, "table_2")

    assert figures_going_on(form, report, "table_2") == {DOCUMENTS}
    assert DOCUMENTS not in zeros
    assert zeros[RULES] == 0


def test_a_figure_that_is_filled_does_not_wait_for_last_years(form: Form, report: Report) -> None:
    last = deepcopy(report)
    last.change(cells={DOCUMENTS: Decimal(5)}, facts={"year": 2023})
    report.change(cells={DOCUMENTS: Decimal(6)}, facts={"previous": (last,)})

    assert figures_going_on(form, report, "table_2") == frozenset()


def test_totals_are_entered_where_all_parts_are_known(form: Form, report: Report) -> None:
    inputs = [key for key in form.table_cells[TABLE] if not form.cells[key].is_total]
    report.change(cells=dict.fromkeys(inputs, Decimal(1)))
    report.change(cells={f"{ROW}org_other": None, "table_3.carried_in.total": Decimal(7)})

    totals = totals_to_fill(form, report, TABLE)

    assert totals["table_3.granted.total"] == 6
    assert TOTAL not in totals
    assert "table_3.carried_in.total" not in totals


@pytest.mark.parametrize("table", ["table_2", "table_4"])
def test_only_the_table_asked_for_is_filled(form: Form, report: Report, table: str) -> None:
    filled = zeros_to_fill(form, report, table) | totals_to_fill(form, report, table)

    assert {form.cells[key].table for key in filled} == {table}
