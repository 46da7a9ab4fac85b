"""What this program printed, read by its own readers: everything around the sections too."""

import pytest

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.importers.registry import read_bytes
from nianbao.report.book import Report
from tests.exporters.formats import DOCX, HTML
from tests.exporters.reports import TEXTS, UNIT, full

FORM = "gb_2021_30"
with_texts = pytest.mark.parametrize("exporter", [DOCX, HTML], ids=lambda one: one.ending)


def read(exporter: Exporter, report: Report) -> Report:
    return read_bytes(exporter.render(describe(report)), f"报告{exporter.ending}").report


@with_texts
def test_every_attachment_is_read_and_none_stays_in_the_text(exporter: Exporter) -> None:
    report = full(FORM)
    found = read(exporter, report)

    assert found.publication.attachments == report.publication.attachments
    assert "流程图" not in found.text("other")


@with_texts
def test_a_long_unit_is_read_whole(exporter: Exporter) -> None:
    report = full(FORM)
    report.change(facts={"unit": "新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人民政府"})

    assert read(exporter, report).unit == report.unit


@with_texts
def test_a_report_read_back_is_printed_as_it_was(exporter: Exporter) -> None:
    report = full(FORM)
    long_note = "其中重复提出的合并统计，" * 25
    report.change(notes={"table_3.granted.total": long_note})

    found = read(exporter, report)
    printed = [block.text for block in describe(report).paragraphs() if block.style == "note"]
    again = [block.text for block in describe(found).paragraphs() if block.style == "note"]
    assert again == printed
    assert found.cell_notes == report.cell_notes
    assert found.text("applications") == report.text("applications")
    assert found.cells == report.cells
    assert found.unit == UNIT
    assert found.text("problems") == TEXTS["problems"]
