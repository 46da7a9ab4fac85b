"""A letter or notice on paper: title, addressee, paragraphs and tables, the seal's place, the date."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx.oxml.ns import qn

from nianbao.exporters.printed.closing import closing
from nianbao.exporters.printed.page_setup import StyleName, load_setup
from nianbao.exporters.printed.paper import Paper, PaperCell, PaperTable, Paragraph
from nianbao.exporters.printed.paragraphs import clean
from nianbao.formats.layout import Layout, LayoutCell, Role
from nianbao.formats.registry import load_form
from nianbao.report.book import Publication
from nianbao.report.texts import NUMERALS
from nianbao.rollup.model import Collection

Block = Paragraph | PaperTable


@dataclass(frozen=True)
class Sending:
    """Who writes to whom, and when."""

    sender: str
    day: date
    addressee: str = ""


def document(
    collection: Collection, title: str, blocks: Sequence[Block], sending: Sending
) -> bytes:
    """Return a .docx; whoever sends it seals it where its name and the date stand."""
    from nianbao.exporters.word.docx import render

    seal = Publication(signed_by=sending.sender, signed_on=sending.day, show_signature=True)
    setup = load_setup()
    whole = (
        Paragraph("title", title),
        Paragraph("body", ""),
        *([paragraph(f"{sending.addressee}：")] if sending.addressee else ()),
        *blocks,
        Paragraph("body", ""),
        *closing(seal, sending.sender, setup),
    )
    form = load_form(collection.form)
    paper = Paper(form, collection.year, sending.sender, title.replace("\n", ""), whole)
    content = render(paper)
    return _flush_left(content, f"{sending.addressee}：") if sending.addressee else content


def _flush_left(content: bytes, text: str) -> bytes:
    """To whom a letter goes stands at the edge; every other paragraph is indented."""
    import docx

    file = docx.Document(BytesIO(content))
    line = next(one for one in file.paragraphs if one.text == clean(text))
    indent = line.paragraph_format.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "0")
    indent.set(qn("w:firstLine"), "0")
    stream = BytesIO()
    file.save(stream)
    return stream.getvalue()


def paragraph(text: str) -> Paragraph:
    """Return a paragraph of text that came from anywhere."""
    return Paragraph("body", clean(text))


def heading(number: int, text: str) -> Paragraph:
    """Return a heading: 一、必须改正的问题."""
    return Paragraph("heading_1", f"{NUMERALS[number - 1]}、{text}", level=1, keep_next=True)


def table(
    title: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]]
) -> PaperTable:
    """Return a table with its head repeated on each page; ``widths`` are twips, 8844 in all."""
    cells = [_cell(0, column, text, "cell_head") for column, text in enumerate(heads)]
    for number, row in enumerate(rows, 1):
        cells += [_cell(number, column, text, "cell_label") for column, text in enumerate(row)]
    places = tuple(cell.place for cell in cells)
    return PaperTable(
        id="list",
        section="",
        title=title,
        summary=f"列：{'、'.join(heads)}。",
        layout=Layout("list", len(rows) + 1, len(heads), 1, 1, places),
        widths=tuple(widths),
        cells=tuple(cells),
        dense=False,
        head_rows=1,
        kept=(False,) * (len(rows) + 1),
        row_height=load_setup().table.row_height,
    )


def _cell(row: int, column: int, text: str, style: StyleName) -> PaperCell:
    role: Role = "column" if row == 0 else "row"
    plain = clean(text)
    return PaperCell(LayoutCell(row, column, 1, 1, role, plain), style, plain)
