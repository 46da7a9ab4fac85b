"""The entrance: any source in, a ``Reading`` out; what a source is follows from its content.

``read_source`` is for files, ``read_bytes`` for standard input and the clipboard. Both raise a
``UserError`` with one clear sentence where nothing can be read.
"""

import json
from pathlib import Path

from nianbao.importers.errors import UnknownSourceError
from nianbao.report import files
from nianbao.report.contract import Reading, from_contract

MAX_BYTES = files.MAX_BYTES


def read_source(path: Path) -> Reading:
    """Read a file, whatever its ending says."""
    return read_bytes(files.read_bytes(path, MAX_BYTES), path.name)


def read_bytes(content: bytes, name: str) -> Reading:
    """Read a source's content; ``name`` is for messages and, at last, for the year."""
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _read_json(content, name)
    raise UnknownSourceError(f"“{name}”不是能读入的资料。", "请用 Word、网页、表格或文字资料。")


def _read_json(content: bytes, name: str) -> Reading:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and "schema" not in data and "cells" in data:
        return from_contract(data)
    return Reading(files.parse_report(content, name))
