"""The entrance: any source in, a ``Reading`` out; what a source is follows from its content.

``read_source`` is for files, ``read_bytes`` for standard input, ``read_clipboard`` for 粘贴为报告;
``read_for_review`` and ``bytes_for_review`` give the same with the way back into the source, for
the review window. All raise a ``UserError`` with one clear sentence where nothing can be read.
"""

from pathlib import Path

from nianbao.importers.document import Document
from nianbao.importers.errors import UnknownSourceError, too_deep, too_large
from nianbao.importers.readers.bounds import within_bounds
from nianbao.importers.readers.sniff import RTF, read_document
from nianbao.importers.review import ImportResult
from nianbao.importers.whole.recognise import recognise
from nianbao.report.contract import Reading, from_contract
from nianbao.report.storage import files

MAX_BYTES = files.MAX_BYTES


def read_source(path: Path) -> Reading:
    """Read a file, whatever its ending says."""
    return read_for_review(path).reading


def read_bytes(content: bytes, name: str) -> Reading:
    """Read a source's content; ``name`` is for messages and, at last, for the year."""
    return bytes_for_review(content, name).reading


def read_clipboard(html: str, text: str) -> ImportResult:
    """Read what was copied; the page's tables where there are any, else the text."""
    name = "剪贴板"
    if html.strip():
        try:
            return bytes_for_review(html.encode(), name)
        except UnknownSourceError:
            if not text.strip():
                raise
    return bytes_for_review(text.encode(), name)


def read_for_review(path: Path) -> ImportResult:
    """Read a file for the review window."""
    return bytes_for_review(files.read_bytes(path, MAX_BYTES), path.name)


def bytes_for_review(content: bytes, name: str) -> ImportResult:
    """Read a source's content for the review window."""
    try:
        return _bytes_for_review(content, name)
    except MemoryError as error:
        raise too_large(name) from error
    except RecursionError as error:
        raise too_deep(name) from error


def _bytes_for_review(content: bytes, name: str) -> ImportResult:
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise UnknownSourceError(f"“{name}”是空的，没有内容。", "请检查选的资料对不对。")
    begin = content[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    if begin.startswith(b"{") and not begin.startswith(RTF):
        return ImportResult(_read_json(content, name), Document("nianbao", ()))
    return recognise(within_bounds(read_document(content, name), name), name)


def _read_json(content: bytes, name: str) -> Reading:
    if len(content) > files.MOST_JSON:
        raise files.too_large(name)
    try:
        data = files.parse_json(content)
    except ValueError:
        data = None
    if files.is_report(data):
        return Reading(files.report_of(data, name))
    if isinstance(data, dict) and "schema" not in data and "cells" in data:
        return from_contract(data)
    return Reading(files.parse_report(content, name))
