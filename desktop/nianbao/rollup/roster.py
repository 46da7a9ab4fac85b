"""The list of units that must hand in: from Excel, a CSV of any separator, or pasted lines."""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nianbao.importers.document import Grid
from nianbao.importers.errors import SourceError
from nianbao.importers.readers.sniff import read_document
from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes

_MOST_BYTES = 20_000_000
_MOST_UNITS, _LONGEST = 200_000, 200
"""The country has some 60,000 units below its provinces; the longest names of organs have 60 letters."""
_ENCODINGS = ("utf-8-sig", "gb18030")
_HEADS = frozenset(
    {
        "单位",
        "单位名称",
        "机关名称",
        "名称",
        "填报单位",
        "报送单位",
        "部门",
        "部门名称",
        "机关",
        "责任单位",
    }
)
_HEAD_ROWS = 10
_SEPARATORS = "\t;；,，|"
_IN_A_LINE = re.compile(r"[\t;；,，、|]")
_NUMBERED = re.compile(r"^[(（]?\d{1,5}[)）.、．\s]+(?=\D)")
_NO_NAME = re.compile(r"[\d\s.\-/:：年月日]*")
_BOOK = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True)
class Roster:
    """The names of the units, in the order of the list, each once."""

    units: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    """Names that stood there more than once."""


def read_roster(path: Path) -> Roster:
    """Return the roster of a file; raise UserError where it cannot be read or names no unit."""
    content = read_bytes(path, _MOST_BYTES)
    rows = (
        _sheet(content, path.name)
        if content.startswith(_BOOK)
        else _rows(_decode(content, path.name))
    )
    return _roster(rows, f"名单“{path.name}”里")


def parse_roster(text: str) -> Roster:
    """Return the roster that was pasted or typed, one unit a line; UserError where it names none."""
    return _roster(_rows(text), "名单里")


def _roster(rows: Sequence[Sequence[str]], where: str) -> Roster:
    column, begin = _unit_column(rows)
    cells = (row[column] for row in rows[begin:] if len(row) > column)
    names = [name for cell in cells if (name := _name(cell))]
    if not names:
        raise UserError(f"{where}没有单位名称。", "请把单位名称放在“单位名称”一列，每行一个。")
    if len(names) > _MOST_UNITS or max(map(len, names)) > _LONGEST:
        raise UserError(
            f"{where}的内容不像是单位名单。", "请检查选的文件对不对：每行一个单位名称。"
        )
    times = Counter(names)
    return Roster(tuple(times), tuple(name for name, count in times.items() if count > 1))


def _name(cell: str) -> str:
    name = _NUMBERED.sub("", " ".join(cell.split()))
    return "" if name in _HEADS or _NO_NAME.fullmatch(name) else name


def _unit_column(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """The column that names the units, and the first row below its head.

    Where no head says so, it is the first column that mostly holds words, not numbers.
    """
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        for column, cell in enumerate(row):
            if "".join(cell.split()) in _HEADS:
                return column, number + 1
    width = max((len(row) for row in rows), default=0)
    for column in range(width):
        cells = [row[column] for row in rows if len(row) > column and row[column].strip()]
        if 2 * sum(bool(_name(cell)) for cell in cells) > len(cells):
            return column, 0
    return 0, 0


def _rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1:  # names in a row, as they are copied out of a notice
        return [[name] for name in _IN_A_LINE.split(lines[0])]
    found = {mark: sum(mark in line for line in lines) for mark in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda mark: found[mark])
    if not found[separator]:
        return [[line] for line in lines]
    try:
        return list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        return [line.split(separator) for line in lines]


def _sheet(content: bytes, name: str) -> list[list[str]]:
    try:
        document = read_document(content, name)
    except SourceError as error:
        raise UserError(f"名单“{name}”打不开：{error.message}", error.advice) from error
    rows: list[list[str]] = []
    for _number, grid in document.grids():
        rows += [_spread(grid, row) for row in range(len(grid.rows))]
    return rows or [[line] for line in document.text().splitlines()]


def _spread(grid: Grid, row: int) -> list[str]:
    """The row's words, each in its own column."""
    cells = grid.rows[row]
    found = [""] * max((cell.col + 1 for cell in cells), default=0)
    for cell in cells:
        found[cell.col] = cell.text
    return found


def _decode(content: bytes, name: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" not in content:
        for encoding in _ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise UserError(
        f"名单“{name}”不是文字文件。", "请用 Excel 表格、CSV 文件，或者把名单粘贴进来。"
    )
