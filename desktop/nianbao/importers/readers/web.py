"""Reads saved web pages: the article, its tables as their editors left them, no site furniture.

Spans are taken as written but bounded; the recogniser does not trust them. Layout tables, which
hold other tables, are looked through.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from nianbao.importers.document import Block, Cell, Document, Grid, Paragraph, new_tuple
from nianbao.importers.errors import DamagedSourceError, too_deep, too_many
from nianbao.importers.readers.plain import decode
from nianbao.importers.readers.plain_grids import WIDEST, only_text, plain_grid, spans, words_behind
from nianbao.importers.readers.seen.boilerplate import FIELDS, SILENT, Furniture
from nianbao.importers.readers.seen.web_columns import hidden_columns, without_columns
from nianbao.importers.readers.seen.web_fields import field_text
from nianbao.importers.readers.seen.web_marks import marks_of
from nianbao.importers.readers.seen.web_words import SPACES, texts_in, words_in
from nianbao.importers.readers.written_grids import written_grid
from nianbao.importers.visible import Mark, marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import HTMLParser, _Element

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE
)
_BLOCKS = frozenset(
    [
        *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("section", "article", "header", "footer", "main", "aside", "nav", "form", "blockquote"),
        *("pre", "center", "table", "tr", "td", "th", "tbody", "thead", "tfoot", "caption", "hr"),
        *("fieldset", "figure", "address", "details", "summary", "body", "html"),
    ]
)
_OF_HEAD = frozenset(["title", "meta", "link", "style", "script", "base", "noscript", "xml"])
_PARTS = ("tbody", "thead", "tfoot")
_ROWS = frozenset(["tr", "colgroup", "col", *_PARTS])
_MARK = b"\xef\xbb\xbf"
_DEEPEST = 200
_NOTHING: tuple[None, Sequence[Block]] = (None, ())
"""What a cell holds of other tables: no text of its own, no blocks."""


def read_html(content: bytes, name: str, *, copied: bool = False) -> Document:
    """Return the document of a page; in what was copied a table of one cell is a cell."""
    page = _in_utf8(content, name)
    root = _parse(page, name)
    title = next(root.iter("title"), None)
    heading = "" if title is None or title.text is None else title.text.strip()
    marks = marks_of(root, page)
    blocks = _Page(Furniture(marks), marks, name, copied=copied).blocks(root)
    return Document("html", tuple(blocks), heading)


def _in_utf8(content: bytes, name: str) -> bytes:
    """Return a page in UTF-8: by its mark, by what it says of itself, else by trial."""
    if _is_utf8(content) and b"\x00" not in content:
        return content.removeprefix(_MARK)
    match = _CHARSET.search(content[:4096])
    said = match[1].decode("ascii", "replace").lower() if match else ""
    if said.startswith("gb") and not content.startswith(_MARK):
        text = content.decode("gb18030", errors="replace")
    else:
        text = decode(content, name)
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text.encode("utf-8", "replace")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parse(page: bytes, name: str) -> "_Element":
    from lxml import etree

    try:
        root = etree.fromstring(page, _parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise _incomplete(name) from error
    if root is None:
        raise _incomplete(name)
    _take_out_of_head(root)
    return root


@lru_cache(maxsize=1)
def _parser() -> "HTMLParser":
    """Return the parser of all pages: to set it up takes a twentieth of parsing a small one."""
    from lxml import etree

    return etree.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )


def _take_out_of_head(root: "_Element") -> None:
    """Give the body what an element that the parser does not know has kept in a page's head.

    So Google's sheets put a table on the clipboard, behind an element of their own.
    """
    from lxml import etree

    head, body = next(root.iterchildren("head"), None), next(root.iterchildren("body"), None)
    others = [one for one in head if one.tag not in _OF_HEAD] if head is not None else []
    if body is not None:
        others = [one for one in others if one.find(".//table") is not None]
    if others:
        body = body if body is not None else etree.SubElement(root, "body")
        body[:0] = others


def _incomplete(name: str) -> DamagedSourceError:
    return DamagedSourceError(f"“{name}”不是完整的网页。", "请在浏览器里重新保存一份。")


class _Page:
    """Walks a page and collects paragraphs and tables."""

    def __init__(
        self,
        furniture: Furniture,
        marks: "Mapping[_Element, Mark]",
        name: str,
        *,
        copied: bool = False,
    ) -> None:
        self._name = name
        self._copied = copied
        self._furniture = furniture
        self._marks = marks
        self._line: list[str] = []
        self._found: list[Block] = []

    def blocks(self, root: "_Element") -> list[Block]:
        """Return the blocks of a page or of a part of it."""
        self._walk(root, 0)
        self._end_line()
        return self._found

    def _end_line(self) -> None:
        if self._line:
            for line in "".join(self._line).split("\n"):
                text = line.strip()
                if text:
                    self._found.append(Paragraph(text))
            self._line.clear()

    def _walk(self, element: "_Element", depth: int) -> None:
        tag = element.tag
        if self._passes_over(element):
            return
        if depth > _DEEPEST:
            raise too_deep(self._name)
        if tag == "table" and self._table(element, depth):
            return
        if tag == "br":
            self._line.append("\n")
            return
        block = tag in _BLOCKS
        if block:
            self._end_line()
        if element.text:
            written = tag == "pre"  # with tabs and line ends
            self._line.append(element.text if written else SPACES.sub(" ", element.text))
        for child in element:
            self._walk(child, depth + 1)
            if child.tail:
                self._line.append(SPACES.sub(" ", child.tail))
        if block:
            self._end_line()

    def _passes_over(self, element: "_Element") -> bool:
        """Take a marked element, the site's furniture or a field as one piece; else return False."""
        mark = self._marks.get(element)
        if mark is None and element.tag in SILENT:
            return True
        if mark is None and element.tag in FIELDS:
            self._line.append(SPACES.sub(" ", field_text(element)))
            return True
        if mark is None and element in self._furniture:
            mark = Mark.AROUND
        if mark is None:
            return False
        block = element.tag in _BLOCKS
        if block:
            self._end_line()
        self._line.append(marked(words_in(element), mark))
        if block:
            self._end_line()
        return True

    def _table(self, table: "_Element", depth: int) -> bool:
        """Add a table; return False for a layout table, which is walked through instead."""
        nested = next(table.iterdescendants("table"), None) is not None
        if nested and not _is_data(table):
            return False
        self._end_line()
        is_plain = not nested and self._furniture.spares(table)
        written = written_grid(table, self._pieces) if is_plain else None
        if not is_plain:
            grid, inner = self._grid(table, depth, nested=nested)
        elif written is not None:
            grid, inner = written, []
        else:
            grid, inner = plain_grid(
                self._seen_rows(table, [], nested=False), self._pieces, self._name
            )
        if self._marks:
            hidden = hidden_columns(table, self._marks, copied=self._copied)
            grid, unseen = without_columns(grid, hidden)
            inner += map(Paragraph, unseen)
        filled = bool(inner) or any(cell.text for row in grid.rows for cell in row)
        alone = len(grid.rows) == 1 == len(grid.rows[0]) and not nested and not inner
        if filled and alone and not self._copied:
            return False
        if written is None:
            self._beside_rows(table, depth)
        if filled:
            self._found.append(grid)
            self._found.extend(inner)
        return True

    def _beside_rows(self, table: "_Element", depth: int) -> None:
        """Take what a table holds outside its rows: its caption, words in no cell."""
        for part in (table, *table.iterchildren(*_PARTS)):
            if part.text and not part.text.isspace():
                self._line.append(SPACES.sub(" ", part.text))
            for child in part:
                if child.tag not in _ROWS and child.find(".//tr") is None:
                    self._walk(child, depth + 1)
                if child.tail and not child.tail.isspace():
                    self._line.append(SPACES.sub(" ", child.tail))
        self._end_line()

    def _grid(self, table: "_Element", depth: int, *, nested: bool) -> tuple[Grid, list[Block]]:
        text_of = self._plain_text if self._furniture.spares(table) else self._text
        rows: list[tuple[Cell, ...]] = []
        inner: list[Block] = []
        taken: dict[int, int] = {}
        """The columns that cells of rows above reach into, and before which row they end."""
        for tr in self._seen_rows(table, inner, nested=nested):
            taken = {at: end for at, end in taken.items() if end > len(rows)}
            row: list[Cell] = []
            column = 0
            for td in tr.iterchildren("td", "th"):
                text, deeper = self._nested(td, depth) if nested else _NOTHING
                if text is None:
                    text = text_of(td)
                inner += words_behind(td)
                if text is None:
                    inner.append(Paragraph(marked(words_in(td), Mark.GONE)))
                    continue
                while column in taken:
                    column += 1
                if deeper:
                    if _is_one_row(deeper):
                        column = _splice(row, deeper[0], column)
                        continue
                    inner.extend(deeper)
                span, high = spans(td)
                row.append(new_tuple(Cell, (text, column, span, high)))
                if high > 1:
                    taken.update(dict.fromkeys(range(column, column + span), len(rows) + high))
                column += span
                if column > WIDEST:
                    raise too_many(self._name, f"表格的一行有{column}列")
            rows.append(tuple(row))
        return Grid(tuple(rows)), inner

    def _seen_rows(
        self, table: "_Element", unseen: list[Block], *, nested: bool
    ) -> "Iterator[_Element]":
        """Yield a table's own rows; of those that are not seen only the words are kept."""
        written = table.iter("tr")
        if (
            next(table.iterchildren("tfoot"), None) is not None
        ):  # is shown below, wherever it is written
            written = iter(sorted(written, key=lambda tr: _is_in(tr, "tfoot")))
        for tr in written:
            if nested and next(tr.iterancestors("table")) is not table:
                continue
            mark = self._mark_of_row(tr) if self._marks else None
            if mark is None:
                yield tr
            else:
                unseen.append(Paragraph(marked(words_in(tr), mark)))

    def _mark_of_row(self, tr: "_Element") -> Mark | None:
        """Return the mark of a row, or of the part of the table that it stands in."""
        mark = self._marks.get(tr)
        above = tr.getparent()
        if mark is None and above is not None and above.tag != "table":
            return self._marks.get(above)
        return mark

    def _nested(self, td: "_Element", depth: int) -> tuple[str | None, Sequence[Block]]:
        """Return what a cell that holds tables holds: its text where they are but frames around it."""
        if next(td.iterdescendants("table"), None) is None or depth > _DEEPEST:
            return _NOTHING
        page = _Page(self._furniture, self._marks, self._name)
        page._walk(td, depth + 1)
        page._end_line()
        if any(isinstance(block, Grid) for block in page._found):
            return "", page._found
        return _joined_lines(page._found), ()

    def _text(self, td: "_Element") -> str | None:
        """Return a cell's text, lines where it has paragraphs or breaks; None where it is gone."""
        mark = self._marks.get(td)
        if mark is not None:
            return None if mark is Mark.GONE else marked(words_in(td), mark)
        blocks = _Page(self._furniture, self._marks, self._name).blocks(td)
        return _joined_lines(blocks)

    def _plain_text(self, td: "_Element") -> str | None:
        """Return the text of a cell in which nothing is to be passed over."""
        text = only_text(td)
        return self._pieces(td) if text is None else text

    def _pieces(self, td: "_Element") -> str | None:
        """Return the only piece of text in a cell; what stands on its lines where there are more."""
        pieces = [piece for piece in texts_in(td) if not piece.isspace()]
        return self._text(td) if len(pieces) > 1 else "".join(pieces).strip()


def _is_in(tr: "_Element", part: str) -> bool:
    above = tr.getparent()
    return above is not None and above.tag == part


def _joined_lines(blocks: list[Block]) -> str:
    return "\n".join(block.text for block in blocks if isinstance(block, Paragraph))


def _is_data(table: "_Element") -> bool:
    """Whether a table that holds tables has several cells beside them in its rows."""
    rows = [tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table]
    outer = sum(
        1 for tr in rows for td in tr if td.tag in ("td", "th") and td.find(".//table") is None
    )
    return outer > 2 * len(rows)


def _is_one_row(inner: Sequence[Block]) -> bool:
    return len(inner) == 1 and isinstance(inner[0], Grid) and len(inner[0].rows) == 1


def _splice(row: list[Cell], grid: Block, column: int) -> int:
    for cell in grid.rows[0] if isinstance(grid, Grid) else ():
        row.append(cell._replace(col=column))
        column += 1
    return column
