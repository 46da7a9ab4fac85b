"""Reads .docx of Word and WPS: one walk over the body, merged cells resolved to a logical grid.

What a reader of the paper does not see is left out: deleted text, the old place of moved text,
pinyin guides. Text boxes follow the paragraph that they hang on. Macros are never looked at.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.archive import Archive, damaged
from nianbao.importers.document import Block, Cell, Document, Grid, Paragraph
from nianbao.importers.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_COLUMNS = 200
_DEEPEST = 20
_WRAPPERS = ("}sdt", "}sdtContent", "}ins", "}moveTo", "}customXml", "}smartTag")


def read_docx(content: bytes, name: str) -> Document:
    """Return the document of a .docx; raise DamagedSourceError where it is broken or locked."""
    archive = Archive(content, name)
    part = _MAIN if _MAIN in archive.names else _main_part(archive, name)
    root = parse_xml(archive.part(part), name)
    for namespace in _NAMESPACES:
        if root.tag == f"{{{namespace}}}document":
            return _Walker(namespace).document(root)
    raise damaged(name)


def _main_part(archive: Archive, name: str) -> str:
    """Return the main part where it has an unusual name."""
    for one in sorted(archive.names):
        if one.startswith("word/document") and one.endswith(".xml"):
            return one
    raise damaged(name)


class _Walker:
    """Turns the body into blocks."""

    def __init__(self, namespace: str) -> None:
        w = f"{{{namespace}}}"
        self._p, self._tbl, self._tr, self._tc = f"{w}p", f"{w}tbl", f"{w}tr", f"{w}tc"
        self._body, self._trpr, self._tcpr = f"{w}body", f"{w}trPr", f"{w}tcPr"
        self._val, self._span, self._merge = f"{w}val", f"{w}gridSpan", f"{w}vMerge"
        self._before, self._box = f"{w}gridBefore", f"{w}txbxContent"
        self._words = {f"{w}tab": "\t", f"{w}br": "\n", f"{w}cr": "\n", f"{w}noBreakHyphen": "-"}
        self._t = f"{w}t"
        self._texts = (self._t, *self._words)
        self._unseen = (f"{w}del", f"{w}moveFrom", f"{w}rt", _FALLBACK)
        self._deleted = (f"{w}del", f"{w}cellDel")
        self._changed = (f"{w}ins", f"{w}del", f"{w}moveFrom")
        self._remarks: list[str] = []

    def document(self, root: "_Element") -> Document:
        """Return the document."""
        if next(root.iter(*self._changed), None) is not None:
            self._remarks.append("文档里有修订记录，按接受全部修订后的样子读入")
        self._drop_unseen(root)
        boxes = self._take_boxes(root)
        body = root.find(self._body)
        blocks = tuple(self._blocks(body, boxes, 0)) if body is not None else ()
        return Document("docx", blocks, remarks=tuple(self._remarks))

    def _drop_unseen(self, root: "_Element") -> None:
        for row in list(root.iter(self._tr)):
            properties = row.find(self._trpr)
            if properties is not None and properties.find(self._deleted[0]) is not None:
                _remove(row)
        for gone in list(root.iter(*self._unseen)):
            _remove(gone)

    def _take_boxes(self, root: "_Element") -> dict["_Element", list["_Element"]]:
        """Detach text boxes and return them by the paragraph that they hang on."""
        boxes: dict[_Element, list[_Element]] = {}
        for box in list(root.iter(self._box)):
            anchor = next(box.iterancestors(self._p), None)
            _remove(box)
            if anchor is not None:
                boxes.setdefault(anchor, []).append(box)
        return boxes

    def _blocks(
        self, parent: "_Element", boxes: dict["_Element", list["_Element"]], depth: int
    ) -> Iterator[Block]:
        if depth > _DEEPEST:
            return
        for child in parent:
            if child.tag == self._p:
                text = self._text(child)
                if text.strip():
                    yield Paragraph(text)
                for box in boxes.get(child, ()):
                    yield from self._blocks(box, boxes, depth + 1)
            elif child.tag == self._tbl:
                yield from self._table(child, boxes, depth)
            elif len(child):
                yield from self._blocks(child, boxes, depth + 1)

    def _text(self, element: "_Element") -> str:
        return "".join(
            one.text or "" if one.tag == self._t else self._words[str(one.tag)]
            for one in element.iter(*self._texts)
        )

    def _table(
        self, table: "_Element", boxes: dict["_Element", list["_Element"]], depth: int
    ) -> Iterator[Block]:
        """Yield the table, and what is nested in its cells behind it."""
        rows: list[list[Cell]] = []
        nested: list[Block] = []
        open_merges: dict[int, tuple[int, int]] = {}
        for tr in _children(table, self._tr):
            row: list[Cell] = []
            column = self._grid_before(tr)
            for tc in _children(tr, self._tc):
                span, merge = self._merges(tc)
                if merge == "continue" and column in open_merges:
                    at, index = open_merges[column]
                    cell = rows[at][index]
                    rows[at][index] = cell._replace(row_span=len(rows) - at + 1)
                else:
                    if merge == "restart":
                        open_merges[column] = (len(rows), len(row))
                    else:
                        open_merges.pop(column, None)
                    inner = self._inner(tc, boxes, depth)
                    column = self._place(row, tc, inner, column, span)
                    nested.extend(() if _is_one_row(inner) else inner)
                    continue
                column += span
            rows.append(row)
        yield Grid(tuple(tuple(row) for row in rows))
        yield from nested

    def _place(
        self, row: list[Cell], tc: "_Element", inner: list[Block], column: int, span: int
    ) -> int:
        """Add a cell to its row, or the cells of a one-row table within it; return the next column."""
        if _is_one_row(inner):
            grid = next(block for block in inner if isinstance(block, Grid))
            for cell in grid.rows[0]:
                row.append(cell._replace(col=column))
                column += 1
            return column
        own = "" if inner else self._cell_text(tc)
        row.append(Cell(own, column, span))
        return column + span

    def _inner(
        self, tc: "_Element", boxes: dict["_Element", list["_Element"]], depth: int
    ) -> list[Block]:
        """Return the blocks of a cell that holds a table or a text box; nothing for a plain cell."""
        if tc.find(self._tbl) is None and not any(p in boxes for p in tc if boxes):
            return []
        return list(self._blocks(tc, boxes, depth + 1))

    def _cell_text(self, tc: "_Element") -> str:
        paragraphs = [self._text(p) for p in tc if p.tag != self._tcpr]
        return "\n".join(text for text in paragraphs if text).strip()

    def _merges(self, tc: "_Element") -> tuple[int, str]:
        properties = tc.find(self._tcpr)
        if properties is None:
            return 1, ""
        span = merge = None
        for one in properties:
            if one.tag == self._span:
                span = one.get(self._val)
            elif one.tag == self._merge:
                merge = one.get(self._val) or "continue"
        return _number(span), merge or ""

    def _grid_before(self, tr: "_Element") -> int:
        properties = tr.find(self._trpr)
        before = properties.find(self._before) if properties is not None else None
        return _number(before.get(self._val)) if before is not None else 0


def _children(parent: "_Element", tag: str) -> Iterator["_Element"]:
    """Yield children of a tag, also within content controls and tracked insertions."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif str(child.tag).endswith(_WRAPPERS):
            yield from _children(child, tag)


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _number(text: str | None) -> int:
    return min(int(text), _MOST_COLUMNS) if text and text.isascii() and text.isdigit() else 1


def _is_one_row(inner: list[Block]) -> bool:
    """Whether a cell holds nothing but a table of one row, whose cells stand in its place."""
    grids = [block for block in inner if isinstance(block, Grid)]
    return len(grids) == 1 == len(inner) and len(grids[0].rows) == 1
