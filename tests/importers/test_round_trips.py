"""Our own documents after a round through LibreOffice: read back without loss, every case."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.formats.registry import load_form
from nianbao.importers.registry import read_bytes, read_source
from nianbao.report.book import Report
from nianbao.report.texts import section_text
from nianbao.report.totals import values_in_force
from tests.cases import NAMES, load_case
from tests.exporters.formats import DOCX, XLSX, by_ending
from tests.exporters.rendered import SOFFICE, convert
from tests.importers.whole_reports import differences, random_report

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]
Trip = Callable[[str], Mapping[str, bytes]]
"""Files by case, for the endings on the way: "docx odt docx"."""


@pytest.fixture(scope="module")
def originals() -> dict[str, Report]:
    return {name: read_source(load_case(name).source()).report for name in NAMES}


@pytest.fixture(scope="module")
def trip(originals: dict[str, Report], tmp_path_factory: pytest.TempPathFactory) -> Trip:
    made = {
        ending: {name: exporter.render(describe(report)) for name, report in originals.items()}
        for ending, exporter in (("docx", DOCX), ("xlsx", XLSX))
    }

    def travel(way: str) -> Mapping[str, bytes]:
        first, *stops = way.split()
        files, ending = made[first], first
        for stop in stops:
            files = convert(files, ending, stop, tmp_path_factory.mktemp(stop))
            ending = stop
        return files

    return travel


def numbers(report: Report) -> dict[str, Decimal]:
    found = values_in_force(load_form(report.form), report)
    return {key: value for key, value in found.items() if value is not None}


def texts(report: Report) -> dict[str, str]:
    form = load_form(report.form)
    found = {one.id: section_text(form, report, one.id).split() for one in form.sections}
    return {key: " ".join(text) for key, text in found.items() if text}


@pytest.mark.parametrize("way", ["docx odt docx", "docx doc docx"])
def test_a_document_is_read_back_with_every_number_and_text(
    way: str, trip: Trip, originals: Mapping[str, Report]
) -> None:
    for name, content in trip(way).items():
        read = read_bytes(content, f"{name}.docx").report
        old = originals[name]
        assert (read.form, read.year, read.unit) == (old.form, old.year, old.unit), name
        assert numbers(read) == numbers(old), name
        assert texts(read) == texts(old), name
        assert read.cell_notes == old.cell_notes, name


@pytest.mark.parametrize("way", ["docx docx", "docx odt", "docx html", "docx doc", "html odt"])
def test_a_random_whole_report_comes_back_whole(way: str, tmp_path: Path) -> None:
    first, last = way.split()
    reports = {f"r{seed}": random_report(seed) for seed in range(5)}
    exporter = by_ending(f".{first}")
    files = {name: exporter.render(describe(report)) for name, report in reports.items()}

    for name, content in convert(files, first, last, tmp_path).items():
        result = read_bytes(content, f"年报.{last}")
        assert differences(reports[name], result.report) == {}, name
        assert [piece["text"] for piece in result.unread] == [], name


@pytest.mark.parametrize("way", ["xlsx xlsx", "xlsx xls", "xlsx xls xlsx", "docx pdf"])
def test_the_tables_are_read_back_with_every_number(
    way: str, trip: Trip, originals: Mapping[str, Report]
) -> None:
    for name, content in trip(way).items():
        read = read_bytes(content, f"{name}.{way.rsplit(maxsplit=1)[-1]}").report
        assert numbers(read) == numbers(originals[name]), name


def test_an_old_document_is_converted_and_says_so(
    trip: Trip, originals: Mapping[str, Report], tmp_path: Path
) -> None:
    name = "04-suqian-2023"
    source = tmp_path / "年报.docx"  # renamed: what it is follows from its content
    source.write_bytes(trip("docx doc")[name])

    reading = read_source(source)

    assert numbers(reading.report) == numbers(originals[name])
    assert any("转换" in problem["message"] for problem in reading.problems)
