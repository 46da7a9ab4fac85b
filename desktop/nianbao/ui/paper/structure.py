"""The structure of a PDF: title, headings, paragraphs and tables in the order they are read out.

The painter's marks say what each stretch of a page is; here they become elements, numbered stretch
by stretch, so that a reading program finds its way from either to the other.
"""

import re
from collections.abc import Mapping
from io import BytesIO
from typing import IO, Any, cast

from pypdf import PageObject, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from nianbao.exporters.printed.heads import scope_of
from nianbao.exporters.printed.page_setup import Style, StyleName
from nianbao.exporters.printed.paper import PaperCell, PaperTable, Paragraph
from nianbao.ui.paper.marks import Aside, CellWords, Marks, Piece, Words, bracketed

_SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
_BLANK = re.compile(rb"\s+(?=[/<>\[\]])|(?<=[<>\[\]])\s+")
_BAND_SCOPE = "/Column"
"""A band across the table heads the rows below it, which no scope of a PDF says but this one."""


def add_structure(writer: PdfWriter, marks: Marks, styles: Mapping[StyleName, Style]) -> None:
    """Tag the pages and build the tree of their elements."""
    tree = _Tree(writer, styles)
    for number, (page, pieces) in enumerate(zip(writer.pages, marks.pages, strict=True)):
        content = cast("StreamObject", page["/Contents"].get_object())
        tree.turn_to(page)
        content.set_data(bracketed(content.get_data(), [tree.opening(one) for one in pieces]))
        page[NameObject("/StructParents")] = NumberObject(number)
        # Whatever can be reached by the Tab key is reached in the order of reading.
        page[NameObject("/Tabs")] = NameObject("/S")
    root = writer.root_object
    root[NameObject("/StructTreeRoot")] = tree.finished()
    root[NameObject("/MarkInfo")] = DictionaryObject(
        {NameObject("/Marked"): BooleanObject(value=True)}
    )


class _Element(DictionaryObject):
    """Written without the blanks that the syntax does not need: hundreds of them are in a report."""

    def write_to_stream(self, stream: IO[Any]) -> None:
        """Write the element."""
        plain = BytesIO()
        super().write_to_stream(plain)
        stream.write(_BLANK.sub(b"", plain.getvalue()))


class _Headings:
    """How deep a heading is: none may be two levels below the one before it."""

    def __init__(self) -> None:
        self._above: list[int] = []

    def depth(self, outline: int) -> int:
        self._above = [level for level in self._above if level < outline]
        self._above.append(outline)
        return len(self._above)


class _Tree:
    """Grows with the pieces, page after page."""

    def __init__(self, writer: PdfWriter, styles: Mapping[StyleName, Style]) -> None:
        self._writer = writer
        self._styles = styles
        self._headings = _Headings()
        self._attributes: dict[tuple[str, int, int], IndirectObject] = {}
        self._cells: dict[tuple[str, int, int], DictionaryObject] = {}
        self._pages: list[ArrayObject] = []
        self._page = IndirectObject(0, 0, writer)
        self._paragraph: DictionaryObject | None = None
        self._root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        self._document = self._element("/Document", self._added(self._root))

    def turn_to(self, page: PageObject) -> None:
        """Begin the next page."""
        self._page = _reference(page)
        self._pages.append(ArrayObject())

    def opening(self, piece: Piece) -> bytes:
        """Return what is written into the page where a piece begins."""
        if isinstance(piece, Aside):
            return piece.value
        element = self._element_of(piece)
        number = self._number(element)
        return f"{element['/S']} <</MCID {number}>> BDC\n".encode("ascii")

    def finished(self) -> IndirectObject:
        """Return the tree's root, with the way back from each numbered stretch to its element."""
        numbers = ArrayObject()
        for number, elements in enumerate(self._pages):
            numbers.extend((NumberObject(number), elements))
        parents = DictionaryObject({NameObject("/Nums"): numbers})
        self._root[NameObject("/ParentTree")] = self._added(parents)
        self._root[NameObject("/ParentTreeNextKey")] = NumberObject(len(self._pages))
        return _reference(self._root)

    def _element_of(self, piece: Words | CellWords) -> DictionaryObject:
        if isinstance(piece, CellWords):
            place = piece.cell.place
            key = (piece.table.id, place.row, place.col)
            if key not in self._cells:
                self._add_table(piece.table)
            return self._cells[key]
        if piece.begins or self._paragraph is None:
            tag = self._tag(piece.paragraph)
            self._paragraph = self._element(tag, _reference(self._document))
        return self._paragraph

    def _tag(self, paragraph: Paragraph) -> str:
        if paragraph.style == "title":
            return f"/H{self._headings.depth(0)}"
        outline = self._styles[paragraph.style].outline
        return f"/H{self._headings.depth(outline)}" if outline else "/P"

    def _add_table(self, table: PaperTable) -> None:
        """All its cells at once, also those in which nothing stands."""
        element = self._element("/Table", _reference(self._document))
        rows = [self._element("/TR", _reference(element)) for _ in range(table.layout.n_rows)]
        for cell in table.cells:
            place = cell.place
            row = _reference(rows[place.row])
            self._cells[table.id, place.row, place.col] = self._cell(table, cell, row)

    def _cell(self, table: PaperTable, cell: PaperCell, row: IndirectObject) -> DictionaryObject:
        scope = _SCOPES.get(scope_of(table, cell), "")
        if cell.place.role == "band":
            scope = _BAND_SCOPE
        element = self._element("/TH" if scope else "/TD", row)
        key = (scope, cell.place.row_span, cell.place.col_span)
        if key != ("", 1, 1):
            if key not in self._attributes:
                self._attributes[key] = self._added(_attributes(*key))
            element[NameObject("/A")] = self._attributes[key]
        return element

    def _element(self, tag: str, parent: IndirectObject) -> DictionaryObject:
        """A new element, the last below its parent."""
        element = _Element({NameObject("/S"): NameObject(tag), NameObject("/P"): parent})
        _append(cast("DictionaryObject", parent.get_object()), self._added(element))
        return element

    def _number(self, element: DictionaryObject) -> int:
        """Give an element the next stretch of the page."""
        stretches = self._pages[-1]
        number = NumberObject(len(stretches))
        stretches.append(_reference(element))
        if element.setdefault(NameObject("/Pg"), self._page) == self._page:
            _append(element, number)
        else:
            elsewhere = {"/Type": NameObject("/MCR"), "/Pg": self._page, "/MCID": number}
            _append(element, DictionaryObject({NameObject(k): v for k, v in elsewhere.items()}))
        return number

    def _added(self, value: DictionaryObject) -> IndirectObject:
        return self._writer._add_object(value)  # noqa: SLF001 - pypdf has no other way


def _append(element: DictionaryObject, kid: PdfObject) -> None:
    """A single kid needs no array, which is a third of the tree's size."""
    kids = element.get(NameObject("/K"))
    if kids is None:
        element[NameObject("/K")] = kid
    elif isinstance(kids, ArrayObject):
        kids.append(kid)
    else:
        element[NameObject("/K")] = ArrayObject([element.raw_get("/K"), kid])


def _attributes(scope: str, rows: int, columns: int) -> DictionaryObject:
    attributes = DictionaryObject({NameObject("/O"): NameObject("/Table")})
    if scope:
        attributes[NameObject("/Scope")] = NameObject(scope)
    for name, span in (("/RowSpan", rows), ("/ColSpan", columns)):
        if span > 1:
            attributes[NameObject(name)] = NumberObject(span)
    return attributes


def _reference(value: DictionaryObject) -> IndirectObject:
    """Where an object stands that the writer has."""
    return cast("IndirectObject", value.indirect_reference)
