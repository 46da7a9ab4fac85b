"""What a source is, by its content, and the reader for it. Readers are imported when needed.

What other programs' code parses is read apart, in a process below a ceiling. So is all that is larger
than reports are: a parser may take forty times of what it is given, and more than the ceiling for that
is taken by nothing that is ``SMALL``.
"""

from nianbao.importers.document import Document
from nianbao.importers.errors import UnknownSourceError, locked
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
_WORD_XML = (
    b"<?mso-application",
    b"schemas.microsoft.com/office/word/2003/wordml",
    b'office:mimetype="application/vnd.oasis.opendocument.text"',
)
"""One file of XML that an office program converts: Word 2003's, and OpenDocument's (.fodt)."""
SMALL = 3_000_000
"""Bytes that a parser is given; a report has some 100,000, with its site's furniture 500,000."""
_OPEN_TEXTS = (b"application/vnd.oasis.opendocument.text", b"application/vnd.sun.xml.writer")


def read_document(content: bytes, name: str) -> Document:
    """Return what is seen of a source of any kind; raise a SourceError where there is no reader."""
    return resolve(_read(content, name))


def _read(content: bytes, name: str) -> Document:
    if content.startswith(_ZIP):
        return _read_zip(content, name)
    if content.startswith(_OLE):
        return _read_ole(content, name)
    kind = _read_apart_as(content)
    if kind is not None:
        return read_apart(kind, content, name)
    from nianbao.importers.readers.texts import read_page_or_text

    return read_page_or_text(content, name)


def _read_apart_as(content: bytes) -> str | None:
    """Return the kind of a source that is read apart; None for a small page or text."""
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(RTF):
        return ".rtf"
    if any(sign in content[:20_000] for sign in _WORD_XML):
        return ".xml"
    return "text" if len(content) > SMALL else None


def _read_zip(content: bytes, name: str) -> Document:
    archive = Archive(content, name)
    names = archive.names
    if any(one.startswith("xl/") for one in names):
        return read_apart("xlsx", content, name)
    if any(one.startswith("word/") for one in names):
        if archive.size("word/") > SMALL:
            return read_apart("docx", content, name)
        from nianbao.importers.readers.word import read_docx

        return read_docx(archive, name)
    kind = archive.part("mimetype") if {"mimetype", "content.xml"} <= names else b""
    if b"spreadsheet" in kind:
        if archive.size("content.xml") > SMALL:
            return read_apart("ods", content, name)
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
