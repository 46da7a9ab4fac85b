"""Reads finished .docx, .html and .xlsx files: what stands where, nothing about what it means."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from nianbao.exporters.exporter import Place, Printed
from nianbao.exporters.printed.paper import Paper
from nianbao.exporters.word.finished import TAG, body_of, cells_of
from nianbao.exporters.workbook.sums import GRID_TOP
from nianbao.report.numbers import format_number

_WORDS = re.compile(r'"([^"]*)"|\\(.)')
_TEXT_TAGS = {"h1", "h2", "h3", "h4", "h5", "p"}


def read_docx(content: bytes, _paper: Paper) -> Printed:
    """Return what stands in a Word document."""
    body = body_of(content)
    if body is None:
        return Printed((), ())
    return Printed(
        tuple(cells_of(table, _docx_text) for table in body.findall(f"{TAG}tbl")),
        tuple(_docx_text(paragraph) for paragraph in body.findall(f"{TAG}p")),
    )


def _docx_text(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{TAG}t"))


def read_html(content: bytes, _paper: Paper) -> Printed:
    """Return what stands on a web page."""
    root = document_fromstring(content.decode("utf-8"))
    texts = (node for node in root.iter() if isinstance(node, HtmlElement))
    return Printed(
        tuple(_html_table(table) for table in root.iter("table")),
        tuple(str(node.text_content()) for node in texts if node.tag in _TEXT_TAGS),
    )


def _html_table(table: HtmlElement) -> dict[Place, str]:
    found: dict[Place, str] = {}
    covered: set[Place] = set()
    for row, tr in enumerate(table.iter("tr")):
        column = 0
        for cell in tr.iter("td", "th"):
            while (row, column) in covered:
                column += 1
            found[row, column] = str(cell.text_content())
            rows, columns = int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))
            covered |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
    return found


def read_xlsx(content: bytes, paper: Paper) -> Printed:
    """Return what the sheets of a workbook show."""
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(content), data_only=True)
    tables: list[Mapping[Place, str]] = []
    for sheet, _table in zip(book.worksheets, paper.tables(), strict=False):
        found: dict[Place, str] = {}
        for row in sheet.iter_rows(min_row=GRID_TOP):
            for cell in row:
                if cell.value is not None:
                    place = (cell.row - GRID_TOP, cell.column - 1)
                    found[place] = _shown(cell.value, str(cell.number_format))
        tables.append(found)
    return Printed(tuple(tables))


def _shown(value: object, number_format: str) -> str:
    if isinstance(value, int | float | Decimal):
        return format_number(Decimal(str(value))) + "".join(_quoted(number_format))
    return str(value)


def _quoted(number_format: str) -> Iterator[str]:
    """The words of a number format: those in quotes, and single signs behind a backslash."""
    return (match[1] or match[2] or "" for match in _WORDS.finditer(number_format))
