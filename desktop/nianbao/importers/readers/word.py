"""Reads .docx of Word and WPS: one walk over the body, merged cells resolved to a logical grid.

What a reader of the paper does not see carries a mark: deleted text, the old place of moved text,
hidden and struck text. Pinyin guides are left out. Text boxes follow the paragraph that they hang
on. Macros are never looked at.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from nianbao.importers.document import Aside, Block, Cell, Document, Grid, Paragraph, Place
from nianbao.importers.errors import FEWEST_LETTERS, damaged, scanned, too_deep
from nianbao.importers.readers.archive import Archive
from nianbao.importers.readers.bounds import whole_number
from nianbao.importers.readers.boxes.word_drawings import put_drawings
from nianbao.importers.readers.numbering import Numbering, numbering_of
from nianbao.importers.readers.seen.word_marks import Marks
from nianbao.importers.readers.seen.word_styles import styles_of
from nianbao.importers.readers.xml import parse_xml, sound_part
from nianbao.importers.visible import Mark, marked

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_SHEETS = ("Excel.", "ET.", "KET.")
_EDGES = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_UNKNOWN_EDGE = "页眉、页脚、脚注或批注"
_PICTURES = ("word/media/", "word/embeddings/")
_MOST_COLUMNS = 200
_DEEPEST = 20
_WRAPPERS = ("sdt", "sdtContent", "ins", "del", "moveTo", "moveFrom", "customXml", "smartTag")


def read_docx(archive: Archive, name: str) -> Document:
    """Return the document of a .docx; raise DamagedSourceError where it is broken or locked."""
    part = _MAIN if _MAIN in archive.names else _main_part(archive, name)
    main = archive.part(part)
    root = parse_xml(main, name)
    for namespace in _NAMESPACES:
        if root.tag == f"{{{namespace}}}document":
            styles = styles_of(archive, name)
            numbering, lost = numbering_of(archive, main, styles, namespace, name)
            marks = Marks(styles, f"{{{namespace}}}")
            marks.apply(root, main)
            marks.of.update(put_drawings(archive, part, root, f"{{{namespace}}}", name))
            document = _Walker(_Names(namespace, root), numbering, marks.of, name).document(root)
            if _is_pictures(archive, document):
                raise scanned(name)
            edges = tuple(_edges(archive, f"{{{namespace}}}", name, len(document.blocks)))
            said = (one for one in (lost, marks.lost) if one)
            return replace(document, asides=edges, remarks=(*document.remarks, *said))
    raise damaged(name)


def _edges(archive: Archive, w: str, name: str, end: int) -> Iterator[Aside]:
    """Yield what stands at the pages' edges: headers, footers, notes. None of it is the report's."""
    for part in sorted(archive.names):
        if not (part.startswith(_EDGES) and part.endswith(".xml")):
            continue
        root = sound_part(archive, part, name)
        if root is None:
            yield Aside(Place(end), _UNKNOWN_EDGE, Mark.BROKEN.value)
        for paragraph in root.iter(f"{w}p") if root is not None else ():
            words = "".join(one.text or "" for one in paragraph.iter(f"{w}t")).strip()
            if words:
                mark = Mark.REMARK if part.startswith("word/comments") else Mark.EDGE
                yield Aside(Place(end), words, mark.value)


def _is_pictures(archive: Archive, document: Document) -> bool:
    """Whether the words are too few for a report and there is something else to look at."""
    has_pictures = any(one.startswith(_PICTURES) for one in archive.names)
    return has_pictures and not document.remarks and len(document.text()) < FEWEST_LETTERS


def _main_part(archive: Archive, name: str) -> str:
    """Return the main part where it has an unusual name."""
    for one in sorted(archive.names):
        if one.startswith("word/document") and one.endswith(".xml"):
            return one
    raise damaged(name)


class _Names:
    """Tags and attributes of one namespace."""

    def __init__(self, namespace: str, root: "_Element") -> None:
        w = f"{{{namespace}}}"
        self.p, self.tbl, self.tr, self.tc = f"{w}p", f"{w}tbl", f"{w}tr", f"{w}tc"
        self.t, self.body, self.val = f"{w}t", f"{w}body", f"{w}val"
        self.span, self.merge, self.before = f"{w}gridSpan", f"{w}vMerge", f"{w}gridBefore"
        self.flat = f"{w}hMerge"
        self.box, self.row_properties = f"{w}txbxContent", f"{w}trPr"
        self.marks = {
            f"{w}tab": "\t",
            f"{w}ptab": "\t",
            f"{w}br": "\n",
            f"{w}cr": "\n",
            f"{w}noBreakHyphen": "-",
        }
        # Looking for a tag costs something even where there is none.
        self.texts = (
            self.t,
            *(tag for tag in self.marks if next(root.iter(tag), None) is not None),
        )
        self.row_texts = (self.tc, self.p, *self.texts)
        self.unseen = (_FALLBACK,)
        self.chunks = (f"{w}altChunk", f"{w}subDoc")
        self.changed = (f"{w}ins", f"{w}del", f"{w}moveFrom")
        self.wrappers = tuple(f"{w}{name}" for name in _WRAPPERS)


class _Walker:
    """Turns the body into blocks."""

    def __init__(
        self,
        names: _Names,
        numbering: Numbering | None,
        marks: "Mapping[_Element, Mark]",
        name: str,
    ) -> None:
        self._name = name
        self._names = names
        self._numbering = numbering
        self._marks = marks
        self._spans: dict[_Element, int] = {}
        self._merges: dict[_Element, str] = {}
        self._flat: set[_Element] = set()
        """Cells that the cell before them covers, in the way of older programs."""
        self._boxes: dict[_Element, list[_Element]] = {}
        self._deep: set[_Element] = set()
        """Cells that hold a table or a text box."""
        self._wrapped = False

    def document(self, root: "_Element") -> Document:
        """Return the document."""
        names = self._names
        remarks = []
        if next(root.iter(*names.changed), None) is not None:
            remarks.append("文档里有修订记录，按接受全部修订后的样子读入")
        self._drop_unseen(root)
        self._look_ahead(root)
        remarks += self._left_out(root)
        body = root.find(names.body)
        blocks = tuple(self._blocks(body, 0)) if body is not None else ()
        return Document("docx", blocks, remarks=tuple(remarks))

    def _left_out(self, root: "_Element") -> list[str]:
        """Say what stands in the document and is kept outside it, where only Word can read it."""
        remarks = []
        if next(root.iter(*self._names.chunks), None) is not None:
            remarks.append(
                "文档里插入了另一个文件的内容，没有读入；请用 Word 或 WPS 打开，另存为 .docx 后再读入"
            )
        programs = (one.get("ProgID") or "" for one in root.iter(_OBJECT))
        if any(program.startswith(_SHEETS) for program in programs):
            remarks.append(
                "文档里嵌入了 Excel 表格，里面的数字没有读入；请把它复制成 Word 表格后再读入"
            )
        return remarks

    def _drop_unseen(self, root: "_Element") -> None:
        for unseen in list(root.iter(*self._names.unseen)):
            _remove(unseen)

    def _look_ahead(self, root: "_Element") -> None:
        """Note once for the whole document what only few cells have."""
        names = self._names
        for one in root.iter(names.span, names.merge, names.flat):
            properties = one.getparent()
            cell = properties.getparent() if properties is not None else None
            if cell is None:
                continue
            if one.tag == names.span:
                self._spans[cell] = _number(one.get(names.val))
            elif one.tag == names.merge:
                self._merges[cell] = one.get(names.val) or "continue"
            elif one.get(names.val) != "restart":
                self._flat.add(cell)
        for box in list(root.iter(names.box)):
            anchor = next(box.iterancestors(names.p), None)
            if anchor is not None:
                self._deep.update(anchor.iterancestors(names.tc))
                self._boxes.setdefault(anchor, []).append(box)
            _remove(box)
        for table in root.iter(names.tbl):
            self._deep.update(table.iterancestors(names.tc))
        self._wrapped = next(root.iter(*names.wrappers), None) is not None

    def _blocks(self, parent: "_Element", depth: int) -> Iterator[Block]:
        if depth > _DEEPEST:
            raise too_deep(self._name)
        for child in parent:
            if child.tag == self._names.p:
                number, text = self._number(child), self._text(child)
                if text.strip():
                    yield Paragraph(number + text)
                for box in self._boxes.get(child, ()):
                    yield from self._blocks(box, depth + 1)
            elif child.tag == self._names.tbl:
                yield from self._table(child, depth)
            elif len(child):
                yield from self._blocks(child, depth + 1)

    def _number(self, paragraph: "_Element") -> str:
        return self._numbering.number(paragraph) if self._numbering is not None else ""

    def _numbered(self, tc: "_Element") -> str:
        """Return a cell's text with automatic numbers, but none that would run into a figure."""
        lines = []
        for paragraph in tc.iter(self._names.p):
            number, text = self._number(paragraph), self._text(paragraph)
            lines.append(text if not text.strip() or text.strip()[0].isdigit() else number + text)
        return "\n".join(lines).strip()

    def _text(self, element: "_Element") -> str:
        t, marks = self._names.t, self._names.marks
        return "".join(
            [
                self._seen(one) if one.tag == t else marks[str(one.tag)]
                for one in element.iter(*self._names.texts)
            ]
        )

    def _seen(self, text: "_Element") -> str:
        """Return a piece of text with its mark, if it has one."""
        mark = self._marks.get(text) if self._marks else None
        return text.text or "" if mark is None else marked(text.text or "", mark)

    def _table(self, table: "_Element", depth: int) -> Iterator[Block]:
        """Yield the table, and what is nested in its cells behind it."""
        rows: list[list[Cell]] = []
        nested: list[Block] = []
        merged: dict[int, tuple[int, int]] = {}
        for tr in self._children(table, self._names.tr):
            row: list[Cell] = []
            column = self._grid_before(tr)
            texts = self._row_texts(tr)
            for tc in self._children(tr, self._names.tc):
                span = self._spans.get(tc, 1)
                if tc in self._flat and row:
                    row[-1] = row[-1]._replace(col_span=row[-1].col_span + span)
                    column += span
                    continue
                merge = self._merges.get(tc)
                if merge == "continue" and column in merged:
                    at, index = merged[column]
                    rows[at][index] = rows[at][index]._replace(row_span=len(rows) - at + 1)
                    column += span
                    continue
                if merge:
                    merged[column] = (len(rows), len(row))
                elif merged:
                    merged.pop(column, None)
                if tc in self._deep:
                    column = self._deep_cell(tc, row, column, depth, nested)
                else:
                    row.append(Cell(texts[tc], column, span))
                    column += span
            rows.append(row)
        yield from _framed(rows)
        yield from nested

    def _deep_cell(
        self, tc: "_Element", row: list[Cell], column: int, depth: int, nested: list[Block]
    ) -> int:
        """Add a cell that holds a table or a box; the cells of a one-row table take its place."""
        inner = list(self._blocks(tc, depth + 1))
        if _is_one_row(inner):
            for cell in inner[0].rows[0] if isinstance(inner[0], Grid) else ():
                row.append(cell._replace(col=column))
                column += 1
            return column
        span = self._spans.get(tc, 1)
        lines = [block.text for block in inner if isinstance(block, Paragraph)]
        is_text = len(lines) == len(inner)  # a text box within the cell
        row.append(Cell("\n".join(lines) if is_text else "", column, span))
        if not is_text:
            nested.extend(inner)
        return column + span

    def _row_texts(self, tr: "_Element") -> "dict[_Element, str]":
        """Return the texts of the cells that hold nothing but paragraphs, in one walk."""
        if self._numbering is not None:
            return {
                tc: self._numbered(tc) for tc in tr.iter(self._names.tc) if tc not in self._deep
            }
        p, t, tc, marks = self._names.p, self._names.t, self._names.tc, self._names.marks
        found: dict[_Element, list[str]] = {}
        pieces: list[str] = []
        for one in tr.iter(*self._names.row_texts):
            tag = one.tag
            if tag == t:
                pieces.append(self._seen(one))
            elif tag == tc:
                pieces = found[one] = []
            else:
                pieces.append("\n" if tag == p else marks[str(tag)])
        return {cell: "".join(texts).strip() for cell, texts in found.items()}

    def _grid_before(self, tr: "_Element") -> int:
        properties = tr.find(self._names.row_properties)
        before = properties.find(self._names.before) if properties is not None else None
        return _number(before.get(self._names.val)) if before is not None else 0

    def _children(self, parent: "_Element", tag: str) -> Iterator["_Element"]:
        """Yield children of a tag, also within content controls and the like."""
        if not self._wrapped:
            return parent.iterchildren(tag)
        return _unwrapped(parent, tag, self._names.wrappers)


def _unwrapped(parent: "_Element", tag: str, wrappers: tuple[str, ...]) -> Iterator["_Element"]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in wrappers:
            yield from _unwrapped(child, tag, wrappers)


def _remove(element: "_Element") -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _number(text: str | None) -> int:
    number = whole_number(text, _MOST_COLUMNS)
    return 1 if number is None else number


def _framed(rows: list[list[Cell]]) -> Iterator[Block]:
    """Yield a table; of one that is but a frame around some words, their lines."""
    if len(rows) == 1 == len(rows[0]) and rows[0][0].text:
        yield from (Paragraph(line) for line in rows[0][0].text.split("\n") if line.strip())
    else:
        yield Grid(tuple([tuple(row) for row in rows]))


def _is_one_row(inner: list[Block]) -> bool:
    """Whether a cell holds nothing but a table of one row, whose cells stand in its place."""
    return len(inner) == 1 and isinstance(inner[0], Grid) and len(inner[0].rows) == 1
