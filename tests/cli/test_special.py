"""The picture and the 对比稿 on the command line: what they need, what they refuse."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from nianbao.__main__ import main
from nianbao.cli.main import USAGE
from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.layout import WIDTH, picture_of
from nianbao.exporters.poster.svg import read_html
from nianbao.report.book import Report
from nianbao.report.storage.files import save_report
from tests.exporters.docx_reader import W
from tests.exporters.reports import blank, full

FORM = "gb_2021_30"
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return saved(full(FORM), tmp_path / "今年.nianbao")


@pytest.fixture
def last(tmp_path: Path) -> Path:
    earlier = full(FORM)
    earlier.change(texts={"other": "去年没有收取信息处理费。"})
    return saved(replace(earlier, year=full(FORM).year - 1), tmp_path / "上年.nianbao")


def saved(report: Report, path: Path) -> Path:
    save_report(report, path)
    return path


def export(source: Path, target: Path, *options: str | Path) -> int:
    return main(["export", str(source), "-o", str(target), *map(str, options)])


def test_the_picture_comes_as_png_pdf_and_page(report: Path, tmp_path: Path) -> None:
    targets = {ending: tmp_path / f"图{ending}" for ending in (".png", ".pdf", ".html")}

    for target in targets.values():
        assert export(report, target, "--picture") == 0
    assert len(pypdfium2.PdfDocument(targets[".pdf"])) == 1
    words = [one.text for one in picture_of(full(FORM)).words]
    assert list(read_html(targets[".html"].read_bytes())) == words
    assert targets[".png"].read_bytes()[16:20] == WIDTH.to_bytes(4, "big")


@pytest.mark.parametrize("wanted", ["松绿", "green"])
def test_colours_are_asked_for_by_either_name(report: Path, tmp_path: Path, wanted: str) -> None:
    target = tmp_path / "图.html"

    assert export(report, target, "--picture", "--colours", wanted) == 0
    assert declared().colours[1].band in target.read_text("utf-8")
    assert all(one.name in USAGE for one in declared().colours)


def test_the_picture_shows_last_year_where_it_is_given(
    report: Path, last: Path, tmp_path: Path
) -> None:
    alone, beside = tmp_path / "一.html", tmp_path / "二.html"

    assert export(report, alone, "--picture") == 0
    assert export(report, beside, "--picture", "--last-year", last) == 0
    year = f"{full(FORM).year - 1} 年"
    assert year not in alone.read_text("utf-8")
    assert year in beside.read_text("utf-8")


def test_the_comparison_marks_what_changed(report: Path, last: Path, tmp_path: Path) -> None:
    target = tmp_path / "对比.docx"

    assert export(report, target, "--comparison", "--last-year", last) == 0
    taken_out = Document(str(target)).element.body.iter(f"{W}delText")
    assert "去" in "".join(node.text or "" for node in taken_out)


def test_a_folder_is_compared_unit_by_unit(report: Path, last: Path, tmp_path: Path) -> None:
    folder, out = tmp_path / "报告", tmp_path / "出"
    folder.mkdir()
    report.rename(folder / "一.nianbao")
    other = full(FORM)
    other.change(facts={"unit": "远山县教育局"})
    saved(other, folder / "二.nianbao")

    code = export(folder, out, "--to", "docx", "--comparison", "--last-year", last)

    assert code == 2  # the other unit has no report of an earlier year
    assert [path.name[:3] for path in out.iterdir()] == [full(FORM).unit[:3]]


REFUSED = {
    "another ending": (["--picture"], ".docx", "不能导出成“.docx”"),
    "comparison as pdf": (["--comparison"], ".pdf", "对比稿只能导出成 Word 文档"),
    "nothing to compare with": (["--comparison"], ".docx", "没有比 2021 年更早的报告"),
    "both": (["--picture", "--comparison"], ".png", "只能写一个"),
    "an archive's picture": (["--picture", "--pdfa"], ".pdf", "不能和 --pdfa 一起用"),
    "colours of a document": (["--colours", "松绿"], ".docx", "--colours 只用于一图读懂"),
    "colours nobody has": (["--picture", "--colours", "紫"], ".png", "没有“紫”这种配色"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_is_refused_in_one_sentence_and_nothing_is_touched(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    options, ending, said = REFUSED[name]
    target = tmp_path / f"旧{ending}"
    target.write_bytes(b"mine")

    assert export(report, target, *options) == 2
    assert said in capsys.readouterr().err
    assert target.read_bytes() == b"mine"


def test_two_forms_are_not_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    this = saved(replace(blank(FORM), year=2021), tmp_path / "今年.nianbao")
    trial = blank("gb_2019_60_trial")
    before = saved(replace(trial, year=2020), tmp_path / "上年.nianbao")

    assert export(this, tmp_path / "对比.docx", "--comparison", "--last-year", before) == 2
    assert "另一种格式" in capsys.readouterr().err
