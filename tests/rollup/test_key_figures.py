"""The key figures of a unit's line are cells of the forms that are shipped."""

import tomllib

import pytest

from nianbao import resources
from nianbao.formats.registry import all_forms, load_form, newest_form
from nianbao.rollup.key_figures import FILE, key_figures
from tests.other_forms.registered import THIRD


def test_every_declared_figure_is_a_cell_of_the_newest_form() -> None:
    declared = tomllib.loads(resources.text(FILE))["figures"]

    assert [one.cell for one in key_figures(newest_form())] == [one["cell"] for one in declared]


def test_an_older_form_has_those_of_its_cells_alone() -> None:
    for form in all_forms():
        cells = [one.cell for one in key_figures(form)]
        assert len(cells) >= 3
        assert {*cells} <= form.cells.keys()


@pytest.mark.usefixtures("third")
def test_another_family_s_report_has_none() -> None:
    assert key_figures(load_form(THIRD)) == ()
