"""The PDF, read by a text extractor and looked at by its structure; no display is needed."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter

from nianbao.exporters.checked import differences
from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.typeset.pages import Fragment, TextLine
from nianbao.formats.registry import all_forms, load_form
from nianbao.importers.document import Paragraph as Line
from nianbao.importers.readers.pdf.reader import read_pdf
from nianbao.report.book import Report
from nianbao.report.errors import UserError
from nianbao.ui.paper.fonts import choose
from nianbao.ui.paper.painter import PaperPainter
from nianbao.ui.paper.pdf import PDF, render
from nianbao.ui.paper.pdf_metadata import read_drawn
from tests import cases
from tests.exporters.reports import blank, expected, full, long, summed

FORM = "gb_2021_30"
pytestmark = pytest.mark.usefixtures("qapp")
each_form = pytest.mark.parametrize("form_id", [form.id for form in all_forms()])


def found(report: Report, written: Report | None = None, *, wide: bool = False) -> list[str]:
    options = PaperOptions(wide_tables=wide)
    content = render(describe(written or report, options))
    paper = describe(report, options)
    return list(differences(PDF.read(content, paper), paper, report))


@each_form
@pytest.mark.parametrize("wide", [False, True])
def test_every_cell_and_text_is_read_where_it_should_stand(form_id: str, *, wide: bool) -> None:
    assert found(full(form_id), wide=wide) == []
    assert found(blank(form_id), wide=wide) == []


@pytest.mark.parametrize("name", cases.COMPLETE)
def test_published_reports_are_painted_as_they_are(name: str) -> None:
    case = cases.load_case(name)
    report = Report(form=case.form.id, year=case.year, unit=case.unit or "")
    report.change(cells=case.cells)

    assert found(report) == []


def test_long_texts_and_long_numbers_are_painted_whole() -> None:
    assert found(long(FORM)) == []


@pytest.mark.parametrize(
    "text",
    [
        "六、其他需要报告的事项\n（一）主动公开\n1.\n",
        "=SUM(A1)\n&amp;<b>粗</b>",
        "甲\u2028乙\x0b丙\u3000丁\u200b戊",
        "𠮷林省 é ① 〇 …… —— “引号” 5²㎡ ℃ ½ ·",
        "罕见字㐂𠮷𬭚与😀，各在自己的字体里",
        "http://www.example.gov.cn/zwgk/long/path/that/never/ends/index.html?x=1&y=2-3",
        "office ﬁ ﬂ fi 2024(1)",
        "连字符-" * 30,
    ],
)
def test_nothing_a_clerk_writes_is_taken_for_a_difference(text: str) -> None:
    report = full(FORM)
    report.change(facts={"unit": text.strip()[:60], "preamble": text})
    for key in ("overview.lead", "problems", "applications"):
        report.change(texts={key: text})

    assert found(report) == []


@pytest.mark.parametrize("build", [blank, full, long, summed])
@each_form
def test_no_character_of_the_report_is_lost(form_id: str, build: Callable[[str], Report]) -> None:
    paper = describe(build(form_id))
    texts = [block.text for block in paper.paragraphs()]
    texts += [cell.text for table in paper.tables() for cell in table.cells]
    reader = PdfReader(BytesIO(render(paper)))
    printed = Counter("".join(page.extract_text() for page in reader.pages))

    assert Counter("".join("".join(texts).split())) - printed == Counter()


def test_a_character_that_no_font_has_is_named() -> None:
    report = full(FORM)
    report.change(texts={"problems": "公开\U0010fffd不及时。"})

    with pytest.raises(UserError, match="字体里没有“\U0010fffd”"):
        render(describe(report))


def test_writing_from_right_to_left_is_left_to_word() -> None:
    report = full(FORM)
    report.change(texts={"problems": "公开مرحبا不及时。"})

    with pytest.raises(UserError, match="从右向左写的文字") as caught:
        render(describe(report))
    assert "Word" in caught.value.advice


def test_another_number_is_found() -> None:
    written = full(FORM)
    written.change(cells={"table_3.granted.total": None})

    (difference,) = found(full(FORM), written)
    assert "予以公开／总计" in difference


def test_text_can_be_searched_in_plain_characters() -> None:
    reader = PdfReader(BytesIO(render(describe(full(FORM)))))

    first = "".join(reader.pages[0].extract_text().split())
    assert "临江县青山镇人民政府" in first
    assert "一、总体情况" in first


@each_form
def test_a_text_extractor_finds_every_value(form_id: str) -> None:
    report = summed(form_id)
    document = pypdfium2.PdfDocument(render(describe(report)))
    words = [word for page in document for word in page.get_textpage().get_text_range().split()]

    assert [value for value in expected(report) if str(value) not in words] == []


def test_bookmarks_are_the_sections_and_their_headings() -> None:
    reader = PdfReader(BytesIO(render(describe(full(FORM)))))
    tops = [item for item in reader.outline if not isinstance(item, list)]

    assert [item.title for item in tops] == [s.label for s in load_form(FORM).sections]
    for item in tops:
        page = reader.get_destination_page_number(item)
        assert page is not None
        assert str(item.title) in "".join(reader.pages[page].extract_text().split())


def test_the_document_names_itself_and_its_language() -> None:
    reader = PdfReader(BytesIO(render(describe(full(FORM)))))

    assert reader.metadata is not None
    assert reader.metadata.title == "临江县青山镇人民政府2021年政府信息公开工作年度报告"
    assert reader.metadata.author == "临江县青山镇人民政府"
    assert str(reader.root_object["/Lang"]) == "zh-CN"
    assert "/DisplayDocTitle" in str(reader.root_object["/ViewerPreferences"].get_object())


def test_dictionary_xmp_and_first_line_agree() -> None:
    content = render(describe(full(FORM)))
    reader = PdfReader(BytesIO(content))
    facts, xmp = reader.metadata, reader.xmp_metadata

    assert facts is not None
    assert xmp is not None
    assert {"x-default": facts.title} == xmp.dc_title
    assert [facts.author] == xmp.dc_creator
    assert facts.producer == xmp.pdf_producer
    assert facts.producer
    assert facts.creator == xmp.xmp_creator_tool
    assert facts.creation_date == facts.modification_date
    assert facts.creation_date == aware(xmp.xmp_create_date)
    assert facts.modification_date == aware(xmp.xmp_modify_date)
    # Of 1.4: the language, the title as the window's, transparency in the drawing state.
    assert content.startswith(b"%PDF-1.4")


@pytest.mark.usefixtures("qapp")
def test_what_qt_6_8_leaves_open_is_read_as_closed() -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle("某县年报")
    QPainter(writer).end()
    drawn = bytes(buffer.data().data())
    # The drawn file as 6.8.0 ends its first object; the offsets of all others stay.
    left_open = drawn.replace(b"\n>>\nendobj", b"\n2\nendobj\n", 1)

    facts = read_drawn(left_open).metadata

    assert facts is not None
    assert facts.title == "某县年报"
    assert facts.producer


def aware(moment: datetime | None) -> datetime | None:
    """A moment of XMP, which is written in UTC and read by pypdf without its zone."""
    return moment and moment.replace(tzinfo=UTC)


def test_fonts_are_embedded() -> None:
    document = pypdfium2.PdfDocument(render(describe(full(FORM))))
    fonts = {
        text.get_font().get_base_name(): text.get_font().is_embedded
        for page in document
        for text in page.get_objects()
        if isinstance(text, pypdfium2.PdfTextObj)
    }
    assert fonts
    assert all(fonts.values())


@each_form
def test_nothing_leaves_the_type_area(form_id: str) -> None:
    page = load_setup().page
    for report in (blank(form_id), full(form_id), long(form_id)):
        painter = PaperPainter(describe(report))
        for one in painter.pages:
            for item in one.items:
                height = item.pitch if isinstance(item, TextLine) else item.height
                assert item.top >= 0
                assert item.top + height <= page.text_height
                if isinstance(item, Fragment):
                    assert item.table.edges[-1] <= page.text_width


def test_a_full_page_of_text_has_22_lines() -> None:
    painter = PaperPainter(describe(long(FORM)))

    lines = [item for item in painter.pages[1].items if isinstance(item, TextLine)]
    assert len(lines) == 22


def test_no_line_is_spread_before_a_long_address() -> None:
    report = full(FORM)
    address = "www.linjiangxian.gov.cn/" + "zhengfuxinxigongkaizhuanlan" * 2
    report.change(texts={"overview.lead": "\n".join("甲" * n + address for n in range(3, 25, 3))})
    painter = PaperPainter(describe(report))

    lines = [line for page in painter.pages for line in painter.lines(page) if "甲" in line.text]
    assert len(lines) > 7
    assert {line.spacing for line in lines} == {load_setup().page.tracking}


def test_a_long_table_repeats_its_head_and_keeps_groups_whole() -> None:
    report = full(FORM)
    for key in report.cells:
        if key.startswith("table_3.denied") or ".deny_" in key or ".reject_" in key:
            report.change(notes={key: "其中重复提出的有3件"})
    painter = PaperPainter(describe(report))
    assert found(report) == []

    fragments = [
        item
        for page in painter.pages
        for item in page.items
        if isinstance(item, Fragment) and item.table.table.id == "table_3"
    ]
    assert len(fragments) > 1
    assert all(fragment.rows[:3] == (0, 1, 2) for fragment in fragments)
    rows = [row for fragment in fragments for row in fragment.rows if row > 2]
    assert rows == list(range(3, 28))


@each_form
def test_the_headings_of_a_blank_report_leave_the_table_whole(form_id: str) -> None:
    pages = PaperPainter(describe(blank(form_id))).pages
    items = [(page.number, item) for page in pages for item in page.items]
    tables = [(number, item) for number, item in items if isinstance(item, Fragment)]

    assert [item.table.table.id for _, item in tables] == ["table_2", "table_3", "table_4"]
    for number, item in tables:
        heading = item.table.table.title
        assert heading in [i.line.text for n, i in items if n == number and isinstance(i, TextLine)]


def test_table_4_stays_on_one_page() -> None:
    for report in (blank(FORM), full(FORM), long(FORM)):
        painter = PaperPainter(describe(report))
        fragments = [
            item
            for page in painter.pages
            for item in page.items
            if isinstance(item, Fragment) and item.table.table.id == "table_4"
        ]
        assert [fragment.rows for fragment in fragments] == [(0, 1, 2, 3)]


def test_the_first_font_that_is_there_stands_in() -> None:
    font = load_setup().fonts["title"]

    assert choose(font, {font.name, "宋体"}.__contains__, "X").family == font.name
    assert choose(font, {"宋体", "X"}.__contains__, "X").bold
    assert choose(font, {"X"}.__contains__, "X").family == "X"


def export_from_the_command_line(
    target: Path, **variables: str
) -> "subprocess.CompletedProcess[bytes]":
    sample = Path(__file__).parents[3] / "resources" / "samples" / "sample-report.nianbao"
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    environment["PYTHONPATH"] = str(Path(__file__).parents[3] / "desktop")
    return subprocess.run(
        [sys.executable, "-m", "nianbao", "export", sample, "-o", target],
        env=environment | variables,
        capture_output=True,
        check=False,
    )


def test_the_command_line_makes_one_without_a_display(tmp_path: Path) -> None:
    target = tmp_path / "年报.pdf"

    run = export_from_the_command_line(target)

    assert run.returncode == 0, run.stderr.decode()
    assert target.read_bytes().startswith(b"%PDF")


def test_a_computer_without_any_font_gets_a_sentence(tmp_path: Path) -> None:
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
    target = tmp_path / "年报.pdf"

    run = export_from_the_command_line(target, FONTCONFIG_FILE=str(settings))

    assert run.returncode == 2
    assert "字体里没有" in run.stderr.decode()
    assert not target.exists()


def test_rare_characters_are_read_back_whole() -> None:
    report = full(FORM)
    report.change(texts={"problems": "罕见字𠮷与😀。"})
    content = render(describe(report))

    read = read_pdf(content, "年报.pdf")
    assert "罕见字𠮷与😀。" in [block.text for block in read.blocks if isinstance(block, Line)]
