"""The numbers of many reports, without the reports: one row a report, one column a cell.

All in one array of whole numbers, so that 100,000 reports fit into 200 MB and a column is one slice.
Amounts are kept in millionths; a number that does not fit so is kept beside the array as it is.
"""

import heapq
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import cast

from nianbao.report.numbers import MAX_DIGITS, SMALL

_ABSENT = -(1 << 63)
_BLANK = _ABSENT + 1
_ELSEWHERE = _ABSENT + 2
_SPECIAL = _ELSEWHERE
"""What is not larger than this is no number."""
_SCALE = 1_000_000
_LIMIT = 10**MAX_DIGITS
_NOWHERE = Decimal("NaN")
"""Stands for a cell that a report does not have."""
_KNOWN: dict[int, int | None] = {id(one): int(one) * _SCALE for one in SMALL.values()}
"""Of the numbers that all reports share, by identity: to look a Decimal up by value costs as much as to
work it out. They live as long as the program."""
_EXACT = 10**15
"""What 15 digits hold, which is what a spreadsheet keeps."""
CODE = "q"
WIDTH = 8
"""Bytes of one number."""


def pack(keys: Sequence[str], cells: Mapping[str, Decimal | None]) -> tuple[bytes, dict[str, str]]:
    """Return a report's numbers as they are kept, and those that do not fit, by cell."""
    large: dict[str, str] = {}
    values: list[Decimal | None] = [cells.get(key, _NOWHERE) for key in keys]
    row = list(map(_KNOWN.get, map(id, values)))
    for place in [place for place, number in enumerate(row) if number is None]:
        value = values[place]
        written = str(value)
        if written.isdecimal() and len(written) <= MAX_DIGITS:
            row[place] = int(written) * _SCALE  # the way of nearly all of them, and the quickest
        elif value is None:
            row[place] = _BLANK
        elif value is _NOWHERE:
            row[place] = _ABSENT
        else:
            row[place] = _fraction(keys[place], value, large)
    return array(CODE, cast("list[int]", row)).tobytes(), large


def _fraction(key: str, value: Decimal, large: dict[str, str]) -> int:
    if abs(value) < _LIMIT and Decimal(scaled := int(value * _SCALE)) == value * _SCALE:
        return scaled
    large[key] = format(value, "f")
    return _ELSEWHERE


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
        picked = self._in_any_order(key, rows)
        if picked and min(picked) > _SPECIAL:  # nobody left it blank
            return _plain(sum(picked))
        marks = {mark: picked.count(mark) for mark in (_ABSENT, _BLANK, _ELSEWHERE)}
        if marks[_ABSENT] + marks[_BLANK] == len(picked):
            return None
        known = sum(picked) - sum(mark * count for mark, count in marks.items())
        if not marks[_ELSEWHERE]:
            return _plain(known)
        large = (self._large[row, key] for row in rows if (row, key) in self._large)
        return sum(large, _plain(known))

    def blank_rows(self, key: str, rows: Sequence[int]) -> list[int]:
        """Return the rows whose cell is blank or missing."""
        picked = self._picked(key, rows)
        if not picked.count(_ABSENT) and not picked.count(_BLANK):
            return []
        return [
            row for row, number in zip(rows, picked, strict=True) if number in (_ABSENT, _BLANK)
        ]

    def largest(self, key: str, rows: Sequence[int], most: int | None = None) -> list[int]:
        """Return the rows that have a number there, the largest first, at most so many."""
        picked = self._picked(key, rows)
        if picked.count(_ELSEWHERE):
            known = [row for row in rows if self.value(row, key) is not None]
            return sorted(known, key=lambda row: -(self.value(row, key) or 0))[:most]
        places: Iterable[int] = range(len(picked))
        if most is None:
            places = sorted(places, key=picked.__getitem__, reverse=True)
        else:
            places = heapq.nlargest(most, places, key=picked.__getitem__)
        return [rows[place] for place in places if picked[place] > _SPECIAL]

    def _in_any_order(self, key: str, rows: Sequence[int]) -> "array[int] | list[int]":
        """A cell's numbers in some rows, each of which is there once, as the column has them."""
        if len(rows) == len(self):
            return self._column(key)
        return self._picked(key, rows)

    def _picked(self, key: str, rows: Sequence[int]) -> "array[int] | list[int]":
        """A cell's numbers in some rows, without a step in Python for each."""
        column = self._column(key)
        if len(rows) == len(column) and rows and rows[0] == 0 and rows[-1] == len(column) - 1:
            return column
        return list(map(column.__getitem__, rows))

    def sizes(self, rows: Sequence[int]) -> list[int]:
        """Return roughly how much each report counts, all its cells together."""
        return [self._size(row) for row in rows]

    def _size(self, row: int) -> int:
        wide = len(self.keys)
        numbers = self._array[row * wide : (row + 1) * wide]
        whole = sum(numbers)
        if whole > _SPECIAL // 2:  # no mark among them
            return whole
        return sum(number for number in numbers if number > _SPECIAL)

    def _column(self, key: str) -> "array[int]":
        return self._array[self._places[key] :: len(self.keys)]

    def _decimal(self, row: int, key: str, number: int) -> Decimal | None:
        if number > _SPECIAL:
            return _plain(number)
        return self._large.get((row, key)) if number == _ELSEWHERE else None


def _plain(number: int) -> Decimal:
    whole, rest = divmod(number, _SCALE)
    return Decimal(whole) if not rest else (Decimal(number) / _SCALE).normalize()
