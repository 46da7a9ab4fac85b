"""Finds the words that float over the cells of an .xls sheet: xlrd passes its drawings over."""

import struct
from collections.abc import Iterator

from nianbao.importers.readers.boxes.floating import LOOSE, Box
from nianbao.importers.visible import Mark

_BEGIN, _END = 0x0809, 0x000A
_DRAWING, _OBJECT, _WORDS, _MORE = 0x00EC, 0x005D, 0x01B6, 0x003C
_SERIES, _TITLE, _CHART_WORDS, _CHART_HEAD = 0x1003, 0x1025, 0x100D, 4
"""Of a chart: words of a series are those of cells, which are read where they stand."""
_AT_LENGTH, _HEAD = 10, 12
_KIND, _REMARK = 4, 0x19
"""Where an object says what it is, and a remark's number."""
_ANCHOR = struct.pack("<HI", 0xF010, 18)
_PLACE = struct.Struct("<9H")
"""Flags, then column, offset, row, offset of the first corner and of the last."""


def boxes_of_sheet(stream: bytes, at: int) -> Iterator[Box]:
    """Yield the boxes of the sheet whose records begin at a place of the stream."""
    found = _Found()
    for kind, record in _records(stream, at):
        yield from found.take(kind, record)
        if found.depth <= 0:
            return


class _Found:
    """What the records of a drawing have said so far."""

    def __init__(self) -> None:
        self.depth = 0
        """Charts have streams of records within the sheet's own."""
        self._area = (LOOSE, LOOSE, 1)
        self._mark = Mark.BOX
        self._is_title = False
        self._awaited = 0
        self._pieces: list[str] = []

    def take(self, kind: int, record: bytes) -> Iterator[Box]:
        """Take a record over; yield the box that ends with it."""
        if self._awaited > 0 and kind == _MORE and record:
            self._pieces.append(_letters(record[0], record[1:]))
            self._awaited -= len(self._pieces[-1])
            if self._awaited <= 0:
                yield from _box("".join(self._pieces), self._area, self._mark)
            return
        self._awaited = 0
        self._step(kind, record)
        if kind == _CHART_WORDS and self._is_title and len(record) > _CHART_HEAD:
            text = _letters(record[_CHART_HEAD - 1], record[_CHART_HEAD:])
            yield from _box(text, (LOOSE, LOOSE, 1), Mark.BOX)

    def _step(self, kind: int, record: bytes) -> None:
        if kind in {_BEGIN, _END}:
            self.depth += 1 if kind == _BEGIN else -1
        elif kind == _DRAWING and _ANCHOR in record:  # another follows with the words alone
            self._area = _area(record)
        elif kind == _OBJECT:
            is_remark = record[_KIND : _KIND + 2] == struct.pack("<H", _REMARK)
            self._mark = Mark.REMARK if is_remark else Mark.BOX
        elif kind == _WORDS and len(record) >= _HEAD:
            self._awaited, self._pieces = struct.unpack_from("<H", record, _AT_LENGTH)[0], []
        elif kind in {_SERIES, _TITLE}:
            self._is_title = kind == _TITLE


def _letters(flags: int, content: bytes) -> str:
    return content.decode("utf-16-le" if flags & 1 else "latin-1", "replace")


def _box(text: str, anchor: tuple[int, int, int], mark: Mark) -> Iterator[Box]:
    lines = tuple(line.strip() for line in text.replace("\r", "\n").split("\n") if line.strip())
    if lines:
        yield Box(lines, *anchor, mark)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, bytes(stream[at + 4 : at + 4 + length])
        at += 4 + length


def _area(record: bytes) -> tuple[int, int, int]:
    at = record.rfind(_ANCHOR)
    if at < 0 or at + len(_ANCHOR) + _PLACE.size > len(record):
        return LOOSE, LOOSE, 1
    _, left, _, top, _, _, _, low, offset = _PLACE.unpack_from(record, at + len(_ANCHOR))
    return top + 1, max(top, low if offset else low - 1) + 1, left + 1
