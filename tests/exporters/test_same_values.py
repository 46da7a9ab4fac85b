"""One report in every format, read by readers that are not ours: the same values everywhere.

The PDF stands with the painter's tests, which need Qt.
"""

from decimal import Decimal
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.table import Table
from lxml.html import document_fromstring
from openpyxl import load_workbook

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.workbook.sums import GRID_TOP
from nianbao.formats.registry import all_forms
from tests.exporters.docx_reader import W
from tests.exporters.formats import DOCX, HTML, XLSX
from tests.exporters.rendered import SOFFICE, convert
from tests.exporters.reports import expected, summed

each_form = pytest.mark.parametrize("form_id", [form.id for form in all_forms()])


def numbers(texts: list[str]) -> list[Decimal]:
    return [Decimal(text) for text in texts if text.strip().replace(".", "").isdigit()]


def texts_of(table: Table) -> list[str]:
    """Each w:tc once; python-docx's own cells would repeat merged ones."""
    return [
        "".join(t.text or "" for t in tc.iter(f"{W}t"))
        for tr in table._tbl.tr_lst
        for tc in tr.tc_lst
    ]


@each_form
def test_word_by_python_docx(form_id: str) -> None:
    report = summed(form_id)
    document = docx.Document(BytesIO(DOCX.render(describe(report))))

    found = [text for table in document.tables for text in texts_of(table)]
    assert numbers(found) == expected(report)


@each_form
def test_web_page_by_an_html_parser(form_id: str) -> None:
    report = summed(form_id)
    root = document_fromstring(HTML.render(describe(report)).decode())

    found = ["".join(str(t) for t in cell.itertext()) for cell in root.iter("td")]
    assert numbers(found) == expected(report)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_workbook_recalculated_by_libreoffice(tmp_path: Path) -> None:
    reports = {form.id: summed(form.id) for form in all_forms()}
    bare = {}
    for name, report in reports.items():
        stream = BytesIO()
        # Saved by openpyxl the formulas lose their results, so that only counting brings them back.
        load_workbook(BytesIO(XLSX.render(describe(report)))).save(stream)
        bare[name] = stream.getvalue()

    for name, content in convert(bare, "xlsx", "xlsx", tmp_path).items():
        book = load_workbook(BytesIO(content), data_only=True)
        found = [
            Decimal(str(value))
            for sheet in book.worksheets
            for row in sheet.iter_rows(min_row=GRID_TOP, values_only=True)
            for value in row
            if isinstance(value, int | float)
        ]
        assert found == expected(reports[name])
