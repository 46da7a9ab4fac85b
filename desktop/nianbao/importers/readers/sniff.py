"""What a source is, by its content, and the reader for it. Readers are imported when needed."""

import re

from nianbao.importers.document import Document
from nianbao.importers.errors import UnknownSourceError, locked, too_large
from nianbao.importers.readers.apart.process import read_apart
from nianbao.importers.readers.archive import Archive
from nianbao.importers.visible import resolve

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RTF = b"{\\rtf"
_SECTOR = 512
_MOST_SECTORS = 20_000
_WORD_97 = b"\xec\xa5"
_DOC_ENCRYPTED = 0x0100
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|div|p|h[1-6]|meta|span|tbody|article|section)\b",
    re.IGNORECASE,
)
_MHT = re.compile(rb"\A\s*(?:from|mime-version|content-type|subject|date):", re.IGNORECASE)
_WORD_XML = (b"<?mso-application", b"schemas.microsoft.com/office/word/2003/wordml")
MOST_TAGS = 400_000
"""Of a page, opening and closing ones; a report among a site's furniture has some 10,000."""
MOST_TEXT = 6_000_000
"""Bytes of plain text; a report is some 50,000 characters long."""
_OPEN_TEXTS = (b"application/vnd.oasis.opendocument.text", b"application/vnd.sun.xml.writer")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def read_document(content: bytes, name: str) -> Document:
    """Return what is seen of a source of any kind; raise a SourceError where there is no reader."""
    return resolve(_read(content, name))


def _read(content: bytes, name: str) -> Document:
    head = content[:20_000]
    if content.startswith(_ZIP):
        return _read_zip(content, name)
    if content.startswith(_OLE):
        return _read_ole(content, name)
    if b"%PDF-" in content[:1024]:
        return read_apart("pdf", content, name)
    if content.startswith(RTF):
        return read_apart(".rtf", content, name)
    if any(sign in head for sign in _WORD_XML):
        return read_apart(".xml", content, name)
    return _read_text(content, name, head)


def _read_text(content: bytes, name: str, head: bytes) -> Document:
    from nianbao.importers.readers.web import read_html

    if content.count(b"<") > MOST_TAGS:
        raise too_large(name)
    if _MHT.match(head) and b"boundary=" in head:
        from nianbao.importers.readers.mht import html_of

        return read_html(html_of(content, name), name)
    if _HTML.search(head) or _HTML.search(head[2:].replace(b"\x00", b"")):
        return read_html(content, name)
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

    text = decode(content, name)
    return read_csv(text, name) or read_text(text)


def _read_zip(content: bytes, name: str) -> Document:
    from nianbao.importers.readers.word import read_docx

    archive = Archive(content, name)
    names = archive.names
    if any(one.startswith("xl/") for one in names):
        return read_apart("xlsx", content, name)
    if any(one.startswith("word/") for one in names):
        return read_docx(archive, name)
    kind = archive.part("mimetype") if {"mimetype", "content.xml"} <= names else b""
    if b"spreadsheet" in kind:
        from nianbao.importers.readers.open_sheets import read_ods

        return read_ods(archive, name)
    if kind.startswith(_OPEN_TEXTS):
        return read_apart(".odt", content, name)
    raise UnknownSourceError(
        f"“{name}”是压缩包，不是 Word 文档或表格。", "请先解压，再选里面的文件。"
    )


def _read_ole(content: bytes, name: str) -> Document:
    if _has_stream(content, "EncryptedPackage") or _is_locked_doc(content):
        raise locked(name)
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return read_apart("xls", content, name)
    return read_apart(".doc", content, name)


def _has_stream(content: bytes, stream: str) -> bool:
    """Whether an OLE file's directory names a stream."""
    return stream.encode("utf-16-le") + b"\x00\x00" in content


def _is_locked_doc(content: bytes) -> bool:
    """Whether a .doc says in its first words that it is encrypted; they begin a sector."""
    for start in range(_SECTOR, min(len(content), _MOST_SECTORS * _SECTOR), _SECTOR):
        if content.startswith(_WORD_97, start):
            flags = int.from_bytes(content[start + 10 : start + 12], "little")
            return bool(flags & _DOC_ENCRYPTED)
    return False


def _is_binary(content: bytes) -> bool:
    head = content[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in head:
        return False
    from nianbao.importers.readers.plain import unmarked_utf16

    return unmarked_utf16(content) is None
