"""The list of units that must hand in: a CSV file with one unit a line, as Excel saves it."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from nianbao.report.errors import UserError
from nianbao.report.storage.files import read_bytes

_MOST_BYTES = 5_000_000
_ENCODINGS = ("utf-8-sig", "gb18030")
_HEADS = frozenset({"单位", "单位名称", "机关名称", "名称", "填报单位"})


@dataclass(frozen=True)
class Roster:
    """The names of the units, in the order of the list."""

    units: tuple[str, ...]


def read_roster(path: Path) -> Roster:
    """Return the roster; raise UserError where the file cannot be read or names no unit."""
    text = _decode(read_bytes(path, _MOST_BYTES), path.name)
    try:
        rows = list(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise UserError(
            f"名单“{path.name}”不是 CSV 格式。", "请在 Excel 里另存为 CSV 格式。"
        ) from error
    column = _unit_column(rows)
    names = [row[column].strip() for row in rows if len(row) > column]
    units = tuple(dict.fromkeys(name for name in names if name and name not in _HEADS))
    if not units:
        raise UserError(f"名单“{path.name}”里没有单位名称。", "请把单位名称放在“单位名称”一列。")
    return Roster(units)


def _decode(content: bytes, name: str) -> str:
    if b"\0" in content:
        raise UserError(f"名单“{name}”不是文字文件。", "请在 Excel 里另存为 CSV 格式。")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(f"名单“{name}”不是文字文件。", "请在 Excel 里另存为 CSV 格式。")


def _unit_column(rows: list[list[str]]) -> int:
    """The column under a head that names the unit; the first one where no head does."""
    for row in rows[:3]:
        for number, cell in enumerate(row):
            if cell.strip() in _HEADS:
                return number
    return 0
