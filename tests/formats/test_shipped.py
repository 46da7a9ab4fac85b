"""Every shipped form: letter-exact, whole, frozen."""

import hashlib
import json
from pathlib import Path

import pytest

from nianbao import resources
from nianbao.formats.registry import Form, all_forms, form_for_year, load_form

OFFICIAL = json.loads((Path(__file__).parent / "official_grid.json").read_text(encoding="utf-8"))
FROZEN = json.loads((Path(__file__).parent / "frozen.json").read_text(encoding="utf-8"))

every_form = pytest.mark.parametrize("form", all_forms(), ids=lambda form: form.id)


def test_both_statutory_forms_are_shipped() -> None:
    assert {form.id for form in all_forms()} == set(OFFICIAL)


@every_form
def test_the_grid_is_the_official_one_letter_by_letter(form: Form) -> None:
    for table_id, rows in OFFICIAL[form.id]["tables"].items():
        layout = form.layouts[table_id]
        ours = [
            [[c.text, c.breaks, c.row_span, c.col_span, _cell_id(c.key)] for c in row]
            for row in layout.rows()
        ]
        assert ours == rows


def _cell_id(key: str | None) -> str | None:
    return key.split(".", 1)[1] if key else None


@every_form
def test_the_section_headings_are_the_official_ones(form: Form) -> None:
    assert [section.label for section in form.sections] == OFFICIAL[form.id]["sections"]


@every_form
def test_every_grid_position_is_covered_once(form: Form) -> None:
    for layout in form.layouts.values():
        covered = [
            (row, col)
            for cell in layout.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for col in range(cell.col, cell.col + cell.col_span)
        ]
        assert sorted(covered) == [
            (row, col) for row in range(layout.n_rows) for col in range(layout.n_columns)
        ]


@every_form
def test_widths_fill_the_text_width_of_156_mm(form: Form) -> None:
    for table in form.definition.tables:
        assert abs(sum(table.widths) - 8845) <= 1
        assert sum(table.wide_widths) > sum(table.widths)


@every_form
def test_every_total_cell_is_the_right_side_of_a_sum(form: Form) -> None:
    totals = {key for key, cell in form.cells.items() if cell.is_total}
    summed = {key for eq in form.equations if eq.kind == "sum" for key in eq.right}
    assert totals == summed


@every_form
def test_equations_hold_only_non_negative_cells(form: Form) -> None:
    """A blank may only enlarge its own side: the checks rely on it."""
    for equation in form.equations:
        assert all(form.cells[key].value_type != "change" for key in equation.keys)


@every_form
def test_a_published_form_is_never_edited(form: Form) -> None:
    content = resources.path(f"formats/{form.id}.toml").read_bytes()
    assert hashlib.sha256(content).hexdigest() == FROZEN[form.id]


@pytest.mark.parametrize(
    ("year", "form_id"),
    [
        (2019, "gb_2019_60_trial"),
        (2020, "gb_2019_60_trial"),
        (2021, "gb_2021_30"),
        (2026, "gb_2021_30"),
        (2015, "gb_2019_60_trial"),
    ],
)
def test_the_year_prescribes_the_form(year: int, form_id: str) -> None:
    assert form_for_year(year).id == form_id


def test_the_number_of_cells_and_identities() -> None:
    counts = {form.id: (len(form.cells), len(form.equations)) for form in all_forms()}
    assert counts == {"gb_2021_30": (200, 42), "gb_2019_60_trial": (198, 40)}


def test_texts_of_the_first_section_have_a_lead_and_five_parts() -> None:
    keys = [key for key in load_form("gb_2021_30").text_keys if key.startswith("overview")]
    assert keys == [
        "overview.lead",
        "overview.disclosure",
        "overview.on_request",
        "overview.information_management",
        "overview.platforms",
        "overview.supervision",
    ]


def test_cells_know_their_unit_and_type() -> None:
    form = load_form("gb_2021_30")
    fee = form.cells["table_2.admin_fee.fee_amount"]
    assert (fee.unit, fee.value_type) == ("万元", "amount")
    assert form.cells["table_3.granted.total"].value_type == "count"
    change = load_form("gb_2019_60_trial").cells["table_2.art20_6.penalty.change"]
    assert change.value_type == "change"
