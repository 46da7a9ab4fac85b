"""How much a PDF's pages unpack to, looked at before the library draws them in memory."""

import re
import zlib

from nianbao.importers.errors import too_large

MOST_BYTES = 12_000_000
"""Of what is drawn on all pages; a report has some 500,000, a page full of curves a few million."""
_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 600
"""Bytes before a stream in which its description stands."""
_FLATE = b"FlateDecode"
_NOT_DRAWN = (
    b"/Image",
    b"/Length1",
    b"FontType0C",
    b"/Type1C",
    b"/OpenType",
    b"/ICCBased",
    b"/N 3",
)


def check_streams(content: bytes, name: str) -> None:
    """Raise where the pages unpack to more than a report can have; pictures and fonts are let be."""
    total = 0
    for match in _STREAM.finditer(content):
        head = content[max(0, match.start() - _HEAD) : match.start()].rpartition(b"obj")[2]
        if _FLATE not in head or any(word in head for word in _NOT_DRAWN):
            continue
        try:
            unpacked = zlib.decompressobj().decompress(
                memoryview(content)[match.end() :], MOST_BYTES - total + 1
            )
        except zlib.error:
            continue
        total += len(unpacked)
        if total > MOST_BYTES:
            raise too_large(name)
