"""Reads saved web pages: the article, its tables as their editors left them, no site furniture.

Spans are taken as written but bounded; the recogniser does not trust them. Layout tables, which
hold other tables, are looked through.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nianbao.importers.document import Block, Cell, Document, Grid, Paragraph
from nianbao.importers.errors import DamagedSourceError
from nianbao.importers.plain import decode

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]+(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE
)
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "rt",
        "rp",
        "select",
        "option",
        "button",
        "textarea",
        "svg",
        "object",
        "iframe",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "nav",
        "form",
        "blockquote",
        "pre",
        "center",
        "table",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "caption",
        "hr",
        "fieldset",
        "figure",
        "address",
        "details",
        "summary",
        "body",
        "html",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_COLUMNS = 200
_DEEPEST = 200
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_html(content: bytes, name: str) -> Document:
    """Return the document of a page."""
    text = decode_html(content, name)
    root = _parse(text, name)
    title = root.find(".//title")
    heading = "" if title is None or title.text is None else title.text.strip()
    return Document("html", tuple(_Page().blocks(root)), heading)


def decode_html(content: bytes, name: str) -> str:
    """Return a page's characters: by its mark, by what it says of itself, else by trial."""
    match = _CHARSET.search(content[:4096])
    said = match[1].decode("ascii", "replace").lower() if match else ""
    if said.startswith("gb") and not content.startswith(b"\xef\xbb\xbf"):
        try:
            return content.decode("utf-8" if _is_utf8(content) else "gb18030")
        except UnicodeDecodeError:
            return content.decode("gb18030", errors="replace")
    return decode(content, name)


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _parse(text: str, name: str) -> "HtmlElement":
    from lxml import etree, html

    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    try:
        plain = text.replace("\x00", "").encode("utf-8", "replace")
        root: HtmlElement = html.document_fromstring(plain, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise DamagedSourceError(
            f"“{name}”不是完整的网页。", "请在浏览器里重新保存一份。"
        ) from error
    return root


class _Page:
    """Walks a page and collects paragraphs and tables."""

    def __init__(self) -> None:
        self._line: list[str] = []
        self._found: list[Block] = []

    def blocks(self, root: "HtmlElement") -> list[Block]:
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

    def _walk(self, element: "HtmlElement", depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or depth > _DEEPEST or _is_hidden(element):
            return
        if tag == "table" and self._table(element, depth):
            return
        if tag == "br":
            self._line.append("\n")
            return
        block = tag in _BLOCKS
        if block:
            self._end_line()
        if element.text:
            self._line.append(_SPACES.sub(" ", element.text))
        for child in element:
            self._walk(child, depth + 1)
            if child.tail:
                self._line.append(_SPACES.sub(" ", child.tail))
        if block:
            self._end_line()

    def _table(self, table: "HtmlElement", depth: int) -> bool:
        """Add a table; return False for a layout table, which is walked through instead."""
        nested = table.find(".//table") is not None
        if nested and not _is_data(table):
            return False
        self._end_line()
        grid, inner = _grid(table, depth, nested=nested)
        if not any(cell.text for row in grid.rows for cell in row) and not inner:
            return True
        if len(grid.rows) == 1 == len(grid.rows[0]) and not nested:
            return False
        self._found.append(grid)
        self._found.extend(inner)
        return True


def _is_hidden(element: "HtmlElement") -> bool:
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None


def _is_data(table: "HtmlElement") -> bool:
    """Whether a table that holds tables has several cells beside them in its rows."""
    rows = [tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table]
    outer = sum(
        1 for tr in rows for td in tr if td.tag in ("td", "th") and td.find(".//table") is None
    )
    return outer > 2 * len(rows)


def _grid(table: "HtmlElement", depth: int, *, nested: bool) -> tuple[Grid, list[Block]]:
    rows: list[tuple[Cell, ...]] = []
    inner: list[Block] = []
    taken: dict[int, int] = {}
    for tr in table.iter("tr"):
        if nested and next(tr.iterancestors("table")) is not table:
            continue
        row: list[Cell] = []
        column = 0
        for td in tr:
            if td.tag not in ("td", "th") or _is_hidden(td):
                continue
            while taken.get(column, 0) > len(rows):
                column += 1
            deeper = _nested(td, depth) if nested else []
            if _is_one_row(deeper):
                column = _splice(row, deeper[0], column)
                continue
            inner.extend(deeper)
            span, high = _span(td, "colspan"), _span(td, "rowspan")
            row.append(Cell("" if deeper else _text(td), column, span, high))
            for covered in range(column, column + span) if high > 1 else ():
                taken[covered] = len(rows) + high
            column += span
        rows.append(tuple(row))
    return Grid(tuple(rows)), inner


def _nested(td: "HtmlElement", depth: int) -> list[Block]:
    if td.find(".//table") is None or depth > _DEEPEST:
        return []
    page = _Page()
    page._walk(td, depth + 1)  # noqa: SLF001 - its own class
    page._end_line()  # noqa: SLF001
    return page._found  # noqa: SLF001


def _is_one_row(inner: list[Block]) -> bool:
    return len(inner) == 1 and isinstance(inner[0], Grid) and len(inner[0].rows) == 1


def _splice(row: list[Cell], grid: Block, column: int) -> int:
    for cell in grid.rows[0] if isinstance(grid, Grid) else ():
        row.append(cell._replace(col=column))
        column += 1
    return column


def _span(td: "HtmlElement", name: str) -> int:
    written = td.get(name)
    if written is None:
        return 1
    digits = re.match(r"\s*(\d{1,4})", written)
    return max(1, min(int(digits[1]), _MOST_COLUMNS)) if digits else 1


def _text(td: "HtmlElement") -> str:
    """Return a cell's text; lines where the cell has paragraphs or breaks."""
    if len(td) == 0:
        return (td.text or "").strip()
    if len(td) == 1 and len(td[0]) == 0 and td[0].tag not in _SILENT and td[0].tag != "br":
        return f"{td.text or ''}{td[0].text or ''}{td[0].tail or ''}".strip()
    lines = [block.text for block in _lines(td)]
    return "\n".join(lines)


def _lines(td: "HtmlElement") -> Iterator[Paragraph]:
    page = _Page()
    for block in page.blocks(td):
        if isinstance(block, Paragraph):
            yield block
