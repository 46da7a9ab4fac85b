"""Reads pages and plain text: what has no mark of its own at its beginning."""

import re

from nianbao.importers.document import Document
from nianbao.importers.errors import UnknownSourceError, too_large

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|span|tbody|article|section)\b",
    re.IGNORECASE,
)
_MHT = re.compile(rb"\A\s*(?:from|mime-version|content-type|subject|date):", re.IGNORECASE)
MOST_TAGS = 400_000
"""Of a page, opening and closing ones; a report among a site's furniture has some 10,000."""
MOST_TEXT = 6_000_000
"""Bytes of plain text; a report is some 50,000 characters long."""
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def read_page_or_text(content: bytes, name: str) -> Document:
    """Return the document of a page, of a saved page with its parts, or of a text."""
    from nianbao.importers.readers.web import read_html

    head = content[:20_000]
    if _MHT.match(head) and b"boundary=" in head:
        from nianbao.importers.readers.mht import html_of

        return read_html(_of_few_tags(html_of(content, name), name), name)
    if _HTML.search(head) or _HTML.search(head[2:].replace(b"\x00", b"")):
        return read_html(_of_few_tags(content, name), name)
    if content.startswith(_PICTURES):
        raise UnknownSourceError(
            f"“{name}”是图片，里面的文字读不出来。", "请向制作人要 Word 或网页版，或手工录入。"
        )
    if _is_binary(content):
        raise UnknownSourceError(f"“{name}”不是能读入的资料。", "请用 Word、网页、表格或文字资料。")
    if len(content) > MOST_TEXT:
        raise too_large(name)
    from nianbao.importers.readers.delimited import read_csv
    from nianbao.importers.readers.plain import decode, read_text
    from nianbao.importers.readers.tab_stops import with_blanks

    text = with_blanks(decode(content, name))
    return read_csv(text, name) or read_text(text)


def _of_few_tags(page: bytes, name: str) -> bytes:
    if len(page) > MOST_TAGS and page.count(b"<") > MOST_TAGS:
        raise too_large(name)
    return page


def _is_binary(content: bytes) -> bool:
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in head:
        return False
    from nianbao.importers.readers.plain import unmarked_utf16

    return unmarked_utf16(content) is None
