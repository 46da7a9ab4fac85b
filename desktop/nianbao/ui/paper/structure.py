"""The structure of a report's PDF: title, headings, paragraphs and tables in the order of reading.

The painter's marks say what each stretch of a page is; here they become elements of the tree.
"""

from collections.abc import Mapping

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, NumberObject

from nianbao.exporters.printed.heads import scope_of
from nianbao.exporters.printed.page_setup import Style, StyleName
from nianbao.exporters.printed.paper import PaperCell, PaperTable, Paragraph
from nianbao.ui.paper.marks import Aside, CellWords, Marks, Piece, Words
from nianbao.ui.paper.tag_tree import TagTree, reference, write_openings

_SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
_BAND_SCOPE = "/Column"
"""A band across the table heads the rows below it, which no scope of a PDF says but this one."""


def add_structure(writer: PdfWriter, marks: Marks, styles: Mapping[StyleName, Style]) -> None:
    """Tag the pages and build the tree of their elements."""
    tree = TagTree(writer)
    report = _Report(tree, styles)
    for page, pieces in zip(writer.pages, marks.pages, strict=True):
        tree.turn_to(page)
        write_openings(page, [report.opening(one) for one in pieces])
    tree.plant()


class _Headings:
    """How deep a heading is: none may be two levels below the one before it."""

    def __init__(self) -> None:
        self._above: list[int] = []

    def depth(self, outline: int) -> int:
        self._above = [level for level in self._above if level < outline]
        self._above.append(outline)
        return len(self._above)


class _Report:
    """Knows of each piece which element it belongs to."""

    def __init__(self, tree: TagTree, styles: Mapping[StyleName, Style]) -> None:
        self._tree = tree
        self._styles = styles
        self._headings = _Headings()
        self._attributes: dict[tuple[str, int, int], IndirectObject] = {}
        self._cells: dict[tuple[str, int, int], DictionaryObject] = {}
        self._paragraph: DictionaryObject | None = None

    def opening(self, piece: Piece) -> bytes:
        """Return what is written into the page where a piece begins."""
        return (
            piece.value if isinstance(piece, Aside) else self._tree.opening(self._element_of(piece))
        )

    def _element_of(self, piece: Words | CellWords) -> DictionaryObject:
        if isinstance(piece, CellWords):
            place = piece.cell.place
            key = (piece.table.id, place.row, place.col)
            if key not in self._cells:
                self._add_table(piece.table)
            return self._cells[key]
        if piece.begins or self._paragraph is None:
            tag = self._tag(piece.paragraph)
            self._paragraph = self._tree.element(tag, reference(self._tree.document))
        return self._paragraph

    def _tag(self, paragraph: Paragraph) -> str:
        if paragraph.style == "title":
            return f"/H{self._headings.depth(0)}"
        outline = self._styles[paragraph.style].outline
        return f"/H{self._headings.depth(outline)}" if outline else "/P"

    def _add_table(self, table: PaperTable) -> None:
        """All its cells at once, also those in which nothing stands."""
        element = self._tree.element("/Table", reference(self._tree.document))
        rows = [self._tree.element("/TR", reference(element)) for _ in range(table.layout.n_rows)]
        for cell in table.cells:
            place = cell.place
            row = reference(rows[place.row])
            self._cells[table.id, place.row, place.col] = self._cell(table, cell, row)

    def _cell(self, table: PaperTable, cell: PaperCell, row: IndirectObject) -> DictionaryObject:
        scope = _SCOPES.get(scope_of(table, cell), "")
        if cell.place.role == "band":
            scope = _BAND_SCOPE
        element = self._tree.element("/TH" if scope else "/TD", row)
        key = (scope, cell.place.row_span, cell.place.col_span)
        if key != ("", 1, 1):
            if key not in self._attributes:
                self._attributes[key] = self._tree.added(_attributes(*key))
            element[NameObject("/A")] = self._attributes[key]
        return element


def _attributes(scope: str, rows: int, columns: int) -> DictionaryObject:
    attributes = DictionaryObject({NameObject("/O"): NameObject("/Table")})
    if scope:
        attributes[NameObject("/Scope")] = NameObject(scope)
    for name, span in (("/RowSpan", rows), ("/ColSpan", columns)):
        if span > 1:
            attributes[NameObject(name)] = NumberObject(span)
    return attributes
