"""The PDF page for page like the Word document, as LibreOffice renders that."""

import pypdfium2
import pytest
from docx.document import Document
from docx.shared import Pt, RGBColor

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import PaperOptions
from nianbao.exporters.word.docx import render as word
from nianbao.exporters.word.office_template import office_layout
from nianbao.formats.registry import load_form
from nianbao.report.book import Report
from nianbao.ui.paper.pdf import render as pdf
from tests.exporters.rendered import SOFFICE, to_pdf
from tests.exporters.test_office_setup import template
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


def red_and_spaced(document: Document) -> None:
    """What offices change: a red title, air around headings, another size of type."""
    document.styles["Title"].font.color.rgb = RGBColor(0xC0, 0, 0)
    document.styles["公文正文"].font.size = Pt(15)
    heading = document.styles["Heading 1"].paragraph_format
    heading.space_before, heading.space_after = Pt(14), Pt(8)


def test_on_an_offices_template_lines_stand_as_high_as_in_word(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    layout = office_layout(template(red_and_spaced))
    paper = describe(REPORTS["full"], PaperOptions(office=layout))
    converted = to_pdf({"report": word(paper)}, "docx", tmp_path_factory.mktemp("office"))

    heads = [p.text for p in paper.paragraphs() if p.style == "heading_1"]
    ours, theirs = (tops(content, heads) for content in (pdf(paper), converted["report"]))

    assert len(ours) == len(heads)
    for head in heads:
        assert ours[head][0] == theirs[head][0]
        # The two put a character into its line at heights that differ by 3 points.
        assert abs(ours[head][1] - theirs[head][1]) < 5


def tops(content: bytes, heads: list[str]) -> dict[str, tuple[int, float]]:
    """On which page each heading stands, and how many points from its upper edge."""
    found: dict[str, tuple[int, float]] = {}
    for number, page in enumerate(pypdfium2.PdfDocument(content), 1):
        looking = page.get_textpage()
        for head in heads:
            place = looking.search(head, match_case=True).get_next()
            if place is not None:
                bottom = looking.get_charbox(place[0])[1]
                found.setdefault(head, (number, page.get_height() - bottom))
    return found


def test_colours_of_a_template_are_painted() -> None:
    layout = office_layout(template(red_and_spaced))
    content = pdf(describe(REPORTS["full"], PaperOptions(office=layout)))
    picture = pypdfium2.PdfDocument(content)[0].render(scale=1, rev_byteorder=True)
    pixels = bytes(picture.buffer)
    red, green, blue = (pixels[at :: picture.n_channels] for at in range(3))
    seen = sum(r > 150 and g < 80 and b < 80 for r, g, b in zip(red, green, blue, strict=True))

    assert seen > 50
