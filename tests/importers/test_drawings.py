"""What hangs on a sheet or a page beside its text: its words are listed, and broken it harms nothing."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from nianbao.importers.registry import bytes_for_review
from tests.importers.test_floating_boxes import (
    anchored,
    left_out,
    read,
    shape,
    unread,
    with_drawing,
)
from tests.importers.test_sheets import content, one_sheet, wrong
from tests.importers.word_files import TEXT, body, package, paragraph, table

WORDS = "另有存量1192件"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
NEW_CHART = "http://schemas.microsoft.com/office/drawing/2014/chartex"
BROKEN = ("<a><b></a>", "", "\x00\x01")


def relations(**targets: str) -> str:
    """The parts that a part points at, by the ends of their kinds."""
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def drawn(words: str) -> str:
    return f'<x xmlns:a="{DRAWING}"><a:p><a:r><a:t>{words}</a:t></a:r></a:p></x>'


def exchanged(book: bytes, parts: Mapping[str, str | None]) -> bytes:
    """A package with other parts; None takes one out."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in {*old.namelist(), *parts}:
            part = parts.get(name) if name in parts else old.read(name)
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def hung() -> bytes:
    """A workbook with a chart, a remark, a link and a table of its own on its sheet."""
    book = one_sheet()
    sheet = book.worksheets[0]
    chart = BarChart()
    chart.title = WORDS
    chart.add_data(Reference(sheet, min_col=2, min_row=8, max_row=10))
    sheet.add_chart(chart, "R3")
    sheet["R30"].comment = Comment("待核", "某")
    sheet["A1"].hyperlink = "http://www.example.gov.cn/"
    end = sheet.max_row + 3
    sheet.cell(end, 1).value = sheet.cell(end, 2).value = "列"
    sheet.add_table(Table(displayName="t", ref=f"A{end}:B{end + 2}"))
    return content(book)


SHEET = "xl/worksheets/_rels/sheet1.xml.rels"
HUNG = {
    "xl/drawings/drawing1.xml": ["图形、图表或文本框"],
    "xl/charts/chart1.xml": ["图形、图表或文本框"],
    "xl/comments/comment1.xml": [WORDS, "批注"],
    "xl/tables/table1.xml": [WORDS],
    "xl/drawings/_rels/drawing1.xml.rels": ["图形、图表或文本框"],
    "docProps/core.xml": [WORDS],
    SHEET: ["图形、图表或文本框"],
}


def strays(found: list[str]) -> list[str]:
    return [one for one in found if "列" not in one]


@pytest.mark.long(cases=6)
@pytest.mark.parametrize("damage", [*BROKEN, None])
@pytest.mark.parametrize("part", HUNG)
def test_a_broken_part_beside_the_cells_takes_no_cell_with_it(
    part: str, damage: str | None
) -> None:
    result = read(exchanged(hung(), {part: damage}))

    assert wrong(result.reading.report) == {}
    assert sorted(strays(unread(result))) == sorted(HUNG[part])


def test_what_is_sound_beside_a_broken_part_is_listed_with_it() -> None:
    result = read(exchanged(hung(), {"xl/tables/table1.xml": "<"}))

    assert "待核" in left_out(result)
    assert strays(unread(result)) == [WORDS]


def test_a_link_puts_no_address_into_an_empty_cell() -> None:
    book = one_sheet()
    sheet = book.worksheets[0]
    empty = sheet.cell(sheet.max_row + 2, 2)
    empty.hyperlink = "http://www.example.gov.cn/1192"
    empty.value = None

    assert unread(read(content(book))) == []


def with_parts(anchors: str, **parts: str) -> bytes:
    """A workbook whose drawing points at parts, by the ends of their kinds."""
    names = {kind: f"../parts/{kind}.xml" for kind in parts}
    return exchanged(
        with_drawing(one_sheet(), anchors),
        {"xl/drawings/_rels/drawing1.xml.rels": relations(**names)}
        | {f"xl/parts/{kind}.xml": part for kind, part in parts.items()},
    )


def test_the_title_of_a_new_kind_of_chart_is_listed_once() -> None:
    title = (
        f'<c:title xmlns:c="{NEW_CHART}"><c:tx><c:txData><c:v>{WORDS}</c:v></c:txData></c:tx>'
        f"<c:txPr>{drawn(WORDS)}</c:txPr></c:title>"
    )
    result = read(with_parts("", chartEx=title))

    assert unread(result) == [WORDS]
    assert wrong(result.reading.report) == {}


def test_a_box_drawn_on_a_chart_is_listed() -> None:
    book = exchanged(
        with_parts("", chart=drawn("标题")),
        {
            "xl/parts/_rels/chart.xml.rels": relations(chartUserShapes="on.xml"),
            "xl/parts/on.xml": drawn(WORDS),
        },
    )

    assert unread(read(book)) == ["标题", WORDS]


def vml(inner: str, kind: str = "Label", style: str = "", rows: tuple[int, int] = (8, 10)) -> str:
    """A sheet's shape of older programs; such parts are not always whole XML."""
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        f'<v:shape style="{style}">{inner}<x:ClientData ObjectType="{kind}">'
        f"<x:Anchor>1, 0, {rows[0]}, 0, 3, 0, {rows[1]}, 0</x:Anchor></x:ClientData></v:shape></xml>"
    )


def with_old_shape(part: str) -> bytes:
    return exchanged(
        content(one_sheet()),
        {SHEET: relations(vmlDrawing="../drawings/old.vml"), "xl/drawings/old.vml": part},
    )


OLD_WORDS = f"<v:textbox><div><font>{WORDS[:3]}</font>\n<font>{WORDS[3:]}</font></div></v:textbox>"


@pytest.mark.parametrize(
    "inner",
    [
        OLD_WORDS.replace("\n", ""),
        OLD_WORDS.replace("\n", "").replace("</font></div>", "</font><br></div>"),
        f'<v:textpath string="{WORDS}"/>',
    ],
)
def test_shapes_of_older_programs_over_cells_are_listed(inner: str) -> None:
    result = read(with_old_shape(vml(inner)))

    assert unread(result) == [WORDS]
    assert wrong(result.reading.report) == {}


def test_a_remark_s_shape_and_a_hidden_one_say_nothing_to_the_eye() -> None:
    words = OLD_WORDS.replace("\n", "")

    assert unread(read(with_old_shape(vml(words, "Note")))) == []
    hidden = read(with_old_shape(vml(words, style="position:absolute;visibility:hidden")))
    assert unread(hidden) == []
    assert WORDS in left_out(hidden)


def test_an_old_shape_below_all_tables_is_text_there() -> None:
    end = one_sheet().worksheets[0].max_row
    sentence = "报告其他的事项均已说明。"
    part = vml(f"<v:textbox><div>{sentence}</div></v:textbox>", rows=(end + 1, end + 3))

    assert sentence in "".join(read(with_old_shape(part)).reading.report.texts.values())


def word(run: str, parts: Mapping[str, str]) -> bytes:
    """A report in Word with one more run in the paragraph of its first section."""
    pieces = body(table).replace(
        paragraph(TEXT), paragraph(TEXT).replace("</w:p>", f"<w:r>{run}</w:r></w:p>"), 1
    )
    from tests.importers.word_files import NAMESPACES

    return package(
        {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{pieces}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(**{kind: f"x/{kind}.xml" for kind in parts}),
            **{f"word/x/{kind}.xml": part for kind, part in parts.items()},
        }
    )


POINTS = {
    "chart": f'<c:chart xmlns:c="urn:c" xmlns:r="{OFFICE}" r:id="rId1"/>',
    "chartEx": f'<c:chart xmlns:c="{NEW_CHART}" xmlns:r="{OFFICE}" r:id="rId1"/>',
    "diagramData": f'<d:relIds xmlns:d="urn:d" xmlns:r="{OFFICE}" r:dm="rId1"/>',
}


@pytest.mark.parametrize("kind", POINTS)
def test_words_of_charts_and_diagrams_in_word_are_listed_where_they_stand(kind: str) -> None:
    run = f"<w:drawing>{POINTS[kind]}</w:drawing>"
    result = bytes_for_review(word(run, {kind: drawn(WORDS)}), "年报.docx")

    assert unread(result) == [WORDS]
    assert result.document.text_at(result.unread[0].place) == TEXT
    assert wrong(result.reading.report) == {}


@pytest.mark.parametrize(
    "run",
    [
        f'<w:pict><v:shape><v:textpath string="{WORDS}"/></v:shape></w:pict>',
        f"<w:drawing>{drawn(WORDS).replace('<a:p>', '<a:txBody><a:p>')}</w:drawing>".replace(
            "</a:p>", "</a:p></a:txBody>"
        ),
    ],
)
def test_drawn_letters_in_word_are_listed_and_no_text(run: str) -> None:
    result = bytes_for_review(word(run, {}), "年报.docx")

    assert unread(result) == [WORDS]
    assert WORDS not in "".join(result.reading.report.texts.values())


@pytest.mark.parametrize("damage", BROKEN)
@pytest.mark.parametrize("kind", POINTS)
def test_a_broken_chart_in_word_is_named_and_the_report_read(kind: str, damage: str) -> None:
    run = f"<w:drawing>{POINTS[kind]}</w:drawing>"
    result = bytes_for_review(word(run, {kind: damage}), "年报.docx")

    assert unread(result) == ["图形或图表"]
    assert wrong(result.reading.report) == {}


@pytest.mark.parametrize("part", ["header1", "footer1", "footnotes", "endnotes", "comments"])
def test_a_broken_edge_of_word_s_pages_is_named_and_the_report_read(part: str) -> None:
    damaged = exchanged(word("", {}), {f"word/{part}.xml": "<w:t>第"})
    result = bytes_for_review(damaged, "年报.docx")

    assert unread(result) == ["页眉、页脚、脚注或批注"]
    assert wrong(result.reading.report) == {}


@pytest.mark.parametrize("damage", [*BROKEN, None])
def test_a_broken_chart_of_an_open_workbook_is_named_and_the_cells_read(damage: str | None) -> None:
    kept = (Path(__file__).parent / "floating" / "chart.ods").read_bytes()
    with zipfile.ZipFile(io.BytesIO(kept)) as archive:
        (part,) = (one for one in archive.namelist() if one.endswith("/content.xml"))
    result = read(exchanged(kept, {part: damage}), "表.ods")

    assert unread(result) == ["图表"]
    assert wrong(result.reading.report) == {}


def test_a_drawing_that_its_sheet_has_lost_is_named() -> None:
    book = exchanged(with_drawing(one_sheet(), anchored((8, 10), shape(WORDS))), {SHEET: None})

    assert unread(read(book)) == ["图形、图表或文本框"]
