"""Reports as Word and WPS really write them, built from a form with one number for each cell."""

import io
import zipfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from html import escape

from nianbao.formats.layout import LayoutCell
from nianbao.formats.registry import load_form

FORM = load_form("gb_2021_30")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
TEXT = "全年主动公开信息54条，办理申请21件，没有收费。"
TITLE = "某县某镇人民政府2023年政府信息公开工作年度报告"

NUMBERS = {
    key: Decimal(f"{number}.8710") if cell.value_type == "amount" else Decimal(number)
    for number, (key, cell) in enumerate(FORM.cells.items(), 1001)
}
"""A different number for each cell, some of them with decimals."""

Print = Callable[[str], str]
"""Returns the paragraphs of a cell that shows a text."""
Row = Callable[[list[str], int], str]
"""Returns a row of finished cells; the second argument is its number."""


def run(text: str, properties: str = "") -> str:
    """Return a run with Word's marks of when it was typed."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r w:rsidRPr="00A77B3E">{inner}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    """Return a paragraph as Word writes it."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{inner}{run(text)}</w:p>'


def plain_row(cells: list[str], number: int) -> str:
    """Return a row with the properties that WPS writes before Word's own."""
    del number
    return f"<w:tr><w:tblPrEx><w:tblW w:w='0'/></w:tblPrEx><w:trPr/>{''.join(cells)}</w:tr>"


def table(
    name: str,
    show: Print = paragraph,
    row: Row = plain_row,
    leftover: str = "",
) -> str:
    """Return a table; ``leftover`` stands unseen in the cells that a merge covers."""
    return f"<w:tbl><w:tblPr/>{''.join(table_rows(name, show, row, leftover))}</w:tbl>"


def table_rows(
    name: str,
    show: Print = paragraph,
    row: Row = plain_row,
    leftover: str = "",
) -> list[str]:
    """Return the rows of a table."""
    covered: dict[int, tuple[int, int]] = {}
    lines = []
    for at, cells in enumerate(FORM.layouts[name].rows()):
        found = {cell.col: _cell(cell, show) for cell in cells}
        for col, (end, span) in covered.items():
            if at < end:
                found[col] = _tc(span, "<w:vMerge/>", paragraph(leftover))
        covered.update({c.col: (at + c.row_span, c.col_span) for c in cells if c.row_span > 1})
        lines.append(row([found[col] for col in sorted(found)], at))
    return lines


def _cell(cell: LayoutCell, show: Print) -> str:
    merge = '<w:vMerge w:val="restart"/>' if cell.row_span > 1 else ""
    text = format(NUMBERS[cell.key], "f") if cell.key else cell.text
    return _tc(cell.col_span, merge, show(text) if cell.key else paragraph(text))


def _tc(span: int, merge: str, inner: str) -> str:
    grid = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{grid}{merge}</w:tcPr>{inner}</w:tc>'


def body(tables: Callable[[str], str], heading: Print = paragraph) -> str:
    """Return a whole report: title, six headings, the texts, the tables."""
    pieces = [paragraph(TITLE)]
    for section in FORM.sections:
        pieces.append(heading(section.label))
        pieces.append(tables(section.table) if section.table else paragraph(TEXT))
    return "".join(pieces)


def docx(body_xml: str, **parts: str | bytes) -> bytes:
    """Return a .docx with this body; further parts by their names below word/."""
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}>'
        f"<w:body>{body_xml}<w:sectPr/></w:body></w:document>"
    )
    return package(
        {"word/document.xml": document, **{f"word/{name}": part for name, part in parts.items()}}
    )


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an OOXML package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {"[Content_Types].xml": TYPES, **parts}.items():
            archive.writestr(name, part)
    return stream.getvalue()
