"""What is comparable from one form to the next, and from one year to the next."""

import pytest

from nianbao.formats.crosswalk import Link, carried, links, starting_points
from nianbao.formats.registry import Form, all_forms, load_form

TRIAL = load_form("gb_2019_60_trial")
CURRENT = load_form("gb_2021_30")


@pytest.mark.parametrize("old", all_forms(), ids=lambda form: form.id)
@pytest.mark.parametrize("new", all_forms(), ids=lambda form: form.id)
def test_every_link_names_cells_of_its_forms_once(old: Form, new: Form) -> None:
    found = links(old, new)

    assert {key for link in found for key in link.old} <= old.cells.keys()
    ours = [key for link in found for key in link.new]
    assert len(ours) == len(set(ours))
    assert set(ours) <= new.cells.keys()


def test_within_one_form_every_cell_is_comparable_with_itself() -> None:
    assert all(link.is_exact and link.old == link.new for link in links(CURRENT, CURRENT))
    assert len(links(CURRENT, CURRENT)) == len(CURRENT.cells)


def test_the_single_row_of_the_trial_form_stands_for_three() -> None:
    by_old = {link.old: link for link in links(TRIAL, CURRENT)}

    link = by_old["table_3.other.natural_person",]
    assert link == Link(
        ("table_3.other.natural_person",),
        (
            "table_3.other_no_correction.natural_person",
            "table_3.other_fee_unpaid.natural_person",
            "table_3.other_other.natural_person",
        ),
    )
    assert not link.is_exact


def test_documents_made_public_are_not_compared_with_documents_in_force() -> None:
    ours = {key for link in links(TRIAL, CURRENT) for key in link.new}

    assert "table_2.normative_doc.in_force" not in ours
    assert "table_2.licence.decisions" in ours


@pytest.mark.parametrize("old", all_forms(), ids=lambda form: form.id)
def test_pending_applications_are_carried_in_each_column(old: Form) -> None:
    pairs = carried(old, CURRENT)

    assert len(pairs) == 7
    assert ("table_3.carried_out.total", "table_3.carried_in.total") in pairs


def test_only_the_newer_form_gives_a_starting_point_for_documents_in_force() -> None:
    assert [point.new for point in starting_points(CURRENT, CURRENT)] == [
        "table_2.regulation.in_force",
        "table_2.normative_doc.in_force",
    ]
    assert starting_points(TRIAL, CURRENT) == ()
