"""The published reports in ``tests/cases``: where they lie, and what a right reader gets from them.

``expected.json`` speaks in the words of the paper form; here they become cell keys, through the
form file, so that every test compares the same way. Blank cells are ``None``; a cell that the
source does not have is absent.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from nianbao.formats.layout import CellDef
from nianbao.formats.registry import Form, all_forms

FOLDER = Path(__file__).parent
NAMES = tuple(sorted(path.parent.name for path in FOLDER.glob("*/expected.json")))
COMPLETE = tuple(name for name in NAMES if name[:2] in {"00", "01", "04", "06", "13", "17"})
"""Cases whose three tables are all published."""
RUN_TOGETHER = frozenset({"13-pingtan-2020", "17-pingtan-2024"})
"""Their ``source.txt`` cannot be split safely; ``expected.json`` belongs to ``source.html``."""

_ROWS_OF_TABLE_4 = {
    "行政复议": "review",
    "未经复议直接起诉": "suit_direct",
    "复议后起诉": "suit_after_review",
}


@dataclass(frozen=True)
class Case:
    """One published report."""

    name: str
    unit: str | None
    year: int
    form: Form
    cells: Mapping[str, Decimal | None]
    violations: tuple[Mapping[str, Any], ...]

    @property
    def folder(self) -> Path:
        """The folder of the case."""
        return FOLDER / self.name

    def source(self) -> Path:
        """The file that ``cells`` belongs to."""
        page = self.folder / "source.html"
        return page if page.exists() else self.folder / "source.txt"

    def differences(
        self, cells: Mapping[str, Decimal | None]
    ) -> dict[str, tuple[Decimal | None, Decimal | None]]:
        """Return the cells that differ, as (expected, read); blank and absent are alike."""
        keys = self.cells.keys() | cells.keys()
        pairs = {key: (self.cells.get(key), cells.get(key)) for key in sorted(keys)}
        return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


@cache
def load_case(name: str) -> Case:
    """Return a case by its folder's name."""
    text = (FOLDER / name / "expected.json").read_text(encoding="utf-8")
    data = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    prefix = f"gb_{data['format']}"
    form = next(form for form in all_forms() if form.id.startswith(prefix))
    cells = {**_table_2(form, data), **_table_3(form, data), **_table_4(form, data)}
    return Case(
        name=name,
        unit=data["unit"],
        year=int(data["year"]),
        form=form,
        cells=cells,
        violations=tuple(data["arithmetic_violations"]),
    )


def _of(form: Form, table: str) -> Iterator[CellDef]:
    return (cell for cell in form.cells.values() if cell.table == table)


def _table_2(form: Form, data: Mapping[str, Any]) -> dict[str, Decimal | None]:
    rows = data["table2"] or {}
    return {
        cell.key: rows[cell.row.label][cell.column.label]
        for cell in _of(form, "table_2")
        if cell.row.label in rows
    }


def _table_3(form: Form, data: Mapping[str, Any]) -> dict[str, Decimal | None]:
    table = data["table3"]
    if table is None:
        return {}
    found: dict[str, Decimal | None] = {}
    for name, key_row in _rows_of_table_3(form, table["rows"]).items():
        values = table["rows"][name] or [None] * len(key_row)
        assert len(values) == len(key_row), name
        found.update(zip(key_row, values, strict=True))
    return found


def _rows_of_table_3(form: Form, names: Mapping[str, Any]) -> dict[str, list[str]]:
    by_row: dict[str, list[CellDef]] = {}
    for cell in _of(form, "table_3"):
        by_row.setdefault(cell.row.id, []).append(cell)
    return {
        name: [cell.key for cell in row]
        for row in by_row.values()
        for name in names
        if _is_named(name, row[0])
    }


def _is_named(name: str, cell: CellDef) -> bool:
    group, _, number = name.partition(".")
    *above, own = cell.row_labels
    if number:
        return group in "".join(above) and own.startswith(f"{number}.")
    return group in own and not own[0].isdigit()


def _table_4(form: Form, data: Mapping[str, Any]) -> dict[str, Decimal | None]:
    found: dict[str, Decimal | None] = {}
    for name, values in (data["table4"] or {}).items():
        group = _ROWS_OF_TABLE_4[name]
        keys = [cell.key for cell in _of(form, "table_4") if cell.column.parent == group]
        found.update(zip(keys, values, strict=True))
    return found
