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
    from lxml.etree import _Element

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
_PLAIN = frozenset(["p", "span", "div", "font", "b", "strong", "a", "u", "i", "em", "o:p"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_AROUND = frozenset(["nav", "footer", "aside"])
_NAME = re.compile(r"[a-z]+")
_SITE_NAMES = frozenset(
    [
        *("nav", "navbar", "menu", "submenu", "breadcrumb", "crumb", "crumbs"),
        *("foot", "footer", "share", "copyright", "sidebar", "toolbar"),
    ]
)
_MOST_COLUMNS = 200
_DEEPEST = 200
_DIGITS = re.compile(r"\s*(\d{1,4})")
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


def _parse(text: str, name: str) -> "_Element":
    from lxml import etree

    parser = etree.HTMLParser(
        remove_comments=True, remove_pis=True, no_network=True, encoding="utf-8"
    )
    try:
        plain = text.replace("\x00", "").encode("utf-8", "replace")
        root = etree.fromstring(plain, parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise _incomplete(name) from error
    if root is None:
        raise _incomplete(name)
    return root


def _incomplete(name: str) -> DamagedSourceError:
    return DamagedSourceError(f"“{name}”不是完整的网页。", "请在浏览器里重新保存一份。")


class _Page:
    """Walks a page and collects paragraphs and tables."""

    def __init__(self) -> None:
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
        if tag in _SILENT or depth > _DEEPEST or _is_hidden(element) or _is_site(element):
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

    def _table(self, table: "_Element", depth: int) -> bool:
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


def _is_hidden(element: "_Element") -> bool:
    style = element.get("style")
    if style is None:
        return False
    lowered = style.lower()  # nearly every cell of an editor has a long style
    return ("none" in lowered or "hidden" in lowered) and _HIDDEN.search(lowered) is not None


def _is_site(element: "_Element") -> bool:
    """Whether an element belongs to the site around the article, by its tag, class or links."""
    if element.tag == "li":
        return _only_links(element)
    around = element.tag in _AROUND or _is_named_site(element.get("class"), element.get("id"))
    return around and element.find(".//table") is None


def _is_named_site(*names: str | None) -> bool:
    return any(name and not _SITE_NAMES.isdisjoint(_NAME.findall(name.lower())) for name in names)


def _only_links(item: "_Element") -> bool:
    """Whether an entry of a list holds nothing but links that name no report."""
    links = item.findall(".//a")
    if not links:
        return False
    linked = "".join(str(text) for link in links for text in link.itertext()).split()
    whole = "".join(map(str, item.itertext())).split()
    return linked == whole and "报告" not in "".join(whole)


def _is_data(table: "_Element") -> bool:
    """Whether a table that holds tables has several cells beside them in its rows."""
    rows = [tr for tr in table.iter("tr") if next(tr.iterancestors("table")) is table]
    outer = sum(
        1 for tr in rows for td in tr if td.tag in ("td", "th") and td.find(".//table") is None
    )
    return outer > 2 * len(rows)


def _grid(table: "_Element", depth: int, *, nested: bool) -> tuple[Grid, list[Block]]:
    rows: list[tuple[Cell, ...]] = []
    inner: list[Block] = []
    taken: dict[int, int] = {}
    for tr in table.iter("tr"):
        if nested and next(tr.iterancestors("table")) is not table:
            continue
        row: list[Cell] = []
        column = 0
        for td in tr.iterchildren("td", "th"):
            if _is_hidden(td):
                continue
            while taken and taken.get(column, 0) > len(rows):
                column += 1
            deeper = _nested(td, depth) if nested else []
            if _is_one_row(deeper):
                column = _splice(row, deeper[0], column)
                continue
            inner.extend(deeper)
            span, high = _span(td.get("colspan")), _span(td.get("rowspan"))
            row.append(Cell("" if deeper else _text(td), column, span, high))
            for covered in range(column, column + span) if high > 1 else ():
                taken[covered] = len(rows) + high
            column += span
        rows.append(tuple(row))
    return Grid(tuple(rows)), inner


def _nested(td: "_Element", depth: int) -> list[Block]:
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


def _span(written: str | None) -> int:
    if written is None or written == "1":
        return 1
    digits = _DIGITS.match(written)
    return max(1, min(int(digits[1]), _MOST_COLUMNS)) if digits else 1


def _text(td: "_Element") -> str:
    """Return a cell's text; lines where the cell has paragraphs or breaks."""
    text = td.text or ""
    inner = td
    while len(inner) == 1:  # <td><p><span>0</span></p></td>
        only = inner[0]
        if only.tag not in _PLAIN or _is_hidden(only) or (only.tail and only.tail.strip()):
            return _several(td)
        inner = only
        text += inner.text or ""
    return _several(td) if len(inner) else text.strip()


def _several(td: "_Element") -> str:
    return "\n".join(block.text for block in _lines(td))


def _lines(td: "_Element") -> Iterator[Paragraph]:
    page = _Page()
    for block in page.blocks(td):
        if isinstance(block, Paragraph):
            yield block
