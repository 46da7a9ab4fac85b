"""Where a copied block lands in a table, what fits, and what is not a number; no Qt.

A block with words in it is given to the reader of documents: where it recognises rows of this
table, the numbers go where their labels say, wherever the cursor stands. A block of numbers begins
at the cursor; one as large as the table's body is the whole table. Words beside numbers that nobody
recognises stop the paste: the numbers could land one row or column off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from nianbao.formats.body import Body, Place
from nianbao.formats.registry import Form
from nianbao.importers.document import Document, Grid
from nianbao.importers.paste.blocks import Rows, largest_block
from nianbao.importers.result import Cells
from nianbao.importers.tables.reader import read_tables
from nianbao.importers.tables.tokens import Source
from nianbao.importers.vocabulary.forms import form_index
from nianbao.importers.vocabulary.labels import vocabulary
from nianbao.importers.vocabulary.values import (
    UnreadableError,
    is_blank,
    is_dash,
    is_value,
    read_value,
)
from nianbao.report.numbers import (
    NumberRefusedError,
    format_number,
    parse_number,
    split_note,
)

MOST_REMARKS = 3
"""More sentences about rows that were not placed are not read."""


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
        return is_dash(self.text)


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
    one_value: str = ""
    """The text, where a single cell was copied: it needs no preview."""

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


def plan_paste(
    form: Form, body: Body, document: Document, at: Place, selected: Sequence[Place] = ()
) -> PastePlan:
    """Say where each cell of what was copied lands; ``selected`` may ask for it several times."""
    rows = largest_block(document)
    if any(_is_words(text) for row in rows for text in row):
        plan = _by_labels(form, body, document)
        why = "" if plan is not None else _words_in_the_way(rows)
        if plan is not None or why:
            return plan or PastePlan((), remarks=(why,))
    plan = _by_place(form, body, _repeated(rows, selected), at)
    aside = tuple(f"“{_shown(one.text)}”没有填：{one.reason}。" for one in document.asides)
    if aside:
        return replace(plan, remarks=aside[:MOST_REMARKS])
    return replace(plan, one_value=rows[0][0]) if rows and len(rows) == len(rows[0]) == 1 else plan


# By labels


def _by_labels(form: Form, body: Body, document: Document) -> PastePlan | None:
    """Take this table's cells out of what the reader of documents recognises; None without any."""
    cells = read_tables(Source(document, vocabulary(form.family)), form_index(form.id))
    mine = [body.keys[place] for place in sorted(body.keys)]
    read = [key for key in mine if cells.values.get(key) is not None]
    items = [_read_item(document, cells, key) for key in read]
    items += _dashes(document, cells, body)
    refused: list[str] = []
    for unread in cells.unread:
        if len(unread.keys) == 1 and unread.keys[0] in mine:
            items.append(PasteItem(unread.keys[0], unread.text, problem=unread.reason))
        elif not set(unread.keys).isdisjoint(mine):
            refused.append(f"“{_shown(unread.text)}”没有填：{unread.reason}。")
    if not read and not any(item.problem and not item.is_dash for item in items):
        return PastePlan((), remarks=tuple(refused[:MOST_REMARKS])) if refused else None
    said = [one.message for one in cells.problems if not set(one.cells).isdisjoint(read)]
    aside = [f"“{_shown(one.text)}”没有填：{one.reason}。" for one in document.asides]
    remarks = (
        "按表格里的行名和列名找到了位置。",
        *(*refused[:MOST_REMARKS], *aside[:MOST_REMARKS], *said[:MOST_REMARKS]),
    )
    named = {item.key for item in items}
    blank = sum(key in cells.values and key not in named for key in mine)
    return PastePlan(tuple(items), recognised=True, blank=blank, remarks=remarks)


def _read_item(document: Document, cells: Cells, key: str) -> PasteItem:
    value = cells.values[key]
    text = format_number(value) if key in cells.inferred else document.text_at(cells.places[key])
    return PasteItem(key, text, value, cells.notes.get(key, ""))


def _dashes(document: Document, cells: Cells, body: Body) -> Iterator[PasteItem]:
    """Name the cells whose source has a dash, which the reader takes for a blank.

    Only where a row of the source has just as many cells behind its name as the form's row.
    """
    for line in body.rows:
        keys = [body.keys[place] for place in line]
        blank = [key for key in keys if key in cells.values and cells.values[key] is None]
        at = cells.places.get(blank[0]) if blank else None
        block = document.blocks[at.block] if at is not None else None
        if at is None or not isinstance(block, Grid) or at.cell < 0:
            continue
        behind = block.rows[at.row][at.cell + 1 :]
        if len(behind) == len(keys):
            for key, cell in zip(keys, behind, strict=True):
                item = PasteItem(key, cell.text, problem=_NO_NUMBER)
                if key in blank and item.is_dash:
                    yield item


_NO_NUMBER = "不是数字，没有发生的填 0"


def _is_words(text: str) -> bool:
    return not is_blank(text) and not is_value(text)


def _words_in_the_way(rows: Rows) -> str:
    """Say why numbers cannot be placed: names before them or heads above them that are not ours."""
    for row in rows:
        first = next((text for text in row if text), "")
        if _is_words(first) and any(is_value(text) for text in row):
            return _UNPLACED.format("左边", _shown(first))
    if not any(is_value(text) for text in rows[0]) and any(
        is_value(text) for row in rows for text in row
    ):
        above = next((text for text in rows[0] if _is_words(text)), "")
        return _UNPLACED.format("上面", _shown(above)) if above else ""
    return ""


_UNPLACED = (
    "{}有文字“{}”，对不上这张表的行名和列名，看不出数字该填到哪里。"
    "请只复制数字，或者连同整张表的行名和表头一起复制。"
)
_LONGEST_SHOWN = 12


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + "…"


# By place


def _repeated(rows: Rows, selected: Sequence[Place]) -> Rows:
    """A block is repeated over a selection of several times its size, as Excel does it."""
    if not rows or not selected:
        return rows
    high = len({row for row, _ in selected})
    wide = len({column for _, column in selected})
    fits = high % len(rows) == 0 and wide % len(rows[0]) == 0
    if not fits or high * wide != len(selected):
        return rows
    down, across = high // len(rows), wide // len(rows[0])
    return tuple(row * across for row in rows) * down


def _by_place(form: Form, body: Body, rows: Rows, at: Place) -> PastePlan:
    items: list[PasteItem] = []
    outside = blank = 0
    for key, text in _laid_out(body, rows, _start(body, rows, at)):
        if not text:
            blank += key is not None
        elif key is None:
            outside += 1
        else:
            items.append(_item(form, key, text))
    return PastePlan(tuple(items), outside=outside, blank=blank)


def _item(form: Form, key: str, text: str) -> PasteItem:
    """Take a cell as every reader takes it; say of others what the grid says of what is typed."""
    cell = form.cells[key]
    try:
        read = read_value(text, cell)
    except UnreadableError as error:
        why = error.message
    else:
        if read.number is not None and not read.said:
            return PasteItem(key, text, read.number, read.note)
        why = read.said or _NO_NUMBER
    try:
        parse_number(split_note(text)[0], cell.value_type)
    except NumberRefusedError as error:
        why = error.why
    refused = PasteItem(key, text, problem=why)
    return replace(refused, problem=_NO_NUMBER) if refused.is_dash else refused


def _start(body: Body, rows: Rows, at: Place) -> Place:
    """A block of the size of the whole table is the whole table."""
    whole = bool(rows) and (len(rows), len(rows[0])) == (body.n_rows, body.n_columns)
    return (0, 0) if whole else at


def _laid_out(body: Body, rows: Rows, at: Place) -> Iterator[tuple[str | None, str]]:
    """Lay the block's rows over the table's rows of inputs, its columns over their inputs."""
    lines = [line for line in body.rows if line[0][0] >= at[0]]
    for number, row in enumerate(rows):
        line = lines[number] if number < len(lines) else ()
        inputs = [place for place in line if place[1] >= at[1]]
        for column, text in enumerate(row):
            yield (body.keys[inputs[column]] if column < len(inputs) else None), text


def block_of(values: Sequence[tuple[Place, str]]) -> list[list[str]]:
    """Return selected cells as the rectangle that encloses them."""
    rows = sorted({place[0] for place, _ in values})
    columns = sorted({place[1] for place, _ in values})
    by_place = dict(values)
    return [[by_place.get((row, column), "") for column in columns] for row in rows]
