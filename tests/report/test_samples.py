"""The sample reports that ship with the program."""

from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.checks.engine import run_checks
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.report.storage.files import load_report

FOLDER = Path("resources/samples")


@pytest.fixture
def sample(repository: Path) -> Report:
    return load_report(repository / FOLDER / "sample-report.nianbao")


@pytest.fixture
def with_errors(repository: Path) -> Report:
    return load_report(repository / FOLDER / "sample-with-errors.nianbao")


def test_the_sample_report_is_in_order(sample: Report) -> None:
    assert run_checks(sample) == ()


def test_the_sample_report_has_every_cell_and_every_text(sample: Report) -> None:
    form = load_form(sample.form)

    assert [key for key in form.cells if sample.cell(key) is None] == []
    written = {key.split(".")[0] for key in form.text_keys if sample.text(key).strip()}
    assert written == {section.id for section in form.sections if section.table is None}


def test_the_sample_report_keeps_the_numbers_of_the_township(sample: Report) -> None:
    filled = {key: value for key, value in sample.cells.items() if value}

    assert filled == {
        "table_2.licence.decisions": Decimal(752),
        "table_2.penalty.decisions": Decimal(1),
    }
    assert all(number in sample.text("overview.disclosure") for number in ("54", "1602", "352"))


def test_the_practice_report_has_one_error_with_a_cause(with_errors: Report) -> None:
    (finding,) = run_checks(with_errors)

    assert finding.suspect == "table_3.granted.natural_person"
    assert "1175" in finding.hint


def test_the_sample_stands_first_where_files_are_sorted(repository: Path) -> None:
    names = sorted(path.name for path in (repository / FOLDER).glob("*.nianbao"))

    assert names[0] == "sample-report.nianbao"
