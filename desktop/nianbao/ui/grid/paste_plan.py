"""Where a copied block lands in a table, what fits, and what is not a number; no Qt.

A block that brings the form's own row labels is put where its labels say, wherever the cursor
stands; so is a block as large as the table's body. Any other block begins at the cursor.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from nianbao.formats.registry import Form
from nianbao.report.errors import UserError
from nianbao.report.numbers import normalise, parse_number, split_note
from nianbao.ui.grid.body import Body, Place
from nianbao.ui.grid.clipboard import Rows

DASHES = frozenset({"-", "--", "/", "\\", "—", "－", "／", "——"})
MIN_LABELS = 2
"""So many of the form's labels make a block recognised."""


@dataclass(frozen=True)
class PasteItem:
    """One cell of the block that meets an input of the table."""

    key: str
    text: str
    value: Decimal | None = None
    note: str = ""
    problem: str = ""
    """Why it cannot be entered; empty where it can."""

    @property
    def is_dash(self) -> bool:
        """Whether the source has a dash, which some write for 0 and some for unknown."""
        return normalise(self.text) in DASHES or self.text.strip() in DASHES


@dataclass(frozen=True)
class PastePlan:
    """What a paste would do."""

    items: tuple[PasteItem, ...]
    recognised: bool = False
    outside: int = 0
    """Cells with content that lie beyond the table."""
    blank: int = 0
    """Blank cells of the block; what stands in the table stays."""
    remarks: tuple[str, ...] = field(default=())

    @property
    def problems(self) -> tuple[PasteItem, ...]:
        """The cells that cannot be entered."""
        return tuple(item for item in self.items if item.problem)

    def values(self, *, dash_is_zero: bool = False) -> dict[str, Decimal | None]:
        """Return what is entered."""
        values = {item.key: item.value for item in self.items if not item.problem}
        if dash_is_zero:
            values |= {item.key: Decimal(0) for item in self.problems if item.is_dash}
        return values

    def notes(self) -> dict[str, str]:
        """Return the notes that came in brackets behind numbers."""
        return {item.key: item.note for item in self.items if item.note and not item.problem}


def plan_paste(form: Form, body: Body, rows: Rows, at: Place) -> PastePlan:
    """Say where each cell of a block lands."""
    placed = _by_labels(body, rows)
    recognised = placed is not None
    if placed is None:
        placed = _by_place(body, rows, _start(body, rows, at))
    items: list[PasteItem] = []
    outside = blank = 0
    for place, text in placed:
        key = body.keys.get(place)
        if not text:
            blank += key is not None
        elif key is None:
            outside += 1
        else:
            items.append(_item(form, key, text))
    remarks = _remarks(body, rows, recognised=recognised)
    return PastePlan(tuple(items), recognised, outside, blank, remarks)


def _item(form: Form, key: str, text: str) -> PasteItem:
    number, note = split_note(text)
    try:
        value = parse_number(number, form.cells[key].value_type)
    except UserError as error:
        return PasteItem(key, text, problem=error.message)
    return PasteItem(key, text, value, note)


# By place


def _start(body: Body, rows: Rows, at: Place) -> Place:
    """A block of the size of the whole table is the whole table."""
    whole = (len(rows), len(rows[0])) == (body.n_rows, body.n_columns)
    return (0, 0) if whole and len(rows) > 1 else at


def _by_place(body: Body, rows: Rows, at: Place) -> list[tuple[Place, str]]:
    """Lay the block's rows over the table's rows of inputs, its columns over their inputs."""
    lines = [line for line in body.rows if line[0][0] >= at[0]]
    found: list[tuple[Place, str]] = []
    for number, row in enumerate(rows):
        line = (
            [place for place in lines[number] if place[1] >= at[1]] if number < len(lines) else []
        )
        for column, text in enumerate(row):
            found.append((line[column] if column < len(line) else _NOWHERE, text))
    return found


_NOWHERE: Place = (-1, -1)


# By labels


def _by_labels(body: Body, rows: Rows) -> list[tuple[Place, str]] | None:
    """Put the block where its row labels say; None where it does not bring enough of them."""
    labels = _row_labels(body)
    matched: list[tuple[int, tuple[Place, ...]]] = []
    for number, row in enumerate(rows):
        line = next((labels[word] for word in map(_plain, row) if word in labels), None)
        if line is not None:
            matched.append((number, line))
    if len(matched) < MIN_LABELS or len(matched) * 2 < min(len(labels), len(rows)):
        return None
    columns = _columns(body, rows, first=matched[0][0])
    return [
        (line[target], rows[number][source])
        for number, line in matched
        for source, target in columns
        if target < len(line)
    ]


def _row_labels(body: Body) -> dict[str, tuple[Place, ...]]:
    """The rows of inputs by their own label: the label cell at their left that ends last."""
    layout = body.layout
    found: dict[str, tuple[Place, ...]] = {}
    for line in body.rows:
        row = line[0][0] + layout.header_rows
        own = [
            cell
            for cell in layout.cells
            if cell.role == "row" and cell.row == row and cell.row_span == 1
        ]
        if own:
            found.setdefault(_plain(own[-1].text), line)
    return found


def _columns(body: Body, rows: Rows, first: int) -> list[tuple[int, int]]:
    """Pair the block's columns with the table's, by their heads where they are unmistakable."""
    width = max(len(line) for line in body.rows)
    heads = _heads(body)
    above = [_plain("".join(row[column] for row in rows[:first])) for column in range(len(rows[0]))]
    by_head = [
        (column, heads[word])
        for column, words in enumerate(above)
        for word in heads
        if words and (words == word or words.endswith(word))
    ]
    if len({target for _, target in by_head}) == width == len(by_head):
        return by_head
    return [(len(rows[0]) - width + n, n) for n in range(width) if len(rows[0]) - width + n >= 0]


def _heads(body: Body) -> dict[str, int]:
    layout = body.layout
    leaves = [
        cell
        for cell in layout.cells
        if cell.role == "column" and cell.row + cell.row_span == layout.header_rows
    ]
    return {_plain(cell.text): cell.col - layout.label_columns for cell in leaves}


def _plain(text: str) -> str:
    """A label without blanks, marks and the small differences of typing."""
    return re.sub(r"[\s“”\"'‘’.．、，,（）()：:]", "", text.strip())


def _remarks(body: Body, rows: Rows, *, recognised: bool) -> tuple[str, ...]:
    if recognised:
        return ("按表格里的行名和列名找到了位置。",)
    labels = _row_labels(body)
    if any(_plain(cell) in labels for row in rows for cell in row):
        return ("复制的内容里有行名，但认不全，请只复制数字部分，或连同整张表一起复制。",)
    return ()


def block_of(values: Sequence[tuple[Place, str]]) -> list[list[str]]:
    """Return selected cells as the rectangle that encloses them."""
    rows = sorted({place[0] for place, _ in values})
    columns = sorted({place[1] for place, _ in values})
    by_place = dict(values)
    return [[by_place.get((row, column), "") for column in columns] for row in rows]
