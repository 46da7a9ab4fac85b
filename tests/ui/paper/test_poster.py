"""The picture as painted: its width, its words, what is in the files, what no font here can draw."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from PySide6.QtGui import QColor, QImage

from nianbao.__main__ import main
from nianbao.cli.main import USAGE
from nianbao.exporters.poster.declared import declared
from nianbao.exporters.poster.layout import WIDTH, picture_of
from nianbao.exporters.poster.shapes import Picture
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.report.storage.files import save_report
from nianbao.ui.paper.poster import PDF, PNG, PosterPainter, image_of
from tests.exporters.reports import full
from tests.exporters.test_poster import REPORTS, beside, huge
from tests.other_forms.registered import printed_report

FORM = "gb_2021_30"
pytestmark = pytest.mark.usefixtures("qtbot")


@pytest.fixture(scope="module")
def picture() -> Picture:
    report = full(FORM)
    return picture_of(beside(report, {key: value for key, value in report.cells.items() if value}))


def test_the_png_is_1080_wide_and_carries_its_words(picture: Picture) -> None:
    content = PNG.render(picture)
    image = QImage.fromData(content)

    assert content.startswith(b"\x89PNG")
    assert image.width() == WIDTH == 1080
    assert image.height() == picture.height
    assert image.text("Description") == picture.alternative
    assert PNG.faults(content, picture) == ()


def test_the_head_is_painted_in_its_colour(picture: Picture) -> None:
    image = image_of(picture)
    colours = {QColor(image.pixel(x, 10)).name() for x in (5, 500, 1075)}

    assert colours == {declared().colours[0].band}


def test_a_png_of_another_picture_is_found_out(picture: Picture) -> None:
    other = picture_of(huge(FORM))

    assert PNG.faults(PNG.render(other), picture) != ()
    assert PDF.faults(PDF.render(other), picture) != ()


def test_the_pdf_is_one_page_of_text_in_order(picture: Picture) -> None:
    content = PDF.render(picture)
    reader = PdfReader(BytesIO(content))
    document = pypdfium2.PdfDocument(content)
    text = document[0].get_textpage().get_text_range()
    document.close()
    places = [text.find(section.title) for section in declared().sections]

    assert len(reader.pages) == 1
    assert reader.metadata is not None
    assert reader.metadata.title == picture.title
    assert reader.metadata.subject == picture.alternative
    assert str(reader.root_object["/Lang"]) == "zh-CN"
    assert PDF.faults(content, picture) == ()
    assert places == sorted(places)
    assert -1 not in places


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
def test_the_fonts_of_this_pc_need_no_more_room_than_was_reckoned(report: Report) -> None:
    picture = picture_of(report)
    painting = PosterPainter(picture)

    wider = [words.text for words in picture.words if painting.width(words) > words.room + 0.5]
    assert wider == []


@pytest.mark.parametrize("unit", ["\U000e0041镇人民政府", "مدينة人民政府"])
def test_what_cannot_be_drawn_is_said_in_a_sentence(unit: str) -> None:
    report = full(FORM)
    report.change(facts={"unit": unit})
    with pytest.raises(UserError, match=r"^(这台电脑的字体里没有|报告里有从右向左写的文字)"):
        PNG.render(picture_of(report))
    with pytest.raises(UserError):
        PDF.render(picture_of(report))


def test_the_command_line_draws_it_by_the_ending(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "报告.nianbao", tmp_path / "图.PNG"
    save_report(full(FORM), source)

    assert main(["export", str(source), "-o", str(target)]) == 0
    assert QImage(str(target)).text("Description").startswith("临江县青山镇人民政府")
    assert "已导出到" in capsys.readouterr().out
    assert " .png" in USAGE


def test_the_command_line_draws_a_folder(tmp_path: Path) -> None:
    sources, pictures = tmp_path / "报告", tmp_path / "图"
    sources.mkdir()
    pictures.mkdir()
    save_report(full(FORM), sources / "一.nianbao")
    save_report(huge(FORM), sources / "二.nianbao")

    assert main(["export", str(sources), "-o", str(pictures), "--to", "png"]) == 0
    assert [QImage(str(path)).width() for path in pictures.iterdir()] == [WIDTH, WIDTH]


@pytest.mark.usefixtures("third")
def test_the_command_line_says_where_there_is_no_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "报告.nianbao", tmp_path / "图.png"
    target.write_bytes(b"mine")
    save_report(printed_report(), source)

    assert main(["export", str(source), "-o", str(target)]) == 2
    assert "这种报告没有一图读懂。" in capsys.readouterr().err
    assert target.read_bytes() == b"mine"


def test_an_ending_that_nothing_writes_is_answered_with_all_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "报告.nianbao"
    save_report(full(FORM), source)

    assert main(["export", str(source), "-o", str(tmp_path / "图.jpg")]) == 2
    assert ".png（图片）" in capsys.readouterr().err
