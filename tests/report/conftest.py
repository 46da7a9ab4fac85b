"""A small report that most tests of this folder begin with."""

import pytest

from nianbao.formats.registry import Form, load_form
from nianbao.report.book import Report, blank_report


@pytest.fixture
def form() -> Form:
    return load_form("gb_2021_30")


@pytest.fixture
def report(form: Form) -> Report:
    return blank_report(form.id, form.cells, 2024)
