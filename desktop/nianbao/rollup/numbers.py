"""The numbers of many reports, without the reports: one row a report, one column a cell.

All in one array of whole numbers, so that 100,000 reports fit into 200 MB and a column is one slice.
Amounts are kept in millionths; a number that does not fit so is kept beside the array as it is.
"""

import heapq
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.report.numbers import MAX_DIGITS

_ABSENT = -(1 << 63)
_BLANK = _ABSENT + 1
_ELSEWHERE = _ABSENT + 2
_SPECIAL = _ELSEWHERE
"""What is not larger than this is no number."""
_SCALE = 1_000_000
_LARGEST = 10**MAX_DIGITS * _SCALE
_EXACT = 10**15
"""What 15 digits hold, which is what a spreadsheet keeps."""
CODE = "q"
WIDTH = 8
"""Bytes of one number."""


def pack(keys: Sequence[str], cells: Mapping[str, Decimal | None]) -> tuple[bytes, dict[str, str]]:
    """Return a report's numbers as they are kept, and those that do not fit, by cell."""
    row = array(CODE, bytes(WIDTH * len(keys)))
    large: dict[str, str] = {}
    for place, key in enumerate(keys):
        if key not in cells:
            row[place] = _ABSENT
            continue
        value = cells[key]
        if value is None:
            row[place] = _BLANK
            continue
        whole = int(value * _SCALE) if abs(value) < 10**MAX_DIGITS else _LARGEST
        if abs(whole) < _LARGEST and Decimal(whole) == value * _SCALE:
            row[place] = whole
        else:
            row[place] = _ELSEWHERE
            large[key] = format(value, "f")
    return row.tobytes(), large


@dataclass
class Numbers:
    """The numbers of the reports of one form; rows are added in the order of the files."""

    keys: tuple[str, ...]
    _array: "array[int]" = field(default_factory=lambda: array(CODE))
    _large: dict[tuple[int, str], Decimal] = field(default_factory=dict)
    _places: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Remember where each cell's column stands."""
        self._places = {key: place for place, key in enumerate(self.keys)}

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._array) // len(self.keys) if self.keys else 0

    def add(self, packed: bytes, large: Mapping[str, str]) -> int:
        """Add a report's numbers as ``pack`` made them; return its row."""
        row = len(self)
        self._array.frombytes(packed)
        for key, text in large.items():
            self._large[row, key] = Decimal(text)
        return row

    def value(self, row: int, key: str) -> Decimal | None:
        """Return one number; None where the cell is blank or the report has none."""
        return self._decimal(row, key, self._array[row * len(self.keys) + self._places[key]])

    def row(self, row: int) -> dict[str, Decimal | None]:
        """Return a report's cells; one that it does not have is absent."""
        start = row * len(self.keys)
        kept = self._array[start : start + len(self.keys)]
        return {
            key: self._decimal(row, key, number)
            for key, number in zip(self.keys, kept, strict=True)
            if number != _ABSENT
        }

    def plain_row(self, row: int) -> list[int | float | Decimal | None]:
        """Return a report's numbers in the order of the form, as a spreadsheet holds them.

        A number with more digits than a spreadsheet keeps stays a Decimal.
        """
        start = row * len(self.keys)
        found: list[int | float | Decimal | None] = []
        for place, number in enumerate(self._array[start : start + len(self.keys)]):
            if number > _SPECIAL:
                whole, rest = divmod(number, _SCALE)
                exact = abs(number) < _EXACT
                found.append(whole if not rest else number / _SCALE if exact else _plain(number))
            else:
                found.append(self._decimal(row, self.keys[place], number))
        return found

    def total(self, key: str, rows: Sequence[int]) -> Decimal | None:
        """Return the sum of a cell; None where all of the rows left it blank."""
        column = self._column(key)
        known = [number for row in rows if (number := column[row]) > _SPECIAL]
        large = [self._large[row, key] for row in rows if column[row] == _ELSEWHERE]
        if not known and not large:
            return None
        return sum(large, _plain(sum(known)))

    def blank_rows(self, key: str, rows: Iterable[int]) -> list[int]:
        """Return the rows whose cell is blank or missing."""
        column = self._column(key)
        return [row for row in rows if column[row] in (_ABSENT, _BLANK)]

    def largest(self, key: str, rows: Sequence[int], most: int | None = None) -> list[int]:
        """Return the rows that have a number there, the largest first, at most so many."""
        column = self._column(key)
        if any(column[row] == _ELSEWHERE for row in rows):
            known = [row for row in rows if self.value(row, key) is not None]
            return sorted(known, key=lambda row: -(self.value(row, key) or 0))[:most]
        known = [row for row in rows if column[row] > _SPECIAL]
        if most is None:
            return sorted(known, key=column.__getitem__, reverse=True)
        return heapq.nlargest(most, known, key=column.__getitem__)

    def sizes(self, rows: Sequence[int]) -> list[int]:
        """Return roughly how much each report counts, all its cells together."""
        wide = len(self.keys)
        return [
            sum(n for n in self._array[row * wide : (row + 1) * wide] if n > _SPECIAL)
            for row in rows
        ]

    def _column(self, key: str) -> "array[int]":
        return self._array[self._places[key] :: len(self.keys)]

    def _decimal(self, row: int, key: str, number: int) -> Decimal | None:
        if number > _SPECIAL:
            return _plain(number)
        return self._large[row, key] if number == _ELSEWHERE else None


def _plain(number: int) -> Decimal:
    whole, rest = divmod(number, _SCALE)
    return Decimal(whole) if not rest else (Decimal(number) / _SCALE).normalize()
