"""An export that reads itself back: what differs is named, and the old file stays whole."""

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nianbao.exporters.checked import DifferenceError, differences
from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import Paper
from nianbao.exporters.registry import EXPORTERS, export_report
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from tests import cases
from tests.exporters.formats import DOCX, XLSX
from tests.exporters.reports import blank, full

FORM = "gb_2021_30"
KEY = "table_3.granted.total"
each_format = pytest.mark.parametrize("exporter", EXPORTERS, ids=lambda one: one.ending)


def found(exporter: Exporter, report: Report, written: Report | None = None) -> list[str]:
    """The differences between a report and a file written of it, or of another one."""
    content = exporter.render(describe(written or report))
    paper = describe(report)
    return list(differences(exporter.read(content, paper), paper, report))


@each_format
def test_what_was_written_is_what_the_report_says(exporter: Exporter, form_id: str) -> None:
    assert found(exporter, full(form_id)) == []
    assert found(exporter, blank(form_id)) == []


@pytest.mark.long(cases=4)
@each_format
@pytest.mark.parametrize("name", cases.COMPLETE)
def test_published_reports_are_written_as_they_are(exporter: Exporter, name: str) -> None:
    case = cases.load_case(name)
    report = Report(form=case.form.id, year=case.year, unit=case.unit or "")
    report.change(cells=case.cells)

    assert found(exporter, report) == []


@pytest.mark.long(cases=4)
@each_format
@pytest.mark.parametrize(
    "text",
    [
        "六、其他需要报告的事项\n（一）主动公开\n1.\n",
        "=SUM(A1)\n&amp;<b>粗</b>",
        "甲\u2028乙\x0b丙\u3000丁",
        "\u3000\n \n",
        "𠮷林省 é ① 〇 …… —— “引号”",
    ],
)
def test_nothing_a_clerk_writes_is_taken_for_a_difference(exporter: Exporter, text: str) -> None:
    report = full(FORM)
    report.change(facts={"unit": text.strip(), "preamble": text})
    for key in ("overview.lead", "overview.disclosure", "applications", "problems"):
        report.change(texts={key: text})
    report.change(notes={KEY: "其中（重复）3件"})

    assert found(exporter, report) == []


@pytest.mark.long(cases=3)
@each_format
@pytest.mark.parametrize("value", [None, Decimal(0), Decimal(8)])
def test_another_number_is_found(exporter: Exporter, value: Decimal | None) -> None:
    report, written = full(FORM), full(FORM)
    written.change(cells={KEY: value})

    (difference,) = found(exporter, report, written)
    assert "予以公开／总计一格读到" in difference


@each_format
def test_another_note_is_found(exporter: Exporter) -> None:
    report, written = full(FORM), full(FORM)
    written.change(notes={KEY: "其中重复3件"})

    assert len(found(exporter, report, written)) == 1


@each_format
def test_a_lost_text_is_found(exporter: Exporter) -> None:
    report, written = full(FORM), full(FORM)
    written.change(texts={"problems": ""})

    # A workbook holds the tables only.
    assert found(exporter, report, written) or exporter is XLSX


def losing(exporter: Exporter) -> Exporter:
    """An exporter with a defect: it leaves every value out."""

    def render(paper: Paper) -> bytes:
        return exporter.render(describe(blank(paper.form.id)))

    return replace(exporter, render=render)


def test_a_difference_is_told_and_nothing_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "年报.docx"
    target.write_bytes(b"old")

    with pytest.raises(DifferenceError, match="与报告不一致，没有保存“年报") as caught:
        export_report(full(FORM), target, exporters=[losing(DOCX)])

    assert "一格读到" in caught.value.message
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(os.name == "nt", reason="Windows itself refuses to replace an open file")
@pytest.mark.parametrize("mark", ["~$年报.docx", ".~lock.年报.docx#", ".~年报.docx"])
def test_a_target_open_in_an_office_program_is_left_alone(tmp_path: Path, mark: str) -> None:
    target = tmp_path / "年报.docx"
    target.write_bytes(b"old")
    (tmp_path / mark).touch()

    with pytest.raises(UserError, match=r"“年报\.docx”正在 Word、WPS 等程序中打开"):
        export_report(full(FORM), target)

    assert target.read_bytes() == b"old"


def test_a_vanished_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="找不到文件夹"):
        export_report(full(FORM), tmp_path / "U盘" / "年报.docx")


def test_a_full_disk_leaves_the_old_file_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "年报.docx"
    target.write_bytes(b"old")

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(UserError, match="磁盘已满"):
        export_report(full(FORM), target)

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@each_format
def test_a_file_marked_read_only_is_left_alone(exporter: Exporter, tmp_path: Path) -> None:
    target = tmp_path / f"年报{exporter.ending}"
    target.write_bytes(b"old")
    target.chmod(0o444)

    with pytest.raises(UserError, match="不能写入，没有保存"):
        export_report(full(FORM), target)

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(
    os.name == "nt", reason="Windows counts characters, and 200 of them are few enough"
)
def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件名太长"):
        export_report(full(FORM), tmp_path / f"{'年' * 200}.docx")


@each_format
def test_an_ending_may_be_in_capitals(exporter: Exporter, tmp_path: Path) -> None:
    target = tmp_path / f"年报{exporter.ending.upper()}"
    export_report(full(FORM), target)

    assert list(tmp_path.iterdir()) == [target]
