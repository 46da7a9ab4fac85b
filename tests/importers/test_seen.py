"""What the eye sees in a cell is what is read, or the cell is declined: pages, documents, sheets."""

import io
import re
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.worksheet.formula import ArrayFormula

from nianbao.exporters.exporter import Exporter
from nianbao.exporters.printed.describe import describe
from nianbao.importers.registry import bytes_for_review
from nianbao.importers.review import ImportResult
from nianbao.report.book import Report
from tests.exporters.formats import DOCX, HTML, XLSX
from tests.exporters.reports import full

FORM = "gb_2021_30"
KEY = "table_3.granted.natural_person"
STAND_IN = 900012


@lru_cache(maxsize=1)
def report() -> Report:
    made = full(FORM, step=3)
    made.change(notes=dict.fromkeys(made.cell_notes, ""), cells={KEY: Decimal(STAND_IN)})
    return made


@lru_cache(maxsize=4)
def printed(exporter: Exporter) -> bytes:
    return exporter.render(describe(report()))


def check(result: ImportResult, seen: str | None, left: str = "") -> None:
    """The cell holds what is seen, None where it is declined; every other cell is as printed."""
    cells = result.reading.report.cells
    assert cells.get(KEY) == (None if seen is None else Decimal(seen))
    assert {key: cells.get(key) for key in report().cells if key != KEY} == {
        key: value for key, value in report().cells.items() if key != KEY
    }
    assert not left or left in [piece.text for piece in result.left_out]
    if seen is None:
        assert result.unread or KEY not in result.reading.report.cells


STYLE = """<style>.up{position:relative;top:-6px;font-size:60%} .bf::before{content:'1'}
.w0{width:0;overflow:hidden;display:inline-block} .tr{transform:scale(0)} [data-x]{display:none}
.a+.b{display:none} .clip{clip:rect(0 0 0 0);position:absolute} p>.c{visibility:hidden}</style>"""
PAGES = {
    "12<span class=up>1</span>": ("12", "1"),
    '12<span style="position:relative;top:-5px;font-size:8px">1</span>': ("12", "1"),
    '12<span style="vertical-align:top;font-size:60%">1</span>': ("12", "1"),
    '12<span style="vertical-align:6px">1</span>': ("12", "1"),
    '12<span style="mso-text-raise:5.0pt">1</span>': ("12", "1"),
    "12<small>1</small>": (None, ""),
    "12<font size=1>1</font>": (None, ""),
    '12<a href="#_ftn1">1</a>': ("12", "1"),
    "12<sup>*</sup>": ("12", "*"),
    "12<sup>1</sup>件": (None, ""),
    "<span style='font-size:12pt'>1</span><span style='font-size:12pt'>2</span>": ("12", ""),
    "<font size=1>1</font><font size=1>2</font>": ("12", ""),
    "<small>1</small><small>2</small>": ("12", ""),
    "<span style='font-size:80%'>1</span><span style='font-size:80%'>2</span>": ("12", ""),
    "<span class=w0>15</span>12": ("12", "15"),
    "<span class=tr>15</span>12": ("12", "15"),
    "<span class=clip>15</span>12": ("12", "15"),
    "<span data-x=1>15</span>12": ("12", "15"),
    "<i class=a></i><span class=b>15</span>12": ("12", "15"),
    "<p><span class=c>15</span>12</p>": ("12", "15"),
    '<span style="color:#fefefe">15</span>12': ("12", "15"),
    '<span style="color:rgb(250, 250, 250)">15</span>12': ("12", "15"),
    '<span style="height:0;overflow:hidden;display:block">15</span>12': ("12", "15"),
    '<span style="clip-path:inset(100%)">15</span>12': ("12", "15"),
    "<dialog>15</dialog>12": ("12", "15"),
    "<datalist><option>15</datalist>12": ("12", ""),
    "<input type=password value=15>": (None, ""),
    "<span class=bf>12</span>": ("112", ""),
    "（详见附件）": (None, ""),
    "12<br>15": (None, ""),
}


@pytest.mark.long(cases=10)
@pytest.mark.parametrize("words", PAGES)
def test_a_cell_of_a_page_is_read_as_it_is_seen(words: str) -> None:
    page = STYLE + printed(HTML).decode().replace(str(STAND_IN), words)
    seen, left = PAGES[words]

    result = bytes_for_review(page.encode(), "年报.html")
    if words == "（详见附件）":
        assert result.reading.report.cell_notes == {KEY: "详见附件"}
    else:
        check(result, seen, left)


MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


DOCUMENTS = {
    "smaller": (run("12", '<w:sz w:val="21"/>') + run("1", '<w:sz w:val="10"/>'), None, ""),
    "tiny": (run("12") + run("1", '<w:sz w:val="2"/>'), "12", "1"),
    "one size": (run("1", '<w:sz w:val="21"/>') + run("2", '<w:sz w:val="21"/>'), "12", ""),
    "pale": (run("15", '<w:color w:val="FDFDFD"/>') + run("12"), "12", "15"),
    "list": (
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
            '<w:listEntry w:val="15"/><w:listEntry w:val="12"/></w:ddList></w:ffData></w:fldChar></w:r>'
        ),
        "12",
        "",
    ),
    "formula": (f"<m:oMath {MATH}><m:r><m:t>12</m:t></m:r></m:oMath>", "12", ""),
    "raised in a formula": (
        (
            f"<m:oMath {MATH}><m:sSup><m:e><m:r><m:t>12</m:t></m:r></m:e>"
            "<m:sup><m:r><m:t>1</m:t></m:r></m:sup></m:sSup></m:oMath>"
        ),
        "12",
        "1",
    ),
    "pictures": (run("12", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), None, ""),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_cell_of_a_document_is_read_as_it_is_seen(name: str) -> None:
    words, seen, left = DOCUMENTS[name]
    old = io.BytesIO(printed(DOCX))
    new = io.BytesIO()
    with zipfile.ZipFile(old) as parts, zipfile.ZipFile(new, "w") as out:
        for part in parts.namelist():
            content = parts.read(part)
            if part == "word/document.xml":
                pattern = rb"<w:r>(?:(?!</w:r>).)*" + str(STAND_IN).encode() + rb".*?</w:r>"
                content, count = re.subn(pattern, words.encode(), content)
                assert count == 1
            out.writestr(part, content)

    check(bytes_for_review(new.getvalue(), "年报.docx"), seen, left)


def _rich(*pieces: tuple[str, dict[str, Any]]) -> CellRichText:
    return CellRichText(*[TextBlock(InlineFont(**look), text) for text, look in pieces])


Change = Callable[[openpyxl.cell.cell.Cell], None]


def _set(value: Any, **looks: object) -> Change:  # noqa: ANN401 - whatever a cell holds
    def change(cell: openpyxl.cell.cell.Cell) -> None:
        cell.value = value
        for name, look in looks.items():
            setattr(cell, name, look)

    return change


def _array(cell: Any) -> None:  # noqa: ANN401 - the library's own types are too wide
    cell.value = ArrayFormula(cell.coordinate, "=SUM({5,7})")


def _no_zeros(cell: Any) -> None:  # noqa: ANN401 - the library's own types are too wide
    cell.value = 0
    cell.parent.sheet_view.showZeros = False


def _beside(cell: Any) -> None:  # noqa: ANN401 - the library's own types are too wide
    cell.value = 12
    other = cell.parent.parent.create_sheet("去年")
    other["A1"] = "去年的数15件"
    other.sheet_state = "hidden"


YELLOW = PatternFill("solid", fgColor="FFFFFF00")
SHEETS: dict[str, tuple[Change, str | None, str]] = {
    "pale piece": (_set(_rich(("15", {"color": "FFFFFFFF"}), ("12", {}))), "12", "15"),
    "smaller piece": (_set(_rich(("12", {"sz": 11}), ("1", {"sz": 5}))), None, ""),
    "pale": (_set(12, font=Font(color="FFFEFEFE")), None, ""),
    "the paper's colour": (_set(12, font=Font(color=Color(theme=0))), None, ""),
    "the cell's colour": (_set(12, font=Font(color="FFFFFF00"), fill=YELLOW), None, ""),
    "red": (_set(12, font=Font(color="FFFF0000")), "12", ""),
    "no zero": (_set(0, number_format="#"), None, ""),
    "a formula of numbers": (_set("=6+6"), None, ""),
    "no words": (_set("12", number_format=";;;"), None, ""),
    "white by format": (_set(12, number_format="[White]0"), None, ""),
    "white by index": (_set(12, font=Font(color=Color(indexed=9))), None, ""),
    "pale piece by index": (
        _set(_rich(("15", {"color": Color(indexed=9)}), ("12", {}))),
        "12",
        "15",
    ),
    "tiny piece": (_set(_rich(("15", {"sz": 1}), ("12", {"sz": 11}))), "12", "15"),
    "tiny": (_set(12, font=Font(sz=1)), None, ""),
    "black on black": (_set(12, fill=PatternFill("solid", fgColor="FF000000")), None, ""),
    "pictures": (_set(12, font=Font(name="Wingdings")), None, ""),
    "array": (_array, None, ""),
    "no zeros": (_no_zeros, None, ""),
    "remark": (_set(12, comment=Comment("含上年3件", "某")), "12", "含上年3件"),
    "hidden sheet": (_beside, "12", "去年的数15件"),
    "a link": (_set('=HYPERLINK("http://x","12")'), None, ""),
}


@pytest.mark.long
@pytest.mark.parametrize("name", SHEETS)
def test_a_cell_of_a_sheet_is_read_as_it_is_seen(name: str) -> None:
    change, seen, left = SHEETS[name]
    book = openpyxl.load_workbook(io.BytesIO(printed(XLSX)))
    (cell,) = (
        one for sheet in book for row in sheet.iter_rows() for one in row if one.value == STAND_IN
    )
    change(cell)
    stream = io.BytesIO()
    book.save(stream)

    result = bytes_for_review(stream.getvalue(), "年报.xlsx")
    assert result.reading.report.cells.get(KEY) == (None if seen is None else Decimal(seen))
    assert not left or left in [piece.text for piece in result.left_out]
    assert seen is not None or result.unread
