"""The PDF for those who hear it, and for the archive: every piece is what it is, and is read in order."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from nianbao.exporters.printed.describe import describe
from nianbao.exporters.printed.paper import Paper, PaperTable, Paragraph
from nianbao.formats.registry import all_forms
from nianbao.report.book import Report
from nianbao.ui.paper.painter import TWIPS_IN_INCH, PaperPainter
from nianbao.ui.paper.pdf import render, render_for_archive, sheet
from tests.exporters.reports import blank, full, long, summed
from tests.ui.paper.tagged import Element, Tagged

FORM = "gb_2021_30"
pytestmark = pytest.mark.usefixtures("qapp")
each_form = pytest.mark.parametrize("form_id", [form.id for form in all_forms()])
each_report = pytest.mark.parametrize("build", [blank, full, long, summed])
each_kind = pytest.mark.parametrize("make", [render, render_for_archive])
Build = Callable[[str], Report]
Make = Callable[[Paper], bytes]
_DRAWING = {b"Tj", b"TJ", b"S", b"s", b"f", b"f*", b"B", b"b", b"Do", b"sh"}


def tagged(report: Report) -> Tagged:
    return Tagged(render(describe(report)))


def plain(text: str) -> str:
    return "".join(text.split())


def pieces(paper: Paper) -> Iterator[str]:
    """What a report says, piece by piece."""
    for block in paper.blocks:
        if isinstance(block, Paragraph):
            yield plain(block.text)
        else:
            yield from (plain(cell.text) for cell in block.cells)


def test_every_character_is_read_out_once_and_in_order() -> None:
    for form in all_forms():
        for build in (blank, full, long, summed):
            paper = describe(build(form.id))
            read = [plain(one.text) for one in Tagged(render(paper)).all()]

            assert [text for text in read if text] == [text for text in pieces(paper) if text]


@each_form
@each_report
def test_paragraphs_headings_and_tables_follow_each_other_as_on_the_page(
    form_id: str, build: Build
) -> None:
    paper = describe(build(form_id))
    kids = Tagged(render(paper)).document.kids

    names = {"title": "H1", "heading_1": "H2"}
    expected = [
        "Table" if isinstance(block, PaperTable) else names.get(block.style, "")
        for block in paper.blocks
    ]
    assert len(kids) == len(expected)
    for kid, tag in zip(kids, expected, strict=True):
        assert kid.tag == tag or (not tag and kid.tag in {"P", "H2", "H3", "H4", "H5", "H6"})


def test_no_heading_is_two_levels_below_the_one_before() -> None:
    report = full(FORM)
    report.change(texts={"problems": "1.先\n（1）再\n（一）上\n（1）又\n1.下"})
    tags = [one.tag for one in tagged(report).all()]
    depths = [int(tag[1:]) for tag in tags if tag[0] == "H"]

    assert depths[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(depths))


@each_form
def test_the_cells_of_a_table_close_its_grid_and_the_heads_say_what_they_head(form_id: str) -> None:
    paper = describe(full(form_id))
    elements = [one for one in tagged(full(form_id)).all() if one.tag == "Table"]

    for table, element in zip(paper.tables(), elements, strict=True):
        assert places(element) == {
            (cell.place.row, cell.place.col): plain(cell.text) for cell in table.cells
        }
        heads = {place for place, cell in cells(element) if cell.tag == "TH"}
        roles = {"row", "column", "corner", "band"}
        assert heads == {
            (cell.place.row, cell.place.col) for cell in table.cells if cell.place.role in roles
        }
        for _, cell in cells(element):
            assert cell.attributes.get("/Scope") in (
                {"/Row", "/Column"} if cell.tag == "TH" else {None}
            )


def cells(table: Element) -> Iterator[tuple[tuple[int, int], Element]]:
    """The cells with the places at which the spans of those before put them."""
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.kids):
        assert line.tag == "TR"
        column = 0
        for cell in line.kids:
            while (row, column) in taken:
                column += 1
            yield (row, column), cell
            rows, columns = (cell.attributes.get(name, 1) for name in ("/RowSpan", "/ColSpan"))
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
    width = max(column for _, column in taken) + 1
    assert len(taken) == len(table.kids) * width


def places(table: Element) -> dict[tuple[int, int], str]:
    return {place: plain(cell.text) for place, cell in cells(table)}


def test_each_number_has_a_head_beside_and_above() -> None:
    (_, table, _) = (one for one in tagged(full(FORM)).all() if one.tag == "Table")
    heads = [(place, cell) for place, cell in cells(table) if cell.tag == "TH"]
    for (row, column), cell in cells(table):
        if not cell.text.isdigit():
            continue
        beside = [h for (r, _), h in heads if r <= row < r + h.attributes.get("/RowSpan", 1)]
        above = [h for (_, c), h in heads if c <= column < c + h.attributes.get("/ColSpan", 1)]
        assert any(head.attributes["/Scope"] == "/Row" for head in beside)
        assert any(head.attributes["/Scope"] == "/Column" for head in above)


@each_report
def test_the_way_back_from_each_stretch_leads_to_its_element(build: Build) -> None:
    file = tagged(build(FORM))
    numbers: Any = file.root["/ParentTree"]["/Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    stretches = {stretch: one.own for one in file.all() for stretch in one.stretches}

    back = {
        (page, number): element.get_object()
        for page, elements in parents.items()
        for number, element in enumerate(elements)
    }
    assert back == stretches
    assert [page["/StructParents"] for page in file.reader.pages] == list(parents)
    assert file.root["/ParentTreeNextKey"] == len(parents)
    for one in file.all():
        assert all(kid.own["/P"] == one.own for kid in one.kids)


def test_page_numbers_and_the_heads_drawn_again_are_not_read_out() -> None:
    report = full(FORM)
    for key in report.cells:
        if key.startswith("table_3.denied") or ".deny_" in key or ".reject_" in key:
            report.change(notes={key: "其中重复提出的有3件"})
    file = tagged(report)
    aside = [plain(file.drawn[page, -1]) for page in range(len(file.reader.pages))]

    assert all(f"—{number}—" in text for number, text in enumerate(aside, 1))
    drawn = sum("商业企业" in plain(text) for text in file.drawn.values())
    assert drawn > 1
    assert sum("商业企业" in text for text in aside) == drawn - 1
    assert sum("商业企业" in plain(one.text) for one in file.all()) == 1


@each_kind
@each_report
def test_nothing_is_drawn_outside_a_tag_and_no_tag_stands_in_another(
    make: Make, build: Build
) -> None:
    reader = PdfReader(BytesIO(make(describe(build(FORM)))))
    for page in reader.pages:
        is_open, states, seen = False, 0, list[int]()
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"BDC":
                assert not is_open
                is_open, states = True, 0
                number = operands[1].get("/MCID")
                assert (number is None) == (operands[0] == "/Artifact")
                seen += [] if number is None else [number]
            elif operator == b"EMC":
                assert is_open
                assert states == 0
                is_open = False
            elif operator in _DRAWING:
                assert is_open
            states += {b"q": 1, b"Q": -1}.get(operator, 0)
        assert not is_open
        assert seen == list(range(len(seen)))


@each_kind
def test_the_file_says_that_it_is_tagged_and_for_everybody(make: Make) -> None:
    root: Any = PdfReader(BytesIO(make(describe(full(FORM))))).root_object
    words = root["/Metadata"].get_data().decode()

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert "<pdfuaid:part>1</pdfuaid:part>" in words


@each_kind
@each_report
def test_tags_and_profile_change_nothing_that_is_seen(make: Make, build: Build) -> None:
    paper = describe(build(FORM))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(TWIPS_IN_INCH)
    writer.setPageLayout(sheet(paper.setup.page))
    PaperPainter(paper).paint(writer)

    bare = pypdfium2.PdfDocument(bytes(buffer.data().data()))
    whole = pypdfium2.PdfDocument(make(paper))
    assert len(bare) == len(whole)
    for one, other in zip(bare, whole, strict=True):
        assert bytes(one.render(scale=2).buffer) == bytes(other.render(scale=2).buffer)


def archive(report: Report) -> tuple[bytes, Any]:
    content = render_for_archive(describe(report))
    return content, PdfReader(BytesIO(content))


def test_the_archive_is_told_which_standard_it_is_and_what_colours_mean() -> None:
    _, reader = archive(full(FORM))
    root = reader.root_object
    (intent,) = root["/OutputIntents"]
    profile = intent.get_object()["/DestOutputProfile"]

    assert (reader.xmp_metadata.pdfaid_part, reader.xmp_metadata.pdfaid_conformance) == ("1", "A")
    assert "pdfuaid</pdfaSchema:prefix>" in root["/Metadata"].get_data().decode()
    assert intent.get_object()["/S"] == "/GTS_PDFA1"
    assert profile["/N"] == 3
    assert profile.get_data()[12:24] == b"mntrRGB XYZ "
    assert profile.get_data()[36:40] == b"acsp"


@each_report
def test_the_archive_gets_nothing_that_its_standard_forbids(build: Build) -> None:
    content, reader = archive(build(FORM))
    root = reader.root_object

    assert content.startswith(b"%PDF-1.4\n%")
    assert b"/ObjStm" not in content
    assert len(reader.trailer["/ID"]) == 2
    assert "/Encrypt" not in reader.trailer
    assert "/Filter" not in root["/Metadata"]
    assert not {"/OpenAction", "/AA", "/AcroForm", "/OCProperties"} & set(root)
    for page in reader.pages:
        resources = page["/Resources"]
        for state in resources["/ExtGState"].values():
            assert state.get_object()["/SMask"] == "/None"
            assert (state.get_object()["/ca"], state.get_object()["/CA"]) == (1, 1)
        for font in resources["/Font"].values():
            whole_and_named(font.get_object())


def whole_and_named(font: DictionaryObject) -> None:
    """A font stands in the file, says of every glyph what it means, and has one name throughout."""
    descendants: Any = font["/DescendantFonts"]
    descendant = descendants[0].get_object()
    described = descendant["/FontDescriptor"]

    assert described["/FontFile2"].get_data()
    assert described["/CIDSet"].get_data()
    assert "/ToUnicode" in font
    assert font["/BaseFont"] == descendant["/BaseFont"] == described["/FontName"]


def test_a_report_without_a_unit_agrees_with_itself() -> None:
    report = blank(FORM)
    report.change(facts={"unit": ""})
    _, reader = archive(report)

    assert reader.metadata.author is None
    assert not reader.xmp_metadata.dc_creator
