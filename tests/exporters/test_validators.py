"""Exported documents before validators that are not ours."""

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.formats.registry import all_forms
from nianbao.report.book import Report
from tests import cases
from tests.exporters.formats import DOCX, XLSX
from tests.exporters.reports import blank, full, long
from tests.exporters.sdk import complaints, needs_sdk

pytestmark = pytest.mark.slow


def reports() -> dict[str, Report]:
    """Every form blank, full and overfull; every complete published case."""
    made = {
        f"{build.__name__}-{form.id}": build(form.id)
        for form in all_forms()
        for build in (blank, full, long)
    }
    for name in cases.COMPLETE:
        case = cases.load_case(name)
        report = Report(form=case.form.id, year=case.year, unit=case.unit or "")
        report.change(cells=case.cells)
        made[name] = report
    return made


REPORTS = reports()
each_file = pytest.mark.parametrize("exporter", [DOCX, XLSX], ids=lambda one: one.ending)
each_report = pytest.mark.parametrize("name", REPORTS)


def written(exporter: Exporter, name: str, folder: Path) -> Path:
    path = folder / f"report{exporter.ending}"
    path.write_bytes(exporter.render(describe(REPORTS[name], PaperOptions(wide_tables=True))))
    return path


@each_file
@each_report
def test_openxml_audit_finds_nothing(exporter: Exporter, name: str, tmp_path: Path) -> None:
    result = OpenXmlValidator().validate(written(exporter, name, tmp_path))

    assert [f"{error.description} {error.path}" for error in result.errors] == []


@needs_sdk
@each_file
@each_report
def test_the_open_xml_sdk_finds_nothing(exporter: Exporter, name: str, tmp_path: Path) -> None:
    assert complaints(written(exporter, name, tmp_path)) == []
