"""Words beside a number, and where they stand when they are too long for their cell."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from nianbao.exporters.checked import differences
from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import Paper, PaperCell
from nianbao.exporters.registry import EXPORTERS, export_report
from nianbao.exporters.workbook.sums import GRID_TOP
from tests.exporters.formats import DOCX, XLSX
from tests.exporters.reports import full

FORM = "gb_2021_30"
NARROW, WIDE = "table_3.granted.total", "table_2.licence.decisions"
LONG = "其中重复提出的合并统计，" * 25


def paper(notes: dict[str, str]) -> Paper:
    report = full(FORM)
    for key in list(report.cell_notes):
        report.change(notes={key: ""})
    for key, note in notes.items():
        report.change(notes={key: note})
    return describe(report)


def cell(printed: Paper, key: str) -> PaperCell:
    (found,) = [c for table in printed.tables() for c in table.cells if c.place.key == key]
    return found


def noted(printed: Paper) -> list[str]:
    return [p.text for p in printed.paragraphs() if p.style == "note" and p.text[1] in "①②"]


def test_a_short_note_stands_in_its_cell() -> None:
    printed = paper({NARROW: "其中重复3件"})

    assert cell(printed, NARROW).text.endswith("\n（其中重复3件）")
    assert noted(printed) == []


def test_a_long_note_stands_under_the_table_with_a_mark_in_the_cell() -> None:
    printed = paper({NARROW: LONG})

    assert cell(printed, NARROW).text.endswith("（①）")
    assert noted(printed) == [f"注①：予以公开／总计：{LONG}"]


def test_long_notes_are_numbered_in_each_table() -> None:
    second = "table_3.granted.natural_person"
    printed = paper({NARROW: LONG, second: LONG, WIDE: LONG})

    assert [cell(printed, key).note for key in (second, NARROW, WIDE)] == ["①", "②", "①"]
    assert [line[:2] for line in noted(printed)] == ["注①", "注①", "注②"]


def test_brackets_around_a_note_are_not_printed_twice() -> None:
    assert cell(paper({WIDE: "（含延续）"}), WIDE).text.endswith("（含延续）")
    assert "（（" not in cell(paper({WIDE: "（含延续）"}), WIDE).text


@pytest.mark.long
@pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda each: each.ending)
@pytest.mark.parametrize(
    "note",
    [
        "（含延续）",
        LONG,
        '含“引号”和"引号"',
        "第一行\n第二行",
        "=1+1",
        'hd"ymd"s',
        "<b>&amp;</b>",
        "d" * 61,
        "甲" * 60,
    ],
)
def test_every_format_says_every_note(exporter: Exporter, note: str, tmp_path: Path) -> None:
    report = full(FORM)
    for key in (NARROW, WIDE):
        report.change(notes={key: note})
    target = tmp_path / f"年报{exporter.ending}"

    export_report(report, target)

    found = exporter.read(target.read_bytes(), describe(report))
    assert list(differences(found, describe(report), report)) == []


def test_a_note_that_is_not_printed_is_found() -> None:
    report = full(FORM)
    report.change(notes={NARROW: LONG})
    printed = DOCX.read(DOCX.render(describe(full(FORM))), describe(report))

    found = list(differences(printed, describe(report), report))
    assert any("予以公开／总计" in line for line in found)
    assert any("段落" in line for line in found)


def test_the_workbook_has_the_notes_under_its_tables() -> None:
    report = full(FORM)
    report.change(notes={NARROW: LONG})
    book = load_workbook(BytesIO(XLSX.render(describe(report))))

    assert book["表二"].cell(GRID_TOP + 14, 1).value == "注：行政许可数据由县行政审批局提供。"
    assert book["表三"].cell(GRID_TOP + 28, 1).value == f"注①：予以公开／总计：{LONG}"
