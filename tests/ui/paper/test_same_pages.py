"""The PDF page for page like the Word document, as LibreOffice renders that."""

import pypdfium2
import pytest

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.word.docx import render as word
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.ui.paper.pdf import render as pdf
from tests.exporters.rendered import SOFFICE, to_pdf
from tests.exporters.test_rendering import REPORTS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed"),
]


def texts(content: bytes) -> list[str]:
    """What stands on each page, without blanks."""
    document = pypdfium2.PdfDocument(content)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def landmarks(report: Report) -> list[str]:
    """Headings, and the labels of rows in tables."""
    heads = [p.text for p in describe(report).paragraphs() if p.style.startswith("heading")]
    layouts = load_form(report.form).layouts.values()
    rows = [c.text for each in layouts for c in each.cells if c.role == "row" and c.row_span == 1]
    return ["".join(text.split()) for text in [*heads, *rows]]


def places(pages: list[str], marks: list[str]) -> dict[str, list[int]]:
    return {mark: [n for n, text in enumerate(pages, 1) if mark in text] for mark in marks}


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = {name: word(describe(report)) for name, report in REPORTS.items()}
    return to_pdf(files, "docx", tmp_path_factory.mktemp("pages"))


@pytest.mark.parametrize("name", REPORTS)
def test_everything_stands_on_the_same_page(documents: dict[str, bytes], name: str) -> None:
    report = REPORTS[name]
    theirs, ours = texts(documents[name]), texts(pdf(describe(report)))
    marks = landmarks(report)

    assert len(ours) == len(theirs)
    assert places(ours, marks) == places(theirs, marks)
    assert all(places(ours, marks).values())
