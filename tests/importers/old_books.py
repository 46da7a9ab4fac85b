"""Workbooks of the old binary kind, written record by record: what no program would write, too."""

import struct
from collections.abc import Iterable

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_BOF, _EOF, _SHEET, _NUMBER, _LABEL, _STYLE = 0x0809, 0x000A, 0x0085, 0x0203, 0x0204, 0x00E0
_GLOBALS, _CELLS = 5, 16

Cell = tuple[int, int, str | float]
"""Row and column, from 0, and what stands there."""


def record(kind: int, body: bytes) -> bytes:
    """One record of a stream."""
    return struct.pack("<HH", kind, len(body)) + body


def old_book(cells: Iterable[Cell], more: bytes = b"") -> bytes:
    """A workbook with one sheet; ``more`` are records behind its cells."""
    begin = record(_BOF, struct.pack("<HHHHII", 0x0600, _GLOBALS, 0, 1997, 0, 6))
    end = record(_EOF, b"")
    named = struct.pack("<BB", 6, 0) + b"Sheet1"
    style = record(_STYLE, bytes(20))
    start = len(begin) + len(style) + len(record(_SHEET, bytes(6) + named)) + len(end)
    sheet = record(_SHEET, struct.pack("<IH", start, 0) + named)
    inner = record(_BOF, struct.pack("<HHHHII", 0x0600, _CELLS, 0, 1997, 0, 6))
    written = b"".join(_cell(*cell) for cell in cells)
    return container("Workbook", begin + style + sheet + end + inner + written + more + end)


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return record(_LABEL, place + struct.pack("<HB", len(text) // 2, 1) + text)
    return record(_NUMBER, place + struct.pack("<d", value))


def container(stream: str, content: bytes) -> bytes:
    """An OLE container with one stream."""
    body = content.ljust(4096, b"\0")  # shorter ones would stand in another part
    body += bytes(-len(body) % _SECTOR)
    count = len(body) // _SECTOR
    tables = -(-(count + 1) // (_SECTOR // 4 - 1))
    chain = [_FAT] * tables + [_END]
    chain += [*range(tables + 2, tables + 1 + count), _END]
    chain += [_FREE] * (tables * _SECTOR // 4 - len(chain))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096,
                        _END, 0, _END, 0)  # fmt: skip
    head += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry(stream, 2, _FREE, tables + 1, len(body))
    folder = entries + bytes(_SECTOR - len(entries))
    return head + struct.pack(f"<{len(chain)}I", *chain) + folder + body


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    letters = name.encode("utf-16-le")
    numbers = struct.pack("<HBBIII", len(letters) + 2, kind, 1, _FREE, _FREE, child)
    return letters.ljust(64, b"\0") + numbers + bytes(36) + struct.pack("<IQ", start, size)
