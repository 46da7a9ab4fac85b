"""Every format and form against the parts that were looked at and kept."""

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.page_setup import load_setup
from nianbao.exporters.typeset.lines import Face
from nianbao.exporters.typeset.pages import Fragment, SetPage, TextLine, set_pages
from nianbao.exporters.web import html
from nianbao.exporters.word import docx
from nianbao.exporters.workbook import xlsx
from nianbao.report.book import Report
from tests.golden_parts import Golden, parts

PARTS_OF_THE_FORM = ("word/document.xml", "docProps/core.xml")
_SHEET = "xl/worksheets/"


def test_word(form_id: str, full_of: Report, golden: Golden) -> None:
    for name, text in parts(docx.render(describe(full_of))).items():
        folder = form_id if name in PARTS_OF_THE_FORM else "every-form"
        golden.check(f"{folder}/docx/{name}", text)


def test_web_page(form_id: str, full_of: Report, golden: Golden) -> None:
    golden.check(f"{form_id}/report.html", html.render(describe(full_of)).decode())


def test_workbook(form_id: str, full_of: Report, golden: Golden) -> None:
    full_of.change(facts={"auto_totals": True})
    full_of.change(cells={"table_3.received_new.total": None})
    for name, text in parts(xlsx.render(describe(full_of))).items():
        if name.startswith((_SHEET, "xl/sharedStrings")):
            golden.check(f"{form_id}/xlsx/{name}", text)


def advance(character: str, face: Face) -> float:
    """The widths of the official fonts: half-width characters are half as wide as high."""
    return face.size * 10 / (2 if character.isascii() else 1)


def written(page: SetPage) -> str:
    """A page as text: where each line and each row of a table stands."""
    lines = [f"page {page.number}"]
    for item in page.items:
        if isinstance(item, TextLine):
            line = item.line
            lines.append(f"{item.top:6} {line.left:6.0f} {line.spacing:5.1f} {line.text}")
        else:
            lines.extend(_rows(item))
    return "\n".join(lines) + "\n"


def _rows(fragment: Fragment) -> list[str]:
    rows = []
    top = fragment.top
    for row in fragment.rows:
        cells = [one for one in fragment.table.cells if one.cell.place.row == row]
        texts = " | ".join("/".join(line.text for line in one.lines) for one in cells)
        rows.append(f"{top:6} {fragment.table.heights[row]:6} {texts}")
        top += fragment.table.heights[row]
    return rows


def test_pages_of_the_pdf(form_id: str, full_of: Report, golden: Golden) -> None:
    pages = set_pages(describe(full_of), load_setup(), advance)

    golden.check(f"{form_id}/pages.txt", "\n".join(written(page) for page in pages))
