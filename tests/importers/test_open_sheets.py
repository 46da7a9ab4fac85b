"""Tables that other programs keep: .ods with what its cells show, .csv with commas or semicolons."""

import csv
import io
import zipfile
from xml.sax.saxutils import escape

import pytest

from nianbao.formats.registry import load_form
from nianbao.importers.registry import bytes_for_review
from tests.importers.word_files import NUMBERS, TITLE

FORM = load_form("gb_2021_30")
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style")
)
STRUCK = (
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
)


def lines() -> list[list[str]]:
    """Every table of the form, a merged cell's text where it begins and blanks behind."""
    found = [[TITLE]]
    for section in FORM.sections:
        found.append([section.label])
        for row in FORM.layouts[section.table].rows() if section.table else ():
            line = [""] * max(cell.col + cell.col_span for cell in row)
            for cell in row:
                line[cell.col] = format(NUMBERS[cell.key], "f") if cell.key else cell.text
            found.append(line)
    return found


def ods(inner: dict[str, str] | None = None) -> bytes:
    """Return a workbook of one sheet; ``inner`` writes some texts in another way."""

    def cell(text: str) -> str:
        words = (inner or {}).get(text, escape(text))
        return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in lines()
    )
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{STRUCK}"
        f"</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    return stream.getvalue()


def test_an_ods_is_read_whole() -> None:
    report = bytes_for_review(ods(), "年报.ods").reading.report

    assert report.cells == NUMBERS


def test_what_is_struck_in_an_ods_is_listed_and_not_joined() -> None:
    key = "table_3.received_new.total"
    number = format(NUMBERS[key], "f")
    inner = {number: f'<text:span text:style-name="T1">77</text:span>{number}'}
    result = bytes_for_review(ods(inner), "年报.ods")

    assert result.reading.report.cells[key] == NUMBERS[key]
    assert "77" in {piece.text for piece in result.left_out}


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_csv_is_read_whole(separator: str, encoding: str) -> None:
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(lines())

    report = bytes_for_review(stream.getvalue().encode(encoding), "年报.csv").reading.report

    assert report.cells == NUMBERS
