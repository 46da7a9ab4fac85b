"""Words that float over a sheet: a box over empty rows is read, one over cells is listed."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference

from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from tests.importers.test_sheets import content, one_sheet, wrong
from tests.importers.word_files import TITLE

WORDS = "此数含1192件存量"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def anchored(rows: tuple[int, int], shape: str, column: int = 0) -> str:
    """A shape over rows, counted from 0; it ends where the second begins."""
    begin, end = (f"<x:row>{row}</x:row><x:rowOff>0</x:rowOff>" for row in rows)
    return (
        f"<x:twoCellAnchor><x:from><x:col>{column}</x:col>{begin}</x:from>"
        f"<x:to><x:col>{column + 2}</x:col>{end}</x:to>{shape}<x:clientData/></x:twoCellAnchor>"
    )


def shape(words: str, hidden: str = "0") -> str:
    lines = "".join(
        f"<a:p><a:r><a:t>{line[:2]}</a:t></a:r><a:r><a:t>{line[2:]}</a:t></a:r></a:p>"
        for line in words.split("\n")
    )
    return (
        f'<x:sp><x:nvSpPr><x:cNvPr id="2" name="文本框 1" hidden="{hidden}"/></x:nvSpPr>'
        f"<x:txBody>{lines}</x:txBody></x:sp>"
    )


def with_drawing(book: Workbook, anchors: str) -> bytes:
    """The workbook with a drawing on its first sheet, as Excel and WPS write it."""
    drawing = (
        f'<x:wsDr xmlns:x="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"{anchors}</x:wsDr>"
    )
    relation = (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    )
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content(book))) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for part in old.namelist():
            text = old.read(part).decode()
            if part == "xl/worksheets/sheet1.xml":
                point = f'<drawing xmlns:r="{_OFFICE}" r:id="rId1"/></worksheet>'
                text = text.replace("</worksheet>", point)
            if part == "[Content_Types].xml":
                kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
                told = f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{kind}"/>'
                text = text.replace("</Types>", f"{told}</Types>")
            new.writestr(part, text)
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", relation)
        new.writestr("xl/drawings/drawing1.xml", drawing)
    return stream.getvalue()


def read(data: bytes, name: str = "年报.xlsx") -> ImportResult:
    return bytes_for_review(data, name)


def unread(result: ImportResult) -> list[str]:
    return [str(entry["text"]) for entry in result.reading.unread]


def left_out(result: ImportResult) -> list[str]:
    return [str(entry["text"]) for entry in result.reading.left_out]


@pytest.mark.long
@pytest.mark.parametrize(
    "drawn",
    [
        pytest.param(anchored((8, 10), shape(WORDS)), id="over numbers"),
        pytest.param(anchored((8, 10), shape(WORDS), 30), id="beside the table"),
        pytest.param(anchored((8, 10), f"<x:grpSp>{shape(WORDS)}</x:grpSp>"), id="in a group"),
        pytest.param(
            f"<x:absoluteAnchor>{shape(WORDS)}</x:absoluteAnchor>", id="anywhere on the sheet"
        ),
        pytest.param(
            "<mc:AlternateContent><mc:Choice Requires='x14'>"
            f"{anchored((8, 10), shape(WORDS))}</mc:Choice>"
            f"<mc:Fallback>{anchored((8, 10), shape(WORDS))}</mc:Fallback></mc:AlternateContent>",
            id="with another for older programs",
        ),
    ],
)
def test_words_over_cells_are_listed_once_and_change_no_number(drawn: str) -> None:
    result = read(with_drawing(one_sheet(), drawn))

    assert unread(result) == [WORDS]
    assert wrong(result.reading.report) == {}


def test_a_box_says_near_what_it_stands() -> None:
    result = read(with_drawing(one_sheet(), anchored((8, 10), shape(WORDS))))

    assert [entry["place"] for entry in result.reading.unread] == ["第1个表格"]


def test_a_title_in_a_box_over_empty_rows_is_the_title() -> None:
    book = one_sheet()
    book.worksheets[0].delete_rows(1)
    book.worksheets[0].insert_rows(1)
    result = read(with_drawing(book, anchored((0, 2), shape(TITLE))), "表.xlsx")

    assert result.reading.report.unit == "某县某镇人民政府"
    assert unread(result) == []


def test_a_text_in_a_box_below_all_tables_is_read_there() -> None:
    sentence = "报告其他的事项均已说明。"
    book = one_sheet()
    end = book.worksheets[0].max_row
    result = read(with_drawing(book, anchored((end + 1, end + 3), shape(sentence))))

    assert sentence in "".join(result.reading.report.texts.values())


def test_a_hidden_box_is_no_part_of_what_is_seen() -> None:
    result = read(with_drawing(one_sheet(), anchored((8, 10), shape(WORDS, "1"))))

    assert WORDS in left_out(result)
    assert unread(result) == []


def test_the_words_of_a_chart_are_listed() -> None:
    book = one_sheet()
    chart = BarChart()
    chart.title = "近三年收到1192件"
    sheet = book.worksheets[0]
    chart.add_data(Reference(sheet, min_col=2, min_row=8, max_row=10))
    sheet.add_chart(chart, "R3")

    assert unread(read(content(book))) == ["近三年收到1192件"]


def test_a_box_on_a_hidden_sheet_is_hidden() -> None:
    book = one_sheet()
    book.move_sheet(book.create_sheet("草稿"), -1)
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    result = read(with_drawing(book, anchored((1, 2), shape(WORDS))))

    assert WORDS in left_out(result)
    assert wrong(result.reading.report) == {}


KEPT = Path(__file__).parent / "floating"
"""The workbooks of these tests as LibreOffice saves them in other kinds."""


def kept(name: str) -> ImportResult:
    return read((KEPT / name).read_bytes(), f"表{Path(name).suffix}")


@pytest.mark.long
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_boxes_of_other_kinds_of_workbooks_are_read_and_listed_alike(ending: str) -> None:
    result = kept(f"shapes.{ending}")

    assert unread(result) == [WORDS]
    assert result.reading.report.unit == "某县某镇人民政府"
    assert "报告其他的事项均已说明。" in "".join(result.reading.report.texts.values())
    assert "草稿上的字" in left_out(result)
    assert wrong(result.reading.report) == {}


@pytest.mark.long
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_the_title_of_a_chart_is_listed_in_other_kinds_of_workbooks(ending: str) -> None:
    result = kept(f"chart.{ending}")

    assert unread(result) == ["近三年收到1192件"]
    assert wrong(result.reading.report) == {}


@pytest.mark.long
@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_remark_is_left_out_in_other_kinds_of_workbooks(ending: str) -> None:
    result = kept(f"remark.{ending}")

    assert "待核1192件" in left_out(result)
    assert unread(result) == []
    assert wrong(result.reading.report) == {}
