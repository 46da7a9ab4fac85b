"""The published cases are mapped to cell keys, whole and without doubt."""

from decimal import Decimal

import pytest

from tests.cases import COMPLETE, NAMES, load_case


@pytest.mark.parametrize("name", NAMES)
def test_every_expected_cell_is_one_of_the_form(name: str) -> None:
    case = load_case(name)

    assert case.cells.keys() <= case.form.cells.keys()
    assert case.cells


@pytest.mark.parametrize("name", [name for name in COMPLETE if name[:2] != "06"])
def test_a_complete_case_has_a_value_for_every_cell(name: str) -> None:
    case = load_case(name)

    assert {key for key in case.form.cells if case.cells.get(key) is None} == set()


def test_the_mixed_case_lacks_the_three_rows_of_the_newer_form() -> None:
    case = load_case("06-hongze-2023")
    absent = {case.form.cells[key].row.id for key in case.form.cells if key not in case.cells}

    assert absent == {"other_no_correction", "other_fee_unpaid", "other_other"}


def test_values_stand_where_the_paper_has_them() -> None:
    cells = load_case("04-suqian-2023").cells

    assert cells["table_3.unable_not_held.org_business"] == 74
    assert cells["table_2.admin_fee.fee_amount"] == Decimal("59237.2449")
    assert cells["table_4.suit_after_review_total"] == 89
