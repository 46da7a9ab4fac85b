"""A whole report that this program printed comes back whole, part by part and letter by letter."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.formats.registry import load_form
from nianbao.importers.registry import bytes_for_review
from tests.draws import draws
from tests.exporters.formats import DOCX, HTML, XLSX
from tests.importers.whole_reports import FORM, differences, random_report

SEEDS = st.integers(min_value=0, max_value=2**32)
QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture)


@pytest.mark.long
@pytest.mark.parametrize("exporter", [DOCX, HTML], ids=lambda one: one.ending)
@settings(max_examples=draws(25), deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(SEEDS)
def test_a_random_report_comes_back_whole(exporter: Exporter, seed: int) -> None:
    report = random_report(seed)
    result = bytes_for_review(exporter.render(describe(report)), f"年报{exporter.ending}")

    assert differences(report, result.reading.report) == {}
    assert [piece.text for piece in result.unread] == []


@pytest.mark.long
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(SEEDS)
def test_a_workbook_gives_back_all_that_it_holds(seed: int) -> None:
    report = random_report(seed)
    result = bytes_for_review(XLSX.render(describe(report)), "年报.xlsx")
    read = result.reading.report
    tables = {one.id for one in load_form(FORM).sections if one.table}

    assert read.cells == report.cells
    assert read.cell_notes == report.cell_notes
    assert read.unit == report.unit
    assert read.texts == {key: text for key, text in report.texts.items() if key in tables and text}
    assert [piece.text for piece in result.unread] == []
