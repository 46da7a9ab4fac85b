"""What a source is, by its content, and the reader for it. Readers are imported when needed."""

import re

from nianbao.importers.document import Document
from nianbao.importers.errors import UnknownSourceError

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|span|tbody|article|section)\b",
    re.IGNORECASE,
)


def read_document(content: bytes, name: str) -> Document:
    """Return the document of a source of any kind; raise a SourceError where there is no reader."""
    if content.startswith(_ZIP):
        return _read_zip(content, name)
    if _HTML.search(content[:20_000]):
        from nianbao.importers.web import read_html

        return read_html(content, name)
    if _is_binary(content):
        raise UnknownSourceError(f"“{name}”不是能读入的资料。", "请用 Word、网页、表格或文字资料。")
    from nianbao.importers.plain import decode, read_text

    return read_text(decode(content, name))


def _read_zip(content: bytes, name: str) -> Document:
    from nianbao.importers.word import read_docx

    return read_docx(content, name)


def _is_binary(content: bytes) -> bool:
    head = content[:4096]
    return not head.startswith((b"\xff\xfe", b"\xfe\xff")) and head.count(b"\x00") > 0
