"""Reports to export: blank, full, and full of what is awkward to print, in every shipped form."""

import pytest

from nianbao.formats.registry import all_forms
from nianbao.report.book import Report
from tests.exporters.reports import blank, full


@pytest.fixture(params=[form.id for form in all_forms()])
def form_id(request: pytest.FixtureRequest) -> str:
    """The id of each shipped form in turn."""
    return str(request.param)


@pytest.fixture
def blank_of(form_id: str) -> Report:
    return blank(form_id)


@pytest.fixture
def full_of(form_id: str) -> Report:
    return full(form_id)
